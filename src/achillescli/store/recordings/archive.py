"""Archives of recordings: Strava's export with its list, Apple's, or files put together."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import IO, NamedTuple, TypeAlias

from ...errors import Sentence, UsageError
from . import limits, single
from .lists import Row
from .recording import Recording
from .single import Kind

_HEAD = 1 << 16

Wanted: TypeAlias = Callable[[Recording], bool]
Members: TypeAlias = Mapping[str, zipfile.ZipInfo]


class Broken(NamedTuple):
    """A file in an archive that could not be read, and why."""

    name: str
    why: Sentence


class Found(NamedTuple):
    """What a file holds, or an archive in its files."""

    recordings: tuple[Recording, ...]
    broken: tuple[Broken, ...] = ()


def is_archive(head: bytes) -> bool:
    """Return whether bytes begin as a zip file does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(stream: IO[bytes], wanted: Wanted) -> Found:
    """Return what the files of an archive hold; what a list names is there once.

    Of a list, the files of activities that are not ``wanted`` are left unread.
    """
    with zipfile.ZipFile(stream) as archive:
        members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
        broken: list[Broken] = []
        kinds = dict(_kinds(archive, members, broken))
        for name in (name for name, kind in kinds.items() if kind == "health"):
            with archive.open(members[name]) as inner:
                return Found(tuple(single.health(inner)))
        recordings: list[Recording] = []
        named: set[str] = set()
        for name in (name for name, kind in kinds.items() if kind == "list"):
            for row in single.rows(_contents(archive, members[name])):
                file = f"{name.rpartition('/')[0]}/{row.file}".removeprefix("/")
                named.add(file)
                known = file in members and row.recording.is_run is not False
                better = known and wanted(row.recording)
                recordings += _better(archive, members[file], row) if better else [row.recording]
        for name, kind in kinds.items():
            if kind == "activity" and name not in named:
                recordings += _activities(archive, members[name], broken)
    return Found(tuple(recordings), tuple(broken))


def _kinds(
    archive: zipfile.ZipFile, members: Members, broken: list[Broken]
) -> Iterator[tuple[str, Kind]]:
    """Yield what each file is; a file of which the beginning cannot be read is broken."""
    for name, member in members.items():
        try:
            with limits.sentences(), archive.open(member) as inner:
                head = inner.read(_HEAD)
                packed = limits.is_packed(head)
                yield name, "activity" if packed else single.kind(BytesIO(head), head)
        except UsageError as error:
            broken.append(Broken(name, error.sentence))


def _contents(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as inner:
        return limits.contents(inner, member.compress_size)


def _better(archive: zipfile.ZipFile, member: zipfile.ZipInfo, row: Row) -> list[Recording]:
    """Return what the file of a run has of it, and what the list has where that is of no use."""
    found = _activities(archive, member, [])
    if len(found) == 1:
        return [found[0]._replace(sport=row.recording.sport)]
    return found or [row.recording]


def _activities(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, broken: list[Broken]
) -> list[Recording]:
    """Return what one file holds; nothing when it is broken."""
    try:
        with limits.sentences():
            return single.recordings(_contents(archive, member))
    except UsageError as error:
        broken.append(Broken(member.filename, error.sentence))
        return []
