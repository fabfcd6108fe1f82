"""Which rows stand on a date, how soon to see whom, and what lifts them."""

from typing import Any

import pytest

from achillescli.core import course
from achillescli.core.assessment import triage
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.state import Decision, Finding, Referral, Verdict
from tests.kit.course_kit import Log, before, cells, date, rows, told
from tests.kit.each import each

SIGNS = """
# answers                                  | rows    | level        | cleared by physio | by doctor | answered no
                                           |         | NONE         |         |     |
  chest_pain                               | T01     | EMERGENCY    | T01     |     | T01
  coughing_blood                           | T01     | EMERGENCY    | T01     |     | T01
  breathless calf_swollen                  | T01 T04 | EMERGENCY    | T01 T04 |     | T01 T04
  breathless calf_warm calf_red            | T01 T04 | EMERGENCY    | T01 T04 |     | T01 T04
  snap weak_push_off                       | T02     | SAME_DAY     |         |     | T02
  snap lost_single_raise                   | T02     | SAME_DAY     |         |     | T02
  snap weak_push_off lost_single_raise     | T02     | SAME_DAY     |         |     | T02
  gap                                      | T03     | SAME_DAY     |         |     | T03
  squeeze_positive                         | T03     | SAME_DAY     |         |     | T03
  calf_swollen                             | T04     | SAME_DAY     | T04     |     | T04
  calf_warm calf_red                       | T04     | SAME_DAY     | T04     |     | T04
  calf_red calf_throbbing                  | T04     | SAME_DAY     | T04     |     | T04
  calf_swollen calf_warm                   | T04     | SAME_DAY     | T04     |     | T04
  calf_swollen calf_red                    | T04     | SAME_DAY     | T04     |     | T04
  calf_swollen calf_throbbing              | T04     | SAME_DAY     | T04     |     | T04
  fever hot_red_tendon                     | T05     | SAME_DAY     | T05     |     | T05
  fever wound                              | T05     | SAME_DAY     | T05     |     | T05
  unwell hot_red_tendon                    | T05     | SAME_DAY     | T05     |     | T05
  unwell wound                             | T05     | SAME_DAY     | T05     |     | T05
  hot_red_tendon wound                     | T05     | SAME_DAY     | T05     |     | T05
  cannot_walk_4_steps                      | T06     | SAME_DAY     |         |     | T06
  fluoroquinolone_last=0                   | T07     | SAME_DAY     | T07     |     | T07
  fluoroquinolone_last=61                  | T08     | DOCTOR_FIRST | T08     |     | T08
  oral_steroid_last=0                      | T09     | DOCTOR_FIRST | T09     |     | T09
  tendon_injection_last=0                  | T09     | DOCTOR_FIRST | T09     |     | T09
  age=17                                   | T10     | DOCTOR_FIRST | T10     |     | T10
  night_pain                               | T11     | DOCTOR_FIRST | T11     |     | T11
  weight_loss                              | T11     | DOCTOR_FIRST | T11     |     | T11
  cancer_with_new_pain                     | T11     | DOCTOR_FIRST | T11     |     | T11
  spa=uveitis location=insertional         | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=ibd location=both                    | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=diagnosed                            | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=family,back_pain side=both           | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=psoriasis stiffness_min=31           | T12     | DOCTOR_FIRST | T12     |     | T12
  stiffness_min=31                         | T13     | DOCTOR_SOON  |         |     | T13
  both_heels_unexplained                   | T14     | DOCTOR_FIRST |         |     | T14
  numbness                                 | T15     | DOCTOR_FIRST |         |     | T15
  pinpoint_bone_pain                       | T15     | DOCTOR_FIRST |         |     | T15
  tendon_rupture_or_surgery                | T16     | DOCTOR_FIRST |         |     | T16
  diabetic_foot                            | T16     | DOCTOR_FIRST |         |     | T16
  leg_artery_disease                       | T16     | DOCTOR_FIRST |         |     | T16
  effort_limited                           | T16     | DOCTOR_FIRST |         |     | T16
  tendon_nodules                           | T17     | DOCTOR_SOON  |         |     | T17
  high_cholesterol_family                  | T17     | DOCTOR_SOON  |         |     | T17
  rest_pain=8                              | T18     | DOCTOR_FIRST |         |     | T18
  onset=85 seen_professional=no            | T23     | PHYSIO       |         |     | T23
  location=elsewhere                       | T24     | DOCTOR_FIRST | T24     | T24 | T24
  breathless                               | T25     | SAME_DAY     | T25     |     | T25
  snap                                     | T26     | DOCTOR_FIRST |         |     | T26
  lost_single_raise                        | T26     | DOCTOR_FIRST |         |     | T26
  weak_push_off lost_single_raise          | T26     | DOCTOR_FIRST |         |     | T26
  wound                                    | T27     | DOCTOR_SOON  |         |     |
  weak_push_off                            | T28     | PHYSIO       |         |     | T28
  hot_red_tendon                           | T30     | DOCTOR_FIRST | T30     |     |
  calf_warm                                | T31     | DOCTOR_SOON  | T31     |     | T31
  calf_red                                 | T31     | DOCTOR_SOON  | T31     |     | T31
  calf_throbbing                           | T31     | DOCTOR_SOON  | T31     |     | T31
  side=both seen_professional=no           | T35     | PHYSIO       |         |     | T35
  spa=family side=both                     | T36     | DOCTOR_SOON  |         |     | T36
  spa=back_pain location=insertional       | T36     | DOCTOR_SOON  |         |     | T36
  spa=family stiffness_min=31              | T36     | DOCTOR_SOON  |         |     | T36
  fall_risk                                | T37     | PHYSIO       |         |     | T37
  pregnant                                 | T38     | PHYSIO       |         |     |
# edges and signs that need another
  fever unwell                             |         | NONE         |         |     |
  side=both seen_professional=yes          |         | NONE         |         |     |
  side=left seen_professional=no           |         | NONE         |         |     |
  spa=family                               |         | NONE         |         |     |
  spa=family,back_pain                     |         | NONE         |         |     |
  spa=psoriasis                            |         | NONE         |         |     |
  spa=psoriasis stiffness_min=30           |         | NONE         |         |     |
  spa=psoriasis location=unsure            |         | NONE         |         |     |
  location=insertional side=both           |         | NONE         |         |     |
  stiffness_min=30                         |         | NONE         |         |     |
  age=18                                   |         | NONE         |         |     |
  rest_pain=7                              |         | NONE         |         |     |
  onset=84 seen_professional=no            |         | NONE         |         |     |
  onset=85 seen_professional=yes           |         | NONE         |         |     |
  onset=85                                 |         | NONE         |         |     |
# rows that leave others out
  chest_pain breathless                    | T01     | EMERGENCY    | T01     |     | T01
  breathless calf_swollen calf_warm        | T01 T04 | EMERGENCY    | T01 T04 |     | T01 T04
  breathless calf_warm                     | T25 T31 | SAME_DAY     | T25 T31 |     | T25 T31
  fever wound calf_red                     | T05 T31 | SAME_DAY     | T05 T31 |     | T05 T31
  fever wound calf_swollen calf_red        | T04 T05 | SAME_DAY     | T04 T05 |     | T04 T05
  calf_warm calf_red calf_throbbing        | T04     | SAME_DAY     | T04     |     | T04
  wound calf_swollen calf_red              | T04 T27 | SAME_DAY     | T04     |     | T04
  snap weak_push_off fall_risk             | T02 T37 | SAME_DAY     |         |     | T02 T37
  snap gap                                 | T03 T26 | SAME_DAY     |         |     | T03 T26
  night_pain rest_pain=9 stiffness_min=40  | T11 T13 T18 | DOCTOR_FIRST | T11 |     | T11 T13 T18
"""


