"""The words of one language, looked up by key."""

import re
import tomllib
from collections.abc import Iterator
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


def gaps() -> list[str]:
    """Return each key that a language lacks, and each filled otherwise than in the first."""
    first, *others = (dict(_leaves(language)) for language in LANGUAGES)
    return [
        f"{language}/{key}"
        for language, texts in zip(LANGUAGES[1:], others, strict=True)
        for key in sorted({*first, *texts})
        if first.get(key) != texts.get(key)
    ]


def _leaves(language: str) -> Iterator[tuple[str, object]]:
    """Yield every key of a language with the names that its sentence is filled with."""
    folder = bundled(f"text/{language}")
    for path in sorted(folder.rglob("*.toml")):
        area = path.relative_to(folder).with_suffix("").as_posix()
        yield from _below(tomllib.loads(path.read_text("utf-8")), area)


def _below(value: object, key: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(inner, f"{key}.{name}")
    else:
        yield key, sorted(set(re.findall(r"\{([a-z]\w*)[:}]", f"{value}")))
