"""Files read with care and replaced whole, under one lock."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path

from ..errors import StoreError
from ..expected import Place
from . import guard, system

PATIENCE_S = 5.0
"""How long to wait for another run."""
_CHUNK = 1 << 16
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_OURS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def refusing(key: str, file: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence with the file and the reason."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"store.error.{key}", place=Place(file), reason=reason) from error


def names(folder: Path, shown: str) -> list[str]:
    """Return the sorted names in a folder; none when it does not exist.

    Raises:
        StoreError: it cannot be read, or is a link to what is not there.
    """
    with refusing("read", shown):
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208  # names, not paths
        except FileNotFoundError:
            if any(path.is_symlink() and not path.exists() for path in (folder, folder.parent)):
                raise
            return []


def contents(path: Path, file: str, most: int = guard.MOST_BYTES) -> bytes | None:
    """Return the bytes of an ordinary file of bounded size; None when there is none.

    Raises:
        StoreError: it is something else, too large, or cannot be read.
    """
    with refusing("read", file):
        try:
            opened = os.open(path, _READ | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise StoreError("store.error.not_regular", place=Place(file))
            return _bounded(opened, file, most)
        finally:
            os.close(opened)


def _bounded(opened: int, file: str, most: int) -> bytes:
    parts = []
    left = most + 1
    while left > 0 and (part := os.read(opened, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise StoreError("store.error.too_big", place=Place(file))
    return b"".join(parts)


def folder(path: Path) -> None:
    """Make a folder and those above it that are missing, for the owner only.

    Raises:
        StoreError: it cannot be made.
    """
    with refusing("write", str(path)):
        _make(path)


def _make(path: Path) -> None:
    if path.is_dir():
        return
    _make(path.parent)
    with suppress(FileExistsError):
        path.mkdir(0o700)
        path.chmod(0o700)
    if not path.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    system.sync_folder(path.parent)


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the lock of the data folder; the file of the lock stays.

    Raises:
        StoreError: another run holds it for five seconds, or there are no locks here.
    """
    with refusing("write", "lock"):
        opened = os.open(home / "lock", os.O_RDWR | os.O_CREAT | _OURS, 0o600)
    try:
        with refusing("no_lock", "lock"):
            _wait(opened)
        yield
    finally:
        with suppress(OSError):
            os.close(opened)


def _wait(opened: int) -> None:
    system.private(opened)
    until = time.monotonic() + PATIENCE_S
    while not system.taken(opened):
        if time.monotonic() > until:
            raise StoreError("store.error.in_use")
        time.sleep(system.BREATH_S)


def replace(path: Path, old: bytes | None, new: bytes, file: str) -> None:
    """Put new bytes in the place of the old, whole or not at all; the lock must be held.

    A link stays a link: the work is done in the folder of what it points to.

    Raises:
        StoreError: nothing was replaced, or the disk did not confirm that it was.
    """
    with refusing("write", file):
        target = Path(os.path.realpath(path))
        _check_writable(target, file)
        beside = target.with_name(f".{target.name}.tmp")
        beside.unlink(missing_ok=True)
        try:
            _write(beside, new)
            _check_holds(beside, new, "not_kept", file)
            _check_holds(target, old, "changed", file)
            system.swap(beside, target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    with refusing("unconfirmed", file):
        system.sync_folder(target.parent)


def _check_writable(target: Path, file: str) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & stat.S_IWUSR:
        raise StoreError("store.error.read_only", place=Place(file))


def _check_holds(path: Path, wanted: bytes | None, key: str, file: str) -> None:
    if contents(path, file) != wanted:
        raise StoreError(f"store.error.{key}", place=Place(file))


def _write(path: Path, new: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OURS, 0o600)
    with os.fdopen(opened, "wb", buffering=0) as stream:
        system.private(opened)
        rest = memoryview(new)
        while rest:
            rest = rest[stream.write(rest) :]
        system.sync(opened)


def put(path: Path, new: bytes) -> None:
    """Put a file in place that may be lost at any time; the lock must be held."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OURS, 0o600)
    with os.fdopen(opened, "wb") as stream:
        system.private(opened)
        stream.write(new)
    system.swap(beside, path)


def drop(path: Path, file: str) -> None:
    """Remove a file of ours, if it is there.

    Raises:
        StoreError: it cannot be removed.
    """
    with refusing("write", file):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            system.sync_folder(path.parent)
