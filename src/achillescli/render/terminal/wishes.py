"""What the environment asks of a screen, by the names that people know."""

from collections.abc import Mapping
from typing import NamedTuple


class Wish(NamedTuple):
    """What a variable of the environment asks for."""

    variable: str
    asked: bool


def colour(environment: Mapping[str, str]) -> Wish | None:
    """Return whether there is to be colour; None when the terminal decides."""
    if environment.get("NO_COLOR"):
        return Wish("NO_COLOR", asked=False)
    if environment.get("FORCE_COLOR"):
        return Wish("FORCE_COLOR", asked=environment["FORCE_COLOR"] != "0")
    if environment.get("CLICOLOR_FORCE") not in (None, "", "0"):
        return Wish("CLICOLOR_FORCE", asked=True)
    if environment.get("CLICOLOR") == "0":
        return Wish("CLICOLOR", asked=False)
    return None


def plain(environment: Mapping[str, str]) -> Wish | None:
    """Return whether there are to be sentences alone; None when nothing is said."""
    said = environment.get("ACHILLES_PLAIN")
    return Wish("ACHILLES_PLAIN", asked=said != "0") if said else None
