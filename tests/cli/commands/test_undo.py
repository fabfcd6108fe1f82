"""Steps back, and forth again."""

import datetime as dt
import time

import pytest

from achillescli import store
from achillescli.cli.commands.undo import LATEST
from achillescli.cli.context import Context
from achillescli.words import LANGUAGES
from tests.cli.test_danger import has_open, held_lock
from tests.kit.logbook import TODAY, Logbook, ago
from tests.kit.terminal import Terminal


def undo(book: Logbook, ident: str = "") -> str:
    """Type an undo; return the id of what it wrote."""
    book.type("undo", *([ident] if ident else []))
    return book.newest.id


def pains(book: Logbook) -> list[int | None]:
    return [entry.pain for entry in book.log]


@pytest.fixture
def three(book: Logbook) -> Logbook:
    """A log with two entries, the first of them corrected."""
    book.type("log morning 2")
    first = book.newest
    book.type("log am 3")
    book.type("log edit", first.id, "pain=5")
    return book


def test_an_entry_is_taken_back(book: Logbook) -> None:
    book.type("log morning 2")
    entry = book.newest
    out = book.type("undo")
    assert f"Taken back: morning score: pain 2 (Thu 10 Dec 2026) [{book.newest.id}]\n" in out
    assert book.log == ()
    assert (book.newest.kind, book.newest.of) == ("remove", entry.id)


def test_each_undo_goes_one_step_further_back(three: Logbook) -> None:
    expected = [[2, 3], [2], []]
    for left in expected:
        out = three.type("undo")
        assert pains(three) == left
        assert ("One step further back" in out) == bool(left)
    assert three.refused("undo") == "log.error.nothing_to_undo"


def test_undo_undo_redo_redo_and_undo_again(three: Logbook) -> None:
    edited, added = undo(three), undo(three)
    assert pains(three) == [2]
    out = " ".join(three.type("undo", added).split())
    assert "Counts again: session: am, pain 3 (Thu 10 Dec 2026) [" in out
    assert pains(three) == [2, 3]
    out = " ".join(three.type("undo", edited).split())
    assert "Taken back: morning score (Thu 10 Dec 2026): pain 2 → 5" in out
    assert pains(three) == [5, 3]
    assert f"To take that back in turn: achilles undo {three.newest.id}" in out
    undo(three)
    assert pains(three) == [2, 3]
    undo(three)
    assert pains(three) == [2]


def test_an_undone_removal_brings_the_entry_back(book: Logbook) -> None:
    book.type("log morning 2")
    entry = book.newest
    book.type("log remove", entry.id)
    book.type("undo")
    assert book.log == (entry,)
    book.type("undo")
    assert book.log == ()


def test_an_undo_is_taken_back_with_the_line_that_it_names(book: Logbook) -> None:
    book.type("log morning 2")
    entry = book.newest
    out = " ".join(book.type("undo").split())
    book.type("undo", out.partition("To have it back: achilles undo ")[2].split()[0])
    assert book.log == (entry,)


def test_an_undo_after_new_entries_takes_those_first(book: Logbook) -> None:
    book.type("log morning 2")
    book.type("log am 3")
    book.type("undo")
    book.type("log pm 4")
    book.type("undo")
    assert [entry.kind for entry in book.log] == ["morning"]


def test_any_one_step_is_taken_back_by_its_id(three: Logbook) -> None:
    second = store.load(three.home).entries[1]
    undo(three, second.id)
    assert pains(three) == [5]
    assert three.refused("undo", second.id) == "log.error.gone"
    assert three.err.endswith(f"achilles undo {three.newest.id}")


def test_two_edits_of_an_entry_are_taken_back_in_any_order(book: Logbook) -> None:
    book.type("log morning 2")
    entry = book.newest
    edits = []
    for pain in (3, 4):
        book.type("log edit", entry.id, f"pain={pain}")
        edits.append(book.newest.id)
    out = book.type("undo", edits[0])
    assert "its entry stays as it was" in " ".join(out.split())
    assert pains(book) == [4]
    assert "pain 4 → 2" in book.type("undo", edits[1])
    assert pains(book) == [2]


def test_the_edit_of_a_removed_entry_is_taken_back_for_when_it_returns(book: Logbook) -> None:
    book.type("log morning 2")
    entry = book.newest
    book.type("log edit", entry.id, "pain=3")
    change = book.newest
    book.type("log remove", entry.id)
    removal = book.newest
    out = " ".join(book.type("undo", change.id).split())
    assert f"Taken back [{change.id}]: its entry is removed, so nothing that counts changed" in out
    undo(book, removal.id)
    assert pains(book) == [2]


