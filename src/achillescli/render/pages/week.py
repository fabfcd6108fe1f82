"""The week that ended: what went up, what held and why, red days, the week after it."""

import datetime as dt

from ...core.log.diary import DAY
from ...core.programme.protocol import Protocol
from ...core.programme.weekly import WEEK_DAYS
from ...core.views.past_week import PastWeek
from ...core.views.summary import ReportWeek
from ...words import Words
from ..phrases import colours, dates, done, gates
from ..phrases.numbers import number, sentence_values
from ..phrases.signs import show_open
from ..terminal.screen import LabelledRow, Screen
from . import today_changes


def show(screen: Screen, words: Words, past: PastWeek, protocol: Protocol) -> None:
    """Write one short screen; the warning signs that stand come first."""
    week, state = past.week, past.replay.states[-1]
    first, last = dates.short(words, week.first), dates.short(words, week.last)
    screen.say(words("report.stack.week", week=week.number, first=first, last=last), "bold")
    show_open(screen, words, state.rows)
    changed = today_changes.week_sentence(words, past.mornings)
    screen.say(changed or words("report.week.unchanged", level=past.mornings[-1].level))
    screen.say()
    screen.labelled(_figures(words, week, past.before))
    if past.red_days:
        screen.heading(words("report.red.title"))
    for day in past.red_days:
        screen.point(done.red_day(words, day))
    if not state.blocked:
        until = dates.short(words, week.last + DAY * WEEK_DAYS)
        screen.heading(words("report.week.next", week=state.week, date=until))
        screen.labelled(_next(words, past, protocol))


def show_first(screen: Screen, words: Words, day_one: dt.date) -> None:
    """Write when the first week is over."""
    last = dates.day(words, day_one + DAY * (WEEK_DAYS - 1))
    screen.say(words("report.week.first", date=last))


def _figures(words: Words, week: ReportWeek, before: ReportWeek | None) -> list[LabelledRow]:
    """Return the scores, beside those of the week before, the sessions and the colours."""
    rows = {
        "mornings": _pain(words, "morning", week, before),
        "sessions": _pain(words, "session", week, before),
        "done": words("report.week.done", done=week.completed, prescribed=week.prescribed),
    }
    label = "report.week.label"
    days = colours.day_counts(words, week.colours)
    return [
        *(LabelledRow(words(f"{label}.{name}"), text) for name, text in rows.items()),
        LabelledRow(words(f"{label}.days"), days, days=colours.names(words)),
    ]


def _pain(words: Words, what: str, week: ReportWeek, before: ReportWeek | None) -> str:
    """Return median and worst of a score, and what they were the week before."""
    said = [
        words(
            f"report.week.{key}",
            median=number(words, getattr(one, f"{what}_median")),
            worst=number(words, getattr(one, f"{what}_worst")),
        )
        for key, one in (("pain", week), ("pain_before", before))
        if one
    ]
    return "; ".join(said)


def _next(words: Words, past: PastWeek, protocol: Protocol) -> list[LabelledRow]:
    """Return what the next week begins with, what makes it a good one, when it is decided."""
    state, replay, again = past.replay.states[-1], past.replay, past.own_again
    load = words("report.result.load", kg=number(words, state.level_kg)) if state.level_kg else ""
    rows = {
        "level": f"{state.level}{load}",
        "concentric": gates.concentric(words, state) or gates.raises_conditions(words, state),
        "running": gates.running(words, replay, protocol) or gates.running_conditions(words, state),
        "good": ", ".join(
            words(f"why.would.{f.key}", **sentence_values(words, f.values)) for f in past.asked
        ),
        "own": words("report.measures.again", date=dates.day(words, again)) if again else "",
        "decision": dates.day(words, past.decided_next),
    }
    return [
        LabelledRow(words(f"report.week.label.{name}"), text) for name, text in rows.items() if text
    ]
