"""What the page of one day is drawn from."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ...core.programme.protocol import Protocol
from ...core.state import State
from ...core.views.today import Today
from ...words import Words
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.library.exercise import Exercise


class TodayPage(NamedTuple):
    """What one day is drawn from.

    ``on_date`` is named in a command to type; ``more`` is everything, beyond one glance.
    """

    screen: Screen
    words: Words
    today: Today
    protocol: Protocol
    exercise: "Callable[[str], Exercise]"
    on_date: dt.date | None = None
    more: bool = False

    @property
    def replay(self) -> "Replay":
        """The course up to the day."""
        return self.today.replay

    @property
    def state(self) -> State:
        """The day itself."""
        return self.replay.states[-1]

    @property
    def stopped(self) -> bool:
        """Whether a pain asks to leave out what is left of the day's sessions."""
        return self.today.sessions.stopped

    @property
    def explained(self) -> bool:
        """Whether each exercise is explained: when all is asked for, and in the first week."""
        return self.more or self.state.week == 1

    def field(self, label: str, text: str, style: str = "") -> None:
        """Write a paragraph beside the label of a key."""
        self.screen.field(self.words(label), text, style=style)

    def ask(self, label: str, key: str) -> None:
        """Write a sentence with a command to type, which names the day unless it is today."""
        if self.on_date:
            self.write(label, f"{key}_on", date=self.on_date)
        else:
            self.write(label, key)

    def write(self, label: str, key: str, **values: object) -> None:
        """Write the sentence of a key beside its label."""
        self.field(label, self.words(key, **values))
