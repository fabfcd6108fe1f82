"""The page docs/verification.md: what was shown, by which command, with the figures of the runs.

    python -m tools.pages.verification FILE...   take in what the runs wrote, and write the page anew
    python -m tools.pages.verification --page    write the page from what is kept, without a run

A long run writes its figures with ``--json FILE``: exploration (``proof/explore.py``),
mutation (``tools/checks/mutants.py``), constants (``tools/checks/constants.py``). The short ones, laws,
reference courses and protocol check, are made here. What is known of each run is kept in
``tools/pages/verification.jsonl``, a line a run:

    run       its name in RUNS
    seconds   how long it took
    cores     of the machine
    python    the version
    figures   what it counted, by name; the page keeps their order
    failures  a sentence each; none when all held
    lines     what stands below the figures as it was printed, if anything
    rules     which rules it was about: a digest of the core that decides and of the programme

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
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from achillescli import catalogue
from proof import populations as groups
from tools.checks import mutants

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "verification.md"
KEPT = Path(__file__).with_suffix(".jsonl")
LEAST_PERCENT = 95
TELLS = frozenset({"views", "library", "lint"})
"""Folders of the core that arrange or check what the others decide."""
VECTORS = ROOT / "tests" / "vectors"


class Run(NamedTuple):
    """A run: its heading, the command, what it means, how it is done, and what it leaves open."""

    title: str
    command: str
    means: str
    how: str
    leaves: str


RUNS = {
    "exploration": Run(
        "The rules stated twice",
        "python -m proof.explore",
        "The program and a second statement of the rules agree on every value, and the laws of a "
        "day and of a week hold on all of them.",
        "Each table of the rules is run over all values of its inputs and compared with a second "
        "statement of the rules: colour, dose, weekly decision, break, the steps of a morning, "
        "phase, conditions of running, what opens a warning and what clears it. Each law that looks at "
        "one day or one week is checked on every line. What the level, the breaks and the days without loading "
        "remember are small machines: every state that can be reached is visited, of one course alone "
        "and of two in step. Random courses are replayed by the program and folded by the second "
        "statement, day by day. Then rules are made weaker on purpose, and each must be noticed.",
        "How days follow one another at the gates, and how scores make the figures of a week, is shown "
        "on random courses, by the laws over generated courses and by the reference courses; that is no "
        "proof. Which rows stand is compared condition by condition, and not in whole courses. Numbers "
        "that the rules do not tell apart are left out of the largest tables.",
    ),
    "laws": Run(
        "Laws over generated courses",
        "python -m pytest tests/laws/test_laws.py",
        "No law was broken in any of the generated courses.",
        "Hypothesis makes courses at random, and each law is checked on each day.",
        "Generated courses are a sample.",
    ),
    "populations": Run(
        "Ordinary people",
        "python -m proof.populations",
        "People whose scores scatter from day to day are treated: most reach the loaded levels, and "
        "those who get worse do not.",
        "Nine groups of made-up patients, forty courses of 196 days each, with a scatter of 0.5 or "
        "0.8 points on every score and sessions left out by chance. Below the figures: each share "
        "and the bound that a test holds it to.",
        "The scatter and the courses of the scores are assumed. The groups show what the rules do "
        "with given scores, not what tendons do.",
    ),
    "vectors": Run(
        "Reference courses and assessments",
        "python -m pytest tests/core/test_vectors.py",
        "A second program gives the same results, day by day.",
        "It was written from the same statement of the rules, and its results are stored in "
        "`tests/vectors`.",
        "If both programs misread the statement in the same way, this does not show it.",
    ),
    "patterns": Run(
        "As a physiotherapist would try it",
        "achilles simulate PATTERN",
        "A warm-up trap is caught by week 5, two bad days in one week cost one step, and painkillers "
        "on three days a week stop the load from rising.",
        "Each named pattern of made-up scores is played through the rules. Below the figures: level "
        "and decision of each pattern, week by week.",
        "The scores are made up, of someone who follows the plan. With a painkiller on two days a "
        "week the load still rises.",
    ),
    "mutation": Run(
        "Changed code",
        "python -m tools.checks.mutants",
        "If one place in the code of a module that was tried changes, a test fails, or a reason is "
        "listed.",
        "Functions and the conditions in tables of `src/achillescli/core` are changed, one place at "
        "a time; modules that were not tried are named below the figures. Every change that no test notices is listed with a reason in `tools/checks/mutants.toml`.",
        "Of a module that was not tried nothing is known. The rest of the tables is not changed; "
        "their numbers are, in the next run.",
    ),
    "constants": Run(
        "Changed clinical numbers",
        "python -m tools.checks.constants",
        "If one number of the rules or of the programme goes one up or one down, a test fails.",
        "Every number is changed in both directions. A change that makes no difference is left out "
        "and listed in `tools/checks/constants.py`.",
        "A number that a test holds may still be the wrong number.",
    ),
    "protocol": Run(
        "The programme as data",
        "achilles protocol check",
        "The programme has no gap: every phase and level can be reached, and every step up has a "
        "step down.",
        "It also checks that nothing is above the cap, that every text is there in both languages, "
        "and that every table of numbers has a rule with a source or the mark D.",
        "It checks that the programme is complete, not that it is right. It names the sources and "
        "does not weigh them.",
    ),
}
"""The runs in the order of the page."""

PARTS = {
    "tables": "Colour, dose, weekly decision, break and level of every day and week are as stated.",
    "records": "Whatever someone logs on a date, it counts as stated; so does what makes a phase.",
    "warnings": "Every condition of a warning is as stated, and a stall always has one.",
    "answers": "Every order of yes, no and clearance opens and clears the stated warnings.",
    "course": "Whatever the weeks were: one step up a week at most, nothing to carry before week "
    "three, steady sore weeks never end below L2, and calm scores reach the highest level unless "
    "their weeks swing between 0 and 2.",
    "breaks": "Every gap and block costs what is stated; a sign cleared within two days costs nothing.",
    "days without a dose": "Never more than two in a row, outside the off days of maintenance.",
    "two lives": "Who is never better on any day never stands on a higher level.",
    "careful days of two lives": "Who is never better on any day never has a less careful day.",
    "limits of two lives": "The shortest way to each limit of these laws: see hazards.md.",
    "limits of the tables": "The cases of each limit that needs no days to come about.",
    "replayed beside the statement": "The program and the statement agree on every day of random courses.",
    "conditions of running": "Each condition of running is as stated, and a worse value never meets it.",
}
"""What each part of the exploration means."""

HEAD = """# What the tests have shown, and what they have not

