"""The log as if every correction had been typed so at first."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.core.log import corrections, entries
from achillescli.core.log.corrections import EditError
from tests.kit.course_kit import DAY_ONE, Log, answers, date

NOW = dt.datetime(2026, 1, 5, 7, 0, tzinfo=dt.UTC)


def journal(*tables: dict[str, Any]) -> list[entries.Entry]:
    """Return a journal of entries with the ids a, b, c and so on."""
    return [
        entries.parse({"id": chr(97 + n), "date": DAY_ONE, **table})
        for n, table in enumerate(tables)
    ]


def mornings(*tables: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(entry.id, entry.pain) for entry in corrections.log_of(journal(*tables))]


MORNING = {"kind": "morning", "pain": 2}


def edit(of: str, unset: Any = (), **fields: Any) -> dict[str, Any]:
    return {"kind": "edit", "of": of, "set": fields, "unset": list(unset)}


def remove(of: str) -> dict[str, str]:
    return {"kind": "remove", "of": of}


def test_an_edit_sets_fields() -> None:
    assert mornings(MORNING, edit("a", pain=5)) == [("a", 5)]


def test_later_edits_win() -> None:
    assert mornings(MORNING, edit("a", pain=5), edit("a", pain=4)) == [("a", 4)]


def test_edits_of_other_fields_stay() -> None:
    (entry,) = corrections.log_of(
        journal(
            MORNING, edit("a", stiffness_min=20), edit("a", pain=4), edit("a", note="slept ill")
        )
    )
    assert (entry.pain, entry.stiffness_min, entry.note) == (4, 20, "slept ill")


def test_an_edit_takes_fields_out() -> None:
    (entry,) = corrections.log_of(
        journal({**MORNING, "stiffness_min": 9}, edit("a", ["stiffness_min"]))
    )
    assert (entry.pain, entry.stiffness_min) == (2, None)


def test_a_field_that_is_set_and_taken_out_is_set() -> None:
    assert mornings(MORNING, edit("a", ["pain"], pain=3)) == [("a", 3)]


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    assert mornings(MORNING, edit("a", ["stiffness_min"])) == [("a", 2)]


def test_what_must_be_there_cannot_be_taken_out() -> None:
    with pytest.raises(EditError):
        corrections.log_of(journal(MORNING, edit("a", ["pain"])))


def test_an_edit_must_leave_a_valid_entry() -> None:
    with pytest.raises(EditError):
        corrections.log_of(journal(MORNING, edit("a", pain=11)))


@pytest.mark.parametrize("name", ["id", "at", "kind"])
def test_an_entry_keeps_its_id_its_time_and_its_kind(name: str) -> None:
    with pytest.raises(EditError, match=name):
        corrections.log_of(journal(MORNING, edit("a", **{name: "b"})))
    with pytest.raises(EditError, match=name):
        corrections.log_of(journal(MORNING, edit("a", [name])))


@pytest.mark.parametrize("day", [date(3), "2026-01-07"])
def test_an_edit_moves_the_date(day: str | dt.date) -> None:
    (entry,) = corrections.log_of(journal({**MORNING, "at": NOW}, edit("a", date=day)))
    assert (entry.date, entry.at, entry.id) == (date(3), NOW, "a")


def test_a_moved_entry_takes_its_place_in_time() -> None:
    log = corrections.log_of(
        journal(MORNING, {**MORNING, "date": date(2)}, edit("a", date=date(3)))
    )
    assert [entry.id for entry in log] == ["a", "b"]
    assert [entry.id for entry in corrections.by_date(log)] == ["b", "a"]


def test_an_entry_can_be_removed() -> None:
    assert mornings(MORNING, MORNING, remove("a")) == [("b", 2)]


def test_a_removal_can_be_removed() -> None:
    assert mornings(MORNING, remove("a"), remove("b")) == [("a", 2)]


def test_and_that_one_too() -> None:
    assert mornings(MORNING, remove("a"), remove("b"), remove("c")) == []


def test_an_edit_can_be_removed() -> None:
    assert mornings(MORNING, edit("a", pain=5), remove("b")) == [("a", 2)]
    assert mornings(MORNING, edit("a", pain=5), remove("b"), remove("c")) == [("a", 5)]


def test_removing_twice_is_removing_once() -> None:
    assert mornings(MORNING, remove("a"), remove("a")) == []
    assert mornings(MORNING, remove("a"), remove("a"), remove("c")) == []


def test_an_edit_of_a_removed_entry_does_nothing() -> None:
    assert mornings(MORNING, remove("a"), edit("a", pain=11)) == []


def test_what_names_nothing_is_passed_over() -> None:
    assert mornings(MORNING, edit("zz", pain=5), remove("yy")) == [("a", 2)]


def test_an_edit_of_an_edit_does_nothing() -> None:
    assert mornings(MORNING, edit("a", pain=5), edit("b", pain=6)) == [("a", 5)]


def test_corrections_may_stand_before_what_they_correct() -> None:
    assert mornings(edit("b", pain=5), MORNING) == [("b", 5)]
    assert mornings(remove("b"), MORNING) == []


# assessments

ASSESSMENT = {"kind": "assessment", "answers": answers()}


def test_a_dotted_name_reaches_into_the_answers() -> None:
    (entry,) = corrections.log_of(
        journal(
            ASSESSMENT,
            edit("a", **{"red_flags.snap": True, "person.age": 44}),
            edit("a", **{"answers.risk.metabolic": True, "complaint.onset": "2025-12-01"}),
        )
    )
    told = entry.answers
    assert (told.red_flags.snap, told.person.age, told.risk.metabolic) == (True, 44, True)
    assert told.complaint.onset == dt.date(2025, 12, 1)


def test_a_dotted_name_takes_an_answer_out() -> None:
    (entry,) = corrections.log_of(journal(ASSESSMENT, edit("a", ["person.weight_kg"])))
    assert entry.answers.person.weight_kg is None


def test_a_dotted_name_must_be_an_answer() -> None:
    with pytest.raises(EditError):
        corrections.log_of(journal(ASSESSMENT, edit("a", **{"red_flags.snapp": True})))


def test_an_edited_assessment_is_checked_as_a_whole() -> None:
    with pytest.raises(EditError):
        corrections.log_of(journal(ASSESSMENT, edit("a", **{"complaint.onset": "2026-01-06"})))
    with pytest.raises(EditError):
        corrections.log_of(journal(ASSESSMENT, edit("a", date="2020-01-01")))


def test_a_dotted_name_reaches_into_what_was_done() -> None:
    done = {"kind": "session", "slot": "am", "done": {"sets": 2}}
    (entry,) = corrections.log_of(journal(done, edit("a", **{"done.reps": 8})))
    assert (entry.done.sets, entry.done.reps) == (2, 8)


# the order of a date


def at(hour: int) -> dt.datetime:
    return NOW.replace(hour=hour)


# and back


@pytest.mark.hazard("H44")
def test_everything_after_a_correction_follows_from_it() -> None:
    log = Log().days("1/1*9")
    typed = next(e.id for e in log.entries if e.kind == "session" and e.date == date(3))
    log.on(8, "edit", of=typed, set={"pain": 6})
    assert [log.day(day).adaptation for day in (3, 4, 5)] == [None, "D1", None]
    log.on(9, "remove", of=log.entries[-1].id)
    assert log.day(4).adaptation is None


def test_an_edit_of_an_assessments_date_moves_its_answers_along() -> None:
    told = {**answers(DAY_ONE), "date": DAY_ONE}
    made = entries.parse({"id": "a", "kind": "assessment", "date": DAY_ONE, "answers": told})
    later = DAY_ONE + dt.timedelta(days=2)
    change = entries.parse(
        {"id": "b", "kind": "edit", "date": later, "of": "a", "set": {"date": later}}
    )
    (moved,) = corrections.log_of([made, change])
    assert (moved.date, moved.answers.date) == (later, later)


def test_a_name_that_reaches_too_deep_is_refused() -> None:
    told = journal(
        {"kind": "assessment", "answers": answers(DAY_ONE)},
        {"kind": "edit", "of": "a", "set": {"answers.person.age.years": 40}},
    )
    with pytest.raises(EditError):
        corrections.log_of(told)


def test_an_edit_fills_a_section_that_was_not_there() -> None:
    session = {"kind": "session", "slot": "am", "pain": 2}
    (found,) = corrections.log_of(journal(session, edit("a", **{"done.load_kg": 5.0})))
    assert found.done.load_kg == 5


@pytest.mark.parametrize("name", ["id", "kind", "a.b.c.d", "pain.worst"])
def test_what_an_edit_cannot_change_is_named(name: str) -> None:
    with pytest.raises(EditError, match=re.escape(name)):
        corrections.log_of(journal(MORNING, edit("a", **{name: "x"})))


def test_removals_in_a_ring_count_for_nothing() -> None:
    """A ring can only be made by hand; it takes nothing with it that is no removal."""
    written = journal(MORNING, remove("c"), remove("b"), remove("a"))
    assert corrections.removed_ids(written) == {"a"}
    assert corrections.removed_ids(journal(remove("a"), MORNING, remove("b"))) == {"b"}


@given(st.permutations([(f"r{n}", f"r{n - 1}") for n in range(9)]))
def test_of_a_long_chain_every_second_removal_counts(of: list[tuple[str, str]]) -> None:
    table = {"kind": "remove", "date": DAY_ONE}
    made = [entries.parse({**table, "id": ident, "of": named}) for ident, named in of]
    assert corrections.removed_ids(made) == {f"r{n}" for n in range(-1, 8, 2)}


def test_what_is_taken_back_comes_with_the_removal_that_counts() -> None:
    written = journal(MORNING, remove("a"))
    assert corrections.counting_removals(written) == {"a": written[1]}


REMOVALS = [
    # what each removal names, in the order of the journal; what does not exist
    ({"b": "a"}, {"a"}),
    ({"b": "a", "c": "b"}, {"b"}),
    ({"c": "b", "b": "a"}, {"b"}),
    ({"d": "c", "c": "b", "b": "a"}, {"c", "a"}),
    ({"b": "a", "c": "b", "d": "c"}, {"c", "a"}),
]


@pytest.mark.parametrize(("removals", "gone"), REMOVALS)
def test_a_removed_removal_counts_for_nothing_in_any_order(
    removals: dict[str, str], gone: set[str]
) -> None:
    written = journal(*({**remove(of), "id": name} for name, of in removals.items()))
    assert corrections.removed_ids(written) == gone
