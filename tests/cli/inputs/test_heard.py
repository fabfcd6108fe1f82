"""A sign that is answered with yes is heard in whatever way it is typed, and a no never is."""

import datetime as dt

import pytest

from achillescli.cli.context import Context
from achillescli.cli.inputs import heard
from achillescli.words import Words

HERE = Context(Words("en"), dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC), {})

CHEST = """
chest_pain=yes | chest_pain=yes. | chest_pain=1 | chest_pain=on | chest_pain="yes" | chest_pain=yes,
chest=yes | chest_pian=yes | chestpain=yes | CHEST-PAIN=JA | chest pain==yes | chest_pain: yes
pijn op de borst=ja | borst=ja | chest_pain = 1 | Chest_Pain = true | "chest_pain": true
{"red_flags":{"chest_pain":true,"fever":false}} | set = { "red_flags.chest_pain" = true }
chest_pain=no chest_pain=yes | am 3 chest pain=yes | chest_pain=\u201cyes\u201d | chest_pain=\uff11
"""
NONE = """
chest_pain=no | chest_pain=0 | chest_pain=nee | chest_pain="no" | chest_pain=no, | chest_pain=
chest_pain | not_chest_pain=true | no chest pain=yes | chest_pain=1.5 | chest_pain=10 | chest_pain=01
chest_pain=yes/no | chest_pain=yesterday | chest_pain=2026-12-01 | chest_pain=perhaps
pain=yes | pain=1 | walk=yes | --sharp=yes | completed=yes | seen_professional=true | agee=1 | hop=1
pijn in de kuit=ja | pain in the calf=yes | achilles=yes | been=ja | voetpijn=ja
tendon=yes | calf=yes | stairs=1 | mood=yes | new_course=true | spa=yes
"""
NAMED = """
chest pain | pijn op de borst | I have chest pain! | 7 chest_pain | ik heb borstpijn | chestpain
2 no fever but chest pain | chest pain, no idea what to do | pijn op de borst niet lekker
my chest hurts | a heart attack | druk op de borst
"""
BREATH = (
    "no chest pain but short of breath | shortness of breath | I can't breathe | kortademigheid"
)
UNNAMED = """
no chest pain | geen pijn op de borst | ik snap het | seven | 7,5 | chest_pain=no | chest
no more chest pain | no fever or chest pain | chest pain gone | chest pain: none | borstpijn weg
geen koorts of pijn op de borst | chest pain no
pijn in de kuit | pain in the calf | swelling in the heel | a crack in the wall | antibiotics at home
"""


def each(cases: str) -> list[str]:
    return [case.strip() for line in cases.strip().splitlines() for case in line.split(" | ")]


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("text", each(CHEST))
def test_a_yes_is_heard_in_whatever_way_it_is_typed(text: str) -> None:
    assert heard.signs(text) == ("chest_pain",)
    assert heard.named(text) == ("chest_pain",)


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("text", each(NONE))
def test_what_is_no_yes_to_a_sign_is_not_heard_as_one(text: str) -> None:
    assert heard.signs(text) == ()


def test_several_are_heard_in_their_order() -> None:
    both = ("breathless", "chest_pain")
    assert heard.signs("breathless=yes,chest_pain=yes,snap=no") == both
    assert heard.signs("kortademig=ja;borstpijn=ja") == both
    said = heard.signs_of_file(HERE, "breathless = true\n# snap = true\nchest_pain = 1 # so")
    assert tuple(said) == both


@pytest.mark.parametrize("text", each(NAMED))
def test_a_name_among_words_is_heard(text: str) -> None:
    assert heard.named(text) == ("chest_pain",)


@pytest.mark.parametrize("text", each(BREATH))
def test_a_no_to_one_sign_is_none_to_another(text: str) -> None:
    assert heard.named(text) == ("breathless",)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("kuit is warm en rood", ("calf_warm", "calf_red")),
        ("a warm, red and throbbing calf", ("calf_throbbing", "calf_red", "calf_warm")),
        ("calf warm, not red", ("calf_warm",)),
        ("an earlier rupture", ("tendon_rupture_or_surgery",)),
        ("tendon torn", ("snap",)),
    ],
)
def test_words_that_share_one_name_several_signs(text: str, signs: tuple[str, ...]) -> None:
    assert heard.named(text, asked=True) == signs


@pytest.mark.parametrize("text", each(UNNAMED))
def test_other_words_name_no_sign(text: str) -> None:
    assert heard.named(text) == ()


def test_a_sign_in_json_is_heard_after_a_number_sign() -> None:
    said = heard.signs_of_file(HERE, '{"note": "run #1", "chest_pain": true,,}')
    assert said == {"chest_pain": True}


def test_only_the_date_of_a_medicine_is_heard() -> None:
    text = "date = 2026-12-01\nlast_run = 2026-11-30\nprednison = 2026-11-30\nat = 2026-11-30 9:00"
    assert heard.signs_of_file(HERE, text) == {"oral_steroid_last": dt.date(2026, 11, 30)}


def test_a_long_line_is_heard_soon() -> None:
    for part in ("x ", " ", "=", "a.", '"', "= 1 ", "= 1-1 ", "= a b "):
        assert heard.signs_of_file(HERE, part * 300_000 + "= no") == {}
