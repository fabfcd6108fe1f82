"""Parts 6 and 7 of the page: tests with their change, running and other sport."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ...core.log.entries import Run
from ...core.state import RunningStep, State, SuspendedBy
from ...core.views.handover import Sport
from ...core.views.measures import ACTIVITY, Measure, Reading
from ..phrases import gates
from ..phrases.numbers import change
from .markup import element
from .sheet import Sheet

COLUMNS = ("test", "first", "first_on", "newest", "newest_on", "change")


def tests(sheet: Sheet) -> Element:
    """Return every test, the first time and the newest."""
    measures = sheet.found.tests
    if not measures:
        return sheet.section("tests", sheet.paragraph("handover.tests.none"))
    rows = [_test(sheet, measure) for measure in measures]
    return sheet.section("tests", sheet.table("tests", COLUMNS, rows, left=6, class_="brief"))


def _test(sheet: Sheet, measure: Measure) -> list[str]:
    words = sheet.words
    name = words(f"handover.tests.name.{measure.name}")
    if measure.which and not sheet.anonymous:
        key = "activity" if measure.name == ACTIVITY else "variant"
        name = words(f"handover.tests.{key}", name=name, which=measure.which)
    newest = _reading(sheet, measure.newest) if measure.newest else ["", ""]
    changed = "" if measure.change is None else change(words, measure.change)
    if measure.noticeable:
        changed = words("handover.tests.noticeable", change=changed)
    return [name, *_reading(sheet, measure.first), *newest, changed]


def _reading(sheet: Sheet, reading: Reading) -> list[str]:
    """Return the value of a test, or one a leg, and its date."""
    words = sheet.words
    said = " / ".join(
        words(f"log.value.{value}") if isinstance(value, str) else sheet.number(value)
        for value in reading.values
    )
    if reading.lsi is not None:
        said = words("handover.tests.lsi", value=said, n=reading.lsi)
    return [said, sheet.day(reading.date)]


def sport(sheet: Sheet) -> Element:
    """Return the runs of the last weeks, the step, and what running still asks for."""
    found = sheet.found.sport
    if found is None:
        return sheet.section("sport", sheet.paragraph("handover.sport.none"))
    lines = (element("li", line) for line in _lines(sheet, found))
    return sheet.section("sport", element("ul", *lines))


def _lines(sheet: Sheet, found: Sport) -> Iterator[str]:
    words, state = sheet.words, sheet.found.replay.states[-1]
    if found.longest is None:
        yield words("handover.sport.no_runs", n=found.weeks)
    else:
        yield words(
            "handover.sport.runs",
            runs=", ".join(map(str, found.runs)),
            n=found.weeks,
            longest=_longest(sheet, found.longest),
            pain=sheet.number(found.pain_worst),
        )
    if found.others:
        yield words("handover.sport.others", what=_others(sheet, found))
    yield _running(sheet, state)


def _longest(sheet: Sheet, run: Run) -> str:
    key = "longest" if run.km is None else "longest_km"
    return sheet.words(
        f"handover.sport.{key}",
        minutes=sheet.number(run.minutes),
        km=sheet.number(run.km),
        date=sheet.day(run.date),
    )


def _others(sheet: Sheet, found: Sport) -> str:
    if sheet.anonymous:
        return sheet.words("handover.sport.times", n=sum(n for _, n in found.others))
    return ", ".join(
        sheet.words("handover.sport.activity_times", what=what, n=n) for what, n in found.others
    )


def _running(sheet: Sheet, state: State) -> str:
    """Return the step of running, or what its gate still asks for."""
    words = sheet.words
    if state.running is None:
        asked = tuple(map(sheet.dated, state.running_asked))
        lacking = dict.fromkeys(gates.missing(words, asked, "today.short"))
        key = "closed" if lacking else "waits"
        return words(f"handover.sport.{key}", what=", ".join(lacking))
    if state.suspended_by is not None:
        return words(f"handover.sport.suspended.{SuspendedBy(state.suspended_by)}")
    if state.running is RunningStep.FREE:
        return words("handover.sport.free")
    step = gates.step(words, sheet.protocol, state.running)
    if state.next_run is None or state.next_run <= state.date:
        return words("handover.sport.step", step=state.running, what=step)
    next_run = sheet.day(state.next_run)
    return words("handover.sport.step_from", step=state.running, what=step, date=next_run)
