"""One day of a course, or why there is none today."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, cast

from ...core.assessment.triage import ROW
from ...core.programme.running import RUNNING_TESTS
from ...core.state import Colour, Off, Referral
from ...words import Words
from ..phrases import colours, dates, done, gates, signs
from . import today_changes as changed
from . import today_sessions as sessions
from .today_page import TodayPage

if TYPE_CHECKING:
    from ...core.log.entries import Assessment


def show(page: TodayPage) -> None:
    """Write the day: at one glance what to do, what is new and what to log; or everything."""
    _title(page)
    page.screen.say()
    if page.more:
        _everything(page)
    else:
        _glance(page)


def _glance(page: TodayPage) -> None:
    today = page.today
    if today.to_log == "morning":
        _next(page)
    _test(page)
    _new(page)
    _pause(page)
    sessions.show(page)
    _open_gates(page)
    if today.painkiller_yesterday:
        page.write("today.label.painkiller", "today.more.painkiller_short")
    if page.state.decision:
        _weekly(page)
    _signs(page)
    _good_pain(page)
    _stop(page)
    _checkin(page)
    _own(page)
    if today.to_log not in ("morning", None):
        _next(page)
    _more(page)


def _everything(page: TodayPage) -> None:
    if page.today.to_log == "morning":
        page.ask("today.label.to_do", "today.log.morning")
    _test(page)
    _checkin(page)
    _own(page)
    _new(page)
    _pause(page)
    sessions.show(page)
    page.screen.say()
    _yesterday(page)
    if page.today.last_days.colours:
        page.write("today.label.marks", "today.more.marks")
    _gates(page)
    _besides(page)
    _weekly(page)
    if page.today.painkiller_lately:
        page.write("today.label.painkiller", "today.more.painkiller")
    _signs(page)
    if page.today.built_up:
        page.write("today.label.build_up", "today.more.build_up")
    _good_pain(page)
    _stop(page)


def _title(page: TodayPage) -> None:
    words, state = page.words, page.state
    page.screen.say(
        words(
            "today.title_phase" if page.more else "today.title",
            date=dates.day(words, state.date),
            day=state.day,
            week=state.week,
            phase=words(f"terms.phase.{state.phase}"),
        ),
        "bold",
    )
    _last_days(page)
    _level(page)
    warning = next(_warnings(page), None)
    if warning:
        page.screen.say(words("today.warning", text=warning[0]), "bold")


def _last_days(page: TodayPage) -> None:
    """Write a mark for each of the last days, or their colours in words, and the sessions done."""
    words, last = page.words, page.today.last_days
    done = words("today.sessions", done=last.done, n=last.given) if last.done else ""
    if last.colours and page.screen.plain:
        page.screen.say(words("today.last_days", colours=_in_words(words, last.colours)))
        if done:
            page.screen.say(done)
    elif last.colours:
        marks = [(words(f"today.mark.{colour}"), colour) for colour in last.colours]
        page.screen.marks(marks, done)


def _in_words(words: Words, days: Sequence[Colour]) -> str:
    """Return the colours of days, such as 2 green, 1 red."""
    runs = ((colour, len(list(run))) for colour, run in groupby(days))
    return ", ".join(f"{n} {words(f'terms.colour.{colour}')}" for colour, n in runs)


def _level(page: TodayPage) -> None:
    words, state = page.words, page.state
    newest = cast("Assessment", page.replay.assessment)
    key = "today.level" if state.level == state.dose_level else "today.level_today"
    page.screen.say(
        words(
            key if state.sessions and not page.stopped else "today.level_off",
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


def _new(page: TodayPage) -> None:
    """Write what changed since the last day with an entry; nothing when nothing did."""
    said = changed.sentence(page.words, page.today.since, page.today.weeks_done)
    if said:
        page.field("today.label.new", said, "bold")


def _pause(page: TodayPage) -> None:
    """Write until when days without a session do not count as missed."""
    if page.today.paused_until:
        date = dates.day(page.words, page.today.paused_until)
        page.write("today.label.pause", "today.pause", date=date)


def _yesterday(page: TodayPage) -> None:
    """Write how yesterday counts."""
    words, state = page.words, page.state
    if state.colour_rule:
        rule = "C4_open" if page.today.yesterday_open else state.colour_rule
        key = f"today.colour.{rule}"
        days = colours.names(words, state.colour_yesterday)
        page.screen.field(words("today.label.yesterday"), words(key), days=days)


def _next(page: TodayPage) -> None:
    """Write what can be logged next, with the line to type."""
    page.ask("today.label.to_do", f"today.log.next_{page.today.to_log}")


def _test(page: TodayPage) -> None:
    if page.state.start_test_asked and not page.stopped:
        page.ask("today.label.test", "today.test.how" if page.more else "today.test.short")


def _checkin(page: TodayPage) -> None:
    """Write that the check-in is due, and what waits for it once it is too old."""
    reason = page.state.reasons["checkin"]
    if reason.outcome != "recent":
        asked = reason.findings[0]
        date = dates.day(page.words, asked.dates[0])
        stale = reason.outcome == "stale"
        key = "checkin.stale_short" if stale and not page.more else f"checkin.{reason.outcome}"
        text = page.words(key, days=asked.values["days"], date=date)
        page.field("today.label.checkin", text)


def _gates(page: TodayPage) -> None:
    words, state = page.words, page.state
    raises = _off(words, page.today.raises_off) or gates.concentric(words, state)
    page.field("today.label.concentric", raises or gates.raises_conditions(words, state))
    running = _off(words, page.today.running_off) or gates.running(
        words, page.replay, page.protocol
    )
    tests = any(finding.key in RUNNING_TESTS for finding in state.running_asked)
    if not running and tests and (page.today.too_much or state.adaptation == "D2"):
        running = words("today.gate.no_running")
    page.field("today.label.running", running or gates.running_conditions(words, state))


def _open_gates(page: TodayPage) -> None:
    """Write why heel raises are left out today, and what may be run; nothing on a closed gate."""
    words = page.words
    if page.today.raises_off not in (None, Off.DAY_OFF):
        page.field("today.label.concentric", _off(words, page.today.raises_off))
    running = _off(words, page.today.running_off) or gates.run_today(
        words, page.replay, page.protocol
    )
    if running:
        page.field("today.label.running", running)


def _off(words: Words, off: Off | None) -> str:
    """Return why something is not for today; empty when it is."""
    return words(f"today.gate.off.{off}") if off else ""


def _besides(page: TodayPage) -> None:
    state = page.state
    if state.adaptation != "D2":
        key = "today.besides.percent" if state.cross_training < 100 else "today.besides.usual"
        page.write("today.label.besides", key, percent=state.cross_training)


def _weekly(page: TodayPage) -> None:
    """Write what is worth a word once a week; at one glance not beside a warning."""
    if page.today.maintained:
        page.write(
            "today.label.maintain", "today.more.maintain_done", weeks=page.protocol.maintain.weeks
        )
    if page.today.other_treatments and (page.more or not any(_warnings(page))):
        page.write("today.label.treatment", "today.more.treatment")


def _own(page: TodayPage) -> None:
    """Write that activities are to be scored again; at one glance not beside a warning."""
    if page.today.own_due and (page.more or not any(_warnings(page))):
        page.ask("today.label.own", "today.own.due")


def _good_pain(page: TodayPage) -> None:
    """Write what pain is to be expected, until a session is logged."""
    if page.today.first_session and page.today.sessions.left:
        page.write("today.label.good_pain", "today.more.good_pain")


def _stop(page: TodayPage) -> None:
    """Write when to stop: in full when all is asked for, else in a line; two at first."""
    if page.more:
        key = "today.more.stop"
    elif page.today.first_session:
        key = "today.more.stop_first"
    else:
        key = "today.more.stop_short"
    if page.more or page.today.sessions.left or page.stopped or page.state.adaptation == "D2":
        page.write("today.label.stop", key)


def _more(page: TodayPage) -> None:
    """Write where the rest is told; in the first week that there is no running yet."""
    waits = page.state.week == 1 and page.state.running is None
    page.ask("today.label.more", "today.more.all_first" if waits else "today.more.all")


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
    """Write what to do about every sign that stands, and what ends it; in short once known."""
    words, warned = page.words, next(_warnings(page), ("", ""))[1]
    label = words("today.label.advice")
    for row in page.replay.standing.ranked:
        if page.more or row in page.today.new_rows:
            todo, sign = words(f"triage.{row}.todo"), words(f"triage.{row}.sign")
            page.screen.field(label, todo if row == warned else f"{sign}. {todo}")
            if row == "T32":
                _stall(page)
            for way in signs.ends(words, row):
                page.screen.field("", way)
        elif row != warned:
            page.screen.field(label, signs.sign(words, row, ROW[row].referral))
