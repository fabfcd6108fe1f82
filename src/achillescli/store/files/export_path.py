"""A file that the user takes away: made once, for the owner only, where it was asked for."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from ...errors import UsageError
from . import disk, system
from .layout import BACKUPS, MONTHS

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_PORTS = tuple(f"{port}{sign}" for port in ("com", "lpt") for sign in "0123456789¹²³")
_DEVICES = ("con", "prn", "aux", "nul", "conin$", "conout$", "clock$", *_PORTS)


def check(path: Path, home: Path, *, force: bool) -> None:
    """Refuse a name that no file should have, and a place where none can be put.

    Raises:
        UsageError: with the reason.
        StoreError: the place cannot be looked at.
    """
    _check_name(path.name)
    with disk.refusing("write", path.name):
        if not path.parent.is_dir():
            raise UsageError("leave.error.no_folder", file=path.name)
        if _is_inside(path.parent, home) or _is_of_log(path, home):
            raise UsageError("leave.error.inside", file=path.name)
        _check_room(path, force=force)


def _check_name(name: str) -> None:
    """Refuse what steers a terminal, what Windows takes for a device, and what is no name."""
    if name in ("", "..") or not name.isprintable():
        raise UsageError("leave.error.name")
    stem = name.partition(".")[0].partition(":")[0].strip(" ").lower()
    if stem in _DEVICES:
        raise UsageError("leave.error.device", file=name)


def _is_inside(folder: Path, home: Path) -> bool:
    """Whether a folder is the data folder or lies in it, wherever links lead."""
    ours = [os.path.realpath(home / part) for part in ("", MONTHS, BACKUPS)]
    real = Path(os.path.realpath(folder))
    return any(Path(place) in (real, *real.parents) for place in ours)


def _is_of_log(path: Path, home: Path) -> bool:
    """Whether a month is a link to this file."""
    real = os.path.realpath(path)
    return any(
        os.path.realpath(home / MONTHS / name) == real for name in disk.names(home / MONTHS, MONTHS)
    )


def _check_room(path: Path, *, force: bool) -> None:
    """Refuse to replace what is there; with ``force`` an ordinary file may go."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise UsageError("leave.error.folder", file=path.name)
    if not stat.S_ISREG(mode):
        raise UsageError("leave.error.not_file", file=path.name)
    if not force:
        raise UsageError("leave.error.there", file=path.name)


def write(path: Path, new: bytes, *, force: bool) -> None:
    """Write a file whole, or leave nothing of it; a link is never followed.

    Without ``force`` nothing is ever replaced; with it an ordinary file is, once the new
    one is whole.

    Raises:
        UsageError: there is something in its place.
        StoreError: it cannot be written.
    """
    made = path.with_name(f".{path.name}.tmp") if force else path
    with disk.refusing("write", path.name):
        if force:
            made.unlink(missing_ok=True)
        try:
            opened = os.open(made, _NEW | disk.AS_OURS, 0o600)
        except FileExistsError:
            raise UsageError("leave.error.there", file=path.name) from None
        try:
            _fill(opened, path, new)
            if force:
                _check_room(path, force=True)
                disk.swap(made, path)
            system.sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                made.unlink()
            raise


def _fill(opened: int, path: Path, new: bytes) -> None:
    with os.fdopen(opened, "wb") as stream:
        system.make_private(opened, path.parent)
        stream.write(new)
        stream.flush()
        system.sync(opened)
