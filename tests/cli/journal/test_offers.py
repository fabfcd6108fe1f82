"""What a shell asks of the log: newest first, in words, and nothing where nothing can be read."""

import pytest

from achillescli.cli.app import run
from achillescli.cli.journal import offers
from tests.kit.logbook import Logbook


def offered(
    book: Logbook, capsys: pytest.CaptureFixture[str], kind: str, *typed: str, language: str = "en"
) -> list[list[str]]:
    capsys.readouterr()
    assert offers.write(book.here(language=language), kind, typed) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return [line.split("||") for line in out.splitlines()]


@pytest.fixture
def ids(book: Logbook) -> dict[str, str]:
    """Return the ids of an old note, a session, a score with a change, and a removed note."""
    stored = {
        "old": book.write("note", 14, text="old"),
        "session": book.write("session", 2, slot="pm", pain=3),
        "morning": book.write("morning", 0, pain=2),
        "gone": book.write("note", 0, text="gone"),
    }
    told = {name: entry.id for name, entry in stored.items()}
    book.type(f"log edit {told['morning']} pain=4")
    told["edit"] = book.newest.id
    book.type(f"log remove {told['gone']}")
    return told


def test_entries_are_offered_as_they_count_newest_first(
    book: Logbook, capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    assert offered(book, capsys, "entry", "") == [
        [ids["morning"], "Thu 10 Dec 2026, morning score: pain 4"],
        [ids["session"], "Tue 8 Dec 2026, session: pm, pain 3"],
    ]
    assert (
        offered(book, capsys, "entry", "", language="nl")[1][1]
        == "di 8 dec 2026, sessie: avond, pijn 3"
    )


def test_steps_are_entries_and_corrections_that_stand(
    book: Logbook, capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    told = [ident for ident, _ in offered(book, capsys, "step", "")]
    assert {ids["morning"], ids["session"], ids["edit"]} <= {*told}
    assert {ids["gone"], ids["old"]}.isdisjoint(told)


def test_fields_are_offered_with_what_they_hold_but_not_twice(
    book: Logbook, capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    told = dict(offered(book, capsys, "field", ids["session"], ""))
    assert told["pain="] == "3"
    assert told["slot="] == "pm"
    assert {"note=", "done.sets=", "date="} <= told.keys()
    assert {"id=", "at=", "kind="}.isdisjoint(told)
    again = dict(offered(book, capsys, "field", ids["session"], "pain=2", ""))
    assert told.keys() - again.keys() == {"pain="}


def test_a_field_with_names_offers_them(
    book: Logbook, capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    assert offered(book, capsys, "field", ids["session"], "slot=") == [
        ["slot=am", ""],
        ["slot=pm", ""],
    ]
    both = offered(book, capsys, "field", ids["session"], "completed=", language="nl")
    assert [word for word, _ in both] == ["completed=ja", "completed=nee"]
    assert offered(book, capsys, "field", ids["session"], "pain=") == []


def test_an_old_entry_has_its_fields_too(
    book: Logbook, capsys: pytest.CaptureFixture[str], ids: dict[str, str]
) -> None:
    assert dict(offered(book, capsys, "field", ids["old"], ""))["text="] == "old"
    assert offered(book, capsys, "field", "none", "") == offered(book, capsys, "field") == []


def test_the_answers_of_an_assessment_are_fields(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.assess(3, fever=True)
    ident = book.newest.id
    told = dict(offered(book, capsys, "field", ident, ""))
    assert told["red_flags.fever="] == "yes"
    assert "person.age=" in told
    assert offered(book, capsys, "field", ident, "red_flags.snap=")[0] == ["red_flags.snap=yes", ""]


def test_backups_are_offered_newest_first(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book.home / "backups"
    folder.mkdir(parents=True)
    for name in ("2026-11.2026-11-30.toml", "2026-12.2026-12-09.toml", "2026-12.before.toml", "x"):
        (folder / name).touch()
    assert offered(book, capsys, "backup", "") == [
        ["2026-12.before", ""],
        ["2026-12.2026-12-09", "Wed 9 Dec 2026"],
        ["2026-11.2026-11-30", "Mon 30 Nov 2026"],
    ]


def test_words_that_steer_a_terminal_are_not_offered(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.write("note", 0, text="a\x1b[31mb\tc")
    ((_, told),) = offered(book, capsys, "entry", "")
    assert told.isprintable()


@pytest.mark.parametrize("kind", offers.OFFERS)
def test_a_log_that_cannot_be_read_offers_nothing_and_says_nothing(
    book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("ACHILLES_HOME", "here")
    monkeypatch.setenv("TZ", "Mars/Phobos")
    assert run(["completion", kind, "--", "x", ""]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_is_no_list_is_refused_as_any_line(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", "scores", "--", ""]) == 2
    assert capsys.readouterr().err.startswith("achilles: there are words here")
