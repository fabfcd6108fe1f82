"""`settings --json`: each setting with where its value comes from."""

import datetime as dt
from pathlib import Path
from typing import Any

from ...store.settings import NAMES, Settings


def as_values(settings: Settings, file: Path, home: Path) -> dict[str, Any]:
    """Return the settings, where their file belongs, and where the data are."""
    return {
        "file": str(file),
        "home": str(home),
        "settings": {name: _setting(settings, name) for name in NAMES},
    }


def _setting(settings: Settings, name: str) -> dict[str, Any]:
    value, source = getattr(settings, name), settings.source(name)
    return {
        "value": f"{value:%H:%M}" if isinstance(value, dt.time) else value,
        "source": source.kind,
        "name": source.name or None,
        "line": source.place.line,
    }