def signs_of(row: list[str]) -> tuple[Any, ...]:
    """Return the answers of a line, and the rows and level that it states."""
    text, *stated = row
    return told(text), *stated


@pytest.mark.hazard("H1", "H2", "H3", "H4", "H5", "H7", "H8", "H10")
@each("row", cells(SIGNS))
def test_rows_of_an_assessment(row: list[str]) -> None:
    given, stand, level, *_ = signs_of(row)
    standing = Log(**given).until(1).standing
    assert (standing.rows, standing.referral.name) == (tuple(stand.split()), level)


@pytest.mark.hazard("H12")
@each("row", cells(SIGNS))
def test_who_may_lift_them(row: list[str]) -> None:
    given, _, _, physio, doctor, _ = signs_of(row)
    assert Log(**given).cleared(2, "physio").standing(2) == tuple(physio.split())
    assert Log(**given).cleared(2, "doctor").standing(2) == tuple(doctor.split())


@pytest.mark.hazard("H11")
@each("row", cells(SIGNS))
def test_what_a_later_no_takes_back(row: list[str]) -> None:
    given, *_, left = signs_of(row)
    signs: dict[str, Any] = {
        name: [] if name == "spa" else False for name in given if name in RED_FLAGS
    }
    assert Log(**given).flag(2, **signs).standing(2) == tuple(left.split())


def test_every_row_has_a_case() -> None:
    stated = {name for row in cells(SIGNS) for name in row[1].split()}
    of_the_log = {"T19", "T20", "T21", "T22", "T29", "T32", "T33", "T34"}
    assert stated | of_the_log == {row.id for row in triage.ROWS}


REFERRALS = """
  T01 EMERGENCY    T02 SAME_DAY     T03 SAME_DAY     T04 SAME_DAY     T05 SAME_DAY
  T06 SAME_DAY     T07 SAME_DAY     T08 DOCTOR_FIRST T09 DOCTOR_FIRST T10 DOCTOR_FIRST
  T11 DOCTOR_FIRST T12 DOCTOR_FIRST T13 DOCTOR_SOON  T14 DOCTOR_FIRST T15 DOCTOR_FIRST
  T16 DOCTOR_FIRST T17 DOCTOR_SOON  T18 DOCTOR_FIRST T19 PHYSIO       T20 PHYSIO
  T21 PHYSIO       T22 DOCTOR_SOON  T23 PHYSIO       T24 DOCTOR_FIRST T25 SAME_DAY
  T26 DOCTOR_FIRST T27 DOCTOR_SOON  T28 PHYSIO       T29 DOCTOR_FIRST T30 DOCTOR_FIRST
  T31 DOCTOR_SOON  T32 PHYSIO       T33 DOCTOR_SOON  T34 DOCTOR_SOON  T35 PHYSIO
  T36 DOCTOR_SOON  T37 PHYSIO       T38 PHYSIO
"""


