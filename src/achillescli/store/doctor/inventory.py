"""The files in the data folder, by what they are."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ...errors import StoreError
from ..files import layout
from ..files.layout import (
    BACKUPS,
    LOCK,
    MONTHS,
    OWN,
    SETTINGS,
    STAGING,
)

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What everybody but the owner may do."""
FOLDERS = ("", MONTHS, BACKUPS)
_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_TIME = r"[0-9]{8}T[0-9]{6}"


def _names(*names: str) -> str:
    """Return a pattern for any of some names."""
    return "|".join(map(re.escape, names))


_KINDS = (
    ("month", rf"{MONTHS}/{_MONTH}\.toml"),
    ("kept", rf"{MONTHS}/{_MONTH}\.toml\.as-it-was-{_TIME}"),
    ("backup", rf"{BACKUPS}/{_MONTH}\..+\.toml"),
    (
        "leftover",
        rf"(?:{MONTHS}/|{BACKUPS}/)?\.(?:{_MONTH}\..*|{_names(*OWN, MONTHS)})\.tmp",
    ),
    ("ours", _names(*OWN, LOCK, SETTINGS)),
    ("folder", _names(MONTHS, BACKUPS)),
)


_COPY = re.compile(r"toml(?!.*\.(?:swp|icloud)$)", re.IGNORECASE)
"""A copy of a month has the ending of one; an editor's work and a placeholder are none."""


class FoundFile(NamedTuple):
    """One name in the data folder; the state is of the link where it is one."""

    file: str
    kind: str
    state: os.stat_result

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return stat.S_ISDIR(self.state.st_mode)

    @property
    def is_plain(self) -> bool:
        """Whether it is an ordinary file."""
        return stat.S_ISREG(self.state.st_mode)


def files(home: Path) -> tuple[FoundFile, ...]:
    """Return what lies in the folders of the log; what cannot be looked at is left out."""
    return tuple(_files(home))


def _files(home: Path) -> Iterator[FoundFile]:
    for folder in FOLDERS:
        with suppress(OSError):
            for path in sorted((home / folder).iterdir()):
                file = f"{folder}/{path.name}" if folder else path.name
                with suppress(OSError):
                    yield FoundFile(file, _kind(file), path.lstat())


def _kind(file: str) -> str:
    folder, _, name = file.rpartition("/")
    if folder == MONTHS and layout.month_of_copy(name) and _COPY.search(name):
        return "copy"
    found = (kind for kind, form in _KINDS if re.fullmatch(form, file, re.DOTALL))
    return next(found, "unknown")


def leftovers(home: Path) -> Iterator[str]:
    """Yield the temporary files that a broken-off run left."""
    for one in files(home):
        if one.kind == "leftover" and (one.is_plain or one.file == STAGING):
            yield one.file


def month_names(home: Path) -> list[str]:
    """Return the names of the months; none where the folder cannot be read."""
    try:
        return layout.months(home)
    except StoreError:
        return []


def raws(home: Path) -> dict[str, bytes]:
    """Return the bytes of the months that can be read at all."""
    found = {}
    for name in month_names(home):
        with suppress(StoreError):
            found[name] = layout.read_month(home, name)
    return found


def shared_files(home: Path) -> Iterator[str]:
    """Yield the files and folders of ours that others can read; "." is the data folder.

    A folder with something in it that is not ours was there before us, and is its owner's matter.
    """
    if os.name == "nt":
        return
    found = files(home)
    foreign = {str(Path(one.file).parent) for one in found if one.kind == "unknown"}
    with suppress(OSError):
        if "." not in foreign and home.is_dir() and _is_shared(home.stat()):
            yield "."
    for one in found:
        ours = one.kind not in ("unknown", "leftover") and one.file not in foreign
        if ours and (one.is_folder or one.is_plain) and _is_shared(one.state):
            yield one.file


def _is_shared(state: os.stat_result) -> bool:
    return bool(state.st_mode & OTHERS) and state.st_uid == os.geteuid()
