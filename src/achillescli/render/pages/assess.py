"""What the rules make of one assessment."""

from typing import TYPE_CHECKING

from ...core.assessment.risk import Factor, RiskResult
from ...core.assessment.triage import ROW, Standing
from ...core.views.assessment import AssessmentResult
from ...words import Words
from ..phrases import dates, signs

if TYPE_CHECKING:
    from ..terminal.screen import Screen

STRONG = "bold"


def show(screen: "Screen", words: Words, result: AssessmentResult) -> None:
    """Write the result, a dangerous sign first and alone."""
    rows(screen, words, result.replay.standing)
    rest(screen, words, result)


def rest(screen: "Screen", words: Words, result: AssessmentResult) -> None:
    """Write what comes after the rows; last, once more, whom to see and how soon."""
    if not result.ended_early:
        screen.say()
        screen.say(words("triage.look_alikes"))
        _stage(screen, words, result)
        _risk(screen, words, result.risk)
        _level(screen, words, result)
    _next(screen, words, result)
    if result.replay.standing.ranked:
        screen.say()
        screen.say(_see(words, result.replay.standing), STRONG)


def rows(screen: "Screen", words: Words, standing: Standing) -> None:
    """Write whom to see and how soon, then each row with what to do; the most urgent first."""
    if not standing.ranked:
        screen.say(words("assess.triage.none"), STRONG)
        return
    screen.say(_see(words, standing), signs.STOP if standing.blocked else STRONG)
    for row in standing.ranked:
        _row(screen, words, row, only_named=standing.blocked and not ROW[row].referral.blocks)


def _see(words: Words, standing: Standing) -> str:
    """Return whom to see and how soon."""
    level, ranked = f"triage.level.{standing.referral.name}", standing.ranked
    who = words.find(f"triage.{ranked[0]}.who") or words(f"{level}.who")
    alike = (row for row in ranked if ROW[row].referral is standing.referral)
    sooner = filter(None, (words.find(f"triage.{row}.when") for row in alike))
    return words("assess.triage.see", who=who, when=next(sooner, words(f"{level}.when")))


def stored(screen: "Screen", words: Words, key: str, standing: Standing) -> None:
    """Write what becomes of answers that block and are stored, and where a slip is corrected."""
    screen.say(words(key))
    if signs.answered(standing):
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


def _stage(screen: "Screen", words: Words, result: AssessmentResult) -> None:
    found, complaint = result.stage, result.answers.complaint
    screen.heading(words("assess.stage.heading"))
    screen.point(words(f"assess.stage.time.{found.time_phase}", days=result.onset_days))
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
        )
    )
    if factor.modifiable != "no":
        screen.point(words("assess.risk.action", what=words(f"risk.{factor.id}.action")), mark="  ")


def _level(screen: "Screen", words: Words, result: AssessmentResult) -> None:
    if result.level is None:
        return
    begun = result.replay.states[-1].day > 1
    screen.heading(words("assess.level.now" if begun else "assess.level.heading"))
    what = words(f"terms.level.{result.level}")
    screen.point(words("assess.level.is", level=result.level, what=what))
    if result.start_test_asked:
        rom = words(f"terms.rom.{result.replay.states[-1].rom}")
        screen.point(words("assess.level.test_due", rom=rom))
    elif result.first_start_test is not None:
        due = dates.day(words, result.first_start_test)
        screen.point(words("assess.level.early", date=due))


def _next(screen: "Screen", words: Words, result: AssessmentResult) -> None:
    screen.heading(words("assess.next.heading"))
    if result.blocked:
        stored(screen, words, "assess.next.blocked", result.replay.standing)
        return
    if result.start_test_asked:
        screen.point(words("assess.next.test"))
    screen.point(words("assess.next.today"))
    screen.point(words("assess.next.own"))
    screen.point(words("assess.next.sign"))
