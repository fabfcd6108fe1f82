"""Scores, sessions and the rest of the diary."""

import io
import sys
from typing import Any

import pytest

from achillescli.words import LANGUAGES, plain_spaces
from tests.kit.logbook import Logbook, ago

STORED = {
    "log morning 2": {"kind": "morning", "pain": 2},
    "log morning 2 --stiffness 10": {"kind": "morning", "pain": 2, "stiffness_min": 10},
    "log morning --pain 2": {"kind": "morning", "pain": 2},
    "log am 2": {"kind": "session", "slot": "am", "pain": 2},
    "log pm 3": {"kind": "session", "slot": "pm", "pain": 3},
    "log pm 3 --after 4": {"kind": "session", "slot": "pm", "pain": 3, "after": 4},
    "log session 0 --slot pm": {"kind": "session", "slot": "pm", "pain": 0},
    "log session --slot am": {"kind": "session", "slot": "am"},
    "log session --pain 3 --slot am --partial --sets 2 --reps 10 --load 2,5 --level l2": {
        "kind": "session",
        "slot": "am",
        "pain": 3,
        "completed": False,
        "done": {"sets": 2, "reps": 10, "load_kg": 2.5, "level": "L2"},
    },
    "log session 1 --slot am --level L4.8": {
        "kind": "session",
        "slot": "am",
        "pain": 1,
        "done": {"level": "L4.8"},
    },
    "log evening --after 3": {"kind": "evening", "after": 3},
    "log evening --after 3 --daily 0": {"kind": "evening", "after": 3, "daily_pain": 0},
    "log painkiller": {"kind": "painkiller"},
    "log painkiller --note headache": {"kind": "painkiller", "note": "headache"},
    "log note sore": {"kind": "note", "text": "sore"},
    "log pause 2026-12-10 2026-12-24 --reason travel": {
        "kind": "pause",
        "from": ago(0),
        "until": ago(-14),
        "reason": "travel",
    },
    "log pause -3 friday --reason ill": {
        "kind": "pause",
        "from": ago(3),
        "until": ago(-1),
        "reason": "ill",
    },
    "log pause 24 dec 2 jan 2027 --reason holiday": {
        "kind": "pause",
        "from": ago(-14),
        "until": ago(-23),
        "reason": "travel",
    },
    "log pause 3 days ago today --reason ill": {
        "kind": "pause",
        "from": ago(3),
        "until": ago(0),
        "reason": "ill",
    },
}


@pytest.mark.parametrize(("line", "fields"), STORED.items())
def test_what_is_typed_is_stored(book: Logbook, line: str, fields: dict[str, Any]) -> None:
    assert book.type(line).startswith("Saved: ")
    stored = book.fields()
    assert {"completed": True, **fields} == {"completed": True, **stored}
    assert book.newest.date == ago(0)


REFUSED = {
    "log": "bare",
    "log nonsense": "bare",
    "log morning": "morning",
    "log morning 11": "score",
    "log morning -1": "score",
    "log morning 3.5": "score",
    "log morning 3,5": "score",
    "log morning drie": "score",
    "log morning NaN": "score",
    "log morning --pain=--morning": "score",
    "log morning --pain -5": "score",
    "log morning 2 3": "one_score",
    "log morning 2 --pain 3": "one_score",
    "log morning 2 --stiffness 1441": "whole",
    "log morning 2 --stiffness -1": "whole",
    "log am 11": "score",
    "log session 3 --after 11": "score",
    "log session 3 --slot noon": "slot",
    "log session 3 --slot AM": "slot",
    "log session 3 --sets 1001": "whole",
    "log session 3 --load 200,5": "decimal",
    "log session 3 --load 1.234": "decimal",
    "log session 3 --level L5": "level",
    "log session 3 --level L4.9": "level",
    "log evening": "evening",
    "log evening --daily 11": "score",
    "log pause 2026-12-10 2026-12-09 --reason ill": "until_before_from",
    "log pause": "pause",
    "log pause 24 dec": "pause",
    "log pause 24 dec --reason ill": "pause",
    "log pause 24 dec 2 jan 3 jan --reason ill": "pause",
    "log pause 2026-12-10 2026-12-11": "no_reason",
    "log pause 2026-12-10 2026-12-11 --reason sunshine": "reason",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "reason"), REFUSED.items())
