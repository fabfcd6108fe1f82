"""The sessions of one day: what is asked, what is done, what is left out."""

from ...core.state import L1, Prescription
from ...core.views.sessions import SessionToday
from .today_page import TodayPage


def show(page: TodayPage) -> None:
    """Write each session, explained where asked; or why there is none."""
    state, sessions = page.state, page.today.sessions
    for session in sessions.sessions:
        _session(page, session)
    if sessions.left and page.explained:
        _tempo(page)
    elif not state.sessions and state.adaptation == "D2":
        _off(page)
    elif not state.sessions:
        names = page.words.find("terms.weekdays")
        days = ", ".join(names[day] for day in page.today.weekdays)
        page.write("today.label.no_session", "today.rest.maintain", days=days)


def _session(page: TodayPage, session: SessionToday) -> None:
    label = page.words(f"today.label.{session.given.slot}")
    if session.logged:
        page.screen.field(label, _result(page, session))
    elif page.stopped:
        page.screen.field(label, page.words("today.done.left_out"))
    else:
        _asked(page, session.given, label)


def _result(page: TodayPage, session: SessionToday) -> str:
    """Return how a session went: whether it was completed, and its worst pain."""
    if session.pain is None:
        return page.words(
            "today.done.completed_unscored"
            if session.completed
            else "today.done.broken_off_unscored"
        )
    key = "today.done.completed" if session.completed else "today.done.broken_off"
    return page.words(key, pain=session.pain)


def _asked(page: TodayPage, session: Prescription, label: str) -> None:
    words, language = page.words, page.words.language
    for work in session.work:
        exercise = page.exercise(work.exercise)
        name = exercise.short(language) if page.screen.narrow else exercise.name(language)
        dose = words("today.dose", name=name, sets=work.sets, reps=work.reps)
        page.screen.field(label, dose, style="bold")
        if page.more:
            page.screen.field("", _cue(page, work.exercise))
        label = ""


def _cue(page: TodayPage, name: str) -> str:
    """Return what to think of at the level of the day and with its range of motion."""
    state, told = page.state, page.exercise(name).told[page.words.language]
    at_level = told.level.get(state.dose_level.stage)
    if at_level is None:
        return told.cue
    cue = at_level.partition(". ")[0].rstrip(".") + "."
    return page.words("today.cue_floor", cue=cue) if state.rom == "floor" else cue


def _tempo(page: TodayPage) -> None:
    answers, dose = page.replay.assessment, page.protocol.dose
    both = answers is not None and answers.answers.complaint.side == "both"
    page.write(
        "today.label.tempo",
        "today.tempo.arms" if both or page.state.dose_level == L1 else "today.tempo.other_leg",
        down=dose.lower_s,
        up=dose.raise_s,
        rest=dose.rest_s,
    )


def _off(page: TodayPage) -> None:
    """Write a day without loading, and with fever what ends it."""
    words, rest = page.words, page.state.rest
    if not rest:
        page.write("today.label.no_session", "today.rest.settle")
        return
    page.field("today.label.no_session", f"{words('today.rest.fever')} {words('triage.rest.todo')}")
    page.screen.field("", words("triage.rest.ends"))
