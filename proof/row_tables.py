"""Which answers, scores and weeks open which warning, over all values that a condition tells apart.

The signs that touch each other in every combination, with T05 lasting or not; the other signs in
every combination; every set of spa items with place, side and stiffness; age, rest pain and length
of the complaint; the days since each medicine; painkillers and days without loading; and of a course
its level, red days, medians, indices, decisions, phase and day.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, product

from achillescli.core.assessment.triage import ROW, ROWS, CourseSigns, Signs
from achillescli.core.programme import progress
from achillescli.core.state import Decision, Level, Phase, Verdict

from . import stated_rows
from .findings import DAY, TODAY, Part
from .stated_rows import Known, OfCourse

TOUCHING = (
    "chest_pain coughing_blood breathless calf_swollen calf_warm calf_red calf_throbbing"
    " fever unwell hot_red_tendon wound snap weak_push_off lost_single_raise"
).split()
APART = (
    "gap squeeze_positive cannot_walk_4_steps night_pain weight_loss cancer_with_new_pain"
    " both_heels_unexplained numbness pinpoint_bone_pain tendon_rupture_or_surgery diabetic_foot"
    " leg_artery_disease effort_limited tendon_nodules high_cholesterol_family fall_risk pregnant"
).split()
"""Signs of which each stands in one row alone."""
SPA = "psoriasis uveitis ibd recent_infection back_pain family diagnosed".split()


def some(names: list[str], most: int | None = None) -> Iterator[frozenset[str]]:
    """Yield every set of up to so many names."""
    sizes = range((len(names) if most is None else most) + 1)
    yield from map(frozenset, chain.from_iterable(combinations(names, n) for n in sizes))


def compared(part: Part, known: Known) -> None:
    """Compare the rows that the program finds with those of the second statement."""
    real = _real(known)
    found = {row.id for row in ROWS if row.applies(real)}
    wanted = stated_rows.rows(known)
    part.law(found == wanted, "which rows stand", (known, sorted(found ^ wanted)))
    part.counts["cases"] = part.counts.get("cases", 0) + 1
    part.rules.update(wanted)


def _real(known: Known) -> Signs:
    """Return what the program looks at."""
    yes = known.yes | ({"spa"} if known.spa else set()) | known.ago.keys()
    mornings = ((TODAY - DAY, 8), (TODAY, 8)) if known.sore_mornings else ()
    return Signs(
        yes=dict.fromkeys(yes, TODAY),
        spa=known.spa,
        days=known.ago,
        infected=known.lasts,
        age=known.age,
        location=known.location,
        side=known.side,
        stiffness_min=known.stiffness,
        rest_pain=known.rest_pain,
        complaint_days=known.complaint_days,
        unseen=known.unseen,
        sore_mornings=mornings,
        painkiller_days=known.painkillers,
        course=None if known.course is None else _of_course(known.course),
    )


def _dates(days: int) -> tuple[dt.date, ...]:
    return tuple(TODAY - DAY * back for back in range(days, 0, -1))


def _of_course(now: OfCourse) -> CourseSigns:
    indices = now.indices
    return CourseSigns(
        day=now.day,
        phase=Phase(now.phase),
        level=Level(now.level),
        ceiling=Level(now.ceiling),
        reds=_dates(now.reds),
        median=now.median,
        baseline=now.base,
        index_first=indices[0] if indices else None,
        index_latest=progress.latest_index(indices),
        index_late=progress.late_index(indices),
        little_changed=len(indices) >= progress.SIXTH and progress.little_changed(indices),
        meaningful=progress.meaningful(indices),
        decisions=[Decision(n, Verdict(name), "") for n, name in enumerate(now.verdicts, 1)],
        easy_days=_dates(now.easy),
    )


def signs(part: Part) -> None:
    """Check every combination of signs."""
    for yes, lasts in product(some(TOUCHING), (False, True)):
        compared(part, Known(yes, lasts=lasts))
    for yes in chain(some(APART, 3), [frozenset(APART)]):
        compared(part, Known(yes))


def answers(part: Part) -> None:
    """Check every answer that is no sign, with those that it shares a row with."""
    places = (None, "insertional", "midportion", "both", "unsure", "elsewhere")
    for spa, place, side, stiff in product(
        some(SPA), places, (None, "left", "right", "both"), (None, 0, 30, 31, 120)
    ):
        compared(part, Known(spa=spa, location=place, side=side, stiffness=stiff))
    for age in (None, *range(121)):
        compared(part, Known(age=age))
    for pain in (None, *range(11)):
        compared(part, Known(rest_pain=pain))
    for days, unseen, side in product(range(400), (False, True), ("left", "both")):
        compared(part, Known(complaint_days=days, unseen=unseen, side=side))


def medicines(part: Part) -> None:
    """Check every number of days since each medicine."""
    names = ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last")
    known: list[Mapping[str, int]] = [{name: days} for name in names for days in range(400)]
    edges = (None, 0, 60, 61, 84, 85, 90, 91, 180, 181)
    known += [
        {name: days for name, days in zip(names, told, strict=True) if days is not None}
        for told in product(edges, repeat=3)
    ]
    for ago in known:
        compared(part, Known(ago=ago))


def counted(part: Part) -> None:
    """Check what is counted in the days before."""
    for painkillers, easy, sore in product(range(22), range(15), (False, True)):
        known = Known(painkillers=painkillers, sore_mornings=sore, course=OfCourse(easy=easy))
        compared(part, known)


HALVES = (None, *(Fraction(n, 2) for n in range(21)))
QUARTERS = (None, *(Fraction(n, 4) for n in range(41)))
DAYS = (1, 42, 43, 84, 85, 182, 183, 400)


def figures(part: Part) -> None:
    """Check level and red days, medians, and the indices of the weeks."""
    for level, reds in product(range(1, 12), range(8)):
        compared(part, Known(course=OfCourse(level=level, reds=reds)))
    for median, base in product(HALVES, HALVES):
        compared(part, Known(course=OfCourse(median=median, base=base)))
    for first, sixth, day in product(QUARTERS, QUARTERS, DAYS):
        weeks = (first, None, None, None, None, sixth)
        compared(part, Known(course=OfCourse(day=day, indices=weeks)))
    values = (None, *map(Fraction, (0, 1)), Fraction(19, 10), *map(Fraction, (2, 3, 4, 6)))
    for first, *late in product(values, repeat=5):
        for day in DAYS[4:]:
            compared(part, Known(course=OfCourse(day=day, indices=(first, None, *late))))
    for n, day in product(range(8), DAYS):
        compared(part, Known(course=OfCourse(day=day, indices=(Fraction(3),) * n)))


def stalls(part: Part) -> None:
    """Check over every row of decisions that a stall is told, and by which row."""
    rows = [("HOLD",) * n for n in range(11)]
    rows += [
        tuple("PROGRESS" if n == at else other for n in range(9))
        for at in range(9) for other in ("HOLD", "REGRESS")
    ]  # fmt: skip
    told = [OfCourse(), OfCourse(reds=3), OfCourse(reds=5), OfCourse(day=60),
            OfCourse(median=Fraction(3), base=Fraction(1))]  # fmt: skip
    little = (Fraction(3),) * 6
    for verdicts, phase, level, ceiling, now, indices in product(
        rows, Phase, range(1, 12), (3, 7, 11), told, ((), little)
    ):
        course = now._replace(
            verdicts=verdicts, phase=phase.value, level=level, ceiling=ceiling, indices=indices
        )
        compared(part, Known(course=course))
        stuck = len(verdicts) >= 8 and "PROGRESS" not in verdicts[-8:] and level < ceiling
        if stuck and phase not in (Phase.CALM, Phase.MAINTAIN):
            open_rows = {row.id for row in ROWS if row.applies(Signs(course=_of_course(course)))}
            tells = not open_rows.isdisjoint(("T19", "T20", "T21", "T22", "T32"))
            part.law(tells, "eight decisions without a step have a row", course)


def referrals(part: Part) -> None:
    """Check whom each row sends to, and how soon."""
    wanted = {row: name for name, rows in stated_rows.LEVELS.items() for row in rows.split()}
    for name, row in ROW.items():
        part.law(row.referral.name == wanted[name], "whom to see", name)
    part.law(wanted.keys() == ROW.keys(), "which rows there are")


def all_of_them() -> Part:
    """Return what was found about the conditions of the warnings."""
    part = Part("warnings")
    for check in (signs, answers, medicines, counted, figures, stalls, referrals):
        check(part)
    dead = [name for name in ROW if not part.rules[name]]
    part.law(not dead, "every row stands for something", dead)
    return part
