"""Every state of the course machine visited once; every arrow held against the laws."""

import time
from collections.abc import Iterable, Iterator
from functools import cache

from achillescli.core.programme import weekly
from achillescli.core.state import Verdict

from .course_machine import (
    AGAIN,
    ANEW,
    BLOCKED_BY,
    DUE,
    STEPPED,
    Added,
    Calendar,
    Dawn,
    Spot,
    WeekClass,
    dawn,
    days,
    events,
    idle_after,
    limits,
    next_calendar,
    outcomes,
    starts,
    week_over,
)
from .findings import Part

State = tuple[Calendar, Spot]


def forget() -> None:
    """Forget every step, so that rules changed since are run anew."""
    for known in (dawn, limits, outcomes, events):
        known.cache_clear()


def step(spot: Spot, added: Added, ceiling: int) -> Dawn:
    """Return the morning after a day."""
    event = added.event
    over = None if event is None else (event.verdict, event.maintained)
    return dawn(spot, added.given, added.trained, over, added.blocked, ceiling)


def explored(ceiling: int, blocks: tuple[int, ...] = tuple(range(len(BLOCKED_BY)))) -> Part:
    """Return what a walk through every state of a course up to a highest level found."""
    forget()
    part, began = Part("course"), time.process_time()
    seen: dict[State, None] = {(Calendar(), spot): None for spot in starts()}
    layer, inputs, arrows, depth = list(seen), 0, 0, 0
    checked: set[tuple] = set()
    while layer:
        found: list[State] = []
        for calendar, spot in layer:
            nexts: dict[State, None] = {}
            for added, week in days(calendar, spot, blocks):
                inputs += 1
                morning = step(spot, added, ceiling)
                nexts[next_calendar(calendar, added), morning.spot] = None
                _check(part, checked, (calendar, spot, added, week, morning), ceiling)
            arrows += len(nexts)
            fresh = [state for state in nexts if state not in seen]
            seen |= dict.fromkeys(fresh)
            found += fresh
        layer, depth = found, depth + bool(found)
    part.counts |= {
        "highest level": ceiling, "states": len(seen), "arrows": arrows, "inputs": inputs,
        "deepest state, day": depth + 1,
    }  # fmt: skip
    _ways_out(part, seen, ceiling)
    part.counts["seconds"] = round(time.process_time() - began, 1)
    return part


def _check(part: Part, checked: set[tuple], arrow: tuple, ceiling: int) -> None:
    """Hold an arrow against the laws, once for all arrows that differ in nothing they look at."""
    calendar, spot, added, week, morning = arrow
    key = spot, added
    if key not in checked:
        checked.add(key)
        for holds, law in laws_of_a_morning(spot, added, morning, ceiling):
            part.law(holds, law, (spot, added, morning))
        for rule in (morning.rule, added.event and added.event.rule):
            part.rules[rule or "no rule"] += 1
        part.rules["start test"] += added.given is not None
    if week is not None:
        over, limited = week_over(calendar, added), limits(spot, added.given, calendar.week)
        idle = idle_after(spot, trained=added.trained)
        if (over, limited, idle) not in checked:
            checked.add((over, limited, idle))
            for found, event in outcomes(over, limited, idle):
                for holds, law in laws_of_a_week(over, limited, found, event.verdict):
                    part.law(holds, law, (over, limited, found, event))


