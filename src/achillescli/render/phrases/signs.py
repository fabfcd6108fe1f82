"""The signs that stand, and what to do when one of them stops the loading."""

import datetime as dt
from collections.abc import Sequence

from ...core.assessment.triage import ROW, Standing
from ...core.state import Referral
from ...words import Words, command, shell_words
from ..terminal.screen import Screen
from . import dates

STOP = "bold reverse"


def show_blocked(screen: Screen, words: Words, date: dt.date, standing: Standing) -> None:
    """Write what to do, why there is no workout, and what ends it."""
    screen.say(words("today.blocked.title", date=dates.day(words, date)), "bold")
    for place, row in enumerate(standing.ranked):
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
    _mistakes(screen, words, standing)


def show_open(screen: Screen, words: Words, rows: Sequence[str]) -> None:
    """Write that a sign is open, and of an emergency what to do, on any page but today's."""
    for row in rows:
        if ROW[row].referral is Referral.EMERGENCY:
            screen.say(f"{words(f'triage.{row}.sign')}. {words(f'triage.{row}.todo')}", STOP)
    if any(ROW[row].referral.blocks for row in rows):
        screen.say(words("triage.note.open"), "bold")


def _ways(screen: Screen, words: Words, row: str, label: str) -> None:
    for way in ends(words, row):
        screen.field(label, way)
        label = ""


def _mistakes(screen: Screen, words: Words, standing: Standing) -> None:
    """Write the line that takes back each yes that no later no can."""
    blocking = (row for row in standing.ranked if ROW[row].referral.blocks)
    answers = dict.fromkeys(yes for row in blocking for yes in standing.mistakes[row])
    if answered(standing):
        screen.say()
        if not answers:
            screen.say(words("triage.note.mistake"))
    for yes in answers:
        typed = sign_name(words, yes.flag)
        name = f"red_flags.{typed}" if yes.in_assessment else typed
        change = f"{name}={words.find('log.typed.no')[0]}"
        screen.say(words("today.blocked.mistake", sign=words(f"flags.{yes.flag}")))
        screen.point(command(f"achilles log edit {shell_words(yes.entry)} {change}"), "  ")


def answered(standing: Standing) -> bool:
    """Whether a row that blocks rests on a sign that was answered yes."""
    return any(ROW[row].flags and ROW[row].referral.blocks for row in standing.rows)


def sign(words: Words, row: str, referral: Referral) -> str:
    """Return how urgent a row of the triage is, and its sign."""
    level = words.find(f"triage.{row}.name") or words(f"triage.level.{referral.name}.name")
    return f"{level}: {words(f'triage.{row}.sign')}"


def sign_name(words: Words, flag: str) -> str:
    """Return the name of a sign as it is typed in a language."""
    return str(words.find(f"parser.sign.{flag}")[0]).replace(" ", "_")


def ends(words: Words, row: str) -> list[str]:
    """Return each way in which a row of the triage ends, with the line to type."""
    return words(f"triage.{row}.ends").split("\n")
