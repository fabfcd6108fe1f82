"""The programme of the article, as the data file states it."""

import tomllib
from typing import Any

import pytest

from achillescli.catalogue import bundled_path
from achillescli.core.programme.protocol import Dose, FirstDays, Protocol, StartTestRow
from achillescli.core.state import Level
from tests.kit.course_kit import PROTOCOL, rows


def tables() -> dict[str, Any]:
    return tomllib.loads(bundled_path("protocol.toml").read_text("utf-8"))


def test_doses() -> None:
    assert (PROTOCOL.dose.sets, PROTOCOL.dose.reps) == (3, 15)
    assert (PROTOCOL.dose.raise_s, PROTOCOL.dose.lower_s, PROTOCOL.dose.rest_s) == (1, 3, 120)
    assert PROTOCOL.easier_dose == Dose(2, 15)
    assert PROTOCOL.first_days == FirstDays(65, [1, 1, 2, 2])
    assert (PROTOCOL.concentric.sets, PROTOCOL.concentric.reps) == (3, 15)


@pytest.mark.hazard("H34")
def test_ninety_repetitions_a_day() -> None:
    assert 2 * PROTOCOL.dose.sets * PROTOCOL.dose.reps == 90


def test_the_programme_is_what_the_tables_of_its_file_say() -> None:
    stated = tables()
    found = Protocol.of(stated)
    assert found.id == stated["id"]
    for name in set(stated) - {"id", "cited_by", "start_test", "running"}:
        assert getattr(found, name)._asdict() == stated[name], name
    assert [row._asdict() for row in found.start_test] == stated["start_test"]
    running = stated["running"]
    assert running["A"] == found.running.A
    assert running["B"] == found.running.B
    for step, table in zip(found.running.steps, running["steps"], strict=True):
        assert step._asdict() == {"walk_min": 0, "times": 1} | table


START = """
# pain   level
  0      L3
  2      L3
  3      L2
  5      L2
  6      L1
  10     L1
  unable L1
"""


@pytest.mark.parametrize(("pain", "level"), rows(START))
def test_start_level(pain: str, level: str) -> None:
    given = PROTOCOL.start_level(int(pain) if pain.isdigit() else pain)
    assert str(given) == level


def test_start_test_is_read_in_its_order() -> None:
    assert PROTOCOL.start_test == (StartTestRow(2, 3), StartTestRow(5, 2))


CEILING = """
# weight  N   the heaviest backpack
  80      8   20
  200     8   20
  79.9    7   17.5
  70      7   17.5
  69.9    6   15
  40      4   10
  20      2   5
  -       4   10
"""


@pytest.mark.hazard("H31")
@pytest.mark.parametrize(("weight", "steps", "kg"), rows(CEILING))
def test_ceiling(weight: str, steps: str, kg: str) -> None:
    ceiling = PROTOCOL.load.ceiling(None if weight == "-" else float(weight))
    assert (str(ceiling), PROTOCOL.load.kg(ceiling)) == (f"L4.{steps}", float(kg))


def test_loads() -> None:
    load = PROTOCOL.load
    assert (load.step_kg, load.max_kg, load.max_share_of_weight) == (2.5, 20, 0.25)
    assert load.steps_when_weight_unknown == 4
    assert [PROTOCOL.load.kg(Level(level)) for level in (1, 2, 3, 4, 5, 11)] == [
        0,
        0,
        0,
        2.5,
        5,
        20,
    ]
    assert PROTOCOL.load.from_day == 15


STEPS = """
# step running minutes  walk  times  passes
  RW1  3                4     3      3
  RW2  4                3     3      3
  RW3  6                3     3      3
  RW4  10               2     2      3
  RC1  5                0     1      2
  RC2  10               0     1      2
  RC3  15               0     1      2
  RC4  20               0     1      2
  RC5  25               0     1      2
  RC6  30               0     1      2
"""


@pytest.mark.parametrize(("name", "run", "walk", "times", "passes"), rows(STEPS))
def test_running_step(name: str, run: str, walk: str, times: str, passes: str) -> None:
    step = PROTOCOL.running.step(name)
    assert (step.run_min, step.walk_min, step.times, step.passes) == tuple(
        map(int, (run, walk, times, passes))
    )
    assert step.minutes == int(run) * int(times)


def test_paths() -> None:
    assert PROTOCOL.running.A == ["RC1", "RC2", "RC3", "RC4", "RC5", "RC6"]
    assert PROTOCOL.running.B == ["RW1", "RW2", "RW3", "RW4", "RC4", "RC5", "RC6"]


def test_days_of_the_phases() -> None:
    phases = PROTOCOL.phases
    assert (phases.load_until_day, phases.load_plus_until_day) == (42, 84)
    assert (PROTOCOL.maintain.days, PROTOCOL.maintain.weeks) == ([1, 3, 5], 12)
    assert PROTOCOL.early.last_day_after_onset == 7
    assert PROTOCOL.concentric.from_day == 43


def test_cross_training() -> None:
    shares = PROTOCOL.cross_training
    assert (shares.weeks_1_2, shares.weeks_3_6, shares.later) == (50, 75, 100)


def test_level_names() -> None:
    assert [str(Level(level)) for level in (1, 2, 3, 4, 11)] == ["L1", "L2", "L3", "L4.1", "L4.8"]


@pytest.mark.parametrize("table", ["dose", "load", "phases", "running", "maintain"])
def test_a_number_that_nothing_knows_is_refused(table: str) -> None:
    told = tables()
    told[table] = {**told[table], "surprise": 1}
    with pytest.raises(TypeError, match="surprise"):
        Protocol.of(told)


def test_a_missing_number_is_refused() -> None:
    told = tables()
    del told["dose"]["reps"]
    with pytest.raises(TypeError, match="reps"):
        Protocol.of(told)
