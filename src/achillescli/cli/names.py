"""The commands by name, and the one that was likely meant by a word that is none."""

from collections.abc import Iterable, Mapping
from functools import cache

from ..errors import UsageError
from ..words import LANGUAGES, Words

GROUPS = {
    "daily": ("assess", "today", "train", "log", "undo", "status"),
    "look": ("report", "plan", "why", "replay", "learn"),
    "data": ("backup", "restore", "export", "import", "merge", "erase", "doctor"),
    "more": ("settings", "remind", "completion", "simulate", "demo", "protocol"),
}
"""The commands in the groups of the help."""
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
PARTS = {
    "morning": "scores",
    "am": "session",
    "pm": "session",
    "session": "session",
    "evening": "scores",
    "painkiller": "scores",
    "run": "training",
    "activity": "training",
    "check": "training",
    "checkin": "checkin",
    "flag": "signs",
    "clearance": "clearance",
    "pause": "scores",
    "note": "scores",
    "list": "changes",
    "edit": "changes",
    "remove": "changes",
}
"""The parts of the log in the order of the help, each with the file that adds it."""
OF_THE_LOG = tuple(PARTS)
ALIKE = 0.7
"""How alike two words must be, from 0 to 1, for one to be taken for a slip of the other."""


def nearest_command(typed: str, *, in_log: bool = False) -> tuple[str, ...] | None:
    """Return the command most like a word, such as ("log", "morning"); None when none is.

    Inside the log its own parts go first, elsewhere the commands of the program.
    """
    shelves = [_names("", COMMANDS), _names("log ", OF_THE_LOG)]
    for names in reversed(shelves) if in_log else shelves:
        if near := like(typed, names, ALIKE):
            return tuple(names[near].split())
    return None


def like(typed: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the one of some words that is most like a word, in any case; empty when none is.

    A swapped pair of letters is near in the shortest word too.
    """
    from difflib import get_close_matches

    names, word = {name.lower(): name for name in known}, typed.lower()
    swaps = (word[:n] + word[n : n + 2][::-1] + word[n + 2 :] for n in range(len(word) - 1))
    near = get_close_matches(word, names, 1, alike) or filter(names.__contains__, swaps)
    return next((names[name] for name in near), "")


def not_one_of(known: Iterable[str], typed: str | None, name: str, refusal: str) -> UsageError:
    """Return the refusal of a value: with the one that was likely meant, else with all."""
    if near := like(typed or "", known, ALIKE):
        return UsageError("parser.near_value", name=name, near=near)
    return UsageError(refusal, known=", ".join(known))


def no_part() -> UsageError:
    """Return the refusal of a line that does not say what to log."""
    return UsageError("log.error.bare", known=", ".join(OF_THE_LOG))


@cache
def _names(before: str, commands: Iterable[str]) -> Mapping[str, str]:
    """Return every name that is understood, and the command that it stands for."""
    names: dict[str, str] = {}
    for words in map(Words, LANGUAGES):
        others = words.find("parser.meant")
        for command in commands:
            spoken = [command, *others.get(command, ())]
            names |= dict.fromkeys(spoken, before + command)
    return names
