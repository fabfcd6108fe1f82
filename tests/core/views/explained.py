"""Write explained.jsonl: days of the reference courses with every reason that is found on them.

    python -m tests.core.views.explained

The days are few, and chosen so that together they show each finding met and not met, each
line, each outcome and each rule that the reference courses ever show. What the core says
of them is kept as text that a person can read and compare: a change of it is a change of
what people are told.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from achillescli.core import course
from achillescli.core.log import corrections, entries
from achillescli.core.state import Finding, Reason
from achillescli.core.views import forecast, summary, why
from tests.kit.course_kit import PROTOCOL
from tests.kit.places import VECTORS

FILE = VECTORS / "courses.jsonl"
PAGE = Path(__file__).with_name("explained.jsonl")
EVERY_DAYS = 4


@cache
def courses() -> tuple[str, ...]:
    """Return the reference courses, a line each."""
    return tuple(FILE.read_text("utf-8").splitlines())


@cache
def log_of(number: int) -> tuple[tuple[entries.Entry, ...], dt.date]:
    """Return a reference course: the log, and the last date."""
    vector = json.loads(courses()[number])
    answers = vector["answers"]
    tables = [{"kind": "assessment", "date": answers["date"], "answers": answers}]
    tables += vector["entries"]
    log = [entries.parse_json({"id": f"c{n}"} | table) for n, table in enumerate(tables)]
    return corrections.log_of(log), dt.date.fromisoformat(vector["until"])


def told(number: int, until: dt.date) -> dict[str, object]:
    """Return everything that is said on a date of a course."""
    log, _ = log_of(number)
    replay = course.replay(log, PROTOCOL, until)
    ahead = forecast.ahead(log, PROTOCOL, until, until + dt.timedelta(days=15))
    return {
        "course": number,
        "until": f"{until}",
        "why": [_line(line) for line in why.explain(replay)],
        "weeks": [_plain(week._asdict()) for week in summary.weeks(replay)[-2:]],
        "progress": _plain(summary.progress_of(replay)._asdict()),
        "ahead": [
            f"{state.date} {state.level} {state.phase} {state.concentric} {state.running}"
            f" {state.next_run} {state.decision and state.decision.rule}"
            for state in ahead[::3]
        ],
    }


def _line(line: Reason) -> dict[str, object]:
    return {
        "topic": line.topic,
        "outcome": line.outcome,
        "rules": list(line.rules),
        "findings": [_finding(one) for one in line.findings],
        "would": [_finding(one) for one in line.would],
        "instead": line.instead,
    }


def _finding(one: Finding) -> dict[str, object]:
    return {
        "key": one.key,
        "met": one.met,
        "values": _plain(one.values),
        "dates": " ".join(f"{date:%m-%d}" for date in one.dates),
    }


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value}"
    if value is None or isinstance(value, bool | int | float):
        return value
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if hasattr(value, "items"):
        return {f"{name}": _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return f"{value}"


def signs(said: dict[str, Any]) -> set[str]:
    """Return what a day shows: findings met and not, lines, outcomes, rules."""
    found = set()
    for line in said["why"]:
        found.add(f"{line['topic']} {line['outcome']} {line['instead']}")
        found |= {f"rule {line['topic']} {rule}" for rule in line["rules"]}
        for part in ("findings", "would"):
            found |= {
                f"{part} {line['topic']} {one['key']} {one['met']} {bool(one['dates'])}"
                for one in line[part]
            }
    for week in said["weeks"]:
        found |= {f"{name} {value is None}" for name, value in week.items()}
        found.add(f"decision {week['decision'] and week['decision']['rule']}")
    found |= {f"{name} {_kind(value)}" for name, value in said["progress"].items()}
    return found | {f"ahead {bool(said['ahead'])}"}


def _kind(value: object) -> object:
    return value if isinstance(value, bool | None) else type(value).__name__


def days() -> Iterator[tuple[int, dt.date]]:
    """Yield some days of every course."""
    for number in range(len(courses())):
        log, until = log_of(number)
        first = min(entry.date for entry in log)
        for back in range(0, (until - first).days, EVERY_DAYS):
            yield number, until - dt.timedelta(days=back)


def main() -> None:
    """Write the page anew."""
    every = [(day, signs(told(*day))) for day in days()]
    missing = set().union(*(found for _, found in every))
    chosen = []
    while missing:
        day, found = max(every, key=lambda one: len(one[1] & missing))
        chosen.append(day)
        missing -= found
    lines = [json.dumps(told(*day)) for day in sorted(chosen)]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(every)} days looked at, {len(lines)} kept\n")


if __name__ == "__main__":
    main()
