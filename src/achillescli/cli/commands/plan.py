"""The 12 weeks as the rules give them."""

import sys

import typer

from ..context import Context
from ..journal import course


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("plan", help=words("help/plan.help"))
    def plan(
        json: bool = typer.Option(  # noqa: FBT001
            False,
            "--json",
            help=words("help/plan.option.json"),
        ),
    ) -> None:
        _plan(context, json=json)


def _plan(context: Context, *, json: bool) -> None:
    from ... import catalogue
    from ...core.views.plan import plan

    replay = course.required(course.replay(context, context.today))
    planned = plan(replay, catalogue.protocol())
    if json:
        from ...render.data import plan as data

        course.write_json(data.as_values(planned))
        return
    from ...render.pages import plan as page
    from ...render.terminal.screen import Screen

    page.show(Screen(sys.stdout, context.environment), context.words, planned)