This page says how the advice was tested, with the figures that the runs printed themselves.
`python -m tools.pages.verification` writes it from the output of the runs. A test fails if the page is
out of date, if it does not say that a run is missing or was about earlier rules, or if a run found a
fault.

| What | Command | Seconds | Cores | Python |
| --- | --- | --- | --- | --- |"""

OPEN = """
## What none of this shows

- That the rules help, or that they hurt nobody. No clinical study has tested them, and no
  physiotherapist has reviewed them. The runs show that the program follows its rules, and that the
  rules keep the laws.
- That what people type is true. [hazards.md](hazards.md) says for each hazard what controls it and
  what it leaves open.
- Anything about the files on the disk: see [reliability.md](reliability.md).
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
    """Return a digest of what decides: the core but for what only tells, and the programme."""
    digest = hashlib.sha256()
    core = ROOT / "src/achillescli/core"
    decides = (
        path for path in core.rglob("*.py") if TELLS.isdisjoint(path.relative_to(core).parts)
    )
    for path in (*sorted(decides), ROOT / "data/protocol.toml"):
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


def of_exploration(table: Mapping[str, Any]) -> dict[str, object]:
    """Return what an exploration found, in the form of the other runs."""
    figures = {
        f"{part['name']}: {name}": count
        for part in table["parts"]
        for name, count in part["counts"].items()
    }
    figures["rules seen at work"] = sum(bool(seen) for seen in table["rules"].values())
    figures["rules made weaker, each noticed"] = len(table["weaker"])
    broken = [f"{law}: {why}" for part in table["parts"] for law, why in part["broken"].items()]
    unless = [] if table["holds"] or broken else ["not everything held"]
    return found_by("exploration", table["seconds"], figures, broken + unless)


