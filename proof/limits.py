"""Where the laws stop: each limit with the shortest example, found by the machine.

Tables are searched from the smallest values on; machines by breadth, two of them side by side,
from the first morning to the nearest one on which the worse one has more.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from achillescli.core.log.diary import DayRecord
from achillescli.core.programme import colour, progress
from achillescli.core.state import Colour, Phase, Verdict

from . import lives
from .course_machine import Added, Spot
from .gate_machines import (
    COLOURED,
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
    day = DayRecord(p=0, a=0, slots=frozenset({"am"}))
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
        with_score, rule = colour.colour(DayRecord(p=p, a=p, slots=frozenset({"am"})), 0, 0)
        without, _ = colour.colour(DayRecord(slots=frozenset({"am"})), 0, 0)
        if TOLERANCE[without] < TOLERANCE[with_score]:
            line = f"pain {p}: {with_score} by {rule}; the score removed: {without}"
            return Limit("record", "removing the only record of a red day", (rule,), 1, (line,))
    raise AssertionError("no such case")


Two = tuple[Hashable, Hashable]


def shortest(
    first: Two,
    nexts: Callable[[Two], Iterator[tuple[str, Two]]],
    broken: Callable[[Two, Two], bool],
) -> list[tuple[str, Two]]:
    """Return the shortest way of two machines to an arrow that breaks a law, step by step."""
    came: dict[Two, tuple[Two, str] | None] = {first: None}
    layer = [first]
    while layer:
        found: list[Two] = []
        for pair in layer:
            for told, then in nexts(pair):
                if broken(pair, then):
                    way, at = [(told, then)], pair
                    while came[at] is not None:
                        before, said = came[at]
                        way.append((said, at))
                        at = before
                    return way[::-1]
                if then not in came:
                    came[then] = pair, told
                    found.append(then)
        layer = found
    raise AssertionError("no such case")


FIRST_DECISION = 85


def no_longer_recovered() -> Limit:
    """Return how upkeep ends for the worse of two lives only: more sessions, not fewer."""

    def nexts(pair: Two) -> Iterator[tuple[str, Two]]:
        for (one, better), (two, worse) in product(*map(later_days, pair)):
            alike = one.enough == two.enough and one.reds <= two.reds
            if alike and one.good >= two.good and RANK[one.verdict] >= RANK[two.verdict]:
                said = " | ".join(
                    f"{name} {found.verdict}, {'good' if found.good else 'not good'}"
                    for name, found in (("A", one), ("B", two))
                )
                yield said, (better, worse)

    def ends(pair: Two, then: Two) -> bool:
        both = pair[0].phase is pair[1].phase is Phase.MAINTAIN
        return both and (then[0].phase, then[1].phase) == (Phase.MAINTAIN, Phase.EXTEND)

    way = shortest((Later(), Later()), nexts, ends)
    days = [FIRST_DECISION + 7 * n for n in range(len(way))]
    lines = tuple(
        f"day {day}: {said} -> {one.phase} {two.phase}"
        for day, (said, (one, two)) in zip(days, way, strict=True)
    )
    return Limit("recovered", "no longer recovered: upkeep becomes the daily programme",
                 ("PHASE", "RECOVERED"), days[-1], lines)  # fmt: skip


RANK = {Verdict.REGRESS: 0, Verdict.HOLD: 1, Verdict.PROGRESS: 2}


def later_opening() -> Limit:
    """Return how a running gate that never opens earlier is open when the other is closed."""

    def nexts(pair: Two) -> Iterator[tuple[str, Two]]:
        for one, two in ((False, False), (True, False), (True, True)):
            ran = (Ran(None, fits, restarted=False, held=False, path="A") for fits in (one, two))
            then = tuple(ladder_after(*known) for known in zip(pair, ran, strict=True))
            yield f"conditions hold: A {_yes(one)} | B {_yes(two)}", then

    def more(_pair: Two, then: Two) -> bool:
        return then[0].path is None is not then[1].path

    way, lines, was = shortest((Ladder(), Ladder()), nexts, more), [], (None, None)
    for day, (said, then) in enumerate(way, 1):
        paths = tuple(ladder.path for ladder in then)
        if paths != was:
            opened = " | ".join(
                f"{name} {'open' if path else 'closed'}"
                for name, path in zip("AB", paths, strict=True)
            )
            lines.append(f"day {day}: {said} -> {opened}")
        was = paths
    return Limit(
        "opening", "a gate that opens later closes later", ("G2",), len(way), tuple(lines)
    )  # fmt: skip


def _yes(holds: bool) -> str:  # noqa: FBT001
    return "yes" if holds else "no"


def _gate_limit(
    name: str,
    says: str,
    better: tuple[Colour, DayRecord],
    worse: tuple[Colour, DayRecord],
    *,
    kept: bool,
) -> Limit:
    """Return the shortest way to a gate further open in a life that differs by such days only."""
    after = cache(gate_after)

    def nexts(pair: Two) -> Iterator[tuple[str, Two]]:
        for one, two in (*((day, day) for day in COLOURED), (better, worse)):
            days = (
                Yesterday(*day, stepped=False, low=False, kept=kept, late=True)
                for day in (one, two)
            )
            then = tuple(after(*known) for known in zip(pair, days, strict=True))
            said = _coloured(one) if one == two else f"A {_coloured(one)}, B {_coloured(two)}"
            yield said, then

    def further(_pair: Two, then: Two) -> bool:
        return GATE.index(then[1].state) > GATE.index(then[0].state)

    way = shortest((Gate(late=True), Gate(late=True)), nexts, further)
    told = [f"{said} -> {one.state} {two.state}" for said, (one, two) in way]
    last = {day for day, said in enumerate(told, 1) if told[day : day + 1] != [said]}
    lines = [f"to day {day} of the gate: {told[day - 1]}" for day in sorted(last)]
    return Limit(name, says, ("G1",), len(way), tuple(lines))


GATE = ("closed", "two_leg", "single_leg")


def _coloured(day: tuple[Colour, DayRecord]) -> str:
    known = {FINE: "trained without pain", IDLE: "no session", SPOILT: "no score, or pain"}
    return f"{day[0]} {known[day[1]]}"


def no_score() -> Limit:
    """Return how a session that no longer counts takes its missing score with it."""
    return _gate_limit(
        "no_score", "a session without a pain score, no longer completed",
        (Colour.AMBER, SPOILT), (Colour.GREY, IDLE), kept=False,
    )  # fmt: skip


def grey_for_amber() -> Limit:
    """Return how a grey day in place of an amber one lets green days go on being counted."""
    return _gate_limit(
        "grey", "in upkeep, an unsure day without its session is grey and not amber",
        (Colour.AMBER, FINE), (Colour.GREY, IDLE), kept=True,
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


OF_LIVES = {
    "tests": ("START",), "breaks": ("W1", "W6"), "sore": ("W1", "W6"), "rest": ("D2", "W2"),
    "upkeep": ("PHASE", "W3"),
}  # fmt: skip


def of_lives(name: str) -> Limit:
    """Return a limit of two lives, up to L4.1."""
    return _of_lives(name, OF_LIVES[name])


def all_of_them() -> Iterator[Limit]:
    """Yield every limit."""
    yield earlier_morning()
    yield only_record()
    yield no_longer_recovered()
    yield later_opening()
    yield from (of_lives(name) for name in OF_LIVES)
    yield no_score()
    yield grey_for_amber()
    yield higher_first_week()
