"""How the weeks went: table, chart, gates, progress, prognosis."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...core.assessment.triage import ROW
from ...core.programme.progress import COMPARABLE
from ...core.programme.protocol import Protocol
from ...core.state import Colour, Finding, Referral
from ...words import Words
from ..data import day_json as as_json
from ..phrases import dates, gates, result, scores
from ..phrases import weeks as table
from ..phrases.numbers import change, number
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.views.summary import Progress, Week


def show(
    screen: Screen,
    words: Words,
    replay: "Replay",
    weeks: "Sequence[Week]",
    shown: "Sequence[Week]",
    progress: "Progress",
    protocol: Protocol,
) -> None:
    """Write the report: the result of all weeks, the table of the shown ones."""
    _title(screen, words, replay)
    screen.say(result.sentence(words, replay, weeks))
    screen.heading(words("report.weeks_title"))
    table.show(screen, words, shown)
    if len(shown) < len(weeks):
        first, last = shown[0].number, shown[-1].number
        screen.say(words("report.shown", first=first, last=last, all=len(weeks)))
    scores.show(screen, words, replay)
    _gates(screen, words, replay, protocol)
    _progress(screen, words, progress)
    screen.heading(words("report.prognosis.title"))
    screen.say(words("report.prognosis.text"))


def _title(screen: Screen, words: Words, replay: "Replay") -> None:
    state = replay.states[-1]
    screen.say(
        words(
            "report.title",
            date=dates.day(words, state.date),
            day=state.day,
            week=state.week,
            phase=words(f"terms.phase.{state.phase}"),
        ),
        "bold",
    )
    if state.blocked:
        screen.say(words("report.blocked"), "bold red")


def _gates(screen: Screen, words: Words, replay: "Replay", protocol: Protocol) -> None:
    state = replay.states[-1]
    screen.heading(words("report.gates.title"))
    raises, running = (
        gates.concentric(words, state),
        gates.running(words, replay, state, protocol),
    )
    _gate(screen, words, "concentric", raises, state.concentric_findings)
    _gate(screen, words, "running", running, state.running_findings)
    for row in state.rows:
        if row != "T17" and ROW[row].referral is Referral.DOCTOR_SOON:
            held = words("report.gates.held", what=f"{words(f'triage.{row}.sign')} ({row})")
            screen.field("", held)


def _gate(
    screen: Screen, words: Words, name: str, opened: str, findings: tuple[Finding, ...]
) -> None:
    """Write what an open gate allows, or each thing that a closed one still asks for."""
    if opened:
        screen.field(words(f"report.gates.{name}"), opened)
    else:
        gates.show_closed(screen, words, name, findings)


def _progress(screen: Screen, words: Words, progress: "Progress") -> None:
    screen.heading(words("report.progress.title"))
    for sentence in _found(words, progress):
        screen.say(sentence)


def _found(words: Words, progress: "Progress") -> list[str]:
    """Return the sentences on the change so far; two measures that disagree give no verdict."""
    said = []
    if progress.index_first is not None and progress.index_latest is not None:
        said.append(
            words(
                "report.progress.index",
                first=number(words, progress.index_first),
                latest=number(words, progress.index_latest),
                week=progress.latest_week,
            )
        )
    said.append(
        _verdict(words, progress.meaningful, "meaningful", "not_meaningful", _why(progress))
    )
    if progress.visa_change is not None:
        said.append(
            words(
                "report.progress.visa",
                first=progress.visa_first,
                latest=progress.visa_latest,
                change=change(words, progress.visa_change),
            )
        )
        said.append(_verdict(words, progress.visa_meaningful, "visa_meaningful", "visa_not"))
    if None not in (progress.meaningful, progress.visa_meaningful) and (
        progress.meaningful is not progress.visa_meaningful
    ):
        said.append(words("report.progress.disagree"))
    if progress.recovered:
        said.append(words("report.progress.recovered"))
    return [sentence for sentence in said if sentence]


def _why(progress: "Progress") -> str:
    """Return why the index cannot be compared."""
    if progress.index_first is None:
        return "few_scores"
    return "low_start" if progress.index_first < COMPARABLE else "no_later"


def _verdict(words: Words, found: bool | None, yes: str, no: str, unknown: str = "") -> str:  # noqa: FBT001
    key = unknown if found is None else (yes if found else no)
    return words(f"report.progress.{key}") if key else ""


def json(replay: "Replay", weeks: "Sequence[Week]", progress: "Progress") -> dict[str, Any]:
    """Return the report as plain values; levels and loads of the weeks shown."""
    state = replay.states[-1]
    return {
        "date": state.date.isoformat(),
        "day": state.day,
        "week": state.week,
        "phase": state.phase.value,
        "blocked": state.blocked,
        "triage": as_json.triage(state.referral, state.rows),
        "weeks": [week_json(week) for week in weeks],
        "scores": [
            {"date": date.isoformat(), "morning": morning, "session": session}
            for date, morning, session in scores.known(replay)
        ],
        "gates": {
            "concentric": {
                "state": state.concentric,
                "missing": _keys(state.concentric == "closed", state.concentric_findings),
            },
            "running": {
                "state": state.running,
                "next_run": as_json.iso(state.next_run),
                "missing": _keys(state.running is None, state.running_findings),
            },
        },
        "progress": {
            "index_first": _float(progress.index_first),
            "index_latest": _float(progress.index_latest),
            "latest_week": progress.latest_week,
            "meaningful": progress.meaningful,
            "recovered": progress.recovered,
            "visa_first": progress.visa_first,
            "visa_latest": progress.visa_latest,
            "visa_change": progress.visa_change,
            "visa_meaningful": progress.visa_meaningful,
        },
    }


def _keys(closed: bool, findings: tuple[Finding, ...]) -> list[str]:  # noqa: FBT001
    return [finding.key for finding in findings if closed and not finding.met]


def _float(value: float | Fraction | None) -> float | None:
    return None if value is None else float(value)


def week_json(week: "Week") -> dict[str, Any]:
    """Return one week as plain values."""
    return {
        "week": week.number,
        "first": week.first.isoformat(),
        "last": week.last.isoformat(),
        "finished": week.finished,
        "prescribed": week.prescribed,
        "completed": week.completed,
        "adherence": _float(week.adherence),
        "morning": {"median": _float(week.morning_median), "worst": week.morning_worst},
        "session": {"median": _float(week.session_median), "worst": week.session_worst},
        "colours": {colour.value: week.colours.get(colour, 0) for colour in Colour},
        "level": week.level,
        "load_kg": float(week.load_kg),
        "decision": as_json.decision(week.decision),
        "against_baseline": _float(week.against_baseline),
        "painkiller_days": week.painkiller_days,
    }
