"""The one lock of a data folder: whoever writes holds it."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...errors import StoreError, WaitStoppedError
from . import disk, layout, system
from .layout import BACKUPS, LOCK, MONTHS, STAGING

PATIENCE_S = 5.0
"""How long to wait for another run."""
_LEFT_OVER = r"\.[0-9]{4}-[0-9]{2}\.(?:.+\.)?toml(?:\.as-it-was-[0-9T]+)?\.tmp"


@contextmanager
def lock(home: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock of the data folder; the file of the lock stays.

    What a run that was killed has left half-written is removed first.

    Raises:
        StoreError: another run holds it for so many seconds, or there are no locks here.
    """
    opened = _open(home)
    try:
        with disk.refusing("no_lock", LOCK):
            system.make_private(opened, home)
            _wait(opened, patience_s)
        # Only under the lock is a temporary file surely of a run that is no more.
        _clear(home)
        yield
    finally:
        with suppress(OSError):
            os.close(opened)


def _open(home: Path) -> int:
    try:
        with disk.refusing("write", LOCK):
            return os.open(home / LOCK, os.O_RDWR | os.O_CREAT | disk.AS_OURS, 0o600)
    except StoreError as error:
        raise error.and_then("store.then.look") from error.__cause__


def _wait(opened: int, patience_s: float) -> None:
    until = time.monotonic() + patience_s
    while not system.try_lock(opened):
        if time.monotonic() > until:
            raise StoreError("store.error.in_use")
        try:
            time.sleep(system.BREATH_S)
        except KeyboardInterrupt:
            raise WaitStoppedError("store.error.stopped") from None


def _clear(home: Path) -> None:
    """Remove files that were never put in place; one that stays does no harm."""
    for folder in (home / MONTHS, home / BACKUPS):
        with suppress(OSError, StoreError):
            for name in disk.names(folder, folder.name):
                if name.startswith(".") and re.fullmatch(_LEFT_OVER, name, re.DOTALL):
                    (folder / name).unlink()
    clear_staging(home)


def clear_staging(home: Path) -> None:
    """Remove the log that an import did not put in place; the lock must be held."""
    folder = layout.staging(home)
    with suppress(OSError, StoreError):
        for name in disk.names(folder, STAGING):
            if layout.is_month(name.removeprefix(".").removesuffix(".tmp")):
                (folder / name).unlink()
        if folder.is_dir():
            folder.rmdir()


def in_use(home: Path) -> bool:
    """Return whether another run holds the lock now."""
    try:
        opened = os.open(home / LOCK, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        return not system.try_lock(opened)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            os.close(opened)
