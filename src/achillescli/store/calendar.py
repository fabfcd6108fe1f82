"""What is known of the calendars that were written: which names they used, and how often."""

from pathlib import Path
from typing import NamedTuple

from ..errors import Place, StoreError
from .files import disk
from .files.layout import CALENDAR
from .files.lock import lock
from .files.small import read_toml

TOO_MANY = 1 << 31


class Written(NamedTuple):
    """The generation of names that calendars use, and how many were written with them before."""

    generation: int = 0
    sequence: int = 0


def count_calendar(home: Path, *, fresh: bool) -> Written:
    """Count one calendar more, with new names if it is to be fresh; return its own numbers.

    Raises:
        StoreError: it cannot be kept, or what was kept cannot be read.
    """
    disk.folder(home)
    with lock(home):
        found = _read(home)
        if fresh:
            found = Written(found.generation + 1)
        new = f"generation = {found.generation}\nsequence = {found.sequence + 1}\n".encode()
        disk.replace(home / CALENDAR, disk.contents(home / CALENDAR, CALENDAR), new, CALENDAR)
    return found


def _read(home: Path) -> Written:
    file = read_toml(home / CALENDAR, CALENDAR)
    if file is None:
        return Written()
    found = {name: file.tables.get(name) for name in Written._fields}
    if not all(map(_is_number, found.values())):
        raise StoreError("calendar.error.kept", place=Place(CALENDAR))
    return Written._make(found.values())


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < TOO_MANY