@pytest.mark.hazard("H4")
def test_levels_of_all_rows() -> None:
    listed = [word for row in triage.ROWS for word in (row.id, row.referral.name)]
    assert listed == REFERRALS.split()


def test_levels_are_in_order_and_the_first_three_block() -> None:
    assert [int(referral) for referral in sorted(Referral)] == [0, 1, 2, 3, 4, 5]
    names = ["NONE", "PHYSIO", "DOCTOR_SOON", "DOCTOR_FIRST", "SAME_DAY", "EMERGENCY"]
    assert [referral.name for referral in sorted(Referral)] == names
    assert [referral.blocks for referral in sorted(Referral)] == [False] * 3 + [True] * 3


DAYS_AGO = """
# sign                   days ago  rows
  fluoroquinolone_last   0         T07
  fluoroquinolone_last   60        T07
  fluoroquinolone_last   61        T08
  fluoroquinolone_last   180       T08
  fluoroquinolone_last   181       -
  oral_steroid_last      90        T09
  oral_steroid_last      91        -
  tendon_injection_last  84        T09
  tendon_injection_last  85        -
"""


@pytest.mark.hazard("H6")
@each(("sign", "ago", "stands"), rows(DAYS_AGO))
def test_days_since_a_medicine(sign: str, ago: str, stands: str) -> None:
    wanted = () if stands == "-" else (stands,)
    assert Log(**{sign: int(ago)}).standing(1) == wanted
    assert Log(**{sign: 0}).standing(1 + int(ago)) == wanted


@each(("sign", "ago", "stands"), rows(DAYS_AGO))
def test_a_plain_yes_means_the_day_of_the_answer(sign: str, ago: str, stands: str) -> None:
    wanted = () if stands == "-" else (stands,)
    assert Log(assessed=None).flag(5, **{sign: True}).standing(5 + int(ago)) == wanted


def test_steroid_and_injection_count_apart() -> None:
    log = Log(oral_steroid_last=91, tendon_injection_last=84)
    assert [log.standing(day) for day in (1, 2)] == [("T09",), ()]


NEW_YES = """
# row | it stands by              | each of these, answered yes anew, makes it stand again
  T01 | chest_pain                | chest_pain coughing_blood breathless calf_swollen calf_warm calf_red calf_throbbing
  T02 | snap weak_push_off        | snap weak_push_off lost_single_raise
  T03 | gap                       | gap squeeze_positive
  T04 | calf_swollen calf_red     | calf_swollen calf_warm calf_red calf_throbbing
  T05 | fever wound               | fever unwell hot_red_tendon wound
  T06 | cannot_walk_4_steps       | cannot_walk_4_steps
  T07 | fluoroquinolone_last=1    | fluoroquinolone_last
  T08 | fluoroquinolone_last=99   | fluoroquinolone_last=98
  T09 | oral_steroid_last=9       | oral_steroid_last tendon_injection_last
  T11 | night_pain                | night_pain weight_loss cancer_with_new_pain
  T12 | spa=ibd location=both     | spa=ibd
  T14 | both_heels_unexplained    | both_heels_unexplained
  T15 | numbness                  | numbness pinpoint_bone_pain
  T16 | diabetic_foot             | tendon_rupture_or_surgery diabetic_foot leg_artery_disease effort_limited
  T17 | tendon_nodules            | tendon_nodules high_cholesterol_family
  T25 | breathless                | breathless
  T26 | snap                      | snap
  T26 | lost_single_raise         | lost_single_raise
  T27 | wound                     | wound
  T28 | weak_push_off             | weak_push_off
  T30 | hot_red_tendon            | hot_red_tendon
  T31 | calf_red                  | calf_red
  T36 | spa=family side=both      | spa=family
  T37 | fall_risk                 | fall_risk
  T38 | pregnant                  | pregnant
"""


def again(day: int, sign: str) -> dict[str, Any]:
    ((name, value),) = told(sign).items()
    return {name: before(date(day), value)}


@pytest.mark.hazard("H12")
@each(
    ("row", "by", "sign"),
    [(row, by, sign) for row, by, all_ in cells(NEW_YES) for sign in all_.split()],
)
def test_a_new_yes_makes_a_cleared_row_stand_again(row: str, by: str, sign: str) -> None:
    log = Log(**told(by)).cleared(2, "doctor", row)
    assert row not in log.standing(3)
    log.flag(4, **again(4, sign))
    assert row in log.standing(4)
    log.cleared(4, "doctor", row)
    assert row not in log.standing(4)


OTHER_SIGNS = """
# a yes to these says nothing about the row | it stands by
  T02 | snap weak_push_off        | gap fever
  T05 | fever wound               | calf_red
  T11 | night_pain                | weak_push_off
  T16 | diabetic_foot             | tendon_nodules
  T25 | breathless                | snap
  T28 | weak_push_off             | wound
  T26 | snap                      | weak_push_off
"""


