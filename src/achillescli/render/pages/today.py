"""One day of a course, or why there is none today."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...core.assessment.triage import ROW
from ...core.state import Referral
from ..phrases import colours, dates, done, gates, signs
from . import today_changes as changed
from . import today_sessions as sessions
from .today_page import TodayPage

if TYPE_CHECKING:
    from ...core.log.entries import Assessment


def show(page: TodayPage) -> None:
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
    if page.today.built_up:
        page.write("today.label.build_up", "today.more.build_up")
    if page.today.first_session and page.today.sessions.open:
        page.write("today.label.good_pain", "today.more.good_pain")
    if page.today.sessions.open or page.stopped:
        page.write("today.label.stop", "today.more.stop")


def _title(page: TodayPage) -> None:
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
        page.screen.say(words("today.warning", text=warning[0]), "bold")


def _level(page: TodayPage) -> None:
    words, state = page.words, page.state
    newest = cast("Assessment", page.replay.assessment)
    key = "today.level" if state.level == state.dose_level else "today.level_today"
    page.screen.say(
        words(
            key if state.sessions else "today.level_off",
            side=words(f"terms.side.{newest.answers.complaint.side}").capitalize(),
            level=state.dose_level,
            usual=state.level,
            what=words(f"terms.level.{state.dose_level}"),
            rom=words(f"today.rom.{state.rom}"),
        )
    )


def _warnings(page: TodayPage) -> Iterator[tuple[str, str]]:
    """Yield what deserves the one highlighted line, with its row; the most urgent first."""
    rows = [(row, ROW[row].referral) for row in page.replay.standing.ranked]
    said = [(signs.sign(page.words, *row), *row) for row in rows]
    if page.stopped:
        yield page.words("today.rest.stopped"), ""
    yield from ((sign, row) for sign, row, referral in said if referral > Referral.PHYSIO)
    if page.state.adaptation == "D2":
        yield page.words("today.rest.warning"), ""
    yield from ((sign, row) for sign, row, referral in said if referral <= Referral.PHYSIO)


def _yesterday(page: TodayPage) -> None:
    """Write how yesterday counts and what changed since; nothing when there is nothing."""
    words, state = page.words, page.state
    said = [changed.sentence(words, page.replay)]
    if state.colour_rule:
        unknown = state.colour_rule == "C4" and page.replay.diary[state.date].m is None
        key = "today.colour.C4_open" if unknown else f"today.colour.{state.colour_rule}"
        said.insert(0, words(key))
    if any(said):
        days = colours.names(words, state.colour_yesterday)
        page.screen.field(words("today.label.yesterday"), " ".join(filter(None, said)), days=days)


def _asked(page: TodayPage) -> None:
    """Write what can be logged now, with the line to type."""
    if page.replay.diary[page.state.date].m is None:
        page.ask("today.label.to_do", "today.log.morning")
    if page.state.start_test_asked and not page.stopped:
        page.ask("today.label.test", "today.test.how")
    _checkin(page)


def _checkin(page: TodayPage) -> None:
    """Write that the check-in is due, and what waits for it once it is too old."""
    reason = page.state.reasons["checkin"]
    if reason.outcome != "recent":
        asked = reason.findings[0]
        date = dates.day(page.words, asked.dates[0])
        text = page.words(f"checkin.{reason.outcome}", days=asked.values["days"], date=date)
        page.field("today.label.checkin", text)


def _gates(page: TodayPage) -> None:
    words, state = page.words, page.state
    raises = gates.concentric(words, state) or gates.raises_closed(words, state)
    page.field("today.label.concentric", raises)
    running = gates.running(words, state, page.protocol, page.replay.longest_next_km)
    page.field("today.label.running", running or gates.running_closed(words, state))


def _besides(page: TodayPage) -> None:
    state = page.state
    if state.adaptation != "D2":
        key = "today.besides.percent" if state.cross_training < 100 else "today.besides.usual"
        page.write("today.label.besides", key, percent=state.cross_training)
    if page.today.maintained:
        page.write(
            "today.label.maintain", "today.more.maintain_done", weeks=page.protocol.maintain.weeks
        )
    if page.today.painkiller_lately:
        page.write("today.label.painkiller", "today.more.painkiller")
    if page.today.other_treatments:
        page.write("today.label.treatment", "today.more.treatment")


def _stall(page: TodayPage) -> None:
    """Write what held the level most often, and what comes before most red days."""
    words, found = page.words, page.today.before_red_days
    for finding in page.replay.standing.findings["T32"]:
        reason = words(f"triage.stall.{finding.values['reason']}")
        page.screen.field("", words("triage.stall.commonest", reason=reason))
    if found is not None:
        what = done.name(words, found.what)
        page.screen.field("", words("triage.stall.before", n=found.days, of=found.of, what=what))


def _signs(page: TodayPage) -> None:
    """Write what to do about every sign that stands, and what ends it."""
    words, warned = page.words, next(_warnings(page), ("", ""))[1]
    for row in page.replay.standing.ranked:
        todo, sign = words(f"triage.{row}.todo"), words(f"triage.{row}.sign")
        page.screen.field(row, todo if row == warned else f"{sign}. {todo}")
        if row == "T32":
            _stall(page)
        for way in signs.ends(words, row):
            page.screen.field("", way)
