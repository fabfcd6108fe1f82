"""What the program prints and writes, before and after a change, byte for byte.

``python -m tools.compare_outputs --before DIR --after DIR`` types the command lines of
compare_outputs.toml with two checkouts (or two Pythons that have the program), each on a
fresh copy of its data folder with a fixed clock, and prints every difference.
"""

import argparse
import difflib
import json
import os
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NOW = "2026-12-10T18:30"
DAMAGE = bytes(64) + b"\n"
"""What a power cut may leave at the end of a file."""
CACHE = "cache"
"""The name of a file that is the program's own affair; only that it is there is compared."""
PATIENCE_S = 120
PROMPT_S = 20
"""How long a terminal may be silent before the next line is typed."""
START = """
import datetime, gc, hashlib, itertools, os, runpy, sys
now, calls = datetime.datetime.fromisoformat(os.environ.pop("NOW")), itertools.count()
gc.get_referents(datetime.datetime.__dict__)[0]["now"] = classmethod(
    lambda cls, tz=None: now.astimezone(tz) if tz else now
)
os.urandom = lambda n: hashlib.shake_256(f"{now} {next(calls)}".encode()).digest(n)
runpy.run_module("achillescli", run_name="__main__", alter_sys=True)
"""
"""Starts the program with a fixed clock, and with ids that follow from it."""


class Side(NamedTuple):
    """A Python that has the program, by itself or from the source of a checkout."""

    python: Path
    source: Path | None

    @property
    def environment(self) -> dict[str, str]:
        """What finds the program in a checkout."""
        return {"PYTHONPATH": str(self.source)} if self.source else {}


class Case(NamedTuple):
    """A data folder, the language, and the commands that are typed one after the other."""

    start: str
    language: str
    lines: str

    def __str__(self) -> str:
        """Return the case as --only and the differences name it."""
        return f"{self.start} {self.language}: {self.lines}"


def side(place: str) -> Side:
    """Return the side of a checkout or a Python; leave when it would run another program."""
    path = Path(place).absolute()
    found = (
        Side(Path(sys.executable), path.resolve() / "src") if path.is_dir() else Side(path, None)
    )
    words = [str(found.python), "-P", "-c", "import achillescli; print(achillescli.__file__)"]
    ran = subprocess.run(words, env=found.environment, capture_output=True, text=True, check=False)
    if ran.returncode or not ran.stdout.startswith(str(found.source or "")):
        sys.exit(f"not the program of {place}: {ran.stdout}{ran.stderr}")
    return found


def cases() -> Iterator[Case]:
    """Yield the cases in the order of the table."""
    for start, of_start in TABLE.items():
        for language in ("en", "nl") if start != "starts" else ():
            for lines in (*of_start["both"], *of_start.get(language, ())):
                yield Case(start, language, " ".join(lines.split()) if "\n" in lines else lines)


def prepare(starts: Path, before: Side, names: Collection[str]) -> None:
    """Make the data folders that the cases start from, of what "before" can read."""
    root = before.source.parent if before.source else ROOT
    for name in names:
        lines = TABLE["starts"][name]
        work = starts / name
        shutil.copytree(root / "examples", work / "examples")
        if name in ("12-weeks", "damaged"):
            script = str(root / "benchmarks" / "logs.py")
            words = [sys.executable, script, "12-weeks", NOW[:10], str(work / "data")]
            source = {"PYTHONPATH": str(root / "src")}
            subprocess.run(words, env=source, check=True, stdout=subprocess.DEVNULL)
        type_all(before, Case(name, "en", " ".join(lines.split())), work)
        if name == "damaged":
            with (work / "data" / "log" / "2026-11.toml").open("ab") as month:
                month.write(DAMAGE)


