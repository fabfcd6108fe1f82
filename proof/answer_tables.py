"""Which answers a later no takes back, who may lift which row, and what makes it stand again.

Every sign by every row of up to three answers, yes or no, in an assessment or outside it; every
row that stands on signs by every row of up to four of yes, no, cleared by a doctor, by a physio,
another row cleared; the rows of an assessment alone by the same; every row cleared in the name of
every other; a sign and its clearance, or its no, in every order of date, moment and place in the
files; T05 that lasts; every sign answered yes, cleared, answered yes again; medicines with several
dates. The real log of answers is asked which rows are open.

Which answers make a row stand is compared in ``row_tables.py``.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations, product

from achillescli.core.assessment import standing as watch
from achillescli.core.assessment.triage import ROW
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.corrections import in_order
from achillescli.core.log.diary import Diary
from achillescli.core.log.entries import Entry, parse
from tests.kit.course_kit import answers, date

from .findings import Part

TAKEN_BACK = frozenset("fever unwell hot_red_tendon wound pregnant".split())
"""The answers that a later no takes back."""
LASTING = frozenset(
    "tendon_rupture_or_surgery diabetic_foot leg_artery_disease tendon_nodules"
    " high_cholesterol_family effort_limited fall_risk".split()
)
BY_DOCTOR = frozenset("T01 T04 T05 T07 T08 T09 T10 T11 T12 T25 T30 T31".split())
"""The rows that only a doctor lifts."""
COVERS = {
    "T01": ("T25",), "T02": ("T26", "T28"), "T03": ("T26", "T28"), "T26": ("T28",),
    "T04": ("T31",), "T05": ("T27", "T30"), "T07": ("T08",),
}  # fmt: skip
"""The rows that a clearance lifts besides the one that it names."""
ALONE = {
    "T01": ("chest_pain",), "T02": ("snap", "weak_push_off"), "T03": ("gap",),
    "T04": ("calf_swollen",), "T06": ("cannot_walk_4_steps",),
    "T07": ("fluoroquinolone_last",), "T08": ("fluoroquinolone_last",),
    "T09": ("oral_steroid_last",), "T11": ("night_pain",), "T12": ("spa",),
    "T14": ("both_heels_unexplained",), "T15": ("numbness",), "T16": ("diabetic_foot",),
    "T17": ("tendon_nodules",), "T25": ("breathless",), "T26": ("snap",), "T27": ("wound",),
    "T28": ("weak_push_off",), "T30": ("hot_red_tendon",), "T31": ("calf_warm",),
    "T37": ("fall_risk",), "T38": ("pregnant",),
}  # fmt: skip
"""Signs with which a row stands; T05, which lasts, and T36 are looked at apart."""
OF_ANSWERS: dict[str, dict[str, object]] = {
    "T10": {"age": 17}, "T13": {"stiffness_min": 31}, "T18": {"rest_pain": 8},
    "T23": {"onset": 100, "seen_professional": False}, "T24": {"location": "elsewhere"},
    "T35": {"side": "both", "seen_professional": False},
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
    """Return the rows that are open by a log, in the order of the files, on its last date."""
    placed = in_order(enumerate(log))
    known = watch.TriageLog(placed, Diary(entry for _, entry in placed))
    last = max(entry.date for entry in log)
    known.advance(last)
    return known.standing()


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
    others = tuple(other for other in ROW if other != row and row not in COVERS.get(other, ()))
    for day, kind in enumerate(told, 1):
        if kind in ("yes", "no") and row in OF_ANSWERS:
            yield assessment(day, **(OF_ANSWERS[row] if kind == "yes" else {}))
        elif kind in ("yes", "no"):
            yield flag(day, names, kind == "yes", 100 if row == "T08" else 0)
        elif kind == "another":
            yield clearance(day, "doctor", others)
        else:
            yield clearance(day, kind, (row,))


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


def covered(part: Part) -> None:
    """Check which row a clearance of another lifts, by whom."""
    for (row, names), named, by in product(ALONE.items(), ROW, ("doctor", "physio")):
        log = [assessment(0), *_told(row, names, ("yes",)), clearance(2, by, (named,))]
        allowed = by == "doctor" or named not in BY_DOCTOR
        lifted = allowed and row in (named, *COVERS.get(named, ()))
        found = row in standing(log)
        part.law(found != lifted, "which rows a clearance covers", (row, named, by))
        part.counts["rows covered or not"] = part.counts.get("rows covered or not", 0) + 1


MOMENTS = tuple(dt.datetime(2026, 3, 1, hour, tzinfo=dt.UTC) for hour in (8, 9))


def orders(part: Part) -> None:
    """Check a yes and what ends it in every order of date, moment and place in the files."""
    for name, row, ends in (
        ("gap", "T03", "clearance"), ("hot_red_tendon", "T30", "clearance"),
        ("hot_red_tendon", "T30", "no"), ("gap", "T03", "no"),
    ):  # fmt: skip
        for days, moments, first in product(
            product((1, 2), repeat=2), product((0, 1), repeat=2), (False, True)
        ):
            yes = _at(flag(days[0], (name,), yes=True), moments[0])
            ended = flag(days[1], (name,), yes=False)
            if ends == "clearance":
                ended = clearance(days[1], "doctor", (row,))
            end = _at(ended, moments[1])
            log = [assessment(0), *((yes, end) if first else (end, yes))]
            later = days[1] >= days[0] and moments[1] > moments[0] and first
            over = later and (ends == "clearance" or name in TAKEN_BACK)
            found = row in standing(log)
            part.law(found != over, "later in all three orders", (name, ends, days, moments, first))
            part.counts["orders"] = part.counts.get("orders", 0) + 1


def _at(entry: Entry, moment: int) -> Entry:
    fields = {"id": entry.id, "kind": entry.kind, "date": entry.date, "at": MOMENTS[moment]}
    if entry.kind == "clearance":
        return parse({**fields, "by": entry.by, "rows": list(entry.rows)})
    told = {n: getattr(entry, n) for n in RED_FLAGS if getattr(entry, n) is not None}
    return parse({**fields, **told})


def infected(part: Part) -> None:
    """Check over every row of answers and clearances how long T05 lasts."""
    told_of = {
        "fever": {"fever": True}, "no fever": {"fever": False}, "wound": {"wound": True},
        "no wound": {"wound": False},
    }  # fmt: skip
    for kinds in rows_of((*told_of, "doctor", "physio"), 5):
        log, fever, wound, lasts, new, cleared = [assessment(0)], False, False, False, 0, 0
        for day, kind in enumerate(kinds, 1):
            if kind in told_of:
                log.append(parse({"id": "f", "kind": "flag", "date": date(day), **told_of[kind]}))
                fever = kind == "fever" if kind.endswith("fever") else fever
                wound = kind == "wound" if kind.endswith("wound") else wound
                new = day if kind in ("fever", "wound") else new
            else:
                log.append(clearance(day, kind, ("T05",)))
                cleared = day if kind == "doctor" else cleared
            lifted = cleared > new
            holds = fever and wound
            lasts = holds or (lasts and not lifted)
        wanted = lasts and not cleared > new
        part.law(("T05" in standing(log)) == wanted, "how long an infection lasts", kinds)
        part.counts["rows of an infection"] = part.counts.get("rows of an infection", 0) + 1


def medicines(part: Part) -> None:
    """Check over every row of answers which date of a medicine counts."""
    known = {"plain": True, "never": False, "old": 200, "late": 70, "new": 10}
    for kinds in rows_of(known, 4):
        log, dates, plain = [assessment(0)], [], []
        for day, kind in enumerate(kinds, 1):
            told = known[kind]
            last = told if isinstance(told, bool) else date(day - told)
            log.append(parse({"id": "f", "kind": "flag", "date": date(day),
                              "fluoroquinolone_last": last}))  # fmt: skip
            if kind == "plain":
                plain.append(day)
            elif kind != "never":
                dates.append(day - told)
                plain = []
        today = len(kinds)
        ago = min((today - on for on in (*dates, *plain)), default=999)
        row = "T07" if ago <= 60 else "T08" if ago <= 180 else None
        found = tuple(r for r in standing(log) if r in ("T07", "T08"))
        part.law(found == ((row,) if row else ()), "the latest date of a medicine", (kinds, ago))
        part.counts["rows of a medicine"] = part.counts.get("rows of a medicine", 0) + 1


def mornings(part: Part) -> None:
    """Check over every row of six mornings, and every gap, when T29 stands."""
    for scores in product((None, 6, 7, 8), repeat=6):
        _sore(part, dict(enumerate(scores, 1)))
    for gap, back in product(range(1, 9), range(30)):
        _sore(part, {1: 8, 1 + gap: 8, 1 + gap + back: 7})


def _sore(part: Part, scores: dict[int, int | None]) -> None:
    log = [assessment(0)]
    known = [(day, m) for day, m in sorted(scores.items()) if m is not None]
    log += [parse({"id": "m", "kind": "morning", "date": date(d), "pain": m}) for d, m in known]
    log.append(parse({"id": "n", "kind": "note", "date": date(max(scores)), "text": "x"}))
    today, wanted = max(scores), False
    for at in range(1, len(known)):
        (one, m), (two, n) = known[at - 1], known[at]
        near = two - one <= 6 and min(m, n) >= 8 and today - one < 28
        after = [score <= 6 for _, score in known[at + 1 :]]
        calm = any(all(after[i : i + 3]) for i in range(len(after) - 2))
        if near:
            wanted = not calm
    part.law(("T29" in standing(log)) == wanted, "two mornings of 8", scores)
    part.counts["rows of mornings"] = part.counts.get("rows of mornings", 0) + 1


def painkillers(part: Part) -> None:
    """Check over which days painkillers are counted."""
    for others, back in product((12, 13), range(26)):
        taken = {*range(1, others + 1), back}
        log = [assessment(0)]
        kind = {"id": "k", "kind": "painkiller"}
        log += [parse({**kind, "date": date(40 - n)}) for n in sorted(taken, reverse=True)]
        log.append(parse({"id": "n", "kind": "note", "date": date(40), "text": "x"}))
        wanted = len([n for n in taken if 1 <= n <= 21]) >= 14
        part.law(("T33" in standing(log)) == wanted, "painkillers on 14 of 21 days", taken)


def repeated(part: Part) -> None:
    """Check whether a yes after a clearance is a new one."""
    for name in sorted(set(RED_FLAGS) - set(GENERAL)):
        for first, again, older in product(("flag", "assessed"), ("flag", "assessed"), (0, 3)):
            log = [assessment(0), _yes(1, name, first, 0), clearance(2, "doctor", tuple(ROW))]
            log.append(_yes(3, name, again, 2 + older))
            lasts = name in LASTING or name in ("spa", *DATED)
            known = again == "assessed" and lasts
            part.law((standing(log) == ()) == known, "what is a new yes", (name, first, again))
            part.counts["yes again"] = part.counts.get("yes again", 0) + 1
    for one, two in permutations((["psoriasis"], ["psoriasis", "ibd"]), 2):
        log = [_spa(1, one), clearance(2, "doctor", ("T12",)), _spa(3, two)]
        part.law("T12" in standing(log), "another list is a new yes", (one, two))
    for name, ago in product(DATED, (1, 2)):
        log = [assessment(0), _yes(1, name, "flag", 1), clearance(2, "doctor", tuple(ROW))]
        log.append(_yes(3, name, "assessed", ago))
        part.law(bool(standing(log)), "a later date of a medicine is a new yes", (name, ago))


def _spa(day: int, items: list[str]) -> Entry:
    told = answers(date(day), location="insertional", spa=items)
    return parse({"id": "a", "kind": "assessment", "date": date(day), "answers": told})


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
    covered(part)
    orders(part)
    infected(part)
    medicines(part)
    mornings(part)
    painkillers(part)
    repeated(part)
    return part
