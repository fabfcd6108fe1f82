"""What an entry means that nobody may miss, before it is stored."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ...core import course
from ...core.assessment.triage import ROW
from ...core.log import corrections, entries
from ...core.log.answers import RED_FLAGS
from ...core.log.corrections import EditError
from ...core.log.entries import Assessment, Edit, Entry, Flag, Morning, Remove
from ...core.log.fields import FIRST_DATE, LAST_DATE
from ...core.log.values import Misfit
from ..context import Context

_MAY_FORBID = (Assessment, Edit, Flag, Morning, Remove)
"""The kinds that may open a row that forbids loading."""


def entry_of(context: Context, table: Mapping[str, Any]) -> Entry | None:
    """Return the entry that a table states, before it is stored; None when it states none.

    A date that no log takes, from a clock that cannot be right, unsays no sign.
    """
    date = min(max(table["date"], FIRST_DATE), LAST_DATE)
    try:
        return entries.parse({"id": "new", "at": context.now, **table, "date": date})
    except Misfit:
        return None


def forbidding(
    log: Sequence[Entry], journal: Sequence[Entry], made: Entry, today: dt.date
) -> list[str]:
    """Return the rows that forbid loading and that an entry opens, or says once more.

    ``log`` is the journal with its corrections applied.
    """
    if not isinstance(made, _MAY_FORBID):
        return []
    after: Sequence[Entry] = (*log, made)
    if isinstance(made, Edit | Remove):
        try:
            after = corrections.log_of((*journal, made))
        except EditError:
            return []
    until = max(today, made.date)
    found = course.standing(after, until)
    if not found.blocked:
        return []
    stood = course.standing(log, until).rows
    said = {name for name in RED_FLAGS if getattr(made, name, None)}
    return [
        row
        for row in found.ranked
        if ROW[row].referral.blocks and (row not in stood or said & set(ROW[row].flags))
    ]
