"""A small file of tables that a user may write: settings, a draft, answers, a programme."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import Place
from . import disk, toml


class Document(NamedTuple):
    """What a small file holds; its keys can be found again, to say where one stands."""

    file: str
    text: str
    tables: dict[str, Any]

    @property
    def in_json(self) -> bool:
        """Whether it is JSON, which begins with a brace, where TOML never does."""
        return self.text.lstrip().startswith("{")

    def place_of(self, *path: str) -> Place:
        """Return where a key stands, without its line when a plain search does not find it."""
        start = 0
        for pattern in _patterns([re.escape(part) for part in path], in_json=self.in_json):
            key = re.compile(pattern, re.MULTILINE).search(self.text, start)
            if not key:
                return Place(self.file)
            start = key.end()
        return Place(self.file, self.text.count("\n", 0, start) + 1) if path else Place(self.file)


def read_toml(path: Path, name: str) -> Document | None:
    """Return a file by the name under which the user knows it; None when there is none.

    Raises:
        StoreError: it cannot be read, or is no TOML.
    """
    raw = disk.contents(path, name)
    return None if raw is None else document(raw, name)


def document(
    raw: bytes, name: str, json: Callable[[str], dict[str, Any]] | None = None
) -> Document:
    """Return what bytes hold; with ``json``, which reads it, they may be JSON too.

    Raises:
        StoreError: they are no text, or no TOML.
    """
    found = Document(name, toml.text(raw, name), {})
    read = json if json and found.in_json else lambda text: toml.document(text, name)
    return found._replace(tables=read(found.text))


def _patterns(path: Sequence[str], *, in_json: bool) -> list[str]:
    """Return what to search one after the other: the headings of a key, and the key itself."""
    if in_json:
        return [rf'"{part}"[ \t]*:' for part in path]
    headings = [rf"^[ \t]*\[[ \t]*{part}[ \t]*\]" for part in path[:-1]]
    return [*headings, *(rf"^[ \t]*\[?[ \t]*[\"']?{key}[\"']?[ \t]*[=\]]" for key in path[-1:])]
