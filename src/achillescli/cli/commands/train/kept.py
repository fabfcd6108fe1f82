"""What was done of a session that is not logged yet, as it is kept on the disk."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from .... import store
from ....core.log.values import Misfit
from ....core.programme.stop import pain_ends
from ....core.views.script import Motion, Performed, Stint, performance
from ....store.files.layout import TRAIN

MOST = 1000
"""The most sets, and the most repetitions of one, that anyone could have done."""


class KeptSession(NamedTuple):
    """A session as it was prescribed, and the repetitions done of each set."""

    date: dt.date
    slot: str
    stints: tuple[Stint, ...]
    done: tuple[int, ...]
    load_kg: float
    place: int = 0
    """The set at which it was, from 0."""
    pains: tuple[tuple[int, int], ...] = ()
    """In which stint, and how much in NRS points."""

    @property
    def performed(self) -> Performed:
        """What was done, as it is logged."""
        return performance(self.stints, self.done)

    @property
    def pain(self) -> int | None:
        """The worst pain that was told."""
        return max((score for _, score in self.pains), default=None)

    def write(self, home: Path) -> None:
        """Keep it until it is logged.

        Raises:
            StoreError: it cannot be written.
        """
        table = self._asdict()
        table["stints"] = [
            {name: value for name, value in stint._asdict().items() if value is not None}
            for stint in self.stints
        ]
        store.write_draft(home, table, TRAIN)

    @property
    def begun(self) -> bool:
        """Whether there is anything to log: a repetition, or a pain."""
        return bool(sum(self.done) or self.pains)

    @property
    def ended_by_pain(self) -> bool:
        """Whether a pain that was told ended it."""
        return pain_ends(self.pains)

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """Return what is kept; None when there is nothing to log of it."""
        table = store.read_draft(home, TRAIN)
        if table is None:
            return None
        try:
            found = cls._of(table)
        except (KeyError, TypeError, ValueError, Misfit):
            return None
        return found if found.begun else None

    @classmethod
    def _of(cls, table: Mapping[str, Any]) -> Self:
        """Return what a table holds.

        Raises:
            KeyError, TypeError, ValueError: it is none of ours.
        """
        stints = tuple(_stint(one) for one in table["stints"])
        done = tuple(_whole(count) for count in table["done"])
        pains = tuple((_whole(place), _whole(score, 10)) for place, score in table["pains"])
        load_kg, date, slot = float(table["load_kg"]), table["date"], table["slot"]
        fits = 0 < len(done) == len(stints) and 0 <= load_kg <= MOST and slot in ("am", "pm")
        place = _whole(table["place"])
        if not fits or type(date) is not dt.date:
            raise ValueError
        if any(count > stint.reps for stint, count in zip(stints, done, strict=True)):
            raise ValueError
        return cls(date, slot, stints, done, load_kg, place, pains)


def _stint(table: Mapping[str, Any]) -> Stint:
    down, up = (Motion(half) for half in table["halves"])
    numbers = {name: _whole(table[name]) for name in ("number", "sets", "reps")}
    side = table.get("side")
    return Stint(str(table["exercise"]), **numbers, halves=(down, up), side=side)


def _whole(value: object, most: int = MOST) -> int:
    """Return a whole number from 0.

    Raises:
        ValueError: it is none, or more than anyone could do.
    """
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError
    return value


def drop(home: Path) -> None:
    """Let go of what was kept."""
    store.drop_draft(home, TRAIN)