def outcome(side: Side, case: Case, starts: Path, work: Path) -> dict[str, str]:
    """Return what a side prints, its exit codes, and the files that it leaves, by a name each."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(starts / case.start, work)
    found = type_all(side, case, work)
    for path in sorted(path for path in work.rglob("*") if path.is_file()):
        raw = b"" if path.name == CACHE else path.read_bytes()
        found[f"file {path.relative_to(work)}"] = text(raw)
    return found


def type_all(side: Side, case: Case, work: Path) -> dict[str, str]:
    """Type the commands of a case; return their exit codes, output and error output."""
    found = {}
    for number, line in enumerate(case.lines.split(" ; ") if case.lines else (), 1):
        months = sorted((work / "data" / "log").glob("*.toml"))
        ids = re.findall(r'\nid = "(\w+)"', months[-1].read_text("utf-8")) if months else []
        words = shlex.split(line.format(work=work, id=ids[-1] if ids else "none"))
        environment = side.environment | {
            "ACHILLES_HOME": str(work / "data"),
            "ACHILLES_LANG": case.language,
            "COLUMNS": "80",
            "HOME": str(work / "home"),
            "LC_ALL": "C.UTF-8",
            "NOW": NOW,
            "TERM": "dumb",
            "TZ": "UTC",
        }
        while words and re.match(r"[A-Z_]+=", words[0]):
            name, _, value = words.pop(0).partition("=")
            environment[name] = value
        command = [str(side.python), "-P", "-c", START, *words]
        for name, said in run(command, environment, work).items():
            found[f"command {number}, {line!r}, {name}"] = text(said)
    return found


def run(command: list[str], environment: dict[str, str], work: Path) -> dict[str, bytes]:
    """Run one command, on a terminal when something is typed."""
    typed, given = environment.pop("TYPED", None), environment.pop("STDIN", os.devnull)
    if typed is not None:
        return on_terminal(command, environment, work, typed.split("|"))
    with (work / given).open("rb") as stdin:
        ran = subprocess.run(
            command,
            stdin=stdin,
            capture_output=True,
            env=environment,
            cwd=work,
            timeout=PATIENCE_S,
            check=False,
        )
    return {"exit": str(ran.returncode).encode(), "output": ran.stdout, "errors": ran.stderr}


def on_terminal(
    command: list[str], environment: dict[str, str], work: Path, lines: list[str]
) -> dict[str, bytes]:
    """Run one command on a terminal; type a line at each prompt, then end the input."""
    ours, theirs = os.openpty()
    child = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=work,
        start_new_session=True,
    )
    os.close(theirs)
    rest, screen = iter(lines), b""
    while True:
        if screen.endswith(b"> ") or not select.select([ours], [], [], PROMPT_S)[0]:
            typed = next(rest, None)
            os.write(ours, b"\x04" if typed is None else f"{typed}\n".encode())
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        screen += chunk
    os.close(ours)
    return {"exit": str(child.wait(PATIENCE_S)).encode(), "screen": screen}


def text(raw: bytes) -> str:
    """Return bytes as text in which no byte is lost, but for how full the disk is."""
    return re.sub(r"\d+ ([GM]B (?:free|vrij))", r"N \1", raw.decode("utf-8", "backslashreplace"))


def readable(said: str | None) -> str:
    """Return a text with JSON in it on many lines."""
    try:
        return json.dumps(json.loads(said or ""), indent=1, ensure_ascii=False)
    except ValueError:
        return said or ""


def differences(case: Case, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """Yield a unified diff for each thing that is not the same."""
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if old != new:
            shown = [readable(old), readable(new)]
            if shown[0] == shown[1]:
                shown = [(old or ""), (new or "")]
            labels = ["nothing" if old is None else "before", "nothing" if new is None else "after"]
            lines = [said.splitlines(keepends=True) for said in shown]
            diff = difflib.unified_diff(lines[0], lines[1], labels[0], labels[1])
            yield f"=== {case}\n    {name}\n{''.join(diff)}\n"


def main() -> int:
    """Compare; return 1 when something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", required=True, help="a checkout, or a Python with the program")
    parser.add_argument("--after", required=True, help="likewise")
    parser.add_argument("--only", default="", metavar="PATTERN", help="a pattern in the cases")
    told = parser.parse_args()
    chosen = [case for case in cases() if re.search(told.only, str(case))]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        top = Path(folder)
        sides = [side(told.before), side(told.after)]
        prepare(top / "starts", sides[0], {case.start for case in chosen})

        def compare(number: int) -> list[str]:
            """Both sides have the same folder, one after the other: its path may be printed."""
            work = top / f"{number:03}"
            both = (outcome(one, chosen[number], top / "starts", work) for one in sides)
            return list(differences(chosen[number], *both))

        count = 0
        for found in pool.map(compare, range(len(chosen))):
            count += len(found)
            print("".join(found), end="", flush=True)
    commands = sum(len(case.lines.split(" ; ")) for case in chosen)
    print(f"{len(chosen)} cases, {commands} command lines: {count} differences")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