@each(
    ("row", "by", "sign"),
    [(row, by, sign) for row, by, all_ in cells(OTHER_SIGNS) for sign in all_.split()],
)
def test_a_yes_to_another_sign_leaves_a_row_lifted(row: str, by: str, sign: str) -> None:
    log = Log(**told(by)).cleared(2, "doctor", row).flag(4, **told(sign))
    assert row not in log.standing(4)


@each(("row", "by"), (cell[:2] for cell in cells(NEW_YES)))
def test_a_clearance_before_the_yes_does_not_count(row: str, by: str) -> None:
    log = Log(assessed=None).cleared(1, "doctor", row).assess(2, **told(by))
    assert row in log.standing(2)


def test_a_clearance_names_its_rows() -> None:
    log = Log(gap=True, numbness=True).cleared(2, "doctor", "T03")
    assert log.standing(2) == ("T15",)


COVERED = """
# it stands by | row that it covers | a clearance of each of these lifts it
  breathless            | T25 | T01 T25
  snap                  | T26 | T02 T03 T26
  weak_push_off         | T28 | T02 T03 T26 T28
  calf_red              | T31 | T04 T31
  wound                 | T27 | T05 T27
  hot_red_tendon        | T30 | T05 T30
"""


@pytest.mark.hazard("H12")
@each(("by", "row", "covering"), cells(COVERED))
def test_a_clearance_covers_milder_rows(by: str, row: str, covering: str) -> None:
    lifting = [
        name
        for name in triage.ROW
        if row not in Log(**told(by)).cleared(2, "doctor", name).standing(2)
    ]
    assert lifting == covering.split()


def test_by_whom_is_asked_of_the_row_that_is_named() -> None:
    assert Log(wound=True).cleared(2, "physio", "T27").standing(2) == ()
    assert Log(wound=True).cleared(2, "physio", "T05").standing(2) == ("T27",)
    assert Log(snap=True).cleared(2, "physio", "T02").standing(2) == ()


def test_a_clearance_of_t07_covers_t08_and_not_the_other_way() -> None:
    assert Log(fluoroquinolone_last=60).cleared(1, "doctor", "T07").standing(2) == ()
    assert Log(fluoroquinolone_last=60).cleared(1, "doctor", "T08").standing(1) == ("T07",)
    assert Log(fluoroquinolone_last=60).cleared(1, "doctor", "T08").standing(2) == ()
    assert Log(fluoroquinolone_last=60).cleared(1, "physio", "T07").standing(2) == ("T08",)


def test_a_yes_taken_back_after_a_clearance_is_still_the_newest_yes() -> None:
    log = Log(unwell=True, wound=True).cleared(2, "doctor", "T05")
    log.flag(3, fever=True).flag(4, fever=False)
    assert [log.standing(day) for day in (2, 3, 4)] == [(), ("T05",), ("T05",)]


def test_a_no_that_was_never_a_yes_changes_nothing() -> None:
    log = Log(gap=True).flag(2, gap=False, fever=False, fluoroquinolone_last=False, spa=[])
    assert log.standing(2) == ("T03",)


def test_a_sign_that_nobody_asked_about_again_stays() -> None:
    log = Log(gap=True).flag(2, snap=False)
    assert log.standing(9) == ("T03",)


@pytest.mark.hazard("H6")
def test_the_latest_date_counts_whatever_was_answered_later() -> None:
    log = Log(fluoroquinolone_last=100).flag(5, fluoroquinolone_last=date(5))
    log.flag(9, fluoroquinolone_last=False).flag(10, fluoroquinolone_last=date(2))
    stands = [log.standing(day) for day in (4, 5, 9, 10, 65, 66)]
    assert stands == [("T08",), ("T07",), ("T07",), ("T07",), ("T07",), ("T08",)]


def test_a_plain_yes_counts_until_a_later_answer_gives_a_date() -> None:
    log = Log(assessed=None).flag(5, oral_steroid_last=True)
    assert [log.standing(day) for day in (95, 96)] == [("T09",), ()]
    log.flag(6, oral_steroid_last=date(1))
    assert [log.standing(day) for day in (91, 92)] == [("T09",), ()]


