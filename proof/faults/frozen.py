"""The program copied to where it stays as it is while it is tested, and loaded for its forks."""

import compileall
import gc
import importlib.metadata
import os
import re
import shutil
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

from .program import OLDER_SCHEMA, PACKAGE, ROOT, Program, version


def freeze(place: Path) -> Program:
    """Copy the program and what it needs to where every user can read it, compiled."""
    site = place / "site"
    shutil.copytree(ROOT / "src" / PACKAGE, site / PACKAGE, ignore=_BYTECODE)
    shutil.copytree(ROOT / "data", site / PACKAGE / "data")
    for name in _needed():
        _copy(importlib.metadata.distribution(name), site)
    venv.create(place / "venv", symlinks=True)
    (place / "venv" / "lib" / version() / "site-packages" / "frozen.pth").write_text(f"{site}\n")
    compileall.compile_dir(site, quiet=2, workers=2)
    _open_to_all(place)
    (place / "nobody").mkdir()
    return Program(place)


_BYTECODE = shutil.ignore_patterns("__pycache__")


def _needed() -> Iterator[str]:
    """Yield the names of the packages that the program needs, each once."""
    left, seen = [PACKAGE], {PACKAGE}
    while left:
        for wish in importlib.metadata.requires(left.pop()) or ():
            name = re.split(r"[^\w.-]", wish, maxsplit=1)[0].lower().replace("_", "-")
            if ";" not in wish and name not in seen:
                seen.add(name)
                left.append(name)
                yield name


def _copy(package: importlib.metadata.Distribution, site: Path) -> None:
    for file in package.files or ():
        source = Path(str(package.locate_file(file)))
        if ".." not in file.parts and source.suffix != ".pyc" and source.is_file():
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def _open_to_all(place: Path) -> None:
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def load(program: Program) -> None:
    """Load the frozen program into this process, so that its forks have it."""
    sys.path.insert(0, str(program.place / "site"))
    import platformdirs
    import rich.table
    import tomli_w

    from achillescli.cli import context, parser

    parser.program(context.current_context("en"))
    exec(OLDER_SCHEMA)  # for what follows a migration in a fork
    assert Path(parser.__file__).is_relative_to(program.place)
    assert platformdirs, (rich.table, tomli_w)
    gc.freeze()
