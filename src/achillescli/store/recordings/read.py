"""A file of recordings, or an archive of such files."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from ...errors import UsageError
from ..files import disk
from . import archive, limits, single
from .archive import Found, Wanted

_HEAD = 1 << 16


def read(source: Path | bytes, shown: str, wanted: Wanted) -> Found:
    """Return the recordings of a file, or of the bytes of one.

    In an archive with a list, the files of what is not ``wanted`` are left unread.

    Raises:
        UsageError: nothing that can be used is in it.
        StoreError: it cannot be read.
    """
    with _stream(source, shown) as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        with limits.sentences():
            found = _contents(stream, size, wanted)
    if not found.recordings and not found.broken:
        raise UsageError("recording.error.nothing")
    return found


def is_recorded(raw: bytes) -> bool:
    """Return whether bytes are a file that recordings may be in."""
    try:
        return (
            archive.is_archive(raw) or limits.is_packed(raw) or single.kind(BytesIO(raw), raw) != ""
        )
    except UsageError:
        return False


@contextmanager
def _stream(source: Path | bytes, shown: str) -> Iterator[IO[bytes]]:
    if isinstance(source, bytes):
        limits.check_size(len(source), limits.MOST_BYTES)
        yield BytesIO(source)
        return
    with disk.refusing("read", shown):
        if "\0" in shown or not source.exists():
            raise UsageError("recording.error.no_file")
        if not stat.S_ISREG(source.stat().st_mode):
            raise UsageError("recording.error.not_regular")
        stream = source.open("rb")
    with stream:
        yield stream


def _contents(stream: IO[bytes], size: int, wanted: Wanted) -> Found:
    head = stream.read(_HEAD)
    stream.seek(0)
    if archive.is_archive(head):
        limits.check_size(size, limits.MOST_STREAMED)
        return archive.read(stream, wanted)
    if single.is_xml(head) and _is_health(stream):
        return Found(tuple(single.health(stream)))
    limits.check_size(size, limits.MOST_BYTES)
    raw = limits.contents(stream, size)
    if not raw.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise UsageError("recording.error.empty")
    return Found(tuple(single.recordings(raw)))


def _is_health(stream: IO[bytes]) -> bool:
    """Return whether a file is Apple's export; the stream is at its start again.

    Raises:
        UsageError: it is XML with a document type, or that is not well-formed.
    """
    found = single.kind(stream, b"<")
    stream.seek(0)
    return found == "health"
