"""The time that the rules need for a course, without start-up and without files.

``python benchmarks/replay.py HOME UNTIL`` prints the days of the course and the median of
51 replays in milliseconds.
"""

import datetime as dt
import statistics
import sys
import time
from pathlib import Path

from achillescli import catalogue, store
from achillescli.core import course
from achillescli.core.log import corrections

TIMES = 51


def replayed(home: Path, until: dt.date) -> tuple[int, float]:
    """Return the days of the newest course, and the median time to replay it in ms."""
    log = corrections.applied(store.load(home).entries)
    protocol = catalogue.protocol()
    days, took = 0, []
    for _ in range(TIMES):
        start = time.perf_counter()
        days = len(course.replay(log, protocol, until).states)
        took.append(1000 * (time.perf_counter() - start))
    return days, statistics.median(took)


if __name__ == "__main__":
    print(*replayed(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2])))
