"""The page with the promises and the figures of a full run."""

import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from .bench import Row
from .ledger import CATCHES, NOTICES, PARTS, PROMISES, UNCOVERED
from .program import ROOT

PAGE = ROOT / "docs" / "reliability.md"
UNCOUNTED = ("backups", "fuzz")
"""Parts of which a run is one step or one file, and no start of the program."""
INTRODUCTION = """\
# What the program promises about your data, and how that is tested

This page is written by `python -m proof.faults.run --write`. That run needs Linux, root and
strace. It starts the program as a user does and causes one fault at a time. Then it checks the
files with a reader that is not the program's, asks `today` and holds its answer against the whole
data, and types another command, the same one again, and a last one. The test suite checks the
other promises.
"""


def text(rows: Sequence[Row], seconds: float) -> str:
    """Return the page."""
    parts = (_machine(seconds), _promises(), _figures(rows), _controls(rows), _uncovered())
    return "\n".join((INTRODUCTION, *("\n".join(part) for part in parts)))


def _machine(seconds: float) -> Iterator[str]:
    system = f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}"
    yield f"- Python {platform.python_version()}, {system}, {os.cpu_count()} cores."
    yield f"- {_version('strace', '--version')}; ext4 and XFS on loop devices, tmpfs."
    yield f"- The whole run: {seconds / 60:.0f} minutes."
    yield ""


def _version(*words: str) -> str:
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    return " ".join(said.split("\n")[0].replace("--", "").split()[:3])


def _promises() -> Iterator[str]:
    yield "## The promises"
    yield ""
    yield "| No | Promise | Tested by |"
    yield "| --- | --- | --- |"
    for number, (sentence, holders) in PROMISES.items():
        yield f"| {number} | {sentence} | {_linked(holders)} |"
    yield ""


def _linked(holders: str) -> str:
    names = holders.split(", ")
    return ", ".join(name if name in PARTS else f"`{name}`" for name in names)


def _figures(rows: Sequence[Row]) -> Iterator[str]:
    ours = [row for row in rows if not row.design]
    yield "## The figures"
    yield ""
    steps = sum(row.runs for row in ours if row.part in UNCOUNTED)
    yield f"{sum(row.runs for row in ours) - steps:,} runs of the program and states of the disk,"
    yield f"and {steps:,} random steps and broken files: **{sum(row.lost for row in ours)} lost**,"
    yield f"{sum(row.broken for row in ours)} with another promise broken, and"
    yield f"{sum(row.missed for row in ours)} faults that the run planned but the program did not meet."
    yield "A run counts as lost when an entry is gone that was there or was called saved, when the log"
    yield "cannot be read, or when a command no longer works afterwards. Set-ups of one part run side"
    yield "by side and share its seconds."
    for part, of_part in groupby(ours, lambda row: row.part):
        yield from _part(part, list(of_part))
    yield ""


def _part(part: str, rows: Sequence[Row]) -> Iterator[str]:
    yield ""
    yield f"**{part}**: {PARTS[part]}."
    yield ""
    yield "| Set-up | Runs | Not met | Lost | Broken | s | |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for row in rows:
        figures = f"{row.runs:,} | {row.missed} | {row.lost} | {row.broken} | {row.seconds:.0f}"
        yield f"| {row.what} | {figures} | {row.note} |"


def _controls(rows: Iterable[Row]) -> Iterator[str]:
    """Say in how many runs each bad design and each mistake was noticed, part by part."""
    yield "## Does the harness tell good from bad?"
    yield ""
    yield "The designs in `proof/faults/designs.py` write the same log with a known mistake. A cell"
    yield "gives the runs with lost entries (for writers: the lost entries) / all runs. In those of"
    yield "`proof/faults/variants.py` the program itself has a mistake in what it says or leaves out; a"
    yield "cell gives the runs in which any promise was broken. The run fails when a part does not catch"
    yield "the mistakes in bold."
    yield ""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        lost, runs = found.get((row.design, row.part), (0, 0))
        found[row.design, row.part] = (lost + row.noticed, runs + row.runs)
    designs = sorted({design for design, _ in found if design})
    parts = [part for part in PARTS if part in CATCHES or part in NOTICES]
    yield f"| Design | {' | '.join(parts)} |"
    yield f"| --- |{' ---: |' * len(parts)}"
    for design in (*designs, ""):
        cells = [_cell(found, design, part) for part in parts]
        yield f"| {design or 'achilles'} | {' | '.join(cells)} |"
    yield ""


def _cell(found: dict[tuple[str, str], tuple[int, int]], design: str, part: str) -> str:
    if (design, part) not in found:
        return ""
    cell = "{} / {:,}".format(*found[design, part])
    return f"**{cell}**" if design in (*CATCHES.get(part, ()), *NOTICES.get(part, ())) else cell


def _uncovered() -> Iterator[str]:
    yield "## What this does not cover"
    yield ""
    for sentence in UNCOVERED:
        yield f"- {sentence}"
    yield ""
