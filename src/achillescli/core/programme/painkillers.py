"""Painkillers, which hide what the load does."""

import datetime as dt

from ..log.diary import DAY, Diary

LATELY_DAYS = 7
"""The days in which a painkiller deserves a word, today included (X4)."""


def taken_lately(diary: Diary, date: dt.date) -> bool:
    """Whether a painkiller of the last 7 days, today included, deserves a word.

    Rule X4.
    """
    return any(diary[date - DAY * back].painkiller for back in range(LATELY_DAYS))
