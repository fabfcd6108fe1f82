"""The data folder: the names of what is in it, its months, and its backups by name."""

import datetime as dt
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ...errors import Place, StoreError
from . import disk

MONTHS = "log"
"""The folder of the months: one file for each month of writing."""
BACKUPS = "backups"
CACHE = "cache"
STAGING = ".log.tmp"
"""The folder in which an import makes a log before it takes the place of ``MONTHS``."""
GONE = "gone"
"""The ids of entries of which a person said that they may be gone."""
CALENDAR = "calendar"
"""Which names the calendars use that were written, and how many there were."""
DRAFT = "draft.toml"
TRAIN = "train.draft"
"""What was done of a session that is followed, until it is logged."""
LOCK = "lock"
SETTINGS = "settings.toml"
OWN = (CACHE, CALENDAR, DRAFT, TRAIN, GONE)
"""The files beside the folders that the program writes anew."""

_YEAR_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_MONTH = rf"{_YEAR_MONTH}\.toml"
_BESIDE = rf"(?:.*?[^0-9])?({_YEAR_MONTH})(?![0-9]).*"
_OURS = rf"{_MONTH}|\.{_MONTH}.*\.tmp|{_MONTH}\.as-it-was-[0-9]{{8}}T[0-9]{{6}}"
_BACKUP = rf"({_YEAR_MONTH})\.(.+)\.toml"
_MADE = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{6})?"


def is_month(name: str) -> bool:
    """Return whether a file is a month of the log."""
    return re.fullmatch(_MONTH, name) is not None


def month_of_copy(name: str) -> str:
    """Return the month such as 2026-11 that a file beside the months is called after.

    Sync tools, editors and people give copies many names. It is empty for another file, and for
    what the program itself puts there.
    """
    found = re.fullmatch(_BESIDE, name, re.DOTALL)
    return "" if found is None or re.fullmatch(_OURS, name) else found[1]


def month_file(name: str) -> str:
    """Return the path of a month from the data folder, by which the user knows it too."""
    return f"{MONTHS}/{name}"


def months(home: Path) -> list[str]:
    """Return the names of the months in their order; none where there is no log.

    Raises:
        StoreError: the folder cannot be read.
    """
    return [name for name in disk.names(home / MONTHS, MONTHS) if is_month(name)]


def month_of_writing(home: Path, date: dt.date) -> str:
    """Return the name of the month to which an entry goes that is written on a date.

    It is the month of the date, and never one before the newest: what stands later in the files
    was written later, also when the clock was ahead before.

    Raises:
        StoreError: the folder cannot be read.
    """
    return max([f"{date:%Y-%m}.toml", *months(home)])


def following_month(name: str) -> str:
    """Return the name of the month after one."""
    first = dt.date.fromisoformat(f"{name[:7]}-01")
    return f"{first + dt.timedelta(31):%Y-%m}.toml"


def beside(home: Path) -> list[str]:
    """Return the names of the files beside the months that the program does not put there.

    Raises:
        StoreError: the folder cannot be read.
    """
    names = disk.names(home / MONTHS, MONTHS)
    return [name for name in names if not re.fullmatch(_OURS, name, re.DOTALL)]


def copies(home: Path) -> list[str]:
    """Return the names of the files beside the months that are called after one.

    Raises:
        StoreError: the folder cannot be read.
    """
    return [name for name in beside(home) if month_of_copy(name)]


def existing_month(home: Path, name: str, most: int = disk.MOST_BYTES) -> bytes | None:
    """Return the bytes of a month of the log; None when there is no such file.

    Raises:
        StoreError: it cannot be read, is a link to nothing, or is larger than ``most`` bytes.
    """
    path = home / MONTHS / name
    raw = disk.contents(path, month_file(name), most)
    if raw is None and path.is_symlink():
        values = {"place": Place(month_file(name)), "target": path.readlink()}
        raise StoreError("store.error.dangling", **values)
    return raw


def read_month(home: Path, name: str, most: int = disk.MOST_BYTES) -> bytes:
    """Return the bytes of a month of the log; nothing when there is no such file.

    Raises:
        StoreError: it cannot be read, or is larger than ``most`` bytes.
    """
    return existing_month(home, name, most) or b""


def staging(home: Path) -> Path:
    """Return where an import makes a log; beside what the folder of the months points to."""
    return Path(os.path.realpath(home / MONTHS)).with_name(STAGING)


class MonthFile(NamedTuple):
    """The bytes of one month, and the name of its file."""

    name: str
    raw: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        from hashlib import sha256

        return sha256(self.raw).hexdigest()


class Backup(NamedTuple):
    """A copy of a month such as 2026-11, made on 2026-11-23 or then at T101530."""

    name: str
    month: str
    made: str

    @property
    def file(self) -> str:
        """Its path from the data folder."""
        return f"{BACKUPS}/{self.name}"

    @property
    def date(self) -> str:
        """The date on which it was made; empty when the name was given by hand."""
        dated = re.fullmatch(_MADE, self.made)
        return dated[1] if dated and _is_date(dated[1]) else ""

    @property
    def is_daily(self) -> bool:
        """Whether it was made before the first write of a day."""
        return self.made == self.date


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def backup_names(home: Path) -> list[str]:
    """Return the names in the folder of the backups; backups that cannot be read stop nothing."""
    try:
        return disk.names(home / BACKUPS, BACKUPS)
    except StoreError:
        return []


def backups(home: Path) -> tuple[Backup, ...]:
    """Return the backups by month, the newest of each last.

    Raises:
        StoreError: the folder cannot be read.
    """
    return in_order(disk.names(home / BACKUPS, BACKUPS))


def in_order(names: Iterable[str]) -> tuple[Backup, ...]:
    """Return the backups among some names by month, the newest of each last."""
    matches = (re.fullmatch(_BACKUP, name, re.DOTALL) for name in names)
    every = (Backup(one[0], one[1], one[2]) for one in matches if one)
    return tuple(sorted(every, key=lambda one: (one.month, one.date, one.made)))
