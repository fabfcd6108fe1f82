"""The tables of one day and of one week, exhausted over all values of their figures.

The colour of a day, its adaptation and dose, the start test, the weekly decision, the break and
the steps of a morning are tables without memory. Each is run by the real functions over every
value that its figures can take and compared with its statement in ``stated.py``, and each law
that needs no memory is checked on it. The machines then only see the outcomes.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from achillescli.core import course
from achillescli.core.assessment import triage
from achillescli.core.log.diary import DayRecord, Diary
from achillescli.core.programme import breaks as gaps
from achillescli.core.programme import colour, dose, level, weekly
from achillescli.core.state import (
    L3,
    Adaptation,
    BreakRule,
    Colour,
    Decision,
    Level,
    Phase,
    RaisesGate,
    Verdict,
)

from . import stated
from .findings import DAY, PROTOCOL, TODAY, Part, stand_in
from .stated import Dawn, Eve, Pause, Record, Steps, Week

SCORES = (None, *range(11))
TOLERANCE = {Colour.GREEN: 0, Colour.GREY: 0, Colour.AMBER: 1, Colour.RED: 2}
SLOTS: tuple[frozenset[str], ...] = (frozenset(), frozenset({"am"}), frozenset({"am", "pm"}))
HALVES = tuple(Fraction(n, 2) for n in range(21))
MEDIANS = (None, *HALVES)
BASELINES = HALVES[2:]
CEILING = 11
"""L4.8, the highest level that there is."""


def mornings(part: Part) -> dict[Dawn, tuple[bool, bool]]:
    """Return of every next morning whether it is a reaction and whether it is unsettled."""
    table = {}
    for known in product(SCORES, SCORES, MEDIANS, BASELINES):
        held, found = Dawn(*known), colour.NextMorning(*known)
        part.law(found.reaction == stated.reacted(held), "a morning that is a reaction", held)
        table[held] = found.reaction, found.unsettled
    for held, (reaction, unsettled) in table.items():
        score = held.score
        if score is not None and score < 10:
            worse = table[held._replace(score=score + 1)]
            part.law(worse[0] >= reaction, "a worse morning is a reaction too", held)
            part.law(worse[1] >= unsettled, "a worse morning is unsettled too", held)
        if held.baseline < 10:
            higher = table[held._replace(baseline=held.baseline + Fraction(1, 2))]
            part.law(higher[0] <= reaction, "a higher baseline makes no reaction", held)
    part.counts["next mornings"] = len(table)
    return table


def some_mornings() -> Iterator[Dawn]:
    """Yield every score, held against a calm week, a sore week and a rise from low ones."""
    against = ((None, None, 4), (0, Fraction(0), 1), (4, Fraction(4), 4), (6, Fraction(6), 6),
               (2, Fraction(6), 9))  # fmt: skip
    for score, (before, usual, base) in product(SCORES, against):
        yield Dawn(score, before, usual, base)


Known = tuple[int | None, int | None, int, bool, bool, bool, bool, Dawn]
"""p, a, s, a session logged, a run, u, k, and the next morning."""


def colours(part: Part) -> dict[Known, str]:
    """Return the rule of every day record with every kind of next morning."""
    table: dict[Known, str] = {}
    days = product(SCORES, SCORES, range(3), *[(False, True)] * 4)
    after = tuple(some_mornings())
    for p, a, s, tried, run, u, k in days:
        if s and not tried:
            continue
        a_or_p = p if a is None else a
        day = DayRecord(
            p=p, a=a_or_p, slots=SLOTS[s], trained=tried, painkiller=k, unable=u,
            runs=(RUN,) * run,
        )  # fmt: skip
        named = Record(p=p, a=a_or_p, s=s, k=k, u=u, tried=tried, runs=(RUN,) * run)
        for held in after:
            found, rule = colour.colour(day, colour.NextMorning(*held))
            table[p, a, s, tried, run, u, k, held] = rule
            part.rules[rule] += 1
            part.law(found is colour.COLOURS[rule], "a rule has one colour", rule)
            wanted = stated.colour_rule(named, held)
            part.law(rule == wanted, "the colour of a day", (named, held))
    part.counts["day records"] = len(table)
    _laws_of_colours(part, table)
    return table


RUN = stand_in()


def _laws_of_colours(part: Part, table: dict[Known, str]) -> None:
    for known, rule in table.items():
        p, a, s, _, _, u, k, held = known
        score = held.score
        far = max(-1 if found is None else found for found in (p, a))
        part.law(
            (far >= 6 or u or stated.reacted(held)) == (rule == "C1"),
            "6 or more, a test that was unable, or a reaction: red", known,
        )  # fmt: skip
        green = rule == "C5"
        part.law(
            not green or (s > 0 and p is not None and p <= 2), "green: trained, up to 2", known
        )
        part.law(not green or (a is None or a <= 2), "green: at most 2 afterwards", known)
        part.law(not green or not k, "a painkiller day is never green", known)
        settled = score is not None and (score < 5 or score <= held.baseline)
        part.law(not green or settled, "green: the next morning is known and settled", known)
        harder = TOLERANCE[colour.COLOURS[rule]]
        for worse in _worse(known):
            if worse in table:
                milder = TOLERANCE[colour.COLOURS[table[worse]]] < harder
                part.law(not milder, "worse is never milder", (known, worse))
                part.counts["worse days compared"] = part.counts.get("worse days compared", 0) + 1


def _worse(known: Known) -> Iterator[Known]:
    """Yield the records that are one step worse: pain, afterwards, unable, painkiller, morning."""
    p, a, s, tried, run, u, k, held = known
    if p is not None and p < 10:
        yield p + 1, a, s, tried, run, u, k, held
    if a is not None and a < 10:
        yield p, a + 1, s, tried, run, u, k, held
    if held.score is not None and held.score < 10:
        yield p, a, s, tried, run, u, k, held._replace(score=held.score + 1)
    if not u:
        yield p, a, s, tried, run, True, k, held
    if not k:
        yield p, a, s, tried, run, u, True, held


def red_memory(part: Part) -> None:
    """Check over every pattern of red days which ones a morning remembers, and on whose course."""
    for pattern, before, renewed in product(
        product((False, True), repeat=9), (0, 4, 9), (False, True)
    ):
        dates = [TODAY - DAY * back for back in range(9, 0, -1)]
        diary = Diary([])
        diary.update(
            {on: DayRecord(p=6 * red, a=0) for on, red in zip(dates, pattern, strict=True)}
        )
        known = colour.Colours(diary, dates[0] + DAY * before, renewed=renewed)
        for on in dates[before:]:
            known.end_day(on, 4)
        own = [on for on, red in zip(dates, pattern, strict=True) if red]
        counted = [on for on in own if renewed or on >= dates[0] + DAY * before]
        week = [on for on in counted if on >= dates[2]]
        told = pattern, before, renewed
        part.law([on for on in dates if known.red(on)] == counted, "which days are red", told)
        part.law(list(known.recent_reds(TODAY)) == week, "red for seven days", told)
        of_course = [on for on in week if on >= dates[0] + DAY * before]
        part.law(list(known.reds(TODAY)) == of_course, "red days of the last seven", told)
        part.counts["patterns of red days"] = part.counts.get("patterns of red days", 0) + 1


def adaptations(part: Part) -> set[tuple[Any, ...]]:
    """Return what every pair of colours, morning and sign makes of a day."""
    table = set()
    flags = product(*[(False, True)] * 4)
    for (one, two, tired, unwell), m, before in product(flags, SCORES, SCORES):
        diary = Diary([])
        diary.update({TODAY: DayRecord(m=m), TODAY - DAY: DayRecord(m=before)})
        reds = {TODAY - DAY: one, TODAY - DAY * 2: two}
        who = mind(diary, reds, [tired, tired], unwell=unwell)
        careful = course._Course._careful(who, TODAY)
        found = careful.adaptation
        morning = stated.morning(m, (before, None, None))
        for_reds = one and two and not tired
        wanted = stated.adaptation(for_reds, one, morning, unwell)
        told = one, two, tired, morning, unwell
        part.law(found == wanted, "rest, else a careful day after a red one", told)
        part.law(careful.rests_for_reds == for_reds, "a rest for red days is told", told)
        part.rules[found.value if found else "no adaptation"] += 1
        far = morning is not None and morning >= 8
        table.add((one, two, tired, far, unwell, found.value if found else None))
    part.counts["mornings"] = 16 * len(SCORES) ** 2
    _rests(part)
    return table


def mind(
    diary: Diary, reds: dict[dt.date, bool], rested: list[bool], *, unwell: bool
) -> course._Course:
    """Return what a careful day is concluded from."""
    found: course._Course = stand_in(
        colours=stand_in(red=lambda on: reds.get(on, False)),
        diary=diary,
        triage=stand_in(unwell=unwell),
        rested_for_reds=rested,
    )
    return found


def _rests(part: Part) -> None:
    """Check over every pattern of red days that they alone never rest a third day in a row."""
    for pattern in product((False, True), repeat=11):
        reds = {TODAY + DAY * n: red for n, red in enumerate(pattern)}
        who = mind(Diary([]), reds, [], unwell=False)
        found: list[bool] = []
        for n in range(len(pattern) + 1):
            careful = course._Course._careful(who, TODAY + DAY * n)
            found.append(careful.adaptation is Adaptation.D2)
            who.rested_for_reds.append(careful.rests_for_reds)
        part.law(found == stated.rests_for_reds(pattern), "two red days: no loading", pattern)
        idle = any(all(found[n : n + 3]) for n in range(len(found) - 2))
        part.law(not idle, "red days alone never rest for a third day", pattern)
    part.counts["patterns of rest"] = 2**11


DoseTable = dict[stated.Given, tuple[int, tuple[stated.Work, ...]]]


def doses(part: Part, ceiling: int = CEILING) -> DoseTable:
    """Return level and work of every day that can be prescribed."""
    table: DoseTable = {}
    days = range(1, 8)
    figures = product(
        days, Phase, range(1, ceiling + 1), (None, L3), (None, *Adaptation), (False, True),
        (False, True), (False, True), RaisesGate,
    )  # fmt: skip
    for day, phase, at, most, adaptation, blocked, graded, straight, gate in figures:
        today = dose.DoseInputs(
            day, phase, Level(at), most, adaptation, blocked,
            graded and day <= len(PROTOCOL.first_days.sets), straight, gate,
        )  # fmt: skip
        given = int(dose.dose_level(today, PROTOCOL))
        sessions = dose.sessions(today, PROTOCOL)
        work = tuple((s.slot, w.exercise, w.sets, w.reps) for s in sessions for w in s.work)
        named = stated.Given(
            day, phase.value, at, most is not None, adaptation and adaptation.value, blocked,
            graded, straight, gate.value,
        )  # fmt: skip
        table[named] = given, work
        part.law((given, work) == stated.dose(named), "the dose of a day", named)
        part.law(given <= at, "a dose is never above the level", named)
        part.law(most is None or not work or given <= 3, "no load under T28", named)
        upward = any(name.startswith("heel-raise") for _, name, *_ in work)
        part.law(
            not upward or gate is not RaisesGate.CLOSED, "upward work behind its gate", named
        )  # fmt: skip
    part.counts["days prescribed"] = len(table)
    _monotone(part, table)
    return table


def _monotone(part: Part, table: DoseTable) -> None:
    """Check that a lower level or a stricter adaptation never gives more work."""
    order = (None, "D1", "D2")
    for today, (given, work) in table.items():
        if not work:
            continue
        stricter = order[order.index(today.adaptation) + 1 :]
        easier = [today._replace(level=today.level - 1)] * (today.level > 1)
        easier += [today._replace(adaptation=name) for name in stricter]
        easier += [today._replace(t28=True), today._replace(graded=True)]
        for other in easier:
            less, fewer = table[other]
            reps = [sum(sets * count for _, _, sets, count in w) for w in (work, fewer)]
            part.law(reps[1] <= reps[0], "less never gives more repetitions", (today, other))
            part.law(not fewer or less <= given, "less never gives a higher dose", (today, other))


def weeks(part: Part) -> dict[tuple[Any, ...], tuple[str, str]]:
    """Return the decision about every week and what it is held against."""
    table = {
        (week, eve): _decided(part, week, eve)
        for week, eve in (*_counted(), *_classes(), *calm_weeks())
    }
    part.counts["weeks"] = len(table)
    baselines(part)
    return table


def held_up(part: Part) -> None:
    """Check what keeps a step up from being carried out."""
    for week, eve in calm_weeks():
        _decided(part, week, eve)


def _decided(part: Part, week: Week, eve: Eve) -> tuple[str, str]:
    real = weekly.decision_about(_real(week), _past(eve), _limits(eve), PROTOCOL)
    found = real.verdict.value, real.rule
    part.law(found == stated.decision(week, eve), "the weekly decision", (week, eve))
    part.rules[real.rule] += 1
    _laws_of_a_week(part, week, eve, found[0])
    return found


def _laws_of_a_week(part: Part, week: Week, eve: Eve, verdict: str) -> None:
    rises, told = verdict == "PROGRESS", (week, eve)
    part.law(week.reds < 2 or verdict == "REGRESS", "two red days: a step down", told)
    part.law(not (rises and week.reds), "no step up in a week with a red day", told)
    few = week.trained < 5 and not week.kept
    part.law(not (rises and few), "no step up after too few trained days", told)
    part.law(not (rises and week.blocked), "no step up after a blocked date", told)
    part.law(not (rises and eve.stale), "no step up while the check-in is stale", told)
    part.law(not (rises and eve.held), "no step up while a sign holds it", told)
    calm = week.median is not None and week.median <= 2
    steady = eve.last is None or (eve.last.median == week.median)
    sore = calm and steady and week.reds < 2 and (eve.base is None or eve.base >= 1)
    part.law(not sore or verdict != "REGRESS", "sore sessions with calm mornings hold", told)


def _counted() -> Iterator[tuple[Week, Eve]]:
    """Yield weeks with every count of days, each besides what else may tell."""
    for kept, reds, green in product((False, True), range(8), range(8)):
        yield Week(reds=reds, sore=reds, green=min(green, 7 - reds), kept=kept), Eve()
    for kept, sore, last, at, stepped in product(
        (False, True), range(8), range(8), range(1, 5), (False, True)
    ):
        week = Week(sore=sore, green=7 - sore, kept=kept, stepped=stepped)
        yield week, Eve(Week(sore=last), "HOLD", level=at)
    for kept, trained, done in product((False, True), range(8), range(15)):
        if trained <= done <= 2 * trained:
            yield Week(trained=trained, done=done, kept=kept), Eve()
    for mornings in range(8):
        yield Week(mornings=mornings), Eve()


def _classes() -> Iterator[tuple[Week, Eve]]:
    """Yield every mixture of what a week can be, and every median."""
    for medians in product(MEDIANS, MEDIANS, (None, *BASELINES)):
        for sore in (0, 5):
            week = Week(sore=sore, green=7 - sore, median=medians[0])
            yield week, Eve(Week(sore=5, median=medians[1]), "HOLD", medians[2], level=3)
    figures = product(
        product((0, 1, 2), (0, 2, 5), (1, 2, 5), (1, 5), (3, 4)), (None, 2, 3),
        product(*[(False, True)] * 3), (None, 1, 2), product((0, 2, 5), (2, 3)),
    )  # fmt: skip
    for (reds, sore, green, trained, known), m, flags, last, (twice, at) in figures:
        worst = max(reds, sore)
        if worst + green <= 7 and (m is None) == (known < 4):
            median = None if m is None else Fraction(m)
            before = None if last is None else Fraction(last)
            week = Week(reds, worst, green, trained, trained, known, median, *flags)
            yield week, Eve(Week(sore=twice, median=before), "HOLD", Fraction(1), at)


def calm_weeks() -> Iterator[tuple[Week, Eve]]:
    """Yield calm weeks with everything that may keep a step up from being carried out."""
    flags = product(*[(False, True)] * 4)
    for (early, held, stale, kept), at, top, day, verdict in product(
        flags, range(1, 12), (3, 4, 11), range(8, 30, 7), (None, *Verdict)
    ):
        told = verdict and verdict.value
        yield Week(kept=kept), Eve(Week(), told, Fraction(1), at, top, day, early, held, stale)


def _real(week: Week) -> weekly.Week:
    """Return the program's week with the same figures."""
    days = [(Colour.RED, "C1")] * week.reds + [(Colour.AMBER, "C3")] * (week.sore - week.reds)
    days += [(Colour.GREEN, "C5")] * week.green
    days += [(Colour.GREY, "C2")] * (7 - len(days))
    return weekly.Week(
        number=3,
        judged=tuple(colour.Judged(*day) for day in days),
        mornings=week.mornings,
        median=week.median,
        done=week.done,
        trained=week.trained,
        blocked=int(week.blocked),
        phase=Phase.MAINTAIN if week.kept else Phase.LOAD,
        stepped_down=week.stepped,
    )


