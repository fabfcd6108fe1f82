"""How the weeks went."""

from typing import TYPE_CHECKING

from ...errors import UsageError
from ..context import Context
from ..journal.course import shown_course, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from ...core.views.summary import ReportWeek

WEEKS = 12


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    from ..inputs.options import check_form, picture
    from ..journal import handover
    from ..journal.handover import Asked

    words = context.words

    @app.command("report", help=words("help/report.help"))
    def report(  # noqa: PLR0913, PLR0917
        weeks: str | None = typer.Option(
            None, "--weeks", metavar="N", help=words("help/report.option.weeks")
        ),
        every: bool = typer.Option(  # noqa: FBT001
            False,
            "--all",
            help=words("help/report.option.all"),
        ),
        week: bool = typer.Option(  # noqa: FBT001
            False, "--week", help=words("help/report.option.week")
        ),
        json: bool = typer.Option(  # noqa: FBT001
            False,
            "--json",
            help=words("help/report.option.json"),
        ),
        html: str = typer.Option(
            None, "--html", metavar="FILE|-", help=words("help/report.option.html")
        ),
        pdf: str = typer.Option(
            None, "--pdf", metavar="FILE", help=words("help/report.option.pdf")
        ),
        name: str = typer.Option(
            None, "--name", metavar="TEXT", help=words("help/report.option.name")
        ),
        notes: bool = typer.Option(  # noqa: FBT001
            False, "--notes", help=words("help/report.option.notes")
        ),
        anonymous: bool = typer.Option(  # noqa: FBT001
            False, "--anonymous", help=words("help/report.option.anonymous")
        ),
        force: bool = typer.Option(  # noqa: FBT001
            False, "--force", help=words("help/report.option.force")
        ),
        svg: str = picture(words),
    ) -> None:
        check_form(svg, json=json)
        shown = _how_many(weeks, every=every)
        if week and (every or weeks is not None):
            raise UsageError("report.error.both")
        asked = Asked(html, pdf, name, notes=notes, anonymous=anonymous, force=force)
        if asked.check(other_form=json or week or svg is not None):
            handover.write(context, asked, shown)
        elif week:
            _past_week(context, json=json, svg=svg)
        else:
            _report(context, shown, json=json, svg=svg)


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    _report(context, WEEKS, json=False)
    return 0


def _how_many(weeks: str | None, *, every: bool) -> int | None:
    """Return how many weeks to show; None for all of them.

    Raises:
        UsageError: it is no whole number of 1 or more, or all were asked for too.
    """
    if every and weeks is not None:
        raise UsageError("report.error.both")
    if every:
        return None
    if weeks is None:
        return WEEKS
    if not (weeks.isascii() and weeks.isdigit() and 0 < len(weeks) < 6 and int(weeks)):
        raise UsageError("report.error.weeks")
    return int(weeks)


def _report(context: Context, weeks: int | None, *, json: bool, svg: str | None = None) -> None:
    from ...core.views import summary

    found = summary.report(shown_course(context, context.today).require())
    shown = _newest(found.weeks, weeks)
    if json:
        from ...render.data import report as data

        write_json(data.as_values(found, shown))
        return
    from ... import catalogue
    from ...render.pages import report as page

    with context.picture(svg) if svg else context.pager() as screen:
        page.show(screen, context.words, found.since(shown[0].first), shown, catalogue.protocol())


def _past_week(context: Context, *, json: bool, svg: str | None) -> None:
    from ...core.views.past_week import past_week

    replay = shown_course(context, context.today).require()
    past = past_week(replay)
    if json:
        from ...render.data import week as data

        write_json(data.as_values(replay.states[-1], past))
        return
    from ... import catalogue
    from ...render.pages import week as page

    with context.picture(svg) if svg else context.pager() as screen:
        if past:
            page.show(screen, context.words, past, catalogue.protocol())
        else:
            page.show_first(screen, context.words, replay.states[0].date)


def _newest(weeks: "Sequence[ReportWeek]", count: int | None) -> "Sequence[ReportWeek]":
    return weeks if count is None else weeks[-count:]