REPEATED = """
# answered at first          | answered in a later assessment | row | lifted still
  tendon_rupture_or_surgery  | tendon_rupture_or_surgery      | T16 | yes
  diabetic_foot              | diabetic_foot                  | T16 | yes
  leg_artery_disease         | leg_artery_disease             | T16 | yes
  diabetic_foot              | leg_artery_disease             | T16 | no
  effort_limited             | effort_limited                 | T16 | yes
  fall_risk                  | fall_risk                      | T37 | yes
  pregnant                   | pregnant                       | T38 | no
  tendon_nodules             | tendon_nodules                 | T17 | yes
  high_cholesterol_family    | high_cholesterol_family        | T17 | yes
  both_heels_unexplained     | both_heels_unexplained         | T14 | no
  gap                        | gap                            | T03 | no
  night_pain                 | night_pain                     | T11 | no
  numbness                   | numbness                       | T15 | no
  cannot_walk_4_steps        | cannot_walk_4_steps            | T06 | no
  spa=ibd,uveitis side=both  | spa=uveitis,ibd side=both      | T12 | yes
  spa=ibd,uveitis side=both  | spa=ibd side=both              | T12 | no
  spa=ibd side=both          | spa=ibd,uveitis side=both      | T12 | no
  spa=ibd side=both          | spa=uveitis side=both          | T12 | no
  fluoroquinolone_last=20    | fluoroquinolone_last=29        | T07 | yes   # nine days later: that date
  fluoroquinolone_last=20    | fluoroquinolone_last=28        | T07 | no
  fluoroquinolone_last=20    | fluoroquinolone_last=40        | T07 | yes   # an older date is none
  fluoroquinolone_last       | fluoroquinolone_last           | T07 | no
  oral_steroid_last=20       | oral_steroid_last=29           | T09 | yes
  oral_steroid_last=20       | oral_steroid_last=28           | T09 | no
  tendon_injection_last=20   | tendon_injection_last=29       | T09 | yes
"""


@each(("first", "later", "row", "lifted"), cells(REPEATED))
def test_what_an_assessment_may_repeat(first: str, later: str, row: str, lifted: str) -> None:
    log = Log(**told(first)).cleared(3, "doctor", row).assess(10, **told(later))
    assert (row not in log.standing(10)) is (lifted == "yes")


@each("sign", ["diabetic_foot", "tendon_nodules"])
def test_a_flag_may_not_repeat_a_lasting_fact(sign: str) -> None:
    row = {"diabetic_foot": "T16", "tendon_nodules": "T17"}[sign]
    log = Log(**{sign: True}).cleared(3, "doctor", row).flag(10, **{sign: True})
    assert [log.standing(day) for day in (9, 10)] == [(), (row,)]


def test_a_flag_may_not_repeat_a_date() -> None:
    log = Log(oral_steroid_last=10).cleared(3, "doctor", "T09")
    log.flag(9, oral_steroid_last=date(-9))
    assert [log.standing(day) for day in (8, 9)] == [(), ("T09",)]


def test_a_date_answered_no_in_between_is_known_still() -> None:
    log = Log(oral_steroid_last=10).cleared(3, "doctor", "T09").flag(5, oral_steroid_last=False)
    log.assess(9, oral_steroid_last=18)
    assert [log.standing(day) for day in (4, 5, 9)] == [(), (), ()]


WITHOUT_SIGNS = """
# first answers                 | ended by a later one       | and back
  T10 | age=17                        | age=18               | age=17
  T13 | stiffness_min=40              | stiffness_min=10     | stiffness_min=40
  T18 | rest_pain=8                   | rest_pain=2          | rest_pain=9
  T23 | onset=90 seen_professional=no | seen_professional    | onset=99 seen_professional=no
"""


@each(("row", "first", "ended", "back"), cells(WITHOUT_SIGNS))
def test_a_clearance_of_a_row_without_signs_counts_for_one_run_of_dates(
    row: str, first: str, ended: str, back: str
) -> None:
    log = Log(**told(first)).cleared(3, "doctor", row)
    log.assess(5, **told(first)).assess(7, **told(ended)).assess(9, **told(back))
    found = [row in log.standing(day) for day in (1, 2, 3, 5, 6, 7, 8, 9, 10)]
    assert found == [True, True, False, False, False, False, False, True, True]


@each(("row", "first", "ended", "back"), cells(WITHOUT_SIGNS))
def test_a_clearance_before_a_row_held_is_for_nothing(
    row: str, first: str, ended: str, back: str
) -> None:
    log = Log(**told(ended)).cleared(2, "doctor", row).assess(3, **told(back))
    assert row in log.standing(3)


def test_what_is_put_right_on_the_same_date_does_not_end_a_run_of_dates() -> None:
    log = Log(rest_pain=9).cleared(2, "doctor", "T18")
    assert log.assess(3, rest_pain=2).assess(3, rest_pain=9).standing(3) == ()


@each(("day", "stands"), [(3, [4, 5, 6, 7, 8]), (4, []), (6, [4, 5])])
def test_a_clearance_of_a_row_of_the_course_counts_from_its_date(
    day: int, stands: list[int]
) -> None:
    log = Log(start=6).days("2/6*3 2/1*9").cleared(day, "physio", "T19")
    assert [on for on in range(1, 12) if "T19" in log.standing(on)] == stands


def test_a_clearance_on_the_first_date_of_a_row_without_signs_counts() -> None:
    assert Log(stiffness_min=40).cleared(1, "physio", "T13").standing(1) == ()


@pytest.mark.hazard("H7")
def test_location_elsewhere_ends_with_another_location() -> None:
    log = Log(location="elsewhere").cleared(2, "doctor").assess(5, location="midportion")
    assert [log.standing(day) for day in (1, 2, 4, 5)] == [("T24",), ("T24",), ("T24",), ()]


