"""Where in the programme a day lies."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ..log.answers import Side
from ..log.diary import Diary
from ..state import Phase, Verdict
from . import progress
from .protocol import Protocol

WEEK_DAYS = 7


class Phases:
    """The phase of each day; from the thirteenth week on it is decided once a week."""

    def __init__(self, protocol: Protocol) -> None:
        self._phases = protocol.phases
        self.now = Phase.LOAD
        self._good = self._enough = False
        self._maintained = 0

    @property
    def maintain_weeks(self) -> int:
        """Whole weeks of upkeep behind today."""
        return self._maintained // WEEK_DAYS

    def morning(self, day: int, *, early: bool) -> bool:
        """Set the phase of a day; return whether it is one on which the later phase is decided."""
        if self.now is Phase.MAINTAIN:
            self._maintained += 1
        if early:
            self.now = Phase.CALM
        elif day <= self._phases.load_until_day:
            self.now = Phase.LOAD
        elif day <= self._phases.load_plus_until_day:
            self.now = Phase.LOAD_PLUS
        else:
            return day % WEEK_DAYS == 1
        return False

    def decide(
        self,
        date: dt.date,
        diary: Diary,
        indices: Sequence[Fraction | None],
        side: Side,
        raises: tuple[int, int] | None,
        *,
        verdict: Verdict | None,
        reds: int,
    ) -> None:
        """Decide between upkeep and the daily programme; silence never adds sessions."""
        good = progress.meaningful(indices) is True or progress.recovered(diary, date, side, raises)
        enough = progress.mornings_known(diary, date) >= progress.RECOVERED_MORNINGS
        if self.now is Phase.MAINTAIN:
            worse = not (good or self._good) and enough and self._enough
            if worse and not reds:
                self.now = Phase.EXTEND
        else:
            keeps = good and verdict is not Verdict.REGRESS
            self.now = Phase.MAINTAIN if keeps else Phase.EXTEND
        self._good, self._enough = good, enough
