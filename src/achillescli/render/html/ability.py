"""Parts 6 and 7 of the page: tests with their change, running and other sport."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ...core.log.entries import Run
from ...core.state import RunningStep, SuspendedBy
from ...core.views.handover import Sport
from ...core.views.measures import ACTIVITY, Measure, Reading
from ..phrases import gates
from ..phrases.numbers import change
from .markup import element
from .sheet import Sheet

COLUMNS = ("test", "first", "first_on", "newest", "newest_on", "change")


def tests(sheet: Sheet) -> Element:
    """Return every test: the first time and the newest, or when it was done once."""
    measures = sheet.found.tests
    if not measures:
        return sheet.line("tests", "handover.tests.none")
    again = [_again(sheet, measure) for measure in measures if measure.newest]
    once = "; ".join(_once(sheet, measure) for measure in measures if not measure.newest)
    side = sheet.found.assessment.answers.complaint.side
    said = [sheet.words("handover.tests.once", tests=once)] if once else []
    if _has_lsi(measures):
        said.append(sheet.words(f"handover.tests.note.{side}"))
    if any(measure.name == ACTIVITY for measure in measures):
        said.append(sheet.words("handover.tests.note.activity"))
    return sheet.section(
        "tests",
        sheet.table("tests", COLUMNS, again, left=6, class_="brief") if again else None,
        element("p", " ".join(said)) if said else None,
        class_="whole" if again else "whole line",
    )


def _has_lsi(measures: Iterable[Measure]) -> bool:
    readings = (reading for measure in measures for reading in (measure.first, measure.newest))
    return any(reading is not None and reading.lsi is not None for reading in readings)


def _again(sheet: Sheet, measure: Measure) -> list[str]:
    newest = measure.newest or measure.first
    readings = (*_reading(sheet, measure.first), *_reading(sheet, newest))
    return [_name(sheet, measure), *readings, _change(sheet, measure)]


def _once(sheet: Sheet, measure: Measure) -> str:
    value, date = _reading(sheet, measure.first)
    return f"{_name(sheet, measure)}: {value} ({date})"


def _name(sheet: Sheet, measure: Measure) -> str:
    words = sheet.words
    legs = words(f"handover.tests.legs.{sheet.found.assessment.answers.complaint.side}")
    name = words(f"handover.tests.name.{measure.name}", legs=legs)
    if measure.which and not sheet.anonymous:
        key = "activity" if measure.name == ACTIVITY else "variant"
        return words(f"handover.tests.{key}", name=name, which=measure.which)
    return name


def _change(sheet: Sheet, measure: Measure) -> str:
    """Return how much a test has risen, leg by leg."""
    words = sheet.words
    if all(value is None for value in measure.changes):
        return ""
    changed = " / ".join(change(words, value) for value in measure.changes)
    if measure.lsi_change is not None:
        lsi = change(words, measure.lsi_change)
        return words("handover.tests.lsi_change", change=changed, lsi=lsi)
    return words("handover.tests.noticeable", change=changed) if measure.noticeable else changed


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
        return sheet.line("sport", "handover.sport.none")
    lines = (element("li", line) for line in _lines(sheet, found))
    return sheet.section("sport", element("ul", *lines))


def _lines(sheet: Sheet, found: Sport) -> Iterator[str]:
    words = sheet.words
    yield _running(sheet, found)
    if found.longest is None:
        yield words("handover.sport.no_runs", n=found.weeks)
    else:
        yield words(
            "handover.sport.runs",
            runs=", ".join(
                words("handover.sport.in_week", n=n, week=week) for week, n in found.runs
            ),
            longest=_longest(sheet, found.longest),
            pain=sheet.number(found.pain_worst),
            outside=found.outside.known,
            of=found.outside.of,
        )
    if found.others:
        yield words("handover.sport.others", what=_others(sheet, found))


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


def _running(sheet: Sheet, found: Sport) -> str:
    """Return what the programme says of running: since when, and which step is next."""
    words, state = sheet.words, sheet.found.replay.states[-1]
    if state.running is None or found.running is None:
        asked = tuple(map(sheet.dated_finding, state.running_asked))
        lacking = dict.fromkeys(gates.missing(words, asked, "today.short"))
        key = "closed" if lacking else "waits"
        return words(f"handover.sport.{key}", what=", ".join(lacking))
    since = sheet.day(found.running.since)
    if state.suspended_by is not None:
        key = f"handover.sport.suspended.{SuspendedBy(state.suspended_by)}"
        return words(key, since=since)
    if state.running is RunningStep.FREE:
        return words("handover.sport.free", since=since)
    place = found.running.place(state.running, sheet.protocol)
    later = sheet.found.replay.run_from
    return words(
        "handover.sport.step_from" if later else "handover.sport.step",
        since=since,
        n=place.known,
        of=place.of,
        what=gates.step(words, sheet.protocol, state.running),
        date=sheet.day(later) if later else "",
    )
