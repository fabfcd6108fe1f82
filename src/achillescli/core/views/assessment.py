"""What the rules make of one assessment."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from ..assessment import risk, stage
from ..assessment.risk import RiskResult
from ..assessment.stage import EARLY_DAYS, Stage
from ..course import Replay
from ..log.answers import Answers
from ..log.diary import DAY
from ..state import Phase, Referral


@dataclass(frozen=True)
class AssessmentResult:
    """A course up to the date of an assessment, and its answers."""

    replay: Replay
    answers: Answers

    @property
    def date(self) -> dt.date:
        """The date of the assessment."""
        return self.replay.until

    @property
    def blocked(self) -> bool:
        """Whether nothing is prescribed."""
        return self.replay.standing.blocked

    @cached_property
    def stage(self) -> Stage:
        """How long, how far, and how the tendon is treated."""
        return stage.stage(self.answers, self.date)

    @cached_property
    def risk(self) -> RiskResult:
        """The risk factors that apply."""
        return risk.factors(self.answers, self.date)

    @property
    def level(self) -> str | None:
        """The level of the date; None while nothing is prescribed."""
        states = self.replay.states
        return None if self.blocked or not states else str(states[-1].level)

    @property
    def start_test_asked(self) -> bool:
        """Whether the start test is due."""
        states = self.replay.states
        return bool(states) and not self.blocked and states[-1].start_test_asked

    @property
    def first_start_test(self) -> dt.date | None:
        """From when the start test is asked; None unless the complaint is too fresh for it."""
        if self.stage.time_phase != "EARLY" or self.replay.states[-1].phase is not Phase.CALM:
            return None
        return self.answers.complaint.onset + DAY * (EARLY_DAYS + 1)

    @property
    def onset_days(self) -> int:
        """How many days ago the complaint began."""
        return (self.date - self.answers.complaint.onset).days

    @property
    def ended_early(self) -> bool:
        """Whether a sign of danger makes the rest of no account today."""
        return self.replay.standing.referral >= Referral.SAME_DAY