def test_what_makes_no_sense_is_refused_in_one_sentence(
    book: Logbook, line: str, reason: str, language: str
) -> None:
    assert book.refused(line, language=language) == f"log.error.{reason}"


@pytest.mark.hazard("H46")
@pytest.mark.parametrize("date", ["2026-12-11", "tomorrow", "2026-02-30", "1/12", ""])
@pytest.mark.parametrize("line", ["log morning 2", "log am 2", "log run 30min", "log flag gap=no"])
def test_no_entry_takes_a_date_that_is_none_or_lies_ahead(
    book: Logbook, line: str, date: str
) -> None:
    assert book.refused(line, f"--date={date}").startswith("when.error.")


@pytest.mark.parametrize(
    "option", [("--date", "-1"), ("--date=-1",), ("-d", "yesterday"), ("-d", "wo")]
)
def test_a_date_is_told_back_in_words(book: Logbook, option: tuple[str, ...]) -> None:
    assert "Wed 9 Dec 2026" in book.type("log morning 2", *option)
    assert book.newest.date == ago(1)
    assert "wo 9 dec 2026" in book.type("log morning 2", *option, language="nl")


def test_a_named_date_is_told_back_even_when_it_is_today(book: Logbook) -> None:
    assert "Saved for Thu 10 Dec 2026:" in book.type("log morning 2 --date thursday")
    assert "Saved: " in book.type("log am 2")
    assert "Bewaard voor do 10 dec 2026:" in book.type("log flag fever=no -d do", language="nl")


DASHES = {
    ("-2 kg",): "-2 kg",
    ("-2", "kg", "today"): "-2 kg today",
    ("- felt ok",): "- felt ok",
    ("-d is a dash",): "-d is a dash",
    ("--", "--sore"): "--sore",
    ("-sore",): "-sore",
    ("--a whole line",): "--a whole line",
    ("-2 kg", "--date", "-1"): "-2 kg",
    ("-d-1", "-2 kg"): "-2 kg",
}


@pytest.mark.parametrize("typed", DASHES)
def test_a_note_may_begin_with_a_dash(book: Logbook, typed: tuple[str, ...]) -> None:
    book.type("log note", *typed)
    assert book.newest.text == DASHES[typed]
    assert book.newest.date == ago("-1" in typed or "-d-1" in typed)


def test_a_word_that_may_be_a_mistyped_option_names_the_two_dashes(book: Logbook) -> None:
    assert book.refused("log note --dat yesterday sore") == "log.error.near_dashes"
    assert "Did you mean --date, or words of your own: " in book.err
    assert "achilles log note -- --sore" in book.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", ["--date", "-d", "--note", "--quiet", "--help"])
@pytest.mark.parametrize("line", ["log morning -- 2", "log am -- 3", "log run -- 30min"])
def test_an_option_behind_two_dashes_is_told_where_it_belongs(
    book: Logbook, line: str, option: str, language: str
) -> None:
    assert book.refused(f"{line} {option} yesterday", language=language) == "parser.after_dashes"
    assert option in book.err


@pytest.mark.parametrize("name", ["morning", "am", "pm", "session"])
def test_one_score_is_asked_for_by_the_command_that_was_typed(book: Logbook, name: str) -> None:
    assert book.refused(f"log {name} 2 3") == "log.error.one_score"
    assert f"achilles log {name} 3" in book.err


