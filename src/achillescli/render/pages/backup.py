"""Backups, and how they differ from the log, in words."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ...core.log.entries import Entry
from ...store.backups.restore import Comparison
from ...store.files.layout import BACKUPS
from ...words import Words
from ..phrases import dates
from ..phrases.corrections import changes
from ..phrases.entries import dated_line, noted_line
from ..terminal.screen import LabelledRow, Screen


def show_made(
    screen: Screen, words: Words, copied: Sequence[Comparison], home: Path, *, failed: bool
) -> None:
    """Write which copies were made, where they are, and what they do not survive."""
    for one in copied:
        key = "backup.copied" if one.is_whole else "backup.copied_damaged"
        screen.say(words(key, n=one.total, file=one.file, copy=one.backup.file))
    if copied or not failed:
        screen.say(words("backup.where", path=home / BACKUPS))
        screen.say(words("backup.elsewhere"))


def show_list(screen: Screen, words: Words, seen: Sequence[Comparison]) -> None:
    """Write backups, each with its time, its size and how it differs from the log."""
    screen.labelled(
        [LabelledRow(one.name, f"{_summary(words, one)}; {_differs(words, one)}") for one in seen]
    )
    screen.say()
    screen.say(words("backup.how"))


def _summary(words: Words, seen: Comparison) -> str:
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


def _differs(words: Words, seen: Comparison) -> str:
    """Return in a few words what a backup would change in the log."""
    if not seen.is_whole:
        return words("backup.differs.unreadable")
    if seen.is_same:
        return words("backup.differs.same")
    if not seen.is_known:
        return words("backup.differs.unknown")
    parts = {
        "backup.differs.added": len(seen.added),
        "backup.differs.lost": len(seen.lost),
        "backup.differs.changed": len(seen.changed),
    }
    return ", ".join(words(key, n=n) for key, n in parts.items() if n) or words(
        "backup.differs.text"
    )


def difference(screen: Screen, words: Words, seen: Comparison) -> None:
    """Write entry by entry what would come, go and change."""
    screen.say(f"{seen.backup.file}: {_summary(words, seen)}", "bold")
    if not seen.is_known:
        screen.say(words("backup.unknown", file=seen.file))
    if seen.hidden:
        screen.say(words("backup.hidden", n=seen.hidden))
    _part(screen, words, "backup.part.added", [_line(words, entry) for entry in seen.added])
    _part(screen, words, "backup.part.lost", [_line(words, entry) for entry in seen.lost])
    _part(
        screen, words, "backup.part.changed", [_change_line(words, *pair) for pair in seen.changed]
    )
    if seen.is_known and not (seen.added or seen.lost or seen.changed):
        screen.say(words("backup.only_text"))


def _part(screen: Screen, words: Words, key: str, lines: Sequence[str]) -> None:
    if lines:
        screen.heading(words(key, n=len(lines)))
    for line in lines:
        screen.point(line)


def _line(words: Words, entry: Entry) -> str:
    return f"{entry.id}  {dates.day(words, entry.date)}  {noted_line(words, entry)}"


def _change_line(words: Words, now: Entry, then: Entry) -> str:
    how = changes(words, now, then) or words("backup.differs.text")
    return f"{now.id}  {dated_line(words, now)}: {how}"


def show_restored(screen: Screen, words: Words, seen: Comparison, copied: str | None) -> None:
    """Write that a backup took the place of its month, and how to go back."""
    screen.say()
    copy = seen.backup.file
    screen.say(words("backup.restored", file=seen.file, copy=copy, n=seen.total), "bold")
    if copied is None:
        screen.say(words("backup.undo.nothing"))
        return
    key = "backup.undo.again" if seen.is_known else "backup.undo.damaged"
    name = copied.removeprefix(f"{BACKUPS}/").removesuffix(".toml")
    screen.say(words(key, copy=copied, name=name))
