"""The steps by which entries came to what they say, and back."""

import datetime as dt
from collections.abc import Sequence
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from achillescli.core.log import corrections, entries, history
from tests.kit.course_kit import DAY_ONE

NOW = dt.datetime(2026, 1, 5, 7, 0, tzinfo=dt.UTC)
MORNING = {"kind": "morning", "pain": 2}


def journal(*tables: dict[str, Any]) -> list[entries.Entry]:
    """Return a journal with the ids a, b, c and so on, written minute by minute."""
    return [
        entries.parse(
            {"id": chr(97 + n), "at": NOW + dt.timedelta(minutes=n), "date": DAY_ONE, **table}
        )
        for n, table in enumerate(tables)
    ]


def edit(of: str, **fields: int) -> dict[str, Any]:
    return {"kind": "edit", "of": of, "set": fields}


def remove(of: str) -> dict[str, str]:
    return {"kind": "remove", "of": of}


def pains(*tables: dict[str, Any]) -> list[tuple[int | None, ...]]:
    """Return what counted before and after each step."""
    return [
        tuple(None if entry is None else entry.pain for entry in (step.before, step.after))
        for step in history.revisions(journal(*tables))
    ]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ([MORNING], [(None, 2)]),
        ([MORNING, edit("a", pain=4)], [(None, 2), (2, 4)]),
        ([MORNING, edit("a", pain=4), remove("b")], [(None, 2), (2, 4), (4, 2)]),
        ([MORNING, remove("a"), remove("b")], [(None, 2), (2, None), (None, 2)]),
        # an edit that does not fit changes nothing, then or later
        ([MORNING, edit("a", pain=99), edit("a", pain=5)], [(None, 2), (2, 2), (2, 5)]),
        (
            [MORNING, edit("a", pain=99), edit("a", pain=5), remove("c"), edit("a", pain=4)],
            [(None, 2), (2, 2), (2, 5), (5, 2), (2, 4)],
        ),
        # two edits, undone out of order
        (
            [MORNING, edit("a", pain=3), edit("a", pain=4), remove("b"), remove("c")],
            [(None, 2), (2, 3), (3, 4), (4, 4), (4, 2)],
        ),
        # the undo of an edit of a removed entry
        (
            [MORNING, edit("a", pain=3), remove("a"), remove("b"), remove("c")],
            [(None, 2), (2, 3), (3, None), (None, None), (None, 2)],
        ),
        # an edit of an edit is about no entry
        ([MORNING, edit("a", pain=3), edit("b", pain=5)], [(None, 2), (2, 3), (3, 3)]),
        # undo, undo, redo, redo
        (
            [MORNING, edit("a", pain=3), *map(remove, "badc")],
            [(None, 2), (2, 3), (3, 2), (2, None), (None, 2), (2, 3)],
        ),
        # an edit that never fitted, and was removed by hand
        ([MORNING, edit("a", pain=11), remove("b")], [(None, 2), (2, 2), (2, 2)]),
        # corrections of what the journal does not have
        ([edit("z", pain=3), remove("y")], [(None, None), (None, None)]),
        # removals of each other
        ([remove("b"), remove("a"), MORNING], [(None, None), (None, None), (None, 2)]),
    ],
)
def test_a_step_tells_what_counted_before_and_after_it(
    tables: Sequence[dict[str, Any]], expected: Sequence[tuple[int | None, int | None]]
) -> None:
    assert pains(*tables) == expected


def test_a_step_names_what_was_written_and_what_it_is_about() -> None:
    morning, change, undone = written = journal(MORNING, edit("a", pain=4), remove("b"))
    found = history.revisions(written)
    assert [step.made for step in found] == written
    assert [step.of for step in found] == [None, morning, change]
    assert [step.origin for step in found] == ["a", "a", "a"]
    assert undone.of == "b"


def test_a_step_names_what_it_corrects_and_which_entry_it_is_about() -> None:
    made = journal(MORNING, edit("a", pain=3), remove("b"), remove("z"))
    steps = history.revisions(made)
    assert [step.of and step.of.id for step in steps] == [None, "a", "b", None]
    assert [step.origin for step in steps] == ["a", "a", "a", "z"]


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ([MORNING, edit("a", pain=3)], "ab"),
        ([MORNING, edit("a", pain=3), remove("b")], "ac"),
        ([MORNING, edit("a", pain=3), remove("a")], "c"),
        ([MORNING, edit("a", pain=3), remove("a"), remove("c")], "abd"),
    ],
)
def test_a_step_counts_until_it_or_its_entry_is_taken_back(
    tables: Sequence[dict[str, Any]], expected: str
) -> None:
    assert "".join(entry.id for entry in history.standing(journal(*tables))) == expected


def test_what_does_not_exist_is_told_with_what_took_it_back() -> None:
    made = journal(MORNING, remove("a"), remove("b"), remove("a"))
    assert {name: by.id for name, by in corrections.counting_removals(made).items()} == {
        "b": "c",
        "a": "d",
    }


