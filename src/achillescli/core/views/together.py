"""Which steps of the log are one: what came from files in one call, and what took that back."""

from collections.abc import Mapping, Sequence

from ..log.entries import Edit, Entry, Remove, Run
from ..log.history import UNDO, standing


def together(journal: Sequence[Entry], step: Entry) -> list[Entry]:
    """Return the steps that still count and that one call wrote with a step, itself among them.

    They have the same time of writing, which nothing else has.
    """
    known = {entry.id: entry for entry in journal}
    if not _of_files(step, known):
        return [step]
    counting = {entry.id for entry in standing(journal)}
    at_once = [entry for entry in journal if entry.at == step.at and entry.id in counting]
    is_back = isinstance(step, Remove)
    return [
        entry
        for entry in at_once
        if isinstance(entry, Remove) is is_back and _of_files(entry, known)
    ]


def _of_files(entry: Entry, known: Mapping[str, Entry]) -> bool:
    """Whether an entry came from a file, fills one in from a file, or took such a one back."""
    passed: set[str] = set()
    found: Entry | None = entry
    while isinstance(found, Remove) and found.note == UNDO and found.id not in passed:
        passed.add(found.id)
        found = known.get(found.of)
    match found:
        case Run(source=source):
            return source is not None
        case Edit(set=values):
            return "source" in values
        case _:
            return False
