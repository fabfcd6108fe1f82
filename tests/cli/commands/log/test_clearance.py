"""Who cleared which warning sign."""

import pytest

from achillescli.cli.commands.log import clearance as log_clearance
from achillescli.core.assessment.triage import ROW
from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import Logbook


def test_a_clearance_lifts_its_rows(book: Logbook) -> None:
    book.assess(3)
    book.type("log flag gap=yes")
    out = " ".join(book.type("log clearance --by physio t03", at="06:40").split())
    assert book.fields() == {"kind": "clearance", "by": "physio", "rows": ("T03",)}
    assert "No longer open" in out
    assert "3 × 15 at L3" in out


IDLE = "T03: not open, so nothing ends by it."


def test_a_clearance_of_what_is_not_open_says_so(book: Logbook) -> None:
    book.assess(3)
    book.type("log flag snap=yes")
    assert IDLE not in book.type("log clearance T03 --by doctor", at="06:40")  # covers T26
    book.type("log flag calf_swollen=yes", at="06:50")
    out = " ".join(book.type("log clearance T03 --by doctor", at="07:00").split())
    assert f"{IDLE} To see what is: achilles log clearance" in out
    assert IDLE not in book.type("log clearance T04 --by doctor", at="07:10")


#  a clearance of signs of today, 06:30; when it is logged; whether they stay open
STILL = [
    ("log clearance T04 T05 --by doctor", "06:30", True),
    ("log clearance T04 T05 --by doctor --date yesterday", "06:40", True),
    ("log clearance T04 T05 --by doctor", "06:40", False),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "at", "still"), STILL)
def test_a_clearance_that_lifts_nothing_says_that_the_sign_is_still_open(
    book: Logbook, line: str, at: str, still: bool, language: str
) -> None:
    book.assess(3)
    book.type("log flag calf_swollen=yes fever=yes wound=yes")
    out = " ".join(book.type(line, at=at, language=language).split())
    assert (Words(language)("log.clearance.still", rows="T04, T05") in out) is still


CLEARED = {
    "log clearance T01": "by",
    "log clearance T01 --by nurse": "by",
    "log clearance T01 --by physio": "doctor",
    "log clearance T03 T08 --by physio": "doctor",
    "log clearance T00 --by doctor": "row",
    "log clearance T39 --by doctor": "row",
    "log clearance 7 --by doctor": "row",
    "log clearance T\u0661\u0661 --by doctor": "row",
    "log clearance T24 --by doctor": "not_clearable",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "reason"), CLEARED.items())
def test_a_clearance_that_cannot_count_is_refused(
    book: Logbook, line: str, reason: str, language: str
) -> None:
    assert book.refused(line, language=language) == f"log.error.{reason}"


DOCTOR_ONLY = "T01 T04 T05 T07 T08 T09 T10 T11 T12 T25 T30 T31".split()


@pytest.mark.hazard("H12")
def test_the_rows_that_only_a_doctor_clears_are_refused_from_a_physiotherapist(
    book: Logbook,
) -> None:
    for row in sorted(set(ROW) - {"T24"}):
        line = f"log clearance {row} --by physio"
        if row in DOCTOR_ONLY:
            assert book.refused(line) == "log.error.doctor"
        else:
            book.type(line)


def test_without_rows_the_standing_ones_are_printed_with_the_line_to_type(book: Logbook) -> None:
    book.write("flag", 0, gap=True, night_pain=True)
    before = book.bytes()
    out = " ".join(book.type("log clearance").split())
    assert book.code == 0
    assert "(T03)" in out
    assert "(T11): only a doctor can clear it" in out
    assert "achilles log clearance --by doctor T03" in out
    assert "(T03)" in book.type("log clearance --by doctor")
    assert book.code == 2
    assert book.bytes() == before


def test_without_standing_rows_there_is_nothing_to_clear(book: Logbook) -> None:
    assert book.type("log clearance") == Words("en")("log.clearance.none") + "\n"
    assert log_clearance.WHO == ("doctor", "physio")
