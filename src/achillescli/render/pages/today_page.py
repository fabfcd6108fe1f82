"""What the page of one day is drawn from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.programme.protocol import Protocol
from ...core.state import State
from ...core.views.today import Today
from ...words import Words
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.library.exercise import Exercise


@dataclass(frozen=True)
class TodayPage:
    """What one day is drawn from; ``on_date`` is the option that a command to type needs."""

    screen: Screen
    words: Words
    today: Today
    protocol: Protocol
    exercise: "Callable[[str], Exercise]"
    on_date: str = ""

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

    def field(self, label: str, text: str, style: str = "") -> None:
        """Write a paragraph beside the label of a key."""
        self.screen.field(self.words(label), text, style=style)

    def write(self, label: str, key: str, **values: object) -> None:
        """Write the sentence of a key beside its label."""
        self.field(label, self.words(key, **values))
