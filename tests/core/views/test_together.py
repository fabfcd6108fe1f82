"""Which steps of the log are one."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log.entries import Edit, Entry, Remove, Run
from achillescli.core.views.together import together

AT = dt.datetime(2026, 12, 10, 8, 0, 0, 5, tzinfo=dt.UTC)
DAY = dt.date(2026, 12, 9)


def run(ident: str, at: dt.datetime = AT, **more: Any) -> Run:
    return Run(kind="run", id=ident, at=at, date=DAY, minutes=30, source="fit", **more)


def undo(ident: str, of: str, at: dt.datetime, note: str | None = "undo") -> Remove:
    return Remove(kind="remove", id=ident, at=at, date=DAY, of=of, note=note)


SECOND = AT.replace(microsecond=0)
LATER = AT + dt.timedelta(minutes=1)
TYPED = Run(kind="run", id="t", at=AT - dt.timedelta(days=1), date=DAY, minutes=30)
FILLED = Edit(kind="edit", id="e", at=AT, date=DAY, of="t", set={"km": 5.0, "source": "fit"})
CALL = (TYPED, run("a"), run("b"), FILLED)
UNDONE = (*CALL, undo("u", "a", LATER), undo("v", "b", LATER), undo("w", "e", LATER))


def ids(journal: tuple[Entry, ...], ident: str) -> str:
    step = next(entry for entry in journal if entry.id == ident)
    return "".join(entry.id for entry in together(journal, step))


GROUPS = {
    "what one call wrote": (CALL, "a", "abe"),
    "an edit that fills one in is of it": (CALL, "e", "abe"),
    "what was typed stands alone": (CALL, "t", "t"),
    "what another call wrote is another step": ((*CALL, run("x", LATER)), "x", "x"),
    "what was taken back alone is not in it": ((*CALL, undo("r", "b", LATER)), "a", "ae"),
    "what took it back is one step too": (UNDONE, "u", "uvw"),
    "what was written alone in one second is not one": (
        (run("x", SECOND), run("y", SECOND)),
        "y",
        "y",
    ),
}


@pytest.mark.parametrize(("journal", "step", "expected"), GROUPS.values(), ids=GROUPS)
def test_steps_of_one_call_go_together(
    journal: tuple[Entry, ...], step: str, expected: str
) -> None:
    assert ids(journal, step) == expected
