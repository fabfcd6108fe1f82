"""The tables of one day and of one week, exhausted over all values of their figures.

The colour of a day, its adaptation and dose, the start test and the weekly decision are tables
without memory. Each is run by the real functions over every value that its figures can take,
and each law that needs no memory is checked on it. The machines then only see the outcomes.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from types import SimpleNamespace

from achillescli.core import course
from achillescli.core.assessment import triage
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.programme import colour, level, weekly
from achillescli.core.programme import dose as ladder
from achillescli.core.state import Colour, Phase, Referral, Verdict

from . import stated
from .course_machine import DAY, PROTOCOL, TODAY
from .findings import Part

SCORES = (None, *range(11))
TOLERANCE = {Colour.GREEN: 0, Colour.GREY: 0, Colour.AMBER: 1, Colour.RED: 2}
SLOTS = (frozenset(), frozenset({"am"}), frozenset({"am", "pm"}))
MEDIANS = (None, *(Fraction(n, 2) for n in range(21)))


def colours(part: Part) -> dict[tuple, str]:
    """Return the rule of every day record: p, a, s, painkiller, morning, next morning."""
    table: dict[tuple, str] = {}
    for p, a, s, k in product(SCORES, SCORES, range(3), (False, True)):
        day = DayRecord(p=p, a=p if a is None else a, slots=SLOTS[s], painkiller=k)
        for m, after in product(SCORES, SCORES):
            found, rule = colour.colour(day, m, after)
            table[p, a, s, k, m, after] = rule
            part.rules[rule] += 1
            part.law(found is colour.COLOURS[rule], "a rule has one colour", rule)
            wanted = stated.colour_rule(p, day.a, s, k, m, after)
            part.law(rule == wanted, "the colour of a day", (p, a, s, k, m, after))
    part.counts["day records"] = len(table)
    _laws_of_colours(part, table)
    return table


def _laws_of_colours(part: Part, table: dict[tuple, str]) -> None:
    for known, rule in table.items():
        p, a, s, k, m, after = known
        far = max(-1 if score is None else score for score in (p, a, after))
        rose = m is not None and after is not None and after >= 3 and after - m >= 2
        part.law((far >= 6 or rose) == (rule == "C1"), "6 or more, or a rise to 3 by 2: red", known)
        green = rule == "C5"
        part.law(not green or (s and p is not None and p <= 2), "green: trained, up to 2", known)
        part.law(not green or (a is None or a <= 2), "green: at most 2 afterwards", known)
        part.law(not green or not k, "a painkiller day is never green", known)
        settled = after is not None and after < 5
        part.law(not green or settled, "green: the next morning is known and below 5", known)
        for worse in _worse(known):
            harder = TOLERANCE[colour.COLOURS[table[worse]]]
            part.law(
                harder >= TOLERANCE[colour.COLOURS[rule]], "worse is never milder", (known, worse)
            )
            part.counts["worse days compared"] = part.counts.get("worse days compared", 0) + 1


def _worse(known: tuple) -> Iterator[tuple]:
    """Yield the records that are one step worse: pain, afterwards, painkiller, next morning."""
    p, a, s, k, m, after = known
    if p is not None and p < 10:
        yield p + 1, a, s, k, m, after
    if a is not None and a < 10:
        yield p, a + 1, s, k, m, after
    if after is not None and after < 10:
        yield p, a, s, k, m, after + 1
    if not k:
        yield p, a, s, True, m, after


def red_memory(part: Part) -> None:
    """Check over every pattern of red days which ones a morning remembers."""
    for pattern in product((False, True), repeat=9):
        dates = [TODAY - DAY * back for back in range(9, 0, -1)]
        scores = [
            SimpleNamespace(date=on, pain=6 if red else 0)
            for on, red in zip(dates, pattern, strict=True)
        ]
        diary = Diary([])
        diary.update({score.date: DayRecord(p=score.pain, a=score.pain) for score in scores})
        known = colour.Colours(diary, TODAY - DAY * 30, renewed=False)
        reds = [known.red(on) for on in dates]
        part.law(reds == list(pattern), "a red day is red", pattern)
        part.law(known.recently_red(TODAY) == any(pattern[2:]), "red for seven days", pattern)
        part.law(known.reds(TODAY) == sum(pattern[2:]), "red days of the last seven", pattern)
        part.counts["patterns of red days"] = part.counts.get("patterns of red days", 0) + 1


def adaptations(part: Part) -> set[tuple]:
    """Return what every pair of colours, morning and sign makes of a day."""
    table = set()
    twice = product((False, True), repeat=2)
    for (one, two), m, before, unwell in product(twice, SCORES, SCORES, (False, True)):
        reds = {TODAY - DAY: one, TODAY - DAY * 2: two}
        diary = Diary([])
        diary.update({TODAY: DayRecord(m=m), TODAY - DAY: DayRecord(m=before)})
        mind = SimpleNamespace(
            colours=SimpleNamespace(red=lambda on, reds=reds: reds.get(on, False)),
            diary=diary,
            watch=SimpleNamespace(unwell=unwell),
        )
        resting = course._Course._rests(mind, TODAY)
        morning = before if m is None else m
        far = morning is not None and morning >= 8
        part.law(
            resting == ((one and two) or far or unwell), "rest after far too much", (one, two, m)
        )
        for blocked in (False, True):
            found = course._Course._adaptation(mind, TODAY, resting=resting, blocked=blocked)
            wanted = None if blocked else "D2" if resting else "D1" if one else None
            part.law(found == wanted, "rest, else a careful day after a red one", (one, resting))
            part.rules[found or "no adaptation"] += 1
            table.add((one, two, far, unwell, blocked, found))
    part.counts["mornings"] = 4 * len(SCORES) ** 2 * 4
    return table


def doses(part: Part, ceiling: int) -> dict[tuple, tuple]:
    """Return level and work of every day that can be prescribed."""
    table: dict[tuple, tuple] = {}
    figures = product(
        range(1, 8), Phase, range(1, ceiling + 1), (None, "D1", "D2"), (False, True),
        (False, True), ("closed", "two_leg", "single_leg"),
    )  # fmt: skip
    for day, phase, at, adaptation, blocked, straight, gate in figures:
        today = ladder.Today(day, phase, at, adaptation, blocked, straight, gate)
        given = ladder.dose_level(today, PROTOCOL)
        sessions = ladder.sessions(today, PROTOCOL)
        work = tuple((s.slot, w.exercise, w.sets, w.reps) for s in sessions for w in s.work)
        table[tuple(today)] = (given, work)
        reps = sum(sets * count for _, _, sets, count in work)
        rests = blocked or adaptation == "D2"
        part.law(not rests or not work, "nothing on a blocked date or a day of rest", today)
        part.law(given <= at, "a dose is never above the level", today)
        early = phase is Phase.CALM and any(slot == "pm" for slot, *_ in work)
        part.law(not early, "the first week has the am session only", today)
        upward = any(name.startswith("heel-raise") for _, name, *_ in work)
        part.law(not upward or gate != "closed", "upward work behind its gate", today)
        if adaptation == "D1" and work:
            plain = ladder.sessions(today._replace(adaptation=None), PROTOCOL)
            full = sum(w.sets * w.reps for s in plain for w in s.work)
            part.law(reps < full, "a careful day has fewer repetitions", today)
            part.law(given == max(1, min(at, 4) - 1), "a careful day is a level lower", today)
    part.counts["days prescribed"] = len(table)
    return table


def weeks(part: Part) -> None:
    """Check every condition of the weekly decision over every value of its figures."""
    _counted(part)
    _compared(part)
    for bits in product((False, True), repeat=13):
        findings = [SimpleNamespace(key=key, met=bit) for key, bit in zip(KEYS, bits, strict=True)]
        verdict, _ = weekly.first_match(findings)
        wanted = Verdict.REGRESS if any(bits[:4]) else Verdict.HOLD
        wanted = wanted if any(bits) else Verdict.PROGRESS
        part.law(verdict is wanted, "the first condition decides", bits)
    part.counts["sets of conditions"] = 2 ** len(KEYS)


KEYS = (
    "W1.red_days", "W1.median_rise", "W1.median_baseline", "W1.sore_days",
    "W2.red_days", "W2.sessions", "W2.green_days", "W2.mornings", "W2.median_above", "W2.blocked",
    "W3.early_phase", "W3.test_due", "W3.week_three",
)  # fmt: skip
LIMITS = weekly.Limits(2, 30, False, False, False)


def figures(  # noqa: PLR0917
    reds: int = 0, sore: int = 0, green: int = 7, done: int = 14, prescribed: int = 14,
    mornings: int = 7, median: Fraction | None = None, phase: Phase = Phase.LOAD,
) -> weekly.Week:  # fmt: skip
    """Return a week with these figures."""
    colours = [(Colour.RED, "C1")] * reds + [(Colour.AMBER, "C3")] * max(sore - reds, 0)
    colours += [(Colour.GREEN, "C5")] * min(green, 7 - len(colours))
    colours += [(Colour.GREY, "C2")] * (7 - len(colours))
    return weekly.Week(3, tuple(colours), mornings, median, done, prescribed, 0, phase)


def _met(week: weekly.Week, before: weekly.Before, limits: weekly.Limits = LIMITS) -> set[str]:
    found = weekly.decide(week, before, limits, PROTOCOL)
    keys = tuple(finding.key for finding in found.findings)
    keys = keys if len(keys) == len(KEYS) else (*keys, "W3.week_three")
    if keys != KEYS:
        return {"other conditions"}
    return {finding.key for finding in found.findings if finding.met}


def _counted(part: Part) -> None:
    """Check the counts of a week against their limits."""
    calm = weekly.Before(figures(), Verdict.HOLD, None)
    for phase in (Phase.LOAD, Phase.MAINTAIN, Phase.EXTEND):
        kept = phase is Phase.MAINTAIN
        for reds, green in product(range(8), repeat=2):
            week = figures(reds=reds, green=green, phase=phase)
            found = _met(week, calm)
            part.law(("W1.red_days" in found) == (reds >= 2), "two red days: a step down", reds)
            part.law(("W2.red_days" in found) == (reds == 1), "one red day: no step up", reds)
            few = week.count(Colour.GREEN) < (2 if kept else 5)
            part.law(("W2.green_days" in found) == few, "enough green days", (phase, green))
        for sore, last, verdict in product(range(8), range(8), (None, *Verdict)):
            before = weekly.Before(figures(sore=last), verdict, None)
            found = _met(figures(sore=sore, phase=phase), before)
            twice = min(sore, last) >= (2 if kept else 5) and verdict is not Verdict.REGRESS
            part.law(("W1.sore_days" in found) == twice, "two sore weeks", (sore, last, verdict))
        for done, prescribed in product(range(15), repeat=2):
            found = _met(figures(done=done, prescribed=prescribed, phase=phase), calm)
            few = done < 2 if kept else done * 10 < prescribed * 7
            part.law(("W2.sessions" in found) == few, "enough sessions", (done, prescribed))
        for mornings in range(8):
            found = _met(figures(mornings=mornings, phase=phase), calm)
            part.law(("W2.mornings" in found) == (mornings < 4), "enough mornings", mornings)
    part.counts["counts of a week"] = 3 * (64 + 64 * 4 + 225 + 8)


def _compared(part: Part) -> None:
    """Check the medians of a week, and what may limit a step up."""
    for median, last, base in product(MEDIANS, MEDIANS, MEDIANS):
        before = weekly.Before(figures(median=last), Verdict.HOLD, base)
        found = _met(figures(median=median), before)
        rise = None not in (median, last) and median >= last + 2
        high = None not in (median, base) and median >= base + 2
        above = None not in (median, last) and median > last
        wanted = {"W1.median_rise": rise, "W1.median_baseline": high, "W2.median_above": above}
        held = {key: key in found for key in wanted}
        part.law(held == wanted, "medians", (median, last, base))
    part.counts["medians compared"] = len(MEDIANS) ** 3
    scores = range(11)
    for known in product(scores, repeat=4):
        ranked = sorted(known)
        wanted = Fraction(ranked[1] + ranked[2], 2)
        part.law(weekly.median(known) == wanted, "the median is the middle", known)
    calm = weekly.Before(figures(), Verdict.HOLD, None)
    for at, day, early, due, again in product(range(1, 12), range(8, 86, 7), *[(False, True)] * 3):
        found = _met(figures(), calm, weekly.Limits(at, day, early, due, again))
        part.law(("W3.early_phase" in found) == early, "no step up in the first week")
        held = due and (again or at >= 3)
        part.law(("W3.test_due" in found) == held, "no step past a test that is due", (at, due))
        soon = at == 3 and day < 15
        part.law(("W3.week_three" in found) == soon, "no load before week three", (at, day))
    part.counts["limits of a step up"] = 11 * 12 * 8


def start_tests(part: Part) -> dict[tuple, tuple]:
    """Return the level at which every start begins, and whether a test is due."""
    table = {}
    for pain, onset, late, red in product((*SCORES, "unable"), range(10), (0, 1), (False, True)):
        first = SimpleNamespace(
            date=TODAY - DAY * late,
            answers=SimpleNamespace(
                tests=SimpleNamespace(start_test_pain=pain),
                complaint=SimpleNamespace(onset=TODAY - DAY * (onset + late)),
            ),
        )
        red_memory = SimpleNamespace(recently_red=lambda _on, red=red: red)
        found = level.Level(first, TODAY, red_memory, PROTOCOL)
        early = onset <= 7
        high = {None: 1, "unable": 1}.get(pain, 3 if pain in (0, 1, 2) else 1)
        high = 2 if pain in (3, 4, 5) else high
        kept = early or late or red
        wanted = 1 if kept else high
        part.law(found.now == wanted, "the start level", (pain, onset, late, red))
        due = (found._test_due - TODAY).days if found._test_due else None
        later = max(8 - onset - late, 0) if early else 0
        part.law(due is None or kept or pain is None, "a test that counts is not asked again")
        part.law(not early or due == later, "no test in the first week", (onset, late, due))
        early_left = (found.early_until - TODAY).days if found.early_until else None
        table[pain, onset, late, red] = (found.now, due, early_left)
    part.counts["starts"] = len(table)
    part.counts["tests asked for"] = _asked(part)
    return table


def _asked(part: Part) -> int:
    """Check when a start test counts."""
    n = 0
    for red, resting, blocked, due, pain in product(*[(False, True)] * 4, (*SCORES, "unable")):
        found = object.__new__(level.Level)
        found._tested, found._test_due = None, TODAY if due else TODAY + dt.timedelta(days=1)
        checks = () if pain is None else (SimpleNamespace(start_test_pain=pain),)
        memory = SimpleNamespace(recently_red=lambda _on, red=red: red)
        asked = found.asks_test(
            TODAY, {TODAY: DayRecord(checks=checks)}, memory, resting=resting, blocked=blocked
        )
        counts = due and not (red or resting or blocked)
        part.law(asked == (counts and pain is None), "when a test is asked for")
        part.law((found._tested == pain) or not counts, "a test that counts is kept")
        part.law(counts or found._tested is None, "a test after a red day does not count")
        n += 1
    return n


def ends_of_blocks(part: Part) -> None:
    """Check what the end of a block asks for, for every row and every step down in it."""
    for row in triage.ROW.values():
        for stepped in (None, TODAY - DAY, TODAY):
            pause = level.Break()
            pause._idle, pause._stepped_on = 1, stepped
            pause.remember(TODAY, triage.Standing((row.id,)))
            found = pause.rule(TODAY + DAY, blocked=False)
            wanted = None
            if row.referral >= Referral.DOCTOR_FIRST:
                wanted = "W7" if row.id in ANEW else None if stepped == TODAY else "W6"
            part.law(found == wanted, "what the end of a block asks for", (row.id, stepped))
    part.counts["ends of a block"] = 3 * len(triage.ROW)


ANEW = ("T01", "T02", "T03", "T04", "T05", "T06", "T26")


def monotone(part: Part, table: dict[tuple, tuple]) -> None:
    """Check that a lower level or a stricter adaptation never gives more work."""
    order = (None, "D1", "D2")
    for today, (given, work) in table.items():
        day, phase, at, adaptation, blocked, straight, gate = today
        if not work:
            continue
        easier = [(at - 1, adaptation)] * (at > 1)
        easier += [(at, stricter) for stricter in order[order.index(adaptation) + 1 :]]
        for lower, stricter in easier:
            less, fewer = table[day, phase, lower, stricter, blocked, straight, gate]
            reps = [sum(sets * count for _, _, sets, count in w) for w in (work, fewer)]
            part.law(reps[1] <= reps[0], "less never gives more repetitions", today)
            part.law(not fewer or less <= given, "less never gives a higher dose", today)


def all_of_them() -> tuple[Part, dict[str, dict[tuple, object] | set[tuple]]]:
    """Return the part of the tables and the tables themselves."""
    part = Part("tables")
    red_memory(part)
    ends_of_blocks(part)
    tables: dict[str, dict[tuple, object] | set[tuple]] = {
        "colours": colours(part),
        "adaptations": adaptations(part),
        "doses": doses(part, 11),
        "starts": start_tests(part),
    }
    weeks(part)
    monotone(part, tables["doses"])
    return part, tables
