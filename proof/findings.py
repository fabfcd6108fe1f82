"""What an exploration counts, and the laws that it saw broken."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar

from achillescli.catalogue import protocol

PROTOCOL = protocol()
DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 3, 1)


def stand_in(**known: object) -> Any:
    """Return a value of any type, with nothing but the attributes that are looked at."""
    return SimpleNamespace(**known)


class LawBrokenError(Exception):
    """A law does not hold, and nobody wants to know which others do not."""


@dataclass
class Part:
    """One part of an exploration: its counts, the rules it saw at work, the laws broken."""

    name: str
    counts: dict[str, int | float] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)
    """The first example of each law that does not hold."""
    at_once: ClassVar[bool] = False
    """Whether to stop at the first law broken."""

    def law(self, holds: bool, name: str, example: object = "") -> None:  # noqa: FBT001
        """Note a law that does not hold."""
        if not holds:
            if Part.at_once:
                raise LawBrokenError(f"{self.name}: {name}: {example}")
            self.broken.setdefault(f"{self.name}: {name}", str(example))
