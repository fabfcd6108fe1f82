"""The signs that stand, and what to do when one of them stops the loading."""

from typing import TYPE_CHECKING

from ..core.state import Referral
from ..core.triage import ROW
from ..words import Words
from . import dates
from .screen import Screen

if TYPE_CHECKING:
    from ..core.course import Replay

STOP = "bold red"


def show_blocked(screen: Screen, words: Words, replay: "Replay") -> None:
    """Write why there is no workout, what to do, and what ends it."""
    screen.say(words("today.blocked.title", date=dates.day(words, replay.until)), "bold")
    for place, (row, referral) in enumerate(rows(replay)):
        if not referral.blocks:
            screen.say()
            screen.field(words("today.blocked.more"), sign(words, row, referral))
            screen.field("", words(f"triage.{row}.ends"))
            continue
        screen.say()
        warning = words("today.warning", text=sign(words, row, referral))
        screen.say(warning, "bold" if place else STOP)
        for label, name in (("why", "why"), ("do", "todo"), ("ends", "ends")):
            screen.field(words(f"today.blocked.{label}"), words(f"triage.{row}.{name}"))
    screen.say()
    screen.say(words("triage.note.mistake"))


def sign(words: Words, row: str, referral: Referral) -> str:
    """Return how urgent a row of the triage is, its sign and its id."""
    return f"{words(f'triage.level.{referral.name}.name')}: {words(f'triage.{row}.sign')} ({row})"


def rows(replay: "Replay") -> list[tuple[str, Referral]]:
    """Return the rows that stand with who to see, the most urgent first."""
    standing = [(row, ROW[row].referral) for row in replay.standing.rows]
    return sorted(standing, key=lambda row: -row[1])
