"""Made-up patients whose scores scatter: are ordinary people treated, not only protected?

    python -m proof.populations            the table, with whether each bound holds
    python -m proof.populations --json FILE    the figures too

Nine groups, each of at least forty courses of 196 days from one assessment. A score of day i
is the group's value on that day plus normal scatter, rounded, held within 0 to 10. The scatter
is assumed; what the groups show is what the rules do with given scores, never what tendons do.
"""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from achillescli.catalogue import protocol
from achillescli.core.course import replay
from achillescli.core.log.answers import REQUIRED
from achillescli.core.log.entries import Entry, parse
from achillescli.core.state import L1, L2, L3, Colour, LevelStep, Phase, State

COURSES = 40
DAYS = 196
FIRST = dt.date(2026, 1, 5)
Value = Callable[[int], float]


def fall(start: float, end: float, days: int) -> Value:
    """Return a value that goes in a straight line from one to another, and stays there."""
    return lambda day: start + (end - start) * min(day, days) / days


def steady(value: float) -> Value:
    """Return a value that stays."""
    return lambda _: value


class Bound(NamedTuple):
    """What must be so in a share of the courses, or of something in them."""

    says: str
    share: Callable[[Sequence[tuple[State, ...]]], float]
    least: float | None = None
    most: float | None = None

    def holds(self, share: float) -> bool:
        """Whether a share lies within the bound."""
        return (self.least is None or share >= self.least) and (
            self.most is None or share <= self.most
        )


class Group(NamedTuple):
    """Patients of one kind: their scores, what they do, and the bounds."""

    name: str
    mornings: Value
    sessions: Value
    bounds: tuple[Bound, ...]
    sd: float = 0.8
    chance: float = 0.9
    """Of a session in each slot."""
    slots: tuple[str, ...] = ("am", "pm")
    start_test: int = 3
    morning_pain: int = 3
    age: int = 42
    location: str = "midportion"


Courses = Sequence[tuple[State, ...]]


def of_courses(holds: Callable[[tuple[State, ...]], bool]) -> Callable[[Courses], float]:
    """Return the share of the courses for which something holds."""
    return lambda courses: sum(map(holds, courses)) / len(courses)


def day(states: tuple[State, ...], number: int) -> State:
    """Return the state of a day, the last one of a shorter course."""
    return states[min(number, len(states)) - 1]


def l4_by_84(states: tuple[State, ...]) -> bool:
    """Whether a loaded level was had by day 84."""
    return any(state.level > L3 for state in states[:84])


def ever(*rows: str, until: int = DAYS) -> Callable[[tuple[State, ...]], bool]:
    """Return whether one of some rows was open by a day."""
    return lambda states: any({*rows} & {*state.rows} for state in states[:until])


def days_without_load(courses: Courses) -> float:
    """Return the share of days without a session, but for the off days of maintenance."""
    every = [state for states in courses for state in states]
    idle = [s for s in every if not s.sessions and (s.blocked or s.adaptation is not None)]
    return len(idle) / len(every)


def red_weeks(courses: Courses) -> float:
    """Return the share of weeks with a red day."""
    weeks = [states[first + 1 : first + 8] for states in courses for first in range(0, DAYS, 7)]
    red = [week for week in weeks if any(s.colour_yesterday is Colour.RED for s in week)]
    return len(red) / len(weeks)


def steps_up(states: tuple[State, ...], after: int) -> list[LevelStep]:
    """Return the steps up after a day."""
    return [
        step for state in states[after:] for step in state.level_steps if step.after > step.before
    ]


L4 = "a step to L4 by day 84"
G1 = "heel raises ever"
MAINTENANCE = "maintenance on day 196"
raises = of_courses(lambda states: any(state.concentric != "closed" for state in states))
maintained = of_courses(lambda states: states[-1].phase is Phase.MAINTAIN)
low_at_the_end = of_courses(lambda states: states[-1].level <= L3)
ORDINARY = (
    Bound(L4, of_courses(l4_by_84), least=0.90),
    Bound("at L3 or less on day 196", low_at_the_end, most=0.05),
    Bound("days without load", days_without_load, most=0.02),
    Bound(G1, raises, least=0.75),
    Bound(MAINTENANCE, maintained, least=0.90),
)


def told_at_l1(courses: Courses) -> float:
    """Return the share of the courses at L1 on day 84 that have a row that says so."""
    low = [states for states in courses if day(states, 84).level == L1]
    rows = ever("T20", "T21", "T32", until=84)
    return sum(map(rows, low)) / len(low) if low else 1.0


