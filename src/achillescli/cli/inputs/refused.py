"""What may be a danger on a line that is refused: a sign, a check-in, a pain that ends sessions."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from unicodedata import normalize

from ...core.programme import stop
from ...core.questionnaire.checkin_lines import LINES
from ...errors import UsageError
from ..context import Context
from ..names import COMMANDS, OF_THE_LOG
from . import amounts, dates, heard

_SESSIONS = ("session", "am", "pm")
_PAINS = {
    **dict.fromkeys((*_SESSIONS, "run"), ("--pain", "--after")),
    "activity": ("--pain", "--after"),
    "morning": ("--after",),
    "evening": ("--pain", "--after"),
    "edit": ("--pain", "--after"),
    "check": ("--start-test", "--hop", "--walk"),
}
"""The options with a pain, by command."""
_ENDS = ("--sharp", "--limped")
_OF_ANYTHING = ("flag", "clearance", "pause", "note", "list", "remove")
"""The parts of the log on which a sign may be named without a danger, or is heard already."""
_LOOKED_UP = ("learn", "why")
"""The commands on which a sign may be named to read about it."""
_ALONE = (*_ENDS, "--partial", "--json", "--again", "--dry-run", "--help")
"""The options without a value."""

_SCORE = re.compile(r"\+?0*(\d{1,2})(?:[.,]\d*)?(?:/10)?")
MOST = 10
"""The highest score."""

Pair = tuple[str, str]
"""An option and its value; a word that stands alone has no option."""


def stops(arguments: Sequence[str]) -> bool:
    """Return whether a pain on the line asks to stop, or a sign that needs no score."""
    name, pairs = _part_and_pairs(arguments)
    return name in _PAINS and any(
        option in _ENDS
        or (option in _PAINS[name] and _is_too_much(text))
        or (option == "--start-test" and _is_unable(text))
        or (not option and name in _SESSIONS and _is_too_much(text))
        or (not option and name == "edit" and _is_edit_to_stop(text))
        for option, text in pairs
    )


def answers(context: Context, arguments: Sequence[str]) -> list[str]:
    """Return what answers signs: each sign=answer, and after `flag` each word alone.

    A word such as yes belongs to the one before it, and a no to the one after it. A sign may stand
    there as an option.
    """
    name, pairs = _part_and_pairs(arguments)
    alone = [text for option, text in pairs if not option] if name == "flag" else []
    found: list[str] = []
    said = yes_and_no(context)
    for word in (*alone, *(word for word in arguments if "=" in word and word not in alone)):
        if found and "=" not in found[-1] and word.lower() in said:
            found[-1] += f"={word}"
        elif found and found[-1].lower() in heard.NOT and "=" not in word:
            found[-1] += f" {word}"
        else:
            found.append(word)
    signs = ((option.lstrip("-"), text) for option, text in pairs if heard.named(option))
    return [*found, *(f"{sign}={text or said[0]}" for sign, text in signs)]


def others(arguments: Sequence[str]) -> str:
    """Return the words of a line on which no sign is asked for, or of a command that is none."""
    if "log" not in arguments:
        if not set(_LOOKED_UP).isdisjoint(arguments):
            return ""
        pairs = [*_pairs(arguments)]
        named = [option.lstrip("-") for option, _ in pairs if option and heard.named(option)]
        alone = [text for option, text in pairs if not (option or text in COMMANDS)]
        return " ".join([*named, *(text for text in alone if not _is_path(text))])
    name, pairs = _part_and_pairs(arguments)
    before = () if name in OF_THE_LOG else (name,)
    return "" if name in _OF_ANYTHING else " ".join((*before, *(text for _, text in pairs)))


def yes_and_no(context: Context) -> list[str]:
    """Return the words that answer a sign."""
    return [word for answer in ("yes", "no") for word in context.words.find(f"log.typed.{answer}")]


def lines(arguments: Sequence[str]) -> list[int]:
    """Return the lines of the check-in, from 0, of which the number stands on the line."""
    name, pairs = _part_and_pairs(arguments)
    alone = [text for option, text in pairs if not option] if name == "checkin" else []
    typed = {int(number) for text in alone for number in re.findall(r"\d{1,3}", text)}
    return [line for line in range(len(LINES)) if line + 1 in typed]


def tell_unsaved(context: Context, what: str, signs: Mapping[str, Any] | None = None) -> None:
    """Say that nothing is saved, and how the signs of the line can be."""
    text = unsaved_sentence(context, what, signs)
    context.warn(lambda screen: screen.say(text))


def unsaved_sentence(context: Context, what: str, signs: Mapping[str, Any] | None = None) -> str:
    """Return that nothing is saved, and how the signs can be."""
    words = context.words
    typed = tuple(
        f"{words.find(f'parser.sign.{name}')[0]}={_answer(context, answer)}"
        for name, answer in (signs or {}).items()
    )
    return words(f"log.refused.{what}", answers=typed)


def _answer(context: Context, answer: Any) -> str:
    """Return the answer to a sign as it can be typed."""
    if isinstance(answer, dt.date):
        return f"{answer}"
    if answer and isinstance(answer, Collection):
        return ",".join(answer)
    return str(context.words.find(f"log.typed.{'yes' if answer else 'no'}")[0])


def day(context: Context, arguments: Sequence[str]) -> dt.date:
    """Return the date of the line; today when it cannot be read."""
    for option, text in _part_and_pairs(arguments)[1]:
        if option == "--date":
            with suppress(UsageError):
                return dates.day(context, text)
    return context.today


def _part_and_pairs(arguments: Sequence[str]) -> tuple[str, list[Pair]]:
    """Return the part of the log on a line, and the words after it."""
    words = list(arguments)
    words = words[words.index("log") + 1 :] if "log" in words else []
    name = words.pop(0) if words else ""
    return name, [*_pairs(words)]


def _pairs(words: Sequence[str]) -> Iterator[Pair]:
    rest = iter(words)
    for word in rest:
        if word == "--":
            yield from (("", each) for each in rest)
        elif word == "-d":
            yield "--date", next(rest, "")
        elif not word.startswith("--"):
            yield "", word
        elif "=" in word:
            option, _, text = word.partition("=")
            yield option, text
        else:
            yield word, "" if word in _ALONE else next(rest, "")


def _is_path(text: str) -> bool:
    return "." in text or "/" in text or "\\" in text


def _is_too_much(text: str) -> bool:
    """Whether a text is a score that ends sessions, in whatever way it is typed: 9/10, 9,0, +9."""
    score = _SCORE.fullmatch(normalize("NFKC", text).strip())
    return score is not None and int(score[1]) <= MOST and stop.too_much(int(score[1]))


def _is_edit_to_stop(text: str) -> bool:
    field, _, value = text.partition("=")
    return f"--{field}" in _PAINS["edit"] and _is_too_much(value)


def _is_unable(text: str) -> bool:
    with suppress(UsageError):
        return amounts.start_test(text, "") == "unable"
    return False
