"""The risk checklist: factors and points, never a chance."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.assessment import risk
from achillescli.core.log.answers import Answers, Person, Side
from achillescli.core.log.values import record
from tests.kit.course_kit import DAY_ONE, answers, cells, rows, told
from tests.kit.each import each


def found(**changes: Any) -> risk.RiskResult:
    return risk.factors(record(Answers, answers(**changes)), DAY_ONE)


def ids(result: risk.RiskResult) -> list[str]:
    return [factor.id for factor in result.factors]


FACTORS = """
# answers                                                   | factors
                                                            |
  achilles_last_12m                                         | R01
  other_tendinopathy_or_fracture                            | R02
  sex=male                                                  | R03
  sex=unspecified                                           |
  age=34                                                    |
  age=35                                                    | R04
  age=35 load_unchanged     calf_training_per_week=1        | R04 R05
  age=36 load_unchanged     calf_training_per_week=0        | R04 R05
  age=35 load_unchanged     calf_training_per_week=2        | R04
  age=35 load_unchanged                                     | R04
  age=35 load_unchanged=no calf_training_per_week=1         | R04
  age=34 load_unchanged     calf_training_per_week=1        |
  stiff_ankle                                               | R06
  stiff_ankle     knee_to_wall_left_cm=9                    |
  knee_to_wall_left_cm=8.99                                 | R06
  knee_to_wall_right_cm=8                                   | R06
  knee_to_wall_right_cm=9                                   |
  knee_to_wall_left_cm=9 knee_to_wall_right_cm=10.5         |
  knee_to_wall_left_cm=10.6 knee_to_wall_right_cm=9.1       |
  knee_to_wall_left_cm=9 knee_to_wall_right_cm=10.51        | R06
  knee_to_wall_left_cm=12 knee_to_wall_right_cm=10          | R06
  raises_left=21                                            |
  raises_left=19                                            |
  raises_left=18                                            | R07   # 0.7 x 27 = 18.9
  age=29 raises_left=21                                     |       # 0.7 x 30 = 21
  age=29 raises_left=20                                     | R07
  age=70 raises_right=10                                    | R04   # 0.7 x 14 = 9.8
  age=70 raises_right=9                                     | R04 R07
  raises_left=27 raises_right=30                            |       # 90 %
  raises_left=26 raises_right=30                            | R07
  raises_left=30 raises_right=26                            |       # the other leg is the weaker
  side=right raises_left=30 raises_right=26                 | R07
  side=both raises_left=30 raises_right=26                  | R07
  side=both raises_left=26 raises_right=30                  | R07
  technique_changed                                         | R08
  longest_run_30d_km=10 last_or_next_run_km=11              |
  longest_run_30d_km=10 last_or_next_run_km=11.01           | R09
  longest_run_30d_km=10 last_or_next_run_km=20              | R09
  longest_run_30d_km=10 last_or_next_run_km=20.01           | R10
  runs_last_7d=4 runs_previous_28d=8                        | R11
  runs_last_7d=4 runs_previous_28d=9                        |
  runs_last_7d=2 runs_previous_28d=0                        | R11
  runs_last_7d=1 runs_previous_28d=0                        |
  runs_last_7d=9                                            |
  runs_previous_28d=0                                       |
  intensity_jump                                            | R12
  foot_deviation                                            | R15
  hard_days_clustered                                       | R16
  cold_without_warm_clothing                                | R17
  alcohol_per_week=6                                        |
  alcohol_per_week=7                                        | R18
  metabolic                                                 | R19
  fluoroquinolone_last=180                                  | R20
  fluoroquinolone_last=181                                  |
  fluoroquinolone_last                                      | R20
  oral_steroid_last=90                                      | R21
  oral_steroid_last=91                                      |
  oral_steroid_last                                         | R21
  tendon_injection_last=84                                  | R21
  tendon_injection_last=85                                  |
  tendon_injection_last                                     | R21
"""


@each(("text", "wanted"), cells(FACTORS))
def test_factors(text: str, wanted: str) -> None:
    assert ids(found(**told(text))) == sorted(wanted.split(), key=by_points)


POINTS = """
  R01 4 B no       R02 2 C no       R03 1 B no      R04 1 D no       R05 1 D yes     R06 2 D yes
  R07 2 C yes      R08 1 D yes      R09 1 B yes     R10 2 B yes      R11 1 D yes     R12 1 D yes
  R13 1 D yes      R14 2 D yes      R15 1 D partly  R16 1 D yes      R17 1 C yes     R18 1 C yes
  R19 1 C partly   R20 3 B no       R21 2 B no
