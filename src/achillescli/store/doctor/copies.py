"""What lies beside the months: copies of them, backups, and files that no run needs."""

import datetime as dt
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from ...core.log.entries import Entry
from ...errors import Place, StoreError
from ..draft import read_draft
from ..files import disk, layout, lock, system
from ..files.layout import DRAFT, TRAIN, month_file
from ..files.lines import ids
from ..journal.month import month
from . import inventory
from .finding import DoctorFinding, Severity, remark

_NEXT = rb"\s*(?:\[\[entry\]\]|\Z)"
"""How a month goes on after the bytes of a backup that is whole."""


def of_copies(home: Path, log: Sequence[Entry]) -> Iterator[DoctorFinding]:
    """Yield what each copy that a sync tool made has and lacks."""
    known, months = {entry.id: entry for entry in log}, inventory.month_names(home)
    for one in inventory.files(home):
        name = one.file.rpartition("/")[2]
        if one.kind == "copy" and f"{layout.month_of_copy(name)}.toml" in months:
            yield _of_copy(home, one.file, known)


def _of_copy(home: Path, file: str, known: Mapping[str, Entry]) -> DoctorFinding:
    place = Place(file)
    try:
        found = month(disk.contents(home / file, file) or b"", file)
    except StoreError:
        return remark("copy_unreadable", place=place)
    if found.damaged:
        return remark("copy_unreadable", place=place)
    more = sum(known.get(entry.id) != entry for entry in found.entries)
    if not more:
        return remark("copy", place=place)
    return remark("copy_more", place=place, file=file, n=more)


def of_backups(
    home: Path,
    months: Mapping[str, Sequence[Entry]],
    raws: Mapping[str, bytes],
    damaged: Collection[str],
) -> Iterator[DoctorFinding]:
    """Yield what backups have that the log lacks, and the months that should have one.

    The entries and the bytes of the months are by name.
    """
    known = {entry.id for found in months.values() for entry in found}
    days = {entry.at.date() for found in months.values() for entry in found if entry.at}
    newest = max(days, default=dt.date.min)
    held = _ids_by_backup(home, raws, known)
    lacking = []
    for name, found in months.items():
        copies = held.get(name[:7], {})
        if name not in damaged and (better := _best(copies, known)):
            yield way_back(name, *better, Severity.REMARK)
        before = {entry.id for entry in found if entry.at and entry.at.date() < newest}
        if before and not any(before <= ids for ids in copies.values()):
            lacking.append(name)
    if lacking:
        yield remark("no_backup", file=month_file(lacking[-1]), n=len(lacking))


def _ids_by_backup(
    home: Path,
    raws: Mapping[str, bytes] = MappingProxyType({}),
    known: Collection[str] = (),
    month_name: str = "",
) -> dict[str, dict[str, set[str]]]:
    """Return the ids that backups can bring back, of one month or of all, by month and by file.

    What a month begins with need not be parsed again; its ids are among the known ones.
    """
    held: dict[str, dict[str, set[str]]] = {}
    with suppress(StoreError):
        for backup in layout.backups(home):
            if backup.month.startswith(month_name):
                live = raws.get(f"{backup.month}.toml", b"")
                held.setdefault(backup.month, {})[backup.file] = _ids(
                    home, backup.file, live, known
                )
    return held


def _ids(home: Path, file: str, live: bytes, known: Collection[str]) -> set[str]:
    """Return the ids in a backup; none of one that is damaged, as it cannot be put back."""
    with suppress(StoreError):
        raw = disk.contents(home / file, file) or b""
        if live.startswith(raw) and re.match(_NEXT, live[len(raw) :]):
            return ids(raw).intersection(known)
        found = month(raw, file)
        return set() if found.damaged else {entry.id for entry in found.entries}
    return set()


def better_backup(home: Path, name: str, here: Collection[str]) -> tuple[str, int] | None:
    """Return the backup of a month with the most ids that are not here, and how many it has."""
    return _best(_ids_by_backup(home, month_name=name[:7]).get(name[:7], {}), here)


def _best(copies: Mapping[str, set[str]], here: Collection[str]) -> tuple[str, int] | None:
    best = ("", 0)
    for file, held in copies.items():
        best = max(best, (file, len(held.difference(here))), key=lambda found: found[1])
    return best if best[1] else None


def way_back(name: str, backup: str, n: int, severity: Severity) -> DoctorFinding:
    """Return that a backup has entries which a month lacks."""
    values = {"place": Place(month_file(name)), "backup": Path(backup).stem, "n": n}
    return DoctorFinding("doctor.finding.restore", severity, values)


def of_files(home: Path) -> Iterator[DoctorFinding]:
    """Yield what is odd about the files themselves."""
    found = inventory.files(home)
    in_use = lock.in_use(home)
    seen = list(inventory.shared_files(home))
    kept = not seen or system.keeps_modes(home)
    for key, files, mendable in (
        ("read_only", [one.file for one in found if _is_read_only(home, one)], False),
        ("shared" if kept else "unkept", seen, kept),
        ("leftover", [] if in_use else list(inventory.leftovers(home)), True),
        ("kept", [one.file for one in found if one.kind == "kept"], False),
        ("unknown_file", [one.file for one in found if one.kind == "unknown"], False),
    ):
        if files:
            yield remark(key, file=files[0], n=len(files))._replace(mendable=mendable)
    yield from _foreign(home, found)
    for file, key in ((DRAFT, "draft"), (TRAIN, "draft_train")):
        if any(one.file == file for one in found) and read_draft(home, file) is None:
            yield remark(key, place=Place(file))


def _foreign(home: Path, found: Iterable[inventory.FoundFile]) -> Iterator[DoctorFinding]:
    """Yield that files of ours belong to another user than the one whose log it is."""
    if not found or not hasattr(os, "geteuid"):
        return
    owner = os.geteuid() or home.stat().st_uid
    theirs = [one.file for one in found if one.kind != "unknown" and one.state.st_uid != owner]
    if theirs:
        yield remark("foreign", file=theirs[0], n=len(theirs), owner=_owner(owner), folder=home)


def _owner(user: int) -> str:
    """Return a user and the group of that user, as chown takes them."""
    from pwd import getpwuid

    try:
        return f"{getpwuid(user).pw_name}:"
    except KeyError:
        return f"{user}:{user}"


def _is_read_only(home: Path, one: inventory.FoundFile) -> bool:
    with suppress(OSError):
        return one.kind == "month" and not (home / one.file).stat().st_mode & stat.S_IWUSR
    return False
