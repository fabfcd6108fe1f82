"""The commands by name, and the one that was likely meant by a word that is none."""

from collections.abc import Iterable, Mapping
from functools import cache

from ..words import LANGUAGES, Words

COMMANDS = (
    "assess",
    "today",
    "train",
    "status",
    "log",
    "undo",
    "report",
    "plan",
    "why",
    "replay",
    "learn",
    "simulate",
    "demo",
    "protocol",
    "backup",
    "restore",
    "export",
    "import",
    "merge",
    "erase",
    "doctor",
    "settings",
    "remind",
    "completion",
)
PARTS = {
    "scores": ("morning", "evening", "painkiller", "pause", "note"),
    "session": ("session", "am", "pm"),
    "training": ("run", "activity", "check"),
    "signs": ("flag",),
    "checkin": ("checkin",),
    "clearance": ("clearance",),
    "changes": ("list", "edit", "remove"),
}
"""The parts of the log by the file that adds them."""
OF_THE_LOG = tuple(name for names in PARTS.values() for name in names)
ALIKE = 0.7
"""How alike two words must be, from 0 to 1, for one to be taken for a slip of the other."""


def meant(typed: str, *, in_log: bool = False) -> tuple[str, ...] | None:
    """Return the command most like a word, such as ("log", "morning"); None when none is.

    Inside the log its own parts go first, elsewhere the commands of the program.
    """
    from difflib import get_close_matches

    shelves = [_names("", COMMANDS), _names("log ", OF_THE_LOG)]
    for names in reversed(shelves) if in_log else shelves:
        for name in get_close_matches(typed.lower(), names, 1, ALIKE):
            return tuple(names[name].split())
    return None


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
