"""Answers in a file: TOML, or JSON when it begins with a brace."""

import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ...core.log import values
from ...core.log.answers import Answers
from ...errors import Place, StoreError, UsageError
from ...store.files import disk, toml
from ...store.journal import models
from ...store.journal.expected import FlawError, expected
from ..context import Context

STDIN = "-"
KNOWN: dict[str, tuple[str, ...]] = {
    name: tuple(field.of.attributes)
    for name, field in Answers.fields.items()
    if field.takes == "part"
}
"""The keys of each section."""


def read(context: Context, source: str) -> tuple[dt.date, dict[str, Any]]:
    """Return the date of an assessment and its answers, section by section.

    Raises:
        UsageError: the file cannot be read, or holds anything but valid answers.
    """
    name = "stdin" if source == STDIN else Path(source).name or str(Path(source))
    raw = _bytes(source, name)
    if disk.blank(raw):
        raise UsageError("assess.error.empty", file=name)
    text = _text(raw, name)
    answers = _answers(text, name)
    date = answers.date or context.today
    if date > context.today:
        raise UsageError("assess.error.future", place=_place(text, name, "date"))
    table = {name: keys for name, keys in values.table(answers).items() if keys and name in KNOWN}
    fields = {"id": "new", "kind": "assessment", "date": date, "answers": table}
    try:
        models.entry(fields)
    except FlawError as error:
        raise _refused(error, text, name) from None
    return date, table


def _bytes(source: str, name: str) -> bytes:
    if source == STDIN:
        return sys.stdin.buffer.read(disk.MOST_BYTES + 1)
    try:
        raw = disk.contents(Path(source), name)
    except StoreError as error:
        raise UsageError(error.key, **error.values) from None
    if raw is None:
        raise UsageError("assess.error.absent", file=name)
    return raw


def _text(raw: bytes, name: str) -> str:
    try:
        return toml.text(raw, name)
    except StoreError as error:
        raise UsageError(error.key, **error.values) from None


def _answers(text: str, name: str) -> Answers:
    as_json = _is_json(text)
    try:
        tables = _json(text, name) if as_json else toml.document(text, name)
    except StoreError as error:
        raise UsageError(error.key, **error.values) from None
    _only_known(tables, text, name)
    try:
        return models.record(Answers, values.dated(tables) if as_json else tables)
    except FlawError as error:
        raise _refused(error, text, name) from None


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _json(text: str, name: str) -> dict[str, Any]:
    import json

    try:
        found: dict[str, Any] = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UsageError("assess.error.json", file=name, line=error.lineno) from None
    except (ValueError, RecursionError):
        raise UsageError("assess.error.not_json", file=name) from None
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _refused(error: FlawError, text: str, name: str) -> UsageError:
    """Return the first thing that is wrong, as a sentence that keeps the value to itself."""
    flaw = error.flaws[0]
    inside = flaw.path[1:] if flaw.path[:1] == ("answers",) else flaw.path
    path = flaw.field.split(".") if flaw.field else [str(part) for part in inside[:2]]
    place = Place(name) if flaw.type == "missing" else _place(text, name, *path)
    key, said = expected(flaw._replace(path=inside), Answers, place)
    return UsageError(key, **said)


def _place(text: str, file: str, *path: str) -> Place:
    """Return where a key stands, without its line when a plain search does not find it."""
    start = 0
    for pattern in _patterns(_is_json(text), [re.escape(part) for part in path]):
        found = re.compile(pattern, re.MULTILINE).search(text, start)
        if not found:
            return Place(file)
        start = found.end()
    return Place(file, text.count("\n", 0, start) + 1) if path else Place(file)


def _patterns(as_json: bool, path: Sequence[str]) -> list[str]:  # noqa: FBT001
    """Return what to search one after the other: the headings of a key, and the key itself."""
    if as_json:
        return [rf'"{part}"[ \t]*:' for part in path]
    headings = [rf"^[ \t]*\[[ \t]*{part}[ \t]*\]" for part in path[:-1]]
    return [*headings, *(rf"^[ \t]*\[?[ \t]*[\"']?{key}[\"']?[ \t]*[=\]]" for key in path[-1:])]


def _only_known(tables: dict[str, Any], text: str, file: str) -> None:
    for section, name in _keys(tables):
        if name not in KNOWN.get(section, ("date", *KNOWN) if not section else ()):
            near = _nearest(section, name)
            path = [part for part in (section, name) if part]
            place = _place(text, file, *path)
            written = _short(".".join(path))
            raise UsageError("assess.error.unknown", place=place, written=written, near=near)


def _keys(tables: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Return section and name of every key; the section of a top-level key is empty."""
    for section, keys in tables.items():
        yield "", section
        if isinstance(keys, dict) and section in KNOWN:
            yield from ((section, name) for name in keys)


def _nearest(section: str, name: str) -> str:
    """Return the known key that looks most like this one; its own section wins a tie."""
    sections = [("", known) for known in ("date", *KNOWN)]
    every = [*sections, *((part, known) for part, names in KNOWN.items() for known in names)]

    def likeness(candidate: tuple[str, str]) -> tuple[float, bool]:
        alike = SequenceMatcher(None, candidate[1], name[:100].lower()).ratio()
        return alike, candidate[0] == section

    return ".".join(part for part in max(every, key=likeness) if part)


def _short(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:60])