def test_the_newest_assessment_replaces_what_is_not_a_sign() -> None:
    log = Log(stiffness_min=40, rest_pain=9, spa=["ibd"]).assess(5)
    assert [log.standing(day) for day in (4, 5)] == [("T12", "T18"), ()]


def test_an_incomplete_assessment_counts_for_nothing() -> None:
    log = Log().assess(5, gap=True, snap=None)
    assert log.standing(5) == ()


def test_signs_without_an_assessment_block() -> None:
    log = Log(assessed=None).flag(1, chest_pain=True).flag(2, spa=["ibd"])
    replay = log.until(2)
    assert (replay.standing.rows, replay.standing.blocked) == (("T01",), True)
    assert (replay.states, replay.why_empty, replay.day_one) == ((), "no_assessment", None)


SORE_MORNINGS = """
# days 1 and on               | day | T29
  8/0 8/0                     | 2   | yes
  9/0 10/0                    | 2   | yes
  8/0                         | 1   | no
  8/0 7/0                     | 2   | no
  7/0 8/0                     | 2   | no
  8/0 7/0 8/0                 | 3   | no
  8/0 8/0 7/0                 | 3   | yes
  8/0 8/0 6/0*2               | 4   | yes
  8/0 8/0 6/0*3               | 5   | no     # three calm mornings end it
  8/0 8/0 6/0 -/0 6/0 -/0 6/0 | 7   | no     # whatever lies between
  8/0 8/0 6/0*2 7/0 6/0*2     | 7   | yes    # in a row
  8/0 8/0 6/0*3 7/0*9         | 14  | no
  8/0 8/0 6/0*3 8/0           | 6   | no
  8/0 8/0 6/0*3 8/0*2         | 7   | yes
  8/0 -/0*5 8/0               | 7   | yes
  8/0 -/0*6 8/0               | 8   | no
  8/0 8/0 -/0*26              | 28  | yes
  8/0 8/0 -/0*27              | 29  | no     # the first is 28 days ago
  8/0 -/0 8/0 -/0 8/0 -/0*4   | 9   | yes
"""


@pytest.mark.hazard("H15")
@each(("pattern", "day", "wanted"), cells(SORE_MORNINGS))
def test_two_very_sore_mornings(pattern: str, day: str, wanted: str) -> None:
    assert ("T29" in Log().days(pattern).standing(int(day))) is (wanted == "yes")


def test_very_sore_mornings_block_without_a_course_too() -> None:
    assert Log(assessed=None).days("8/0 8/0").standing(2) == ("T29",)


def test_a_clearance_of_very_sore_mornings_counts_for_the_newest_two() -> None:
    log = Log().days("8/0*2 7/0*3 8/0*3").cleared(2, "physio", "T29")
    assert [day for day in range(1, 9) if "T29" in log.standing(day)] == [7, 8]


def test_a_clearance_of_very_sore_mornings_counts_without_a_course_too() -> None:
    sore = {"without answers": Log(assessed=None), "blocked": Log(gap=True)}
    for log in sore.values():
        log.on(1, "morning", pain=8).on(2, "morning", pain=9).cleared(2, "doctor", "T29")
    assert sore["without answers"].standing(2) == ()
    assert sore["blocked"].standing(2) == ("T03",)
    assert course.standing(sore["blocked"].corrected, date(2)).rows == ("T03",)


def test_a_clearance_before_the_newest_two_does_not_count() -> None:
    log = Log().days("8/0*4").cleared(2, "doctor", "T29")
    assert [log.standing(day) for day in (1, 2, 3)] == [(), (), ("T29",)]


OFTEN_RED = """
# start test | days         | day | T19
  6          | 0/6*2 0/0*9  | 4   | no     # L1
  6          | 0/6*3 0/0*9  | 3   | no     # the third is not over
  6          | 0/6*3 0/0*9  | 4   | yes
  6          | 0/6*3 0/0*9  | 8   | yes
  6          | 0/6*3 0/0*9  | 9   | no     # the first is eight days back
  6          | 0/6 0/0*5 0/6*2 0/0*3 | 9 | no
  6          | 0/6 0/0*4 0/6*2 0/0*3 | 8 | yes
  4          | 0/6*3 0/0*9  | 4   | no     # L2
  4          | 0/6*4 0/0*9  | 5   | no
  4          | 0/6*5 0/0*9  | 6   | yes
  1          | 0/6*5 0/0*9  | 6   | yes    # L3
  1          | 0/6*5 0/0*9  | 8   | yes
  1          | 0/6*5 0/0*9  | 9   | no
  4          | 0/0*4 0/6*3 0/0*5 | 8 | yes  # W1 steps down to L1 that morning
"""


@pytest.mark.hazard("H36")
@each(("start", "pattern", "day", "wanted"), cells(OFTEN_RED))
def test_often_red(start: str, pattern: str, day: str, wanted: str) -> None:
    log = Log(start=int(start)).days(pattern)
    assert ("T19" in log.standing(int(day))) is (wanted == "yes")


def test_red_days_before_a_new_course_are_not_its_own() -> None:
    log = Log().days("0/6*5 0/0*3").assess(6, new_course=True, start_test_pain=9)
    assert log.standing(6) == ()


