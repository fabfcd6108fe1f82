"""Where the data lie: the folder, its disk, its lock, and other folders with a log."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ..files.layout import BACKUPS, MONTHS
from . import inventory
from .finding import DoctorFinding, remark

LITTLE_BYTES = 20 << 20
"""Free space below which it is told."""
_SYNCED = (
    ("Dropbox", r"dropbox.*"),
    ("OneDrive", r"onedrive.*"),
    ("Google Drive", r"google ?drive.*|my drive"),
    ("iCloud", r"mobile documents|icloud.*"),
    ("Nextcloud", r"nextcloud"),
    ("ownCloud", r"owncloud"),
    ("Syncthing", r"syncthing"),
    ("pCloud", r"pcloud.*"),
    ("MEGA", r"mega(?:sync)?"),
    ("Proton Drive", r"proton ?drive.*"),
)


def of_place(home: Path) -> Iterator[DoctorFinding]:
    """Yield what hinders writing in the folder, and who else may have it."""
    folders = [
        _nearest(home),
        *(path for path in (home / MONTHS, home / BACKUPS) if _is_there(path)),
    ]
    if not all(os.access(folder, os.W_OK | os.X_OK) for folder in folders):
        yield remark("unwritable")
    left = free(home)
    if left is not None and left < LITTLE_BYTES:
        yield remark("little_room", megabytes=left >> 20)
    if service := _sync_service(home):
        yield remark("synced", service=service)


def _nearest(home: Path) -> Path:
    """Return the folder, or the first above it that is there."""
    return next((path for path in (home, *home.parents) if _is_there(path)), home)


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False


def _sync_service(home: Path) -> str:
    """Return the service that copies the folder to elsewhere; empty if none is seen."""
    for path in (real := Path(os.path.realpath(home)), *real.parents):
        for service, form in _SYNCED:
            if re.fullmatch(form, path.name, re.IGNORECASE):
                return service
        with suppress(OSError):
            if (path / ".stfolder").exists():
                return "Syncthing"
    return ""


def elsewhere(home: Path, places: Iterable[Path]) -> Iterator[DoctorFinding]:
    """Yield each other folder with a log in it."""
    told = {os.path.realpath(home)}
    for place in places:
        months = inventory.month_names(place)
        if months and os.path.realpath(place) not in told:
            told.add(os.path.realpath(place))
            yield remark("elsewhere", path=place, n=len(months))


def free(home: Path) -> int | None:
    """Return the free bytes of the disk; 0 without room for another file, None if unknown."""
    with suppress(OSError, AttributeError):
        found = os.statvfs(_nearest(home))
        full = found.f_files > 0 and found.f_favail == 0
        return 0 if full else found.f_bavail * found.f_frsize
    return None
