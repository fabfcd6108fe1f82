"""The page docs/verification.md: what was shown, by which command, with the figures of the runs.

    python tests/verification.py FILE...   take in what the runs wrote, and write the page anew

A long run writes its figures with ``--json FILE``: exploration (``tests/proof/explore.py``),
mutation (``tests/mutants.py``), constants (``tests/constants.py``). The short ones, laws,
reference courses and protocol check, are made here. What is known of each run is kept in
``tests/verification.jsonl``, a line a run:

    run       its name in RUNS
    seconds   how long it took
    cores     of the machine
    python    the version
    figures   what it counted, by name; the page keeps their order
    failures  a sentence each; none when all held
    lines     what stands below the figures as it was printed, if anything
    rules     which rules it was about: a digest of the core and of the programme

What the exploration and the mutation write is put into that form. A run with failures is not
taken in, and the exit code is 1; so it is while a run is missing, which the page then says.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from achillescli import catalogue

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "verification.md"
KEPT = Path(__file__).with_suffix(".jsonl")
SURVIVORS = ROOT / "tests" / "mutants.toml"
LEAST_PERCENT = 95
VECTORS = ROOT / "tests" / "vectors"


class Run(NamedTuple):
    """A run: its heading, the command, what it shows, and what it leaves open."""

    title: str
    command: str
    shows: str
    leaves: str


RUNS = {
    "exploration": Run(
        "Every state of a course",
        "python tests/proof/explore.py",
        "The tables of a day, of a week, of the answers and of each condition of the running gate "
        "over all their values, against the rules stated once more; then the course as a machine, "
        "every reachable state visited once and every law checked on every step, and so the gates "
        "and the later phase; then two courses in step, one never better than the other, that "
        "train, are tested and are blocked on the same dates: without blocks over all levels, with "
        "blocks up to L4.1. Drawn courses are replayed beside the machines, with runs, checks and "
        "fever. Below the figures: where the laws stop, each time with the shortest example that "
        "was found.",
        "Scores, dates and weeks are reduced to the classes that the rules tell apart. That the "
        "classes are exact is tested on the drawn courses, not proven. Two courses that train or "
        "are tested on different days, or whose weekly mornings differ, are followed in drawn "
        "courses only; so are those on one level of which only the better steps down. The limits "
        "of the laws: [hazards.md](hazards.md#where-the-laws-stop).",
    ),
    "laws": Run(
        "Laws over generated courses",
        "python -m pytest tests/core/test_laws.py",
        "No generated course broke a law.",
        "Generated courses are a sample.",
    ),
    "vectors": Run(
        "Reference courses and assessments",
        "python -m pytest tests/core/test_vectors.py",
        "Another program, written from the same statement of the rules, comes to the same results, "
        "day by day.",
        "Where both read the statement wrongly alike, nothing shows it.",
    ),
    "patterns": Run(
        "As a physiotherapist would try it",
        "achilles simulate PATTERN",
        "A warm-up trap is caught by week 5, two bad days in one week cost one step, and painkillers "
        "on three days a week stall the plan. Below the figures: each named pattern, level and decision week by week.",
        "Made-up scores, of someone who does what the programme gives. On two days a week with a "
        "painkiller the plan goes on.",
    ),
    "mutation": Run(
        "Changed code",
        "python tests/mutants.py",
        "The tests notice changes of the rules' code; every change that they do not notice is "
        "explained one by one in `tests/mutants.toml`.",
        "Functions and the conditions in tables of `src/achillescli/core` are changed, one place "
        "at a time. The rest of the tables is not; its numbers are, in the next run.",
    ),
    "constants": Run(
        "Changed clinical numbers",
        "python tests/constants.py",
        "Every number of the rules and of the programme, one up and one down, is noticed by a "
        "test.",
        "A change that makes no difference is left out; each stands in `tests/constants.py`. That a "
        "number is held by a test does not make it the right one.",
    ),
    "protocol": Run(
        "The programme as data",
        "achilles protocol check",
        "Every phase and level is reached, every step up has a step down, nothing lies above the "
        "cap, every text is there in both languages, every table of numbers has a rule with a "
        "source or the mark D.",
        "It looks whether the programme holds together, not whether it is right. The sources are "
        "named, not weighed.",
    ),
}
"""The runs in the order of the page."""

HEAD = """# What was shown, and what was not

How the advice was tried, with the figures that the runs printed themselves. This page is written
by `python tests/verification.py` from what the runs wrote; a test fails when it is stale, when it
does not say that a run is missing or was about earlier rules, or when one found a fault.

| What | Command | Seconds | Cores | Python |
| --- | --- | --- | --- | --- |"""

OPEN = """
## What none of this shows

