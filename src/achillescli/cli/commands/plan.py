"""The 12 weeks as the rules give them."""

from typing import TYPE_CHECKING

from ..context import Context
from ..journal.course import course_shown, write_json

if TYPE_CHECKING:
    import typer


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    from ..inputs.options import check_form, picture

    words = context.words

    @app.command("plan", help=words("help/plan.help"))
    def plan(
        json: bool = typer.Option(  # noqa: FBT001
            False,
            "--json",
            help=words("help/plan.option.json"),
        ),
        svg: str = picture(words),
    ) -> None:
        check_form(svg, json=json)
        _plan(context, json=json, svg=svg)


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    _plan(context, json=False)
    return 0


def _plan(context: Context, *, json: bool, svg: str | None = None) -> None:
    from ... import catalogue
    from ...core.views.plan import plan

    replay = course_shown(context, context.today).required()
    planned = plan(replay, catalogue.protocol())
    if json:
        from ...render.data import plan as data

        write_json(data.as_values(planned))
        return
    from ...render.pages import plan as page

    with context.pictured(svg) if svg else context.paged() as screen:
        page.show(screen, context.words, planned)
