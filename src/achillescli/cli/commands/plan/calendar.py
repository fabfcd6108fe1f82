"""The next two weeks as a file for a calendar."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .... import __version__, catalogue
from ....core.course import Replay
from ....core.log.entries import Assessment
from ....core.views.calendar import DAYS, CalendarPart, calendar_parts
from ....errors import BLOCKED, UsageError
from ....render import calendar as render
from ....render.calendar import CalendarFile, Series
from ....render.phrases import dates
from ....store import calendar as store
from ....store.files import export_path
from ....words import plain_spaces
from ...context import DASH, Context, hand_out
from ...inputs.zone import zone_name
from ...journal.course import shown_course


class CalendarWish(NamedTuple):
    """What is asked for: the file, the times by part of the day, and how it is written."""

    file: str
    times: Mapping[str, dt.time]
    full: bool = False
    floating: bool = False
    fresh: bool = False
    force: bool = False


def write(context: Context, wish: CalendarWish) -> int:
    """Write the calendar, say what can be expected of it, and return the exit code.

    Raises:
        NoCourseError: there is no programme.
        UsageError: the file cannot be put there, or no day is left to put in it.
        StoreError: it cannot be written.
    """
    found = shown_course(context, context.today)
    if found.replay.standing.blocked:
        from ....render.phrases import signs

        context.code = BLOCKED
        signs.show_blocked(context.err, context.words, context.today, found.replay.standing)
        return BLOCKED
    replay = found.require()
    path = Path(wish.file)
    if wish.file != DASH:
        export_path.check(path, context.home, force=wish.force)
    parts = [part for part in _ahead(context, replay, wish) if part.dates]
    if not parts:
        raise UsageError("calendar.error.empty", days=DAYS)
    _write(context, wish, path, replay, parts)
    return 0


def _ahead(context: Context, replay: Replay, wish: CalendarWish) -> Iterator[CalendarPart]:
    """Yield the parts of the day with the dates of which the time is still to come."""
    now = context.now.replace(tzinfo=None)
    for part in calendar_parts(replay, catalogue.protocol()):
        moments = {date: _moment(context, wish, part.part, date) for date in part.dates}
        yield part._replace(dates=tuple(date for date in part.dates if moments[date] > now))


def _moment(context: Context, wish: CalendarWish, part: str, date: dt.date) -> dt.datetime:
    """Return when a part of a day is."""
    return context.settings.moment(date, wish.times[part])


def _write(
    context: Context, wish: CalendarWish, path: Path, replay: Replay, parts: list[CalendarPart]
) -> None:
    words = context.words
    kept = store.count_calendar(context.home, fresh=wish.fresh)
    series = [_series(context, wish, _name(replay, kept, part), part) for part in parts]
    moments = [moment for one in series for moment in one.moments]
    zone = "" if wish.floating else zone_name(context.environment)
    lines = render.zone_lines(zone, min(moments).date(), max(moments).date()) if zone else ()
    file = CalendarFile(
        title=words("calendar.title"),
        version=__version__,
        stamp=context.now.astimezone(dt.UTC),
        sequence=kept.sequence,
        zone=zone if lines else "",
        zone_lines=lines or (),
    )
    raw = render.text(file, series).encode()
    if wish.file == DASH:
        hand_out(raw)
    else:
        export_path.write(path, raw, force=wish.force)
        context.saved = True
    _tell(context, wish, moments, "" if lines else "asked" if wish.floating else _why(zone))


def _why(zone: str) -> str:
    """Return why times have no zone: its name is not known, or the library is not there."""
    return "library" if zone else "unknown"


def _name(replay: Replay, kept: store.Written, part: CalendarPart) -> str:
    """Return what names a series; nothing of it can be read back from the file."""
    first = next(entry.id for entry in replay.log if isinstance(entry, Assessment))
    return f"{first} {replay.day_one} {part.part} {kept.generation}"


def _series(context: Context, wish: CalendarWish, name: str, part: CalendarPart) -> Series:
    words = context.words
    summary = words(f"calendar.neutral.{'morning' if part.part == 'morning' else 'session'}")
    description = ""
    if wish.full:
        exercises = [catalogue.exercise(one).name(words.language) for one in part.exercises]
        summary = words(f"calendar.full.{part.part}", exercises=", ".join(exercises))
        description = plain_spaces(words("calendar.full.description"))
    moments = tuple(_moment(context, wish, part.part, date) for date in part.dates)
    return Series(name, moments, summary, description)


def _tell(context: Context, wish: CalendarWish, moments: list[dt.datetime], floating: str) -> None:
    """Say what was written, how far it goes, and what calendars do with it."""
    if context.quiet:
        return
    words, screen = context.words, context.err if wish.file == DASH else context.out
    first, last = (dates.day(words, pick(moments).date()) for pick in (min, max))
    if wish.file != DASH:
        screen.say(words("calendar.written", path=Path(wish.file).absolute()))
    screen.say(words("calendar.span", n=len(moments), first=first, last=last))
    if floating:
        screen.say(words(f"calendar.floating.{floating}"))
    for name in ("today", "weeks", "own", "google"):
        screen.point(words(f"calendar.how.{name}"))


def time(text: str | None, name: str, usual: dt.time) -> dt.time:
    """Return a time such as 7:30 as it was typed; without one, that of the settings.

    Raises:
        UsageError: it is none.
    """
    if text is None:
        return usual
    hour, _, minute = text.replace(".", ":").partition(":")
    try:
        return dt.time.fromisoformat(f"{hour.zfill(2)}:{minute}")
    except ValueError:
        raise UsageError("calendar.error.time", name=name) from None