"""


def quarters() -> list[tuple[str, ...]]:
    words = POINTS.split()
    return [tuple(words[at : at + 4]) for at in range(0, len(words), 4)]


def by_points(name: str) -> tuple[int, str]:
    return next(-int(points) for row, points, *_ in quarters() if row == name), name


def test_points_grades_and_what_can_be_changed() -> None:
    listed = [(f.id, str(f.points), f.grade, f.modifiable) for f in risk.FACTORS]
    assert listed == quarters()


BMI = """
# height weight  factor
  200    99.99   -
  200    100     R13
  200    119.99  R13
  200    120     R14
  150    67.5    R14
  175    76.5625 R13     # 25 exactly
  173    74.8225 R13     # 25 exactly, but not in floats
  173    74.82   -
"""


@each(("height", "weight", "wanted"), rows(BMI))
def test_body_mass_index(height: str, weight: str, wanted: str) -> None:
    result = found(height_cm=float(height), weight_kg=float(weight))
    assert ids(result) == ([] if wanted == "-" else [wanted])


@each("gone", ["height_cm", "weight_kg"])
def test_no_index_without_both(gone: str) -> None:
    assert ids(found(**{"height_cm": 150, "weight_kg": 90, gone: None})) == []


SPIKES = """
# longest run  class
  10      5    none
  10      11   none
  10      11.1 small
  10      13   small
  10      13.1 moderate
  10      20   moderate
  10      20.1 large
  0.3     0.33 none      # 1.1 exactly, but not in floats
  0.7     0.91 small     # 1.3 exactly
  3       6    moderate
  0       0    none
  0       0.1  large
  0       3    large
  -       5    None
  5       -    None
"""


@each(("longest", "run", "wanted"), rows(SPIKES))
def test_spike(longest: str, run: str, wanted: str) -> None:
    known = (None if word == "-" else float(word) for word in (longest, run))
    assert str(risk.spike(*known)) == wanted


MEDIANS = """
# age male female
  18  37   30
  29  37   30
  30  33   27
  39  33   27
  40  28   25
  49  28   25
  50  24   22
  59  24   22
  60  19   19
  69  19   19
  70  14   14
  95  14   14
"""


@each(("age", "male", "female"), rows(MEDIANS))
def test_median_raises(age: str, male: str, female: str) -> None:
    wanted: dict[Any, int] = {"male": int(male), "female": int(female), "unspecified": int(male)}
    assert {sex: risk.raise_median(Person(age=int(age), sex=sex)) for sex in wanted} == wanted


EVEN = """
# side  left right  below 90 %
  left  9    10     no
  left  89   100    yes
  left  90   100    no
  left  10   9      no
  right 10   9      no
  right 100  89     yes
  right 9    10     no
  both  9    10     no
  both  10   9      no
  both  89   100    yes
  both  100  89     yes
  left  0    0      no
  both  0    0      no
  left  0    1      yes
  left  1    0      no
"""


@pytest.mark.hazard("H35")
@each(("side", "left", "right", "wanted"), rows(EVEN))
def test_side_to_side_index(side: Side, left: str, right: str, wanted: str) -> None:
    assert risk.asymmetric(side, int(left), int(right)) is (wanted == "yes")


def test_no_raises_at_all_on_both_legs_are_few_but_even() -> None:
    assert ids(found(raises_left=0, raises_right=0)) == ["R07"]


BANDS = """
# points  answers                                                             | band
  0       -                                                                   | few
  3       metabolic foot_deviation intensity_jump                             | few
  4       achilles_last_12m                                                   | several
  7       achilles_last_12m metabolic foot_deviation intensity_jump           | several
  8       achilles_last_12m other_tendinopathy_or_fracture metabolic foot_deviation | many
"""


@each(("line", "band"), cells(BANDS))
def test_band(line: str, band: str) -> None:
    points, *names = line.split()
    result = found(**dict.fromkeys([name for name in names if name != "-"], True))
    assert (result.points, result.band) == (int(points), band)


def test_factors_are_listed_by_points_and_then_by_id() -> None:
    result = found(
        sex="male", age=40, achilles_last_12m=True, stiff_ankle=True, fluoroquinolone_last=20
    )
    assert ids(result) == ["R01", "R20", "R06", "R03", "R04"]
    assert (result.points, result.band) == (11, "many")


def test_days_count_to_the_asked_date() -> None:
    told_then = record(Answers, answers(fluoroquinolone_last=170))
    later = [DAY_ONE + dt.timedelta(days=days) for days in (10, 11)]
    assert [ids(risk.factors(told_then, on)) for on in later] == [["R20"], []]
