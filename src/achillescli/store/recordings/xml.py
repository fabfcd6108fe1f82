"""XML of others: any document type is refused, and what was read is let go."""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import NamedTuple, Protocol
from xml.etree import ElementTree as ET
from xml.parsers import expat

from ...errors import UsageError

_CHUNK = 1 << 16
_LONGEST_PART = 1 << 18
"""So many bytes may an element or a text have without those in it."""
_MOST_PARTS = 100_000
"""So many elements may a file have beside those that are let go, and such a one in itself."""
_APPLE = re.compile(rb"<!DOCTYPE\s+HealthData\s*\[([^\0]*?)\]\s*>")
"""The document type that Apple writes into its export, which is not always well-formed."""


class Readable(Protocol):
    """What is read from the front to the end."""

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes more, or fewer at the end."""


class Bounded:
    """A file within its bounds, without Apple's own document type; with the sum of what was read.

    A part without an end is refused, since expat looks at it anew with each chunk.
    """

    def __init__(self, stream: Readable, most: int) -> None:
        """Take out that document type; one with entities stays, and is refused by ``root``."""
        self._stream, self._left = stream, most
        self._open = 0
        """How many bytes came since a part ended."""
        self._sum = sha256()
        head = self._raw(_CHUNK)
        found = _APPLE.search(head)
        if found and b"<!ENTITY" not in found[1]:
            head = head[: found.start()] + head[found.end() :]
        self._head = head

    def read(self, size: int = _CHUNK, /) -> bytes:
        """Return bytes more.

        Raises:
            UsageError: there are more than there may be, in all or in one part.
        """
        if self._head:
            part, self._head = self._head[:size], self._head[size:]
            return part
        return self._raw(size)

    def _raw(self, size: int) -> bytes:
        part = self._stream.read(size)
        self._left -= len(part)
        end = part.rfind(b">")
        self._open = self._open + len(part) if end < 0 else len(part) - end
        if self._left < 0 or self._open > _LONGEST_PART:
            raise UsageError("recording.error.unpacked")
        self._sum.update(part)
        return part

    @property
    def sha(self) -> str:
        """The sum of what was read."""
        return self._sum.hexdigest()


class _Root(Exception):  # noqa: N818
    """The first element was reached."""


def root(stream: Readable) -> str:
    """Return the name of the first element without its namespace.

    Raises:
        UsageError: there is a document type, or no element.
    """
    found = ""

    def start(name: str, _: object) -> None:
        nonlocal found
        found = name
        raise _Root

    def refuse(*_: object) -> None:
        raise UsageError("recording.error.doctype")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        while part := stream.read(_CHUNK):
            parser.Parse(part, False)
    except _Root:
        return found.rpartition("}")[2]
    except expat.ExpatError:
        pass
    raise UsageError("recording.error.xml")


class Step(NamedTuple):
    """The start or the end of an element, without namespaces."""

    event: str
    above: str
    """The name of the element around it."""
    name: str
    element: ET.Element

    def text(self, name: str) -> str:
        """Return the text of a part of a whole element; empty when it has none of that name."""
        found = next((part for part in self.element if _bare(part.tag) == name), None)
        return (found.text or "").strip() if found is not None else ""

    @property
    def said(self) -> str:
        """The text of the element itself."""
        return (self.element.text or "").strip()


def steps(stream: Readable, whole: Collection[str] = ()) -> Iterator[Step]:
    """Yield each start and end; of the elements named the end alone, with all that is in it.

    What was yielded is let go, so that the size of the file does not matter.

    Raises:
        UsageError: it is not well-formed.
    """
    around: list[ET.Element] = []
    names = [""]
    inside = parts = before = 0
    try:
        for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314  # no document type is left
            if event == "start":
                name = _bare(element.tag)
                before = before if inside else parts
                parts += 1
                if parts > _MOST_PARTS:
                    raise UsageError("recording.error.unpacked")
                if name in whole or inside:
                    inside += 1
                else:
                    yield Step(event, names[-1], name, element)
                around.append(element)
                names.append(name)
                continue
            around.pop()
            name = names.pop()
            inside = max(inside - 1, 0)
            if not inside:
                yield Step(event, names[-1], name, element)
                parts = before if name in whole else parts
                element.clear()
                if around:
                    around[-1].remove(element)
    except ET.ParseError:
        raise UsageError("recording.error.xml") from None


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