def test_the_edit_of_a_removed_entry_is_no_step_to_go_back(book: Logbook) -> None:
    book.type("log am 1")
    session = book.newest
    book.type("log morning 2")
    entry = book.newest
    book.type("log edit", entry.id, "pain=3")
    undo(book, entry.id)
    undo(book)
    assert book.newest.of == session.id


def test_an_edit_that_a_later_one_rests_on_stays_until_that_one_goes(book: Logbook) -> None:
    book.write("pause", 0, **{"from": ago(9), "until": ago(8), "reason": "ill"})
    pause = book.newest
    edits = []
    for change in ("until=-2", "from=-4"):
        book.type("log edit", pause.id, change)
        edits.append(book.newest.id)
    for line in ("undo", "log remove"):
        assert book.refused(line, edits[0]) == "log.error.rests"
        assert book.err.endswith(f"achilles undo {edits[1]}")
    undo(book, edits[1])
    undo(book, edits[0])
    assert (book.log[0].since, book.log[0].until) == (ago(9), ago(8))


def test_a_redo_that_a_later_edit_no_longer_fits_is_refused(book: Logbook) -> None:
    book.write("pause", 0, **{"from": ago(9), "until": ago(8), "reason": "ill"})
    pause = book.newest
    book.type("log edit", pause.id, "from=-8")
    undone = undo(book)
    book.type("log edit", pause.id, "until=-9")
    later = book.newest.id
    assert book.refused("undo", undone) == "log.error.rests"
    assert book.err.endswith(f"achilles undo {later}")
    undo(book, later)
    undo(book, undone)
    assert (book.log[0].since, book.log[0].until) == (ago(8), ago(8))


def test_a_clock_that_went_back_loses_no_redo(book: Logbook) -> None:
    book.type("log morning 2", at="09:00")
    book.type("undo", at="09:01")
    book.type("undo", book.newest.id, at="07:00")
    assert pains(book) == [2]


def test_the_step_that_was_written_last_goes_first_whatever_the_clock_said(book: Logbook) -> None:
    book.type("log morning 1", at="12:00")
    book.type("log am 9", at="10:00")
    out = book.type("undo --list", at="10:01")
    assert "session" in next(line for line in out.splitlines() if line.startswith(">"))
    assert "session" in book.type("undo", at="10:01")
    assert [entry.kind for entry in book.log] == ["morning"]


def test_the_step_that_was_written_last_goes_first_though_a_month_began_before(
    book: Logbook,
) -> None:
    new_year = dt.datetime(2027, 1, 1, 8, tzinfo=dt.UTC)
    store.append(book.home, {"kind": "morning", "date": ago(0), "pain": 1}, new_year)
    book.type("log am 9")
    assert "session" in book.type("undo")
    assert [entry.kind for entry in book.log] == ["morning"]


def test_the_list_says_what_was_removed_under_a_clock_that_went_back(book: Logbook) -> None:
    book.type("log morning 2", at="09:00")
    ident = book.newest.id
    book.type("undo", at="07:00")
    undone = book.newest.id
    shown = " ".join(book.type("undo --list", at="07:01").split())
    assert f"{undone} Thu 10 Dec 2026 07:00 taken back [{ident}]: morning score: pain 2" in shown
    assert "nothing that counts changed" not in shown
    book.type("undo", undone, at="06:00")
    shown = " ".join(book.type("undo --list", at="06:01").split())
    assert f"{book.newest.id} Thu 10 Dec 2026 06:00 taken back [{undone}]: morning score" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_undo_says_what_it_changes_in_the_plan(book: Logbook, language: str) -> None:
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 1")
    book.type("log am 7")
    out = " ".join(book.type("undo", language=language).split())
    assert "3 × 15" in out
    assert "L3" in out


@pytest.mark.slow
def test_of_two_undos_at_once_one_takes_the_step_and_the_other_says_that_it_is_gone(
    three: Logbook,
) -> None:
    with held_lock(three.home):
        both = [Terminal("undo") for _ in range(2)]
        for one in both:
            while not has_open(one.child.pid, three.home / "lock"):
                time.sleep(0.05)
    assert sorted(one.end() for one in both) == [0, 2]
    assert pains(three) == [2, 3]
    refused = next(one for one in both if one.child.exitstatus)
    assert f"achilles undo {three.newest.id}" in refused.written


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_typed_line_is_one_step(book: Logbook, language: str) -> None:
    book.assess(3)
    book.type("log morning 1")
    book.type("log am 2 --daily 8")
    assert book.type("undo --list", language=language).count(">") >= 2
    taken = book.type("undo", at="07:00", language=language)
    assert [entry.kind for entry in book.log] == ["assessment", "morning"]
    assert taken.count("[") == 2
    book.type(f"undo {book.newest.id}", at="07:10", language=language)
    assert [entry.kind for entry in book.log][2:] == ["session", "evening"]
    book.type("undo", at="07:20", language=language)
    book.type("undo", at="07:30", language=language)
    assert [entry.kind for entry in book.log] == ["assessment"]


