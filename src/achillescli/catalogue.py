"""The bundled data, found in a wheel and in a checkout alike."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from .core.protocol import Protocol

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """Return the path of a bundled file, such as ``protocol.toml``."""
    packaged = _PACKAGE / "data" / name
    return packaged if packaged.exists() else _PACKAGE.parents[1] / "data" / name


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads(bundled(name).read_text("utf-8"))


@cache
def protocol() -> Protocol:
    """Return the programme that the article describes."""
    return Protocol.of(_tables("protocol.toml"))
