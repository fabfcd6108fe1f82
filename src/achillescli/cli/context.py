"""Where and when a command runs: the clock, the environment, the terminal, the language."""

import datetime as dt
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Sentence, UsageError
from ..words import LANGUAGES, Words

if TYPE_CHECKING:
    from ..render.terminal.screen import Screen


@dataclass
class Context:
    """Everything that a command takes from the outside, and where it speaks."""

    words: Words
    now: dt.datetime
    environment: Mapping[str, str]
    saved: bool = False
    """Whether this command has written anything to keep."""

    @cached_property
    def out(self) -> "Screen":
        """The screen for what was asked for."""
        from ..render.terminal.screen import Screen

        return Screen(sys.stdout, self.environment)

    @cached_property
    def err(self) -> "Screen":
        """The screen for questions, and for what is said beside the output."""
        from ..render.terminal.screen import Screen

        return Screen(sys.stderr, self.environment)

    def complain(self, sentence: Sentence) -> None:
        """Say what is wrong on the error output."""
        from ..render.terminal.screen import complain

        complain(sys.stderr, self.environment, self.words.sentence(sentence))

    @cached_property
    def home(self) -> Path:
        """The folder of the user's data.

        Raises:
            UsageError: it is no whole path.
        """
        chosen = self.environment.get("ACHILLES_HOME")
        if chosen:
            return _path(chosen)
        from platformdirs import user_data_dir

        return _path(user_data_dir("achillescli", appauthor=False))

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The settings that the user wrote by hand."""
        return _settings(settings_path(self.environment))

    @property
    def today(self) -> dt.date:
        """The rehab date: a new one starts at 03:00 unless the settings say otherwise."""
        start = self.settings.get("day_starts", dt.time(3))
        since = dt.timedelta(hours=start.hour, minutes=start.minute)
        return (self.now - since).date()

    @property
    def asks(self) -> bool:
        """Whether someone can answer questions: input and error output are a terminal."""
        return sys.stdin.isatty() and sys.stderr.isatty()


def current_context(language: str | None) -> Context:
    """Return where the program runs now; the language is asked for, or found."""
    words = Words(chosen_language(language, os.environ))  # noqa: TID251
    return Context(words, dt.datetime.now().astimezone(), os.environ)  # noqa: TID251


def chosen_language(asked: str | None, environment: Mapping[str, str]) -> str:
    """Return the language: what is asked for, ACHILLES_LANG, the locale, English.

    Raises:
        UsageError: a language was asked for that does not exist.
    """
    for wish in (asked, environment.get("ACHILLES_LANG")):
        if wish:
            if wish.lower()[:2] not in LANGUAGES:
                raise UsageError("errors.language", known=", ".join(LANGUAGES))
            return wish.lower()[:2]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "nl" if environment[name].lower().startswith("nl") else "en"
    return "en"


def _path(text: str) -> Path:
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


def settings_path(environment: Mapping[str, str]) -> Path:
    """Return where the settings of the user are, whether there are any or not."""
    from ..store.files.layout import SETTINGS

    if environment.get("ACHILLES_HOME"):
        return _path(environment["ACHILLES_HOME"]) / SETTINGS
    from platformdirs import user_config_dir

    return _path(user_config_dir("achillescli", appauthor=False)) / SETTINGS


def _settings(path: Path) -> dict[str, Any]:
    """Return the settings; none where there is no file.

    Raises:
        StoreError: the file cannot be read.
        UsageError: it states no settings.
    """
    from ..store.files.small import read_toml

    file = read_toml(path, path.name)
    found = file.tables if file else {}
    start = found.get("day_starts", dt.time(3))
    unknown = set(found) - {"day_starts"}
    if not isinstance(start, dt.time) or unknown:
        raise UsageError("errors.settings", path=path)
    return found
