"""Courses drawn week by week from moods, long enough to reach what the laws speak of.

A course begins with some weeks that were prepared, so that it stands where a law has something
to say: before the first step, behind an open gate, in the maintenance. Then come weeks of any mood,
and single things that were logged, corrected or taken out again.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from achillescli.core.assessment.triage import DATED, ROW
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Entry
from achillescli.core.log.values import copy
from tests.kit.course_kit import Log, date

WEEK = 7
MOODS = {
    "calm": "1/0d0*7",
    "easy": "0/1d1*7",
    "fine": "2/2d2*7",
    "sore": "2/4d3*7",
    "sore mornings": "4/4d3*7",
    "scatter": "1/1 3/1 2/0 4/2 2/1 3/1 1/0",
    "mixed": "1/0 1/3 2/1 1/4 2/2 1/0 3/1",
    "one red": "1/1*2 1/6' 1/1' 1/1*3",
    "flare": "2/4 3/6 5/3 7/4' 4/. 3/1 2/1",
    "stiff": "2/1 8/0 9/. 8/. 5/. 3/1 2/1",
    "after": "1/1+4*2 1/0+6 1/1*4",
    "loose": "1/0 1/. 0/1' -/1 1/0 1/. -/?'",
    "once a day": "1/0'd0*7",
    "five days": "1/0'd0*5 1/.d0*2",
    "four days": "1/0d0*4 1/.d0*3",
    "six days": "1/0'd0*6 1/.d0",
    "evenings": "1/0d3*7",
    "tablets": "1/0d0*3 1/0d0k*2 1/0d0*2",
    "broken off": "1/0'd0*7",
    "sore later": "1/0d0*7",
    "unscored": "1/?*3 1/0*4",
    "not asked": "1/0d0*7",
    "away": "1/.*7",
    "silent": "-/.*7",
}
"""What the days of a week are like; each ends with a check-in, but for those of ``UNASKED``."""
UNASKED = ("not asked", "silent")
OF_SESSIONS: dict[str, dict[str, Any]] = {
    "broken off": {"completed": False},
    "sore later": {"after": 7},
}
"""What is so of some sessions besides: of every second one, of the fifth."""
SOME = {"broken off": slice(0, None, 2), "sore later": slice(4, 5)}

FIT = {"hop_pain": 0, "walk_pain": 1, "raises_left": 38, "raises_right": 40}
BEGINNINGS = {
    "first day": (),
    "first weeks": ("fine",) * 2,
    "before the gates": (*("fine",) * 2, *("calm",) * 3),
    "gates open": ("calm",) * 6,
    "all well": ("calm",) * 12,
    "much better": ("sore", *("easy",) * 11),
    "no better": ("fine",) * 12,
}
"""The weeks that were prepared."""
TESTED = ("gates open", "all well", "much better")

SCORES = st.sampled_from([0, 0, 1, 2, 2, 3, 4, 6, 8])
SIGNS = tuple(name for name in RED_FLAGS if name != "spa" and name not in DATED)
MILD_SIGNS = ("weak_push_off", "calf_warm", "wound", "fall_risk", "pregnant", "tendon_nodules")
"""Signs that advise, hold a step or take the backpack, and do not block."""
LOCATIONS = ("midportion", "insertional", "both", "unsure", "elsewhere")
START_TESTS = (0, 1, 4, 7, "unable", None)


Draw = Callable[[st.SearchStrategy[Any]], Any]
Single = Callable[[Draw, Log, int], None]
"""Logs a single thing that is drawn, on a day."""


@cache
def week(number: int, mood: str) -> tuple[Entry, ...]:
    """Return what was logged in a week, counted from 0, of a mood."""
    log = Log(assessed=None)
    log.later(number * WEEK).days(MOODS[mood])
    sessions = [e.id for e in log.entries if e.kind == "session"]
    some = sessions[SOME[mood]] if mood in SOME else ()
    return tuple(
        copy(e, id=f"w{number}-{e.id}", **(OF_SESSIONS[mood] if e.id in some else {}))
        for e in log.entries
        if e.kind != "checkin" or mood not in UNASKED
    )


def _evening(draw: Draw, log: Log, day: int) -> None:
    log.on(day, "evening", daily_pain=draw(SCORES), after=draw(SCORES))


def _session(draw: Draw, log: Log, day: int) -> None:
    fields = {"pain": draw(SCORES), "after": draw(SCORES), "completed": draw(st.booleans())}
    log.on(day, "session", slot=draw(st.sampled_from(["am", "pm"])), **fields)


def _morning(draw: Draw, log: Log, day: int) -> None:
    log.on(day, "morning", pain=draw(SCORES), stiffness_min=draw(st.sampled_from([5, 40])))


def _painkiller(_: Draw, log: Log, day: int) -> None:
    log.on(day, "painkiller")


def _run(draw: Draw, log: Log, day: int) -> None:
    log.run(day, draw(st.sampled_from([5, 12, 40])), pain=draw(SCORES), limped=draw(st.booleans()))


def _fit(draw: Draw, log: Log, day: int) -> None:
    pains = {name: draw(st.sampled_from([0, 1, 2, 3])) for name in ("hop_pain", "walk_pain")}
    log.check(day, **{**FIT, **pains})


def _start_test(draw: Draw, log: Log, day: int) -> None:
    log.check(day, start_test_pain=draw(st.just("unable") | SCORES))


def _sign(draw: Draw, log: Log, day: int) -> None:
    log.flag(day, **{draw(st.sampled_from(SIGNS)): draw(st.booleans())})


def _spa(draw: Draw, log: Log, day: int) -> None:
    log.flag(day, spa=draw(st.sampled_from([["family"], ["uveitis"], ["family", "back_pain"]])))


def _mild_sign(draw: Draw, log: Log, day: int) -> None:
    log.flag(day, **{draw(st.sampled_from(MILD_SIGNS)): True})


def _checkin(_: Draw, log: Log, day: int) -> None:
    log.on(day, "checkin")


def _medicine(draw: Draw, log: Log, day: int) -> None:
    ago = draw(st.sampled_from([0, 30, 60, 85, 170]))
    log.flag(day, **{draw(st.sampled_from(DATED)): date(day - ago)})


def _blocked_for_days(draw: Draw, log: Log, day: int) -> None:
    signs = ["night_pain", "calf_swollen", "chest_pain", "cannot_walk_4_steps", "snap", "gap"]
    days = draw(st.integers(1, 9))
    log.flag(day, **{draw(st.sampled_from(signs)): True}).cleared(day + days, "doctor")


def _clearance(draw: Draw, log: Log, day: int) -> None:
    rows = draw(st.lists(st.sampled_from(sorted(ROW)), min_size=1, max_size=3))
    log.cleared(day, draw(st.sampled_from(["doctor", "physio"])), *rows)


def _all_cleared(_: Draw, log: Log, day: int) -> None:
    log.cleared(day, "doctor")


def _pause(draw: Draw, log: Log, day: int) -> None:
    until = date(day + draw(st.integers(0, 9)))
    log.on(day, "pause", **{"from": date(day), "until": until, "reason": "travel"})


def _answers(draw: Draw, log: Log, day: int) -> None:
    changes = {
        "weight_kg": draw(st.sampled_from([32, 45, 80])),
        "location": draw(st.sampled_from(LOCATIONS)),
        "onset": draw(st.sampled_from([3, 60, 200])),
        "stiffness_min": draw(st.sampled_from([10, 40])),
        "side": draw(st.sampled_from(["left", "both"])),
    }
    changes = {name: value for name, value in changes.items() if draw(st.booleans())}
    log.assess(day, new_course=draw(st.booleans()), **changes)


def _lighter(draw: Draw, log: Log, day: int) -> None:
    log.assess(day, weight_kg=draw(st.sampled_from([32, 45])))


def _edit(draw: Draw, log: Log, day: int) -> None:
    scored = [e for e in log.entries if e.kind in ("session", "morning") and e.pain is not None]
    if scored:
        of = draw(st.sampled_from(scored)).id
        log.on(day, "edit", of=of, set={"pain": draw(SCORES)})


def _remove(draw: Draw, log: Log, day: int) -> None:
    some = [e for e in log.entries if e.kind != "assessment"]
    if some:
        log.on(day, "remove", of=draw(st.sampled_from(some)).id)


OFTEN = (*BEGINNINGS, "gates open", "all well", "all well", "much better")
"""How a course begins; a gate and the maintenance need more than one chance to be seen."""

SINGLE: tuple[Single, ...] = (
    _evening, _session, _morning, _painkiller, _run, _fit, _start_test, _sign, _mild_sign, _spa,
    _medicine, _blocked_for_days, _blocked_for_days, _clearance, _all_cleared, _pause, _checkin,
    _answers, _lighter, _edit, _remove,
)  # fmt: skip
"""Single things that may be logged besides."""
BLOCKS = (_blocked_for_days,)
LIGHTER = (_lighter,)
ADVISED = (_mild_sign,)
TESTS = (_fit,)
SIGNED = (_sign, _mild_sign, _spa, _medicine, _blocked_for_days, _clearance, _all_cleared)


@st.composite
def courses(
    draw: Draw,
    *,
    beginnings: tuple[str, ...] = OFTEN,
    moods: tuple[str, ...] = tuple(MOODS),
    most: int = 5,
    singles: tuple[Single, ...] = SINGLE,
    without: tuple[Single, ...] = (),
    locations: tuple[str, ...] = ("midportion", "insertional"),
    tested: bool = True,
    asked: bool = True,
) -> tuple[Log, int]:
    """Draw a course and the day up to which it goes; one that is tested may run as it begins.

    In one that is not asked nobody checks in.
    """
    began = draw(st.sampled_from(beginnings))
    prepared = BEGINNINGS[began]
    lived = [*prepared, *draw(st.lists(st.sampled_from(moods), min_size=1, max_size=5))]
    early = not prepared
    log = Log(
        start=draw(st.sampled_from(START_TESTS)) if early else 0,
        onset=draw(st.sampled_from([60, 60, 0, 5, 100])) if early else 60,
        location=draw(st.sampled_from(locations)),
        morning_pain=draw(st.sampled_from([None, 2])) if early else None,
        calf_training_per_week=draw(st.sampled_from([None, 0])) if early else None,
    )
    for number, mood in enumerate(lived):
        log.entries.extend(e for e in week(number, mood) if asked or e.kind != "checkin")
    ready = len(prepared) * WEEK
    length = len(lived) * WEEK + draw(st.integers(0, 2))
    if tested and began in TESTED:
        log.check(ready, **FIT)
    if tested and began == "before the gates":
        _fit(draw, log, ready + draw(st.integers(0, 3)))
    kinds = [kind for kind in singles if kind not in without]
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=most)):
        kind(draw, log, draw(st.integers(max(1, ready - WEEK), length)))
    return log, length
