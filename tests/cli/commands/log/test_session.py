"""A session as it is logged: its slot, and what too much pain ends."""

import pytest

from achillescli.core.log.values import table
from tests.kit.logbook import Logbook, ago

SLOTS = """
    # there   time   taken
    -         06:30  am
    -         11:59  am
    -         12:00  pm
    -         02:59  pm
    am        13:00  pm
    pm        19:00  am
    am        07:00  am
"""


@pytest.mark.parametrize("line", SLOTS.strip().splitlines()[1:])
def test_a_session_without_a_slot_takes_the_likely_one(book: Logbook, line: str) -> None:
    there, at, slot = line.split()
    date = -1 if at == "02:59" else 0
    if there != "-":
        book.write("session", 0, slot=there)
    out = book.type("log session 2", at=at)
    assert book.newest.slot == slot
    assert book.newest.date == ago(-date)
    assert f"session: {slot}, pain 2" in out


def test_a_session_of_another_day_takes_the_first_free_slot(book: Logbook) -> None:
    book.type("log session 2 -d yesterday")
    assert book.newest.slot == "am"
    book.type("log session 2 -d yesterday")
    assert book.newest.slot == "pm"
    assert book.refused("log session 2 -d yesterday") == "log.error.both_slots"


def test_a_day_with_one_session_takes_that_one(book: Logbook) -> None:
    book.assess(0)
    entry = book.log[0]
    early = {**table(entry.answers)}
    early["complaint"]["onset"] = ago(2)
    book.write("remove", 0, of=entry.id)
    book.write("assessment", 0, answers=early)
    book.type("log session 2", at="20:00")
    assert book.newest.slot == "am"


@pytest.mark.hazard("H49")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("log run 5min --limped", True),
        ("log am 6", True),
        ("log am 5", False),
        ("log am 1 --sharp", True),
        ("log run 20min --pain 6", True),
        ("log activity cycling 20min --pain 7", True),
        ("log activity cycling 20min --sharp", True),
        ("log check --hop 6", True),
        ("log check --start-test unable", True),
        ("log morning 7", False),
    ],
)
def test_too_much_pain_names_the_warning_signs(book: Logbook, line: str, told: bool) -> None:
    assert ("achilles log flag" in " ".join(book.type(line).split())) == told


@pytest.mark.hazard("H18")
def test_too_much_pain_ends_the_sessions_of_today_only(book: Logbook) -> None:
    out = " ".join(book.type("log am 7").split())
    assert "what is left of today's sessions is left out" in out
    out = book.type("log am 7 -d -1")
    assert "reason to leave out the rest of that day" in out
    assert "left out" not in out


def test_the_plan_is_not_said_to_stay_when_it_stops(book: Logbook) -> None:
    book.assess(4)
    book.days(4, 1)
    book.write("morning", 0, pain=1)
    assert "The plan stays" not in book.type("log am 2 --sharp")
    assert "The plan stays" in book.type("log pm 2")


SHARP = {
    "log am 2 --sharp": ("en", "ended by a sharp or rising pain"),
    "log run 5min --sharp --note cobbles": ("nl", "geëindigd door scherpe of oplopende pijn"),
    "log activity rowing 5min --sharp": ("en", "ended by a sharp or rising pain"),
}


@pytest.mark.parametrize(("line", "said"), SHARP.items())
def test_a_sharp_pain_is_kept_and_shown(book: Logbook, line: str, said: tuple[str, str]) -> None:
    language, words = said
    out = book.type(line, language=language)
    assert book.newest.stopped is True
    assert getattr(book.newest, "completed", False) is False
    assert words in " ".join(out.split())
    assert words in " ".join(book.type("log list", language=language).split())
