"""What a correction changes, in words of both languages."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log import corrections, entries, history
from achillescli.core.state import Colour
from achillescli.render.phrases import corrections as render
from achillescli.words import Words
from tests.kit.page import EN, NL, Paper

DATE = dt.date(2026, 12, 10)
AT = dt.datetime(2026, 12, 10, 6, 30, tzinfo=dt.UTC)


def entry(kind: str, ident: str = "a1", **fields: Any) -> Any:
    return entries.parse({"id": ident, "at": AT, "date": DATE, "kind": kind, **fields})


CHANGES = [
    ({"kind": "morning", "pain": 2}, {"pain": 4}, "pain 2 → 4", "pijn 2 → 4"),
    (
        {"kind": "morning", "pain": 2, "note": "a"},
        {"note": "b", "pain": 4},
        "pain 2 → 4, note “a” → “b”",
        "pijn 2 → 4, notitie “a” → “b”",
    ),
    (
        {"kind": "morning", "pain": 2},
        {"stiffness_min": 5},
        "stiffness 5 min added",
        "stijfheid 5 min erbij",
    ),
    (
        {"kind": "session", "slot": "am", "done": {"load_kg": 2.5}},
        {"done.load_kg": 5.0, "completed": False},
        "2.5 → 5 kg, completed → not completed",
        "2,5 → 5 kg, afgemaakt → niet afgemaakt",
    ),
    (
        {"kind": "check", "start_test_pain": 3},
        {"start_test_pain": "unable", "date": "2026-12-09"},
        "date Thu 10 Dec 2026 → Wed 9 Dec 2026, start test 3 → not possible",
        "datum do 10 dec 2026 → wo 9 dec 2026, starttest 3 → lukt niet",
    ),
    ({"kind": "painkiller"}, {"mood": [1, 2]}, "mood 1 + 2 added", "mood 1 + 2 erbij"),
    ({"kind": "note", "text": "a"}, {"text": "a"}, "", ""),
]


@pytest.mark.parametrize(("fields", "change", "english", "dutch"), CHANGES)
def test_a_change_is_told_field_by_field(
    fields: dict[str, Any], change: dict[str, Any], english: str, dutch: str
) -> None:
    before = entry(**fields)
    after = corrections.entry_after(before, entry("edit", "e1", of="a1", set=change))
    assert render.changes(EN, before, after) == english
    assert render.changes(NL, before, after) == dutch


def test_an_entry_without_a_time_is_dated(monkeypatch: pytest.MonkeyPatch) -> None:
    made = entries.parse({"id": "a1", "date": DATE, "kind": "painkiller"})
    paper = Paper(monkeypatch)
    render.show_revisions(paper.screen, EN, history.revisions([made]), {}, {made.id})
    assert paper.lines == ["> a1  Thu 10 Dec 2026  logged: painkiller (Thu 10 Dec 2026)"]


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [40, 80])
def test_the_first_entry_of_a_day_has_its_colour(
    monkeypatch: pytest.MonkeyPatch, words: Words, width: int
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    colour, note = words("terms.colour.RED"), f"{words('terms.colour.RED')} shoes"
    rows = [
        entry("morning", "a1", pain=6),
        entry("note", "a2", text=note),
        entry("note", "a3", text=note, date=DATE + dt.timedelta(days=1)),
    ]
    steps = history.revisions(rows)
    paper = Paper(monkeypatch, width)
    render.show_list(
        paper.screen, words, rows, {step.made.id: step for step in steps}, {DATE: Colour.RED}
    )
    day = words("log.of_day", colour=f"\x1b[48;5;196m \x1b[0m {colour}", what="")
    assert paper.text.count("\x1b[48") == 1
    assert paper.text.count(day) == 1


def test_a_note_of_before_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    made = entry("morning", pain=2, note="\x1b[2Jgone")
    change = entry("edit", "e1", of="a1", set={"note": "\x1b]0;x\x07"})
    paper = Paper(monkeypatch)
    steps = history.revisions([made, change])
    render.show_all(paper.screen, EN, [made], steps, (), {})
    render.show_revisions(paper.screen, EN, steps, {}, set())
    by_id = {step.made.id: step for step in steps}
    render.show_list(paper.screen, EN, [made, change], by_id, {})
    assert not {"\x1b", "\x07"} & set(paper.text)
