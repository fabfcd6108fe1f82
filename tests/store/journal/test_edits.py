"""Edits that do not fit are refused, and those that no longer count are not asked."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Entry
from achillescli.errors import UsageError
from achillescli.store.journal import models
from achillescli.store.journal.edits import unfit_edits
from tests.kit.journals import (
    NOW,
    TODAY,
    add,
)


def test_a_removal_that_breaks_a_later_edit_is_refused(tmp_path: Path) -> None:
    pause = {"kind": "pause", "from": TODAY, "until": TODAY, "reason": "ill", "date": TODAY}
    known = add(tmp_path, pause)
    later = {"until": TODAY + dt.timedelta(5)}
    first = add(tmp_path, {"kind": "edit", "date": TODAY, "of": known.id, "set": later})
    from_ = {"from": TODAY + dt.timedelta(3)}
    add(tmp_path, {"kind": "edit", "date": TODAY, "of": known.id, "set": from_})
    with pytest.raises(UsageError):
        add(tmp_path, {"kind": "remove", "date": TODAY, "of": first.id})
    assert len(store.load(tmp_path).entries) == 3


def morning(ident: str, pain: int) -> Entry:
    return models.entry({"id": ident, "kind": "morning", "date": TODAY, "at": NOW, "pain": pain})


def edit(ident: str, of: str, **changes: Any) -> Entry:
    return models.entry(
        {"id": ident, "kind": "edit", "date": TODAY, "at": NOW, "of": of, "set": changes}
    )


def remove(ident: str, of: str) -> Entry:
    return models.entry({"id": ident, "kind": "remove", "date": TODAY, "at": NOW, "of": of})


@pytest.mark.parametrize(
    ("written", "unfit"),
    [
        ([], []),
        ([edit("e1", "a1", pain=3)], []),
        ([edit("e1", "a1", pain=12)], ["e1"]),
        ([edit("e1", "a1", pain=12), edit("e2", "a1", pain=2)], ["e1"]),
        ([edit("e1", "a1", id="x"), edit("e2", "a1", slot="am")], ["e1"]),
        ([edit("e1", "none", pain=12)], []),
        ([edit("e1", "a1", pain=12), remove("r1", "e1")], []),
        ([edit("e1", "a1", pain=12), remove("r1", "e1"), remove("r2", "r1")], ["e1"]),
    ],
)
def test_the_edits_that_leave_no_valid_entry_are_named(
    written: list[Entry], unfit: list[str]
) -> None:
    journal = (morning("a1", 2), morning("a2", 10), *written)
    assert [one.id for one in unfit_edits(journal)] == unfit


def test_an_assessment_stays_as_complete_as_it_was() -> None:
    answers = {
        "person": {"age": 40, "sex": "male"},
        "complaint": {"side": "left", "location": "midportion", "onset": TODAY},
        "red_flags": dict.fromkeys(RED_FLAGS, False) | {"spa": []},
    }
    table = {"kind": "assessment", "date": TODAY, "at": NOW, "answers": answers}
    whole = models.entry({"id": "a1", **table})
    change = {"id": "e1", "kind": "edit", "date": TODAY, "at": NOW, "of": "a1"}
    less = models.entry({**change, "unset": ["red_flags.snap"]})
    assert [one.id for one in unfit_edits((whole, less))] == ["e1"]
