"""Courses written down day by day, so that a test reads like a logbook."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Self

from achillescli.catalogue import protocol
from achillescli.core import course
from achillescli.core.assessment import triage
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.state import Finding, State

PROTOCOL = protocol()
DAY_ONE = dt.date(2026, 1, 5)

PLACES = {
    "person": ("age", "sex", "height_cm", "weight_kg"),
    "complaint": (
        "side location onset previous_episode_end morning_pain startup_trouble sport_pain"
        " after_sport_pain daily_pain rest_pain stiffness_min thickened sport_possible last_run"
        " seen_professional sport goal"
    ).split(),
    "red_flags": RED_FLAGS,
    "risk": (
        "achilles_last_12m other_tendinopathy_or_fracture load_unchanged calf_training_per_week"
        " stiff_ankle technique_changed longest_run_30d_km last_or_next_run_km runs_last_7d"
        " runs_previous_28d intensity_jump foot_deviation hard_days_clustered"
        " cold_without_warm_clothing alcohol_per_week metabolic"
    ).split(),
    "tests": (
        "knee_to_wall_left_cm knee_to_wall_right_cm raises_left raises_right start_test_pain"
    ).split(),
}
SECTION = {name: section for section, names in PLACES.items() for name in names}

CALM = {
    "age": 30,
    "sex": "female",
    "height_cm": 180,
    "weight_kg": 80,
    "side": "left",
    "location": "midportion",
    "onset": 60,
    **dict.fromkeys(RED_FLAGS, False),
    "spa": [],
}
"""A complaint of 60 days without warning signs or risk factors."""

VALUES = {"": True, "yes": True, "no": False, "None": None}

TOKEN = re.compile(
    r"(?P<m>\d+|-)/(?P<p>\d+|\?|\.)(?P<one>')?(\+(?P<a>\d+))?(d(?P<daily>\d+))?(?P<k>k)?"
    r"(\*(?P<times>\d+))?"
)


def rows(table: str) -> list[list[str]]:
    """Return the words of each line of a table; # starts a remark."""
    lines = (line.split("#")[0].split() for line in table.splitlines())
    return [words for words in lines if words]


def cells(table: str) -> list[list[str]]:
    """Return the cells of each line of a table; | parts them, # starts a remark."""
    lines = (line.split("#")[0].strip() for line in table.splitlines())
    return [[cell.strip() for cell in line.split("|")] for line in lines if line]


def told(text: str) -> dict[str, Any]:
    """Return the answers that words state: ``snap age=40 stiff_ankle=no spa=uveitis,ibd``."""
    return {name: _value(name, word) for name, _, word in (w.partition("=") for w in text.split())}


def _value(name: str, word: str) -> Any:
    if name == "spa":
        return [item for item in word.split(",") if item]
    if word in VALUES and name != "sport_possible":
        return VALUES[word]
    try:
        return float(word) if "." in word else int(word)
    except ValueError:
        return word


def number(word: str) -> int | None:
    """Return the whole number that a word states, None for a dash."""
    return None if word == "-" else int(word)


def date(day: int) -> dt.date:
    """Return the date of a day of the course; day 1 is 5 January 2026."""
    return DAY_ONE + dt.timedelta(days=day - 1)


def before(on: dt.date, days: Any) -> Any:
    """Return the date so many days before another, or the value itself when it is no number."""
    whole = isinstance(days, int) and not isinstance(days, bool)
    return on - dt.timedelta(days=days) if whole else days


def answers(on: dt.date = DAY_ONE, **changes: Any) -> dict[str, dict[str, Any]]:
    """Return the tables of an assessment; None leaves a question out, dates are days ago."""
    tables: dict[str, dict[str, Any]] = {section: {} for section in PLACES}
    for name, value in {**CALM, **changes}.items():
        ago = name.endswith("_last") or name in ("onset", "previous_episode_end", "last_run")
        if value is not None:
            tables[SECTION[name]][name] = before(on, value) if ago else value
    return tables


