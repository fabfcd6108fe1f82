"""Broken bytes for everything that reads files: refused or read, never a crash."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .bench import Bench, Result, Row, counted
from .loaders import LOADERS, meet
from .program import ROOT
from .starts import MONTH, course

NAME = "fuzz"
EXAMPLES, QUICK_EXAMPLES = 800, 60
ATHERIS_S = 40
PIECES = (
    b"[[entry]]", b"[entry]", b"[[", b"]", b"{", b"}", b"[" * 30, b"=", b"\n", b"\r", b"\r\n",
    b'"""', b"'''", b'"', b"\\", b"\\ud800", b"\\U0010ffff", b"\0", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"schema = 1", b"schema = 2", b"schema = true", b"id = ", b"at = ", b"pain = ",
    b"nan", b"-inf", b"1e999", b"0x", b"9" * 5000, b"2026-02-30", b"2026-10-25T02:30:00+24:00",
    b"24:00:00", b"a." * 80, b"true", b"[]", b"{}", b"\xe2\x80\xae", b'"text": ', b'"sha256": ""',
    b"null", b"NaN", b"-", b"#",
)  # fmt: skip
"""What files of this kind are broken with."""
_CHANGE = st.tuples(
    st.sampled_from(("put", "cut", "twice", "over")),
    st.integers(0, 1 << 12),
    st.integers(0, 200),
    st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)),
)


def run(bench: Bench) -> Iterator[Row]:
    """Run hypothesis over every loader, then atheris where it can be installed."""
    examples = QUICK_EXAMPLES if bench.quick else EXAMPLES
    seeds = _seeds(bench.program.place)
    begun = time.monotonic()
    results = bench.spread(_one, [(name, seeds[name], examples) for name in LOADERS])
    told = f"hypothesis, {len(LOADERS)} loaders"
    row = counted(NAME, told, results, time.monotonic() - begun)
    row.runs = 2 * examples * len(LOADERS)
    yield row
    if not bench.quick:
        yield _atheris(bench.program.place, seeds)


def _seeds(place: Path) -> dict[str, list[bytes]]:
    """Return sound files for each loader."""
    files = course().files
    months = [raw for name, raw in files.items() if name.startswith("log/")]
    told = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.toml"))]
    courses = [path.read_bytes() for path in sorted((ROOT / "tests" / "cases").glob("*.toml"))]
    toml = [files[MONTH], *told]
    return {
        "month": months,
        "text": toml,
        "draft": told,
        "settings": [b"day_starts = 04:00:00\n"],
        "answers": told,
        "course": courses,
        "export": [(place / "export.json").read_bytes()],
        "cache": [files["cache"]],
    }


def _one(case: tuple[str, list[bytes], int]) -> Result:
    name, seeds, examples = case
    with tempfile.TemporaryDirectory() as folder:
        try:
            _try_out(name, seeds, examples, Path(folder))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what was looked for
            return Result(name, True, [f"{type(error).__name__}: {error}"[:400]])
    return Result(name, True, [])


def _try_out(name: str, seeds: list[bytes], examples: int, folder: Path) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.sampled_from(seeds), st.lists(_CHANGE, max_size=6), st.binary(max_size=64))
    def refused_or_read(
        seed: bytes, changes: list[tuple[str, int, int, bytes]], raw: bytes
    ) -> None:
        meet(name, raw, folder)
        meet(name, changed(seed, changes), folder)

    refused_or_read()


def changed(seed: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    """Return a sound file after some changes."""
    for how, place, length, piece in changes:
        at = place % (len(seed) + 1)
        before, part, after = seed[:at], seed[at : at + length], seed[at + length :]
        middle = {"put": piece + part, "cut": b"", "twice": part + part, "over": piece}[how]
        seed = before + middle + after
    return seed


def _atheris(place: Path, seeds: dict[str, list[bytes]]) -> Row:
    """Let atheris look for new paths through the loaders for some seconds."""
    told = f"atheris, {ATHERIS_S} s"
    begun = time.monotonic()
    python = _with_atheris(place)
    if python is None:
        return Row(NAME, told, 1, note="atheris does not install here")
    corpus = place / "corpus"
    corpus.mkdir()
    for number, name in enumerate(sorted(LOADERS)):
        for n, raw in enumerate(seeds[name]):
            (corpus / f"{name}{n}").write_bytes(bytes([number]) + raw)
    script = str(Path(__file__).with_name("loaders.py"))
    limits = (f"-max_total_time={ATHERIS_S}", "-max_len=8192", "-print_final_stats=1")
    done = subprocess.run(
        [
            str(python),
            "-B",
            script,
            str(place / "site"),
            *limits,
            f"-artifact_prefix={place}/",
            str(corpus),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    crash = "" if done.returncode == 0 else done.stderr[-600:]
    return Row(
        NAME,
        told,
        int(runs[1]) if runs else 0,
        broken=int(bool(crash)),
        seconds=time.monotonic() - begun,
        shown=[crash] if crash else [],
    )


def _with_atheris(place: Path) -> Path | None:
    """Return a Python that has atheris; None when it cannot be installed."""
    folder = place / "atheris"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "atheris"]
    found = subprocess.run(install, capture_output=True, check=False)
    return python if found.returncode == 0 else None