def laws_of_a_morning(
    spot: Spot, added: Added, morning: Dawn, ceiling: int
) -> Iterator[tuple[bool, str]]:
    """Yield each law of the steps of a morning, and whether it holds."""
    then, rule = morning
    verdict = added.event.verdict if added.event else None
    rose, fell = then.level > spot.level, then.level < spot.level or then.level == 1
    counted = added.given is not None
    idle = 0 if added.trained else min(spot.idle + 1, 29)
    yield 1 <= then.level <= ceiling, "a level lies between L1 and the ceiling"
    if counted:
        yield then.level == min(added.given, ceiling), "a start test that counts sets the level"
        yield then.test == 0, "a start test that counts is not asked again"
        return
    yield not rose or verdict is Verdict.PROGRESS, "a level rises by a weekly decision only"
    yield then.level <= spot.level + 1, "a level rises one step at most"
    yield not (rose and added.event.maintained), "no step up in upkeep"
    yield verdict is not Verdict.REGRESS or fell, "REGRESS is one step down"
    yield idle not in (7, 14, 21) or fell, "7, 14 or 21 days without a session: a step down"
    anew = then.level == 1 and then.test == AGAIN
    yield idle != 28 or anew, "28 days without a session: the start test again"
    yield then.idle == idle, "days without a session are counted"
    yield not (rose and (added.blocked or spot.block)), "no step up in a block"
    yield not (rose and spot.test == AGAIN), "no step up after a long break before the start test"
    yield not (rose and spot.test == DUE and then.level > 3), "no load before a test that is due"
    yield then.test <= AGAIN or then.level == 1, "L1 in the first week of a complaint"
    if spot.block and not added.blocked:
        yield not spot.block & ANEW or anew, "a suspected rupture: the start test again"
        yield bool(spot.block & STEPPED) or fell, "a block costs one step"
        yield rule != "W7" or then.test == AGAIN, "W7 asks for the start test"


def laws_of_a_week(
    over: Calendar, limited: weekly.Limits, week: WeekClass, verdict: Verdict
) -> Iterator[tuple[bool, str]]:
    """Yield each law of a weekly decision, and whether it holds."""
    rises = verdict is Verdict.PROGRESS
    yield over.reds < 2 or verdict is Verdict.REGRESS, "two red days: a step down"
    raised = week.median in ("rise", "high")
    yield not raised or verdict is Verdict.REGRESS, "mornings up by two: a step down"
    twice = min(week.sore, over.sore) >= (1 if week.maintained else 2)
    yield not twice or verdict is Verdict.REGRESS, "two sore weeks: a step down"
    yield not (rises and over.reds), "no step up in a week with a red day"
    yield not (rises and week.few), "no step up after too few sessions"
    yield not (rises and week.pale), "no step up after too few green days"
    yield not (rises and week.median != "calm"), "no step up with mornings rising or unknown"
    yield not (rises and over.blocked), "no step up after a blocked date"
    yield not (rises and limited.early), "no step up in the first week of a complaint"
    held = limited.test_due and (limited.after_break or limited.level >= 3)
    yield not (rises and held), "no step past a start test that is due"
    too_soon = limited.level == 3 and limited.day < 15 and not week.maintained
    yield not (rises and too_soon), "no load before week three"


def _ways_out(part: Part, seen: Iterable[State], ceiling: int) -> None:
    """Find from every state the days of a good life to the highest level; none is a dead end."""
    days_left: dict[State, int] = {}
    for start in seen:
        way, at = [], start
        while at not in days_left and len(way) < 400:
            if _arrived(at, ceiling):
                days_left[at] = 0
                break
            way.append(at)
            at = _good_day(at, ceiling)
        known = days_left.get(at)
        part.law(known is not None, "from every state a way to the full programme", start)
        for n, state in enumerate(reversed(way), 1):
            days_left[state] = (known or 0) + n
    longest = max(days_left.values())
    part.counts["longest way to the highest level, days"] = longest


def _arrived(state: State, ceiling: int) -> bool:
    _, spot = state
    return spot.level == ceiling and spot.test == 0 and not spot.block and spot.idle == 0


def _good_day(state: State, ceiling: int) -> State:
    """Return the state after a day without complaint, cleared if it was blocked."""
    calendar, spot = state
    can_test = spot.test in (DUE, AGAIN) and not spot.block and not calendar.reds
    added = Added(given=3 if can_test else None)
    if calendar.day == 7:
        added = added._replace(event=_best(week_over(calendar, added), spot, added, calendar.week))
    return next_calendar(calendar, added), step(spot, added, ceiling).spot


@cache
def _rank(verdict: Verdict) -> int:
    return (Verdict.PROGRESS, Verdict.HOLD, Verdict.REGRESS).index(verdict)


def _best(over: Calendar, spot: Spot, added: Added, week: int) -> object:
    found = [event for event, _ in events(over, limits(spot, added.given, week), 0)]
    return min(found, key=lambda event: (_rank(event.verdict), event.maintained, event.sore))
