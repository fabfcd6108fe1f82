"""How a course went so far, in a sentence or two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...words import Words
from .numbers import number

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.views.summary import ReportWeek, SessionsDone


def sentence(
    words: Words, replay: "Replay", weeks: "Sequence[ReportWeek]", sessions: "SessionsDone"
) -> str:
    """Return how the course went so far: mornings, level, sessions."""
    known = [week for week in weeks if week.morning_median is not None]
    return " ".join((_mornings(words, known), _level(words, replay), _sessions(words, sessions)))


def _mornings(words: Words, weeks: "Sequence[ReportWeek]") -> str:
    if not weeks:
        return words("report.result.mornings_none")
    key = "report.result.mornings" if len(weeks) > 1 else "report.result.mornings_one"
    return words(key, **_ends(words, weeks))


def _ends(words: Words, weeks: "Sequence[ReportWeek]") -> dict[str, object]:
    first, last = weeks[0], weeks[-1]
    return {
        "first": number(words, first.morning_median),
        "first_week": first.number,
        "last": number(words, last.morning_median),
        "last_week": last.number,
    }


def _level(words: Words, replay: "Replay") -> str:
    first, state = replay.states[0].level, replay.states[-1]
    load = words("report.result.load", kg=number(words, state.level_kg)) if state.level_kg else ""
    key = "report.result.level" if first != state.level else "report.result.level_same"
    return words(key, first=first, last=state.level, load=load)


def _sessions(words: Words, sessions: "SessionsDone") -> str:
    return words(
        "report.result.done",
        done=sessions.completed,
        prescribed=sessions.prescribed,
        percent=words("terms.unknown") if sessions.percent is None else sessions.percent,
    )
