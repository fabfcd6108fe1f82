"""Rules made weaker on purpose, each by one replaced function of the core."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.assessment import stage
from achillescli.core.assessment import standing as watch
from achillescli.core.log import corrections, diary
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.diary import DAY
from achillescli.core.log.values import copy
from achillescli.core.programme import colour, concentric, dose, level, protocol, running, weekly
from achillescli.core.state import Decision, Finding, Level, Verdict

HIGHEST = Level(11)

Weaken = Callable[[pytest.MonkeyPatch], None]
"""Replaces a function, as long as a test runs."""


def judged_as(place: Any, name: str, key: str, met: Callable[[Any], bool]) -> Weaken:
    """Return a weakening after which one condition, or some, are found as told."""
    keys = key.split()

    def weaken(patch: pytest.MonkeyPatch) -> None:
        found = getattr(place, name)

        def findings(*args: Any, **kwargs: Any) -> Iterator[Finding]:
            for finding in found(*args, **kwargs):
                yield finding._replace(met=met(finding)) if finding.key in keys else finding

        patch.setattr(place, name, findings)

    return weaken


def always(_: Finding) -> bool:
    """Say that a condition holds."""
    return True


def never(_: Finding) -> bool:
    """Say that a condition does not hold."""
    return False


def two_steps_a_week(patch: pytest.MonkeyPatch) -> None:
    decide = level.LevelCourse._decide

    def _decide(self: Any, steps: list[Any], date: Any, decision: Decision, ceiling: Level) -> None:
        decide(self, steps, date, decision, ceiling)
        if decision.verdict is Verdict.PROGRESS:
            decide(self, steps, date, decision, ceiling)

    patch.setattr(level.LevelCourse, "_decide", _decide)


def _raised_when(holds: Callable[[Any, Any], bool]) -> Weaken:
    """Return a weakening after which the level is one higher on mornings of some kind."""

    def weaken(patch: pytest.MonkeyPatch) -> None:
        carried_out = course._Course._move_level

        def _move_level(self: Any, date: Any, *args: Any, **more: Any) -> Any:
            found = carried_out(self, date, *args, **more)
            if holds(self, date):
                self.level.now = Level(min(self.level.now + 1, HIGHEST))
            return found

        patch.setattr(course._Course, "_move_level", _move_level)

    return weaken


def _pain_of_late(self: Any, date: Any) -> bool:
    return (self.diary[date - DAY * 3].p or 0) >= colour.TOO_MUCH


def _mild_sign(self: Any, _: Any) -> bool:
    """Whether a warning sign that does not block is there."""
    return bool(self.triage.signs.any("fever", "weak_push_off", "calf_warm", "wound"))


def green_with_a_tablet(patch: pytest.MonkeyPatch) -> None:
    left = tuple(one for one in colour.CONDITIONS if one[0] != "C4.painkiller")
    patch.setattr(colour, "CONDITIONS", left)


def _of_sessions(**changes: Any) -> Weaken:
    def weaken(patch: pytest.MonkeyPatch) -> None:
        day = diary.day
        changed = lambda e: copy(e, **changes) if e.kind == "session" else e  # noqa: E731
        patch.setattr(diary, "day", lambda found: day(map(changed, found)))

    return weaken


def snap_is_a_no(patch: pytest.MonkeyPatch) -> None:
    answer = watch.TriageLog._answer
    asked: Callable[..., Any] = lambda flags: copy(flags, snap=False)  # noqa: E731
    told = lambda self, flags, *args, **more: answer(self, asked(flags), *args, **more)  # noqa: E731
    patch.setattr(watch.TriageLog, "_answer", told)


def moments_of_signs_do_not_count(patch: pytest.MonkeyPatch) -> None:
    later = lambda self, other: self.date >= other.date and self.place > other.place  # noqa: E731
    patch.setattr(watch.Stamp, "after", later)


def a_no_takes_back_anything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(watch, "TAKEN_BACK_BY_NO", frozenset(RED_FLAGS))


def a_physio_clears_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(watch, "_rows_of", lambda clearance: iter(clearance.rows))


def midportion_when_unsure(patch: pytest.MonkeyPatch) -> None:
    def treat_as(complaint: Any) -> str:
        surely = complaint.location in ("insertional", "elsewhere")
        return "insertional" if surely else "midportion"

    patch.setattr(stage, "treat_as", treat_as)


def work_while_blocked(patch: pytest.MonkeyPatch) -> None:
    trains = dose.trains
    patch.setattr(dose, "trains", lambda today, rules: trains(today._replace(blocked=False), rules))


def load_stays_when_lighter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(protocol.Load, "ceiling", lambda *_: HIGHEST)


def later_mornings_known(patch: pytest.MonkeyPatch) -> None:
    judging = colour._judging

    def _judging(days: diary.Diary, date: Any, baseline: Any) -> colour.NextMorning:
        found = judging(days, date, baseline)
        late = found.score is None and days[date + DAY * 2].m is not None
        return judging(days, date + DAY, baseline) if late else found

    patch.setattr(colour, "_judging", _judging)


def timestamps_do_not_count(patch: pytest.MonkeyPatch) -> None:
    by_date = lambda placed: tuple(sorted(placed, key=lambda one: one[1].date))  # noqa: E731
    patch.setattr(corrections, "by_time", list)
    patch.setattr(course, "in_order", by_date)


def raises_with_tablets(patch: pytest.MonkeyPatch) -> None:
    judged_as(concentric.HeelRaises, "findings", "G1.painkiller", always)(patch)
    spoilt = concentric._spoilt
    without = lambda day: spoilt(day._replace(painkiller=False))  # noqa: E731
    patch.setattr(concentric, "_spoilt", without)


def a_fall_risk_keeps_the_backpack(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(course, "NO_LOAD_ROWS", frozenset())


def worse_is_milder(patch: pytest.MonkeyPatch) -> None:
    """Let the pain of a session count as what is missing to 10, once it is too much."""
    day = diary.day

    def milder(entry: Any) -> Any:
        if entry.kind == "session" and (entry.pain or 0) > colour.TOO_MUCH:
            return copy(entry, pain=10 - entry.pain)
        return entry

    patch.setattr(diary, "day", lambda found: day(map(milder, found)))


def a_tablet_takes_pain_away(patch: pytest.MonkeyPatch) -> None:
    day = diary.day

    def flattered(found: Any) -> Any:
        record = day(found)
        return record._replace(p=0, a=0, painkiller=False) if record.painkiller else record

    patch.setattr(diary, "day", flattered)


def a_missed_session_hides_its_pain(patch: pytest.MonkeyPatch) -> None:
    day = diary.day
    patch.setattr(
        diary,
        "day",
        lambda found: day(e for e in found if e.kind != "session" or e.completed),
    )


LEVEL = "a_level_never_rises_after_a_week_with_a_red_day_or_too_few_sessions"
SLOWLY = "a_level_rises_one_step_a_week_but_by_a_start_test"
GATE = "a_gate_opens_only_after_a_week_without_tablets"
BLOCKS = "a_sign_blocks_until_it_is_cleared_by_whom_it_takes"
LATER = "never_gives_more_later_but_by_the_limits"

WEAKENED = {
    "two steps a week": (two_steps_a_week, SLOWLY),
    "a rise after a red day": (judged_as(weekly, "_hold", "W2.red_days", never), LEVEL),
    "sessions are always enough": (judged_as(weekly, "_hold", "W2.trained_days W2.green_days", never), LEVEL),
    "a blocked week may rise": (judged_as(weekly, "_hold", "W2.blocked", never), LEVEL),
    "a rise without a check-in": (judged_as(weekly, "_obstacles", "W3.checkin", never), LEVEL),
    "a rise with a weak push-off": (judged_as(weekly, "_obstacles", "W3.T28", never), LEVEL),
    "a backpack before week 3": (judged_as(weekly, "_obstacles", "W3.week_three", never), SLOWLY),
    "a fall risk keeps the backpack": (a_fall_risk_keeps_the_backpack, SLOWLY),
    "raises without a check-in": (
        judged_as(concentric.HeelRaises, "findings", "G1.checkin", always), GATE,
    ),
    "not completed counts": (_of_sessions(completed=True), LEVEL),
    "pain after a session is ignored": (_of_sessions(after=None), LEVEL),
    "a rise after pain": (_raised_when(_pain_of_late), f"more_pain_{LATER}"),
    "pain turned round": (worse_is_milder, "more_pain_in_a_session_gives_no_more_the_next_day"),
    "a tablet takes pain away": (a_tablet_takes_pain_away, f"a_tablet_{LATER}"),
    "a missed session hides its pain": (a_missed_session_hides_its_pain, f"a_session_less_{LATER}"),
    "a sign raises": (_raised_when(_mild_sign), f"a_yes_{LATER}"),
    "a day with a tablet is green": (green_with_a_tablet, "no_day_with_a_tablet_is_green"),
    "raises from day 1": (
        judged_as(concentric.HeelRaises, "findings", "G1.day", always),
        "no_upward_work_before_day_43",
    ),
    "raises with tablets": (raises_with_tablets, GATE),
    "raises with fewer sessions": (
        judged_as(
            concentric.HeelRaises,
            "findings",
            "G1.sessions",
            lambda f: f.values["n"] <= f.values["needed"],
        ),
        f"a_session_less_{LATER}",
    ),
    "running with tablets": (judged_as(running.RunningCourse, "findings", "G2.painkiller", always), GATE),
    "running with sore evenings": (judged_as(running.RunningCourse, "findings", "G2.daily", always), GATE),
    "running after sore hops": (judged_as(running.RunningCourse, "findings", "G2.hop", always), GATE),
    "snap counts as no": (snap_is_a_no, BLOCKS),
    "a no takes back anything": (a_no_takes_back_anything, BLOCKS),
    "a physio clears all": (a_physio_clears_all, BLOCKS),
    "midportion when unsure": (
        midportion_when_unsure, "an_insertional_tendon_never_goes_below_the_floor",
    ),
    "work while blocked": (work_while_blocked, "nothing_is_prescribed_on_a_blocked_date"),
    "the load of a heavier person": (
        load_stays_when_lighter, SLOWLY,
    ),
    "later mornings are known": (
        later_mornings_known, "an_entry_dated_after_a_day_changes_nothing_of_that_day",
    ),
    "timestamps do not count": (
        timestamps_do_not_count, "entries_with_different_timestamps_may_stand_in_any_order",
    ),
    "moments of signs do not count": (
        moments_of_signs_do_not_count, "another_place_in_the_files_never_unblocks",
    ),
}  # fmt: skip
"""By what is weaker: how, and the test of the law that must notice it."""
