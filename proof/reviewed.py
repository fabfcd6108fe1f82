"""The tables of the rules as they were reviewed, on one page that can be read and compared.

``reviewed.txt`` is written by ``python -m proof.explore --review``. A change of a rule
changes a line of it; large tables stand on it as a digest as well.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

from achillescli.core.assessment import triage
from achillescli.core.log.values import StartTest

from . import record_tables, tables
from .findings import Part
from .stated import Dawn, Eve, Pause, Steps, Week

PAGE = Path(__file__).with_name("reviewed.txt")
NAMES: dict[int | None, str] = {None: "-", **{n: str(n) for n in range(11)}}
MARK = {"C1": "R", "C2": ".", "C3": "A", "C4": "a", "C5": "G"}
DAYS = {
    "nothing logged": (None, 0, False, False, False),
    "pain 2, two sessions": (2, 2, True, False, False),
    "the same with a painkiller": (2, 2, True, False, True),
    "one session without a score": (None, 1, True, False, False),
    "one session broken off, pain 1": (1, 0, True, False, False),
    "pain 4, one session": (4, 1, True, False, False),
    "a run without a session, pain 1": (1, 0, False, True, False),
    "pain 6": (6, 1, True, False, False),
}
LETTER = {("REGRESS", "W1"): "R", ("HOLD", "W2"): "H", ("HOLD", "W3"): "h", ("PROGRESS", "W3"): "P"}
"""A decision by one letter."""


def digest(lines: Iterable[str]) -> str:
    """Return a short digest of a table."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def colours(found: Mapping[Any, Any]) -> Iterator[str]:
    """Yield the colour of some days by the next morning."""
    yield "COLOURS: R red C1, A amber C3, a amber C4, . grey C2, G green C5"
    yield "  columns: the next morning unknown, 0 to 10; before and usual morning, baseline"
    against = dict.fromkeys((d.before, d.usual, d.baseline) for d in tables.some_mornings())
    for name, (p, s, tried, run, k) in DAYS.items():
        yield f"  {name}"
        for before, usual, base in against:
            row = (
                MARK[found[p, None, s, tried, run, False, k, Dawn(score, before, usual, base)]]
                for score in tables.SCORES
            )
            yield f"    {NAMES[before]:>2} {usual!s:>4} {base!s:>2}  {''.join(row)}"


def mornings(found: Mapping[Any, Any]) -> Iterator[str]:
    """Yield from which score on a next morning is a reaction, and unsettled."""
    yield "MORNINGS: from which score on a morning is red, and from which on it is unsettled"
    yield "  columns: the baseline 1, 2, ... 10; rows: the morning before, the usual one"
    for before, usual in product(tables.SCORES, (None, *range(0, 11, 2))):
        row = []
        for base in range(1, 11):
            held = Dawn(0, before, None if usual is None else Fraction(usual), Fraction(base))
            first = [
                next((n for n in range(11) if found[held._replace(score=n)][at]), "-")
                for at in (0, 1)
            ]
            row.append(f"{first[0]},{first[1]}")
        yield f"  {NAMES[before]:>2} {NAMES[usual]:>2}  {' '.join(row)}"


def adaptations(found: Iterable[Any]) -> Iterator[str]:
    """Yield what every morning makes of a day."""
    yield "ADAPTATIONS: red yesterday, red the day before, rested twice, morning 8 or more, unwell"
    for row in sorted(found, key=str):
        yield "  " + " ".join("yes" if bit else "no " for bit in row[:5]) + f" {row[5] or '-'}"


def weeks(found: Mapping[Any, Any]) -> Iterator[str]:
    """Yield the decision about weeks by what matters most in them."""
    yield "WEEKS: R REGRESS, H HOLD by W2, h HOLD by W3, P PROGRESS"
    yield "  calm weeks; columns: L1 to L4.8, then the same with a ceiling of L3 up to it"
    flags = ("early", "held", "stale")
    for kept, day, verdict in product((False, True), (8, 15), ("PROGRESS", "HOLD")):
        for set_ in product((False, True), repeat=3):
            row = "".join(
                LETTER[found[
                    Week(kept=kept),
                    Eve(Week(), verdict, Fraction(1), at, top, day, set_[0], set_[1], set_[2]),
                ]]
                for top in (11, 3) for at in range(1, top + 1)
            )  # fmt: skip
            what = [name for name, on in zip(flags, set_, strict=True) if on]
            where = "maintenance" if kept else "daily programme"
            yield f"  {row[:11]} {row[11:]}  {where}, day {day}, after {verdict}, {', '.join(what) or '-'}"
    yield "  sore days of this week 0 to 7 by those of the last (rows); L1, L2, L3, L4.1 side by side;"
    yield "  the other days green, the medians of the mornings not looked at"
    for kept, stepped, last in product((False, True), (False, True), range(8)):
        row = " ".join(
            "".join(
                LETTER[found[
                    Week(sore=sore, green=7 - sore, kept=kept, stepped=stepped),
                    Eve(Week(sore=last), "HOLD", level=at),
                ]]
                for sore in range(8)
            )
            for at in range(1, 5)
        )  # fmt: skip
        where = "maintenance" if kept else "daily programme"
        yield f"  {row}  {where}, {'stepped down in it' if stepped else '-'}, last {last}"