def _past(eve: Eve) -> weekly.Past:
    last = eve.last._replace(green=7 - eve.last.sore) if eve.last else None
    verdict = Verdict(eve.verdict) if eve.verdict else None
    return weekly.Past(_real(last) if last else None, verdict, eve.base)


def _limits(eve: Eve) -> weekly.Limits:
    return weekly.Limits(
        level=eve.level,
        ceiling=eve.ceiling,
        day=eve.day,
        early=eve.early,
        held_by=("T28",) if eve.held and eve.day % 2 else ("T31",) * eve.held,
        checkin_stale=eve.stale,
    )


def baselines(part: Part) -> None:
    """Check the median of a week and the baseline."""
    for n in range(8):
        for known in product((0, 1, 2, 5, 10), repeat=n):
            found = weekly.weekly_median(known)
            part.law(found == stated.median(known), "the median of a week", known)
    for medians in product((None, *HALVES[:9]), repeat=3):
        for morning in SCORES:
            mind = stand_in(
                weeks=stand_in(baseline=weekly.baseline(medians)),
                first=stand_in(answers=stand_in(complaint=stand_in(morning_pain=morning))),
            )
            found = vars(course._Course)["baseline"].fget(mind)
            part.law(found == stated.baseline(medians, morning), "the baseline", (medians, morning))
    part.counts["medians"] = sum(5**n for n in range(8)) + 10**3 * len(SCORES)


