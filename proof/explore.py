"""Explores every course that the rules can tell apart and holds each step against the laws.

    python -m proof.explore                the whole, one to two minutes
    python -m proof.explore --full         two lives with blocks to L4.8, and more whole courses
    python -m proof.explore --json FILE    the figures as JSON besides
    python -m proof.explore --review       writes the reviewed tables anew

Exit code 1 when a law is broken, a rule is never at work, a limit has no example, a rule made
weaker on purpose breaks no law, or the reviewed tables are not those of today.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import (
    answer_tables,
    concrete,
    course_proof,
    gate_machines,
    limits,
    lives,
    record_tables,
    reviewed,
    running_table,
    tables,
    worse,
)
from .broken import WEAKER, noticed
from .findings import Part

HIGHEST = 11
"""L4.8, the highest level that there is."""
LOADED = 4
"""L4.1: with blocked dates two lives are followed up to here."""
RULES = (
    "C1", "C2", "C3", "C4", "C5", "D1", "D2", "W1", "W2", "W3", "W6", "W7", "start test",
    "G1 closed", "G1 two_leg", "G1 single_leg", "CALM", "LOAD", "LOAD_PLUS", "MAINTAIN", "EXTEND",
    "G2 closed", "G2 free", *(f"G2 RW{n}" for n in range(1, 5)), *(f"G2 RC{n}" for n in range(1, 7)),
)  # fmt: skip
"""Everything that must be seen at work."""


def two_lives(ceiling: int, blocks: tuple[int, ...]) -> Part:
    """Return what was found about all pairs of lives."""
    began = time.process_time()
    part = Part("two lives" if len(blocks) == 1 else "two lives, blocked or not")
    found = lives.walked(ceiling, blocks=blocks)
    part.law(not found.example, "never better, never on the higher level", found.example[-1:])
    part.counts |= {"highest level": ceiling, "pairs": found.pairs, "arrows": found.arrows,
                    "deepest pair, day": found.days}  # fmt: skip
    part.counts["seconds"] = round(time.process_time() - began, 1)
    return part


def timed(part: Part, began: float) -> Part:
    """Return a part with the seconds of processor time that it took."""
    part.counts.setdefault("seconds", round(time.process_time() - began, 1))
    return part


def parts(*, full: bool) -> Iterator[Part]:
    """Yield each part of the exploration as it is done."""
    began = time.process_time()
    yield timed(tables.all_of_them()[0], began)
    for table in (
        record_tables.all_of_them, answer_tables.all_of_them, running_table.conditions,
    ):  # fmt: skip
        began = time.process_time()
        yield timed(table(), began)
    yield course_proof.explored(HIGHEST)
    for gate in (
        gate_machines.concentric_gate,
        gate_machines.running_gate,
        gate_machines.later_phase,
    ):
        began = time.process_time()
        yield timed(gate(), began)
    yield two_lives(HIGHEST, (0,))
    yield two_lives(HIGHEST if full else LOADED, (0, 1, 2))
    began = time.process_time()
    yield timed(concrete.agreement(range(400 if full else 200)), began)
    began = time.process_time()
    yield timed(worse.compared(400 if full else 60), began)


def shown(part: Part) -> None:
    """Print one part."""
    figures = ", ".join(f"{name} {count:,}" for name, count in part.counts.items())
    print(f"{part.name}: {figures}", flush=True)
    for law, example in part.broken.items():
        print(f"  BROKEN {law}\n    {example}")


def main() -> int:
    """Explore, print, and return the exit code."""
    wanted = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    wanted.add_argument("--full", action="store_true")
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--review", action="store_true")
    asked = wanted.parse_args()
    if asked.review:
        reviewed.PAGE.write_text(reviewed.page(), "utf-8")
        return 0
    began, found, rules = time.process_time(), [], Counter()
    for part in parts(full=asked.full):
        shown(part)
        found.append(part)
        rules.update(part.rules)
    unseen = [name for name in RULES if not rules[name]]
    print(f"rules seen at work: {len(RULES) - len(unseen)} of {len(RULES)}", *unseen)
    known = []
    for limit in limits.all_of_them():
        known.append(limit)
        print(f"limit {limit.id} ({', '.join(limit.rules)}), {limit.days} days: {limit.says}")
        for line in limit.example:
            print(f"    {line}")
    weaker = {f"{one.rule}: {one.says}": noticed(one) for one in WEAKER}
    for says, law in weaker.items():
        print(f"weaker {says}: {law[:100] if law else 'NOT NOTICED'}")
    broken = [law for part in found for law in part.broken]
    stale = reviewed.page() != reviewed.PAGE.read_text("utf-8")
    missed = not all(weaker.values()) or not all(limit.example for limit in known)
    failed = bool(broken or unseen or stale or missed)
    seconds = round(time.process_time() - began, 1)
    print(f"laws broken: {len(broken)}; reviewed tables {'STALE' if stale else 'unchanged'}")
    print(f"{'FAILED' if failed else 'all laws hold'}, {seconds} s")
    if asked.json:
        result = {
            "holds": not failed,
            "seconds": seconds,
            "parts": [{"name": p.name, "counts": p.counts, "broken": p.broken} for p in found],
            "rules": {name: rules[name] for name in RULES},
            "limits": [limit._asdict() for limit in known],
            "weaker": weaker,
            "reviewed": reviewed.digests(),
        }
        asked.json.write_text(json.dumps(result, indent=1), "utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
