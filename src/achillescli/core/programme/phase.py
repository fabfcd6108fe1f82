"""Where in the programme a day lies."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..state import L3, Colour, Day, Finding, Level, Phase, Reason, Verdict
from .progress import COMPARABLE, MILD_MEDIAN, MILD_WEEKS, RECOVERED_MORNINGS
from .protocol import Protocol
from .weekly import WEEK_DAYS, Week


def mild(indices: Sequence[Fraction | None], weeks: Sequence[Week]) -> bool:
    """Whether a course that began with little has been calm for four weeks (PHASE)."""
    if not indices or indices[0] is None or indices[0] >= COMPARABLE or len(weeks) < MILD_WEEKS:
        return False
    return all(
        week.median is not None and week.median <= MILD_MEDIAN and not week.days(Colour.RED)
        for week in weeks[-MILD_WEEKS:]
    )


class PhaseInputs(NamedTuple):
    """What a decision between maintenance and the daily programme looks at."""

    meaningful: bool
    recovered: bool
    mild: bool
    mornings: int
    """How many of the last 28 are known."""
    verdict: Verdict | None
    reds: int
    """Red days within the last seven."""
    level: Level
    ceiling: Level

    @property
    def good(self) -> bool:
        """Whether the complaint has become less, or was little and stayed so."""
        return self.meaningful or self.recovered or self.mild

    @property
    def known(self) -> bool:
        """Whether enough mornings are known to say that it has not."""
        return self.mornings >= RECOVERED_MORNINGS

    @property
    def loaded(self) -> bool:
        """Whether the level is high enough to go on to maintenance."""
        return self.level > L3 or self.level == self.ceiling

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was looked at."""
        return (
            Finding("PHASE.meaningful", self.meaningful, {}),
            Finding("PHASE.recovered", self.recovered, {}),
            Finding("PHASE.mild", self.mild, {}),
            Finding("PHASE.level", self.loaded, {"level": str(self.level)}),
        )


class PhaseCourse:
    """The phase of each day; from the thirteenth week on it is decided once a week."""

    def __init__(self, protocol: Protocol) -> None:
        self._phases = protocol.phases
        self.now = Phase.LOAD
        self.decided: PhaseInputs | None = None
        """What the last decision looked at."""
        self._maintained = 0

    @property
    def maintain_weeks(self) -> int:
        """Whole weeks of maintenance behind today."""
        return self._maintained // WEEK_DAYS

    def begin_day(self, day: int, *, early: bool) -> bool:
        """Set the phase of a day; return whether it is one on which the later phase is decided.

        Rule PHASE.
        """
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

    def decide(self, inputs: PhaseInputs) -> None:
        """Decide between maintenance and the daily programme; silence never adds sessions."""
        before, self.decided = self.decided, inputs
        if self.now is not Phase.MAINTAIN:
            ready = inputs.good and inputs.loaded and inputs.verdict is not Verdict.REGRESS
            self.now = Phase.MAINTAIN if ready else Phase.EXTEND
            return
        # Two decision days in a row must know that neither has become good.
        not_good_twice = not inputs.good and before is not None and not before.good
        known_twice = inputs.known and before is not None and before.known
        if not_good_twice and known_twice and not inputs.reds:
            self.now = Phase.EXTEND


def reason(days: Sequence[Day], decided: PhaseInputs | None) -> Reason:
    """Return since when the phase of the last of some days is what it is, and by what."""
    phase, since = days[-1].phase, days[-1]
    for day in reversed(days):
        if day.phase is not phase:
            break
        since = day
    found = [Finding("PHASE.since", True, {"day": days[-1].day}, (since.date,))]
    if decided is not None:
        found += [finding for finding in decided.findings if finding.met]
    maintain = ("MAINTAIN",) if phase is Phase.MAINTAIN else ()
    return Reason("phase", phase.value, ("PHASE", *maintain), tuple(found))
