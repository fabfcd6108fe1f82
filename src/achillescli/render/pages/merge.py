"""What a merge takes in, and where two logs differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.log.entries import Assessment, Edit, Entry, Remove
from ...store.transfer.merge import Conflict
from ...words import Words
from ..phrases import dates
from ..phrases import entries as log
from ..phrases.corrections import changes

if TYPE_CHECKING:
    from ..terminal.screen import Screen

_INDENT = 12


def summary(screen: "Screen", words: Words, new: Sequence[Entry], conflicts: int) -> None:
    """Write how much is new, of which dates, and how many entries differ."""
    if new:
        first, last = (dates.day(words, pick(e.date for e in new)) for pick in (min, max))
        span = words(
            "merge.span.days" if first != last else "merge.span.day", first=first, last=last
        )
        screen.say(words("merge.new", n=len(new), span=span))
        corrections = sum(isinstance(entry, Edit | Remove) for entry in new)
        if corrections:
            screen.say(words("merge.corrections", n=corrections))
    if conflicts:
        screen.say(words("merge.conflicts", n=conflicts))


def conflict(screen: "Screen", words: Words, found: Conflict) -> None:
    """Write the two versions of an entry and the fields in which they differ."""
    screen.heading(words("merge.conflict.title", id=found.mine.id))
    for key, entry in (("mine", found.mine), ("theirs", found.theirs)):
        text = f"{log.noted_line(words, entry)} ({dates.day(words, entry.date)})"
        screen.field(words(f"merge.conflict.{key}"), text, _INDENT)
    names = ", ".join(name.removeprefix("answers.") for name in found.fields)
    screen.field(words("merge.conflict.fields"), names, _INDENT)
    if isinstance(found.mine, Assessment) and isinstance(found.theirs, Assessment):
        text = changes(words, found.mine, found.theirs)
        screen.field(words("merge.conflict.changes"), text, _INDENT)
    if found.replaced:
        screen.say(words("merge.conflict.replaced"))


def show_outcome(
    screen: "Screen", words: Words, new: int, decided: Sequence[Entry], copies: Sequence[str]
) -> None:
    """Write how much was added, how each conflict was settled, and what was kept before it."""
    if new:
        screen.say(words("merge.added", n=new))
    for entry in decided:
        if isinstance(entry, Edit | Remove):
            screen.say(words(f"merge.settled.{entry.kind}", of=entry.of, id=entry.id))
    if copies:
        screen.say(words("merge.copies", n=len(copies), files=", ".join(copies)))
