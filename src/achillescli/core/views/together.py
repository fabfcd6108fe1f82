"""Which steps of the log are one: what one call wrote together, and what took that back."""

from collections.abc import Sequence

from ..log.entries import Entry
from ..log.history import standing


def together(journal: Sequence[Entry], step: Entry) -> list[Entry]:
    """Return the steps that still count and that one call wrote with a step, itself among them.

    They have the same time of writing, down to the microsecond; what is written alone has seconds.
    """
    if not (step.at and step.at.microsecond):
        return [step]
    return [entry for entry in standing(journal) if entry.at == step.at]