def breaks(part: Part) -> dict[Pause, str | None]:
    """Return the break that every gap and every block ends in."""
    table: dict[Pause, str | None] = {}
    for idle, block, row, stepped in product(
        range(31), range(6), (None, *triage.ROW), (None, *range(1, 9))
    ):
        if (block == 0) != (row is None):
            continue
        rows = frozenset() if row is None else frozenset({row})
        pause = gaps.LoadingBreak()
        pause._idle = idle
        pause._stepped_on = None if stepped is None else TODAY - DAY * stepped
        if block:
            pause._block = gaps.Block(TODAY - DAY * block, block, rows)
        found = pause.begin_day(TODAY, blocked=False)
        rule = found[0].value if found else None
        known = Pause(idle, block, rows, stepped)
        table[known] = rule
        part.rules[rule or "no break"] += 1
        part.law(rule == stated.break_rule(known), "what asks for a break", known)
    part.counts["breaks"] = len(table)
    _blocks(part)
    return table


def _blocks(part: Part) -> None:
    """Check over every pattern of blocked dates which block has just ended, and how long it was."""
    for pattern in product((0, 1, 2), repeat=7):
        pause, days = gaps.LoadingBreak(), 0
        rows: set[str] = set()
        for n, kind in enumerate(pattern):
            blocked = bool(kind)
            known = Pause(0, 0 if blocked else days, frozenset() if blocked else frozenset(rows))
            pause._stepped_on = None
            found = pause.begin_day(TODAY + DAY * n, blocked=blocked)
            rule = found[0].value if found else None
            part.law(rule == stated.break_rule(known), "what the end of a block asks for", pattern)
            names = ("T11", "T29")[kind - 1 : kind] if kind else None
            pause.end_day(TODAY + DAY * n, trained=True, open_rows=names)
            days, rows = (days + 1, rows | {*names}) if names else (0, set())
    part.counts["patterns of blocks"] = 3**7


