"""What a disk may hold after a crash, under a model weaker than any common file system.

The calls of one run are replayed. At any moment the power may go; then of the changes of
names that no sync of their folder has covered any subset is there, and of the data that no
sync has covered nothing, half, zeros or all. Only a rename is all or nothing.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .calls import Call

MOST_PENDING = 14
_IGNORED = {"flock", "fchmod", "chmod", "read", "lseek", "close"}
_RENAMES = ("rename", "renameat", "renameat2")
_UNLINKS = ("unlink", "unlinkat", "rmdir")
_MAKES = ("mkdir", "mkdirat")
_SYNCS = ("fsync", "fdatasync")


class Change(NamedTuple):
    """A change of names: what is there no more, and what is there instead."""

    gone: str | None
    made: str | None
    inode: int = 0
    """0 for a folder."""

    @property
    def folder(self) -> str:
        """The folder whose sync makes it last."""
        return str(Path(self.made or self.gone or "").parent)


class State(NamedTuple):
    """What is on the disk after a crash, and whether the user was told that it is done."""

    files: tuple[tuple[str, bytes], ...]
    folders: tuple[str, ...]
    said: bool


@dataclass
class Disk:
    """The file system, as running programs see it and as it may be found after a crash."""

    home: Path
    pattern: str
    """Of what is printed once the work is done."""
    names: dict[str, int] = field(default_factory=dict)
    durable: dict[int, bytes] = field(default_factory=dict)
    pending: dict[int, list[bytes]] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    spoken: str = ""

    @property
    def said(self) -> bool:
        """Whether the user was told that it is done."""
        return re.search(self.pattern, self.spoken) is not None

    @classmethod
    def holding(cls, home: Path, files: Mapping[str, bytes], pattern: str) -> "Disk":
        """Return a disk that holds these files for good."""
        disk = cls(home, pattern)
        for number, (name, content) in enumerate(files.items(), 1):
            disk.names[str(home / name)] = number
            disk.durable[number] = content
        disk.before = dict(disk.names)
        disk.folders = {str(home.parent)}
        disk.folders |= {str(path) for name in files for path in (home / name).parents}
        return disk

    def take(self, call: Call) -> bool:
        """Take in one call of the program; return whether it changed the disk."""
        if call.speaks:
            self.spoken += call.written.decode("utf-8", "replace")
            return True
        if call.failed or not call.near(self.home) or call.name in _IGNORED:
            return False
        if call.name.startswith("open"):
            return self._open(call)
        if not call.writes:
            return False
        return self._change(call)

    def _open(self, call: Call) -> bool:
        path = call.paths[0]
        if "O_CREAT" in call.text and path not in self.names:
            number = len(self.durable) + 1
            self.durable[number] = b""
            self.names[path] = number
            return self._named(Change(None, path, number))
        if "O_TRUNC" in call.text:
            return self._data(path, b"")
        return False

    def _change(self, call: Call) -> bool:
        path = call.paths[0]
        if call.name == "write":
            return self._data(path, self._seen(path) + call.written)
        if call.name in _SYNCS:
            return self._sync(path)
        if call.name in _MAKES:
            return self._named(Change(None, path))
        if call.name in _UNLINKS:
            self.names.pop(path, None)
            return self._named(Change(path, None))
        if call.name in _RENAMES:
            change = Change(path, call.paths[1], self.names.get(path, 0))
            _apply(change, self.names, set())
            return self._named(change)
        raise NotImplementedError(f"the model knows no {call.name}")

    def _named(self, change: Change) -> bool:
        self.changes.append(change)
        self.covered.append(False)
        return True

    def _seen(self, path: str) -> bytes:
        number = self.names[path]
        return (self.pending.get(number) or [self.durable[number]])[-1]

    def _data(self, path: str, new: bytes) -> bool:
        self.pending.setdefault(self.names[path], []).append(new)
        return True

    def _sync(self, path: str) -> bool:
        number = self.names.get(path)
        if number is not None:
            self.durable[number] = self._seen(path)
            self.pending.pop(number, None)
        for n, change in enumerate(self.changes):
            self.covered[n] = self.covered[n] or (number is None and change.folder == path)
        return True

    def after_a_crash(self) -> Iterator[State]:
        """Yield every state in which the disk may be found.

        Raises:
            NotImplementedError: there are too many to try each.
        """
        free = [n for n, covered in enumerate(self.covered) if not covered]
        if len(free) > MOST_PENDING:
            raise NotImplementedError(f"{len(free)} changes of names are not synced")
        for size in range(len(free) + 1):
            for chosen in itertools.combinations(free, size):
                yield from self._with({n for n, known in enumerate(self.covered) if known}, chosen)

    def _with(self, fixed: set[int], chosen: Sequence[int]) -> Iterator[State]:
        names, folders = dict(self.before), set(self.folders)
        for n, change in enumerate(self.changes):
            if n in fixed or n in chosen:
                _apply(change, names, folders)
        reached = {path: n for path, n in names.items() if _reached(path, folders)}
        kinds = [_variants(self.durable[n], self.pending.get(n, ())) for n in reached.values()]
        there = tuple(sorted(folder for folder in folders if _reached(folder, folders)))
        for contents in itertools.product(*kinds):
            yield State(tuple(zip(reached, contents, strict=True)), there, self.said)


def _apply(change: Change, names: dict[str, int], folders: set[str]) -> None:
    if change.gone and change.made and not change.inode:  # what is in a folder goes with it
        for path in [path for path in names if path.startswith(f"{change.gone}/")]:
            names[change.made + path.removeprefix(change.gone)] = names.pop(path)
    if change.gone is not None:
        names.pop(change.gone, None)
        folders.discard(change.gone)
    if change.made is not None and change.inode:
        names[change.made] = change.inode
    elif change.made is not None:
        folders.add(change.made)


def _reached(path: str, folders: set[str]) -> bool:
    """Return whether the folders above a path are there, down from the first that always was."""
    first = min(folders, key=len)
    above = [str(folder) for folder in Path(path).parents if len(str(folder)) >= len(first)]
    return all(folder in folders for folder in above)


def _variants(durable: bytes, pending: Sequence[bytes]) -> list[bytes]:
    """Return what a file may hold: each write is there not at all, half, as zeros, or whole."""
    found, seen = [durable], durable
    for new in pending:
        kept = seen if new.startswith(seen) else b""
        tail = new[len(kept) :]
        found += [new, kept + tail[: len(tail) // 2], kept + bytes(len(tail))]
        seen = new
    return list(dict.fromkeys(found))
