"""A session as it runs: the timer between the clocks, the keys and the screen."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

from ....core.views import timer as rules
from ....core.views.timer import BELLS, CueKind, Halt, Happened, Key, Timer
from ....render.pages.train import TrainPage, View
from ....words import LANGUAGES, Words
from ...context import Context
from ...prompts import ask, lone
from ...prompts.keys import Keyboard, Pace, end_by
from ...prompts.speech import Speech
from .kept import KeptSession
from .record import question

KEYS = {
    " ": Key.PAUSE,
    "n": Key.NEXT,
    "p": Key.BACK,
    "+": Key.MORE,
    "=": Key.MORE,
    "-": Key.LESS,
    "!": Key.HURTS,
    "q": Key.LEAVE,
}
"""Keys of the timer; on many keyboards = is + without the other hand."""
SOUND, EVERY_KEY = "s", "?"
BELL_S = 1.0
"""The bell goes at most once in so many seconds."""
_KEEPS = frozenset(
    {
        CueKind.SET_END,
        CueKind.SIDE,
        CueKind.DONE,
        CueKind.PAUSED,
        CueKind.SLEPT,
        CueKind.HURTS,
        CueKind.LEAVING,
    }
)
"""What happens when what was done is to be kept."""
_ENDING = ("SIGTERM", "SIGHUP")
_OVER = "over"
_SCORES = frozenset(map(str, range(11)))


class Sound(StrEnum):
    """What is to be heard, in the order in which a key goes through it."""

    ON = "on"
    TICKS = "ticks"
    OFF = "off"

    @property
    def next(self) -> "Sound":
        """The sound after this one."""
        every = list(Sound)
        return every[(every.index(self) + 1) % len(every)]


class Bells:
    """Bells that are still to ring, one after the other."""

    def __init__(self, sound: Sound) -> None:
        self.sound = sound
        self.left = 0
        self._last = float("-inf")

    def hear(self, kind: CueKind) -> None:
        """Begin to ring for what happened; a tick cuts no other sound short."""
        if self.sound is Sound.OFF or kind not in BELLS:
            return
        if kind is not CueKind.TURN or (self.sound is Sound.TICKS and not self.left):
            self.left = BELLS[kind]

    def due_s(self, now: float) -> float | None:
        """Return in how many seconds the next one goes; None when none does."""
        return max(self._last + BELL_S - now, 0.0) if self.left else None

    def ring(self, now: float) -> bool:
        """Return whether one goes now."""
        if not self.left or now < self._last + BELL_S:
            return False
        self.left, self._last = self.left - 1, now
        return True


class Follower:
    """One session that is followed to its end, or left."""

    def __init__(
        self,
        context: Context,
        page: TrainPage,
        view: View,
        bells: Bells,
        speech: Speech | None,
        keep: Callable[[Timer], None],
    ) -> None:
        """Take what it is followed with; ``keep`` writes down what was done."""
        self._context, self._page, self._view = context, page, view
        self._bells, self._speech, self._keep = bells, speech, keep
        self._pace = Pace()
        self._script = page.script
        self._reads = not context.no_input
        self.interrupted = False
        """Whether Ctrl-C ended it."""
        self.timer = Timer(0, 0.0, 0.0, None, self._pace.read(), ())

    def follow(self, start: KeptSession) -> bool:
        """Run the session from where it was; return whether to log it.

        Raises:
            KeyboardInterrupt: the user stopped at a question.
        """
        begun, cues = rules.begin(self._script, self._pace.read(), start.done, start.place)
        happened: Happened = (begun._replace(pains=start.pains), cues)
        while True:
            match self._run(happened):
                case Halt.LEAVING:
                    chosen = self._leave()
                    if chosen is not None:
                        return chosen
                case Halt.HURTS:
                    if self._ask_pain():
                        return True
                case name if name == _OVER:
                    return True
                case signal:
                    self._end_by(signal)
            happened = self.timer, ()

    def _run(self, happened: Happened) -> str:
        """Run until something must be asked, it is over, or a signal ends it; return which."""
        with Keyboard(raw=self._page.by_key, reads=self._reads) as keyboard, self._view:
            try:
                self._take(happened)
                while True:
                    self._take(rules.tick(self._script, self.timer, self._pace.read()))
                    if why := self._why():
                        return why
                    self._show()
                    heard = keyboard.wait(self._wait_s())
                    signals = heard.signals
                    if "SIGTSTP" in signals:
                        signals = signals | self._stand_still(keyboard)
                    for name in _ENDING:
                        if name in signals:
                            return name
                    self._heed(keyboard, signals)
                    for typed in heard.typed:
                        self._typed(typed)
            finally:
                self._bells.left = 0
                self._save()

    def _why(self) -> str:
        """Return what must be asked now, or that it is over; empty while it goes on."""
        if rules.is_over(self._script, self.timer):
            return "" if self._bells.left else _OVER
        if self.timer.halt is Halt.LEAVING:
            return Halt.LEAVING
        return Halt.HURTS if self.timer.halt is Halt.HURTS and self._context.asks else ""

    def _wait_s(self) -> float | None:
        """Return for how many real seconds nothing is to be done; None until a key."""
        over = rules.is_over(self._script, self.timer)
        coming = (
            None if over else rules.due_s(self.timer),
            self._bells.due_s(self.timer.seen.mono),
        )
        times = [seconds for seconds in coming if seconds is not None]
        if over and not times:
            return 0.0
        return self._pace.real_s(min(times)) if times else None

    def _show(self) -> None:
        rings = self._bells.ring(self.timer.seen.mono)
        if rings:
            self._view.ring()
        self._view.show(rules.look(self._script, self.timer), rings=rings)

    def _take(self, happened: Happened) -> None:
        """Go on with the timer as it is now, and tell what happened."""
        self.timer, cues = happened
        for cue in cues:
            text = self._page.sentence(cue)
            if cue.kind is CueKind.SLEPT:
                text = self._page.after_sleep(rules.look(self._script, self.timer), cue.number)
                self._view.say(text)
            else:
                self._view.tell(cue)
            self._bells.hear(cue.kind)
            if self._speech and text:
                number = cue.kind in (CueKind.COUNT, CueKind.REP)
                self._speech.say(f"{cue.number}" if number else text)
        if any(cue.kind in _KEEPS for cue in cues):
            self._save()

    @property
    def begun(self) -> bool:
        """Whether there is anything to log: a repetition, or a pain."""
        return bool(sum(self.timer.done) or self.timer.pains)

    def _save(self) -> None:
        if self.begun:
            self._keep(self.timer)

    def _end_by(self, name: str) -> None:
        """End by a signal, as it would have without us, but for a word on what was done."""
        if self.begun:
            with suppress(OSError):
                self._context.err.say(self._context.words("train.kept"))
        end_by(name)

    def _stand_still(self, keyboard: Keyboard) -> set[str]:
        """Stop until the program is continued, with the screen left to the shell."""
        self._save()
        self._view.__exit__(None, None, None)
        signals = keyboard.stand_still()
        self._view.__enter__()
        self._take(rules.resume(self._script, self.timer, self._pace.read()))
        return signals

    def _heed(self, keyboard: Keyboard, signals: set[str]) -> None:
        if "SIGCONT" in signals:  # after a stop that nobody could tell beforehand
            keyboard.take()
            self._take(rules.resume(self._script, self.timer, self._pace.read()))
        if signals & {"SIGCONT", "SIGWINCH"}:
            self._view.resize()
        if "SIGINT" in signals:
            self.interrupted = True
            self._press(Key.LEAVE)

    def _typed(self, text: str) -> None:
        """Do what a key asks, or a word that was typed on a line."""
        typed = text.lower() if self._page.by_key else _sign(text)
        if rules.is_over(self._script, self.timer):
            self._bells.left = 0
        elif typed in KEYS:
            self._press(KEYS[typed])
        elif typed == SOUND:
            self._bells.sound, self._bells.left = self._bells.sound.next, 0
            self._view.say(self._context.words(f"train.sound.{self._bells.sound}"))
        elif typed == EVERY_KEY:
            self._say_keys()
        elif typed in _SCORES and self.timer.halt is Halt.HURTS:
            self._take(rules.hurt(self._script, self.timer, int(typed)))
        elif not self._page.by_key:
            hurts = self.timer.halt is Halt.HURTS
            self._context.hear(text, self._context.today if hurts else None)
            if self._context.warned and not self.timer.halt:
                self._press(Key.PAUSE)
            self._say_keys()

    def _press(self, key: Key) -> None:
        self._take(rules.press(self._script, self.timer, key, self._pace.read()))

    def _say_keys(self) -> None:
        words = self._context.words
        for line in words.find(f"train.keys.{'all' if self._page.by_key else 'words'}"):
            self._view.say(line)

    def _ask_pain(self) -> bool:
        """Ask how much it hurts, and below the limit how to go on; return whether it ends here."""
        context, words = self._context, self._context.words
        score = lone.score(context, "hurts", optional=False)
        self._take(rules.hurt(self._script, self.timer, score or 0))
        self._save()
        if self.timer.stopped:
            return True
        context.err.say(words("train.flag"))
        ways = {"on": Key.PAUSE, "less": Key.NEXT, "end": None}
        if not rules.step(self._script, self.timer).rep:
            del ways["less"]
        named = [words(f"train.choice.{way}") for way in ways]
        key = list(ways.values())[question(context, ask.one_of, "hurts", named)]
        if key:
            self._press(key)
        return key is None

    def _leave(self) -> bool | None:
        """Ask what becomes of a session that is left; return whether to log it, None to go on."""
        context, words = self._context, self._context.words
        if not self.begun or not context.asks:
            return False
        ways = ("log", "keep", "on")
        named = [words(f"train.choice.{way}") for way in ways]
        counts = {
            "n": sum(self.timer.done),
            "all": sum(stint.reps for stint in self._script.stints),
        }
        way = ways[question(context, ask.one_of, "leaving", named, **counts)]
        if way == "on":
            self.interrupted = False
            self._press(Key.PAUSE)
            return None
        return way == "log"


def _sign(text: str) -> str:
    """Return the key that a typed line stands for; an empty one pauses."""
    typed = text.lower()
    for words in map(Words, LANGUAGES):
        for name, word in words.find("train.typed").items():
            if typed == word:
                return _SIGNS[name]
    return typed or " "


_SIGNS = {str(key): sign for sign, key in reversed(KEYS.items())} | {
    "sound": SOUND,
    "keys": EVERY_KEY,
}
