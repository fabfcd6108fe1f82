"""How large what is read may be, packed and unpacked."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from ...errors import AchillesError, UsageError
from .xml import Readable

MOST_BYTES = 64 << 20
"""What is larger is no recording of an activity."""
MOST_STREAMED = 4 << 30
"""As large may Apple's export be, and an archive, since neither is ever in memory as a whole."""
_MOST_TIMES = 100
"""So many times as large as it is packed may a file be, beyond a size that harms nobody."""
_HARMLESS = 1 << 20


@contextmanager
def sentences() -> Iterator[None]:
    """Turn whatever a decoder raises into a sentence."""
    try:
        yield
    except AchillesError:
        raise
    except Exception:  # noqa: BLE001  # files of others hold anything
        raise UsageError("recording.error.damaged") from None


def contents(stream: Readable, packed: int) -> bytes:
    """Return all bytes of a file that is so large where it is packed, without gzip around them.

    Raises:
        UsageError: there are more than there may be.
    """
    raw = _bytes(stream, _most(packed))
    if not is_packed(raw):
        return raw
    with gzip.GzipFile(fileobj=BytesIO(raw)) as inner:
        return _bytes(inner, _most(len(raw)))


def is_packed(head: bytes) -> bool:
    """Return whether bytes begin as gzip does."""
    return head.startswith(b"\x1f\x8b")


def check_size(size: int, most: int) -> None:
    """Refuse a file that is too large.

    Raises:
        UsageError: it is.
    """
    if size > most:
        raise UsageError("recording.error.big", most=most >> 20)


def _most(packed: int) -> int:
    return min(MOST_BYTES, max(_HARMLESS, packed * _MOST_TIMES))


def _bytes(stream: Readable, most: int) -> bytes:
    found = stream.read(most + 1)
    if len(found) > most:
        raise UsageError("recording.error.unpacked")
    return found
