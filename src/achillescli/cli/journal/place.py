"""Where the log is, and where another one may be."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ...render.phrases.folder import sentence
from ...store.doctor import surroundings
from ...store.doctor.finding import Folder
from ...store.files import system
from ..context import Context


def folder(context: Context) -> Folder:
    """Return where the data are, and which variable says so."""
    path = context.home
    target = Path(os.path.realpath(path))
    for name in ("ACHILLES_HOME", "XDG_DATA_HOME"):
        said = context.environment.get(name, "").strip()
        if said and path.is_relative_to(Path(said).expanduser()):
            return Folder(path, target, name)
    return Folder(path, target)


def places(context: Context) -> Iterator[Path]:
    """Yield where the program keeps its data when nothing says otherwise."""
    from platformdirs import user_data_dir

    yield Path(user_data_dir("achillescli", appauthor=False))
    for home in ("~", f"~{context.environment.get('SUDO_USER', '')}"):
        with suppress(RuntimeError):
            yield Path(home).expanduser() / ".local" / "share" / "achillescli"


def tell_begun(context: Context) -> None:
    """Say where a log begins, and what is to be known of that place."""
    words = context.words
    if not context.quiet:
        context.err.say(words("log.begun.here", folder=sentence(words, folder(context))))
    if not system.keeps_modes(context.home):
        context.err.say(words("log.begun.unkept"))
    tell_elsewhere(context)


def tell_elsewhere(context: Context) -> None:
    """Say that there is a log in another place than the one that counts."""
    for other in surroundings.elsewhere(context.home, places(context)):
        context.err.say(context.words(other.key, **other.values))
