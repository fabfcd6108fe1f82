"""The list of commands in the help: whole sentences at every width."""

import re
from typing import Any

from typer.core import TyperGroup

from .names import COMMANDS


class Listing(TyperGroup):
    """Commands of which the help shows the whole first sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the name and the first sentence of every command."""
        names = sorted(self.list_commands(ctx), key=_place)
        found = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first(part.help or "")) for name, part in found if part])


def _place(name: str) -> int:
    """Return where a command of the program stands; the others keep their order."""
    return COMMANDS.index(name) if name in COMMANDS else len(COMMANDS)


def _first(text: str) -> str:
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0]