class Steps:
    """A journal that grows by steps that are chosen by number."""

    def __init__(self) -> None:
        self.tables: list[dict[str, Any]] = []

    def add(self, table: dict[str, Any]) -> None:
        self.tables.append(table)

    @property
    def made(self) -> list[entries.Entry]:
        return [
            entries.parse({"id": f"i{n}", "at": NOW, "date": DAY_ONE, **table})
            for n, table in enumerate(self.tables)
        ]

    def newest(self) -> str | None:
        steps = [e for e in history.standing(self.made) if e.note != history.UNDO]
        return steps[-1].id if steps else None

    def undo(self, ident: str) -> str:
        self.add({**remove(ident), "note": history.UNDO})
        return f"i{len(self.tables) - 1}"


moves = st.lists(
    st.tuples(st.sampled_from(["log", "edit", "remove", "undo"]), st.integers(0, 30)), max_size=14
)


@st.composite
def histories(draw: st.DrawFn) -> Steps:
    """Draw a history in which entries, edits and removals of anything, and undos are mixed."""
    steps = Steps()
    for move, number in draw(moves):
        standing = history.standing(steps.made)
        chosen = standing[number % len(standing)] if standing else None
        if move == "log" or chosen is None:
            steps.add({"kind": "morning", "pain": number % 11})
        elif move == "edit" and chosen.kind == "morning":
            steps.add(edit(chosen.id, pain=number % 11))
        elif move == "undo":
            steps.undo(chosen.id)
        else:
            steps.add(remove(chosen.id))
    return steps


@given(histories())
@settings(max_examples=30, deadline=None)
def test_an_undone_undo_changes_nothing(steps: Steps) -> None:
    for entry in history.standing(steps.made):
        before = corrections.log_of(steps.made)
        undone = steps.undo(entry.id)
        steps.undo(undone)
        assert corrections.log_of(steps.made) == before


@given(histories())
@settings(max_examples=30, deadline=None)
def test_enough_undos_lead_back_to_nothing_and_as_many_redos_return(steps: Steps) -> None:
    before = corrections.log_of(steps.made)
    undone = []
    while (ident := steps.newest()) is not None:
        undone.append(steps.undo(ident))
        assert len(undone) <= len(steps.tables)
    assert corrections.log_of(steps.made) == ()
    for ident in reversed(undone):
        steps.undo(ident)
    assert corrections.log_of(steps.made) == before


@given(histories(), st.randoms(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_each_step_is_as_if_the_log_had_ended_there(
    steps: Steps, random: Random, in_order: bool
) -> None:
    made = steps.made
    if not in_order:  # clocks that step back, and logs that were merged
        random.shuffle(made)
    for count, step in enumerate(history.revisions(made), 1):
        counting = {entry.id: entry for entry in corrections.log_of(made[:count])}
        assert step.after == counting.get(step.origin)


CHAIN = [remove(f"i{n}") for n in range(4000)]
EDITS = [edit("i0", pain=n % 5) for n in range(2000)]
LONG = {
    "each takes the one before back": CHAIN,
    "all take one back": [remove("i0")] * 4000,
    "edited, then taken back one by one": EDITS + [remove(f"i{n + 1}") for n in range(2000)],
    "edited and half of it taken back": [
        remove(f"i{n}") if n % 4 == 3 else edit("i0", pain=n % 5) for n in range(4000)
    ],
}


@pytest.mark.parametrize("name", LONG)
def test_four_thousand_corrections_take_less_than_a_second(name: str) -> None:
    steps = Steps()
    steps.tables = [MORNING, *LONG[name]]
    made = steps.made
    begun = process_time()
    history.revisions(made)
    assert process_time() - begun < 1


@given(histories(), st.randoms())
@settings(max_examples=30, deadline=None)
def test_what_does_not_exist_does_not_hang_on_the_clock(steps: Steps, random: Random) -> None:
    made = steps.made
    random.shuffle(made)
    assert corrections.removed_ids(made) == corrections.removed_ids(steps.made)


@given(histories())
@settings(max_examples=30, deadline=None)
def test_the_steps_end_where_the_log_is(steps: Steps) -> None:
    after = {step.origin: step.after for step in history.revisions(steps.made)}
    counting = {entry.id: entry for entry in corrections.log_of(steps.made)}
    assert {name: entry for name, entry in after.items() if entry} == counting


#  what was written, and what was done last
VERBS = [
    ([MORNING], "LOGGED"),
    ([MORNING, edit("a", pain=4)], "CHANGED"),
    ([MORNING, remove("a")], "REMOVED"),
    ([MORNING, {**remove("a"), "note": "typed twice"}], "REMOVED"),
    ([MORNING, {**remove("a"), "note": history.UNDO}], "UNDONE"),
    ([MORNING, edit("a", pain=4), remove("b")], "UNDONE"),
    ([MORNING, remove("a"), remove("b")], "UNDONE"),
    ([remove("z")], "REMOVED"),
]


@pytest.mark.parametrize(("tables", "verb"), VERBS)
def test_to_take_a_correction_back_is_to_undo(tables: Sequence[dict[str, Any]], verb: str) -> None:
    assert history.revisions(journal(*tables))[-1].verb.name == verb
