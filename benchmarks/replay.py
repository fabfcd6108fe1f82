"""The time that the rules need for a course, without start-up and without files.

``python benchmarks/replay.py HOME UNTIL`` prints the days of the course, and in milliseconds
the medians of 51 replays: with the states that ``today`` looks at, and with every state.
"""

import datetime as dt
import statistics
import sys
import time
from pathlib import Path

from achillescli import catalogue, store
from achillescli.core import course
from achillescli.core.log import corrections
from achillescli.core.views.today import looks_back_to

TIMES = 51


def replayed(home: Path, until: dt.date) -> tuple[int, float, float]:
    """Return the days of the newest course, and the median times to replay it in ms."""
    log = corrections.log_of(store.load(home).entries)
    protocol = catalogue.protocol()
    days = 0
    took: list[list[float]] = []
    for since in (looks_back_to(until), dt.date.min):
        took.append([])
        for _ in range(TIMES):
            start = time.perf_counter()
            days = len(course.replay(log, protocol, until, since).states)
            took[-1].append(1000 * (time.perf_counter() - start))
    today, every = map(statistics.median, took)
    return days, today, every


if __name__ == "__main__":
    print(*replayed(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2])))
