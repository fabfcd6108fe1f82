"""Hostile or broken text, refused before and after it is parsed as TOML."""

import re
from typing import Any

from ...errors import Place, StoreError
from .disk import MOST_BYTES
from .lines import Lines

MOST_IN_LINE = 16 << 10
MOST_PARTS = 64
MOST_DEPTH = 16
MOST_ENTRIES = 20_000
MOST_HEADINGS = 50_000
MOST_SIGNS = 120_000
"""Of what makes a parser work: keys, parts of keys, and values in a row."""

# Patterns that a sound file does not need are compiled when they are used: start-up counts.
_STRING = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_LONG_KEY = rf"(?:[A-Za-z0-9_-]+[ \t]*\.[ \t]*){{{MOST_PARTS}}}"
_LINE_OF_HEADING = r"\n[ \t]*\["
_LONG_NUMBER = r"\d[\d_]{4000}"
_MOST_DIGITS = 3500
"""Of a number in another base; Python writes no number of more than 4300 decimal digits."""
_LONG_OTHER = rf"\b0[xob][0-9a-fA-F_]{{{_MOST_DIGITS}}}"
_PARSER_PLACE = r" \(at line (\d+), column \d+\)$"
_REASONS = (
    ("twice", ("Cannot", "Duplicate")),
    ("unclosed", ("Unterminated", "Unclosed")),
    ("date", ("Invalid date",)),
    ("value", ("Invalid value",)),
    ("statement", ("Invalid statement", "Invalid initial", "Expected '='")),
    ("sign", ("Illegal character", "Found invalid")),
    ("escape", ("Unescaped", "Escaped", "Invalid hex")),
    ("line_end", ("Expected newline",)),
)


def text(raw: bytes, file: str) -> str:
    """Return the text of a file.

    Raises:
        StoreError: it is too large, or no plain UTF-8 text.
    """
    if len(raw) > MOST_BYTES:
        raise StoreError("store.error.too_big", place=Place(file))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise StoreError("store.error.utf16", place=Place(file))
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise StoreError("store.error.not_utf8", place=Place(file, line)) from None
    if "\0" in decoded:
        line = decoded.count("\n", 0, decoded.index("\0")) + 1
        raise StoreError("store.error.nul", place=Place(file, line))
    return decoded


def document(source: str, file: str) -> dict[str, Any]:
    """Return the tables of a text.

    Raises:
        StoreError: with the line and what was expected there.
    """
    if source.count("[") > MOST_HEADINGS < len(re.findall(_LINE_OF_HEADING, source)):
        raise StoreError("store.error.headings", place=Place(file), most=MOST_HEADINGS)
    if _signs(source) > MOST_SIGNS and _signs(Lines(source).bare) > MOST_SIGNS:
        raise StoreError("store.error.signs", place=Place(file), most=MOST_SIGNS)
    _lines_in_bounds(source, file)
    import tomllib

    try:
        found = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), source, file) from None
    except ValueError:
        raise StoreError(
            "store.error.long_number", place=Place(file, _line(_LONG_NUMBER, source))
        ) from None
    except (RecursionError, MemoryError):
        raise _too_deep(source, file) from None
    if _depth(found) > MOST_DEPTH:
        raise _too_deep(source, file)
    return found


def _signs(source: str) -> int:
    return sum(map(source.count, "=.,"))


def _lines_in_bounds(source: str, file: str) -> None:
    for number, line in enumerate(source.split("\n"), 1):
        if len(line) > MOST_IN_LINE:
            raise StoreError("store.error.long_line", place=Place(file, number), most=MOST_IN_LINE)
        if line.count(".") >= MOST_PARTS and re.search(_LONG_KEY, re.sub(_STRING, "s", line)):
            raise StoreError("store.error.long_key", place=Place(file, number), most=MOST_PARTS)
        if len(line) > _MOST_DIGITS and re.search(_LONG_OTHER, re.sub(_STRING, "s", line)):
            raise StoreError("store.error.long_number", place=Place(file, number))


def _not_toml(message: str, source: str, file: str) -> StoreError:
    """Return the parser's complaint in our words; its own may quote the file."""
    from .slips import slip

    found = re.search(_PARSER_PLACE, message)
    line = int(found[1]) if found else source.rstrip().count("\n") + 1
    told = (reason for reason, starts in _REASONS if message.startswith(starts))
    name, line = slip(source, line, next(told, "other" if found else "unclosed"))
    return StoreError(f"store.error.toml.{name}", place=Place(file, line))


def _line(pattern: str, source: str) -> int | None:
    found = re.search(pattern, source)
    return source.count("\n", 0, found.start()) + 1 if found else None


def _depth(found: dict[str, Any]) -> int:
    """Return how deeply tables and lists are nested; counting stops past the limit."""
    layer: list[Any] = [found]
    depth = 0
    while layer and depth <= MOST_DEPTH:
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        depth += 1
    return depth


def _too_deep(source: str, file: str) -> StoreError:
    """Return the refusal, at the first line that opens too many brackets or sections."""
    opened = 0
    for number, line in enumerate(source.split("\n"), 1):
        bare = re.sub(_STRING, "", line)
        if opened + bare.count("[") + bare.count("{") + bare.count(".") >= MOST_DEPTH:
            return StoreError("store.error.deep", place=Place(file, number), most=MOST_DEPTH)
        opened += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
    return StoreError("store.error.deep", place=Place(file), most=MOST_DEPTH)
