"""What the entries of a log say about dates, clocks and each other that cannot be quite right."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ...core.log.entries import DAILY, Edit, Entry, Remove
from ...errors import Place
from ..files.layout import month_file
from ..files.lines import of_id
from .finding import DoctorFinding, Severity

SLACK = dt.timedelta(minutes=10)
"""How far a clock may be off before it is told."""
LONG_BEFORE = dt.timedelta(days=60)
"""How long after its date a daily entry is written before that is told."""


def remarks(
    months: Mapping[str, Sequence[Entry]],
    texts: Mapping[str, str],
    now: dt.datetime,
    today: dt.date,
) -> Iterator[DoctorFinding]:
    """Yield a remark for each month and kind of oddity, at its first entry.

    The months are lists of entries by file name, in the order of the file.
    """
    ids = {entry.id for one in months.values() for entry in one}
    for name, found in months.items():
        for key, odd in _oddities(name, found, ids, now, today):
            if odd:
                place = Place(month_file(name), of_id(texts[name], odd[0].id))
                values = {"place": place, "n": len(odd)}
                yield DoctorFinding(f"doctor.finding.{key}", Severity.REMARK, values)


def _oddities(
    name: str, found: Sequence[Entry], ids: Iterable[str], now: dt.datetime, today: dt.date
) -> Iterator[tuple[str, list[Entry]]]:
    def those(is_odd: Callable[[Entry], bool]) -> list[Entry]:
        return [entry for entry in found if is_odd(entry)]

    yield "future", those(lambda entry: entry.date > today)
    yield "long_before", those(_is_late)
    yield "clock_ahead", those(lambda entry: entry.at is not None and entry.at - now > SLACK)
    yield "clock_back", [after for before, after in pairwise(found) if _is_earlier(after, before)]
    yield "other_month", those(lambda entry: f"{entry.at}"[:7] > name[:7])
    yield "orphan", those(lambda entry: isinstance(entry, Edit | Remove) and entry.of not in ids)


def _is_late(entry: Entry) -> bool:
    """Whether a score was written so long after its date that the date may be a slip."""
    return (
        entry.kind in DAILY and entry.at is not None and entry.at.date() - entry.date > LONG_BEFORE
    )


def _is_earlier(after: Entry, before: Entry) -> bool:
    return after.at is not None and before.at is not None and before.at - after.at > SLACK
