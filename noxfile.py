"""The recipes: ``nox`` runs check, ``nox -s NAME`` another one, ``nox --list`` names them.

They use the environment that nox itself is in, so that a tool has one version.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["check"]

PYTEST = ("pytest", "-q", "-n", "4")  # Twice the cores of a small machine: many tests wait.
TOOLS = Path(sys.executable).parent


def python(session: nox.Session, *words: str) -> None:
    """Run a module with the Python of this environment."""
    session.run(sys.executable, "-m", *words, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, the format, types and the contracts of the imports."""
    python(session, "ruff", "check", ".")
    python(session, "ruff", "format", "--check", ".")
    python(session, "mypy")
    session.run(shutil.which("lint-imports", path=TOOLS) or "lint-imports", external=True)


@nox.session
def daily(session: nox.Session) -> None:
    """The tests but the slow ones: a minute and a half of processor time, for two cores."""
    python(session, *PYTEST, "-m", "not slow", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """What every change must pass: lint and the daily tests."""
    lint(session)
    daily(session)


@nox.session
def tests(session: nox.Session) -> None:
    """Every test: some eight minutes of processor time, for two cores."""
    python(session, *PYTEST, *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Each line and branch of the core is reached by its own tests."""
    python(session, *PYTEST, "--no-header", "--cov", "--cov-branch", "tests/core")


@nox.session
def constants(session: nox.Session) -> None:
    """Each clinical number moved by one must fail a test."""
    python(session, "tools.checks.constants", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Each change that mutmut makes must fail a test or be explained; half an hour."""
    python(session, "tools.checks.mutants")


@nox.session
def exploration(session: nox.Session) -> None:
    """Every course that the rules can tell apart, against every law."""
    python(session, "proof.explore")


@nox.session
def faults(session: nox.Session) -> None:
    """Kills, errors, power cuts, full disks. Needs Linux, root and what proof/README.md lists."""
    python(session, "proof.faults.run", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it elsewhere, and use it for a day."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python(session, "build", "--wheel", "--outdir", str(work / "dist"), ".")
        python(session, "venv", str(work / "elsewhere"))
        bin_ = work / "elsewhere" / ("Scripts" if os.name == "nt" else "bin")
        wheels = map(str, (work / "dist").glob("*.whl"))
        session.run(str(bin_ / "python"), "-m", "pip", "install", "-q", *wheels, external=True)
        answers = Path("examples", "runner.toml").resolve()
        with session.chdir(work):
            for words in (
                ("--version",),
                ("assess", "--answers", str(answers)),
                ("today",),
                ("--lang", "nl", "learn", "cause"),
                ("log", "morning", "2"),
                ("why",),
                ("report",),
            ):
                home = {"ACHILLES_HOME": str(work / "data")}
                session.run(str(bin_ / "achilles"), *words, env=home, external=True, silent=True)


@nox.session(venv_backend="venv")
def lock(session: nox.Session) -> None:
    """Write requirements-dev.txt anew, with the newest versions that pyproject.toml allows."""
    session.install("uv")
    session.run(
        "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--upgrade",
        "--generate-hashes", "--no-emit-package", "achillescli", "-q", "-o", "requirements-dev.txt",
        env={"UV_CUSTOM_COMPILE_COMMAND": "nox -s lock"},
    )  # fmt: skip


@nox.session(name="all")
def everything(session: nox.Session) -> None:
    """All of it but the mutants and the faults, which need half an hour and root."""
    lint(session)
    coverage(session)
    tests(session)
    constants(session)
    exploration(session)
    wheel(session)