TESTS = (None, *range(11), "unable")


def steps(part: Part) -> dict[Steps, int]:
    """Return the level after everything that can move it on a morning."""
    table: dict[Steps, int] = {}
    tests = ((None, None), *((test, None) for test in TESTS[1:]), *((None, t) for t in TESTS[1:]))
    figures = product(range(1, 12), (3, 4, 7, 11), (None, *Verdict), (None, *BreakRule), tests)
    for at, ceiling, verdict, rule, (full, down) in figures:
        known = Steps(
            at, ceiling, verdict and verdict.value, rule and rule.value, full, down
        )  # fmt: skip
        table[known] = found = _stepped(known, part)
        part.law(found == stated.level_after(known), "the steps of a morning", known)
        if verdict is not Verdict.PROGRESS and full is None:
            part.law(found <= at, "a level rises by a weekly decision or a test only", known)
        if full is None:
            part.law(found <= at + 1, "a level rises one step at most", known)
    part.counts["steps of a morning"] = len(table)
    _monotone_steps(part, table)
    return table


def _stepped(known: Steps, part: Part) -> int:
    real = _level(None, 60, 0, red=False)
    real.now = Level(known.level)
    rule = BreakRule(known.pause) if known.pause else None
    real._pause = stand_in(begin_day=lambda _date, blocked: (rule, ()) if rule else None)  # noqa: ARG005
    real._full, real._downwards = known.full, known.down
    decided = Decision(3, Verdict(known.verdict), "W") if known.verdict else None
    before = real._test_due
    broken, moved = real.begin_day(TODAY, decided, Level(known.ceiling), blocked=False)
    full = known.full is not None
    part.law(broken == (None if full else rule), "a test in full comes before a break", known)
    lowered = any(step.rule == "START" and step.after < step.before for step in moved)
    down = lowered or (not full and (known.verdict == "REGRESS" or rule is not None))
    part.law((real.stepped_down_on == TODAY) == down, "a step down is remembered", known)
    due = None if full else before
    if not full and known.verdict == "PROGRESS" and known.level == 3:
        due = None
    if not full and rule is BreakRule.W7:
        due = TODAY
    part.law(real._test_due == due, "when a test is due", known)
    return int(real.now)


