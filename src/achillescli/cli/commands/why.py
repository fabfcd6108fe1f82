"""The command that answers why."""

import re
from typing import TYPE_CHECKING

from ...errors import UsageError
from ..context import Context
from ..inputs.dates import past_day
from ..journal.course import shown_course, write_json
from ..names import ALIKE, like

if TYPE_CHECKING:
    import typer

    from ...core.course import Replay
    from ...render.pages.why import WhyPage


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    words = context.words

    @app.command(
        "why", help=words("help/why.help"), context_settings={"ignore_unknown_options": True}
    )
    def explain(
        date: str = typer.Argument(None, metavar="[DATE|RULE]", help=words("help/why.option.date")),
        json: bool = typer.Option(False, "--json", help=words("help/why.option.json")),  # noqa: FBT001
    ) -> None:
        from ... import catalogue

        rule = (date or "").upper()
        if rule in catalogue.rules():
            _rule(context, rule, json=json)
        else:
            _day(context, date, json=json)


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    _day(context, None, json=False)
    return 0


def _rule(context: Context, rule: str, *, json: bool) -> None:
    """Write what one rule says, and its sources."""
    from ... import catalogue

    if json:
        from ...render.data import why as data

        cites, sources = catalogue.rules()[rule], catalogue.sources()
        write_json(data.rule_values(context.words, rule, cites, sources))
        return
    from ...render.pages import why as page

    with context.pager():
        page.show_rule(_page(context), rule)


def _day(context: Context, date: str | None, *, json: bool) -> None:
    """Write the reasons behind the plan of a date."""
    from ...core.views import why

    try:
        found = _replay(context, date)
    except UsageError as error:
        raise _other(date or "", error) from None
    lines = why.explain(found)
    if json:
        from ...render.data import why as data

        write_json(data.as_values(lines))
        return
    from ...render.pages import why as page

    with context.pager():
        page.show(_page(context), found.until, lines)


def _other(typed: str, refused: UsageError) -> UsageError:
    """Return what is said of a word that is no date: it may have been meant for a rule."""
    from ... import catalogue

    if refused.key != "when.error.form":
        return refused
    if near := like(typed, catalogue.rules(), ALIKE):
        return UsageError("why.error.near", near=near)
    return UsageError("why.error.rule") if re.fullmatch(r"\w{1,5}\d[\d.]*", typed) else refused


def _page(context: Context) -> "WhyPage":
    from ... import catalogue
    from ...render.pages.why import WhyPage

    screen = context.out
    return WhyPage(screen, context.words, catalogue.rules(), catalogue.sources())


def _replay(context: Context, date: str | None) -> "Replay":
    """Return the course up to the date that is to be explained."""
    found = shown_course(context, past_day(context, date))
    return found.replay if found.replay.standing.rows else found.require()
