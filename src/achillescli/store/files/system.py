"""What the systems do differently: locks, modes, and what makes a write last."""

import os
import sys
import time
from contextlib import suppress
from errno import EINVAL, ENOTSUP
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

    def make_private(opened: int) -> None:
        """Leave the mode; it means little here."""

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

    def make_private(opened: int) -> None:
        """Let only the owner read and write, whatever the umask."""
        os.fchmod(opened, 0o600)

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
