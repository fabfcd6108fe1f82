"""The words that name the colour of a day; a screen with colour puts its mark beside them."""

from collections.abc import Mapping

from ...core.state import Colour
from ...words import Words

MARKED = (Colour.GREEN, Colour.AMBER, Colour.RED)
"""The colours that have a mark; a grey day has none."""


def names(words: Words, *colours: Colour | None) -> Mapping[str, str]:
    """Return the words for some colours, or for all that have a mark."""
    return {words(f"terms.colour.{c}"): c for c in MARKED if not colours or c in colours}


def day_counts(words: Words, days: Mapping[Colour, int]) -> str:
    """Return how many days had each colour."""
    counts = {colour.value.lower(): days.get(colour, 0) for colour in Colour}
    return words("report.stack.colours", **counts)


def letters(words: Words) -> Mapping[str, str]:
    """Return the letters that stand for the colours at the head of a column."""
    return {words(f"report.column.{colour}"): colour for colour in MARKED}
