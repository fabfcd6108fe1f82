"""What counts of a log at any date, so that old daily entries need not be read."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ...core.log.entries import Edit, Entry, Remove
from ...errors import StoreError
from ..files import layout
from ..files.layout import MonthFile
from . import cache
from .cache import Cache, ShapeError
from .edits import unfit_edits
from .month import Month, entries_of


class Lasting(NamedTuple):
    """What counts of a log at any date; the rest of its closed months is still in the cache.

    Without ``months`` nothing is known of it, and the whole log has to be read.
    """

    months: Mapping[str, Month] = MappingProxyType({})
    """By name: of a closed month what lasts, of any other all."""
    closed: tuple[str, ...] = ()
    """The names of the months of which the cache knows the bytes."""
    cache: Cache = Cache()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that count at any date; corrections are not yet applied."""
        return entries_of(self.months)

    def since(self, date: dt.date) -> Mapping[str, Month]:
        """Return the months without daily entries of closed ones from before a date.

        There are none where only a look at the whole log can tell what is wrong with it.
        """
        # An edit may give an old score a date that matters, so its month is read whole.
        corrected = {entry.of for entry in self.entries if isinstance(entry, Edit)}
        months = dict(self.months)
        try:
            for name in self.closed:
                known = self.cache.months[name]
                if known.newest >= f"{date}" or not corrected.isdisjoint(known.ids):
                    months[name] = self.cache.whole(name)
        except ShapeError:
            return {}
        return {} if unfit_edits(entries_of(months)) else months


def lasting(home: Path) -> Lasting:
    """Return what counts of a log at any date, as far as the cache knows its months.

    Nothing is known where only a look at the whole log can tell what is wrong with it.
    """
    try:
        cached = cache.read(home)
        if not cached.months or layout.copies(home):
            return Lasting()
        backups = cache.digest(layout.backup_names(home))
        names = layout.months(home)
        if cached.gone or backups != cached.backups or not cached.months.keys() <= {*names}:
            return Lasting()
        files = [MonthFile(name, layout.read_month(home, name)) for name in names]
        closed = tuple(file.name for file in files if cached.knows(file))
        months = {
            file.name: cached.lasting(file.name) if file.name in closed else cached.month(file)
            for file in files
        }
    except (StoreError, ShapeError):
        return Lasting()
    found = Lasting(months, closed, cached)
    return found if _is_sound(found) else Lasting()


def _is_sound(found: Lasting) -> bool:
    """Return whether every month has entries, every id is there and there once, every edit fits."""
    ids: list[str] = []
    for name, one in found.months.items():
        of_month = found.cache.months[name].ids if name in found.closed else _ids(one)
        if one.damaged or not of_month:  # an empty month may be one that was lost
            return False
        ids += of_month
    here = set(ids)
    open_ = found.cache.months.keys() - found.closed
    if not all(here.issuperset(found.cache.months[name].ids) for name in open_):
        return False
    if not all(entry.of in here for entry in found.entries if isinstance(entry, Edit | Remove)):
        return False
    return len(here) == len(ids) and not unfit_edits(found.entries)


def _ids(one: Month) -> list[str]:
    return [entry.id for entry in one.entries]