def of_mutation(table: Mapping[str, Any]) -> dict[str, object]:
    """Return what the mutation found, in the form of the other runs, and what was not tried."""
    tried = {one["module"] for one in table["modules"]}
    left = sorted(set(mutants.modules(ROOT)) - tried)
    reasons = mutants.explained(ROOT).items()
    explained = sum(
        one.function.split(".")[0] in tried and bool(why.strip()) for one, why in reasons
    )
    figures = {
        "modules": len(tried),
        **{name: table[name] for name in ("mutants", "killed", "survivors")},
        "survivors explained": explained,
        "killed in 100": table["percent"],
    }
    few = table["percent"] < LEAST_PERCENT
    failures = [f"fewer than {LEAST_PERCENT} in 100 are killed"] * few
    failures += ["not every survivor is explained"] * (explained != table["survivors"])
    found = found_by("mutation", table["seconds"], figures, failures)
    return {**found, "lines": textwrap.wrap(f"not tried: {', '.join(left)}")} if left else found


FORMS = {"parts": of_exploration, "modules": of_mutation}
"""How a file is read that has such a key."""

# The short runs


def laws() -> dict[str, object]:
    """Run the laws and count them and their courses."""
    out, failures, spent = said("pytest", "-q", "tests/laws/test_laws.py", STATISTICS)
    courses = [int(number) for number in re.findall(r"- (\d+) passing", out)]
    figures = {"laws": _passed(out), "generated courses": sum(courses)}
    return found_by("laws", spent, figures, failures)


STATISTICS = "--hypothesis-show-statistics"


def populations() -> dict[str, object]:
    """Play the groups of made-up patients and hold their shares against their bounds."""
    began = time.monotonic()
    found = list(groups.figures())
    figures = {
        "groups": len(groups.GROUPS),
        "courses": len(groups.GROUPS) * groups.COURSES,
        "bounds": len(found),
    }
    failures = [f"{one.group}: {one.says} {one.share:.3f}" for one in found if not one.holds]
    lines = [f"{one.group:24}{one.says:46}{100 * one.share:5.1f} %  ({one.bound})" for one in found]
    return {**found_by("populations", time.monotonic() - began, figures, failures), "lines": lines}


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


SHORT = (laws, populations, vectors, patterns, protocol)


# The page


def kept() -> dict[str, dict[str, Any]]:
    """Return what is kept of each run, by its name."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.exists() else []
    return {found["run"]: found for found in map(json.loads, lines)}


def page(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the whole page."""
    rows = [_row(run, found.get(name)) for name, run in RUNS.items()]
    parts = [part for name, run in RUNS.items() for part in _part(run, found.get(name))]
    return "\n".join((HEAD, *rows, *parts, OPEN))


def _row(run: Run, found: Mapping[str, Any] | None) -> str:
    anchor = run.title.lower().replace(" ", "-")
    cells = [f"[{run.title}](#{anchor})", f"`{run.command}`"]
    if found is None:
        return f"| {' | '.join((*cells, MISSING, '', ''))} |"
    earlier = "" if found.get("rules") == rules() else f", {EARLIER}"
    figures = (f"{number(found['seconds'])}{earlier}", str(found["cores"]), found["python"])
    return f"| {' | '.join((*cells, *figures))} |"


MISSING = "not run yet as a whole"
EARLIER = "with earlier rules"


def _part(run: Run, found: Mapping[str, Any] | None) -> Iterator[str]:
    yield f"\n## {run.title}\n\n**{run.means}** {run.how}\n"
    if found is None:
        yield f"**This was {MISSING}: there are no figures.**"
        return
    yield from _figures(found["figures"])
    if found.get("lines"):
        yield "\n```text\n" + "\n".join(found["lines"]) + "\n```"
    yield f"\nOpen: {run.leaves[0].lower()}{run.leaves[1:]}"


def _figures(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each figure; those of one part of a run share theirs."""
    parts: dict[str, list[str]] = {}
    for name, value in figures.items():
        part, _, what = name.rpartition(": ")
        parts.setdefault(part, []).append(f"{what}: {number(value)}")
    for part, told in parts.items():
        if part:
            yield f"- **{part}**: {PARTS[part]}\n  {' · '.join(told)}"
        else:
            yield from (f"- {one}" for one in told)


def number(value: float) -> str:
    """Return a number with commas between its thousands."""
    return f"{value:,}"


def taken(names: Sequence[Path]) -> Iterator[dict[str, Any]]:
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
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    chosen = parser.parse_args(arguments)
    if chosen.page:
        PAGE.write_text(page(kept()), "utf-8")
        return 0
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
