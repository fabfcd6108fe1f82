"""The command that answers why."""

import sys

import typer

from . import course, today
from .here import Here


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""
    words = here.words

    @app.command(
        "why", help=words("help/why.help"), context_settings={"ignore_unknown_options": True}
    )
    def explain(
        date: str = typer.Argument(None, metavar="[DATE]", help=words("help/why.option.date")),
        json: bool = typer.Option(False, "--json", help=words("help/why.option.json")),  # noqa: FBT001
    ) -> None:
        from .. import catalogue
        from ..core import why
        from ..render import why as page

        found = course.replay(here, today.asked(here, date))
        if not found.standing.rows:
            course.required_on(here, found)
        lines = why.explain(found)
        if json:
            course.write_json([page.as_json(line) for line in lines])
            return
        from ..render.screen import Screen

        page.show(
            page.Page(
                Screen(sys.stdout, here.environment), words, catalogue.rules(), catalogue.sources()
            ),
            found.until,
            lines,
        )