def test_nothing_logged_is_nothing_to_undo(book: Logbook) -> None:
    assert book.refused("undo") == "log.error.nothing_to_undo"
    assert len(book.type("undo --list").splitlines()) == 1
    assert book.refused("undo abc --list") == "log.error.id_or_list"


# The list of steps


def rows(book: Logbook, **options: str) -> tuple[list[str], str]:
    """Return the marked id, and the text of the list on one line."""
    out = book.type("undo --list", **options)
    marked = [line.split()[1] for line in out.splitlines() if line.startswith("> ")]
    return marked, " ".join(out.split())


def test_the_list_marks_what_the_next_undo_takes_back(three: Logbook) -> None:
    for _ in range(3):
        ((marked,), _) = rows(three)
        undo(three)
        assert three.newest.of == marked
    nothing, out = rows(three)
    assert nothing == []
    assert "with the ID of an undo" in out


def test_the_list_tells_what_each_step_did_and_what_took_it_back(three: Logbook) -> None:
    first, second, change = store.load(three.home).entries
    back = undo(three)
    again = undo(three, back)
    _, out = rows(three)
    when = "Thu 10 Dec 2026 06:30"
    name = "morning score (Thu 10 Dec 2026)"
    for told in (
        f"{again} {when} taken back [{back}]: {name}: pain 2 → 5",
        f"{back} {when} taken back [{change.id}]: {name}: pain 5 → 2 - taken back on {when} by {again}",
        f"{change.id} {when} changed [{first.id}]: {name}: pain 2 → 5",
        f"{second.id} {when} logged: session: am, pain 3",
        f"{first.id} {when} logged: morning score: pain 2",
    ):
        assert told in out
    order = [out.index(f"{ident} {when}") for ident in (again, back, change.id, first.id)]
    assert order == sorted(order)


def test_the_list_shows_the_latest_and_says_where_the_rest_is(book: Logbook) -> None:
    for _ in range(LATEST):
        book.write("painkiller", 0)
    assert "log list --all" not in rows(book)[1]
    book.write("painkiller", 0)
    assert "achilles log list --all" in rows(book)[1]


def test_with_a_damaged_month_steps_are_listed_and_taken_back_by_id_only(book: Logbook) -> None:
    old = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    store.append(book.home, {"kind": "morning", "date": ago(20), "pain": 1}, old)
    entry = book.write("painkiller", 0)
    path = book.home / "log" / "2026-11.toml"
    path.write_text(path.read_text("utf-8").replace("pain = 1", "pain = 11"), "utf-8")
    assert book.refused("undo").startswith("store.")
    marked, out = rows(book)
    assert (marked, entry.id in out) == ([], True)
    assert "2026-11.toml" in book.err
    book.type("undo", entry.id)
    assert store.load(book.home, tolerant=True).entries[-1].of == entry.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_lists_fit_the_screen(
    three: Logbook, monkeypatch: pytest.MonkeyPatch, columns: int, language: str
) -> None:
    undo(three)
    undo(three)
    here = three.here

    def narrow(at: str = "06:30", spoken: str = "en") -> Context:
        found = here(at, spoken)
        return type(found)(found.words, found.now, {**found.environment, "COLUMNS": f"{columns}"})

    monkeypatch.setattr(three, "here", narrow)
    for line in ("undo --list", "log list --all", "log list"):
        out = three.type(line, language=language)
        assert max(map(len, out.splitlines())) <= min(columns, 100)
        assert "{" not in out
        assert "None" not in out


def test_the_time_of_a_step_is_that_of_its_own_clock(book: Logbook) -> None:
    at = dt.datetime.combine(TODAY, dt.time(23, 5), dt.timezone(dt.timedelta(hours=9)))
    store.append(book.home, {"kind": "painkiller", "date": TODAY}, at)
    assert "Thu 10 Dec 2026 23:05" in book.type("undo --list")


def test_an_undo_that_stops_the_day_again_says_so(book: Logbook) -> None:
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 1")
    book.type("log am 7")
    book.type("log edit last pain=2")
    said = " ".join(book.type("undo").split())
    assert "Stop for today: what is left of today's sessions is left out." in said
    assert "Stop for today" not in book.type("log edit last pain=2")
