"""A session to follow: a few live lines, one plain line an event, or nothing at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO, cast

from ...core.state import Adaptation
from ...core.views.script import SIDES, Motion, Script
from ...core.views.timer import COUNTED, Cue, CueKind, TimerLook
from ..terminal.live import LiveBar, LiveLine, LiveLines

if TYPE_CHECKING:
    from ...core.library.exercise import Exercise
    from ...core.log.entries import Assessment
    from ...core.views.today import Today
    from ...words import Words
    from ..terminal.screen import Screen

_WRITTEN = COUNTED[:2]
"""The seconds before a set that are written; the others would be read out too late."""
_WORDLESS = frozenset({CueKind.TURN, CueKind.HURTS, CueKind.LEAVING, CueKind.STOP, CueKind.SLEPT})


@dataclass(frozen=True)
class TrainPage:
    """What a session is told from; ``by_key`` when a key counts at once, without Enter."""

    words: "Words"
    script: Script
    exercise: "Callable[[str], Exercise]"
    by_key: bool

    def sentence(self, cue: Cue) -> str:
        """Return an event in words, to be written or spoken; empty where there are none."""
        if cue.kind in _WORDLESS:
            return ""
        key: str = cue.kind
        if cue.kind is CueKind.SET_END and self.script.stints[cue.stint].number == 1:
            key = "exercise"
        return self.words(f"train.cue.{key}", **self._values(cue.stint), n=cue.number)

    def line(self, cue: Cue) -> str:
        """Return an event as it is written; empty where the next would come before it is read."""
        late = cue.kind is CueKind.COUNT and cue.number not in _WRITTEN
        return "" if late else self.sentence(cue)

    def after_sleep(self, look: TimerLook, seconds: int) -> str:
        """Return that the timer stood still for so long, and how it goes on."""
        key = "slept_over" if look.rests_over else "slept"
        values = {**self._values(look.stint), "time": span(self.words, seconds)}
        return self.words(f"train.cue.{key}", **values)

    def head(self, place: int, *, short: bool = False) -> str:
        """Return the exercise of a set, with its leg where both take turns."""
        stint, words = self.script.stints[place], self.words
        told = self.exercise(stint.exercise)
        name = told.short(words.language) if short else told.name(words.language)
        if stint.side is None:
            return name
        return words("train.head", exercise=name, side=words(f"terms.side.{stint.side}"))

    def status(self, look: TimerLook) -> str:
        """Return the set, the repetition and the seconds in a few words."""
        key: str = look.part
        if look.over:
            key = "over"
        elif look.rests_over:
            key = "rests_over"
        elif look.halted:
            key = "halted"
        elif look.part is Motion.READY and self.script.changes_side(look.stint):
            key = "side"
        values = self._values(look.stint) | {
            "rep": look.rep,
            "seconds": ceil(look.left_s),
            "time": minutes(look.left_s),
        }
        return self.words(f"train.status.{key}", **values)

    def _values(self, place: int) -> dict[str, object]:
        """Return what the sentences about a set are filled with."""
        rest = self.script.steps[self.script.lead(place)].seconds
        return {
            **self.script.stints[place]._asdict(),
            "exercise": self.head(place),
            "seconds": self.words("train.span.full", n=self.script.ready_s),
            "time": minutes(rest),
            "how": self.words(f"train.how.{'key' if self.by_key else 'line'}"),
        }


def show_plan(screen: "Screen", page: TrainPage, slot: str, today: "Today") -> None:
    """Write what comes: the session, its exercises, the level, and when to stop."""
    words, state = page.words, today.replay.states[-1]
    title = words("train.title", slot=words(f"train.slot.{slot}"), minutes=page.script.minutes)
    screen.say(title, "bold")
    for stint in page.script.stints:
        if stint.number == 1 and stint.side != SIDES[1]:
            name = page.exercise(stint.exercise).name(words.language)
            screen.say(words("today.dose", name=name, sets=stint.sets, reps=stint.reps))
    screen.say(
        words(
            "today.level",
            side=words(f"terms.side.{_side(today)}").capitalize(),
            level=state.dose_level,
            what=words(f"terms.level.{state.dose_level}"),
            rom=words(f"today.rom.{state.rom}"),
        )
    )
    screen.say(words("today.more.stop_short"))


def _side(today: "Today") -> str:
    newest = cast("Assessment", today.replay.assessment)
    return newest.answers.complaint.side


def show_off(screen: "Screen", words: "Words", today: "Today") -> None:
    """Write why a day has nothing to follow, or nothing more."""
    state = today.replay.states[-1]
    if today.sessions.stopped:
        screen.say(words("today.rest.stopped"), "bold")
    elif state.sessions:
        screen.say(words("train.off.done"))
    elif state.rest:
        screen.say(words("today.rest.fever"))
    elif state.adaptation is Adaptation.D2:
        screen.say(words("today.rest.settle"))
    else:
        names = words.find("terms.weekdays")
        screen.say(words("today.rest.maintain", days=", ".join(names[n] for n in today.weekdays)))


def show_rehearsal(screen: "Screen", page: TrainPage, happened: Iterable[tuple[int, Cue]]) -> None:
    """Write a whole session, one line an event with its time."""
    for second, cue in happened:
        text = page.line(cue)
        if text:
            screen.say(page.words("train.event", time=minutes(second), text=text))


def span(words: "Words", seconds: int) -> str:
    """Return how long something took, in seconds, minutes, or hours and minutes."""
    if seconds < 60:
        return words("train.span.seconds", n=seconds)
    hours, rest = divmod(seconds // 60, 60)
    return words(f"train.span.{'hours' if hours else 'minutes'}", h=hours, n=rest)


def minutes(seconds: float) -> str:
    """Return a time in minutes and seconds."""
    whole = ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"


class LiveView:
    """The session in lines that stay where they are."""

    def __init__(self, page: TrainPage, lines: LiveLines, *, flashes: bool) -> None:
        self._page, self._lines, self._flashes = page, lines, flashes

    def __enter__(self) -> Self:
        """Begin at the foot of the terminal."""
        self._lines.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the lines away."""
        self._lines.__exit__(kind, error, trace)

    def show(self, look: TimerLook, *, rings: bool = False) -> None:
        """Show where the session is; reversed while the bell rings, where that is asked for."""
        page, words = self._page, self._page.words
        status = page.status(look)
        keys = words("train.keys.wide")
        if len(keys) > self._lines.width:
            keys = words("train.keys.narrow")
        self._lines.draw(
            (
                LiveLine(page.head(look.stint, short=self._lines.width < 60)),
                LiveLine(status, "bold reverse" if rings and self._flashes else "bold"),
                LiveBar(look.share, words("train.status.left", time=minutes(look.total_left_s))),
                LiveLine(keys),
            ),
            status,
        )

    def tell(self, cue: Cue) -> None:
        """Leave an event to the lines: they show it."""

    def say(self, text: str, style: str = "") -> None:
        """Write a paragraph above the lines."""
        self._lines.say(text, style)

    def ring(self) -> None:
        """Let the bell go once."""
        self._lines.ring()

    def resize(self) -> None:
        """Draw everything anew."""
        self._lines.resize()


class PlainView:
    """The session as lines one after the other: for a screen reader, a dumb terminal, a pipe."""

    def __init__(self, page: TrainPage, screen: "Screen", stream: TextIO) -> None:
        self._page, self._screen, self._stream = page, screen, stream

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave what was written."""

    def show(self, look: TimerLook, *, rings: bool = False) -> None:
        """Show nothing: what happens is told."""

    def tell(self, cue: Cue) -> None:
        """Write an event as one line."""
        self.say(self._page.line(cue))

    def say(self, text: str, style: str = "") -> None:
        """Write a paragraph at once."""
        if text:
            self._screen.say(text, style)
            self._stream.flush()

    def ring(self) -> None:
        """Let the bell of a terminal go once."""
        if self._stream.isatty():
            self._stream.write("\a")
            self._stream.flush()

    def resize(self) -> None:
        """Leave what was written."""


class SilentView(PlainView):
    """The session without a word or a sound of its own."""

    def tell(self, cue: Cue) -> None:
        """Write nothing."""

    def ring(self) -> None:
        """Ring nothing."""


View = LiveView | PlainView
