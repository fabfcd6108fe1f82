"""The command that answers why."""

import sys
from typing import TYPE_CHECKING

import typer

from ..context import Here
from ..journal import course
from . import today

if TYPE_CHECKING:
    from ...core.course import Replay


def add(app: typer.Typer, here: Here) -> None:
    """Add the command."""
    words = here.words

    @app.command(
        "why", help=words("help/why.help"), context_settings={"ignore_unknown_options": True}
    )
    def explain(
        date: str = typer.Argument(None, metavar="[DATE|RULE]", help=words("help/why.option.date")),
        json: bool = typer.Option(False, "--json", help=words("help/why.option.json")),  # noqa: FBT001
    ) -> None:
        from ... import catalogue
        from ...core.views import why
        from ...render.pages import why as page

        rules, sources = catalogue.rules(), catalogue.sources()
        rule = (date or "").upper()
        if json and rule in rules:
            course.write_json(page.rule_json(words, rule, rules[rule], sources))
            return
        found = None if rule in rules else _explained(here, date)
        if json and found:
            course.write_json([page.as_json(line) for line in why.explain(found)])
            return
        from ...render.terminal.screen import Screen

        drawn = page.Page(Screen(sys.stdout, here.environment), words, rules, sources)
        if found:
            page.show(drawn, found.until, why.explain(found))
        else:
            page.show_rule(drawn, rule)


def _explained(here: Here, date: str | None) -> "Replay":
    """Return the course up to the date that is to be explained."""
    found = course.replay(here, today.asked(here, date))
    if not found.standing.rows:
        course.required_on(here, found)
    return found
