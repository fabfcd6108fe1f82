"""On which line of a month something stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence

QUOTED = (
    r'"""(?:\\.|(?!""").)*(?:""")?|\'\'\'(?:(?!\'\'\').)*(?:\'\'\')?'
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
)
_ID = rb"^[ \t]*id[ \t]*=[ \t]*[\"']([0-9A-Za-z_-]{1,64})[\"']"
_HEADER = r"^[ \t]*\[\[[ \t]*entry[ \t]*\]\]"


class Lines:
    """The lines of one text; what is quoted or commented is no place to find keys in."""

    def __init__(self, text: str) -> None:
        self.bare = re.sub(QUOTED, _line_ends, text, flags=re.DOTALL)
        """The text without what is quoted or commented, on the same lines."""
        self._ends = [found.start() for found in re.finditer("\n", self.bare)]
        self._entries = [found.start() for found in re.finditer(_HEADER, self.bare, re.MULTILINE)]

    def of_entry(self, position: int, path: Sequence[object] = ()) -> int | None:
        """Return the line of a field of the entry with that position, or of its heading."""
        if position >= len(self._entries):
            return None
        end = (*self._entries, len(self.bare))[position + 1]
        return self._number(self._position(path, self._entries[position], end))

    def of_key(self, key: str) -> int | None:
        """Return the line of a key before the first entry."""
        end = self._entries[0] if self._entries else len(self.bare)
        at = self._position([key], -1, end)
        return None if at < 0 else self._number(at)

    def of_heading(self, name: str) -> int | None:
        """Return the line of the first heading of a name such as ``[[name]]``."""
        pattern = rf"^[ \t]*\[+[ \t]*{re.escape(name)}[ \t]*\]"
        found = re.search(pattern, self.bare, re.MULTILINE)
        return self._number(found.start()) if found else None

    def _position(self, path: Sequence[object], at: int, end: int) -> int:
        for part in path:
            key = re.compile(rf"(?<![\w-]){re.escape(str(part))}[ \t]*[=.\]]")
            found = key.search(self.bare, max(at, 0), end)
            if found is None:
                break
            at = found.start()
        return at

    def _number(self, at: int) -> int:
        return bisect_right(self._ends, at) + 1


def _line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def of_id(text: str, ident: str) -> int | None:
    """Return the line where an entry has that id."""
    pattern = rf"^[ \t]*id[ \t]*=[ \t]*[\"']{re.escape(ident)}[\"']"
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def ids(raw: bytes) -> set[str]:
    """Return the ids that stand in the bytes of a month, which need not be whole."""
    return {match.decode() for match in re.findall(_ID, raw, re.MULTILINE)}
