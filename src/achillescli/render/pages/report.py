"""How the weeks went: table, chart, gates, progress, prognosis."""

from collections.abc import Sequence

from ...core.log.entries import Assessment
from ...core.programme.protocol import Protocol
from ...core.state import Finding, State
from ...core.views.measures import Measure
from ...core.views.summary import Progress, Report, ReportWeek
from ...words import Words
from ..phrases import dates, done, figure, gates, measures, result
from ..phrases import weeks as table
from ..phrases.numbers import number
from ..phrases.signs import show_open
from ..terminal.screen import Screen
from . import closed_gate


def show(
    screen: Screen, words: Words, report: Report, shown: Sequence[ReportWeek], protocol: Protocol
) -> None:
    """Write the report: the table of the shown weeks, what it led to, the result last."""
    _title(screen, words, report.replay.states[-1])
    _aims(screen, words, report.replay.assessment)
    screen.heading(words("report.weeks_title"))
    table.show(screen, words, shown)
    if len(shown) < len(report.weeks):
        first, last = shown[0].number, shown[-1].number
        screen.say(words("report.shown", first=first, last=last, all=len(report.weeks)))
    figure.show(screen, words, report.graph)
    if report.red_days:
        screen.heading(words("report.red.title"))
    for day in report.red_days:
        screen.point(done.red_day(words, day))
    _gates(screen, words, report, protocol)
    screen.heading(words("report.prognosis.title"))
    screen.say(words("report.prognosis.text"))
    if own := measures.own(words, report.measures, report.own):
        screen.heading(words("report.measures.title"))
        for sentence in own:
            screen.say(sentence)
    _progress(screen, words, report.progress, report.measures)
    screen.say(result.sentence(words, report.replay, report.weeks, report.sessions), "bold")
    show_open(screen, words, report.replay.states[-1].rows)


def _title(screen: Screen, words: Words, state: State) -> None:
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
    show_open(screen, words, state.rows)


def _aims(screen: Screen, words: Words, newest: Assessment | None) -> None:
    """Write sport and goal, as far as they were told; the rules do not look at them."""
    complaint = newest.answers.complaint if newest else None
    if complaint and complaint.sport:
        screen.say(words("report.sport", text=complaint.sport))
    if complaint and complaint.goal:
        screen.say(words("report.goal", text=complaint.goal))


def _gates(screen: Screen, words: Words, report: Report, protocol: Protocol) -> None:
    state = report.replay.states[-1]
    screen.heading(words("report.gates.title"))
    raises = gates.concentric(words, state)
    running = gates.running(words, report.replay, protocol)
    _gate(screen, words, "concentric", raises, gates.raises_asked(state))
    _gate(screen, words, "running", running, state.running_asked)
    for row in report.held_by:
        held = words("report.gates.held", what=words(f"triage.{row}.sign"))
        screen.field("", held)


def _gate(
    screen: Screen, words: Words, name: str, opened: str, findings: tuple[Finding, ...]
) -> None:
    """Write what an open gate allows, or each thing that a closed one still asks for."""
    if opened:
        screen.field(words(f"report.gates.{name}"), opened)
    else:
        closed_gate.show(screen, words, name, findings)


def _progress(screen: Screen, words: Words, progress: Progress, taken: Sequence[Measure]) -> None:
    screen.heading(words("report.progress.title"))
    for sentence in _progress_sentences(words, progress, taken):
        screen.say(sentence)


def _progress_sentences(words: Words, progress: Progress, taken: Sequence[Measure]) -> list[str]:
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
    if progress.meaningful is None:
        said.append(words(f"report.progress.{progress.incomparable}"))
    elif progress.meaningful:
        said.append(words("report.progress.meaningful"))
    else:
        said.append(words("report.progress.not_meaningful"))
    said += measures.totals(words, taken)
    if progress.visa_meaningful is not None:
        meant = progress.visa_meaningful
        said.append(
            words("report.progress.visa_meaningful" if meant else "report.progress.visa_not")
        )
    if None not in (progress.meaningful, progress.visa_meaningful) and (
        progress.meaningful is not progress.visa_meaningful
    ):
        said.append(words("report.progress.disagree"))
    if progress.recovered:
        said.append(words("report.progress.recovered"))
    return said
