"""Runs the tables of the rules over all their values, every way through a course, and whole courses.

    python -m proof.explore                the whole, two minutes
    python -m proof.explore --json FILE    the figures as JSON besides
    python -m proof.explore --review       writes the reviewed tables anew

Exit code 1 when a law is broken, a rule is never at work, a rule made weaker on purpose breaks
no law, or the reviewed tables are not those of today.
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
    course_machine,
    limits,
    lives,
    record_tables,
    reviewed,
    row_tables,
    running_table,
    tables,
)
from .broken import WEAKER, noticed
from .findings import Part

RULES = (
    "C1", "C2", "C3", "C4", "C5", "D1", "D2", "W1", "W2", "W3", "W6", "W7",
    "CALM", "LOAD", "LOAD_PLUS", "MAINTAIN", "EXTEND",
)  # fmt: skip
"""Everything that must be seen at work."""


def timed(part: Part, began: float) -> Part:
    """Return a part with the seconds of processor time that it took."""
    part.counts.setdefault("seconds", round(time.process_time() - began, 1))
    return part


def parts() -> Iterator[Part]:
    """Yield each part of the exploration as it is done."""
    began = time.process_time()
    yield timed(tables.all_of_them()[0], began)
    for table in (
        record_tables.all_of_them, row_tables.all_of_them, answer_tables.all_of_them,
        running_table.conditions,
        course_machine.of_a_course, course_machine.of_breaks, course_machine.of_rests,
        lives.never_higher, lives.never_less_careful, lives.limits,
        limits.of_tables,
    ):  # fmt: skip
        began = time.process_time()
        yield timed(table(), began)
    began = time.process_time()
    yield timed(concrete.agreement(range(200)), began)


def shown(part: Part) -> None:
    """Print one part."""
    figures = ", ".join(f"{name} {count:,}" for name, count in part.counts.items())
    print(f"{part.name}: {figures}", flush=True)
    for law, example in part.broken.items():
        print(f"  BROKEN {law}\n    {example}")


def main() -> int:
    """Explore, print, and return the exit code."""
    wanted = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    wanted.add_argument("--json", type=Path)
    wanted.add_argument("--review", action="store_true")
    asked = wanted.parse_args()
    if asked.review:
        reviewed.PAGE.write_text(reviewed.page(), "utf-8")
        return 0
    began, found = time.process_time(), []
    rules: Counter[str] = Counter()
    for part in parts():
        shown(part)
        found.append(part)
        rules.update(part.rules)
    unseen = [name for name in RULES if not rules[name]]
    print(f"rules seen at work: {len(RULES) - len(unseen)} of {len(RULES)}", *unseen)
    weaker = {f"{one.rule}: {one.says}": noticed(one) for one in WEAKER}
    for says, law in weaker.items():
        print(f"weaker {says}: {law[:100] if law else 'NOT NOTICED'}")
    broken = [law for part in found for law in part.broken]
    stale = reviewed.page() != reviewed.PAGE.read_text("utf-8")
    missed = not all(weaker.values())
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
            "weaker": weaker,
            "reviewed": reviewed.digests(),
        }
        asked.json.write_text(json.dumps(result, indent=1), "utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
