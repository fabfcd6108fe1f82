"""The settings, each with where its value comes from."""

import datetime as dt
from pathlib import Path

from ...store.settings import NAMES, Origin, Settings
from ...words import Words
from ..terminal.screen import LabelledRow, Screen


def show(screen: Screen, words: Words, settings: Settings, file: Path, home: Path) -> None:
    """Write a line for each setting, and where they are set."""
    screen.labelled([LabelledRow(name, _line(words, settings, name)) for name in NAMES])
    screen.say()
    screen.say(words("setting.file", file=file))
    screen.say(words("setting.how"))
    screen.say(words("setting.home", home=home))


def _line(words: Words, settings: Settings, name: str) -> str:
    """Return a value in words, and its source."""
    source = _source(words, settings.source(name))
    return words("setting.line", value=_value(words, getattr(settings, name)), source=source)


def _value(words: Words, value: object) -> str:
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if value is None or isinstance(value, bool):
        return words(f"setting.value.{value}")
    return f"{value}"


def _source(words: Words, source: Origin) -> str:
    return words(f"setting.source.{source.kind}", name=source.name, line=source.place.line or "?")
