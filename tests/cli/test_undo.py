"""One step back, and one more."""

import pytest

from .logbook import book

__all__ = ["book"]


def test_an_entry_is_taken_back(book):
    book.type("log morning 2")
    entry = book.newest
    out = book.type("undo")
    assert "Taken back: morning score: pain 2 (Thu 10 Dec 2026)." in out
    assert book.log == ()
    assert (book.newest.kind, book.newest.of) == ("remove", entry.id)


def test_each_undo_goes_one_step_further_back(book):
    book.type("log morning 2")
    first = book.newest
    book.type("log am 3")
    book.type("log edit", first.id, "pain=5")
    book.type("undo")
    assert [entry.pain for entry in book.log] == [2, 3]
    book.type("undo")
    assert [entry.pain for entry in book.log] == [2]
    book.type("undo")
    assert book.log == ()
    assert book.refused("undo") == "log.error.nothing_to_undo"


def test_an_undone_removal_brings_the_entry_back(book):
    book.type("log morning 2")
    entry = book.newest
    book.type("log remove", entry.id)
    book.type("undo")
    assert book.log == (entry,)
    book.type("undo")
    assert book.log == ()


def test_an_undo_is_taken_back_with_the_line_that_it_names(book):
    book.type("log morning 2")
    entry = book.newest
    out = " ".join(book.type("undo").split())
    assert "One step further back: achilles undo." in out
    line = out.partition("removal: ")[2].split()
    assert line[:3] == ["achilles", "log", "remove"]
    book.type("log remove", line[3])
    assert book.log == (entry,)


def test_an_undo_after_new_entries_takes_those_first(book):
    book.type("log morning 2")
    book.type("log am 3")
    book.type("undo")
    book.type("log pm 4")
    book.type("undo")
    assert [entry.kind for entry in book.log] == ["morning"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_undo_says_what_it_changes_in_the_plan(book, language):
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 1")
    book.type("log am 7")
    out = " ".join(book.type("undo", language=language).split())
    assert "3 × 15" in out
    assert "L3" in out


def test_nothing_logged_is_nothing_to_undo(book):
    assert book.refused("undo") == "log.error.nothing_to_undo"
