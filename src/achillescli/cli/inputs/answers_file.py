"""Answers in a file: TOML, or JSON when it begins with a brace."""

import datetime as dt
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ...core.log import values
from ...core.log.answers import Answers
from ...errors import Place, UsageError
from ...store.files import disk
from ...store.files.small import Document
from ...store.journal import models
from ...store.journal.expected import FlawError, expectation
from ..context import DASH, Context
from . import dates, heard, tables

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
    return answers(context, document(source, contents(source)))


def contents(source: str) -> bytes:
    """Return the bytes of a file of answers, or of the standard input.

    Raises:
        UsageError: it cannot be read.
    """
    raw = tables.contents(source, _name(source))
    if raw is None:
        raise UsageError("assess.error.absent", file=_name(source))
    return raw


def document(source: str, raw: bytes) -> Document:
    """Return what a file of answers holds, before it is checked.

    Raises:
        UsageError: it is neither TOML nor JSON, or holds nothing.
    """
    name = _name(source)
    file = tables.document_of(raw, name, lambda text: _json(text, name))
    if disk.blank(raw):
        raise UsageError("assess.error.empty", file=name)
    return file


def _name(source: str) -> str:
    return "stdin" if source == DASH else Path(source).name or str(Path(source))


def signs(context: Context, raw: bytes, file: Document | None) -> dict[str, Any]:
    """Return the warning signs that refused bytes answer, as far as they can be read."""
    found = file.tables.get("red_flags") if file else None
    text = raw.replace(b"\0", b"").decode("utf-8", "replace")
    said = heard.signs_of_file(context, text)
    return {**(found if isinstance(found, dict) else {}), **said}


def answers(context: Context, file: Document) -> tuple[dt.date, dict[str, Any]]:
    """Return the date of an assessment and its answers, section by section.

    Raises:
        UsageError: the file holds anything but valid answers.
    """
    found = _answers(file)
    date = found.date or context.today
    if date >= context.today:
        dates.check_clock(context)
    if date > context.today:
        raise UsageError("assess.error.future", place=file.place_of("date"))
    table = {name: keys for name, keys in values.table(found).items() if keys and name in KNOWN}
    fields = {"id": "new", "kind": "assessment", "date": date, "answers": table}
    try:
        models.entry(fields)
    except FlawError as error:
        raise _refusal(error, file) from None
    return date, table


def _answers(file: Document) -> Answers:
    _only_known(file)
    try:
        return models.record(
            Answers, values.dated_table(file.tables) if file.in_json else file.tables
        )
    except FlawError as error:
        raise _refusal(error, file) from None


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


def _refusal(error: FlawError, file: Document) -> UsageError:
    """Return the first thing that is wrong, as a sentence that keeps the value to itself."""
    flaw = error.flaws[0]
    inside = flaw.path[1:] if flaw.path[:1] == ("answers",) else flaw.path
    path = flaw.field.split(".") if flaw.field else [str(part) for part in inside[:2]]
    place = Place(file.file) if flaw.type == "missing" else file.place_of(*path)
    return UsageError.of(expectation(flaw._replace(path=inside), Answers, place))


def _only_known(file: Document) -> None:
    for section, name in _keys(file.tables):
        if name not in KNOWN.get(section, ("date", *KNOWN) if not section else ()):
            near = _nearest(section, name)
            path = [part for part in (section, name) if part]
            place = file.place_of(*path)
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
