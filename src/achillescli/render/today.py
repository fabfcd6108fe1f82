"""One day of a course, or why there is none today."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.protocol import Protocol
from ..core.state import Phase, Prescription, Referral, State
from ..words import Words
from . import changed, dates, gates, signs
from .screen import Screen

if TYPE_CHECKING:
    from ..core.course import Replay
    from ..core.exercise import Exercise

ALERT = "bold yellow"


@dataclass(frozen=True)
class Page:
    """What one day is drawn from; ``on_date`` is the option that a command to type needs."""

    screen: Screen
    words: Words
    replay: "Replay"
    protocol: Protocol
    exercise: "Callable[[str], Exercise]"
    on_date: str = ""
    treatments: bool = False

    @property
    def state(self) -> State:
        """The day itself."""
        return self.replay.states[-1]

    def field(self, name: str, text: str, style: str = "") -> None:
        """Write a paragraph beside its label."""
        self.screen.field(self.words(f"today.label.{name}"), text, style=style)

    def write(self, name: str, key: str, **values: object) -> None:
        """Write the sentence of a key beside its label."""
        self.field(name, self.words(f"today.{key}", **values))


def show(page: Page) -> None:
    """Write the day: what is asked, the work, what changed, the gates, when to stop."""
    _title(page)
    _asked(page)
    page.screen.say()
    _sessions(page)
    page.screen.say()
    _yesterday(page)
    _gates(page)
    _besides(page)
    _signs(page)
    if page.state.sessions:
        page.screen.say()
        page.write("stop", "more.stop")
    page.screen.say(_newest(page), "dim")


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
        page.screen.say(words("today.warning", text=warning), ALERT)


def _level(page: Page) -> None:
    words, state = page.words, page.state
    answers = page.replay.assessment
    assert answers is not None
    page.screen.say(
        words(
            "today.level" if state.level == state.dose_level else "today.level_today",
            side=words(f"terms.side.{answers.answers.complaint.side}").capitalize(),
            level=state.dose_level,
            usual=state.level,
            what=words(f"terms.level.{state.dose_level}"),
            rom=words(f"terms.rom.{state.rom}"),
        )
    )


def _warnings(page: Page) -> Iterator[str]:
    """Yield what deserves the one highlighted line, the most urgent first."""
    rows = signs.rows(page.replay)
    said = [(signs.sign(page.words, *row), row[1]) for row in rows]
    yield from (sign for sign, referral in said if referral > Referral.PHYSIO)
    if page.state.adaptation == "D2":
        yield page.words("today.rest.warning")
    yield from (sign for sign, referral in said if referral <= Referral.PHYSIO)


def _sessions(page: Page) -> None:
    state = page.state
    for session in state.sessions:
        _session(page, session)
    if state.sessions:
        dose = page.protocol.dose
        page.write(
            "tempo",
            "tempo.arms" if state.dose_level == "L1" or _both(page) else "tempo.other_leg",
            down=dose.lower_s,
            up=dose.raise_s,
            rest=dose.rest_s,
        )
    elif state.adaptation == "D2":
        page.write("no_session", f"rest.{'fever' if state.rest else 'settle'}")
    else:
        days = ", ".join(str(day) for day in page.protocol.maintain.days)
        page.write("no_session", "rest.maintain", days=days)


def _both(page: Page) -> bool:
    answers = page.replay.assessment
    return answers is not None and answers.answers.complaint.side == "both"


def _session(page: Page, session: Prescription) -> None:
    words, language = page.words, page.words.language
    for place, work in enumerate(session.work):
        exercise = page.exercise(work.exercise)
        name = exercise.short(language) if page.screen.narrow else exercise.name(language)
        label = words(f"today.label.{session.slot}") if place == 0 else ""
        dose = words("today.dose", name=name, sets=work.sets, reps=work.reps)
        page.screen.field(label, dose, style="bold")
        page.screen.field("", exercise.cue(language))


def _yesterday(page: Page) -> None:
    words, state = page.words, page.state
    change = changed.sentence(words, page.replay)
    if state.colour_rule:
        open_yet = state.colour_rule == "C4" and page.replay.diary[state.date].m is None
        colour = words(f"today.colour.{state.colour_rule}{'_open' if open_yet else ''}")
        change = f"{colour}. {change}"
    page.field("yesterday", change)


def _asked(page: Page) -> None:
    """Write what can be logged now, with the line to type."""
    unknown = page.replay.diary[page.state.date].m is None
    if unknown or page.state.start_test_asked:
        page.screen.say()
    if unknown:
        page.write("to_do", "log.morning", date=page.on_date)
    if page.state.start_test_asked:
        page.write("test", "test.how", date=page.on_date)


def _gates(page: Page) -> None:
    words, state = page.words, page.state
    raises = gates.concentric(words, state) or gates.brief(words, state.concentric_findings)
    page.field("concentric", raises)
    running = gates.running(words, page.replay, state, page.protocol)
    closed = f"{gates.brief(words, state.running_findings)} {words('today.gate.how')}"
    page.field("running", running or closed)


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


def _newest(page: Page) -> str:
    """Return up to which entry the log was read."""
    words, log = page.words, page.replay.log
    entry = max(log, key=lambda entry: (entry.at is not None, entry.at, entry.date))
    return words(
        "today.last", kind=words(f"terms.kind.{entry.kind}"), date=dates.day(words, entry.date)
    )


def _painkiller_lately(replay: "Replay") -> bool:
    week = (replay.until - dt.timedelta(days=back) for back in range(7))
    return any(replay.diary[date].painkiller for date in week)


def _signs(page: Page) -> None:
    """Write what to do about every sign that stands, and what ends it."""
    words, rows = page.words, signs.rows(page.replay)
    if page.state.rest:
        page.field("rest", words("triage.rest.todo"))
        page.screen.field("", words("triage.rest.ends"))
    for row, _ in rows:
        page.screen.field(row, f"{words(f'triage.{row}.sign')}. {words(f'triage.{row}.todo')}")
        page.screen.field("", words(f"triage.{row}.ends"))
