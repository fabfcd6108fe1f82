"""The sessions on the page of a day: the cue of the level, and what is done already."""

import pytest

from achillescli import catalogue
from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, draw_today, flat

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])


def page(
    monkeypatch: pytest.MonkeyPatch, log: Log, day: int, words: Words = EN, width: int = 80
) -> Paper:
    paper = Paper(monkeypatch, width)
    draw_today(paper, log.until(day), words, more=True)
    return paper


#  the level of the day, and what its cue says in English and in Dutch
CUES = {
    "L1": (
        Log(start=8),
        1,
        "Both feet at once",
        "two chair backs",
        "Beide voeten",
        "stoelleuningen",
    ),
    "L2": (Log(start=4), 1, "Affected leg", "hands on a support", "Aangedane been", "steun"),
    "L3": (Log(), 1, "Slowly down on the affected leg", "knee", "aangedane been", "knie"),
    "L4.1": (Log().days("1/1*14"), 15, "on the affected leg", "backpack on", "been", "rugzak om"),
}


@pytest.mark.parametrize("level", CUES)
@LANGUAGES
def test_the_cue_is_that_of_the_level(
    monkeypatch: pytest.MonkeyPatch, level: str, words: Words
) -> None:
    log, day, *said = CUES[level]
    paper = page(monkeypatch, log, day, words)
    assert str(log.day(day).dose_level) == level
    labels = [words("today.label.am"), words("today.label.pm")]
    places = [n for n, line in enumerate(paper.lines) if line.startswith(tuple(labels))]
    cues = [paper.lines[place + 1].strip() for place in places]
    assert len(cues) == 2
    for cue, straight in zip(cues, (True, False), strict=True):
        for part in said[:2] if words is EN else said[2:]:
            assert part in cue
        assert any(word in cue for word in ("straight", "gestrekt")) is straight
        assert any(word in cue for word in ("bent", "gebogen")) is not straight


@LANGUAGES
def test_with_both_feet_nothing_is_said_of_the_affected_leg(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    text = page(monkeypatch, Log(start=8), 1, words).text
    assert not any(leg in text for leg in ("affected leg", "aangedane been"))


@LANGUAGES
@pytest.mark.parametrize("start", [8, 4, 1])
def test_on_the_floor_the_cue_keeps_the_heel_up(
    monkeypatch: pytest.MonkeyPatch, words: Words, start: int
) -> None:
    below = {"en": "Not below the floor.", "nl": "Niet onder vloerhoogte."}[words.language]
    insertional = page(monkeypatch, Log(location="insertional", start=start), 1, words)
    assert flat(insertional.text).count(below) == 2
    assert below not in flat(page(monkeypatch, Log(start=start), 1, words).text)


@pytest.mark.parametrize("name", ["heel-drop-straight", "heel-drop-bent"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_cue_of_a_level_fits_one_line(name: str, language: str) -> None:
    for told in catalogue.exercise(name).told[language].level.values():
        assert len(told.partition(". ")[0]) + 1 <= 67


def test_an_exercise_without_levels_has_its_own_cue(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, Log().days("1/0*42"), 43).text)
    assert "3 × 15 Heel raise on two legs From the floor up onto the toes" in text


#  the session entries of the day, and the line of its slot
DONE = [
    ({"pain": 2}, "done, pain 2", "gedaan, pijn 2"),
    ({"pain": 0}, "done, pain 0", "gedaan, pijn 0"),
    ({}, "done, no pain score", "gedaan, geen pijnscore"),
    ({"pain": 5, "completed": False}, "broken off, pain 5", "afgebroken, pijn 5"),
    ({"completed": False}, "broken off, no pain score", "afgebroken, geen pijnscore"),
]


@pytest.mark.parametrize(("fields", "english", "dutch"), DONE)
@pytest.mark.parametrize("slot", ["am", "pm"])
def test_a_session_that_was_logged_says_how_it_went(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, int], english: str, dutch: str, slot: str
) -> None:
    log = Log().days("1/1*4").on(5, "session", slot=slot, **fields)
    for words, said in ((EN, english), (NL, dutch)):
        paper = page(monkeypatch, log, 5, words)
        assert f"{words(f'today.label.{slot}'):<12} {said}" in paper.lines
        assert paper.text.count("3 × 15") == 1


def test_of_two_entries_the_worst_pain_counts_and_one_completion_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = Log().days("1/1*4").on(5, "session", slot="am", pain=4, completed=False)
    log.on(5, "session", slot="am", pain=1)
    assert "Morning      done, pain 4" in page(monkeypatch, log, 5).lines


def test_when_all_is_done_nothing_is_left_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page(monkeypatch, Log().days("1/1*5"), 5).lines
    assert "Morning      done, pain 1" in lines
    assert "Evening      done, pain 1" in lines
    assert not any(line.startswith("Tempo") for line in lines)


def test_after_too_much_pain_the_other_session_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*4").on(5, "session", slot="am", pain=7, completed=False)
    lines = page(monkeypatch, log, 5).lines
    assert "Morning      broken off, pain 7" in lines
    assert "Evening      left out today" in lines
    assert any(line.startswith("Stop ") for line in lines)


@pytest.mark.parametrize("slot", ["am", "pm"])
def test_the_session_of_maintenance_stands_for_both_exercises(
    monkeypatch: pytest.MonkeyPatch, slot: str
) -> None:
    log = Log().days("4/2*7 1/0*77").on(85, "session", slot=slot, pain=1)
    text = page(monkeypatch, log, 85).text
    assert "Morning      done, pain 1" in text
    assert "3 × 15" not in text
    assert page(monkeypatch, Log().days("4/2*7 1/0*77"), 85).text.count("3 × 15") >= 2
