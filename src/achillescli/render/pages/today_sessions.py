"""The sessions of one day: what is asked, what is done, what is left out."""

from typing import TYPE_CHECKING

from ...core.log.diary import worst
from ...core.log.entries import Session
from ...core.programme.colour import TOO_MUCH
from ...core.state import Prescription
from .today_page import Page

if TYPE_CHECKING:
    from ...core.course import Replay


def show(page: Page) -> None:
    """Write each session, then the tempo while one is still to do; or why there is none."""
    state = page.state
    for session in state.sessions:
        _session(page, session)
    if open_yet(page.replay):
        _tempo(page)
    elif not state.sessions and state.adaptation == "D2":
        _off(page)
    elif not state.sessions:
        days = ", ".join(str(day) for day in page.protocol.maintain.days)
        page.write("no_session", "rest.maintain", days=days)


def stopped(replay: "Replay") -> bool:
    """Whether a pain of today asks to leave out what is left of today's sessions (X3)."""
    day = replay.diary[replay.until]
    return bool(replay.states[-1].sessions) and (worst(day.p, day.a) or 0) >= TOO_MUCH


def open_yet(replay: "Replay") -> bool:
    """Whether a session of today is still to do."""
    sessions = replay.states[-1].sessions
    return not stopped(replay) and any(not _logged(replay, session) for session in sessions)


def _logged(replay: "Replay", session: Prescription) -> list[Session]:
    """Return what was logged of a session; where a day has one, its time does not matter."""
    alone = len(replay.states[-1].sessions) == 1
    return [
        entry
        for entry in replay.log
        if isinstance(entry, Session)
        and entry.date == replay.until
        and (alone or entry.slot == session.slot)
    ]


def _session(page: Page, session: Prescription) -> None:
    words, label = page.words, page.words(f"today.label.{session.slot}")
    logged = _logged(page.replay, session)
    if logged:
        page.screen.field(label, _done(page, logged))
    elif stopped(page.replay):
        page.screen.field(label, words("today.done.left_out"))
    else:
        _asked(page, session, label)


def _done(page: Page, logged: list[Session]) -> str:
    """Return how a session went: whether it was completed, and its worst pain."""
    pain = worst(*(entry.pain for entry in logged))
    key = "completed" if any(entry.completed for entry in logged) else "broken_off"
    return page.words(f"today.done.{key}{'' if pain is not None else '_unscored'}", pain=pain)


def _asked(page: Page, session: Prescription, label: str) -> None:
    words, language = page.words, page.words.language
    for work in session.work:
        exercise = page.exercise(work.exercise)
        name = exercise.short(language) if page.screen.narrow else exercise.name(language)
        dose = words("today.dose", name=name, sets=work.sets, reps=work.reps)
        page.screen.field(label, dose, style="bold")
        page.screen.field("", _cue(page, work.exercise))
        label = ""


def _cue(page: Page, name: str) -> str:
    """Return what to think of at the level of the day and with its range of motion."""
    state, told = page.state, page.exercise(name).told[page.words.language]
    at_level = told.level.get(state.dose_level[:2])
    if at_level is None:
        return told.cue
    cue = at_level.partition(". ")[0].rstrip(".") + "."
    return page.words("today.cue_floor", cue=cue) if state.rom == "floor" else cue


def _tempo(page: Page) -> None:
    answers, dose = page.replay.assessment, page.protocol.dose
    both = answers is not None and answers.answers.complaint.side == "both"
    page.write(
        "tempo",
        "tempo.arms" if both or page.state.dose_level == "L1" else "tempo.other_leg",
        down=dose.lower_s,
        up=dose.raise_s,
        rest=dose.rest_s,
    )


def _off(page: Page) -> None:
    """Write a day without loading, and with fever what ends it."""
    words, rest = page.words, page.state.rest
    if not rest:
        page.write("no_session", "rest.settle")
        return
    page.field("no_session", f"{words('today.rest.fever')} {words('triage.rest.todo')}")
    page.screen.field("", words("triage.rest.ends"))
