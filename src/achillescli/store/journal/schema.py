"""Months of older schemas, brought to ours as text."""

import re
from collections.abc import Callable
from typing import Any

from ...errors import Place, StoreError
from ..files.lines import Lines

CURRENT = 1
"""The schema of the months that are written now."""
STEPS: dict[int, Callable[[str], str]] = {}
"""What makes of a text of one schema one of the next; comments and unknown keys stay.

The number in the text is not its concern. Entries keep their order.
"""
_NUMBER = r"^([ \t]*[\"']?schema[\"']?[ \t]*=[ \t]*)[^\s#]+"


def number(found: dict[str, Any], source: str, file: str) -> int:
    """Return the schema of a month, ours or an older one.

    Raises:
        StoreError: it has none, or one that is not known here.
    """
    stated = found.get("schema")
    if type(stated) is int and (stated == CURRENT or stated in STEPS):
        return stated
    newer = type(stated) is int and stated > CURRENT
    key = "newer" if newer else "schema"
    line = Lines(source).of_key("schema")
    raise StoreError(f"store.error.{key}", place=Place(file, line or 1))


def upgrade(source: str, old: int) -> str:
    """Return a text of an older schema as one of ours."""
    for step in range(old, CURRENT):
        renumbered = rf"\g<1>{step + 1}"
        source = re.sub(_NUMBER, renumbered, STEPS[step](source), count=1, flags=re.MULTILINE)
    return source
