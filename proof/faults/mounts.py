"""File systems of our own: images on loop devices, small ones in memory, and power cuts."""

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

GOING_DOWN = 0x8004587D
"""The request by which ext4 and XFS stop at once."""
NO_LOG_FLUSH = struct.pack("I", 2)
"""As in a power cut: what is not on the disk by now never gets there."""
_MAKE = {"ext4": ("mkfs.ext4", "-q", "-F"), "xfs": ("mkfs.xfs", "-q", "-f")}
_SIZE = {"ext4": 64 << 20, "xfs": 320 << 20}


class Kind(NamedTuple):
    """A file system and how it is mounted."""

    system: str
    options: str = ""

    @property
    def name(self) -> str:
        """What it is called on the page."""
        return f"{self.system} {self.options}".strip()


def called(*words: object) -> None:
    """Run a tool.

    Raises:
        RuntimeError: it failed, with what it said.
    """
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr.strip()}")


class Disk:
    """A mounted image that can lose its power."""

    def __init__(self, image: Path, kind: Kind, folder: Path) -> None:
        """Make the image and mount it on a folder."""
        self.folder = folder
        with image.open("wb") as made:
            made.truncate(_SIZE[kind.system])
        called(*_MAKE[kind.system], image)
        options = ",".join(filter(None, ("loop", kind.options)))
        self._mount: Sequence[object] = ("mount", "-o", options, image, folder)
        folder.mkdir(parents=True)
        called(*self._mount)

    def cut(self) -> None:
        """Lose the power, and come back."""
        opened = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(opened, GOING_DOWN, NO_LOG_FLUSH)
        finally:
            os.close(opened)
        called("umount", self.folder)
        called(*self._mount)


@contextmanager
def disk(image: Path, kind: Kind) -> Iterator[Disk]:
    """Yield a disk for as long as it is needed."""
    folder = image.with_suffix(".mnt")
    try:
        yield Disk(image, kind, folder)
    finally:
        subprocess.run(["umount", "-q", folder], check=False)
        image.unlink(missing_ok=True)
        if folder.exists():
            folder.rmdir()


@contextmanager
def memory(folder: Path, options: str) -> Iterator[Path]:
    """Yield a folder in memory of a chosen size."""
    folder.mkdir(parents=True, exist_ok=True)
    called("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)
    try:
        yield folder
    finally:
        called("umount", folder)
        folder.rmdir()
