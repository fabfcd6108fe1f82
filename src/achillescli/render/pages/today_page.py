"""What the page of one day is drawn from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...core.programme.protocol import Protocol
from ...core.state import State
from ...words import Words
from ..terminal.screen import Screen

if TYPE_CHECKING:
    from ...core.course import Replay
    from ...core.library.exercise import Exercise


@dataclass(frozen=True)
class Page:
    """What one day is drawn from; ``on_date`` is the option that a command to type needs."""

    screen: Screen
    words: Words
    replay: "Replay"
    protocol: Protocol
    exercise: "Callable[[str], Exercise]"
    on_date: str = ""
    treatments: bool = False

    @property
    def state(self) -> State:
        """The day itself."""
        return self.replay.states[-1]

    def field(self, name: str, text: str, style: str = "") -> None:
        """Write a paragraph beside its label."""
        self.screen.field(self.words(f"today.label.{name}"), text, style=style)

    def write(self, name: str, key: str, **values: object) -> None:
        """Write the sentence of a key beside its label."""
        self.field(name, self.words(f"today.{key}", **values))
