"""What is taken away of a log: the bytes of every month, and what they hold."""

from pathlib import Path
from typing import NamedTuple

from ...errors import Place, StoreError
from ..files import layout
from ..files.layout import MONTHS, MonthFile, month_file
from ..journal.load import Journal, load

TRIES = 3
"""How often a log is read that is written to meanwhile."""


class Snapshot(NamedTuple):
    """The months of one moment, the journal that they make, and what could not be had."""

    months: tuple[MonthFile, ...]
    lacking: tuple[str, ...]
    """Months whose bytes cannot be read, or that are known and not there."""
    journal: Journal

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The files that are damaged or cannot be read, each once."""
        return tuple(dict.fromkeys(damage.place.file for damage in self.journal.damaged))


def snapshot(home: Path) -> Snapshot:
    """Return all of a log as it was at one moment, however damaged it is.

    Raises:
        StoreError: the folder cannot be read, or the log keeps changing.
    """
    before = _months(home)
    for _ in range(TRIES):
        journal = load(home, tolerant=True)
        after = _months(home)
        if after == before:
            return _snapshot(*before, journal)
        before = after
    raise StoreError("store.error.changed", place=Place(MONTHS))


def _snapshot(
    months: tuple[MonthFile, ...], lacking: tuple[str, ...], journal: Journal
) -> Snapshot:
    """Return what was read, with the months that are known and not there among those lacking."""
    here = {month_file(month.name) for month in months}
    files = (damage.place.file for damage in journal.damaged if damage.place.file)
    lost = [file for file in files if file not in here and file != MONTHS]
    return Snapshot(months, tuple(dict.fromkeys((*lacking, *lost))), journal)


def _months(home: Path) -> tuple[tuple[MonthFile, ...], tuple[str, ...]]:
    """Return the months that can be read, and the files that cannot."""
    kept: list[MonthFile] = []
    lacking: list[str] = []
    for name in layout.months(home):
        try:
            raw = layout.existing_month(home, name)
        except StoreError:
            lacking.append(month_file(name))
        else:
            kept += [] if raw is None else [MonthFile(name, raw)]
    return tuple(kept), tuple(lacking)
