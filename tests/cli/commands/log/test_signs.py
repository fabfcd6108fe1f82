"""Warning signs, and who cleared them."""

import datetime as dt

import pytest

from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import Logbook, ago

ANSWERS = {
    "fever=yes": True,
    "fever=ja": True,
    "fever=TRUE": True,
    "snap=no": False,
    "snap=nee": False,
    "snap=false": False,
    "fluoroquinolone_last=2026-11-01": dt.date(2026, 11, 1),
    "fluoroquinolone_last=-20": ago(20),
    "fluoroquinolone_last=gisteren": ago(1),
    "fluoroquinolone_last=yes": True,
    "fluoroquinolone_last=never": False,
    "oral_steroid_last=nooit": False,
    "spa=psoriasis,ibd": ("psoriasis", "ibd"),
    "spa=psoriasis, IBD": ("psoriasis", "ibd"),
    "spa=no": (),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "answer"), ANSWERS.items())
def test_an_answer_is_read_in_every_language(
    book: Logbook, typed: str, answer: bool | dt.date | tuple[str, ...], language: str
) -> None:
    book.type("log flag", typed, language=language)
    assert getattr(book.newest, typed.partition("=")[0]) == answer


def test_several_signs_are_one_entry(book: Logbook) -> None:
    book.type("log flag fever=yes snap=no spa=family")
    assert book.fields() == {"kind": "flag", "fever": True, "snap": False, "spa": ("family",)}


REFUSED = {
    "log flag": "flag",
    "log flag fever": "unanswered",
    "log flag spa": "takes",
    "log flag =yes": "pair",
    "log flag fever=perhaps": "takes",
    "log flag fever=": "takes",
    "log flag fever=1": "takes",
    "log flag fever=oui": "takes",
    "log flag fever=yes fever=no": "twice",
    "log flag spa=gout": "takes",
    "log flag spa=psoriasis,": "takes",
    "log flag fluoroquinolone_last=often": "takes",
    "log flag fluoroquinolone_last=-1 --date -2": "after_its_own",
    "log flag fevr=yes": "sign",
    "log flag date=yes": "no_sign",
    "log flag xyzzy=yes": "no_sign",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "reason"), REFUSED.items())
def test_what_makes_no_sense_is_refused_in_one_sentence(
    book: Logbook, line: str, reason: str, language: str
) -> None:
    assert book.refused(line, language=language) == f"log.error.{reason}"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [("2026-12-11", "future"), ("2026-02-30", "no_such_day"), ("-9999", "range")],
)
def test_what_is_wrong_with_a_date_is_said(book: Logbook, answer: str, reason: str) -> None:
    assert book.refused(f"log flag fluoroquinolone_last={answer}") == f"when.error.{reason}"


def test_a_misspelt_sign_is_answered_with_the_nearest(book: Logbook) -> None:
    book.refused("log flag calf_swolen=yes")
    assert "calf_swollen" in book.err


def test_what_a_sign_takes_is_said_in_the_language(book: Logbook) -> None:
    book.refused("log flag fluoroquinolone_last=often")
    assert book.err == "fluoroquinolone_last takes a date, or yes or no."
    book.refused("log flag spa=gout", language="nl")
    assert "psoriasis, uveitis, ibd" in book.err


def test_a_sign_that_blocks_is_shown_with_what_to_do_first(book: Logbook) -> None:
    book.assess(3)
    book.write("morning", 0, pain=1)
    lines = book.type("log flag chest_pain=yes").splitlines()
    assert lines[0].startswith(Words("en")("triage.T01.sign")[:40])
    out = " ".join(lines)
    assert "112" in out
    assert "×" not in out


def test_signs_block_without_a_course_too(book: Logbook) -> None:
    out = " ".join(book.type("log flag gap=yes").split())
    assert Words("en")("triage.T03.sign") in out
    assert "achilles today" in out


def test_many_signs_that_are_absent_are_told_as_a_number(book: Logbook) -> None:
    absent = [f"{sign}=no" for sign in ("snap", "gap", "fever", "unwell", "wound")]
    assert "breathless no" not in book.type("log flag", *absent)
    assert "5 answered no" in book.type("log flag", *absent, "breathless=yes")
    assert "snap no" in book.type("log flag snap=no")


# A no after a yes


def after_yes(book: Logbook, language: str = "en") -> str:
    return " ".join(book.type("log flag chest_pain=no", language=language).split())


def test_a_no_that_takes_nothing_back_names_the_line_that_mends_a_slip(book: Logbook) -> None:
    yes = book.write("flag", 1, chest_pain=True)
    out = after_yes(book)
    line = f"achilles log edit {yes.id} chest_pain=no"
    assert line in out
    assert "achilles log clearance --by doctor T01" in out
    book.type(line.removeprefix("achilles "))
    assert "log edit" not in after_yes(book)


def test_a_slip_in_an_assessment_is_mended_there(book: Logbook) -> None:
    yes = book.assess(1, chest_pain=True)
    out = after_yes(book, "nl")
    line = f"achilles log edit {yes.id} red_flags.pijn_op_de_borst=nee"
    assert line in out
    book.type(line.removeprefix("achilles "))
    assert book.log[0].answers.red_flags.chest_pain is False


def test_a_no_that_takes_a_yes_back_says_nothing_more(book: Logbook) -> None:
    book.write("flag", 1, fever=True, hot_red_tendon=True)
    assert "log edit" not in book.type("log flag fever=no hot_red_tendon=no")


def test_a_no_after_a_clearance_says_nothing_more(book: Logbook) -> None:
    book.write("flag", 1, chest_pain=True)
    book.type("log clearance --by doctor T01", at="06:40")
    assert "log edit" not in after_yes(book)


# Clearances


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "hot red tendon no, wound no"), ("nl", "hete rode pees: nee, wond: nee")],
)
def test_a_sign_is_named_as_it_is_said(book: Logbook, language: str, said: str) -> None:
    book.assess(0)
    out = book.type("log flag", "hot_red_tendon=no", "wound=no", language=language)
    assert said in " ".join(out.split())
