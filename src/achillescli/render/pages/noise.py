"""A pattern of scores that scatter: how many courses reach what, and what holds them."""

from ...core.views.noise import Noise
from ...words import Words
from ..phrases.numbers import number
from ..terminal.screen import Screen


def show(screen: Screen, words: Words, noise: Noise, *, name: str | None, sd: float) -> None:
    """Write the figures over many courses of one pattern."""
    named = name or words("simulate.own")
    screen.say(words("simulate.noise.title", name=named, sd=number(words, sd)), "bold")
    if name:
        screen.say(words(f"simulate.pattern.{name}"))
    screen.say(words("simulate.noise.notice", n=noise.runs))
    screen.heading(words("simulate.noise.levels"))
    for level, by in noise.reached.items():
        counts = ", ".join(
            words("simulate.noise.by", week=week, n=count) for week, count in by.items()
        )
        screen.point(words("simulate.noise.level", level=level, counts=counts), "- ")
    screen.heading(words("simulate.noise.figures"))
    screen.point(words("simulate.noise.red_weeks", percent=_percent(noise.red_weeks)), "- ")
    screen.point(
        words("simulate.noise.steps_down", n=number(words, round(noise.steps_down, 1))), "- "
    )
    screen.point(words("simulate.noise.no_load", percent=_percent(noise.days_without_load)), "- ")
    screen.point(words("simulate.noise.raises", n=noise.raises), "- ")
    screen.point(words("simulate.noise.maintained", n=noise.maintained), "- ")
    for row, count in noise.rows.items():
        sign = words(f"triage.{row}.sign")
        screen.point(words("simulate.noise.row", n=count, row=row, sign=sign), "- ")


def _percent(share: float) -> int:
    return round(100 * share)
