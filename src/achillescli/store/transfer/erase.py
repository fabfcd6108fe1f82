"""Everything of ours in the data folder, and how it goes."""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...errors import StoreError
from ..files import disk, system
from ..files.layout import (
    BACKUPS,
    LOCK,
    MONTHS,
    OWN,
    STAGING,
    is_month,
)
from ..files.lock import lock

FOLDERS = (MONTHS, STAGING, BACKUPS)
_OF_A_MONTH = re.compile(
    r"(?:.*[^0-9])?[0-9]{4}-(?:0[1-9]|1[0-2])(?![0-9]).*\.toml(?![A-Za-z0-9]).*", re.DOTALL
)
"""A month, or a copy of one by a sync tool, an editor, a repair or a write that was cut off."""
_NAMES = "|".join(map(re.escape, (*OWN, LOCK)))
_BESIDE = re.compile(
    rf"(?:{_NAMES})~?"
    rf"|\.(?:{_NAMES})\.tmp"
    r"|\.?(?:draft|cache|train)(?:\.sync-conflict-| \(|\.(?:toml|draft)\.).*",
    re.DOTALL,
)
"""What is ours beside the folders, and copies of it."""


class OwnFiles(NamedTuple):
    """What is ours in a data folder, by paths from it, and what stays."""

    months: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    """Copies of months beside them."""
    backups: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """The drafts, the cache, the lock and their like, and folders that are links."""
    folders: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    """What is not ours."""
    targets: tuple[str, ...] = ()
    """Where links of ours lead to."""

    @property
    def files(self) -> tuple[str, ...]:
        """What goes, in this order: the lock is the last, and backups outlive the months."""
        return (*self.before_backups, *self.backups_and_lock)

    @property
    def before_backups(self) -> tuple[str, ...]:
        """What goes first."""
        return (*(path for path in self.others if path != LOCK), *self.months, *self.copies)

    @property
    def backups_and_lock(self) -> tuple[str, ...]:
        """What goes last."""
        return (*self.backups, *(path for path in self.others if path == LOCK))


def own_files(home: Path) -> OwnFiles:
    """Return what is to go from a data folder, and what is to stay.

    Raises:
        StoreError: a folder cannot be read.
    """
    with disk.refusing("read", home.name):
        folders = [name for name in FOLDERS if _is_folder(home / name)]
    top = [name for name in disk.names(home, home.name) if name not in folders]
    log, staging, backups = (_inside(home, name) if name in folders else [] for name in FOLDERS)
    every = [*top, *log, *staging, *backups]
    ours = [path for path in every if _is_ours(home, path)]
    months = [path for path in log if path in ours and is_month(Path(path).name)]
    copies = [path for path in (*log, *staging) if path in ours and path not in months]
    return OwnFiles(
        months=tuple(months),
        copies=tuple(copies),
        backups=tuple(path for path in backups if path in ours),
        others=tuple(path for path in top if path in ours),
        folders=tuple(folders),
        foreign=tuple(path for path in every if path not in ours),
        targets=tuple(_targets(home, ours)),
    )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _inside(home: Path, folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in disk.names(home / folder, folder)]


def _is_ours(home: Path, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if _is_folder(home / path):
        return False
    if path in FOLDERS:
        return (home / path).is_symlink()
    return (_OF_A_MONTH if folder else _BESIDE).fullmatch(name) is not None


def _targets(home: Path, ours: Sequence[str]) -> list[str]:
    links = [home / path for path in ours if (home / path).is_symlink()]
    return [os.path.realpath(link) for link in links if link.exists()]


def erase(home: Path) -> None:
    """Remove everything of ours, and the folders if nothing else is in them.

    Raises:
        StoreError: the data are in use, or something of ours remains; the rest is gone.
    """
    with lock(home):
        reason = _remove(home)
    if os.name == "nt":  # where the lock cannot go while it is held
        reason = _remove(home)
    left = own_files(home).files
    if left:
        raise StoreError("leave.error.remains", files=", ".join(left), reason=reason)


def _remove(home: Path) -> OSError | str:
    """Remove what can be removed; return why something could not, empty if all is gone."""
    own = own_files(home)
    reason = _unlink(home, own.before_backups)
    # Nor may a power cut bring back some of the months once the backups are gone.
    with suppress(OSError):
        system.sync_folder(home / MONTHS)
    # A month that stays keeps the backups: what is gone beside it is missed, and has a way back.
    if not any(os.path.lexists(home / path) for path in own.months):
        reason = _unlink(home, own.backups_and_lock) or reason
    for folder in (*(home / name for name in FOLDERS), home):
        with suppress(OSError):
            system.sync_folder(folder)
            folder.rmdir()
    return reason


def _unlink(home: Path, files: Iterable[str]) -> OSError | str:
    reason: OSError | str = ""
    for path in files:
        try:
            (home / path).unlink(missing_ok=True)
        except OSError as error:
            reason = error
    return reason
