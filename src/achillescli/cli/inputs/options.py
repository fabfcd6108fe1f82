"""The options that the commands of the log share, with their help in one language."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import typer

from ...errors import UsageError
from ...words import Words
from ..context import DASH, Context
from ..help import no_option
from . import amounts, dates

NUMBERS = {"ignore_unknown_options": True}
"""Lets -1 reach us as a value, so that the sentence about scores is ours."""


def picture(words: Words) -> Any:
    """Return the option that makes a picture of a page."""
    return typer.Option(None, "--svg", metavar="FILE", help=words("help/achilles.picture"))


def check_form(svg: str | None, *, json: bool) -> None:
    """Refuse a picture and JSON at once.

    Raises:
        UsageError: both were asked for.
    """
    if svg and json:
        raise UsageError("parser.one_form", other="--svg")


class Options:
    """The options and arguments of one command file."""

    def __init__(self, words: Words, area: str) -> None:
        """Take their help from one area, such as "help/log"."""
        self._words = words
        self._area = area
        self.date = self.value("date", "-d", metavar="DATE")
        self.note = self.value("note", metavar="TEXT")

    def help(self, command: str) -> str:
        """Return the help of a command."""
        return self._words(f"{self._area}.command.{command}")

    def value(self, name: str, *flags: str, metavar: str = "N") -> Any:
        """Return an option with a value, named as typed."""
        text = self._words(f"{self._area}.option.{name}")
        return typer.Option(None, f"--{name}", *flags, metavar=metavar, help=text)

    def switch(self, name: str) -> Any:
        """Return an option that is either given or not."""
        text = self._words(f"{self._area}.option.{name}")
        return typer.Option(False, f"--{name}", help=text)

    def words(self, name: str) -> Any:
        """Return the words after the command, if there are any."""
        return typer.Argument(None, metavar=self._metavar(name), show_default=False, hidden=True)

    def required_words(self, name: str) -> Any:
        """Return the words that must come after the command."""
        return typer.Argument(metavar=self._metavar(name), show_default=False, hidden=True)

    def _metavar(self, name: str) -> str:
        return self._words(f"{self._area}.argument.{name}")


def refuse_unknown(parser: typer.Context, given: Sequence[str] | None) -> list[str]:
    """Return the words after a command.

    Raises:
        UsageError: one of them is an option that the command does not know.
    """
    for word in given or ():
        if word.startswith("-") and word != DASH and not word[1:2].isdigit():
            raise UsageError.of(no_option(word.partition("=")[0], parser))
    return list(given or ())


def one_score(parser: typer.Context, given: Sequence[str] | None, option: str | None) -> int | None:
    """Return the score that stands after the command or in --pain; None without either.

    Raises:
        UsageError: it is no score, or there are two.
    """
    found = refuse_unknown(parser, given)
    if len(found) + (option is not None) > 1:
        raise UsageError("log.error.one_score", name=parser.info_name)
    if option is not None:
        return amounts.score(option, "--pain")
    named = (one.metavar for one in parser.command.params if one.param_type_name == "argument")
    return amounts.score(found[0], next(filter(None, named), "PAIN").strip("[]")) if found else None


def optional_score(text: str | None, name: str) -> int | None:
    """Return the score of an option; None when it was not given."""
    return None if text is None else amounts.score(text, name)


def date_and_note(
    context: Context, date: str | None, note: str | None
) -> tuple[dt.date, str | None]:
    """Return the date and the note that an entry gets."""
    return dates.day(context, date), None if note is None else amounts.words(note)
