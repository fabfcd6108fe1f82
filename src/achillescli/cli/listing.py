"""The list of commands in the help: whole sentences at every width."""

import re
from typing import Any

from typer.core import TyperGroup


class Listing(TyperGroup):
    """Commands of which the help shows the whole first sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the name and the first sentence of every command."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first(part.help or "")) for name, part in found if part])


def _first(text: str) -> str:
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0]