- That the rules help, or that they hurt nobody: they have not been tried in a clinical study, and
  no physiotherapist has reviewed them. Shown is that the program follows its rules, and that the
  rules keep to the laws.
- That what is typed is true. [hazards.md](hazards.md) says for each hazard what stands against it
  and what remains.
- Anything about the files on the disk: [reliability.md](reliability.md).
"""


def record(
    path: Path,
    run: str,
    seconds: float,
    figures: Mapping[str, int | float],
    failures: Sequence[str],
) -> None:
    """Write what a run found to a file."""
    found = found_by(run, seconds, figures, failures)
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


def rules() -> str:
    """Return a digest of what decides: the core and the programme."""
    digest = hashlib.sha256()
    for path in (*sorted(ROOT.glob("src/achillescli/core/**/*.py")), ROOT / "data/protocol.toml"):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def found_by(
    run: str, seconds: float, figures: Mapping[str, int | float], failures: Sequence[str]
) -> dict[str, object]:
    """Return what a run found on this machine."""
    return {
        "run": run,
        "rules": rules(),
        "seconds": round(seconds, 1),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "figures": dict(figures),
        "failures": list(failures),
    }


def of_exploration(table: Mapping) -> dict[str, object]:
    """Return what an exploration found, in the form of the other runs."""
    figures = {
        f"{part['name']}: {name}": count
        for part in table["parts"]
        for name, count in part["counts"].items()
    }
    figures["rules seen at work"] = sum(bool(seen) for seen in table["rules"].values())
    figures["limits of the laws, each with an example"] = len(table["limits"])
    broken = [f"{law}: {why}" for part in table["parts"] for law, why in part["broken"].items()]
    unless = [] if table["holds"] or broken else ["not everything held"]
    lines = [line for limit in table["limits"] for line in _limit(limit)]
    found = found_by("exploration", table["seconds"], figures, broken + unless)
    return {**found, "lines": lines}


def _limit(limit: Mapping) -> Iterator[str]:
    yield f"{limit['id']} ({', '.join(limit['rules'])}): {limit['says']}"
    yield from (f"    {line}" for line in limit["example"])


def of_mutation(table: Mapping) -> dict[str, object]:
    """Return what the mutation found, in the form of the other runs."""
    listed = tomllib.loads(SURVIVORS.read_text("utf-8")).get("survivor", [])
    explained = sum(bool(one["why"].strip()) for one in listed)
    figures = {
        "modules": len(table["modules"]),
        **{name: table[name] for name in ("mutants", "killed", "survivors")},
        "survivors explained": explained,
        "killed in 100": table["percent"],
    }
    few = table["percent"] < LEAST_PERCENT
    failures = [f"fewer than {LEAST_PERCENT} in 100 are killed"] * few
    failures += ["not every survivor is explained"] * (explained != table["survivors"])
    return found_by("mutation", table["seconds"], figures, failures)


FORMS = {"parts": of_exploration, "modules": of_mutation}
"""How a file is read that has such a key."""

# The short runs


def laws() -> dict[str, object]:
    """Run the laws and count them and their courses."""
    out, failures, spent = said("pytest", "-q", "tests/core/test_laws.py", STATISTICS)
    courses = [int(number) for number in re.findall(r"- (\d+) passing", out)]
    figures = {"laws": _passed(out), "generated courses": sum(courses)}
    return found_by("laws", spent, figures, failures)


STATISTICS = "--hypothesis-show-statistics"


def vectors() -> dict[str, object]:
    """Run the reference assessments and courses and count them and their days."""
    out, failures, spent = said("pytest", "-q", "tests/core/test_vectors.py")
    told = {name: _lines(f"{name}.jsonl") for name in ("assessments", "courses")}
    days = sum(len(json.loads(line)["days"]) for line in told["courses"])
    counted = {name: len(lines) for name, lines in told.items()}
    figures = {**counted, "days compared": days, "tests passed": _passed(out)}
    return found_by("vectors", spent, figures, failures)


def protocol() -> dict[str, object]:
    """Run the protocol check and count what it looked at."""
    with tempfile.TemporaryDirectory() as home:
        out, failures, spent = said(
            "achillescli", "protocol", "check", "--lang", "en", ACHILLES_HOME=home
        )
    figures = {"kinds of fault looked for": len(re.findall(r":\s+in\s+order", out))}
    return found_by("protocol", spent, figures, failures)


def patterns() -> dict[str, object]:
    """Run every named pattern and count its steps."""
    began = time.monotonic()
    told = {name: decisions(name) for name in catalogue.patterns()}
    trap, flare, masked = ([week.split()[1] for week in told[name]] for name in ASKED)
    figures = {
        "week in which the warm-up trap is caught": trap.index("REGRESS") + 1,
        "steps down by one flare": flare.count("REGRESS"),
        "steps up behind painkillers": masked.count("PROGRESS"),
    }
    wanted = dict(zip(figures, (5, 1, 0), strict=True))
    failures = [f"{what}: {figures[what]}" for what in wanted if figures[what] != wanted[what]]
    found = found_by("patterns", time.monotonic() - began, figures, failures)
    return {**found, "lines": [f"{name}: {', '.join(weeks)}" for name, weeks in told.items()]}


ASKED = ("warm-up-trap", "flare-and-recovery", "painkiller-masking")


def decisions(pattern: str) -> list[str]:
    """Return level, verdict and rule of each week of a pattern."""
    with tempfile.TemporaryDirectory() as home:
        out, faults, _ = said("achillescli", "simulate", pattern, "--json", ACHILLES_HOME=home)
    if faults:
        raise RuntimeError(*faults)
    decided = ((week["level"], week["decision"]) for week in json.loads(out)["weeks"])
    return [f"{level} {one['verdict']} {one['rule']}" for level, one in decided]


def said(module: str, *arguments: str, **environment: str) -> tuple[str, list[str], float]:
    """Return what a module prints, its fault if it ends with one, and the seconds."""
    began = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    fault = [" ".join((run.stdout + run.stderr).split())[-500:]] if run.returncode else []
    return run.stdout, fault, time.monotonic() - began


def _passed(out: str) -> int:
    return sum(int(number) for number in re.findall(r"(\d+) passed", out))


def _lines(name: str) -> list[str]:
    return (VECTORS / name).read_text("utf-8").splitlines()


SHORT = (laws, vectors, patterns, protocol)


# The page


def kept() -> dict[str, dict]:
    """Return what is kept of each run, by its name."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.exists() else []
    return {found["run"]: found for found in map(json.loads, lines)}


