"""What can be mended in the bytes of a month without a guess at any value."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any

from ...errors import StoreError
from ..files import disk, toml
from ..files.lines import Lines
from ..journal.month import Month, month
from .finding import Repair

_ZEROS = rb"(?:\A|(?<=\n))\0+(?=\s*(?:\Z|\[\[[ \t]*entry[ \t]*\]\]|schema[ \t]*=))"
"""Zero bytes between entries; within one, a value may have stood there."""
_HEADING = "[[entry]]"
_CUT_OFF = ("store.error.toml.", "store.expected.missing")
"""What is said of an entry whose end is gone."""


def repairs(raw: bytes, file: str) -> tuple[Repair, ...]:
    """Return the repairs after which a month is read whole; none where it takes more.

    What could be read before is read alike after them.
    """
    found = month(raw, file)
    if not (found.damaged or raw.startswith(BOM_UTF8)) or len(raw) > disk.MOST_BYTES:
        return ()
    taken: list[Repair] = []
    for attempt in REPAIRS:
        repair = attempt(raw)
        if repair is not None and repair.new != raw:
            taken.append(repair)
            raw = repair.new
    return tuple(taken) if taken and _keeps(found, month(raw, file)) else ()


def _keeps(before: Month, after: Month) -> bool:
    left = {entry.id: entry for entry in after.entries}
    return not after.damaged and all(left.get(entry.id) == entry for entry in before.entries)


def utf16(raw: bytes) -> Repair | None:
    """Write text that says it is UTF-16 as UTF-8."""
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        return Repair("utf16", raw.decode("utf-16").encode())
    except UnicodeError:
        return None


def zeros(raw: bytes) -> Repair | None:
    """Take out zero bytes that stand between entries."""
    new = re.sub(_ZEROS, b"", raw)
    return Repair("zeros", new, {"n": len(raw) - len(new)})


def windows1252(raw: bytes) -> Repair | None:
    """Write the lines that are no UTF-8 as if they were Windows-1252: a guess at letters."""
    lines = raw.split(b"\n")
    try:
        new = [line if _is_utf8(line) else line.decode("cp1252").encode() for line in lines]
    except UnicodeDecodeError:
        return None
    changed = sum(before != after for before, after in zip(lines, new, strict=True))
    return None if _is_cut_sign(raw) else Repair("windows1252", b"\n".join(new), {"n": changed})


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_cut_sign(raw: bytes) -> bool:
    """Whether only the last sign is no UTF-8, since its end is gone."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def mark(raw: bytes) -> Repair | None:
    """Take away the byte order mark at the start."""
    return Repair("mark", re.sub(rb"\A(?:%s)+" % BOM_UTF8, b"", raw))


def line_ends(raw: bytes) -> Repair | None:
    """End lines with a newline where they end with a carriage return alone."""
    new, count = re.subn(rb"\r(?!\n)", b"\n", raw)
    return Repair("line_ends", new, {"n": count})


def cut(raw: bytes) -> Repair | None:
    """Take away the last entry of a file that ends in the middle of it."""
    source = raw.decode("utf-8", "replace")
    before, _, last = source.rpartition("\n")
    if not last:
        return None
    start = _last_heading(source)
    if _HEADING.startswith(last):
        start = source.count("\n") + 1
    if start is None or not _is_cut_off(source, before, start):
        return None
    kept = raw.split(b"\n")[: start - 1]
    return Repair("cut", b"".join(line + b"\n" for line in kept), {"line": start})


def _last_heading(source: str) -> int | None:
    """Return the line of the last heading of an entry."""
    lines, position, last = Lines(source), 0, None
    while (line := lines.of_entry(position)) is not None:
        last, position = line, position + 1
    return last


def _is_cut_off(source: str, before: str, start: int) -> bool:
    """Whether the only fault is that the text stops too early, after its line ``start``."""
    damaged = month(source.encode(), "").damaged
    keys = [damage.error.key for damage in damaged]
    if not keys or any((damage.place.line or 0) < start for damage in damaged):
        return False
    if not all(key.startswith(_CUT_OFF) for key in keys):
        return False
    return "store.error.toml.unclosed" in keys or _parses(before)


def _parses(source: str) -> bool:
    try:
        toml.document(source, "")
    except StoreError:
        return False
    return True


def twice(raw: bytes) -> Repair | None:
    """Take out what stands in the file a second time, every field alike."""
    try:
        source = toml.text(raw, "")
        found = toml.document(source, "")
    except StoreError:
        return None
    tables = found.get("entry")
    if not isinstance(tables, list):
        return None
    doubled = _repetitions(tables)
    new = _without(raw, source, doubled, len(tables)) if doubled else None
    if new is None:
        return None
    left = [table for place, table in enumerate(tables) if place not in doubled]
    if _spelling(new) != repr({**found, "entry": left}):
        return None
    return Repair("twice", new, {"n": len(doubled)})


def _spelling(raw: bytes) -> str:
    """Return what TOML holds, spelt out: 1, 1.0 and true are not alike."""
    try:
        return repr(toml.document(toml.text(raw, ""), ""))
    except StoreError:
        return ""


def _repetitions(tables: list[Any]) -> frozenset[int]:
    """Return the places of the entries that stand earlier too."""
    seen: set[str] = set()
    doubled: set[int] = set()
    for place, table in enumerate(tables):
        spelt = repr(table)
        if spelt in seen and "id" in table:
            doubled.add(place)
        seen.add(spelt)
    return frozenset(doubled)


def _without(raw: bytes, source: str, doubled: frozenset[int], count: int) -> bytes | None:
    """Return the bytes without the blocks of some entries; comments after them stay."""
    found = Lines(source)
    starts = [found.of_entry(place) for place in range(count)]
    lines = raw.split(b"\n")
    ends = [*starts[1:], len(lines) + 1]
    for place in sorted(doubled, reverse=True):
        start, end = starts[place], ends[place]
        if start is None or end is None:
            return None
        while lines[end - 2].strip()[:1] in (b"", b"#"):
            end -= 1
        del lines[start - 1 : end - 1]
    return b"\n".join(lines)


REPAIRS: tuple[Callable[[bytes], Repair | None], ...] = (
    utf16,
    zeros,
    windows1252,
    mark,
    line_ends,
    cut,
    twice,
)
