"""What the rules make of one assessment."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...core.assessment import risk, stage
from ...core.assessment.risk import Factor, RiskResult
from ...core.assessment.stage import EARLY_DAYS, Stage
from ...core.assessment.triage import ROW, Standing
from ...core.log.answers import Answers
from ...core.state import Referral
from ...words import Words
from ..data import day_json as as_json
from ..phrases import dates, signs

if TYPE_CHECKING:
    from ...core.course import Replay
    from ..terminal.screen import Screen

STOP = "bold red"
STRONG = "bold"


@dataclass(frozen=True)
class Result:
    """A course up to the date of an assessment, and its answers."""

    replay: "Replay"
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
        return None if self.blocked or not states else states[-1].level

    @property
    def start_test_asked(self) -> bool:
        """Whether the start test is due."""
        states = self.replay.states
        return bool(states) and not self.blocked and states[-1].start_test_asked

    def table(self) -> dict[str, Any]:
        """Return the result by the names that machines read."""
        standing = self.replay.standing
        return {
            "triage": as_json.triage(standing.referral, standing.rows),
            "risk": {
                "points": self.risk.points,
                "band": self.risk.band,
                "factors": [factor.id for factor in self.risk.factors],
            },
            "stage": {
                "time_phase": self.stage.time_phase,
                "acute_on_chronic": self.stage.acute_on_chronic,
                "symptom_stage": self.stage.symptom_stage,
                "treat_as": self.stage.treat_as,
            },
            "start_level": self.level,
            "start_test_asked": self.start_test_asked,
        }

    def show(self, screen: "Screen", words: Words) -> None:
        """Write the result, a dangerous sign first and alone."""
        rows(screen, words, self.replay.standing)
        if self.replay.standing.referral < Referral.SAME_DAY:
            screen.say()
            screen.say(words("triage.look_alikes"))
            _stage(screen, words, self)
            _risk(screen, words, self.risk)
            _level(screen, words, self)
        _next(screen, words, self)

    def show_rows(self, screen: "Screen", words: Words) -> None:
        """Write the rows that stand; nothing when none does."""
        if self.replay.standing.rows:
            rows(screen, words, self.replay.standing)


def rows(screen: "Screen", words: Words, standing: Standing) -> None:
    """Write whom to see and how soon, then each row with what to do; the most urgent first."""
    level = f"triage.level.{standing.referral.name}"
    ranked = sorted(standing.rows, key=lambda row: -ROW[row].referral)
    if not ranked:
        screen.say(words("assess.triage.none"), STRONG)
        return
    who = words.find(f"triage.{ranked[0]}.who") or words(f"{level}.who")
    see = words("assess.triage.see", who=who, when=words(f"{level}.when"))
    screen.say(see, STOP if standing.blocked else STRONG)
    for row in ranked:
        _row(screen, words, row, only_named=standing.blocked and not ROW[row].referral.blocks)
    if standing.blocked:
        screen.say()
        screen.say(words("triage.note.mistake"))


def _row(screen: "Screen", words: Words, row: str, *, only_named: bool) -> None:
    """Write one row; beside rows that block, a milder one is only named."""
    screen.say()
    screen.point(signs.sign(words, row, ROW[row].referral))
    if only_named:
        return
    screen.point(f"{words(f'triage.{row}.why')} {words(f'triage.{row}.todo')}", mark="  ")
    for way in signs.ends(words, row):
        screen.point(way, mark="  ")


def _stage(screen: "Screen", words: Words, result: Result) -> None:
    found, complaint = result.stage, result.answers.complaint
    screen.heading(words("assess.stage.heading"))
    days = (result.date - complaint.onset).days
    screen.point(words(f"assess.stage.time.{found.time_phase}", days=days))
    if found.acute_on_chronic:
        screen.point(words("assess.stage.acute_on_chronic"))
    screen.point(words(f"assess.stage.symptom.{found.symptom_stage}", n=found.symptom_stage))
    if complaint.location != "elsewhere":
        screen.point(words(f"assess.stage.location.{complaint.location}"))


def _risk(screen: "Screen", words: Words, found: RiskResult) -> None:
    heading = words("assess.risk.heading", n=found.points, band=words(f"risk.band.{found.band}"))
    screen.heading(heading)
    screen.say(words("assess.risk.what"))
    for factor in found.factors:
        _factor(screen, words, factor)


def _factor(screen: "Screen", words: Words, factor: Factor) -> None:
    screen.point(
        words(
            "assess.risk.factor",
            n=factor.points,
            name=words(f"risk.{factor.id}.name"),
            grade=factor.grade,
            id=factor.id,
        )
    )
    if factor.modifiable != "no":
        screen.point(words("assess.risk.action", what=words(f"risk.{factor.id}.action")), mark="  ")


def _level(screen: "Screen", words: Words, result: Result) -> None:
    if result.level is None:
        return
    screen.heading(
        words(f"assess.level.{'now' if result.replay.states[-1].day > 1 else 'heading'}")
    )
    what = words(f"terms.level.{result.level}")
    screen.point(words("assess.level.is", level=result.level, what=what))
    if result.start_test_asked:
        rom = words(f"terms.rom.{result.replay.states[-1].rom}")
        screen.point(words("assess.level.test_due", rom=rom))
    elif result.stage.time_phase == "EARLY" and result.replay.states[-1].phase == "CALM":
        due = result.answers.complaint.onset + dt.timedelta(days=EARLY_DAYS + 1)
        screen.point(words("assess.level.early", date=dates.day(words, due)))


def _next(screen: "Screen", words: Words, result: Result) -> None:
    screen.heading(words("assess.next.heading"))
    if result.blocked:
        screen.say(words("assess.next.blocked"))
        return
    if result.start_test_asked:
        screen.point(words("assess.next.test"))
    screen.point(words("assess.next.today"))
    screen.point(words("assess.next.sign"))
