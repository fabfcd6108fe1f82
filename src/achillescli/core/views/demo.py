"""A course that was made up, to look around in."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from ..log.answers import RED_FLAGS
from ..log.diary import DAY

MORNING, AM, NOON, PM, NIGHT = map(
    dt.time.fromisoformat, ("07:00", "07:30", "12:00", "19:00", "22:00")
)

Table = dict[str, Any]


def entries(tables: Mapping[str, Any], now: dt.datetime, today: dt.date) -> Iterator[Table]:
    """Yield the entries of such a course as tables, the last of which is of today.

    Nothing in it was written after now.
    """
    first = today - DAY * (len(tables["days"]) - 1)
    besides: dict[int, list[Table]] = {}
    for told in tables["besides"]:
        fields = {name: value for name, value in told.items() if name != "days"}
        for day in told["days"]:
            besides.setdefault(day, []).append(fields)
    written = [(first, MORNING, _assessment(tables["answers"], first))]
    for number, scores in enumerate(tables["days"]):
        date = first + DAY * number
        written += [(date, *entry) for entry in _day(scores)]
        written += [(date, NOON, fields) for fields in besides.get(number + 1, ())]
    for date, clock, fields in sorted(written, key=lambda entry: entry[:2]):
        at = dt.datetime.combine(date, clock, now.tzinfo)
        yield {"at": min(at, now), "date": date, **fields}


def _assessment(answers: Mapping[str, Table], first: dt.date) -> Table:
    """Return the assessment of the first date, with no to every warning sign."""
    told = {name: {**section} for name, section in answers.items()}
    for name in ("onset", "last_run"):
        told["complaint"][name] = first - DAY * told["complaint"][name]
    told["red_flags"] = {**dict.fromkeys(RED_FLAGS, False), "spa": ()}
    return {"kind": "assessment", "answers": told}


def _day(scores: str) -> Iterator[tuple[dt.time, Table]]:
    """Yield the entries of a day from its five scores."""
    morning, am, pm, after, daily = (
        None if score == "-" else int(score) for score in scores.split()
    )
    if morning is not None:
        yield MORNING, {"kind": "morning", "pain": morning}
    for clock, slot, pain in ((AM, "am", am), (PM, "pm", pm)):
        if pain is not None:
            yield clock, {"kind": "session", "slot": slot, "pain": pain}
    if after is not None:
        yield NIGHT, {"kind": "evening", "after": after, "daily_pain": daily}
