"""The words of one language, looked up by key."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from errno import errorcode
from functools import cache
from pathlib import Path
from typing import Any

from .catalogue import bundled_path, text
from .errors import Place, Sentence

LANGUAGES = ("en", "nl")

NO_BREAK = "\u00a0"
"""The space at which no line ends; a command to type has no other."""

WHOLE = "\u2060"
"""Before a path, and before a command with one: they are never parted."""


@cache
def _area(language: str, area: str) -> dict[str, Any]:
    return tomllib.loads(text(f"text/{language}/{area}.toml"))


class Words:
    """Every sentence of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of a key such as "today.title", filled with the values.

        The first part of the key names the file. A sentence with a number in it may
        have the forms ``one`` and ``other``, chosen by the value ``n``. What stands
        between backticks is a command to type.
        """
        found = self._raw(key)
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        return _filled_text(
            str(found), {name: self._phrase(value) for name, value in values.items()}
        )

    def _phrase(self, value: object) -> object:
        """Return a place as the start of a sentence, and what the system refused as its reason."""
        match value:
            case Place():
                return self._start(value)
            case OSError():
                known = self.find(f"errors.system.{errorcode.get(value.errno or 0, '')}")
                return known or value.strerror or type(value).__name__
            case _:
                return value

    def _start(self, place: Place) -> str:
        """Return the start of a sentence; nothing where no file is named."""
        if not place.file:
            return ""
        if not place.line:
            return self("store.place.file", file=place.file)
        return self("store.place.line", file=place.file, line=place.line)

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence filled with its values."""
        return self(sentence.key, **sentence.values)

    def find(self, key: str) -> Any:
        """Return what stands under a key: a sentence, a list or a table; None when nothing does."""
        found = self._raw(key)
        return _filled_text(found, {}) if isinstance(found, str) else found

    def _raw(self, key: str) -> Any:
        area, *path = key.split(".")
        found: Any = _area(self.language, area)
        for part in path:
            if not isinstance(found, dict) or part not in found:
                return None
            found = found[part]
        return found


def command(text: str) -> str:
    """Return a command to type, or a path, which no line end can part."""
    start = WHOLE if "/" in text or "\\" in text else ""
    return start + text.replace(" ", NO_BREAK)


def shell_words(value: object) -> str:
    """Return a value as one word for a shell, or a tuple as several, whatever is in it."""
    if isinstance(value, tuple):
        return " ".join(map(shell_words, value))
    text = str(value)
    if text.isprintable() and "’" not in text:
        from shlex import quote

        word = quote(text)
    else:
        # Spelt out, since a screen replaces it: what cannot be shown, and in plain signs ’ by '.
        word = f"$'{''.join(map(_escape, text))}'"
    return f"-- {word}" if text.startswith("-") else word


def _escape(sign: str) -> str:
    if sign in "\\'":
        return f"\\{sign}"
    raw = sign.encode(errors="surrogateescape")
    return sign if sign.isprintable() and sign != "’" else "".join(f"\\x{byte:02x}" for byte in raw)


def plain_spaces(text: str) -> str:
    """Return a text without marks around commands and paths, for where no screen wraps it."""
    return text.replace(NO_BREAK, " ").replace(WHOLE, "")


def _filled_text(text: str, values: dict[str, object]) -> str:
    """Return a sentence with its values in it, and its commands and paths whole."""
    parts = text.split("`")
    if values:
        words = {name: shell_words(value) for name, value in values.items()} if parts[1:] else {}
        said = {n: command(f"{v}") if isinstance(v, Path) else v for n, v in values.items()}
        filling = (said, words)
        parts = [part.format(**filling[n % 2]) for n, part in enumerate(parts)]
    parts[1::2] = map(command, parts[1::2])
    return "".join(parts)


TOLD_BESIDE = ("exercises", "article", "frames")
"""Files of which every row has its words in each language."""


def gaps() -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text, and where: missing, blank, or unlike in the languages."""
    every = {language: dict(_leaves(language)) for language in LANGUAGES}
    for key in sorted({key for texts in every.values() for key in texts}):
        found = [(_lack(texts.get(key)), f"{language}/{key}") for language, texts in every.items()]
        lacking = [(lack, where) for lack, where in found if lack]
        yield from lacking
        if not lacking and len({_form(key, texts[key]) for texts in every.values()}) > 1:
            yield "unlike", key


def _lack(texts: Sequence[str] | None) -> str:
    """Return what is wrong with the sentences of one key: they are missing or blank, or nothing."""
    if texts is None:
        return "missing"
    return "" if texts and all(text.strip() for text in texts) else "blank"


_TYPED = ("parser.", "when.names.")
"""The keys of words that may be typed."""


def _form(key: str, texts: Sequence[str]) -> tuple[int, int, frozenset[str]]:
    """Return how many sentences and marks of commands there are, and the names of the values.

    What may be typed has as many words as a language knows for it.
    """
    whole = " ".join(texts)
    filled = frozenset(re.findall(r"\{([a-z][\w.]*)[:}]", whole))
    count = 0 if key.startswith(_TYPED) else len(texts)
    return count, whole.count("`"), filled


def _leaves(language: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every key of a language with its sentences."""
    folder = bundled_path(f"text/{language}")
    for path in sorted(folder.rglob("*.toml")):
        area = path.relative_to(folder).with_suffix("").as_posix()
        yield from _below(tomllib.loads(path.read_text("utf-8")), area)
    for name in TOLD_BESIDE:
        for kind, rows in tomllib.loads(text(f"{name}.toml")).items():
            for number, row in enumerate(rows, 1):
                place = f"{name}.{kind}.{row.get('id', number)}"
                yield from _below(row.get(language, {}), place)


def _below(value: object, key: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(inner, f"{key}.{name}")
    else:
        yield key, list(_sentences(value))


def _sentences(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _sentences(part)
    else:
        yield f"{value}"
