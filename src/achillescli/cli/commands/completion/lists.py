"""What completes a word, as lists: commands, options and the values that can be named.

A list has the words that fit in one place. That of a command's parts has its path for a name, that
of its options its path with a stroke, and any other list is the values of something. What a word
takes is the names of the lists of what follows it, a stroke where nothing can be named, and
nothing where nothing follows. ``file`` is left to the shell; a list with ``?`` is asked of the
program when it is needed, since only the log knows it; one with ``+`` may come again.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import typer

from .... import catalogue
from ....core.assessment.triage import ROWS
from ....core.log.answers import RedFlags
from ....words import Words
from ...context import Context
from ...help import first_sentence, parts_of
from ...inputs import spoken

NOTHING = "-"
FILE = "file"


class Fitting(NamedTuple):
    """A word that fits, the lists of what it takes, and what it means."""

    word: str
    takes: str = ""
    help: str = ""


Lists = dict[str, list[Fitting]]

_OF_ALL = {
    "date": "past",
    "until": "past",
    "level": "level",
    "topic": "topic",
    "pattern": "pattern",
    "other": FILE,
}
"""The list of a parameter by its name, wherever it is."""
_OF_ONE = {
    "why date": "why",
    "restore name": "?backup",
    "undo id_": "?step",
    "log remove id_": "?step",
    "log edit id_": "?entry",
    "log edit changed": "?field+",
    "log run since": "past",
    "log pause given": "ahead+",
    "log activity given": "activity",
    "log flag given": "sign+",
    "log clearance given": "row+",
}
"""The list of a parameter of one command."""


def lists(context: Context, program: Any) -> Lists:
    """Return every list of the program, in the order of its help."""
    found = _values(context.words)
    _walk(context, program, "achilles", found)
    options = found["achilles -"]
    found["switches"] = [row for row in options if row.word not in ("--version", "-h", "--help")]
    return found


def _walk(context: Context, command: Any, path: str, found: Lists) -> None:
    """Add the lists of a command and of its parts."""
    ctx = typer.Context(command, obj=context)
    options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
    found[f"{path} -"] = [
        Fitting(name, _list_names(context.words, path, one, found), first_sentence(one.help))
        for one in options
        if not one.hidden
        for name in sorted(one.opts, key=lambda name: name.startswith("--"))
    ]
    for name, part in parts_of(command, ctx):
        below = f"{path} {name}"
        arguments = [one for one in part.params if one.param_type_name == "argument"]
        takes = " ".join(_list_names(context.words, below, one, found) for one in arguments)
        found.setdefault(path, []).append(Fitting(name, takes, first_sentence(part.help)))
        _walk(context, part, below, found)


def _list_names(words: Words, path: str, parameter: Any, found: Lists) -> str:
    """Return what a parameter takes; the values that its metavar names become a list."""
    if getattr(parameter, "is_flag", False):
        return ""
    kind = parameter.metavar.strip("[]").partition("|")[0]
    if kind in ("FILE", words("help/import.metavar")):
        return FILE
    if re.fullmatch(r"\[?[a-z][a-z-]*(\|[a-z-]+)*\]?", parameter.metavar):
        values = parameter.metavar.strip("[]").split("|")
        name = "/".join(values)
        found[name] = [Fitting(value) for value in values]
        return name
    place = f"{path} {parameter.name}".removeprefix("achilles ")
    one = _OF_ONE.get(place) or _OF_ALL.get(parameter.name, NOTHING)
    return " ".join([one] * max(parameter.nargs, 1))


def _values(words: Words) -> Lists:
    """Return the lists of values that do not stand in the help of the commands."""
    past, ahead = _days(words)
    rules = [Fitting(rule, help=words(f"rules.{rule}.name")) for rule in catalogue.rules()]
    yes, no = (words.find(f"log.typed.{answer}")[0] for answer in ("yes", "no"))
    return {
        "past": past,
        "ahead": ahead,
        "why": [*past, *rules],
        "level": [Fitting(level) for level in spoken.LEVELS],
        "topic": list(_topics(words)),
        "pattern": [
            Fitting(name, help=words(f"simulate.pattern.{name}")) for name in catalogue.patterns()
        ],
        "activity": [
            Fitting(one.told[words.language].short.lower())
            for one in catalogue.exercises()
            if one.kind == "easy"
        ],
        "sign": list(_signs(words)),
        "answer": [Fitting(yes), Fitting(no)],
        "items": [Fitting(item) for item in (*RedFlags.fields["spa"].of.words, no)],
        "row": [
            Fitting(row.id, help=words(f"triage.{row.id}.sign")) for row in ROWS if row.clearable
        ],
    }


def _days(words: Words) -> tuple[list[Fitting], list[Fitting]]:
    """Return the days that are one word, those behind and those ahead."""
    names: Mapping[str, Any] = words.find("when.names")
    near = {day: [Fitting(one) for one in names[day] if " " not in one] for day in _NEAR}
    week = [Fitting(weekday) for weekday, *_ in names["weekdays"]]
    behind = near["today"] + near["yesterday"] + near["day_before"] + week
    return behind, near["today"] + near["tomorrow"] + week


_NEAR = ("today", "yesterday", "day_before", "tomorrow")


def _topics(words: Words) -> Iterator[Fitting]:
    for topic in words.find("learn.topic").values():
        yield Fitting(topic["name"], help=topic["title"])
    names = {one.id: one.told[words.language].name for one in catalogue.exercises()}
    for exercise in words.find("learn.aliases"):
        yield Fitting(exercise, help=names.get(exercise, ""))


def _signs(words: Words) -> Iterator[Fitting]:
    for field, names in words.find("parser.sign").items():
        answers = "items" if RedFlags.fields[field].takes == "list" else "answer"
        yield Fitting(f"{names[0].replace(' ', '_')}=", answers, words(f"flags.{field}"))