def _monotone_steps(part: Part, table: dict[Steps, int]) -> None:
    """Check that from a lower level, or with a worse decision, break or test, none ends higher."""
    order = {"PROGRESS": 0, None: 1, "HOLD": 1, "REGRESS": 2}
    pauses = (None, "W6", "W7")
    for known, found in table.items():
        if known.level > 1:
            lower = table[known._replace(level=known.level - 1)]
            part.law(lower <= found, "lower never ends higher", known)
        for verdict in ("HOLD", "REGRESS"):
            if order[verdict] > order[known.verdict]:
                worse = table[known._replace(verdict=verdict)]
                part.law(worse <= found, "a worse decision never ends higher", known)
        for rule in pauses[pauses.index(known.pause) + 1 :]:
            worse = table[known._replace(pause=rule)]
            part.law(worse <= found, "a break never ends higher", known)
        part.law(
            known.full is not None
            or known.down is not None
            or table[known._replace(down=6)] <= found,
            "a test that counts downwards never ends higher", known,
        )  # fmt: skip


def _level(pain: object, onset: int, late: int, *, red: bool) -> level.LevelCourse:
    """Return the level of a course assessed ``late`` days before its day 1."""
    first = stand_in(
        date=TODAY - DAY * late,
        answers=stand_in(
            tests=stand_in(start_test_pain=pain),
            complaint=stand_in(onset=TODAY - DAY * (onset + late)),
        ),
    )
    return level.LevelCourse(first, TODAY, PROTOCOL, recently_red=red)


