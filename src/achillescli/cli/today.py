"""The workout of a date."""

import datetime as dt
import json as to_json
import sys
from typing import TYPE_CHECKING

import typer

from ..errors import NoCourseError, UsageError
from .here import Here

if TYPE_CHECKING:
    from ..core.course import Replay

BLOCKED = 4


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""
    words = here.words

    @app.command("today", help=words("help/today.help"))
    def today(
        date: str = typer.Option(
            None, "--date", metavar="DATE", help=words("help/today.option.date")
        ),
        json: bool = typer.Option(  # noqa: FBT001
            False,  # noqa: FBT003
            "--json",
            help=words("help/today.option.json"),
        ),
    ) -> None:
        on = asked(here, date)
        (print_json if json else print_page)(here, on)


def asked(here: Here, date: str | None) -> dt.date:
    """Return the date that an option means; none lies ahead.

    Raises:
        UsageError: it is no date, or lies ahead.
    """
    from . import when

    on = when.day(here, date, future=True)
    if on > here.today:
        raise UsageError("today.error.future")
    return on


def first_screen(here: Here) -> None:
    """Print today, or the first step when there is no course."""
    replay = of_user(here, here.today)
    if replay.why_empty == "no_assessment" and not replay.standing.blocked:
        _screen().say(here.words("today.help.start"))
        return
    _print(here, replay)


def print_page(here: Here, date: dt.date) -> None:
    """Print the day for people."""
    _print(here, of_user(here, date))


def print_json(here: Here, date: dt.date) -> None:
    """Print the day for machines."""
    from ..render import as_json

    replay = of_user(here, date)
    day = as_json.day(replay.states[-1]) if replay.states else as_json.before_day_one(replay)
    write_json(day)
    _stop(replay)


def of_user(here: Here, until: dt.date) -> "Replay":
    """Return the user's course up to a date; what is odd in the journal goes to stderr."""
    from .. import catalogue
    from ..core import course

    return course.replay(log(here), catalogue.protocol(), until)


def log(here: Here) -> "tuple[Entry, ...]":
    """Return the user's log with its corrections applied."""
    from .. import store
    from ..core import entries

    journal = store.load(here.home)
    warn(here, journal)
    return entries.applied(journal.entries)


def write_json(value: object) -> None:
    """Write one value for machines."""
    sys.stdout.write(to_json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def require_course(replay: "Replay") -> None:
    """Refuse to go on without a course.

    Raises:
        NoCourseError: there is no day 1.
    """
    if not replay.states and replay.why_empty != "blocked":
        raise NoCourseError(f"today.error.{replay.why_empty}")
