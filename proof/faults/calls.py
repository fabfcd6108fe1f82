"""The system calls of a run, as strace records them."""

import codecs
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .program import Outcome, Program

WRITING = {
    "write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "truncate", "fallocate",
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
    "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "creat", "chmod", "fchmod", "fchmodat",
    "chown", "fchown", "fchownat", "utimensat", "flock", "copy_file_range", "sendfile",
    "setxattr", "fsetxattr", "removexattr",
}  # fmt: skip
"""Calls that can change what is on the disk, or who may change it."""
_OPENING = ("open", "openat")
_TO_WRITE = re.compile(r"O_(CREAT|TRUNC|WRONLY|RDWR|APPEND)")
_LINE = re.compile(r"(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+|\?)", re.DOTALL)
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?"((?:[^"\\]|\\.)*)"')
_OPENED = re.compile(r"(\d+)<((?:[^>\\]|\\.)*)>")
_OF_BYTES = ("write", "pwrite64", "writev", "read", "pread64")
_STDOUT = "1"
ANSWER = "the answer"
"""What a call is about that writes to standard output."""
SHOWN = 160
"""Of a call with bytes, so much is kept as text; of the others everything."""


class Call(NamedTuple):
    """One system call."""

    name: str
    nth: int
    """Which of this name it is in its process; strace counts the same way."""
    text: str
    paths: tuple[str, ...]
    written: bytes
    failed: bool
    fd: str = ""

    @property
    def writes(self) -> bool:
        """Whether it can change what is on the disk."""
        if self.name in _OPENING:
            return _TO_WRITE.search(self.text) is not None
        return self.name in WRITING

    @property
    def changes(self) -> bool:
        """Whether it does change something; a lock and an opening alone do not."""
        if self.name in _OPENING:
            return re.search(r"O_(CREAT|TRUNC)", self.text) is not None
        return self.name in WRITING and self.name != "flock"

    @property
    def speaks(self) -> bool:
        """Whether it writes to standard output."""
        return self.name == "write" and self.fd == _STDOUT

    def near(self, home: Path) -> bool:
        """Whether it names the folder around the data folder, or something in it."""
        return any(is_around(home, path) for path in self.paths)


def recorded(
    program: Program, home: Path, arguments: Sequence[str], *options: str
) -> tuple[list[Call], Outcome]:
    """Run a command under strace; return its calls and how it ended."""
    with tempfile.NamedTemporaryFile() as kept:
        words = ["strace", "-f", "-y", "-x", "-s", "9999999", "-o", kept.name, *options]
        outcome = program.run(home, arguments, words)
        text = Path(kept.name).read_text("utf-8", "surrogateescape")
    return list(_calls(text)), outcome


def _calls(text: str) -> Iterator[Call]:
    seen: Counter[str] = Counter()
    for line in text.split("\n"):
        found = _LINE.match(line)
        if not found or found[1] == "execve":
            continue
        name, told, result = found.groups()
        seen[name] += 1
        fd, paths, written = _arguments(name, told)
        text = line[:SHOWN] if written else line
        yield Call(name, seen[name], text, paths, written, result.startswith("-"), fd)


def _arguments(name: str, told: str) -> tuple[str, tuple[str, ...], bytes]:
    opened = _OPENED.match(told)
    if name in _OF_BYTES or (opened and '"' not in told):
        content = re.search(r'"((?:[^"\\]|\\.)*)"', told)
        fd, path = opened.groups() if opened else ("", "")
        return fd, (path,), _bytes(content[1]) if content else b""
    found = [str(Path(folder, _text(path))) for folder, path in _PATH.findall(told)]
    return "", tuple(map(os.path.normpath, found)), b""


def _bytes(quoted: str) -> bytes:
    return codecs.escape_decode(quoted.encode())[0]


def _text(quoted: str) -> str:
    return _bytes(quoted).decode("utf-8", "surrogateescape")


def is_around(home: Path, path: str) -> bool:
    """Return whether a path is the folder around the data folder, or in it."""
    return f"{path}/".startswith(f"{home.parent}/")


class Point(NamedTuple):
    """A call at which a fault is put in."""

    name: str
    nth: int
    where: str
    """What the call is about, from the data folder."""
    writes: bool
    lasts: bool = True
    """Whether a power cut before it and one after it can leave different disks."""


def is_about(line: str, point: Point, home: Path) -> bool:
    """Return whether a line of strace names what a point is about; times in names may differ."""
    if point.where == ANSWER:
        return f"({_STDOUT}<" in line
    paths = [os.path.normpath(home / path) for path in point.where.split(" ")]
    return all(_timeless(path) in _timeless(line) for path in paths)


def _timeless(text: str) -> str:
    return re.sub(r"[0-9]+", "0", text)


def points(calls: Sequence[Call], home: Path) -> list[Point]:
    """Return the calls at which a fault can matter, from the first that names the data folder.

    The end of what was opened for writing counts as writing, and so does the answer.
    """
    found: list[Point] = []
    written: set[str] = set()
    for call in calls:
        near = call.near(home)
        if near and call.writes:
            written.update(call.paths)
        closing = call.name == "close" and bool(written & set(call.paths))
        syncing = (
            call.name in _OPENING and "O_DIRECTORY" in call.text and "NONBLOCK" not in call.text
        )
        if near or (found and call.speaks):
            where = " ".join(os.path.relpath(path, home) for path in call.paths)
            writes = call.writes or closing or syncing
            lasts = call.speaks or (call.changes and "ch" not in call.name)
            where = ANSWER if call.speaks else where
            found.append(Point(call.name, call.nth, where, writes, lasts))
    return found
