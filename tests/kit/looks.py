"""A look at the data folder by the doctor, in the tests."""

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from achillescli.store.doctor import checkup
from achillescli.store.doctor.finding import Checkup, Severity
from achillescli.words import LANGUAGES, Words
from tests.kit.journals import NOW, SECRET, text, tree

GOOD = text()
BACKUP = "backups/2026-03.2026-03-09.toml"


def look(home: Path, places: Sequence[Path] = (), now: dt.datetime = NOW) -> Checkup:
    """Return the findings as (key, line); every one has its words, and looking changes nothing."""
    home.mkdir(exist_ok=True)
    home.chmod(0o700)
    for folder in filter(os.path.isdir, (home / "log", home / "backups")):
        folder.chmod(0o700)
        for path in folder.iterdir():
            if path.is_file() and not path.is_symlink():
                path.chmod(0o600 if path.stat().st_mode & 0o200 else 0o400)
    before = tree(home)
    found = checkup.checkup(home, now, now.date(), places)
    assert tree(home) == before
    for language in LANGUAGES:
        for finding in found.findings:
            sentence = Words(language)(finding.key, **finding.values)
            assert SECRET not in sentence
            assert "{" not in sentence
    return found


def keys(home: Path, **more: Any) -> list[tuple[str, int | None]]:
    told = look(home, **more).findings
    return [(finding.key.removeprefix("doctor.finding."), finding.place.line) for finding in told]


def troubles(home: Path) -> list[tuple[str, int | None]]:
    return [(finding.key, finding.place.line) for finding in look(home).of(Severity.TROUBLE)]