def breaks(found: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what a gap and the end of a block ask for."""
    yield "BREAKS: after 1 to 30 days without a session; 6 is W6, 7 is W7"
    for stepped in (None, 6, 7):
        row = "".join((found[Pause(idle, stepped=stepped)] or "-.")[1] for idle in range(1, 31))
        yield f"  {row}  {'no W6 or W7 before' if stepped is None else f'one {stepped} days ago'}"
    yield "BLOCKS: of 1 to 5 dates, by the row; no W6 or W7 before, one 2 days ago, one 5 days ago"
    for row in (name for name, row in triage.ROW.items() if row.referral.blocks):
        told = (
            "".join(
                (found[Pause(1, block, frozenset({row}), stepped)] or "-.")[1]
                for block in range(1, 6)
            )
            for stepped in (None, 2, 5)
        )
        yield f"  {row} {' '.join(told)}"


def steps(found: Mapping[Any, Any]) -> Iterator[str]:
    """Yield the level after everything that may move it."""
    yield "STEPS: the level after, from L1 to L4.8, ceiling L4.8"
    yield "  decision, break, start test in full, start test that only lowers"
    tests: tuple[tuple[StartTest | None, StartTest | None], ...] = (
        (None, None), (2, None), (5, None), ("unable", None), (None, 2), (None, 5), (None, 6),
    )  # fmt: skip
    for verdict, rule, (full, down) in product(
        (None, "PROGRESS", "HOLD", "REGRESS"), (None, "W6", "W7"), tests
    ):
        row = " ".join(
            f"{found[Steps(at, 11, verdict, rule, full, down)]:2}" for at in range(1, 12)
        )
        what = " ".join(str(one or "-") for one in (verdict, rule, full, down))
        yield f"  {row}  {what}"


def later() -> Iterator[str]:
    """Yield the later phase after every decision."""
    yield "PHASE: M maintenance, E daily programme (EXTEND); rows: the phase before, and of the"
    yield "  decision day before and of this one: good or not, mornings enough or not"
    yield "  columns: PROGRESS, HOLD, REGRESS; of each no red day, some; of each not loaded, loaded"
    rows: dict[str, str] = {}
    for (phase, last, now), then in record_tables.later(Part("")).items():
        first = phase == "LOAD_PLUS"
        if (last is None) == first and not (last and last.reds):
            told = [f"{one.good:d}{one.known:d}" if one else "--" for one in (last, now)]
            key = f"{phase:9} {' '.join(told)}"
            rows[key] = rows.get(key, "") + then[0]
    yield from (f"  {key}  {row[:4]} {row[4:8]} {row[8:]}" for key, row in rows.items())


def page(found: Mapping[str, Any] | None = None) -> str:
    """Return the page, from tables that are there already or from new ones."""
    found = tables.all_of_them()[1] if found is None else found
    lines = ["The tables of the rules, written by python -m proof.explore --review", ""]
    for name, table in READABLE.items():
        lines += [*table(found[name]), ""]
    lines += [*later(), "", "DIGESTS"]
    lines += [f"  {name} {one}" for name, one in digests(found).items()]
    return "\n".join(lines) + "\n"


READABLE: dict[str, Callable[[Any], Iterator[str]]] = {
    "colours": colours, "mornings": mornings, "adaptations": adaptations, "weeks": weeks,
    "breaks": breaks, "steps": steps,
}  # fmt: skip


def _plain(what: object) -> str:
    """Return the text of a value, sets in order."""
    if isinstance(what, frozenset | set):
        return " ".join(sorted(map(_plain, what)))
    if isinstance(what, tuple):
        return f"({', '.join(map(_plain, what))})"
    return str(what)


def digests(found: Mapping[Any, Any] | None = None) -> dict[str, str]:
    """Return the digest of each table."""
    known = tables.all_of_them()[1] if found is None else found
    told = {}
    for name, table in known.items():
        rows = table.items() if isinstance(table, dict) else table
        told[name] = digest(sorted(map(_plain, rows)))
    return told
