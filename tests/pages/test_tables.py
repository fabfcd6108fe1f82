"""docs/tables.md: each query is run as it stands there, and says what the program says."""

import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pytest

from achillescli.core.course import Replay
from achillescli.core.state import Colour
from achillescli.core.views import days, summary
from achillescli.core.views.red_days import red_days
from achillescli.render.data import tables
from tests.kit.course_kit import Log, date
from tests.kit.places import ROOT

PAGE = (ROOT / "docs/tables.md").read_text("utf-8")
BLOCK = re.compile(r"^### (.+?)\n.*?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUERIES = {title: code for title, _, code in BLOCK.findall(PAGE)}

ANNA = (
    Log()
    .days("3/2*10 3/7 4/2*3 2/1*7 2/1' -/.*3 2/1*10")
    .on(22, "pause", **{"from": date(23), "until": date(25), "reason": "ill"})
    .run(10, 20)
    .check(3, visa_a=40, variant="Dutch", activities=[{"name": "stairs", "score": 7}])
    .check(31, visa_a=60, activities=[{"name": "stairs", "score": 3}, {"name": "hill", "score": 5}])
)
LOGS = {
    "anna": (ANNA, 35),
    "bram": (Log(start="unable").days("-/1*12"), 12),  # no morning at all
    "carla": (
        Log().days("1/0*18 1/7*2").flag(20, gap=True).check(18, start_test_pain="unable"),
        20,
    ),
}
PEOPLE = sorted(LOGS)

Rows = Callable[[str], list[tuple[Any, ...]]]
"""Gives the rows of the query with a title."""


def course(person: str) -> Replay:
    log, until = LOGS[person]
    return log.until(until)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("caseload")
    for person, (log, _) in LOGS.items():
        (root / person).mkdir()
        files = {
            "days": tables.days(days.lines(course(person))),
            "entries": tables.entries(log.entries),
        }
        for name, text in files.items():
            (root / person / f"{name}.csv").write_text(text, "utf-8", newline="")
    return root


@pytest.fixture
def one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    monkeypatch.chdir(folder / "anna")
    return lambda title: duckdb.connect().execute(QUERIES[title]).fetchall()


@pytest.fixture
def many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    monkeypatch.chdir(folder)
    base = duckdb.connect()
    base.execute(QUERIES["All days"])
    return lambda title: base.execute(QUERIES[title]).fetchall()


def test_every_query_is_known_here() -> None:
    assert list(QUERIES) == [
        *("Week by week", "Red days", "Questionnaires", "Activities of one's own"),
        *("All days", "Where everyone is", "Who needs a look"),
        *("Mornings in each week of the programme", "Weeks", "The newest day of each"),
    ]
    assert PAGE.count("```") == 2 * len(QUERIES)


def test_every_column_of_the_days_is_told() -> None:
    table = PAGE.partition("## The columns of days")[2].partition("\n## ")[0]
    told = [
        name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in row.split()
    ]
    assert [name.strip("`") for name in told] == list(tables.DAY_COLUMNS)


def test_the_weeks_are_those_of_the_report(
    one: Rows,
) -> None:
    weeks = summary.weeks(course("anna"))
    assert one("Week by week") == [
        (
            week.number,
            week.morning_median and float(week.morning_median),
            week.session_worst,
            week.completed,
            week.prescribed,
            week.colours[Colour.RED],
            week.level,
        )
        for week in weeks
    ]
    assert [week.completed for week in weeks] != [week.prescribed for week in weeks]


def test_red_days_have_what_was_run_before_them(
    one: Rows,
) -> None:
    (red,) = red_days(course("anna"))
    assert one("Red days") == [(red.date, red.pain, None, 20, red.next_morning)]


def test_questionnaires_have_their_version(
    one: Rows,
) -> None:
    assert one("Questionnaires") == [(date(3), 40, "Dutch"), (date(31), 60, None)]


def test_activities_have_a_row_each(
    one: Rows,
) -> None:
    assert one("Activities of one's own") == [
        (date(3), "stairs", 7),
        (date(31), "hill", 5),
        (date(31), "stairs", 3),
    ]


def test_everyone_is_where_the_program_says(
    many: Rows,
) -> None:
    found = many("Where everyone is")
    assert [row[0] for row in found] == PEOPLE
    for person, day, level, blocked, signs, mornings, reds in found:
        replay = course(person)
        state, known = replay.states[-1], [replay.diary[s.date].m for s in replay.states]
        assert (day, level, blocked) == (state.day, str(state.level), state.blocked)
        assert all(row in signs for row in state.rows)
        assert mornings == pytest.approx(sum(m is not None for m in known) / len(known))
        assert reds == len(red_days(replay))


def test_who_needs_a_look_is_found(many: Rows) -> None:
    assert many("Who needs a look") == [("bram", False, 0, 0), ("carla", True, 2, 7)]


def test_mornings_are_counted_over_people(
    many: Rows,
) -> None:
    weeks = [
        (week.number, float(week.morning_median))
        for person in PEOPLE
        for week in summary.weeks(course(person))
        if week.morning_median is not None
    ]
    by_week = groupby(sorted(weeks), key=lambda pair: pair[0])
    medians = {number: [value for _, value in pairs] for number, pairs in by_week}
    assert many("Mornings in each week of the programme") == [
        (number, len(values), median(values)) for number, values in medians.items()
    ]


def of_python(title: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(QUERIES[title], names)
    return names


@pytest.mark.slow
def test_pandas_reads_one_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "anna")
    weeks = summary.weeks(course("anna"))
    found = of_python("Weeks")["weeks"]
    assert list(found.index) == [week.number for week in weeks]
    assert list(found["level"]) == [week.level for week in weeks]
    assert list(found["red_days"]) == [week.colours[Colour.RED] for week in weeks]
    medians = [week.morning_median for week in weeks if week.morning_median is not None]
    assert list(found["morning"].dropna()) == [float(one) for one in medians]
    worst = [week.session_worst for week in weeks if week.session_worst is not None]
    assert list(found["worst_pain"].dropna()) == worst


@pytest.mark.slow
def test_pandas_reads_many_logs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = of_python("The newest day of each")
    last = {person: course(person).states[-1] for person in PEOPLE}
    newest = found["newest"].droplevel(1)
    assert list(newest.index) == PEOPLE
    assert list(newest["day"]) == [state.day for state in last.values()]
    assert list(newest["level"]) == [str(state.level) for state in last.values()]
    assert list(newest["blocked"]) == [state.blocked for state in last.values()]
    assert [*found["red_days"]] == [len(red_days(course(person))) for person in PEOPLE]
