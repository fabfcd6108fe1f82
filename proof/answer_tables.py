"""Which answers a later no takes back, who may lift which row, and what makes it stand again.

Every sign by every row of up to three answers, yes or no, in an assessment or outside it; every
row that stands on signs by every row of up to four of yes, no, cleared by a doctor, by a physio,
another row cleared; the rows of an assessment alone by the same; and every sign answered yes,
cleared, answered yes again. The real watch is asked which rows stand.

Which answers make a row stand is not exhausted here but in ``tests/core``: every combination of
the signs that share a row in ``test_every_answer.py`` and ``test_triage_table.py``, with age,
location, stiffness and the other answers beside them in the latter. That a clearance of T29 and
of the rows of the course counts from the first date of their run is shown by the examples in
``tests/core/assessment/test_triage.py``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from achillescli.core.assessment import standing as watch
from achillescli.core.assessment.triage import ROW
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.diary import Diary
from achillescli.core.log.entries import Entry, parse
from tests.kit.course_kit import answers, date

from .findings import Part

TAKEN_BACK = frozenset(
    "fever unwell hot_red_tendon wound fluoroquinolone_last oral_steroid_last"
    " tendon_injection_last".split()
)
"""The answers that a later no takes back."""
LASTING = frozenset(
    "tendon_rupture_or_surgery diabetic_foot leg_artery_disease tendon_nodules"
    " high_cholesterol_family".split()
)
BY_DOCTOR = frozenset("T01 T04 T05 T07 T08 T09 T10 T11 T12 T25".split())
"""The rows that only a doctor lifts."""
ALONE = {
    "T01": ("chest_pain",), "T02": ("snap", "weak_push_off"), "T03": ("gap",),
    "T04": ("calf_swollen", "calf_warm"), "T05": ("fever", "wound"),
    "T06": ("cannot_walk_4_steps",), "T07": ("fluoroquinolone_last",),
    "T08": ("fluoroquinolone_last",), "T09": ("oral_steroid_last",), "T11": ("night_pain",),
    "T12": ("spa",), "T14": ("both_heels_unexplained",), "T15": ("numbness",),
    "T16": ("diabetic_foot",), "T17": ("tendon_nodules",), "T25": ("breathless",),
    "T26": ("snap",), "T27": ("calf_warm",), "T28": ("weak_push_off",),
}  # fmt: skip
"""Signs with which a row stands."""
OF_ANSWERS = {
    "T10": {"age": 17}, "T13": {"stiffness_min": 31}, "T18": {"rest_pain": 8},
    "T23": {"onset": 100, "seen_professional": False}, "T24": {"location": "elsewhere"},
}  # fmt: skip
"""Answers of an assessment with which a row without signs stands."""
DATED = ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last")
GENERAL = ("fever", "unwell")
"""Signs that stand in no row of their own."""


@cache
def flag(day: int, names: tuple[str, ...], yes: bool, ago: int = 0) -> Entry:  # noqa: FBT001
    """Return signs answered alike on a day, dates so many days before it."""
    told = {name: _value(name, day, ago) if yes else _no(name) for name in names}
    return parse({"id": "f", "kind": "flag", "date": date(day), **told})


@cache
def assessment(day: int, *, signs: tuple[str, ...] = (), ago: int = 0, **changed: object) -> Entry:
    """Return an assessment with some signs answered yes."""
    told = answers(date(day), **{"location": "insertional", **changed})
    told["red_flags"] |= {name: _value(name, day, ago) for name in signs}
    return parse({"id": "a", "kind": "assessment", "date": date(day), "answers": told})


def _value(name: str, day: int, ago: int) -> object:
    if name in DATED:
        return date(day - ago)
    return ["psoriasis"] if name == "spa" else True


def _no(name: str) -> object:
    return [] if name == "spa" else False


@cache
def clearance(day: int, by: str, rows: tuple[str, ...]) -> Entry:
    """Return a clearance of rows."""
    return parse({"id": "c", "kind": "clearance", "date": date(day), "by": by, "rows": list(rows)})


def standing(log: Sequence[Entry]) -> tuple[str, ...]:
    """Return the rows that stand by a log on the date of its last entry."""
    known = watch.Watch(log, Diary(log))
    known.advance(log[-1].date)
    return known.standing(log[-1].date).rows


def rows_of(kinds: Iterable[str], longest: int) -> Iterator[tuple[str, ...]]:
    """Yield every row of up to so many kinds."""
    known = tuple(kinds)
    for n in range(1, longest + 1):
        yield from product(known, repeat=n)


def taken_back(part: Part) -> None:
    """Check what counts of every row of answers to one sign."""
    for name in RED_FLAGS:
        for told in rows_of(("yes", "no", "assessed yes", "assessed no"), 3):
            log = [
                assessment(day, signs=(name,) * answer.endswith("yes"))
                if answer.startswith("assessed")
                else flag(day, (name,), answer == "yes")
                for day, answer in enumerate(told, 1)
            ]
            if name in GENERAL:
                log.append(flag(len(told) + 1, ("wound",), yes=True))
            elif name == "spa":
                log.insert(0, assessment(0))
            found = standing(log)
            seen = "T05" in found if name in GENERAL else bool(found)
            yes = [answer.endswith("yes") for answer in told]
            wanted = yes[-1] if name in TAKEN_BACK else any(yes)
            part.law(seen == wanted, "what a later no takes back", (name, told))
            part.counts["rows of answers"] = part.counts.get("rows of answers", 0) + 1


KINDS = ("yes", "no", "doctor", "physio", "another")


def cleared(part: Part) -> None:
    """Check when a row that stands on signs is lifted."""
    for row, names in ALONE.items():
        for told in rows_of(KINDS, 4):
            log = [assessment(0), *_told(row, names, told)]
            _as_wanted(part, row, told, standing(log), wanted=_stands(row, names, told))


def _told(row: str, names: tuple[str, ...], told: Sequence[str]) -> Iterator[Entry]:
    others = tuple(other for other in ROW if other != row and (other, row) != ("T07", "T08"))
    for day, kind in enumerate(told, 1):
        if kind in ("yes", "no") and row in OF_ANSWERS:
            yield assessment(day, **(OF_ANSWERS[row] if kind == "yes" else {}))
        elif kind in ("yes", "no"):
            yield flag(day, names, kind == "yes", 100 if row == "T08" else 0)
        elif kind == "another":
            yield clearance(day, "doctor", others)
        else:
            yield clearance(day, kind, ("T07",) if row == "T08" and day % 2 else (row,))


def _stands(row: str, names: tuple[str, ...], told: Sequence[str]) -> bool:
    answered = [kind for kind in told if kind in ("yes", "no")]
    if "yes" not in answered or (TAKEN_BACK & set(names) and answered[-1] == "no"):
        return False
    newest = max(n for n, kind in enumerate(told) if kind == "yes")
    return not _lifts(row, told[newest:])


def _lifts(row: str, told: Sequence[str]) -> bool:
    return "doctor" in told or ("physio" in told and row not in BY_DOCTOR)


def _as_wanted(
    part: Part, row: str, told: Sequence[str], found: tuple[str, ...], *, wanted: bool
) -> None:
    part.law((row in found) == wanted, "which clearance lifts a row", (row, told))
    part.counts["rows of clearances"] = part.counts.get("rows of clearances", 0) + 1


def cleared_answers(part: Part) -> None:
    """Check when a row that stands on the answers of an assessment is lifted."""
    for row in OF_ANSWERS:
        for told in rows_of(KINDS, 4):
            answered = [n for n, kind in enumerate(told) if kind in ("yes", "no")]
            holds = bool(answered) and told[answered[-1]] == "yes"
            since = max((n + 1 for n in answered if told[n] == "no"), default=0)
            begins = next((n for n in range(since, len(told)) if told[n] == "yes"), 0)
            lifted = _lifts(row, told[begins:]) and row != "T24"
            found = standing([assessment(0), *_told(row, (), told)])
            _as_wanted(part, row, told, found, wanted=holds and not lifted)


def repeated(part: Part) -> None:
    """Check whether a yes after a clearance is a new one."""
    for name in sorted(set(RED_FLAGS) - set(GENERAL)):
        for first, again, older in product(("flag", "assessed"), ("flag", "assessed"), (0, 3)):
            log = [assessment(0), _yes(1, name, first, 0), clearance(2, "doctor", tuple(ROW))]
            log.append(_yes(3, name, again, 2 + older))
            lasts = name in LASTING or name == "spa" or (name in DATED and older == 0)
            known = again == "assessed" and lasts
            part.law((standing(log) == ()) == known, "what is a new yes", (name, first, again))
            part.counts["yes again"] = part.counts.get("yes again", 0) + 1
    log = [assessment(1, signs=("spa",)), clearance(2, "doctor", ("T12",))]
    told = answers(date(3), location="insertional", spa=["psoriasis", "ibd"])
    log.append(parse({"id": "a", "kind": "assessment", "date": date(3), "answers": told}))
    part.law("T12" in standing(log), "another item of the list is a new yes")


def _yes(day: int, name: str, how: str, ago: int) -> Entry:
    if how == "flag":
        return flag(day, (name,), yes=True, ago=ago)
    return assessment(day, signs=(name,), ago=ago)


def all_of_them() -> Part:
    """Return what was found about answers and clearances."""
    part = Part("answers")
    taken_back(part)
    cleared(part)
    cleared_answers(part)
    repeated(part)
    return part
