"""What the log holds that lies ahead of the clock, in words."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...errors import Sentence
from ..context import Context

if TYPE_CHECKING:
    from ...core.log.entries import Entry

SLACK = dt.timedelta(minutes=10)
"""How far the clocks of two machines may be apart before it is told."""


def sentences(context: Context, log: "Sequence[Entry]") -> "Iterator[Sentence]":
    """Yield that entries are dated after today, and that one was written after now."""
    today, now = context.today, context.now
    dated = [entry for entry in log if entry.date > today]
    if dated:
        yield from _sentences(context, log, sorted(dated, key=lambda entry: entry.date))
    newest = max((entry.at for entry in log if entry.at), default=now)
    if newest > now + SLACK:
        shown = f"{_here(newest, now):%Y-%m-%d %H:%M}"
        yield Sentence("today.ahead.clock", {"time": shown})


def _here(moment: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return a moment on the clock of here; at the end of time as it was written."""
    try:
        return moment.astimezone(now.tzinfo)
    except OverflowError:
        return moment


def _sentences(
    context: Context, log: "Sequence[Entry]", dated: "Sequence[Entry]"
) -> "Iterator[Sentence]":
    """Yield which sign is dated after today, what ends signs, and how many other entries are."""
    from ...core import course
    from ...core.assessment.standing import TAKEN_BACK_BY_NO
    from ...core.log.entries import Assessment, Clearance, Flag
    from ...core.views.ahead import standing_ahead
    from ...render.phrases import dates

    standing, words = standing_ahead(log, context.today), context.words
    told = {yes.entry for row in standing.rows for yes in standing.mistakes[row]}
    signs = [entry for entry in dated if isinstance(entry, Assessment | Flag)]
    named = [entry for entry in signs if entry.id in told][:1]
    if not set(standing.rows) <= set(course.standing(log, context.today).rows):
        named = named or signs[:1]
    for sign in named:
        day, date = dates.day(words, sign.date), f"date={context.today}"
        yield Sentence("today.ahead.sign", {"date": day, "id": sign.id, "change": date})
    dated = [entry for entry in dated if entry not in named]
    for end in list(dated):
        no = isinstance(end, Flag) and any(getattr(end, n) is False for n in TAKEN_BACK_BY_NO)
        if no or isinstance(end, Clearance):
            dated.remove(end)
            yield Sentence("today.ahead.end", {"date": dates.day(words, end.date), "id": end.id})
    if dated:
        first, last = (dates.day(words, entry.date) for entry in (dated[0], dated[-1]))
        yield Sentence("today.ahead.dated", {"n": len(dated), "date": first, "last": last})
