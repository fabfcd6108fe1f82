"""What is due now, on one line for a prompt or a timer; it loads neither parser nor rich."""

import sys
from typing import TYPE_CHECKING

from ...errors import BLOCKED, NoCourseError
from ..context import Context
from ..journal.course import shown_course, write_json

if TYPE_CHECKING:
    import typer

    from ...core.course import Replay
    from ...core.views.due import Due

NOTHING_DUE, DUE = 0, 10
"""The exit codes, which scripts read."""


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    words = context.words

    @app.command("status", help=words("help/status.help"))
    def status(
        *, json: bool = typer.Option(False, "--json", help=words("help/status.option.json"))
    ) -> None:
        raise typer.Exit(_show(context, as_json=json))


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    return _show(context, as_json=False)


def parts_by_now(context: Context) -> set[str]:
    """Return the parts of the rehab date whose time has come."""
    from ...core.views.due import PARTS

    now, set_ = context.now.replace(tzinfo=None), context.settings
    return {part for part in PARTS if now >= set_.moment(context.today, getattr(set_, part))}


def _show(context: Context, *, as_json: bool) -> int:
    """Write what is due, and return the exit code."""
    from ...core.views.due import due

    replay = shown_course(context, context.today, context.today).replay
    blocked = replay.standing.blocked
    found = due(replay, parts_by_now(context)) if replay.states and not blocked else None
    at = f"{getattr(context.settings, found.later):%H:%M}" if found and found.later else ""
    if as_json:
        from ...render.data.status import as_values

        write_json(as_values(replay, found, at))
    else:
        sys.stdout.write(f"{_line(context, replay, found, at)}\n")
    if found:
        return DUE if found.now else NOTHING_DUE
    return BLOCKED if blocked else NoCourseError.exit_code


def _line(context: Context, replay: "Replay", found: "Due | None", at: str) -> str:
    from ...core.state import Referral
    from ...render.phrases import status as render

    if found:
        return render.line(context.words, found, at)
    standing = replay.standing
    if standing.blocked:
        danger = standing.referral is Referral.EMERGENCY
        return render.without(context.words, "emergency" if danger else "blocked")
    return render.without(context.words, "none")
