"""Keys without Enter, the signals of a terminal, and both clocks: all that a timer waits for.

Signals are only noted when they come, and heeded where the timer waits: none can break in
between two bytes of a drawing or of a file.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EINTR
from types import FrameType, TracebackType
from typing import Any, Self

from ...core.views.timer import Clock

HELD_S = 0.7
"""The same key again within so long is held down, however often the terminal repeats it."""
_NO_KEY = re.compile(rb"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|[^\[O])?", re.DOTALL)
"""What an arrow, a function key or Alt sends: it begins with Escape."""
_MOST = 4096
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH")


class Pace:
    """The clocks of this machine."""

    def read(self) -> Clock:
        """Return a reading of both."""
        return Clock(time.monotonic(), time.time())  # noqa: TID251

    def real_s(self, seconds: float) -> float:
        """Return how long so many seconds of these clocks take."""
        return max(seconds, 0.0)


@dataclass
class Heard:
    """What came while a timer waited: keys, or whole lines, and signals by their names."""

    typed: list[str] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)


class Keyboard:
    """A terminal that gives each key at once, or whole lines; as it was when it is left."""

    def __init__(self, *, raw: bool, reads: bool) -> None:
        """Take keys one by one (``raw``) or lines; nothing typed unless it ``reads``."""
        self._raw, self._reads = raw, reads
        self._before: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._line = b""
        self._last = ("", float("-inf"))

    def __enter__(self) -> Self:
        """Begin to listen."""
        if sys.platform != "win32":
            self._noted, self._note = os.pipe()
            for end in (self._noted, self._note):
                os.set_blocking(end, False)
            self._wakeup = signal.set_wakeup_fd(self._note, warn_on_full_buffer=False)
            for number in map(_number, _SIGNALS):
                deaf = signal.getsignal(number) is signal.SIG_IGN
                if not deaf or number == signal.SIGINT:
                    self._handlers[number] = signal.signal(number, _heed_later)
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave everything as it was."""
        self.give_back()
        if sys.platform != "win32":
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._wakeup)
            os.close(self._noted)
            os.close(self._note)

    def take(self) -> None:
        """Let the terminal give each key at once, without showing it; Ctrl-C stays a signal."""
        if self._raw and sys.platform != "win32":
            import termios

            mode = termios.tcgetattr(sys.stdin)
            if self._before is None:
                self._before = termios.tcgetattr(sys.stdin)
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            _set_mode(mode)

    def give_back(self) -> None:
        """Let the terminal be as it was; one that hung up is left."""
        if self._before is not None and sys.platform != "win32":
            import termios

            with suppress(termios.error, OSError, ValueError):
                _set_mode(self._before)

    def stand_still(self) -> set[str]:
        """Stop as Ctrl-Z asks, with the terminal given back, until the program is continued.

        Returns the signals that came meanwhile.
        """
        if sys.platform == "win32":
            return set()
        self.give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, _heed_later)
        self.take()
        return self._signals() - {"SIGCONT"}

    def wait(self, seconds: float | None) -> Heard:
        """Return what comes first, or nothing after so many seconds; None waits for good."""
        if sys.platform == "win32":
            return self._poll(seconds)
        import select

        typing = [sys.stdin.fileno()] if self._reads else []
        ready, _, _ = select.select([self._noted, *typing], [], [], seconds)
        heard = Heard()
        if self._noted in ready:
            heard.signals = self._signals()
        if set(typing) & set(ready):
            heard.typed = self._input()
        return heard

    def _signals(self) -> set[str]:
        """Return the signals that were noted."""
        with suppress(BlockingIOError):
            return {signal.Signals(number).name for number in os.read(self._noted, _MOST)}
        return set()

    def _input(self) -> list[str]:
        try:
            raw = os.read(sys.stdin.fileno(), _MOST)
        except OSError:  # the terminal hung up
            raw = b""
        self._reads = bool(raw)
        if not self._raw:
            *lines, self._line = (self._line + raw).split(b"\n")
            return [line.decode("utf-8", "replace").strip() for line in lines]
        keys = _NO_KEY.sub(b"", raw).decode("utf-8", "replace")
        return list(self.presses(keys, time.monotonic()))

    def presses(self, keys: str, now: float) -> Iterator[str]:
        """Yield the keys that were pressed, without those that only repeat while held."""
        for key in keys:
            last, at = self._last
            self._last = key, now
            if key != last or now - at > HELD_S:
                yield key

    def _poll(self, seconds: float | None) -> Heard:
        """Return what was pressed on a console, which can only be asked again and again."""
        heard = Heard()
        if sys.platform == "win32":
            import msvcrt

            until = float("inf") if seconds is None else time.monotonic() + seconds
            while not heard.typed and time.monotonic() < until:
                time.sleep(0.05)
                if self._reads and msvcrt.kbhit():
                    heard.typed = list(self.presses(msvcrt.getwch(), time.monotonic()))
        return heard


def _heed_later(number: int, frame: FrameType | None) -> None:
    """Do nothing: that the signal came is noted in the pipe."""


def _number(name: str) -> signal.Signals:
    return signal.Signals[name]


def _set_mode(mode: list[Any]) -> None:
    """Set the modes of the terminal, though it be after a while in the background."""
    if sys.platform != "win32":
        import termios

        while True:
            try:
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)
            except termios.error as error:
                if error.args[0] != EINTR:
                    raise
            else:
                break


def end_by(name: str) -> None:
    """End the program by a signal, as it would have ended without us."""
    signal.signal(_number(name), signal.SIG_DFL)
    os.kill(os.getpid(), _number(name))