GROUPS = (
    Group("typical", fall(3, 1, 100), fall(3, 0.5, 80), ORDINARY),
    Group(
        "mild",
        fall(1.5, 0.5, 80),
        fall(1, 0.3, 60),
        (
            Bound(L4, of_courses(l4_by_84), least=0.95),
            Bound(MAINTENANCE, maintained, least=0.75),
            Bound(G1, raises, least=0.90),
        ),
        start_test=1,
    ),
    Group(
        "stable",
        steady(3),
        steady(1.5),
        (
            Bound(L4, of_courses(l4_by_84), least=0.85),
            Bound(G1, raises, most=0.15),
            Bound("weeks with a red day", red_weeks, most=0.30),
        ),
    ),
    Group(
        "sore mornings for long",
        steady(6),
        steady(2),
        (
            Bound("days without load", days_without_load, most=0.06),
            Bound("weeks with a red day", red_weeks, most=0.40),
        ),
        morning_pain=6,
    ),
    Group(
        "tolerated pain",
        steady(2),
        steady(3.5),
        (
            Bound("L2 or more on day 196", of_courses(lambda s: s[-1].level >= L2), least=1.0),
            Bound("T21 or T32 by day 70", of_courses(ever("T21", "T32", until=70)), least=1.0),
        ),
        sd=0.5,
    ),
    Group(
        "once a day",
        fall(3, 0.7, 90),
        fall(2.5, 0.5, 70),
        ORDINARY,
        chance=0.95,
        slots=("am",),
    ),
    Group(
        "older, insertional",
        fall(5, 3, 150),
        fall(3, 1.5, 120),
        (
            Bound("at L1 on day 196", of_courses(lambda s: s[-1].level == L1), most=0.10),
            Bound("T20, T21 or T32, of those at L1 on day 84", told_at_l1, least=1.0),
        ),
        chance=0.65,
        start_test=6,
        morning_pain=5,
        age=68,
        location="insertional",
    ),
    Group(
        "warm-up trap",
        lambda i: 2 + i / 14,
        steady(1),
        (
            Bound(
                "at L1 or blocked on day 196",
                of_courses(lambda s: s[-1].level == L1 or s[-1].blocked),
                least=1.0,
            ),
            Bound("T20 by day 60", of_courses(ever("T20", until=60)), least=0.90),
        ),
        start_test=1,
    ),
    Group(
        "getting worse",
        lambda i: 2 + i / 30,
        lambda i: 2 + i / 20,
        (
            Bound("at L1 on day 120", of_courses(lambda s: day(s, 120).level == L1), least=0.95),
            Bound("no step up after day 60", of_courses(lambda s: not steps_up(s, 60)), least=0.90),
        ),
        start_test=1,
    ),
)


def lived(group: Group, number: int) -> Iterator[Entry]:
    """Yield what one patient of a group logs, the assessment first."""
    chance = Random(f"{group.name} {number}")

    def scored(value: float) -> int:
        return min(max(round(value + chance.gauss(0, group.sd)), 0), 10)

    def entry(i: int, kind: str, **fields: object) -> Entry:
        table = {"id": f"{kind}{i}", "kind": kind, "date": FIRST + dt.timedelta(days=i)}
        return parse({**table, **fields})

    yield entry(0, "assessment", answers=answers(group))
    for i in range(DAYS):
        if chance.random() < 0.95:
            yield entry(i, "morning", pain=scored(group.mornings(i)))
        for slot in group.slots:
            if chance.random() < group.chance:
                yield entry(i, "session", slot=slot, pain=scored(group.sessions(i)))
        if chance.random() < 0.8:
            yield entry(i, "evening", daily_pain=scored(group.mornings(i) / 2))
        if i % 7 == 6:
            yield entry(i, "checkin")
        if i >= 40 and (i - 40) % 14 == 0:
            tests = {"walk_pain": 1, "hop_pain": 1, "raises_left": 25, "raises_right": 26}
            yield entry(i, "check", **tests)


def answers(group: Group) -> dict[str, Any]:
    """Return the answers of a patient: a runner of 80 kg, 120 days of complaint, no sign."""
    return {
        "person": {"age": group.age, "sex": "male", "height_cm": 180.0, "weight_kg": 80.0},
        "complaint": {
            "side": "left",
            "location": group.location,
            "onset": FIRST - dt.timedelta(days=120),
            "last_run": FIRST - dt.timedelta(days=40),
            "seen_professional": True,
            "morning_pain": group.morning_pain,
        },
        "red_flags": {**dict.fromkeys(REQUIRED, False), "spa": ()},
        "risk": {"calf_training_per_week": 1},
        "tests": {"start_test_pain": group.start_test},
    }


def courses(group: Group, count: int = COURSES) -> list[tuple[State, ...]]:
    """Return the courses of a group."""
    until = FIRST + dt.timedelta(days=DAYS - 1)
    return [replay(lived(group, n), protocol(), until).states for n in range(count)]


class Figure(NamedTuple):
    """One share of a group, held against its bound."""

    group: str
    says: str
    share: float
    bound: str
    holds: bool


def figures(count: int = COURSES) -> Iterator[Figure]:
    """Yield every share of every group."""
    for group in GROUPS:
        played = courses(group, count)
        for bound in group.bounds:
            share = bound.share(played)
            least = bound.least is not None
            limit = bound.least if least else bound.most
            text = f"{'at least' if least else 'at most'} {round(100 * (limit or 0))} %"
            yield Figure(group.name, bound.says, share, text, bound.holds(share))


def main() -> int:
    """Print the table; the exit code says whether every bound holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--courses", type=int, default=COURSES, metavar="N")
    chosen = parser.parse_args()
    every = list(figures(chosen.courses))
    for one in every:
        mark = "" if one.holds else "  BROKEN"
        sys.stdout.write(
            f"{one.group:24}{one.says:46}{100 * one.share:5.1f} %  ({one.bound}){mark}\n"
        )
    if chosen.json:
        rows = [one._asdict() for one in every]
        chosen.json.write_text(json.dumps({"populations": rows}, indent=1), "utf-8")
    return int(not all(one.holds for one in every))


if __name__ == "__main__":
    sys.exit(main())
