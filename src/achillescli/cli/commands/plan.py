"""The 12 weeks as the rules give them."""

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
    from ...core.views.plan import plan

    replay = course.required(course.replay(here, here.today))
    planned = plan(replay, catalogue.protocol())
    if json:
        from ...render.data import plan as data

        course.write_json(data.as_values(planned))
        return
    from ...render.pages import plan as page
    from ...render.terminal.screen import Screen

    page.show(Screen(sys.stdout, here.environment), here.words, planned)
