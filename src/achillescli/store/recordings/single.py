"""One file that is not packed: recognised by what is in it, whatever it is called."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Literal

from ...errors import UsageError
from . import apple, fit, gpx, lists, tcx, xml
from .limits import MOST_STREAMED
from .lists import Row
from .recording import Recording

Kind = Literal["activity", "health", "list", ""]

_SHA_SIGNS = 12
_HEALTH = "HealthData"
_READERS: dict[str, Callable[[xml.Readable], list[Recording]]] = {
    "gpx": gpx.read,
    "TrainingCenterDatabase": tcx.read,
}


def kind(stream: xml.Readable, head: bytes) -> Kind:
    """Return what a file is by its first bytes; empty when it is nothing of ours.

    Raises:
        UsageError: it is XML with a document type, or that is not well-formed.
    """
    if fit.is_fit(head):
        return "activity"
    if is_xml(head):
        name = xml.root(xml.Bounded(stream, MOST_STREAMED))
        return "health" if name == _HEALTH else "activity" if name in _READERS else ""
    return "list" if lists.is_list(_text(head.partition(b"\n")[0])) else ""


def is_xml(head: bytes) -> bool:
    """Return whether bytes begin as XML does, in any encoding."""
    return head[:64].translate(None, b"\0\xef\xbb\xbf\xff\xfe").lstrip().startswith(b"<")


def recordings(raw: bytes) -> list[Recording]:
    """Return what a file holds.

    Raises:
        UsageError: nothing that can be used is in it.
    """
    match kind(BytesIO(raw), raw):
        case "activity" if fit.is_fit(raw):
            return _with_digest(fit.read(raw), raw)
        case "activity":
            source = xml.Bounded(BytesIO(raw), MOST_STREAMED)
            return _with_digest(_READERS[xml.root(BytesIO(raw))](source), raw)
        case "health":
            return health(BytesIO(raw))
        case "list":
            return [row.recording for row in rows(raw)]
        case _:
            raise UsageError("recording.error.kind")


def health(stream: xml.Readable) -> list[Recording]:
    """Return what Apple's export holds."""
    whole = xml.Bounded(stream, MOST_STREAMED)
    found = apple.read(whole)
    return _with_sum(found, whole.sha)


def rows(raw: bytes) -> list[Row]:
    """Return the activities of a list, with the files that it names."""
    found = lists.read(_text(raw))
    signed = _with_digest([row.recording for row in found], raw)
    return [Row(recording, row.file) for recording, row in zip(signed, found, strict=True)]


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _with_digest(found: list[Recording], raw: bytes) -> list[Recording]:
    return _with_sum(found, sha256(raw).hexdigest())


def _with_sum(found: list[Recording], sha: str) -> list[Recording]:
    alone = len(found) == 1
    return [one._replace(sha=sha[:_SHA_SIGNS], alone=alone) for one in found]
