"""Every day of the user's own course, or of a course file."""

from typing import TYPE_CHECKING

import typer

from ...errors import UsageError
from ..context import Context
from ..inputs.dates import past_day
from ..journal.course import course, write_json

if TYPE_CHECKING:
    from ...core.course import Replay


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("replay", help=words("help/replay.help"))
    def replay(
        file: str = typer.Argument(
            None, metavar=words("help/replay.metavar"), help=words("help/replay.argument.file")
        ),
        until: str = typer.Option(
            None, "--until", "--date", metavar="DATE", help=words("help/replay.option.until")
        ),
        json: bool = typer.Option(  # noqa: FBT001
            False,
            "--json",
            help=words("help/replay.option.json"),
        ),
    ) -> None:
        _write(context, _replay(context, file, until), json=json)


def _replay(context: Context, file: str | None, until: str | None) -> "Replay":
    if file is None:
        found = course(context, past_day(context, until))
        return found.replay if found.replay.why_empty == "blocked" else found.require()
    if until is not None:
        raise UsageError("replay.error.two_dates")
    from ... import catalogue
    from ...core.course import replay
    from ..inputs.course_file import read

    log, last = read(context, file)
    return replay(log, catalogue.protocol(), last)


def _write(context: Context, found: "Replay", *, json: bool) -> None:
    if json:
        from ...render.data import day as data

        write_json([data.as_values(state) for state in found.states])
        return
    from ...render.pages import replay as page

    page.show(context.out, context.words, found)
