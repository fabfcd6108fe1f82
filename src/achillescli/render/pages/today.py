"""One day of a course, or why there is none today."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...core.state import Phase, Referral
from ..phrases import dates, gates, signs
from . import today_changes as changed
from . import today_sessions as sessions
from .today_page import Page

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.log.entries import Assessment

ALERT = "bold yellow"


def show(page: Page) -> None:
    """Write the day: what is asked, the work, what changed, the gates, when to stop."""
    _title(page)
    page.screen.say()
    _asked(page)
    sessions.show(page)
    page.screen.say()
    _yesterday(page)
    _gates(page)
    _besides(page)
    _signs(page)
    if sessions.open_yet(page.replay) or sessions.stopped(page.replay):
        page.write("stop", "more.stop")


def _title(page: Page) -> None:
    words, state = page.words, page.state
    page.screen.say(
        words(
            "today.title",
            date=dates.day(words, state.date),
            day=state.day,
            week=state.week,
            phase=words(f"terms.phase.{state.phase}"),
        ),
        "bold",
    )
    _level(page)
    warning = next(_warnings(page), None)
    if warning:
        page.screen.say(words("today.warning", text=warning[0]), ALERT)


def _level(page: Page) -> None:
    words, state = page.words, page.state
    newest = cast("Assessment", page.replay.assessment)
    key = "level" if state.level == state.dose_level else "level_today"
    page.screen.say(
        words(
            f"today.{key if state.sessions else 'level_off'}",
            side=words(f"terms.side.{newest.answers.complaint.side}").capitalize(),
            level=state.dose_level,
            usual=state.level,
            what=words(f"terms.level.{state.dose_level}"),
            rom=words(f"today.rom.{state.rom}"),
        )
    )


def _warnings(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what deserves the one highlighted line, with its row; the most urgent first."""
    rows = signs.rows(page.replay)
    said = [(signs.sign(page.words, *row), *row) for row in rows]
    if sessions.stopped(page.replay):
        yield page.words("today.rest.stopped"), ""
    yield from ((sign, row) for sign, row, referral in said if referral > Referral.PHYSIO)
    if page.state.adaptation == "D2":
        yield page.words("today.rest.warning"), ""
    yield from ((sign, row) for sign, row, referral in said if referral <= Referral.PHYSIO)


def _yesterday(page: Page) -> None:
    """Write how yesterday counts and what changed since; nothing when there is nothing."""
    words, state = page.words, page.state
    said = [changed.sentence(words, page.replay)]
    if state.colour_rule:
        open_yet = state.colour_rule == "C4" and page.replay.diary[state.date].m is None
        said.insert(0, words(f"today.colour.{state.colour_rule}{'_open' if open_yet else ''}"))
    if any(said):
        page.field("yesterday", " ".join(filter(None, said)))


def _asked(page: Page) -> None:
    """Write what can be logged now, with the line to type."""
    if page.replay.diary[page.state.date].m is None:
        page.write("to_do", "log.morning", date=page.on_date)
    if page.state.start_test_asked and not sessions.stopped(page.replay):
        page.write("test", "test.how", date=page.on_date)


def _gates(page: Page) -> None:
    words, state = page.words, page.state
    raises = gates.concentric(words, state) or gates.raises_closed(words, state)
    page.field("concentric", raises)
    running = gates.running(words, page.replay, state, page.protocol)
    page.field("running", running or gates.running_closed(words, state))


def _besides(page: Page) -> None:
    state = page.state
    if state.adaptation != "D2":
        key = "percent" if state.cross_training < 100 else "usual"
        page.write("besides", f"besides.{key}", percent=state.cross_training)
    if state.phase is Phase.MAINTAIN and state.maintain_weeks >= page.protocol.maintain.weeks:
        page.write("maintain", "more.maintain_done", weeks=page.protocol.maintain.weeks)
    if _painkiller_lately(page.replay):
        page.write("painkiller", "more.painkiller")
    if page.treatments:
        page.write("treatment", "more.treatment")


def _painkiller_lately(replay: "Replay") -> bool:
    week = (replay.until - dt.timedelta(days=back) for back in range(7))
    return any(replay.diary[date].painkiller for date in week)


def _signs(page: Page) -> None:
    """Write what to do about every sign that stands, and what ends it."""
    words, warned = page.words, next(_warnings(page), ("", ""))[1]
    for row, _ in signs.rows(page.replay):
        todo, sign = words(f"triage.{row}.todo"), words(f"triage.{row}.sign")
        page.screen.field(row, todo if row == warned else f"{sign}. {todo}")
        for way in signs.ends(words, row):
            page.screen.field("", way)
