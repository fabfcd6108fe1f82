"""Which warning signs a text says yes to, in whatever way it is typed.

What is heard here is never stored: it is answered where the text itself is refused.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args
from unicodedata import normalize

from ...core.log.answers import RED_FLAGS, Answers, RedFlags, Spa
from ...core.log.entries import KINDS
from ...core.log.values import columns
from ...errors import UsageError
from ...words import LANGUAGES, Words
from ..context import Context
from ..names import ALIKE, like
from . import dates, spoken

_BETWEEN = r"""["'\u201d\u2019]?\s{0,40}[=:]{1,9}>?\s{0,40}["'\u2018-\u201f({\[]*"""
"""What stands between a name and its answer."""
_ANSWER = re.compile(rf"{_BETWEEN}([^\W_]+)(?!\w|/|[.,:-]\d)")
_DATE = re.compile(
    rf"{_BETWEEN}(\d{{1,4}}[^\n\"',;#{{}}\]]{{2,20}}|[^\W\d_]{{3,10}} ?[^\W\d_]{{0,9}})"
)
_KEY = re.compile(
    r"""(?:["']([\w. -]{2,60})["'][ \t]{0,40}[:=]|^[ \t]{0,40}([\w. -]{2,60})=)"""
    r"""[ \t]{0,40}(\[[^\]\n]{1,200}|["']?[^\W_][^"'\n,}]{0,80})""",
    re.MULTILINE,
)
_NAME = re.compile(r"""([=:]?)([^\n=:,;{}"'()]*)$""")
_LONGEST = 100
"""The most letters of a name with the words before it."""
_ALMOST_YES = frozenset(
    ["1", "on", "aan", "waar", "x", "ye", "yea", "yeah", "yep", "yess", "jaa", "jawel", "zeker"]
)
"""What is a yes for a name that is spelt as it should be."""
NOT = frozenset(["no", "not", "never", "without", "geen", "niet", "nooit", "zonder", "nee", "non"])
"""What says before a name that it is not so."""
_OR = frozenset(["or", "of", "nor", "noch"])
_AND = frozenset(["and", "en", "with", "met", "plus", "also", "ook", "a", "een"])
_GONE = frozenset({"none", "gone", "weg", "over", "0", "zero", "nil", "niks", "nope", "nein"}) | {
    "absent", "afwezig", "negative", "negatief", "nvt", "helemaal"
}  # fmt: skip
"""What says after a name, and alone, that it is not so."""
_UNSURE = frozenset(["sure", "certain", "zeker", "idea", "idee"])
"""What makes of a no before it that nobody knows."""
_FILLING = frozenset(["is", "are", "the", "my", "de", "het", "mijn", "very", "erg"])
"""What may stand within a name."""
_ALIKE = 0.75
_PARTS = re.compile(r"_|pain|pijn")
"""What stands between the words that tell one name from another."""
_TELLING = 7
"""So many letters of a name of one word mean the sign in any sentence."""
_FEWEST = 4
"""The fewest letters of a word that can stand for a longer name."""
_MOST_WORDS = 8
"""The most words of a name."""


def signs(text: str) -> tuple[str, ...]:
    """Return the signs that a text answers with yes, as sign=yes or in another form."""
    return tuple(dict.fromkeys(_answered(normalize("NFKC", text))))


def signs_of_file(context: Context, text: str) -> dict[str, Any]:
    """Return the signs that a file answers, with their dates, as far as these can be read.

    Comments, which JSON has not, say nothing.
    """
    said = normalize("NFKC", text if text.lstrip().startswith("{") else re.sub(r"#.*", "", text))
    keyed = dict(_keyed(said))
    return {**dict.fromkeys(signs(said), True), **keyed, **dict(_dated(context, said))}


def named(text: str, *, asked: bool = False) -> tuple[str, ...]:
    """Return the signs that words name, but for what they say no to.

    Where no sign was asked for a short name means one only beside other names and numbers, and so
    does a word that may mean one.
    """
    if "=" in text:
        return signs(text)
    words = _words(normalize("NFKC", text))
    names = [*_names_in(words)]
    of_names = {at for _, place in names for at in range(place.start, place.stop)}
    rest = [word for at, word in enumerate(words) if at not in of_names and not _is_beside(word)]
    found = [
        name
        for name, place in names
        if not _is_denied(words, place) and (not rest or _is_telling(words[place], asked=asked))
    ]
    return tuple(dict.fromkeys(found)) or signs(text)


def is_no(answer: str) -> bool:
    """Return whether an answer to a sign says that it is not so."""
    first, *rest = *_words(normalize("NFKC", answer)), ""
    return first in NOT | _GONE | _no() and _UNSURE.isdisjoint(rest)


def spa(answer: str) -> list[str]:
    """Return what an answer names of a rheumatic disease; a yes alone says that there is one."""
    said = re.findall(r"\w+", answer.casefold())
    yes = {*said[:1]} & (_yes() | _ALMOST_YES)
    return [name for name in get_args(Spa) if name in said] or ["diagnosed"] * len(yes)


def _answered(text: str) -> Iterator[str]:
    for answer in _ANSWER.finditer(text):
        said = answer[1].casefold()
        if said in _yes() or said in _ALMOST_YES:
            found = _NAME.search(text[max(0, answer.start() - _LONGEST) : answer.start()])
            words = _words(found[2]) if found else []
            if found and found[1]:
                del words[:1]  # the answer to the name before it
            if sign := _sign(words, loosely=said in _yes()):
                yield sign


def _keyed(text: str) -> Iterator[tuple[str, Any]]:
    """Yield each sign that is a key of a file, with an answer that is neither yes nor no."""
    for quoted, bare, answer in _KEY.findall(text):
        name = spoken.sign((quoted or bare).strip()).rpartition(".")[2]
        takes = RedFlags.fields[name].takes if name in RED_FLAGS else ""
        if takes == "list" and (found := spa(answer)):
            yield name, found
        elif takes == "truth" and not is_no(answer) and _words(answer)[:1] != ["null"]:
            yield name, True


def _dated(context: Context, text: str) -> Iterator[tuple[str, dt.date | bool]]:
    """Yield each medicine that has a date; one that cannot be read counts as a yes."""
    for answer in _DATE.finditer(text):
        found = _NAME.search(text[max(0, answer.start() - _LONGEST) : answer.start()])
        sign = _sign(_words(found[2]), loosely=True) if found else None
        if sign and RedFlags.fields[sign].takes == "date":
            typed = re.sub(r"(?<=\d)[T ]\d\d:.*", "", answer[1]).replace(".", "-").strip()
            try:
                yield sign, dates.around(context, typed).date
            except UsageError:
                is_long_past = re.fullmatch(r"\d{4}", typed) and int(typed) < context.today.year - 1
                if typed[0].isdigit() and not is_long_past:
                    yield sign, True


def _sign(words: list[str], *, loosely: bool) -> str | None:
    """Return the sign that the last of some words name; ``loosely`` also one that is near."""
    for place in range(len(words)):
        if found := _sign_named(words[place:]):
            return None if NOT.intersection(words[:place]) else found
    return _near(words) if loosely and not NOT.intersection(words) else None


def _near(words: list[str]) -> str | None:
    return _nearest("_".join(words))


@cache
def _nearest(typed: str) -> str | None:
    """Return the sign of which the name is misspelt, or shortened to what means no other."""
    words = typed.split("_")
    if not typed or any(f"{field}_".startswith(f"{typed}_") for field in _fields()):
        return None
    near = like(typed, [*_signs(), *_fields()], _ALIKE)
    said = _PARTS.split(typed)
    if near and all(part in typed or like(part, said, ALIKE) for part in _PARTS.split(near)):
        return _signs().get(near)
    whole = {sign for name, sign in _signs().items() if {*words} <= {*name.split("_")}}
    return whole.pop() if len(whole) == 1 and len(max(words, key=len)) >= _FEWEST else None


def _names_in(words: list[str]) -> Iterator[tuple[str, slice]]:
    """Yield each sign that words name, and where; a name within a longer one is none."""
    until = 0
    for start in range(len(words)):
        for end in range(min(start + _MOST_WORDS, len(words)), max(start, until), -1):
            found = _sign_named(words[start:end])
            if found and _FILLING.isdisjoint([words[start], words[end - 1]]):
                until = end
                yield found, slice(start, end)
                yield from _with_it(words, start, end)
                break


def _with_it(words: list[str], start: int, end: int) -> Iterator[tuple[str, slice]]:
    """Yield the signs that share a word with one of two: calf warm and red, warm and red calf."""
    name = [word for word in words[start:end] if word not in _FILLING]
    if len(name) != 2:
        return
    for place in range(end, len(words)):
        if found := _sign_named([name[0], words[place]]):
            yield found, slice(start, place + 1)
        elif words[place] not in _AND:
            break
    for place in range(start - 1, -1, -1):
        if found := _sign_named([words[place], name[1]]):
            yield found, slice(place, end)
        elif words[place] not in _AND:
            break


def _sign_named(words: list[str]) -> str | None:
    name = "_".join(word for word in words if word not in _FILLING)
    return _signs().get(name) or _vague().get(name)


def _is_telling(name: list[str], *, asked: bool) -> bool:
    is_one = asked or len(name[0]) >= _TELLING
    return len(name) > 1 or (is_one and name[0] in _signs())


def _is_beside(word: str) -> bool:
    """Whether a word says nothing that could make a name mean something else."""
    return word in _AND or word[0].isdigit()


def _is_denied(words: list[str], place: slice) -> bool:
    """Whether the words around a name say that it is not so."""
    before, after = words[: place.start], words[place.stop :]
    listed = _OR.intersection(before[-1:])  # no fever or chest pain
    denied = NOT.intersection(before if listed else before[-2:])
    return bool(denied) or (len(after) == 1 and after[0] in NOT | _GONE)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@cache
def _signs() -> Mapping[str, str]:
    """Return the signs that a yes alone answers, by each name that may be typed."""
    return {_plain(typed): name for typed, name in spoken.signs_by_name().items() if name != "spa"}


@cache
def _vague() -> Mapping[str, str]:
    """Return the signs that may be meant, by what is typed for them."""
    return {_plain(typed): name for typed, name in spoken.vague_signs_by_name().items()}


def _plain(typed: str) -> str:
    return "_".join(word for word in _words(typed) if word not in _FILLING)


@cache
def _fields() -> tuple[str, ...]:
    """Return the names of all else that may be typed or stand in a file."""
    every = (name for kind in (*KINDS.values(), Answers) for name in columns(kind))
    names = dict.fromkeys(part for name in every for part in (name, name.rpartition(".")[2]))
    return tuple(name for name in names if name.rpartition(".")[2] not in RED_FLAGS)


@cache
def _yes() -> frozenset[str]:
    return _answers("yes")


@cache
def _no() -> frozenset[str]:
    return _answers("no")


def _answers(which: str) -> frozenset[str]:
    every = (Words(language).find(f"log.typed.{which}") for language in LANGUAGES)
    return frozenset(word for words in every for word in words)
