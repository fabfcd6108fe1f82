"""Files read with care and replaced whole."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOTDIR
from pathlib import Path

from ...errors import Place, StoreError
from . import system

MOST_BYTES = 2 << 20
"""A file of ours that is larger is not read."""
_CHUNK = 1 << 16
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
AS_OURS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""How a file of ours is opened to write: through no link, and for this process alone."""


@contextmanager
def refusing(key: str, file: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence with the file and the reason."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"store.error.{key}", place=Place(file), reason=error) from error


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


def blank(raw: bytes) -> bool:
    """Return whether there is nothing but white space."""
    return not raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").strip(b" \t\n")


def contents(path: Path, file: str, most: int = MOST_BYTES) -> bytes | None:
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
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                raise StoreError("store.error.not_regular", place=Place(file))
            if found.st_size > most:
                raise StoreError("store.error.too_big", place=Place(file))
            return _bytes(opened, file, most)
        finally:
            # What was read was read, whatever closing says.
            with suppress(OSError):
                os.close(opened)


def _bytes(opened: int, file: str, most: int) -> bytes:
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
        system.give(path)
    if not path.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    system.sync_folder(path.parent)


def replace(path: Path, old: bytes | None, new: bytes, file: str) -> None:
    """Put new bytes in the place of the old, whole or not at all; the lock must be held.

    A link stays a link: the work is done in the folder of what it points to.

    Raises:
        StoreError: nothing was replaced, or the disk did not confirm that it was.
    """
    with refusing("write", file):
        target = Path(os.path.realpath(path))
        _check_writable(target, file)
        with _beside(target) as beside:
            # The new bytes are on the disk before the name leads to them: after a power cut it
            # leads to the old file or to the new one, never to half of one.
            _write(beside, new, target)
            # They are read again: some disks and network folders take what they do not keep.
            _check_holds(beside, new, "not_kept", file)
            # The old bytes are read again as late as can be: an editor or a sync tool, which
            # does not know our lock, may have written since they were first read.
            _check_holds(target, old, "changed", file)
            swap(beside, target)
    # From here on every reader finds the new bytes. Until the folder is synced, a power cut may
    # bring the old ones back, so a failure here is told in other words: look before you retry.
    with refusing("unconfirmed", file):
        system.sync_folder(target.parent)


def make(path: Path, new: bytes, file: str) -> None:
    """Write a file that is not there yet into a folder that is not in place yet.

    Raises:
        StoreError: it cannot be written, or the disk does not keep it.
    """
    with refusing("write", file):
        _write(path, new, path)
        _check_holds(path, new, "not_kept", file)


def put_folder(source: Path, target: Path, file: str) -> None:
    """Put a folder of files that were written in the place of an empty one or of none.

    Raises:
        StoreError: it is not in place, or the disk did not confirm that it is.
    """
    with refusing("write", file):
        system.sync_folder(source)
        with suppress(FileNotFoundError):
            target.rmdir()
        swap(source, target)
    with refusing("unconfirmed", file):
        system.sync_folder(target.parent)


def swap(source: Path, target: Path) -> None:
    """Put a file or a folder in place; what the system did and calls failed has not failed."""
    ours = source.lstat().st_ino
    try:
        system.swap(source, target)
    except OSError:
        # A network folder may do it, and report that its second try found nothing to do.
        if os.path.lexists(source) or not os.path.lexists(target):
            raise
        if target.lstat().st_ino != ours:
            raise


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield where the new file is made; when that fails, nothing is left of it."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    try:
        yield beside
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _check_writable(target: Path, file: str) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & stat.S_IWUSR:
        raise StoreError("store.error.read_only", place=Place(file))


def _check_holds(path: Path, wanted: bytes | None, key: str, file: str) -> None:
    if contents(path, file, max(MOST_BYTES, len(wanted or b""))) != wanted:
        raise StoreError(f"store.error.{key}", place=Place(file))


def _write(path: Path, new: bytes, target: Path) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_OURS, 0o600)
    with os.fdopen(opened, "wb", buffering=0) as stream:
        system.make_private(opened, target)
        rest = memoryview(new)
        while rest:
            rest = rest[stream.write(rest) :]
        system.sync(opened)


def put(path: Path, new: bytes) -> None:
    """Put a file in place that may be lost at any time; the lock must be held."""
    with _beside(path) as beside:
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | AS_OURS, 0o600)
        with os.fdopen(opened, "wb") as stream:
            system.make_private(opened, path)
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
