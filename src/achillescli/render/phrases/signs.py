"""The signs that stand, and what to do when one of them stops the loading."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...core.assessment.standing import TAKEN_BACK_BY_NO
from ...core.assessment.triage import ROW, Signs
from ...core.log.entries import Assessment, Entry, Flag
from ...core.state import Referral
from ...words import Words
from ..terminal.screen import Screen
from . import dates

if TYPE_CHECKING:
    from ...core.course import Replay

STOP = "bold red"


def show_blocked(screen: Screen, words: Words, replay: "Replay") -> None:
    """Write what to do, why there is no workout, and what ends it."""
    screen.say(words("today.blocked.title", date=dates.day(words, replay.until)), "bold")
    for place, (row, referral) in enumerate(rows(replay)):
        screen.say()
        if not referral.blocks:
            screen.field(words("today.blocked.more"), sign(words, row, referral))
            _ways(screen, words, row, "")
            continue
        warning = words("today.warning", text=sign(words, row, referral))
        screen.say(warning, "bold" if place else STOP)
        screen.field(words("today.blocked.do"), words(f"triage.{row}.todo"))
        screen.field(words("today.blocked.why"), words(f"triage.{row}.why"))
        _ways(screen, words, row, words("today.blocked.ends"))
    _mistakes(screen, words, replay)


def _ways(screen: Screen, words: Words, row: str, label: str) -> None:
    for way in ends(words, row):
        screen.field(label, way)
        label = ""


def _mistakes(screen: Screen, words: Words, replay: "Replay") -> None:
    """Write the line that takes back each yes that no later no can."""
    blocking = (row for row, referral in rows(replay) if referral.blocks)
    found = dict(slip for row in blocking for slip in _slips(replay, row))
    screen.say()
    if not found:
        screen.say(words("triage.note.mistake"))
    for name, line in found.items():
        screen.say(words("today.blocked.mistake", sign=words(f"flags.{name}")))
        screen.point(line, "  ")


def sign(words: Words, row: str, referral: Referral) -> str:
    """Return how urgent a row of the triage is, its sign and its id."""
    level = words.find(f"triage.{row}.name") or words(f"triage.level.{referral.name}.name")
    return f"{level}: {words(f'triage.{row}.sign')} ({row})"


def ends(words: Words, row: str) -> list[str]:
    """Return each way in which a row of the triage ends, with the line to type."""
    return words(f"triage.{row}.ends").split("\n")


def rows(replay: "Replay") -> list[tuple[str, Referral]]:
    """Return the rows that stand with who to see, the most urgent first."""
    standing = [(row, ROW[row].referral) for row in replay.standing.rows]
    return sorted(standing, key=lambda row: -row[1])


def _slips(replay: "Replay", row: str) -> Iterator[tuple[str, str]]:
    """Yield the signs without which a row would not stand, each with the line that mends it.

    Where no single one would end it, all of them are named.
    """
    newest = {name: entry for entry in replay.log for name in ROW[row].flags if _yes(entry, name)}
    lasting = {name for name in newest if name not in TAKEN_BACK_BY_NO}
    alone = [name for name in lasting if not _applies(row, set(newest) - {name})]
    for name in sorted(alone or lasting, key=ROW[row].flags.index):
        yield name, _mend(newest[name], name)


def _applies(row: str, yes: set[str]) -> bool:
    signs = Signs()
    signs.yes = yes
    return ROW[row].applies(signs)


def _yes(entry: Entry, name: str) -> bool:
    """Whether an entry says yes to a sign."""
    match entry:
        case Assessment() if entry.complete:
            return getattr(entry.answers.red_flags, name) not in (None, False, ())
        case Flag():
            return getattr(entry, name) not in (None, False, ())
        case _:
            return False


def _mend(entry: Entry, name: str) -> str:
    change = f"red_flags.{name}=false" if isinstance(entry, Assessment) else f"{name}=no"
    return f"achilles log edit {entry.id} {change}"
