"""Where the laws stop: each limit with the shortest example, found by the machine."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from achillescli.core import colour, progress
from achillescli.core.diary import Day
from achillescli.core.state import Colour, Phase

from . import lives
from .course_machine import Added, Spot
from .gate_machines import (
    FINE,
    IDLE,
    SPOILT,
    Gate,
    Ladder,
    Later,
    Ran,
    Yesterday,
    gate_after,
    ladder_after,
    later_days,
)
from .tables import SCORES, TOLERANCE


class Limit(NamedTuple):
    """One way in which the rules by their own comparison break a law."""

    id: str
    says: str
    rules: tuple[str, ...]
    days: int
    example: tuple[str, ...]


def level_name(spot: Spot) -> str:
    """Return a level for people."""
    return f"L{spot.level}" if spot.level < 4 else f"L4.{spot.level - 3}"


def told(added: Added) -> str:
    """Return what a day adds in a few words."""
    words = ["red"] * added.red + ["no session"] * (not added.trained)
    words += [] if added.given is None else [f"start test for L{added.given}"]
    words += [] if added.event is None else [f"{added.event.verdict} {added.event.rule}"]
    words += ["upkeep"] * bool(added.event and added.event.maintained)
    return ", ".join(words) or "calm"


def _of_lives(name: str, rules: tuple[str, ...], ceiling: int = 4) -> Limit:
    found = lives.walked(ceiling, frozenset({name}))
    lines = []
    for day, (a, b, then) in enumerate(found.example, 1):
        levels = f"{level_name(then.better.spot)} {level_name(then.worse.spot)}"
        if (a, b) != (Added(), Added()) or day == found.days:
            lines.append(f"day {day}: A {told(a)} | B {told(b)} -> {levels}")
    return Limit(name, lives.LIMITS[name], rules, len(found.example), tuple(lines))


def earlier_morning() -> Limit:
    """Return the smallest case in which a lower earlier morning makes a day worse."""
    day = Day(p=0, a=0, slots=frozenset({"am"}))
    for after, m, lower in product(range(11), range(11), range(11)):
        calm, _ = colour.colour(day, m, after)
        harder, rule = colour.colour(day, lower, after)
        if lower < m and TOLERANCE[harder] > TOLERANCE[calm]:
            line = f"mornings {m}, {after}: {calm}; mornings {lower}, {after}: {harder} by {rule}"
            return Limit(
                "morning", "a lower morning makes the next rise larger", (rule,), 2, (line,)
            )
    raise AssertionError("no such case")


def only_record() -> Limit:
    """Return the smallest case in which a removed score makes a day better."""
    for p in SCORES[1:]:
        with_score, rule = colour.colour(Day(p=p, a=p, slots=frozenset({"am"})), 0, 0)
        without, _ = colour.colour(Day(slots=frozenset({"am"})), 0, 0)
        if TOLERANCE[without] < TOLERANCE[with_score]:
            line = f"pain {p}: {with_score} by {rule}; the score removed: {without}"
            return Limit("record", "removing the only record of a red day", (rule,), 1, (line,))
    raise AssertionError("no such case")


def no_longer_recovered() -> Limit:
    """Return how upkeep ends when what made it hold is gone: more sessions, not fewer."""
    first = Later(Phase.MAINTAIN, good=False, enough=True)
    for added, then in later_days(first):
        if then.phase is Phase.EXTEND:
            line = f"{first.phase}, then {added.verdict} and nothing good: {then.phase}, sessions daily"
            return Limit("recovered", "no longer recovered: upkeep becomes the daily programme",
                         ("PHASE", "RECOVERED"), 14, (line,))  # fmt: skip
    raise AssertionError("no such case")


def later_opening() -> Limit:
    """Return on which days a running gate closes by silence that opened a day apart."""
    closed = []
    for opens in (1, 2):
        ladder, day = Ladder(), 0
        while day <= opens or ladder.path is not None:
            day += 1
            fits = day == opens
            ladder = ladder_after(ladder, Ran(None, fits, restarted=False, held=False, path="A"))
        closed.append(day)
    line = f"opened on day 1: closed on day {closed[0]}; opened on day 2: on day {closed[1]}"
    return Limit("opening", "a gate that opens later closes later", ("G2",), closed[1], (line,))


def _gate_limit(name: str, says: str, better: list[Yesterday], worse: list[Yesterday]) -> Limit:
    one = other = Gate(late=True)
    for day, (a, b) in enumerate(zip(better, worse, strict=True), 1):
        one, other = gate_after(one, a), gate_after(other, b)
        if ("closed", "two_leg", "single_leg").index(other.state) > (
            "closed", "two_leg", "single_leg",
        ).index(one.state):  # fmt: skip
            line = f"on day {day} of the gate: A {one.state} | B {other.state}"
            return Limit(name, says, ("G1",), day, (line,))
    raise AssertionError("no such case")


def no_score() -> Limit:
    """Return how a session that no longer counts takes its missing score with it."""

    def day(colour: Colour, record: Day) -> Yesterday:
        return Yesterday(colour, record, stepped=False, low=False, kept=False, late=True)

    green = [day(Colour.GREEN, FINE)] * 6
    return _gate_limit(
        "no_score", "a session without a pain score, no longer completed",
        [*green, day(Colour.AMBER, SPOILT)], [*green, day(Colour.GREY, IDLE)],
    )  # fmt: skip


def grey_for_amber() -> Limit:
    """Return how a grey day in place of an amber one lets green days go on being counted."""

    def day(colour: Colour, record: Day) -> Yesterday:
        return Yesterday(colour, record, stepped=False, low=False, kept=True, late=True)

    green, grey = day(Colour.GREEN, FINE), day(Colour.GREY, IDLE)
    week = [green, grey, green, grey, green, grey, grey]
    amber = day(Colour.AMBER, FINE)
    return _gate_limit(
        "grey", "in upkeep, an unsure day without its session is grey and not amber",
        [*week, green, green, amber, green], [*week, green, green, grey, green],
    )  # fmt: skip


def higher_first_week() -> Limit:
    """Return how more pain in the first week makes the fall since then larger."""
    for first, extra, later in product(range(2, 11), (1, 2, 3), range(11)):
        calm = progress.meaningful([first, later])
        sore = progress.meaningful([first + extra, later])
        if sore and calm is False and first + extra <= 10:
            line = (
                f"index {first}, then {later}: not meaningful, daily programme; "
                f"{first + extra}, then {later}: meaningful, upkeep, G1 after 3 days trained"
            )
            return Limit(
                "first_week", "more pain in week 1 makes the fall since then larger",
                ("INDEX", "PHASE", "G1"), 85, (line,),
            )  # fmt: skip
    raise AssertionError("no such case")


def all_of_them() -> Iterator[Limit]:
    """Yield every limit."""
    yield earlier_morning()
    yield only_record()
    yield no_longer_recovered()
    yield later_opening()
    yield _of_lives("tests", ("START",))
    yield _of_lives("breaks", ("W1", "W6"))
    yield _of_lives("sore", ("W1", "W6"))
    yield _of_lives("rest", ("D2", "W2"))
    yield _of_lives("upkeep", ("PHASE", "W3"))
    yield no_score()
    yield grey_for_amber()
    yield higher_first_week()
