"""The workout of a date."""

import sys
from typing import TYPE_CHECKING

import typer

from ..context import Context
from ..inputs.dates import past_day
from ..journal import course

if TYPE_CHECKING:
    from ...core.course import Replay

BLOCKED = 4


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

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
        found = course.replay(context, past_day(context, date))
        if json:
            _write_json(found)
        _end(context, found, drawn=json)


def first_screen(context: Context) -> None:
    """Print today, or the first step when there is no course."""
    found = course.replay(context, context.today)
    if found.why_empty == "no_assessment" and not found.standing.blocked:
        from ...render.terminal.screen import Screen

        Screen(sys.stdout, context.environment).say(context.words("today.help.start"))
    else:
        _end(context, found, drawn=False)


def _write_json(found: "Replay") -> None:
    from ...render.data import day as data

    day = data.as_values(found.states[-1]) if found.states else data.before_day_one(found)
    course.write_json(day)


def _end(context: Context, found: "Replay", *, drawn: bool) -> None:
    """Print the day unless it is drawn already; refuse without a course, stop when blocked."""
    if found.standing.blocked:
        if not drawn:
            from ...render.phrases import signs
            from ...render.terminal.screen import Screen

            screen = Screen(sys.stdout, context.environment)
            signs.show_blocked(screen, context.words, found.until, found.standing)
        raise typer.Exit(BLOCKED)
    course.required_on(context, found)
    if not drawn:
        _draw(context, found)


def _draw(context: Context, found: "Replay") -> None:
    from ... import catalogue
    from ...core.views.today import today
    from ...render.pages import today as page
    from ...render.pages.today_page import TodayPage
    from ...render.terminal.screen import Screen

    on_date = (
        "" if found.until == context.today else context.words("today.log.date", date=found.until)
    )
    protocol = catalogue.protocol()
    page.show(
        TodayPage(
            screen=Screen(sys.stdout, context.environment),
            words=context.words,
            today=today(found, protocol),
            protocol=protocol,
            exercise=catalogue.exercise,
            on_date=on_date,
        )
    )