class Log:
    """A log; its assessment is on day 1 unless it is written otherwise."""

    def __init__(
        self, *, assessed: int | None = 1, start: str | int | None = 1, **changes: Any
    ) -> None:
        self.entries: list[entries.Entry] = []
        self._next = 1
        if assessed is not None:
            self.assess(assessed, start_test_pain=start, **changes)

    def copy(self) -> Self:
        """Return a log with the same entries."""
        log = type(self)(assessed=None)
        log.entries, log._next = [*self.entries], self._next
        return log

    def on(self, day: int, kind: str, **fields: Any) -> Self:
        """Write one entry."""
        name = f"e{len(self.entries)}"
        self.entries.append(entries.parse({"id": name, "kind": kind, "date": date(day), **fields}))
        return self

    def assess(self, day: int, *, new_course: bool = False, **changes: Any) -> Self:
        """Write an assessment."""
        told = answers(date(day), **changes)
        return self.on(day, "assessment", answers=told, new_course=new_course)

    def flag(self, day: int, **signs: Any) -> Self:
        """Write answers to warning signs."""
        return self.on(day, "flag", **signs)

    def cleared(self, day: int, by: str, *names: str) -> Self:
        """Write a clearance of some rows, or of every row."""
        return self.on(day, "clearance", by=by, rows=list(names or triage.ROW))

    def check(self, day: int, **tests: Any) -> Self:
        """Write a check."""
        return self.on(day, "check", **tests)

    def run(self, day: int, minutes: float, **fields: Any) -> Self:
        """Write a run without pain, unless said otherwise."""
        return self.on(day, "run", minutes=minutes, **{"pain": 0, **fields})

    def later(self, days: int) -> Self:
        """Leave out so many days before the next one that is written."""
        self._next += days
        return self

    def days(self, pattern: str) -> Self:
        """Write the next days: ``2/1`` is a morning of 2 and two sessions with pain 1.

        ``-`` morning missing, ``?`` no pain score, ``.`` no session, ``'`` one session,
        Every seventh day has a check-in. ``+4`` afterwards 4, ``d1`` daily pain 1, ``k`` a painkiller, ``*7`` seven such days.
        """
        for word in pattern.split():
            token = TOKEN.fullmatch(word)
            assert token, word
            for _ in range(int(token["times"] or 1)):
                self._day(self._next, token)
                if self._next % 7 == 0:
                    self.on(self._next, "checkin")
                self._next += 1
        return self

    def _day(self, day: int, token: re.Match[str]) -> None:
        if token["m"] != "-":
            self.on(day, "morning", pain=int(token["m"]))
        slots = ("am",) if token["one"] else ("am", "pm")
        for slot in () if token["p"] == "." else slots:
            pain = {} if token["p"] == "?" else {"pain": int(token["p"])}
            self.on(day, "session", slot=slot, **pain)
        if token["a"] or token["daily"]:
            scores = {"after": token["a"], "daily_pain": token["daily"]}
            self.on(day, "evening", **{name: int(s) for name, s in scores.items() if s})
        if token["k"]:
            self.on(day, "painkiller")

    @property
    def corrected(self) -> tuple[entries.Entry, ...]:
        """The log with its corrections applied."""
        return corrections.log_of(self.entries)

    def until(self, day: int) -> course.Replay:
        """Return the course up to a day."""
        return course.replay(self.corrected, PROTOCOL, date(day))

    def states(self, until: int) -> tuple[State, ...]:
        """Return the state of every day up to one."""
        return self.until(until).states

    def day(self, day: int) -> State:
        """Return the state of a day."""
        return self.until(day).states[-1]

    def standing(self, day: int) -> tuple[str, ...]:
        """Return the rows that stand on a day, with a course or without."""
        return self.until(day).standing.rows

    def levels(self, until: int) -> list[str]:
        """Return the level of every day up to one."""
        return [str(state.level) for state in self.states(until)]

    def verdicts(self, until: int) -> list[str]:
        """Return the weekly decisions up to a day, such as "HOLD W2"."""
        taken = [state.decision for state in self.states(until) if state.decision]
        return [f"{decision.verdict} {decision.rule}" for decision in taken]


def unmet(findings: Iterable[Finding]) -> set[str]:
    """Return the keys of the conditions that do not hold."""
    return {finding.key for finding in findings if not finding.met}


def met(findings: Iterable[Finding]) -> set[str]:
    """Return the keys of the conditions that hold."""
    return {finding.key for finding in findings if finding.met}
