"""What may be a danger on a line that is refused: a sign, a check-in, a pain that ends sessions."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from ...core.programme import stop
from ...core.questionnaire.checkin_lines import LINES
from ...errors import UsageError
from ...words import LANGUAGES, Words
from ..context import Context
from ..names import ALIKE, COMMANDS, OF_THE_LOG, like, nearest_command
from . import amounts, dates, heard, spoken

_SESSIONS = ("session", "am", "pm")
_PAINS = {
    **dict.fromkeys((*_SESSIONS, "run"), ("--pain", "--after")),
    "activity": ("--pain", "--after"),
    "morning": ("--after",),
    "evening": ("--pain", "--after"),
    "edit": ("--pain", "--after", "--hop_pain", "--walk_pain", "--start_test_pain"),
    "check": ("--start-test", "--hop", "--walk"),
}
"""The options with a pain, by command."""
_ENDS = ("--sharp", "--limped")
_OF_ANYTHING = ("flag", "clearance", "list", "remove")
"""The parts of the log on which a sign may be named without a danger, or is heard already."""
_LOOKED_UP = ("learn", "why")
"""The commands on which a sign may be named to read about it."""
_ALONE = (*_ENDS, "--partial", "--json", "--again", "--dry-run", "--help")
"""The options without a value."""
_OTHERS = ("--date", "--plain", *_ALONE)
"""The options that look like one with a pain, and are none."""

_OF_TEN = re.compile(r"\s*(?:/|\b(?:out of|of|van(?: de)?|uit|op)\b)\s*(?:10|ten|tien)\b")
"""What says of how many a score is one."""
_AMOUNT = re.compile(r"\d+:[\d:]+|\d[\d.,]*\s*(?:km|k|m|min\w*|h|hours?|u|uur)\b|\d+['\u2019]")
_ABOUT = re.compile(r"\b(?:about|around|or so|i think|ongeveer|circa|of zo|denk ik)\b")
"""What may stand beside a score that is one all the same."""
_SCORE = re.compile(r"\+?0*(\d{1,2})(?:[.,]\d*)?(?:-0*(\d{1,2}))?[+!.]?")
"""A score or two between which it lies, as people type it."""
MOST = 10
"""The highest score."""

Pair = tuple[str, str]
"""An option and its value; a word that stands alone has no option."""


def stops(arguments: Sequence[str]) -> bool:
    """Return whether a pain on the line asks to stop, or a sign that needs no score."""
    name, pairs = _meant_part(arguments)
    alone = _plain(" ".join(text for option, text in pairs if not option))
    return name in _PAINS and (
        _alone_stops(name, alone) or any(_stops(name, *pair, alone) for pair in pairs if pair[0])
    )


def _stops(name: str, option: str, text: str, alone: str) -> bool:
    """Whether an option that is near one with a pain, or with its name in words, ends sessions."""
    if not heard.NOT.isdisjoint(option.split("-")):
        return False
    near = like(option, (*_PAINS[name], *_ENDS, *_OTHERS), ALIKE)
    return (
        (near in _ENDS and not heard.is_no(text))
        or says_end(f"{option} {text}")
        or (near in _PAINS[name] and is_too_much(text))
        or (near == "--start-test" and any(map(_is_unable, (text, f"{text} {alone}"))))
    )


def _alone_stops(name: str, alone: str) -> bool:
    """Whether words without an option ask to stop.

    The first score is that of a session or an evening; that of a run stands behind its amounts.
    """
    if (name != "morning" and says_end(alone)) or any(
        (f"--{field}" in _PAINS[name] and is_too_much(text))
        or (name == "edit" and field == "stopped" and not heard.is_no(text))
        for field, text in pairwise(re.split(r"[\s=]+", alone))
    ):
        return True
    if name in ("run", "activity"):
        *amounts_there, rest = _AMOUNT.split(alone)
        return len(amounts_there) >= (2 if name == "run" else 1) and is_too_much(rest)
    first = next(filter(_scores, alone.split()), "")
    return name in (*_SESSIONS, "evening") and is_too_much(first)


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
    # A number in words is one alone: there may be days beside it.
    said = [_numbers().get(text.casefold(), text) for text in alone] if len(alone) == 1 else alone
    typed = {int(number) for text in said for number in re.findall(r"\d{1,3}", text)}
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
    for option, text in _meant_part(arguments)[1]:
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


def _meant_part(arguments: Sequence[str]) -> tuple[str, list[Pair]]:
    """Return the part of the log that a line means, and the words after it.

    It may be misspelt, stand without `log` or be joined with its score; a score alone is that of a
    session. Empty where the line means another command.
    """
    words = list(arguments)
    if "log" in words:
        words = words[words.index("log") + 1 :]
    else:
        while words and words[0].startswith("-"):
            words.pop(0)
        if not words or words[0] in COMMANDS:
            return "", []
    first, _, rest = (words or [""])[0].partition("=")
    if "log" in arguments and is_too_much(first) and not [w for w in words[1:] if w[:1] != "-"]:
        return "session", [*_pairs(words)]
    near = nearest_command(first, in_log=True) or ("",)
    name = first if first in OF_THE_LOG else near[-1]
    return name, [*_pairs([*filter(None, [rest]), *words[1:]])]


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


def is_too_much(text: str) -> bool:
    """Whether a text is a score that ends sessions, in whatever way it is typed.

    Such as 9/10, 9,0, +9, 7-8, seven, or 7 out of 10; what more is said makes another of it.
    """
    return stop.too_much(*_scores(_plain(text)))


def _plain(text: str) -> str:
    return _ABOUT.sub("", _OF_TEN.sub("", normalize("NFKC", text).casefold())).strip()


def _scores(text: str) -> list[int]:
    """Return the score that a text is, or the two between which it lies; none if it is another."""
    found = _SCORE.fullmatch(_numbers().get(text, text))
    scores = [int(score) for score in found.groups() if score] if found else []
    is_one = all(score <= MOST for score in scores) and scores != [0, MOST]
    return scores if is_one else []


@cache
def _numbers() -> Mapping[str, str]:
    """Return the figures of the numbers in words, in any language."""
    every = (enumerate(Words(language).find("when.names.numbers"), 1) for language in LANGUAGES)
    return {word: f"{number}" for found in every for number, words in found for word in words}


def says_end(text: str) -> bool:
    """Whether words say that a pain was sharp, or that one limped."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return any(
        heard.NOT.isdisjoint(words[max(0, at - 2) : at])
        and not heard.is_no(" ".join(words[at + 1 :]))
        for at, word in enumerate(words)
        if word in spoken.endings()
    )


def _is_unable(text: str) -> bool:
    with suppress(UsageError):
        return amounts.start_test(text.strip(), "") == "unable"
    return False
