"""The tables of the rules as they were reviewed, on one page that can be read and compared.

``reviewed.txt`` is written by ``python -m proof.explore --review``. A change of a rule
changes a line of it; large tables stand on it as a digest as well.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from achillescli.core.programme import weekly
from achillescli.core.state import Verdict

from . import course_proof, gate_machines, tables
from .course_machine import AGAIN, DUE, LONGEST_BREAK, NOT_DUE, WEEKS, Calendar, Spot, dawn, judged
from .findings import Part

PAGE = Path(__file__).with_name("reviewed.txt")
NAMES = {None: "-", **{n: str(n) for n in range(11)}}
LIMITS = {
    "at L2": weekly.Limits(2, 30, False, False, False),
    "at L3 before week three": weekly.Limits(3, 8, False, False, False),
    "at L3, test due": weekly.Limits(3, 30, False, True, False),
    "at L1, test due after a break": weekly.Limits(1, 30, False, True, True),
    "at L1, first week": weekly.Limits(1, 8, True, False, False),
}
LETTER = {
    (Verdict.REGRESS, "W1"): "R", (Verdict.HOLD, "W2"): "H", (Verdict.HOLD, "W3"): "h",
    (Verdict.PROGRESS, "W3"): "P",
}  # fmt: skip


def digest(lines: Iterable[str]) -> str:
    """Return a short digest of a table."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def colours() -> Iterator[str]:
    """Yield the colour of every day record, as one block of lines for each that differ."""
    part = Part("")
    table = tables.colours(part)
    blocks: dict[tuple[str, ...], list[str]] = {}
    for s, k, m, after in product(range(3), (False, True), tables.SCORES, tables.SCORES):
        rows = tuple(
            "".join(table[p, a, s, k, m, after][1] for a in tables.SCORES) for p in tables.SCORES
        )
        where = f"{s}{'k' if k else ''} {NAMES[m]},{NAMES[after]}"
        blocks.setdefault(rows, []).append(where)
    yield "COLOURS: the digit of the rule C1 to C5; rows p and columns a from unknown to 10"
    for rows, where in sorted(blocks.items()):
        groups: dict[str, list[str]] = {}
        for name in where:
            sessions, mornings = name.split(" ")
            groups.setdefault(mornings, []).append(sessions)
        alike: dict[str, list[str]] = {}
        for mornings, sessions in groups.items():
            alike.setdefault(" ".join(sessions), []).append(mornings)
        for sessions, mornings in alike.items():
            yield f"  sessions {sessions}; morning,next {' '.join(mornings)}"
        yield from (f"    {NAMES[p]:>2} {row}" for p, row in zip(tables.SCORES, rows, strict=True))


def adaptations() -> Iterator[str]:
    """Yield what every morning makes of a day."""
    yield "ADAPTATIONS: red yesterday, red the day before, morning 8 or more, unwell, blocked"
    for row in sorted(tables.adaptations(Part("")), key=str):
        yield "  " + " ".join("yes" if bit else "no " for bit in row[:5]) + f" {row[5] or '-'}"


def weeks() -> Iterator[str]:
    """Yield the decision about every class of a week."""
    yield "WEEKS: R REGRESS, H HOLD by W2, h HOLD by W3, P PROGRESS, . no such week"
    for found in range(0, len(WEEKS), 24):
        yield f"  columns {found + 1} to {found + 24}: median {WEEKS[found].median};"
    yield "    of these by eight sore days 0, 2, 5; of these by four enough sessions, too few;"
    yield "    of these by two enough green days, too few; of these the daily programme, upkeep"
    for name, limited in LIMITS.items():
        for reds, blocked, sore in product(range(3), (False, True), range(3)):
            calendar = Calendar(3, 7, reds, blocked, sore)
            known = (judged(week, calendar, limited) for week in WEEKS)
            row = "".join("." if k is None else LETTER[k[1].verdict, k[1].rule] for k in known)
            told = "blocked" if blocked else "free"
            yield f"  {name}; red {reds}, {told}, sore before {sore}: {row}"


def mornings() -> Iterator[str]:
    """Yield the level and break of the morning after a day, for every length of a break."""
    yield "MORNINGS from L4.1: level after 0 to 28 days without a session before today's day, none"
    yield "  trained today; 6 and 7 mark W6 and W7"
    over = (None, (Verdict.REGRESS, False), (Verdict.HOLD, False), (Verdict.PROGRESS, False),
            (Verdict.PROGRESS, True))  # fmt: skip
    tests = {NOT_DUE: "not due", DUE: "due", AGAIN: "due again"}
    for test, block, event, blocked in product(tests, (0, 1, 3, 5, 7), over, range(3)):
        row = []
        for idle in range(LONGEST_BREAK):
            found = dawn(Spot(4, test, idle, block), None, False, event, blocked, 11)
            row.append(f"{found.spot.level}{(found.rule or '')[1:]}")
        name = "-" if event is None else event[0] + (" upkeep" if event[1] else "")
        yield f"  test {tests[test]}, block {block}>{blocked}, {name}: {' '.join(row)}"


def later() -> Iterator[str]:
    """Yield the later phase after every decision."""
    yield "PHASE: before (good, mornings enough) and good, enough, decision, red days: after"
    part = Part("")
    seen = gate_machines.visited(
        part, [gate_machines.Later()], gate_machines.later_days, gate_machines.later_laws
    )
    for state in sorted(seen, key=str):
        for added, then in gate_machines.later_days(state):
            before = f"{state.phase} {state.good:d}{state.enough:d}"
            yield f"  {before} {added.good:d}{added.enough:d} {added.verdict} {added.reds}: {then.phase}"


def doses() -> Iterator[str]:
    """Yield every prescription."""
    for today, (given, work) in tables.doses(Part(""), 11).items():
        yield f"{today} {given} {work}"


def starts() -> Iterator[str]:
    """Yield every start."""
    for start, found in tables.start_tests(Part("")).items():
        yield f"{start} {found}"


def running() -> Iterator[str]:
    """Yield every step of the running ladder."""
    lines: list[str] = []

    def arrows(state: object, added: object, then: object) -> Iterator[tuple[bool, str]]:
        lines.append(f"{tuple(state)} {tuple(added)} {tuple(then)}")
        return iter(())

    gate_machines.visited(Part(""), [gate_machines.Ladder()], gate_machines.ladder_days, arrows)
    yield from sorted(lines)


READABLE = (colours, adaptations, weeks, mornings, later)
DIGESTED = (doses, starts, running)


def digests() -> dict[str, str]:
    """Return the digest of each table."""
    course_proof.forget()
    return {table.__name__: digest(table()) for table in (*READABLE, *DIGESTED)}


def page() -> str:
    """Return the page."""
    course_proof.forget()
    lines = ["The tables of the rules, written by python -m proof.explore --review", ""]
    for table in READABLE:
        lines += [*table(), ""]
    lines += ["DIGESTS"]
    lines += [f"  {table.__name__} {digest(table())}" for table in DIGESTED]
    return "\n".join(lines) + "\n"
