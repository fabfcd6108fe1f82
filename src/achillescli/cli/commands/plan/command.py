"""The 12 weeks as the rules give them."""

from typing import TYPE_CHECKING, Any

from ....errors import UsageError
from ...context import Context
from ...journal.course import shown_course, write_json

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    from ...inputs.options import check_form, picture

    words = context.words

    def switch(name: str) -> Any:
        return typer.Option(False, f"--{name}", help=words(f"help/plan.option.{name}"))

    def value(name: str, metavar: str) -> Any:
        return typer.Option(
            None, f"--{name}", metavar=metavar, help=words(f"help/plan.option.{name}")
        )

    @app.command("plan", help=words("help/plan.help"))
    def plan(  # noqa: PLR0913
        *,
        json: bool = switch("json"),
        svg: str = picture(words),
        ics: str | None = value("ics", words("help/plan.metavar")),
        morning: str | None = value("morning", "HH:MM"),
        am: str | None = value("am", "HH:MM"),
        pm: str | None = value("pm", "HH:MM"),
        full: bool = switch("full"),
        floating: bool = switch("floating"),
        fresh: bool = switch("fresh"),
        force: bool = switch("force"),
    ) -> None:
        times = {"morning": morning, "am": am, "pm": pm}
        only = [*filter(None, times.values()), *filter(None, (full, floating, fresh, force))]
        if ics is None and only:
            raise UsageError("calendar.error.alone")
        if ics is None:
            check_form(svg, json=json)
            _plan(context, json=json, svg=svg)
            return
        if json or svg:
            raise UsageError("calendar.error.form")
        from . import calendar

        chosen = {
            name: calendar.time(text, f"--{name}", getattr(context.settings, name))
            for name, text in times.items()
        }
        wish = calendar.CalendarWish(ics, chosen, full, floating, fresh, force)
        raise typer.Exit(calendar.write(context, wish))


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    _plan(context, json=False)
    return 0


def _plan(context: Context, *, json: bool, svg: str | None = None) -> None:
    from .... import catalogue
    from ....core.views.plan import plan

    replay = shown_course(context, context.today).require()
    planned = plan(replay, catalogue.protocol())
    if json:
        from ....render.data import plan as data

        write_json(data.as_values(planned))
        return
    from ....render.pages import plan as page

    with context.picture(svg) if svg else context.pager() as screen:
        page.show(screen, context.words, planned)
