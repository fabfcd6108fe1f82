"""A look at everything that is kept for the user; nothing is changed by it."""

import datetime as dt
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...core.log.entries import Entry
from ...errors import Place, StoreError
from ..files import disk, layout, lock
from ..files.layout import MONTHS, MonthFile, month_file
from ..journal import cache
from ..journal.load import Journal, load
from ..journal.month import Damage, Month, month
from . import causes, clocks, copies, inventory, mend, surroundings
from .finding import Checkup, DoctorFinding, Severity
from .repairs import repairs

NEARLY_FULL = disk.MOST_BYTES * 3 // 4


class _Log(NamedTuple):
    """The log as this look finds it; bytes by the name of the month."""

    home: Path
    journal: Journal
    raws: Mapping[str, bytes]
    months: Mapping[str, Month]
    mendable: frozenset[str]
    """The months that can be mended without guessing."""

    @property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        return {name: one.entries for name, one in self.months.items()}

    @property
    def texts(self) -> dict[str, str]:
        return {name: raw.decode("utf-8-sig", "replace") for name, raw in self.raws.items()}

    @property
    def damaged(self) -> frozenset[str]:
        return frozenset(
            damage.place.file.removeprefix(f"{MONTHS}/") for damage in self.journal.damaged
        )


def checkup(home: Path, now: dt.datetime, today: dt.date, places: Iterable[Path] = ()) -> Checkup:
    """Return what is well and what is not in a data folder, there or not.

    Where else there may be a log is named by ``places``.
    """
    try:
        journal = load(home, tolerant=True)
    except StoreError as error:
        journal = Journal(damaged=(Damage(error),))
    log = _log(home, journal)
    found = (
        *_troubles(log),
        *surroundings.of_place(home),
        *surroundings.elsewhere(home, places),
        *copies.of_copies(home, journal.entries),
        *copies.of_backups(home, log.entries, log.raws, log.damaged),
        *_remarks(log),
        *clocks.remarks(log.entries, log.texts, now, today),
        *copies.of_files(home),
    )
    backups = _backups(home)
    return Checkup(
        found,
        months=len(inventory.month_names(home)),
        entries=len(journal.entries),
        backups=len(backups),
        newest_backup=max(filter(None, backups), default=""),
        cached=_is_cached(log),
        in_use=lock.in_use(home),
        free=surroundings.free(home),
    )


def _log(home: Path, journal: Journal) -> _Log:
    raws = inventory.raws(home)
    months = {name: month(raw, month_file(name)) for name, raw in raws.items()}
    odd = (name for name, raw in raws.items() if months[name].damaged or raw.startswith(BOM_UTF8))
    mendable = frozenset(name for name in odd if mend.of_month(home, name))
    return _Log(home, journal, raws, months, mendable)


def _backups(home: Path) -> list[str]:
    """Return the dates of the backups."""
    with suppress(StoreError):
        return [backup.date for backup in layout.backups(home)]
    return []


def _is_cached(log: _Log) -> bool:
    cached = cache.read(log.home)
    return all(cached.knows(MonthFile(name, raw)) for name, raw in log.raws.items())


def _troubles(log: _Log) -> Iterator[DoctorFinding]:
    """Yield what withholds advice, file by file."""
    by_file: dict[str, list[Damage]] = {}
    for damage in log.journal.damaged:
        by_file.setdefault(damage.place.file, []).append(damage)
    for file, damages in by_file.items():
        yield from _of_file(log, file.removeprefix(f"{MONTHS}/"), damages)


def _of_file(log: _Log, name: str, damages: list[Damage]) -> Iterator[DoctorFinding]:
    cause = _cause(log, name)
    if cause is not None:
        yield cause
    else:
        yield from _damages(log, name, damages)
    if not any(damage.error.key == "store.error.lost" for damage in damages):
        yield from _way_back(log, name)


def _cause(log: _Log, name: str) -> DoctorFinding | None:
    """Return what became of a month as a whole, if that is known."""
    if name not in log.raws:
        return None
    raw, file, mendable = log.raws[name], month_file(name), name in log.mendable
    telling = [repair for repair in repairs(raw, file) if repair.key in ("cut", "line_ends")]
    if telling:
        key, line = telling[-1].key, telling[-1].values.get("line")
    else:
        key, line = "" if mendable else causes.cause(raw), None
    if not key:
        return None
    values = {"place": Place(file, line)}
    return DoctorFinding(f"doctor.finding.{key}", Severity.TROUBLE, values, mendable)


def _damages(log: _Log, name: str, damages: list[Damage]) -> Iterator[DoctorFinding]:
    """Yield each fault in the words of the store, ids that are used twice apart."""
    mendable = name in log.mendable
    twice = [damage for damage in damages if damage.error.key == "store.error.twice"]
    for damage in damages:
        if damage not in twice:
            yield DoctorFinding(damage.error.key, Severity.TROUBLE, damage.error.values, mendable)
    if twice:
        for finding in causes.repetitions(twice, log.raws):
            yield finding._replace(mendable=mendable)


def _way_back(log: _Log, name: str) -> Iterator[DoctorFinding]:
    """Yield the backup that has what a month that cannot be read had."""
    if name not in log.months or name in log.mendable or log.months[name].entries:
        return
    known = {entry.id for entry in log.journal.entries}
    if better := copies.better_backup(log.home, name, known):
        yield copies.way_back(name, *better, Severity.TROUBLE)


def _remarks(log: _Log) -> Iterator[DoctorFinding]:
    """Yield what is odd in the months themselves."""
    for warning in log.journal.warnings:
        yield DoctorFinding(warning.key, Severity.REMARK, warning.values)
    if mend.is_unlike(log.home, log.raws, log.months):
        yield DoctorFinding("doctor.finding.cache", Severity.REMARK, mendable=True)
    for name, raw in log.raws.items():
        values = {"place": Place(month_file(name))}
        if raw.startswith(BOM_UTF8) and not log.months[name].damaged:
            yield DoctorFinding("doctor.finding.mark", Severity.REMARK, values, mendable=True)
        if NEARLY_FULL < len(raw) <= disk.MOST_BYTES:
            yield DoctorFinding("doctor.finding.nearly_full", Severity.REMARK, values)
