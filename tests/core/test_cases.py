"""Courses that a physiotherapist can read, with what the rules should make of them."""

import tomllib
from typing import Any

import pytest

from achillescli.catalogue import bundled_path
from achillescli.core.state import State
from tests.kit import places
from tests.kit.course_kit import Log, number

CASES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(places.CASES.glob("*.toml"))]
NAMES = [case["name"] for case in CASES]


def write(log: Log, week: dict[str, str], at: int) -> None:
    """Write the seven days of week ``at``, the first being 0."""
    scores = zip(week["mornings"].split(), week["sessions"].split(), strict=True)
    tablets = {number(day) for day in week.get("tablets", "").split()}
    for n, (morning, pain) in enumerate(scores, 1):
        day = 7 * at + n
        if morning != "-":
            log.on(day, "morning", pain=number(morning))
        for slot in () if pain == "-" else ("am", "pm"):
            log.on(day, "session", slot=slot, pain=number(pain))
        if n in tablets:
            log.on(day, "painkiller")
    log.on(7 * at + 7, "checkin")


def lived(case: dict[str, Any]) -> Log:
    """Return the log of a case; the last morning is like the one before it."""
    log = Log(start=case["start_test"], location=case["location"])
    for at, week in enumerate(case["week"]):
        write(log, week, at)
    last = case["week"][-1]["mornings"].split()[-1]
    return log.on(7 * len(case["week"]) + 1, "morning", pain=number(last))


def knee(state: State) -> str | None:
    """Return the knee of the day's last exercise; None without a session."""
    names = [session.work[0].exercise for session in state.sessions]
    return names[-1].removeprefix("heel-drop-") if names else None


def found(states: tuple[State, ...], at: int, week: dict[str, str]) -> dict[str, Any]:
    """Return what the rules made of a week, in the words of the case."""
    last, after = states[7 * at + 6], states[7 * at + 7]
    every = {
        "level": str(last.level),
        "rom": last.rom,
        "pm": knee(last),
        "decision": after.decision.verdict.value,
        "rule": after.decision.rule,
        "broken": after.break_rule,
    }
    return {name: every[name] for name in every if name in week}


def expected(week: dict[str, str]) -> dict[str, str]:
    return {name: week[name] for name in week if name not in ("mornings", "sessions", "tablets")}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_case(case: dict[str, Any]) -> None:
    weeks = case["week"]
    states = lived(case).states(7 * len(weeks) + 1)
    assert [found(states, at, week) for at, week in enumerate(weeks)] == list(map(expected, weeks))
    if "phase_after" in case:
        assert states[-1].phase.value == case["phase_after"]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_case_is_told_and_has_a_source(case: dict[str, Any]) -> None:
    sources = tomllib.loads(bundled_path("sources.toml").read_text("utf-8"))
    assert case["source"] in sources
    assert case["place"]
    assert case["says"].endswith(".")


def test_there_are_six_of_them() -> None:
    assert len(set(NAMES)) == 6
