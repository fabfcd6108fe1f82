"""The settings: what is typed, set in the environment or written by hand, else the default."""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..render.terminal import wishes
from ..store.files.layout import SETTINGS
from ..store.settings import Origin, Settings, file_settings
from ..words import LANGUAGES

Said = Iterator[tuple[str, Any, Origin]]
"""Settings by name, each with its value and its source."""

_SWITCHES = {
    "--plain": ("plain", True),
    "--no-color": ("colour", False),
    "--quiet": ("sounds", False),
}


def settings(
    environment: Mapping[str, str],
    language: str | None = None,
    switches: Collection[str] = (),
) -> Settings:
    """Return the settings: of option, environment, file and default the first that says something.

    Raises:
        UsageError: an option or the environment asks for a language that does not exist.
    """
    found = _file_settings(environment)
    said = [*_of_variables(environment), *_of_options(language, switches)]
    if "language" not in found.sources:  # the locale says least: it is that of all programs
        said = [*_of_locale(environment), *said]
    values = {name: value for name, value, _ in said}
    sources = {name: source for name, _, source in said}
    return found._replace(**values, sources={**found.sources, **sources})


def settings_path(environment: Mapping[str, str]) -> Path:
    """Return where the settings of the user are, whether there are any or not.

    Raises:
        UsageError: it is no whole path.
    """
    if environment.get("ACHILLES_HOME"):
        return whole_path(environment["ACHILLES_HOME"]) / SETTINGS
    from platformdirs import user_config_dir

    return whole_path(user_config_dir("achillescli", appauthor=False)) / SETTINGS


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


def _file_settings(environment: Mapping[str, str]) -> Settings:
    try:
        path = settings_path(environment)
    except UsageError:
        return Settings()  # who reads or writes the data there says what is wrong
    if environment.get("ACHILLES_HOME") and not os.access(path.parent, os.X_OK):
        return Settings()  # as above
    return file_settings(path, LANGUAGES)


def _of_locale(environment: Mapping[str, str]) -> Said:
    names = [name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)]
    if not names:
        return
    name = names[0]
    wished = environment.get("LANGUAGE", "")
    if wished and environment[name] not in ("C", "POSIX"):  # as gettext reads it
        name = "LANGUAGE"
    spoken = (one[:2].lower() for one in environment[name].split(":"))
    language = next((one for one in spoken if one in LANGUAGES), "en")
    yield "language", language, Origin("environment", name)


def _of_variables(environment: Mapping[str, str]) -> Said:
    """Yield what variables say, but for the locale.

    Raises:
        UsageError: ACHILLES_LANG is no language.
    """
    if asked := environment.get("ACHILLES_LANG"):
        yield "language", _language(asked), Origin("environment", "ACHILLES_LANG")
    wishing = {"plain": wishes.plain(environment), "colour": wishes.colour(environment)}
    for name, wish in wishing.items():
        if wish:
            yield name, wish.asked, Origin("environment", wish.variable)


def _of_options(language: str | None, switches: Collection[str]) -> Said:
    """Yield what was typed for the whole program.

    Raises:
        UsageError: the language does not exist.
    """
    if language:
        yield "language", _language(language), Origin("option", "--lang")
    for switch in switches:
        if switch in _SWITCHES:
            yield *_SWITCHES[switch], Origin("option", switch)


def _language(language: str) -> str:
    """Return the language that is asked for.

    Raises:
        UsageError: it does not exist here.
    """
    if language.lower()[:2] not in LANGUAGES:
        raise UsageError("errors.language", known=", ".join(LANGUAGES))
    return language.lower()[:2]
