"""What may stand anywhere on a line and holds for the whole program: --lang and the switches."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from ..errors import UsageError

SWITCHES = {
    name: name
    for name in ("--plain", "--quiet", "--no-input", "--no-color", "--no-pager", "--debug")
} | {"-q": "--quiet"}
"""What may be typed, and the switch that it is."""

HELP = ("--help", "-h")
OF_A_COMMAND = ("--json", "--dry-run", *HELP)
DATED = ("--date", "-d")
"""What a command takes, and what may stand before its name too; the last two with a word."""
OF_SEVERAL = frozenset({"--activity", "--from"})
"""The options that may be given more than once: each holds one of several."""


class TypedLine(NamedTuple):
    """A command line: what holds for the whole program, and the other words."""

    language: str | None
    switches: frozenset[str]
    words: list[str]


def line(arguments: Sequence[str]) -> TypedLine:
    """Return what was typed; a language that is asked for is the last one.

    Raises:
        UsageError: --lang has no value.
    """
    ours, others = _before_dashes(arguments)
    language, ours = _language(ours)
    switches = frozenset(SWITCHES[word] for word in ours if word in SWITCHES)
    return TypedLine(language, switches, [*_other_words(ours), *others])


def _language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language asked for, and the other arguments."""
    asked: str | None = None
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            asked = next(words, "")
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if asked == "":
        raise UsageError("parser.option_usage", name="--lang")
    return asked, rest


def _other_words(arguments: Sequence[str]) -> list[str]:
    """Return the words that are no switches; options of a command stand after its name."""
    words = [word for word in arguments if word not in SWITCHES]
    early: list[str] = []
    while words and (words[0] in OF_A_COMMAND or (words[0] in DATED and len(words) > 2)):
        taken = 2 if words[0] in DATED else 1
        early += words[:taken]
        words = words[taken:]
    if len(words) > 1 and words[1] in HELP:
        words.append(words.pop(1))  # of a part of the log it is the page of that
    return [*words, *early]


def check_once(arguments: Sequence[str]) -> None:
    """Refuse an option of one value that is given twice: which of the two counts would be a guess.

    Raises:
        UsageError: naming the option.
    """
    ours, _ = _before_dashes(arguments)
    options = [word.partition("=")[0] for word in ours if re.match("--[a-z]|-d$", word)]
    names = ["--date" if name == "-d" else name for name in options]
    for name in names:
        if names.count(name) > 1 and name not in OF_SEVERAL:
            raise UsageError("parser.twice", name=name)


def _before_dashes(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words in which options may stand, and the others."""
    ours = list(takewhile(lambda word: word != "--", arguments))
    return ours, list(arguments[len(ours) :])
