"""The settings file, which the user writes by hand; what is wrong in it stops nothing."""

import datetime as dt
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import Place, Sentence, StoreError
from .files import disk, small


class Origin(NamedTuple):
    """Where a value comes from: the name of an option or a variable, or a line of the file."""

    kind: str
    """``option``, ``environment``, ``file`` or ``default``."""
    name: str = ""
    place: Place = Place()


USUAL = Origin("default")


class Settings(NamedTuple):
    """What is set, where from, and what could not be understood; in each field the usual value."""

    language: str = "en"
    plain: bool = False
    colour: bool | None = None
    """Whether there is colour; None when the terminal decides."""
    sounds: bool = True
    morning: dt.time = dt.time.fromisoformat("07:00")
    """When the morning is scored."""
    am: dt.time = dt.time.fromisoformat("07:30")
    pm: dt.time = dt.time.fromisoformat("19:00")
    day_starts: dt.time = dt.time.fromisoformat("03:00")
    sources: Mapping[str, Origin] = MappingProxyType({})
    """The source of each setting that does not have its usual value."""
    wrong: tuple[Sentence, ...] = ()

    def date(self, moment: dt.datetime) -> dt.date:
        """Return the rehab date of a moment."""
        start = self.day_starts
        return (moment - dt.timedelta(hours=start.hour, minutes=start.minute)).date()

    def moment(self, date: dt.date, time: dt.time) -> dt.datetime:
        """Return when a time of a rehab date is; one before the day starts is after midnight."""
        late = time < self.day_starts
        return dt.datetime.combine(date + dt.timedelta(days=late), time)

    def source(self, name: str) -> Origin:
        """Return where the value of a setting comes from."""
        return self.sources.get(name, USUAL)


TIMES = ("morning", "am", "pm", "day_starts")
NAMES = ("language", "plain", "colour", "sounds", *TIMES)
"""What the file may hold."""

_SPOKEN = {
    **dict.fromkeys(("yes", "true", "on", "ja"), True),
    **dict.fromkeys(("no", "false", "off", "nee"), False),
}
_LINE = rb"(?m)^((?:\xef\xbb\xbf)?[ \t]*[\w-]+[ \t]*=[ \t]*)"
_END = rb"(?=[ \t]*(?:#|\r?$))"
_TIME = _LINE + rb"(['\"]?)((?:[01]?\d|2[0-3]):[0-5]\d)(:[0-5]\d)?\2" + _END
"""A time as people write it, which TOML is not."""
_BARE = (
    _LINE
    + rb"(?!(?:[01]\d|2[0-3])(?::[0-5]\d){2}[ \t]*(?:#|\r?$))"
    + rb"([^\s\"'\\#\[{][^\x00-\x1f\x7f\"'\\#]*?)"
    + _END
)
"""A value without quotation marks, which TOML may not be; a whole time is."""
_TOLD = ("unclosed", "conflict", "quote", "inner", "empty", "sign", "escape", "line_end")
"""The slips that are called in a settings file what they are called in the log."""


def file_settings(path: Path, languages: Collection[str]) -> Settings:
    """Return what the file says; the usual settings where there is none, or none to be read."""
    try:
        raw = disk.contents(path, f"{path}")
        if raw is None:
            return Settings()
        file = small.document(_as_toml(raw), f"{path}")
    except StoreError as error:
        if not os.path.isdir(path.parent):  # noqa: PTH112  # a name may be too long to ask a path
            return Settings()
        if error.key == "store.error.read":
            return Settings(wrong=(Sentence("errors.setting.read", error.values),))
        return Settings(wrong=(_file_fault(error.sentence), Sentence("errors.setting.file")))
    values: dict[str, Any] = {}
    sources = {}
    wrong = []
    for name, value in file.tables.items():
        place = file.place_of(name)
        fault = _fault(name, value, languages)
        if fault:
            wrong.append(Sentence(f"errors.setting.{fault}", _sentence_values(name, place)))
        else:
            values[name], sources[name] = _value(name, value), Origin("file", place=place)
    return Settings(**values, sources=sources, wrong=tuple(wrong))


def _file_fault(said: Sentence) -> Sentence:
    """Return why the file cannot be read, in words of settings."""
    area, _, slip = said.key.rpartition(".")
    if area != "store.error.toml" or slip in _TOLD:
        return said
    return Sentence(f"errors.setting.{'twice' if slip == 'twice' else 'line'}", said.values)


def _fault(name: str, given: object, languages: Collection[str]) -> str:
    """Return the sentence that says what a setting must be; empty when it is."""
    if name not in NAMES:
        return "unknown"
    if name in TIMES:
        whole = isinstance(given, dt.time) and given == given.replace(second=0, microsecond=0)
        return "" if whole else "time"
    if name == "language":
        return "" if f"{given}".lower() in languages else "language"
    return "" if f"{given}".lower() in _SPOKEN else "switch"


def _sentence_values(name: str, place: Place) -> dict[str, Any]:
    """Return what fills a sentence about a setting that is wrong."""
    usual = f"{Settings._field_defaults[name]:%H:%M}" if name in TIMES else ""
    return {"place": place, "name": name, "usual": usual, "known": ", ".join(NAMES)}


def _value(name: str, given: Any) -> Any:
    """Return the value of a setting that is as it must be."""
    if name in TIMES:
        return given
    if name == "language":
        return given.lower()
    asked = _SPOKEN[f"{given}".lower()]
    return None if name == "colour" and asked else asked


def _as_toml(raw: bytes) -> bytes:
    """Return the settings with 4:00 or "04:00", and yes or nl, as TOML has them.

    So has what no setting can be, such as 25:00: it is wrong by itself, and takes no other with it.
    """
    return re.sub(_BARE, rb'\1"\2"', re.sub(_TIME, _whole_time, raw))


def _whole_time(found: re.Match[bytes]) -> bytes:
    return found[1] + found[3].zfill(5) + (found[4] or b":00")
