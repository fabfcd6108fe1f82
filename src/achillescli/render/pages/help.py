"""The help of a command: what it does, lines to paste, how it is typed, and what it takes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...words import NO_BREAK, WHOLE, Words
from ..terminal.screen import LabelledRow, Screen

Pairs = Sequence[tuple[str, str]]
"""Words to type, each with what it means."""


class HelpPage(NamedTuple):
    """What the help of one command says."""

    text: str
    examples: Sequence[str]
    usage: str
    arguments: Pairs
    options: Pairs
    parts: Mapping[str, str]
    groups: Mapping[str, Sequence[str]]
    """The names of the parts, in the groups of the whole program; empty elsewhere."""
    addresses: Mapping[str, str]
    """Where its publisher has pages, and takes reports, if anywhere: Documentation, Issues."""


def show(screen: Screen, words: Words, page: HelpPage) -> None:
    """Write a page."""
    screen.say(page.text)
    screen.heading(words("parser.help.examples"))
    for line in page.examples:
        screen.point(WHOLE + line.replace(" ", NO_BREAK), "  ")
    screen.heading(words("parser.help.usage"))
    screen.point(page.usage, "  ")
    if page.groups:
        for group, names in page.groups.items():
            _list(screen, words(f"parser.help.group.{group}"), [(n, page.parts[n]) for n in names])
    else:
        _list(screen, words("parser.help.commands"), [*page.parts.items()])
    _list(screen, words("parser.help.arguments"), page.arguments)
    _list(screen, words("parser.help.options_title"), page.options)
    if page.groups:
        screen.heading(words("parser.help.elsewhere"))
        told = {name: f"{WHOLE}{address}" for name, address in page.addresses.items()}
        if "Documentation" in told:
            screen.point(words("parser.help.pages", url=told["Documentation"]), "  ")
        screen.point(words("parser.help.doctor"), "  ")
        key = "report" if "Issues" in told else "publisher"
        screen.point(words(f"parser.help.{key}", url=told.get("Issues")), "  ")


def _list(screen: Screen, title: str, rows: Pairs) -> None:
    if not rows:
        return
    screen.heading(title)
    if screen.narrow and not screen.plain:
        for typed, text in rows:
            screen.say(f"  {typed}", "bold")
            screen.point(text, "    ")
    else:
        screen.labelled([LabelledRow(f"  {typed}", text) for typed, text in rows])
