"""What helps another to find a mistake: versions, places in the program, nothing of the user."""

import platform
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from .. import __version__
from ..errors import AchillesError
from ..store.journal import schema

_PACKAGE = Path(__file__).parents[1]
MOST_PLACES = 12
"""Of the places that an error came through, the last."""


def versions() -> str:
    """Return the versions, without the name of the computer."""
    host = platform.uname()
    number = re.match(r"[0-9.]*[0-9]", host.release)
    parts = (
        f"achilles {__version__}",
        f"Python {platform.python_version()}",
        f"{host.system} {number[0] if number else ''}".rstrip(),
        f"schema {schema.CURRENT}",
    )
    return ", ".join(parts)


def block(error: BaseException) -> Iterator[str]:
    """Yield the lines to paste: the same in every language, without a word or path of the user."""
    yield versions()
    cause: BaseException | None = error
    while cause is not None:
        yield _name(cause)
        for frame in traceback.extract_tb(cause.__traceback__)[-MOST_PLACES:]:
            yield f"  {_file(Path(frame.filename))}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _name(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, AchillesError):
        return f"{name} {error.key}"
    return f"{name} {error.errno}" if isinstance(error, OSError) else name


def _file(path: Path) -> str:
    inside = path.is_relative_to(_PACKAGE)
    return path.relative_to(_PACKAGE).as_posix() if inside else path.name
