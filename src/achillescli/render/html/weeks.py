"""Parts 4 and 5 of the page: the course by fortnight, its graph, and the red days."""

from xml.etree.ElementTree import Element

from ...core.views.fortnights import Fortnight
from ...core.views.handover import RedDayTold, StepDown
from ...core.views.red_days import RUN, STEP_UP
from ..phrases.findings import brief
from ..phrases.numbers import sentence_values
from . import graph
from .sheet import Sheet

COLUMNS = (
    "weeks",
    "level",
    "trained",
    "sessions",
    "morning",
    "session",
    "daily",
    "red",
    "painkiller",
)
MOST_RED_DAYS = 5
MOST_STEPS = 6


def course(sheet: Sheet) -> Element:
    """Return the course by fortnight, and one graph of it."""
    found = sheet.found
    if not found.fortnights:
        return sheet.line("course", "handover.course.none")
    rows = [found.earlier] if found.earlier else []
    table = sheet.table(
        "course",
        COLUMNS,
        [_fortnight(sheet, row) for row in (*rows, *found.fortnights)],
        left=2,
        class_="one",
    )
    return sheet.section(
        "course",
        sheet.paragraph("handover.course.pain"),
        table,
        _steps_down(sheet),
        graph.figure(sheet),
        class_="",
    )


def _steps_down(sheet: Sheet) -> Element | None:
    """Return when the level went down in the weeks shown, and why."""
    steps = "; ".join(_step_down(sheet, one) for one in sheet.found.steps_down[-MOST_STEPS:])
    return sheet.paragraph("handover.course.steps_down", steps=steps) if steps else None


def _step_down(sheet: Sheet, one: StepDown) -> str:
    words, step = sheet.words, one.step
    why = brief(words, step.findings) if step.rule == "W1" else ""
    return words(
        "handover.course.step_down",
        date=sheet.short(one.date),
        before=step.before,
        after=step.after,
        why=why or words(f"handover.course.down.{step.rule}"),
    )


def _fortnight(sheet: Sheet, row: Fortnight) -> list[str]:
    words = sheet.words
    day = sheet.day if row is sheet.found.earlier else sheet.short
    weeks = str(row.first_week)
    if row.last_week > row.first_week:
        weeks = words("handover.course.weeks", first=row.first_week, last=row.last_week)
    level = str(row.level_last)
    if row.level_first != row.level_last:
        level = words("handover.course.to", first=row.level_first, last=row.level_last)
    if kg := sheet.kg(row.level_last):
        level = words("handover.course.load", level=level, kg=kg)
    return [
        words(
            "handover.course.dated",
            weeks=weeks,
            first=day(row.first),
            last=day(row.last),
        ),
        level,
        words("handover.course.of", n=row.trained, of=row.days),
        words("handover.course.of", n=row.done, of=row.given),
        sheet.pain(row.morning),
        sheet.pain(row.session),
        sheet.pain(row.daily),
        str(row.reds),
        str(row.painkillers),
    ]


def red_days(sheet: Sheet) -> Element:
    """Return the newest red days with what was done beside the sessions then and the day before."""
    days = sheet.found.red_days
    if not days:
        return sheet.line("red", "handover.red.none")
    shown, earlier = days[-MOST_RED_DAYS:], days[:-MOST_RED_DAYS]
    table = sheet.table(
        "red",
        ("date", "score", "why", "that_day", "day_before", "load"),
        [_red(sheet, told) for told in shown],
        left=6,
        class_="red",
    )
    dates = ", ".join(sheet.short(told.day.date) for told in earlier)
    more = sheet.paragraph("handover.red.earlier", n=len(earlier), dates=dates) if earlier else None
    return sheet.section("red", table, more)


def _red(sheet: Sheet, told: RedDayTold) -> list[str]:
    day = told.day
    return [
        sheet.day(day.date),
        f"{sheet.number(day.pain)} / {sheet.number(day.next_morning)}",
        sheet.words(
            f"handover.red.why.{told.why.key}", **sentence_values(sheet.words, told.why.values)
        ),
        _activities(sheet, day.that_day),
        _activities(sheet, day.day_before),
        _load(sheet, told),
    ]


def _load(sheet: Sheet, told: RedDayTold) -> str:
    """Return the last change of the load, and how long before."""
    if told.load is None:
        return sheet.words("handover.red.no_change")
    key = "change" if told.load_days else "change_that_day"
    return sheet.words(
        f"handover.red.{key}", n=told.load_days, before=told.load.before, after=told.load.after
    )


def _activities(sheet: Sheet, what: tuple[str, ...]) -> str:
    """Return what was done beside; nobody may be known by the name of an activity."""
    words = sheet.words
    named = [
        words(f"report.red.{one}")
        if one in (RUN, STEP_UP)
        else words("handover.sport.activity")
        if sheet.anonymous
        else one
        for one in what
    ]
    return ", ".join(dict.fromkeys(named)) or words("handover.red.nothing")
