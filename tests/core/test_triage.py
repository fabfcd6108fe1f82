"""Which rows stand on a date, how soon to see whom, and what lifts them."""

import pytest

from achillescli.core import triage
from achillescli.core.state import Referral

from .course_kit import DATED, RED_FLAGS, Log, cells, course_rows, date, rows, told

SIGNS = """
# answers                                  | rows    | level        | cleared by physio | by doctor | answered no
                                           |         | NONE         |         |     |
  chest_pain                               | T01     | EMERGENCY    | T01     |     | T01
  coughing_blood                           | T01     | EMERGENCY    | T01     |     | T01
  breathless calf_swollen                  | T01 T27 | EMERGENCY    | T01     |     | T01 T27
  snap weak_push_off                       | T02     | SAME_DAY     |         |     | T02
  snap lost_single_raise                   | T02     | SAME_DAY     |         |     | T02
  snap weak_push_off lost_single_raise     | T02     | SAME_DAY     |         |     | T02
  gap                                      | T03     | SAME_DAY     |         |     | T03
  squeeze_positive                         | T03     | SAME_DAY     |         |     | T03
  calf_swollen calf_warm                   | T04     | SAME_DAY     | T04     |     | T04
  calf_swollen calf_red                    | T04     | SAME_DAY     | T04     |     | T04
  calf_swollen calf_throbbing              | T04     | SAME_DAY     | T04     |     | T04
  fever hot_red_tendon                     | T05     | SAME_DAY     | T05     |     |
  fever wound                              | T05     | SAME_DAY     | T05     |     |
  unwell hot_red_tendon                    | T05     | SAME_DAY     | T05     |     |
  unwell wound                             | T05     | SAME_DAY     | T05     |     |
  cannot_walk_4_steps                      | T06     | SAME_DAY     |         |     | T06
  fluoroquinolone_last=0                   | T07     | SAME_DAY     | T07     |     |
  fluoroquinolone_last=61                  | T08     | DOCTOR_FIRST | T08     |     |
  oral_steroid_last=0                      | T09     | DOCTOR_FIRST | T09     |     |
  tendon_injection_last=0                  | T09     | DOCTOR_FIRST | T09     |     |
  age=17                                   | T10     | DOCTOR_FIRST | T10     |     | T10
  night_pain                               | T11     | DOCTOR_FIRST | T11     |     | T11
  weight_loss                              | T11     | DOCTOR_FIRST | T11     |     | T11
  cancer_with_new_pain                     | T11     | DOCTOR_FIRST | T11     |     | T11
  spa=uveitis location=insertional         | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=ibd location=both                    | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=family side=both                     | T12     | DOCTOR_FIRST | T12     |     | T12
  spa=psoriasis stiffness_min=31           | T12     | DOCTOR_FIRST | T12     |     | T12
  stiffness_min=31                         | T13     | DOCTOR_SOON  |         |     | T13
  both_heels_unexplained                   | T14     | DOCTOR_FIRST |         |     | T14
  numbness                                 | T15     | DOCTOR_FIRST |         |     | T15
  pinpoint_bone_pain                       | T15     | DOCTOR_FIRST |         |     | T15
  tendon_rupture_or_surgery                | T16     | DOCTOR_FIRST |         |     | T16
  diabetic_foot                            | T16     | DOCTOR_FIRST |         |     | T16
  leg_artery_disease                       | T16     | DOCTOR_FIRST |         |     | T16
  tendon_nodules                           | T17     | DOCTOR_SOON  |         |     | T17
  high_cholesterol_family                  | T17     | DOCTOR_SOON  |         |     | T17
  rest_pain=8                              | T18     | DOCTOR_FIRST |         |     | T18
  onset=85 seen_professional=no            | T23     | PHYSIO       |         |     | T23
  location=elsewhere                       | T24     | DOCTOR_FIRST | T24     | T24 | T24
  breathless                               | T25     | SAME_DAY     | T25     |     | T25
  snap                                     | T26     | DOCTOR_FIRST |         |     | T26
  weak_push_off lost_single_raise          | T26     | DOCTOR_FIRST |         |     | T26
  hot_red_tendon                           | T27     | DOCTOR_SOON  |         |     |
  wound                                    | T27     | DOCTOR_SOON  |         |     |
  calf_swollen                             | T27     | DOCTOR_SOON  |         |     | T27
  calf_warm                                | T27     | DOCTOR_SOON  |         |     | T27
  calf_red                                 | T27     | DOCTOR_SOON  |         |     | T27
  calf_throbbing                           | T27     | DOCTOR_SOON  |         |     | T27
  weak_push_off                            | T28     | PHYSIO       |         |     | T28
  lost_single_raise                        | T28     | PHYSIO       |         |     | T28
# edges and signs that need another
  fever unwell                             |         | NONE         |         |     |
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
  breathless calf_warm                     | T25 T27 | SAME_DAY     | T25     |     | T25 T27
  fever wound calf_red                     | T05 T27 | SAME_DAY     | T05     |     | T27
  fever wound calf_swollen calf_red        | T04 T05 | SAME_DAY     | T04 T05 |     | T04
  calf_warm calf_red calf_throbbing        | T27     | DOCTOR_SOON  |         |     | T27
  wound calf_swollen calf_red              | T04 T27 | SAME_DAY     | T04     |     | T04
  snap gap                                 | T03 T26 | SAME_DAY     |         |     | T03 T26
  night_pain rest_pain=9 stiffness_min=40  | T11 T13 T18 | DOCTOR_FIRST | T11 |     | T11 T13 T18
"""


@pytest.mark.parametrize(("text", "wanted", "level", *"123"), cells(SIGNS))
def test_rows_of_an_assessment(text, wanted, level, **_):
    log = Log(**told(text))
    assert log.standing(1) == tuple(wanted.split())
    assert log.until(1).standing.referral.name == level


@pytest.mark.parametrize(("text", *"123", "physio", "doctor", "no"), [[*row[:1], *row[:3], *row[3:]] for row in cells(SIGNS)])
def test_what_lifts_them(text, physio, doctor, no, **_):
    for who, left in (("physio", physio), ("doctor", doctor)):
        log = Log(**told(text)).cleared(2, who, *triage.ROW)
        assert log.standing(2) == tuple(left.split()), who
    signs = [name for name in told(text) if name in RED_FLAGS]
    taken_back = Log(**told(text)).flag(2, **{name: [] if name == "spa" else False for name in signs})
    assert taken_back.standing(2) == tuple(no.split())