def start_tests(part: Part) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Return the level at which every start begins, and whether a test is due."""
    table = {}
    for pain, onset, late, red in product(TESTS, range(10), (0, 1, 9), (False, True)):
        found = _level(pain, onset, late, red=red)
        early, told = onset <= 7, (pain, onset, late, red)
        unused = early or late > 0 or red or pain is None
        wanted = 1 if unused else stated.test_level(pain)
        part.law(found.now == wanted, "the start level", told)
        due = (found._test_due - TODAY).days if found._test_due else None
        later = max(8 - onset - late, 0) if early else 0
        part.law(due == (later if unused else None), "when a test is due", told)
        left = [n for n in range(-9, 9) if found.early(TODAY + DAY * n)]
        days = range(-9, 8 - onset - late) if early else ()
        part.law(left == list(days), "the first week of a complaint", told)
        table[told] = int(found.now), due, len(left)
    part.counts["starts"] = len(table)
    part.counts["tests asked for"] = _asked(part)
    return table


def _asked(part: Part) -> int:
    """Check when a start test counts, and in what."""
    counts = level.TestCounts
    for red, resting, due, pain in product(*[(False, True)] * 3, TESTS):
        found = _level(None, 60, 0, red=False)
        found._test_due = TODAY if due else TODAY + DAY
        part.law(found.test_is_due(TODAY) == due, "when a test is waited for", due)
        kind = found.test_counts(recently_red=red, resting=resting) if due else counts.NOT_DUE
        wanted = counts.DOWNWARDS if red or resting else counts.IN_FULL
        if not due:
            wanted = counts.NOT_DUE
        part.law(kind is wanted, "when a test counts", (red, resting, due))
        found.end_day(TODAY, pain, kind, trained=True, open_rows=None)
        full = pain if wanted is counts.IN_FULL else None
        down = pain if wanted is counts.DOWNWARDS else None
        part.law((found._full, found._downwards) == (full, down), "what a test counts for", kind)
    return 8 * len(TESTS)


Tables = dict[str, dict[Any, Any] | set[Any]]
"""The tables by their names."""


def all_of_them() -> tuple[Part, Tables]:
    """Return the part of the tables and the tables themselves."""
    part = Part("tables")
    red_memory(part)
    tables: Tables = {
        "mornings": mornings(part),
        "colours": colours(part),
        "adaptations": adaptations(part),
        "doses": doses(part),
        "starts": start_tests(part),
        "weeks": weeks(part),
        "breaks": breaks(part),
        "steps": steps(part),
    }
    return part, tables
