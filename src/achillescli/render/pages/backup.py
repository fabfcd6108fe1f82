"""Backups, and how they differ from the log, in words."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ...core.log.entries import Entry
from ...words import Words
from ..phrases import dates
from ..phrases.corrections import changes
from ..phrases.entries import dated, noted
from ..terminal.screen import Screen, cells


class Sight(Protocol):
    """A backup beside its month as it is."""

    @property
    def name(self) -> str:
        """Its name, as typed to restore it."""

    @property
    def made(self) -> str:
        """When it was made: 2026-11-23, or 2026-11-23T101530, or a word of the user."""

    @property
    def file(self) -> str:
        """The month."""

    @property
    def total(self) -> int:
        """How many entries it holds."""

    @property
    def is_whole(self) -> bool:
        """Whether it can be read."""

    @property
    def is_known(self) -> bool:
        """Whether the month can be read as it is."""

    @property
    def is_same(self) -> bool:
        """Whether the month holds the same bytes."""

    @property
    def come(self) -> Sequence[Entry]:
        """What only the backup holds."""

    @property
    def go(self) -> Sequence[Entry]:
        """What only the month holds."""

    @property
    def change(self) -> Sequence[tuple[Entry, Entry]]:
        """What both hold: as it is, and as it would be."""

    @property
    def hidden(self) -> int:
        """How many entries stand in what cannot be read of the month alone."""


def made(screen: Screen, words: Words, copied: Sequence[Sight], home: Path) -> None:
    """Write which copies were made, where they are, and what they do not survive."""
    for one in copied:
        key = "copied" if one.is_whole else "copied_damaged"
        screen.say(words(f"backup.{key}", n=one.total, file=one.file, copy=_file(one)))
    screen.say(words("backup.where", path=home / "backups"))
    screen.say(words("backup.elsewhere"))


def listed(screen: Screen, words: Words, seen: Sequence[Sight]) -> None:
    """Write backups, each with its time, its size and how it differs from the log."""
    indent = max(cells(one.name) for one in seen) + 2
    for one in seen:
        text = f"{_held(words, one)}; {_differs(words, one)}"
        if indent * 2 > screen.width:
            screen.say(one.name, "bold")
            screen.point(text, mark="  ")
        else:
            screen.field(one.name, text, indent)
    screen.say()
    screen.say(words("backup.how"))


def _held(words: Words, seen: Sight) -> str:
    """Return when a backup was made, and how many entries it holds."""
    return ", ".join(filter(None, (_when(words, seen.made), words("backup.held", n=seen.total))))


def _when(words: Words, made: str) -> str:
    """Return when a backup was made; empty when its name does not say."""
    try:
        date = dt.date.fromisoformat(made[:10])
    except ValueError:
        return ""
    clock = f" {made[11:13]}:{made[13:15]}" if made[10:11] == "T" else ""
    return dates.day(words, date) + clock


def _differs(words: Words, seen: Sight) -> str:
    """Return in a few words what a backup would change in the log."""
    if not seen.is_whole:
        return words("backup.differs.unreadable")
    if seen.is_same:
        return words("backup.differs.same")
    if not seen.is_known:
        return words("backup.differs.unknown")
    parts = {"come": len(seen.come), "go": len(seen.go), "change": len(seen.change)}
    told = [words(f"backup.differs.{name}", n=n) for name, n in parts.items() if n]
    return ", ".join(told) or words("backup.differs.text")


def difference(screen: Screen, words: Words, seen: Sight) -> None:
    """Write entry by entry what would come, go and change."""
    screen.say(f"{_file(seen)}: {_held(words, seen)}", "bold")
    if not seen.is_known:
        screen.say(words("backup.unknown", file=seen.file))
    if seen.hidden:
        screen.say(words("backup.hidden", n=seen.hidden))
    _part(screen, words, "come", [_line(words, entry) for entry in seen.come])
    _part(screen, words, "go", [_line(words, entry) for entry in seen.go])
    _part(screen, words, "change", [_changed(words, *pair) for pair in seen.change])
    if seen.is_known and not (seen.come or seen.go or seen.change):
        screen.say(words("backup.only_text"))


def _part(screen: Screen, words: Words, name: str, lines: Sequence[str]) -> None:
    if lines:
        screen.heading(words(f"backup.part.{name}", n=len(lines)))
    for line in lines:
        screen.point(line)


def _line(words: Words, entry: Entry) -> str:
    return f"{entry.id}  {dates.day(words, entry.date)}  {noted(words, entry)}"


def _changed(words: Words, now: Entry, then: Entry) -> str:
    how = changes(words, now, then) or words("backup.differs.text")
    return f"{now.id}  {dated(words, now)}: {how}"


def restored(screen: Screen, words: Words, seen: Sight, copied: str | None) -> None:
    """Write that a backup took the place of its month, and how to go back."""
    screen.say()
    screen.say(words("backup.restored", file=seen.file, copy=_file(seen), n=seen.total), "bold")
    if copied is None:
        screen.say(words("backup.undo.nothing"))
        return
    key = "again" if seen.is_known else "damaged"
    name = copied.removeprefix("backups/").removesuffix(".toml")
    screen.say(words(f"backup.undo.{key}", copy=copied, name=name))


def _file(seen: Sight) -> str:
    return f"backups/{seen.name}.toml"
