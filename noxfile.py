"""The recipes: ``nox`` runs check, ``nox -s NAME`` another one, ``nox --list`` names them.

They use the environment that nox itself is in, so that a tool has one version.
"""

import os
import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["check"]

PYTEST = ("pytest", "-q", "-n", "4")  # Twice the cores of a small machine: many tests wait,
DAILY = ("pytest", "-q", "-n", "auto", "-m", "not slow")  # but none of these.
BUILD = ("build", "-q", "--installer", "uv")
TOOLS = Path(sys.executable).parent
ONE_PYTHON = """
import sys
if sys.version_info[:2] != {0}:
    sys.exit(
        "achilles: this file was made for Python {1}. Type: python{1} achilles.pyz\\n"
        "achilles: dit bestand is gemaakt voor Python {1}. Typ: python{1} achilles.pyz"
    )
"""
"""What the single file does first; before it knows a language."""


def python(session: nox.Session, *words: str) -> None:
    """Run a module with the Python of this environment."""
    session.run(sys.executable, "-m", *words, external=True)


def programs(environment: str | Path) -> Path:
    """Return the folder of the programs of an environment."""
    return Path(environment, "Scripts" if os.name == "nt" else "bin")


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, the format, types and the contracts of the imports."""
    python(session, "ruff", "check", ".")
    python(session, "ruff", "format", "--check", ".")
    python(session, "mypy")
    session.run(shutil.which("lint-imports", path=TOOLS) or "lint-imports", external=True)


@nox.session
def daily(session: nox.Session) -> None:
    """The tests but the slow ones."""
    python(session, *DAILY, *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """What every change must pass: lint and the daily tests."""
    lint(session)
    daily(session)


@nox.session
def tests(session: nox.Session) -> None:
    """Every test."""
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
        python(session, *BUILD, "--wheel", "--outdir", str(work / "dist"), ".")
        python(session, "venv", str(work / "elsewhere"))
        bin_ = programs(work / "elsewhere")
        wheels = map(str, (work / "dist").glob("*.whl"))
        session.run(str(bin_ / "python"), "-m", "pip", "install", "-q", *wheels, external=True)
        if not (work / "elsewhere/share/man/man1/achilles-log-run.1").is_file():
            session.error("the manual is not in the wheel")
        use(session, work, str(bin_ / "achilles"))


def use(session: nox.Session, work: Path, *achilles: str) -> None:
    """Use the program for a day, somewhere else."""
    answers = Path("examples", "runner.toml").resolve()
    with session.chdir(work):
        for words in (
            ("--version",),
            ("assess", "--example", "insertional"),
            ("assess", "--answers", str(answers)),
            ("today",),
            ("--lang", "nl", "learn", "cause"),
            ("log", "morning", "2"),
            ("why",),
            ("report",),
        ):
            home = {"ACHILLES_HOME": str(work / "data"), "SHIV_ROOT": str(work / "shiv")}
            session.run(*achilles, *words, env=home, external=True, silent=True)


@nox.session
def package(session: nox.Session) -> None:
    """Write all that a release has to dist/, and try it: the same bytes again, metadata, tests."""
    dist = Path("dist").resolve()
    shutil.rmtree(dist, ignore_errors=True)
    python(session, *BUILD, ".")
    (sdist,), (built,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    python(session, "twine", "check", "--strict", str(sdist), str(built))
    python(session, "check_wheel_contents", str(built))
    python(session, "validate_pyproject", "pyproject.toml")
    # The developers have no e-mail address to give.
    python(session, "pyroma", "--min", "10", "--skip-tests", "AuthorEmail", str(sdist))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        single_file(session, built, work)
        shutil.unpack_archive(sdist, work / "unpacked", filter="data")
        (source,) = (work / "unpacked").iterdir()
        with session.chdir(source):
            python(session, *BUILD, "--outdir", str(work / "again"), ".")
            session.env["PYTHONPATH"] = "src"
            daily(session)
        for one in (sdist, built):
            if one.read_bytes() != (work / "again" / one.name).read_bytes():
                session.error(f"{one.name} has other bytes when the sdist is what it is built from")
    sums = [f"{sha256(one.read_bytes()).hexdigest()}  {one.name}" for one in sorted(dist.iterdir())]
    (dist / "SHA256SUMS").write_text("\n".join([*sums, ""]), "utf-8")


def single_file(session: nox.Session, built: Path, work: Path) -> None:
    """Lock what the wheel needs, list it, and pack all of it in one file, beside the wheel."""
    lock, sbom, packed = (
        str(built.with_name(name)) for name in ("pylock.toml", "sbom.cdx.json", "achilles.pyz")
    )
    environment = work / "locked"
    install = ("uv", "pip", "install", "-q", "--python", str(environment))
    python(
        session, "uv", "pip", "compile", "-q", "pyproject.toml", "-c", "requirements-dev.txt",
        "--universal", "--generate-hashes", "--no-header", "-o", lock,
    )  # fmt: skip
    python(session, "uv", "venv", "-q", "--python", sys.executable, str(environment))
    python(session, *install, "-r", lock)
    python(session, *install, "--no-deps", str(built))
    python(
        session, "cyclonedx_py", "environment", "--pyproject", "pyproject.toml",
        "--output-reproducible", "-o", sbom, str(programs(environment) / "python"),
    )  # fmt: skip
    (packages,) = environment.rglob("site-packages")
    version, preamble = "{}.{}".format(*sys.version_info), work / "preamble.py"
    preamble.write_text(ONE_PYTHON.format(sys.version_info[:2], version), "utf-8")
    preamble.chmod(0o755)
    python(
        session, "shiv", "--site-packages", str(packages), "-c", "achilles", "-o", packed,
        "-p", f"/usr/bin/env python{version}", "--preamble", str(preamble),
    )  # fmt: skip
    use(session, work, sys.executable, packed)


@nox.session
def lowest(session: nox.Session) -> None:
    """The daily tests, and what Hypothesis draws, with the oldest versions that are allowed."""
    with tempfile.TemporaryDirectory() as folder:
        python(session, "uv", "venv", "-q", "--python", sys.executable, folder)
        install = ("uv", "pip", "install", "-q", "--python", folder)
        oldest = ("--resolution", "lowest-direct", "-r", "pyproject.toml", "--all-extras")
        python(session, *install, *oldest, "--group", "test")
        python(session, *install, "--no-deps", "-e", ".")
        oldest_python = (str(programs(folder) / "python"), "-m")
        session.run(*oldest_python, *DAILY, external=True)
        session.run(*oldest_python, *PYTEST, "tests/laws/test_laws_can_fail.py", external=True)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements-dev.txt anew, with the newest versions that pyproject.toml allows."""
    python(
        session,
        "uv", "pip", "compile", "pyproject.toml", "--all-extras", "--group", "dev",
        "--universal", "--upgrade", "--generate-hashes", "-q", "-o", "requirements-dev.txt",
        "--custom-compile-command", "nox -s lock",
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
