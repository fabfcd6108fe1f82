"""The words of one language, looked up by key."""

import tomllib
from functools import cache
from typing import Any

from .catalogue import bundled

LANGUAGES = ("en", "nl")


@cache
def _area(language: str, area: str) -> dict[str, Any]:
    return tomllib.loads(bundled(f"text/{language}/{area}.toml").read_text("utf-8"))


class Words:
    """Every sentence of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of a key such as "today.title", filled with the values.

        The first part of the key names the file. A sentence with a number in it may
        have the forms ``one`` and ``other``, chosen by the value ``n``.
        """
        found = self.find(key)
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        return str(found).format(**values) if values else str(found)

    def find(self, key: str) -> Any:
        """Return what stands under a key: a sentence, a list or a table; None when nothing does."""
        area, *path = key.split(".")
        found: Any = _area(self.language, area)
        for part in path:
            if not isinstance(found, dict) or part not in found:
                return None
            found = found[part]
        return found
