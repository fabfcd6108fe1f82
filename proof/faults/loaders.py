"""Everything that reads a file a person or another program may have touched, as one call each.

``python loaders.py SITE SEEDS ARGUMENTS…`` runs atheris over all of them.
"""

import importlib
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


def month(raw: bytes, _: Path) -> None:
    """Read a month of the log, and what would mend it."""
    from achillescli.store.doctor.repairs import repairs
    from achillescli.store.journal.month import month as read

    read.__wrapped__(raw, "log/2026-11.toml")
    repairs(raw, "log/2026-11.toml")


def text(raw: bytes, _: Path) -> None:
    """Read any TOML file behind the guard."""
    from achillescli.store.files import toml

    toml.document(toml.text(raw, "file"), "file")


def draft(raw: bytes, folder: Path) -> None:
    """Read the draft of an assessment."""
    from achillescli.store import draft as drafts
    from achillescli.store.files.layout import DRAFT

    (folder / DRAFT).write_bytes(raw)
    drafts.read_draft(folder)


def settings(raw: bytes, folder: Path) -> None:
    """Read the settings."""
    from achillescli.cli.settings import settings

    (folder / "settings.toml").write_bytes(raw)
    settings({"ACHILLES_HOME": str(folder)})


def answers(raw: bytes, folder: Path) -> None:
    """Read an answers file."""
    from achillescli.cli.inputs import answers_file

    (folder / "answers.toml").write_bytes(raw)
    answers_file.read(_here(), str(folder / "answers.toml"))


def course(raw: bytes, folder: Path) -> None:
    """Read a course file."""
    from achillescli.cli.inputs import course_file

    (folder / "course.toml").write_bytes(raw)
    course_file.read(_here(), str(folder / "course.toml"))


def export(raw: bytes, _: Path) -> None:
    """Read an export."""
    from achillescli.store.transfer import archive

    archive.read(raw, "export.json")


def cache(raw: bytes, folder: Path) -> None:
    """Read the cache; its checksum is put right, so that more than that is tried."""
    from achillescli.store.files.layout import CACHE
    from achillescli.store.journal import cache as caches

    rest = raw.partition(b"\n")[2]
    (folder / CACHE).write_bytes(caches._seal(rest) + rest)
    caches.read(folder)


LOADERS: dict[str, Callable[[bytes, Path], None]] = {
    loader.__name__: loader
    for loader in (month, text, draft, settings, answers, course, export, cache)
}


INSTRUMENTED = (
    "achillescli.cli.inputs.answers_file",
    "achillescli.cli.inputs.course_file",
    "achillescli.store.transfer.archive",
    "achillescli.store.doctor.repairs",
)
"""What atheris watches, with all that it imports."""


def _here() -> Any:
    from achillescli.cli.context import current_context

    return current_context("en")


def meet(name: str, raw: bytes, folder: Path) -> None:
    """Give bytes to a loader; a refusal is an answer, every other exception gets through."""
    from achillescli.errors import AchillesError

    with suppress(AchillesError):
        LOADERS[name](raw, folder)


def _fuzz() -> None:
    import atheris

    site, *arguments = sys.argv[1:]
    sys.path.insert(0, site)
    with atheris.instrument_imports(include=["achillescli", "tomllib"]):
        for name in INSTRUMENTED:
            importlib.import_module(name)
    names = sorted(LOADERS)
    folder = Path(tempfile.mkdtemp())

    def one(raw: bytes) -> None:
        if raw:
            meet(names[raw[0] % len(names)], raw[1:], folder)

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz()
