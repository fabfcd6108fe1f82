"""What the systems do differently: locks, modes, and what makes a write last."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EINVAL, ENOSYS, ENOTSUP, EPERM
from pathlib import Path

BREATH_S = 0.05
"""How long to wait before trying again."""

if sys.platform == "win32":

    def try_lock(opened: int) -> bool:
        """Take the lock of an open file; return whether that was possible at once."""
        import msvcrt

        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def make_private(opened: int, place: Path) -> None:
        """Leave the mode and the owner; they mean little here."""

    def give(folder: Path) -> None:
        """Leave the owner."""

    def keeps_modes(folder: Path) -> bool:  # noqa: ARG001
        """Return that nothing is to be said of modes."""
        return True

    def sync(opened: int) -> None:
        """Make what was written last."""
        os.fsync(opened)

    def sync_folder(path: Path) -> None:
        """Leave it to the system; folders cannot be synced here."""

    def swap(source: Path, target: Path) -> None:
        """Replace a file that a scanner or an editor may hold for a moment."""
        for _ in range(40):
            with suppress(PermissionError):
                source.replace(target)
                return
            time.sleep(BREATH_S)
        source.replace(target)

else:

    def try_lock(opened: int) -> bool:
        """Take the lock of an open file; return whether that was possible at once."""
        import fcntl

        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def make_private(opened: int, place: Path) -> None:
        """Let only the owner of a new file read and write it, whatever the umask.

        In the name of another, root leaves a file in that place as it was: with its owner and
        mode, or those of its folder. A disk without modes decides by itself who may read.
        """
        other = _other(place)
        if other:
            with _as_far_as_kept():
                os.fchown(opened, other.st_uid, other.st_gid)
        with _as_far_as_kept():
            mode = other.st_mode if other and stat.S_ISREG(other.st_mode) else 0o600
            os.fchmod(opened, stat.S_IMODE(mode))

    def give(folder: Path) -> None:
        """Let only the owner into a new folder; made by root, it is of the owner of that above."""
        other = _other(folder.parent)
        if other:
            with _as_far_as_kept():
                os.chown(folder, other.st_uid, other.st_gid, follow_symlinks=False)
        with _as_far_as_kept():
            folder.chmod(0o700)

    def _other(place: Path) -> os.stat_result | None:
        """Return what a place, or else its folder, is like where root works for another user."""
        if os.geteuid():
            return None
        found = (place if place.exists() else place.parent).stat()
        return found if found.st_uid else None

    @contextmanager
    def _as_far_as_kept() -> Iterator[None]:
        """Pass over the refusal of a disk that keeps no modes or owners."""
        try:
            yield
        except OSError as error:
            if error.errno not in (EPERM, EACCES, ENOSYS, ENOTSUP, EINVAL):
                raise

    def keeps_modes(folder: Path) -> bool:
        """Return whether the disk keeps who may read a file; yes where that cannot be tried."""
        from tempfile import TemporaryFile

        try:
            with TemporaryFile(dir=folder) as tried:
                try:
                    os.fchmod(tried.fileno(), 0o600)
                except OSError:
                    return False
                return not os.fstat(tried.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        except OSError:
            return True

    def sync(opened: int) -> None:
        """Make what was written last."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(opened, fcntl.F_FULLFSYNC)
        else:
            os.fsync(opened)

    def sync_folder(path: Path) -> None:
        """Make a change of names in a folder last; some file systems have no way to."""
        opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        except OSError as error:
            if error.errno not in (EINVAL, ENOTSUP):
                raise
        finally:
            os.close(opened)

    def swap(source: Path, target: Path) -> None:
        """Replace a file in one step."""
        source.replace(target)