@pytest.mark.parametrize(
    ("piped", "text"),
    [
        (b"long day\n", "long day"),
        ("\ufeffé\r\n".encode(), "é"),
        (b"two\nlines\n", "two\nlines"),
    ],
)
def test_a_note_is_read_from_a_pipe(
    book: Logbook, monkeypatch: pytest.MonkeyPatch, piped: bytes, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
    book.type("log note")
    assert book.newest.text == text


@pytest.mark.parametrize(
    ("piped", "reason"),
    [(b"", "note"), (b" \n", "note"), (b"\xff", "characters"), (b"a" * 9000, "text")],
)
def test_what_is_piped_and_is_no_note_is_refused(
    book: Logbook, monkeypatch: pytest.MonkeyPatch, piped: bytes, reason: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
    assert book.refused("log note") == f"log.error.{reason}"


def test_an_empty_note_and_a_broken_one_are_refused(book: Logbook) -> None:
    assert book.refused("log morning 2 --note", "") == "log.error.text"
    assert book.refused("log morning 2 --note", "caf\udce9") == "log.error.characters"
    assert book.refused("log note", "a" * 2001) == "log.error.text"


def test_a_note_cannot_steer_the_terminal(book: Logbook) -> None:
    book.type("log note", "\x1b]52;c;aGk=\x07 [bold red]\u202e")
    shown = book.type("log list")
    assert "[bold red]" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("log morning 2", "log morning 3", True),
        ("log am 2", "log am 3", True),
        ("log am 2", "log pm 3", False),
        ("log evening --after 1", "log evening --daily 1", False),
        ("log evening --daily 0", "log evening --daily 1", True),
        ("log am 2", "log am --after 3", False),
        ("log check --hop 1", "log check --walk 2", False),
        ("log check --hop 1", "log check --hop 2", True),
        ("log run 30min", "log run 20min", False),
        ("log painkiller", "log painkiller", False),
        ("log morning 2 -d -1", "log morning 2", False),
    ],
)
def test_a_second_score_of_a_kind_is_added_and_said(
    book: Logbook, first: str, second: str, told: bool
) -> None:
    book.type(first)
    entry = book.newest
    out = book.type(second)
    assert len(book.log) == 2
    assert (f"achilles log edit {entry.id}" in " ".join(out.split())) == told


@pytest.mark.parametrize(("score", "field"), [("--daily 0", "daily_pain"), ("--after 0", "after")])
def test_a_second_score_names_the_field_to_correct(book: Logbook, score: str, field: str) -> None:
    book.type(f"log evening {score}")
    said = " ".join(book.type(f"log evening {score}").split())
    assert f"{field}=N" in said


def test_a_session_may_take_the_pain_of_daily_life(book: Logbook) -> None:
    out = book.type("log am 2 --after 1 --daily 3", at="21:00")
    assert out.count("Saved: ") == 2
    session, evening = book.log
    assert (session.slot, session.pain, session.after) == ("am", 2, 1)
    assert (evening.kind, evening.after, evening.daily_pain) == ("evening", None, 3)


def test_a_note_is_the_rest_of_the_line(book: Logbook) -> None:
    book.type("log note sore after stairs -d -1")
    assert (book.newest.text, book.newest.date) == ("sore after stairs", ago(1))
    book.type("log note hurt -a little -a lot")
    assert book.newest.text == "hurt -a little -a lot"


def test_without_a_course_the_next_step_is_the_assessment(book: Logbook) -> None:
    assert "achilles assess" in book.type("log morning 2")
    assert "achilles assess" in book.type("log morning 2 -d -3", language="nl")


@pytest.mark.parametrize(
    ("line", "words", "language", "signs"),
    [
        ("log note", "my calf is swollen", "en", "calf_swollen=yes"),
        ("log am 2 --note", "koorts", "en", "fever=yes"),
        ("log run 30min --pain 2 --note", "calf is swollen, chest pain", "en",
         "calf_swollen=yes chest_pain=yes"),
        ("log note", "kuit is dik", "nl", "kuit_gezwollen=ja"),
        ("log note", "no chest pain", "en", ""),
        ("log note", "new shoes", "en", ""),
    ],
)  # fmt: skip
def test_a_sign_in_words_is_asked_about_and_changes_nothing(
    book: Logbook, line: str, words: str, language: str, signs: str
) -> None:
    book.assess(3)
    said = plain_spaces(" ".join(book.type(line, words, language=language).split()))
    assert ("achilles log flag" in said) == bool(signs)
    assert f"achilles log flag {signs}".strip() in said or not signs
    assert "flag" not in [entry.kind for entry in book.log]
