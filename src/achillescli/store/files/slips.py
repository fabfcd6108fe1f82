"""Which slip of the hand a line shows that is no TOML, and where it was made."""

import re

from ..files.lines import QUOTED, Lines

_NAME = r"[ \t]*[\w.\"'-]+[ \t]*=[ \t]*"
_OF_TEXT = r"[ \t]*(?:id|of|kind|slot|note|text|activity|reason|by|level)[ \t]*=[ \t]*"
_SLIPS = (
    ("conflict", r"<{7}|={7}|>{7}"),
    ("curly", _NAME + r"[\u2018-\u201f\u00ab\u00bb]"),
    ("inner", _NAME + r"\"[^\"]*\"(?![ \t]*[\w-]+[ \t]*=)[^#]*\""),
    ("empty", _NAME + r"(?:$|#|(?i:null|none|nil|n/?a|geen|-+|\?+)[ \t]*$)"),
    ("text", _OF_TEXT + r"[^\"'\s]"),
    ("time", _NAME + r"\d{4}-\d\d-\d\d[T ]\d"),
    ("date", _NAME + r"(?!\d{4}-\d\d-\d\d(?!\d))\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"),
    ("comma", _NAME + r"[-+]?\d+,\d"),
    ("truth", _NAME + r"(?i:true|false|yes|no|ja|nee|waar|onwaar)\b"),
    ("inline", _NAME + r"\{"),
)
"""What a slip is called, and how its line begins; the first that fits is told."""
_NUMBER_AND_MORE = _NAME + r"[-+]?\d"
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'[^']*'"
_HEADING = r"^[ \t]*\[\[[ \t]*entry[ \t]*\]\]"
_WRONG_HEADING = (
    r"^[ \t]*(?:\[[ \t]*entr(?:y|ies)[ \t]*(?:$|[^.\s])"
    r"|\[\[[ \t]*entr(?:y|ies)(?![ \t]*(?:\.|\]\][ \t\r]*(?:#|$))))"
)


def slip(source: str, line: int, reason: str) -> tuple[str, int]:
    """Return what the slip is called and its line; the parser's reason and line otherwise.

    The parser names the line at which it despairs, and that may be a later one.
    """
    if begun := _long_text(source, line):
        return "unclosed", begun
    if wrong := _wrong_heading(source, line):
        return "heading", wrong
    if reason in ("twice", "escape", "date"):
        return reason, line
    if reason == "unclosed" and (opened := _opening_line(source, line)):
        return reason, opened
    return _on_one_line(source.split("\n")[line - 1].rstrip("\r"), reason), line


def _on_one_line(text: str, reason: str) -> str:
    for name, start in _SLIPS:
        if re.match(start, text):
            return name
    bare = re.sub(_STRING, "", text).partition("#")[0]
    if '"' in bare or "'" in bare:
        return "quote"
    if not bare.replace("\t", " ").isprintable():
        return "sign"
    if reason == "line_end" and re.match(_NUMBER_AND_MORE, text):
        return "number"
    return reason


def _long_text(source: str, line: int) -> int | None:
    """Return where a long text begins that never ends, or that swallows a heading."""
    for found in re.finditer(QUOTED, source, re.DOTALL):
        text = found[0]
        if text.startswith(('"""', "'''")):
            if len(text) < 6 or not text.endswith(text[:3]):
                return _line(source, found.start())
            ends_here = _line(source, found.end()) == line
            if ends_here and re.search(_HEADING, text, re.MULTILINE):
                return _line(source, found.start())
    return None


def _wrong_heading(source: str, line: int) -> int | None:
    """Return the line of the first heading up to a line that lacks a bracket."""
    found = re.search(_WRONG_HEADING, source, re.MULTILINE)
    at = _line(source, found.start()) if found else None
    return at if at and at <= line else None


def _opening_line(source: str, line: int) -> int | None:
    """Return the newest line up to a line that opens more brackets than it closes."""
    lines = Lines(source).bare.split("\n")
    for number in range(min(line, len(lines)), 0, -1):
        text = lines[number - 1]
        if sum(map(text.count, "[{")) > sum(map(text.count, "]}")):
            return number
    return None


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1