MEDIAN_ROSE = """
# days                           | day | T20
  2/0*7 4/0*7 4/0                | 14  | no     # the week is not finished
  2/0*7 4/0*7 4/0                | 15  | yes
  2/0*7 3/0*7 3/0                | 15  | no
  2/0*7 3/0*3 4/0*3 -/0 3/0      | 15  | no     # 3.5
  0/0*7 3/0*7 3/0                | 15  | yes    # B0 is at least 1
  0/0*7 2/0*7 2/0                | 15  | no
  -/0*7 2/0*7 4/0*7 4/0          | 22  | yes    # the first known median
  2/0*7 4/0*7 3/0*7 3/0          | 21  | yes
  2/0*7 4/0*7 3/0*7 3/0          | 22  | no
  2/0*7 4/0*7 -/0*7 3/0          | 22  | no     # the latest week's is unknown
"""


@pytest.mark.hazard("H20")
@each(("pattern", "day", "wanted"), cells(MEDIAN_ROSE))
def test_median_against_baseline(pattern: str, day: str, wanted: str) -> None:
    assert ("T20" in Log().days(pattern).standing(int(day))) is (wanted == "yes")


NO_CHANGE = """
# days                     | T21 on which of the days 42, 43, 84 and 85 | T22
  4/4*184                  | 43 84 85 | 183 184
  4/4*7 2/1*177            |          |              # 4 to 1.5
  4/4*35 3/3*149           | 85       | 183 184      # 1 point less: 25 %
  4/4*35 4/3 3/3*148       | 85       | 183 184      # 0.93 less by week 6: 23 %
  1/2*184                  |          |              # X_1 below 2
  2/2*184                  | 43 84 85 | 183 184
  -/.*7 4/4*177            |          | 183 184      # X_1 unknown: the late index alone
  -/.*7 4/3*177            |          |              # 3.5
  4/4*7 -/.*177            |          |              # no later X
  4/4*35 -/.*7 4/4*142     | 85       | 183 184      # X_6 unknown
  6/6*7 4/4*177            |          | 183 184      # a third less, and still 4
  6/6*7 4/3*177            |          |
  1/2*7 3/4*177            |          | 183 184      # 1.5 to 3.5
  1/2*7 3/3*177            |          |              # 1.5 to 3
  1/2*161 3/4*7 -/.*16     |          | 183 184      # week 24 is one of the four latest
  1/2*147 3/4*7 1/2*30     |          |              # the newest of them counts
  1/2*147 3/4*7 -/.*30     |          |              # week 22 of 26 is none of them
"""


@pytest.mark.slow
@pytest.mark.hazard("H36")
@each(("pattern", "wanted", "half_year"), cells(NO_CHANGE))
def test_little_change(pattern: str, wanted: str, half_year: str) -> None:
    states = Log().days(pattern).states(184)
    little = {state.day for state in states if "T21" in state.rows}
    assert little & {42, 43, 84, 85} == set(map(int, wanted.split()))
    assert [state.day for state in states if "T22" in state.rows] == list(
        map(int, half_year.split())
    )


def test_little_change_is_not_said_before_day_43() -> None:
    standing = {state.day for state in Log().days("4/4*100").states(90) if "T21" in state.rows}
    assert standing == set(range(43, 91))


@each("first", [True, 0])
@each("name", ["fluoroquinolone_last", "oral_steroid_last"])
def test_a_plain_yes_is_the_date_of_its_answer_when_an_assessment_repeats_it(
    name: str, first: int
) -> None:
    given = first if first is True else date(4)
    log = Log().days("2/1*6").flag(4, **{name: given}).cleared(4, "doctor")
    ago: dict[str, Any] = {name: 2}
    log = log.assess(6, **ago)
    assert log.standing(6) == ()
    assert log.assess(7, **{**ago, name: 1}).standing(7) != ()


def test_before_anything_is_known_no_row_is_open() -> None:
    assert [row.id for row in triage.ROWS if row.applies(triage.Signs())] == []


STALLED = """
# days                       | T32 on which of the days 50, 57, 64
  2/1k*64                    | 57 64
  2/1*7 2/1k*57              | 64           # a step up, then eight weeks
  2/1k*56 2/1*8              | 57           # a step up ends it
  3/4*64                     |              # T21 says so already from day 43
  2/1*64                     |
"""


@each(("pattern", "wanted"), cells(STALLED))
def test_eight_weeks_without_a_step_have_a_row(pattern: str, wanted: str) -> None:
    states = Log(start=4).days(pattern).states(64)
    stalled = [state.day for state in states if "T32" in state.rows]
    assert [day for day in (50, 57, 64) if day in stalled] == [int(day) for day in wanted.split()]


COMMONEST = """
# what kept the level from rising, week by week | the commonest
  W2.red_days W3.checkin W2.red_days           | W2.red_days
  W3.checkin W2.red_days W3.checkin            | W3.checkin
  W3.checkin W2.red_days                       | W3.checkin    # of two the earlier
  - - W2.red_days                              | W2.red_days   # a week with a step counts for none
  W3.checkin W3.checkin - - - - W2.red_days - W2.red_days - | W2.red_days  # eight weeks
  - - -                                        | None
"""


