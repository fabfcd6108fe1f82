"""The settings that the user writes by hand; what is wrong in them is told and stops nothing."""

import datetime as dt
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import Sentence, StoreError, UsageError
from ..store.files import disk, small
from ..store.files.layout import SETTINGS

USUAL = dt.time(3)
"""When a new day starts where nothing else is said."""
_KEY = rb"(?m)^((?:\xef\xbb\xbf)?[ \t]*day_starts[ \t]*=[ \t]*)"
_TIME = _KEY + rb"(['\"]?)(\d\d?:\d\d)(:\d\d)?\2(?=[ \t]*(?:#|\r?$))"
"""A time as people write it, which TOML is not."""


class Settings(NamedTuple):
    """What was set, and what could not be understood."""

    day_starts: dt.time = USUAL
    wrong: tuple[Sentence, ...] = ()

    def date(self, moment: dt.datetime) -> dt.date:
        """Return the rehab date of a moment."""
        start = self.day_starts
        return (moment - dt.timedelta(hours=start.hour, minutes=start.minute)).date()


def settings_path(environment: Mapping[str, str]) -> Path:
    """Return where the settings of the user are, whether there are any or not."""
    if environment.get("ACHILLES_HOME"):
        return whole_path(environment["ACHILLES_HOME"]) / SETTINGS
    from platformdirs import user_config_dir

    return whole_path(user_config_dir("achillescli", appauthor=False)) / SETTINGS


def settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings; the usual ones where there is no file, or none that can be read."""
    try:
        path = settings_path(environment)
    except UsageError:
        return Settings()  # who reads or writes the data there says what is wrong
    try:
        raw = disk.contents(path, f"{path}")
        file = small.document(_with_seconds(raw or b""), f"{path}")
    except StoreError as error:
        if not os.path.isdir(path.parent):  # noqa: PTH112  # a name may be too long to ask a path
            return Settings()
        return Settings(wrong=(error.sentence, Sentence("errors.usual_day")))
    tables = dict(file.tables)
    start = tables.pop("day_starts", USUAL)
    wrong = [
        Sentence("store.warning.unknown", {"place": file.place_of(name), "field": name})
        for name in tables
    ]
    if not isinstance(start, dt.time):
        place = file.place_of("day_starts")
        wrong += [Sentence("errors.day_starts", {"place": place}), Sentence("errors.usual_day")]
        start = USUAL
    return Settings(start, tuple(wrong))


def whole_path(text: str) -> Path:
    """Return a whole path with its ~ filled in.

    Raises:
        UsageError: it starts in the current folder, so that each folder would have its own log.
    """
    found = Path(text)
    with suppress(RuntimeError):
        found = found.expanduser()
    if not found.is_absolute():
        raise UsageError("errors.home")
    return found


def _with_seconds(raw: bytes) -> bytes:
    """Return the settings with a time such as 4:00 or "04:00" as TOML has it."""
    return re.sub(_TIME, _whole_time, raw)


def _whole_time(found: re.Match[bytes]) -> bytes:
    return found[1] + found[3].zfill(5) + (found[4] or b":00")
