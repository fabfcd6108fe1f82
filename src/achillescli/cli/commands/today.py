"""The workout of a date."""

import datetime as dt
import sys
from typing import TYPE_CHECKING

import typer

from ...errors import UsageError
from ..context import Here
from ..journal import course

if TYPE_CHECKING:
    from ...core.course import Replay

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
            False,
            "--json",
            help=words("help/today.option.json"),
        ),
    ) -> None:
        found = course.replay(here, asked(here, date))
        if json:
            _write_json(found)
        _end(here, found, drawn=json)


def first_screen(here: Here) -> None:
    """Print today, or the first step when there is no course."""
    found = course.replay(here, here.today)
    if found.why_empty == "no_assessment" and not found.standing.blocked:
        from ...render.terminal.screen import Screen

        Screen(sys.stdout, here.environment).say(here.words("today.help.start"))
    else:
        _end(here, found, drawn=False)


def asked(here: Here, date: str | None) -> dt.date:
    """Return the date that an option means.

    Raises:
        UsageError: it is no date, or lies ahead.
    """
    if date is None:
        return here.today
    from ..inputs import dates as when

    on = when.day(here, date, future=True)
    if on > here.today:
        raise UsageError("today.error.future")
    return on


def _write_json(found: "Replay") -> None:
    from ...render.data import day as data

    day = data.as_values(found.states[-1]) if found.states else data.before_day_one(found)
    course.write_json(day)


def _end(here: Here, found: "Replay", *, drawn: bool) -> None:
    """Print the day unless it is drawn already; refuse without a course, stop when blocked."""
    if found.standing.blocked:
        if not drawn:
            from ...core.views.signs import blocked_day
            from ...render.phrases import signs
            from ...render.terminal.screen import Screen

            screen = Screen(sys.stdout, here.environment)
            signs.show_blocked(screen, here.words, blocked_day(found))
        raise typer.Exit(BLOCKED)
    course.required_on(here, found)
    if not drawn:
        _draw(here, found)


def _draw(here: Here, found: "Replay") -> None:
    from ... import catalogue
    from ...core.views.today import today
    from ...render.pages import today as page
    from ...render.pages.today_page import TodayPage
    from ...render.terminal.screen import Screen

    on_date = "" if found.until == here.today else here.words("today.log.date", date=found.until)
    protocol = catalogue.protocol()
    page.show(
        TodayPage(
            screen=Screen(sys.stdout, here.environment),
            words=here.words,
            today=today(found, protocol),
            protocol=protocol,
            exercise=catalogue.exercise,
            on_date=on_date,
        )
    )
