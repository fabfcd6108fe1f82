"""Questionnaires and activities of the person's own: the first value, the newest, the change."""

from collections.abc import Iterable, Iterator, Sequence

from ...core.views.measures import ACTIVITY, Measure
from ...core.views.own_activities import Followed
from ...words import Words
from . import dates
from .numbers import change

_VERDICTS = {True: "noticeable", False: "not_noticeable", None: "too_low"}


def totals(words: Words, measures: Iterable[Measure]) -> Iterator[str]:
    """Yield a sentence on each questionnaire, with its variant as it was typed."""
    for one in measures:
        if one.name != ACTIVITY:
            name = words(f"report.measures.name.{one.name}")
            if one.which:
                name = words("report.measures.variant", name=name, variant=one.which)
            yield _sentence(words, "total", name, one)


def own(words: Words, measures: Iterable[Measure], followed: Sequence[Followed]) -> list[str]:
    """Return a sentence on each activity, and from when they are scored again."""
    said = [
        _sentence(words, "own", one.which or "", one) for one in measures if one.name == ACTIVITY
    ]
    if said:
        date = dates.day(words, min(one.again for one in followed))
        said.append(words("report.measures.again", date=date))
    return said


def _sentence(words: Words, key: str, name: str, one: Measure) -> str:
    (first,) = one.first.values
    values = {"name": name, "first": first, "first_on": dates.short(words, one.first.date)}
    if one.newest is None:
        return words(f"report.measures.{key}_once", **values)
    (newest,) = one.newest.values
    return words(
        f"report.measures.{key}",
        **values,
        newest=newest,
        newest_on=dates.short(words, one.newest.date),
        change=change(words, one.change),
        verdict=words(f"report.measures.verdict.{_VERDICTS[one.noticeable]}"),
    )