def page(found: Mapping[str, Mapping]) -> str:
    """Return the whole page."""
    rows = [_row(run, found.get(name)) for name, run in RUNS.items()]
    parts = [part for name, run in RUNS.items() for part in _part(run, found.get(name))]
    return "\n".join((HEAD, *rows, *parts, OPEN))


def _row(run: Run, found: Mapping | None) -> str:
    anchor = run.title.lower().replace(" ", "-")
    cells = [f"[{run.title}](#{anchor})", f"`{run.command}`"]
    if found is None:
        return f"| {' | '.join((*cells, MISSING, '', ''))} |"
    earlier = "" if found.get("rules") == rules() else f", {EARLIER}"
    figures = (f"{number(found['seconds'])}{earlier}", str(found["cores"]), found["python"])
    return f"| {' | '.join((*cells, *figures))} |"


MISSING = "not run yet as a whole"
EARLIER = "with earlier rules"


def _part(run: Run, found: Mapping | None) -> Iterator[str]:
    yield f"\n## {run.title}\n\n{run.shows}\n"
    if found is None:
        yield f"**This was {MISSING}: there are no figures.**"
        return
    yield from _figures(found["figures"])
    if found.get("lines"):
        yield "\n```text\n" + "\n".join(found["lines"]) + "\n```"
    yield f"\nWhat it leaves open: {run.leaves[0].lower()}{run.leaves[1:]}"


def _figures(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure; those of one part of a run share theirs."""
    parts: dict[str, list[str]] = {}
    for name, value in figures.items():
        part, _, what = name.rpartition(": ")
        parts.setdefault(part or what, []).append(f"{what}: {number(value)}")
    for part, told in parts.items():
        yield f"- {told[0]}" if len(told) == 1 else f"- **{part}**: {' · '.join(told)}"


def number(value: float) -> str:
    """Return a number with commas between its thousands."""
    return f"{value:,}"


def taken(names: Sequence[Path]) -> Iterator[dict]:
    """Yield what the files of the long runs and the short runs found."""
    for name in names:
        table = json.loads(name.read_text("utf-8"))
        yield next((form(table) for key, form in FORMS.items() if key in table), table)
    for run in SHORT:
        yield run()


def main(arguments: Sequence[str] | None = None) -> int:
    """Take in what the runs wrote and write the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    every, faults = kept(), []
    for found in taken(chosen.files):
        faults += [f"{found['run']}: {fault}" for fault in found["failures"]]
        if not found["failures"]:
            every[found["run"]] = found
    ordered = [every[name] for name in RUNS if name in every]
    KEPT.write_text("".join(f"{json.dumps(found)}\n" for found in ordered), "utf-8")
    missing = [name for name in RUNS if name not in every]
    print(*faults, *(f"{name}: no figures yet" for name in missing), sep="\n")
    PAGE.write_text(page(every), "utf-8")
    return 1 if faults or missing else 0


if __name__ == "__main__":
    sys.exit(main())
