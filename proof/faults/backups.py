"""A long random life with the log: there is always a backup with every entry of the days before."""

import time
from collections.abc import Iterator

from .bench import Bench, Result, Row, counted

NAME = "backups"
STEPS, QUICK_STEPS = 10_000, 600
LIVES = 4
"""The steps are shared out over so many lives, each with its own seed."""


def run(bench: Bench) -> Iterator[Row]:
    """Live every life and count the broken promises."""
    steps = QUICK_STEPS if bench.quick else STEPS
    begun = time.monotonic()
    results = bench.spread(_life, [(steps // LIVES, seed) for seed in range(LIVES)])
    row = counted(
        NAME, f"{steps:,} random steps in {LIVES} lives", results, time.monotonic() - begun
    )
    row.runs = steps
    yield row


def _life(case: tuple[int, int]) -> Result:
    from tests.kit.backup_life import violations

    steps, seed = case
    return Result(f"seed {seed}", True, [f"lost: {one}" for one in violations(steps, seed)])
