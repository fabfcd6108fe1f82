"""The journal, read as far as it can be for a command that adds to it."""

import datetime as dt

from ... import store
from ...core import course
from ...core.log import corrections
from ...core.log.diary import DAY
from ...errors import StoreError, UsageError
from ..context import Context


def journal(context: Context, date: dt.date | None = None) -> store.Journal:
    """Return the journal as far as it can be read, and as it matters to a date and to today.

    That its folder cannot be is damage too: it stands in the way of no danger.
    """
    try:
        return _journal(context, date)
    except (StoreError, UsageError) as error:
        return store.Journal(damaged=(store.Damage(error),))


def _journal(context: Context, date: dt.date | None) -> store.Journal:
    if date is None:
        return store.load(context.home, tolerant=True)
    lasting = store.lasting(context.home)
    around = date - DAY * course.LOOK_BACK_DAYS
    ahead = course.horizon(corrections.log_of(lasting.entries), context.today + DAY)
    return store.load(context.home, lasting, min(around, ahead), tolerant=True)
