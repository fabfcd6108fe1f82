"""What became of files with runs, file by file."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ...core.log.entries import Entry
from ...errors import Sentence
from ...words import Words
from ..terminal.screen import LabelledRow, Screen
from . import dates
from .entries import entry_line

Fate = Literal["taken", "filled", "known", "skipped", "broken"]


class Outcome(NamedTuple):
    """What became of one recording, or of a file that has none."""

    file: str
    fate: Fate
    why: Sentence | None = None
    entry: Entry | None = None
    """What was stored, or would be."""
    beside: tuple[Sentence, ...] = ()
    """What else is to be said of it."""


def show(screen: Screen, words: Words, lines: Sequence[Outcome], *, dry_run: bool) -> None:
    """Write the lines in a table; those that say the same are one, with their number."""
    counts = Counter(_text(words, line, dry_run=dry_run) for line in lines)
    rows: list[LabelledRow] = []
    for line in lines:
        text = _text(words, line, dry_run=dry_run)
        n = counts.pop(text, 0)
        if n:
            many = f" ({n}×)" if n > 1 else ""
            beside = [words.sentence(one) for one in line.beside]
            rows.append(LabelledRow(line.file, text[1] + many, beside))
    screen.labelled(rows)
    found = Counter[str]("taken" if line.fate == "filled" else line.fate for line in lines)
    parts = [words(f"recording.sum.{fate}", n=found[fate]) for fate in _ORDER if found[fate]]
    if len(lines) > 1:
        screen.say(
            words("recording.sum.would" if dry_run else "recording.sum.all", parts=", ".join(parts))
        )


_ORDER = ("taken", "known", "skipped", "broken")


def _text(words: Words, line: Outcome, *, dry_run: bool) -> tuple[str, str]:
    """Return what stands beside the name of a file, with that name."""
    fate = words(f"recording.{'dry' if dry_run else 'fate'}.{line.fate}")
    if line.entry:
        what = f"{entry_line(words, line.entry)} ({dates.day(words, line.entry.date)})"
        ident = "" if dry_run else f" [{line.entry.id}]"
        return line.file, f"{fate}: {what}{ident}"
    return line.file, f"{fate}: {words.sentence(line.why)}" if line.why else fate