@each(("weeks", "wanted"), cells(COMMONEST))
def test_the_commonest_reason_of_stalled_weeks(weeks: str, wanted: str) -> None:
    decisions = [
        Decision(week, Verdict.PROGRESS if key == "-" else Verdict.HOLD, "W2", found(key))
        for week, key in enumerate(weeks.split(), 1)
    ]
    assert str(triage.commonest_reason(decisions)) == wanted


def found(key: str) -> tuple[Finding, ...]:
    """Return what a decision looked at: a condition that did not count, and then one that did."""
    return tuple(Finding(name, met=name == key, values={}) for name in ("W1.red_days", key))


def test_at_the_highest_level_nothing_stalls() -> None:
    light = Log(height_cm=140, weight_kg=25).days("1/1*42 2/1k*64")
    assert light.levels(43)[-9::8] == ["L4.2"] * 2
    assert "T32" not in light.standing(106)


@each("sign", ["wound", "hot_red_tendon"])
def test_while_an_infection_lasts_its_signs_have_no_row_of_their_own(sign: str) -> None:
    log = Log(fever=True, **{sign: True}).flag(2, fever=False)
    assert [log.standing(day) for day in (1, 2)] == [("T05",)] * 2


PAINKILLERS = """
# days                       | day | T33
  1/1k*14 1/1*9              | 14  | no      # the day itself is not over
  1/1k*13 1/1*9              | 15  | no
  1/1k*14 1/1*9              | 15  | yes
  1/1k*14 1/1*9              | 22  | yes
  1/1k*14 1/1*9              | 23  | no      # the first is 22 days ago
"""


@each(("pattern", "day", "wanted"), cells(PAINKILLERS))
def test_painkillers_on_14_of_21_days(pattern: str, day: str, wanted: str) -> None:
    assert ("T33" in Log().days(pattern).standing(int(day))) is (wanted == "yes")
    bare = Log(assessed=None).days(pattern)
    assert ("T33" in bare.standing(int(day))) is (wanted == "yes")


def test_a_clearance_of_painkillers_counts_for_the_unbroken_run() -> None:
    log = Log().days("1/1k*20 1/1*20 1/1k*20").cleared(16, "physio", "T33")
    assert [day for day in range(1, 61) if "T33" in log.standing(day)] == [15, *range(55, 61)]
    log = Log().days("1/1k*20 1/1*20").cleared(15, "physio", "T33")
    assert "T33" not in log.standing(20)  # it has been open since that very day
    assert "T33" in Log().days("1/1k*20").cleared(14, "doctor", "T33").standing(15)


EASY_DAYS = """
# days                         | day | T34
  8/1 7/1 8/1 7/1 8/1 7/1 8/1 7/1 8/1 7/1*9 | 9  | no     # the fifth is today
  8/1 7/1 8/1 7/1 8/1 7/1 8/1 7/1 8/1 7/1*9 | 10 | yes
  8/1 7/1 8/1 7/1 8/1 7/1 8/1 7/1*11        | 10 | no
"""


@each(("pattern", "day", "wanted"), cells(EASY_DAYS))
def test_five_days_without_loading_in_two_weeks_have_a_row(
    pattern: str, day: str, wanted: str
) -> None:
    log = Log(morning_pain=8).days(pattern)
    assert [state.blocked for state in log.states(int(day))] == [False] * int(day)
    assert ("T34" in log.standing(int(day))) is (wanted == "yes")


def test_days_of_fever_are_no_easy_days() -> None:
    log = Log().days("1/1*12").flag(2, fever=True).flag(9, fever=False)
    assert [state.adaptation for state in log.states(10)][1:8] == ["D2"] * 7
    assert "T34" not in log.standing(10)


def test_mistakes_name_each_answer_without_which_a_row_would_close() -> None:
    standing = Log(snap=True).flag(3, weak_push_off=True, gap=True).until(3).standing
    assert standing.mistakes["T03"] == (triage.Yes("gap", "e1", False),)
    assert standing.mistakes["T02"] == (
        triage.Yes("snap", "e0", True),
        triage.Yes("weak_push_off", "e1", False),
    )
    standing = Log(snap=True, weak_push_off=True, lost_single_raise=True).until(1).standing
    assert standing.mistakes["T02"] == (triage.Yes("snap", "e0", True),)
    standing = Log(oral_steroid_last=0, tendon_injection_last=200).until(1).standing
    assert standing.mistakes["T09"] == (triage.Yes("oral_steroid_last", "e0", True),)
    assert Log(fever=True, wound=True).until(1).standing.mistakes["T05"] == ()


def test_the_most_urgent_row_comes_first_and_equals_in_the_order_of_their_ids() -> None:
    standing = triage.Standing(("T03", "T11", "T17", "T18", "T25", "T35"))
    levels = [triage.ROW[row].referral.name for row in standing.ranked]
    assert levels == [*["SAME_DAY"] * 2, *["DOCTOR_FIRST"] * 2, "DOCTOR_SOON", "PHYSIO"]
    assert standing.ranked == ("T03", "T25", "T11", "T18", "T17", "T35")
    assert triage.Standing(()).ranked == ()
