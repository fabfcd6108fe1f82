"""The workout of a date; it loads no parser of its own, so that the bare command is quick."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

from ...errors import BLOCKED, Sentence
from ..context import Context
from ..journal.course import Course, shown_course, write_json

if TYPE_CHECKING:
    import datetime as dt

    import typer

    from ...core.course import Replay


def add(app: "typer.Typer", context: Context) -> None:
    """Add the command."""
    import typer

    from ..inputs.dates import past_day
    from ..inputs.options import check_form, picture

    words = context.words

    @app.command("today", help=words("help/today.help"))
    def today(
        *,
        date: str = typer.Option(
            None, "--date", "-d", metavar="DATE", help=words("help/today.option.date")
        ),
        more: bool = typer.Option(False, "--more", help=words("help/today.option.more")),
        json: bool = typer.Option(False, "--json", help=words("help/today.option.json")),
        svg: str = picture(words),
    ) -> None:
        check_form(svg, json=json)
        found = _course(context, past_day(context, date))
        raise typer.Exit(show(found, more=more, json=json, svg=svg))


def first_screen(context: Context) -> int:
    """Write today, or the first step when there is no course; return the exit code."""
    found = _course(context, context.today)
    if found.replay.why_empty == "no_assessment" and not found.replay.standing.blocked:
        context.out.say(context.words("today.help.start"))
        if not found.log:
            from ..journal.place import tell_elsewhere

            tell_elsewhere(context)
        return 0
    return show(found)


def plain(context: Context) -> int:
    """Run the command as it is without options; return the exit code."""
    return show(_course(context, context.today))


def _course(context: Context, date: "dt.date") -> Course:
    from ...core.views.today import looks_back_to

    return shown_course(context, date, looks_back_to(date))


def show(found: Course, *, more: bool = False, json: bool = False, svg: str | None = None) -> int:
    """Write a date, and return the exit code; a danger is never put in a picture instead.

    Raises:
        NoCourseError: the date has no course, and no warning sign stands.
    """
    context, replay = found.context, found.replay
    context.code = BLOCKED if replay.standing.blocked else 0
    if json:
        _write_json(replay)
    elif replay.standing.blocked:
        _write_blocked(context, replay)
    else:
        _write(context, found.require(), more=more, svg=svg)
    if svg and context.code:
        context.last.append(Sentence("today.no_picture"))
    if not context.code:
        found.require()
    return context.code


def _write_json(replay: "Replay") -> None:
    from ...core.views.sessions import sessions_today
    from ...render.data import day as data

    if not replay.states:
        write_json(data.before_day_one(replay))
        return
    stopped = sessions_today(replay).stopped
    write_json(data.today(replay.states[-1], stopped=stopped))


def _write_blocked(context: Context, replay: "Replay") -> None:
    from ...render.phrases import signs

    signs.show_blocked(context.out, context.words, replay.until, replay.standing)


def _write(context: Context, replay: "Replay", *, more: bool, svg: str | None) -> None:
    from ... import catalogue
    from ...core.views.today import today
    from ...render.pages import today as page
    from ...render.pages.today_page import TodayPage

    words, until = context.words, replay.until
    protocol = catalogue.protocol()
    with context.picture(svg) if svg else nullcontext(context.out) as screen:
        page.show(
            TodayPage(
                screen=screen,
                words=words,
                today=today(replay, protocol),
                protocol=protocol,
                exercise=catalogue.exercise,
                on_date=None if until == context.today else until,
                more=more,
            )
        )
