"""Numbers and words as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.cli.inputs import amounts as typed
from achillescli.errors import UsageError
from achillescli.words import Words
from tests.kit.each import each

NO_SCORES = [
    *("11", "-1", "100", "3.5", "3,5", "7/10", "7-8", "07", "+7", "-0", "1e1", "0x7", "NaN", "inf"),
    *("drie", "seven", "VII", "", " ", " 7", "7 ", "7;8", "7 8", "7\x00", "7\n", "1_0", "true"),
    *("\uff17", "\u0667", "\u2077", "7\ufe0f\u20e3", "\x1b[31m7", "None", "9" * 100_000),
]


@pytest.mark.hazard("H39")
@each("text", NO_SCORES)
def test_what_is_no_score_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        typed.score(text, "--pain")
    assert (refused.value.key, refused.value.values) == ("log.error.score", {"name": "--pain"})
    with pytest.raises(UsageError):
        typed.start_test(text, "--start-test")


def test_every_score_is_read() -> None:
    assert [typed.score(str(score), "") for score in range(11)] == list(range(11))
    assert [typed.start_test(text, "") for text in ("0", "10", "unable")] == [0, 10, "unable"]


@each(
    ("text", "number"),
    [("5", 5), ("5.2", 5.2), ("5,2", 5.2), ("0", 0), ("50", 50), ("9,25", 9.25), ("0,5", 0.5)],
)
def test_a_decimal_comma_and_a_point_are_both_read(text: str, number: float) -> None:
    assert typed.decimal(text, "KM", 50) == number


@each(
    "text",
    ["1.234", "1,234", "50,01", "51", "-1", "1.", ",5", "1e1", "nan", "", "1.2.3", "1 2", "\u0665"],
)
def test_a_number_that_can_be_read_in_two_ways_or_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        typed.decimal(text, "KM", 50)


@given(st.integers(0, 1440))
def test_whole_minutes_stay_whole(minutes: int) -> None:
    assert typed.minutes(str(minutes)) == minutes
    assert isinstance(typed.minutes(str(minutes)), int)
    assert typed.whole(str(minutes), "", 1440) == minutes


AMOUNTS = """
    5km 30min       |          | 5   | 30
    30min 5km       |          | 5   | 30
    5 km 30 min     |          | 5   | 30
    5km30min        |          | 5   | 30
    5,2km 30m       |          | 5.2 | 30
    5.25 KM 30 MIN  |          | 5.25| 30
    30min           |          |     | 30
    1:05:00 10km    |          | 10  | 65
    0:30:15         |          |     | 30.25
    30minuten       |          |     | 30
    cycling 30min   | cycling  |     | 30
    Aqua jogging 20 min | Aqua jogging | | 20
    walking         | walking  |     |
    c2c ride 20min  | c2c ride |     | 20
    8km 30'         |          | 8   | 30
    8km 1:05        |          | 8   | 65
    20:00           |          |     | 20
    0:30            |          |     | 30
    30:15           |          |     | 30.25
    10km 1h05       |          | 10  | 65
    1u05            |          |     | 65
    1h 5km          |          | 5   | 60
    1 uur 5 min     |          |     | 65
    fietsen 1 uur   | fietsen  |     | 60
"""


@each("line", AMOUNTS.strip().splitlines())
def test_a_distance_and_a_time_in_any_order(line: str) -> None:
    text, name, km, minutes = (cell.strip() for cell in line.split("|"))
    wanted = {"km": km, "minutes": minutes}
    assert typed.amounts(text.split()) == (
        name,
        {unit: float(number) for unit, number in wanted.items() if number},
    )


@each(
    "text",
    [
        *(
            "30",
            "5 30",
            "5km 5km 30min",
            "30min 30min",
            "5mi 30min",
            "5km -30min",
            "2:30",
            "6:00",
            "0:01",
            "1:60",
            "1:60:00",
        ),
        *(
            "1.234km 30min",
            "1441min",
            "25:00:00",
            "1001km",
            "NaNkm 30min 5",
            "30 min fast",
        ),
    ],
)
def test_an_amount_without_one_clear_meaning_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        typed.amounts(text.split())


def test_of_two_times_both_are_named() -> None:
    with pytest.raises(UsageError) as refused:
        typed.minutes("2:30")
    said = Words("en")(refused.value.key, **refused.value.values)
    assert "2 h 30 min, or 2 min 30 s" in said
    assert (typed.minutes("2h30"), typed.minutes("0:02:30")) == (150, 2.5)


@each(
    ("text", "name", "number"),
    [
        ("8km", "km", "8"),
        ("12.5 KG", "load_kg", "12.5"),
        ("30'", "stiffness_min", "30"),
        ("9cm", "knee_to_wall_left_cm", "9"),
        ("44 years", "person.age", "44"),
        ("44 jaar", "person.age", "44"),
        ("8kg", "km", "8kg"),
        ("km", "km", "km"),
        ("3", "pain", "3"),
    ],
)
def test_only_the_unit_of_a_field_may_follow_its_number(text: str, name: str, number: str) -> None:
    assert typed.bare(text, name) == number


def test_words_are_kept_as_they_are_typed() -> None:
    assert typed.words("  sore, then fine \u202e ") == "  sore, then fine \u202e "
    assert typed.words("a" * 2000) == "a" * 2000


@each("text", ["", "   ", "\n", "a" * 2001, "caf\udce9"])
def test_no_words_too_many_and_broken_ones_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        typed.words(text)
