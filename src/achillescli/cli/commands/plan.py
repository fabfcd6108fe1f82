"""The 12 weeks as the rules give them."""

import datetime as dt
import sys

import typer

from ..context import Here
from ..journal import course


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""
    words = here.words

    @app.command("plan", help=words("help/plan.help"))
    def plan(
        json: bool = typer.Option(  # noqa: FBT001
            False,
            "--json",
            help=words("help/plan.option.json"),
        ),
    ) -> None:
        _plan(here, json=json)


def _plan(here: Here, *, json: bool) -> None:
    from ... import catalogue
    from ...core.views.forecast import ahead
    from ...render.pages import plan as page

    found = course.required(course.replay(here, here.today))
    now = found.states[-1]
    days = max(7 * max(page.WEEKS, now.week) - now.day, 0)
    until = here.today + dt.timedelta(days=days)
    future = ahead(found.log, catalogue.protocol(), here.today, until)
    if json:
        course.write_json(page.json(found, future))
        return
    from ...render.terminal.screen import Screen

    page.show(Screen(sys.stdout, here.environment), here.words, found, future)
