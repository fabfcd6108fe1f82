"""The signs that stand, and what to do when one of them stops the loading."""

from ...core.assessment.triage import ROW
from ...core.log.entries import Assessment, Entry
from ...core.state import Referral
from ...core.views.signs import BlockedDay
from ...words import Words
from ..terminal.screen import Screen
from . import dates

STOP = "bold red"


def show_blocked(screen: Screen, words: Words, day: BlockedDay) -> None:
    """Write what to do, why there is no workout, and what ends it."""
    screen.say(words("today.blocked.title", date=dates.day(words, day.date)), "bold")
    for place, row in enumerate(day.standing.ranked):
        referral = ROW[row].referral
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
    _mistakes(screen, words, day)


def _ways(screen: Screen, words: Words, row: str, label: str) -> None:
    for way in ends(words, row):
        screen.field(label, way)
        label = ""


def _mistakes(screen: Screen, words: Words, day: BlockedDay) -> None:
    """Write the line that takes back each yes that no later no can."""
    screen.say()
    if not day.slips:
        screen.say(words("triage.note.mistake"))
    for name, entry in day.slips.items():
        screen.say(words("today.blocked.mistake", sign=words(f"flags.{name}")))
        screen.point(_mend(entry, name), "  ")


def sign(words: Words, row: str, referral: Referral) -> str:
    """Return how urgent a row of the triage is, its sign and its id."""
    level = words.find(f"triage.{row}.name") or words(f"triage.level.{referral.name}.name")
    return f"{level}: {words(f'triage.{row}.sign')} ({row})"


def ends(words: Words, row: str) -> list[str]:
    """Return each way in which a row of the triage ends, with the line to type."""
    return words(f"triage.{row}.ends").split("\n")


def _mend(entry: Entry, name: str) -> str:
    change = f"red_flags.{name}=false" if isinstance(entry, Assessment) else f"{name}=no"
    return f"achilles log edit {entry.id} {change}"
