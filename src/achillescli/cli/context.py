"""Where and when a command runs: the clock, the environment, the terminal, the language."""

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Sentence, UsageError
from ..store.settings import Settings
from ..words import Words
from .settings import settings, whole_path

if TYPE_CHECKING:
    from ..core.log.entries import Entry
    from ..render.terminal.screen import Screen


DASH = "-"
"""What stands for the standard input or output in place of a file."""
LONG_WAIT = dt.timedelta(minutes=10)
"""After this long a command says for which date it saves, though nobody named one."""


@dataclass(repr=False, eq=False)
class Context:
    """Everything that a command takes from the outside, and where it speaks."""

    words: Words
    now: dt.datetime
    """The clock as it was last read."""
    environment: Mapping[str, str]
    """The environment, with what the switches say of the screen."""
    switches: AbstractSet[str] = frozenset()
    """What was typed for the whole program, such as --quiet."""
    saved: bool = False
    """Whether this command has written anything to keep."""
    added: "list[Entry]" = field(default_factory=list)
    """The entries that this command has added to the log."""
    new_log: bool = False
    """Whether that began a new log."""
    last: list[Sentence] = field(default_factory=list)
    """What is wrong around the program, to be told after everything else."""
    warned: bool = False
    """Whether a danger was told."""
    stop_told: bool = False
    """Whether it was told to stop for a pain in an answer that is refused."""
    heard: bool = False
    """Whether a danger in what cannot be read was told."""
    unheard: OSError | None = None
    """Why the output took no danger, so that it was told on the error output."""
    code: int = 0
    """The exit code that a danger asks for, though nobody may read the output."""
    for_program: bool = False
    """Whether a program reads the output, so that what people must read stands beside it."""
    clock: Callable[[], dt.datetime] | None = None
    """The clock to read again; without one the time stands still."""
    hear: "Callable[[str, dt.date | None], None]" = lambda *_: None
    """Says what is a danger in an answer that is refused, to a question about a pain of a date."""
    asked_on: dt.date | None = None
    """The date on which the last prompt was opened."""

    def __post_init__(self) -> None:
        self._begun = self.now

    def read_clock(self) -> None:
        """Read the clock again: what is typed counts from when it is typed."""
        if self.clock:
            self.now = self.clock()

    @property
    def waited_long(self) -> bool:
        """Whether so much time went by at a prompt that the date goes without saying no more."""
        return abs(self.now - self._begun) >= LONG_WAIT

    @cached_property
    def out(self) -> "Screen":
        """The screen for what was asked for, or what must be read beside it."""
        from ..render.terminal.screen import Screen

        return self.err if self.for_program else Screen(sys.stdout, self.environment)

    @cached_property
    def err(self) -> "Screen":
        """The screen for questions, and for what is said beside the output.

        Where nobody is asked, what cannot be said there stops nothing: above all no entry.
        """
        from ..render.terminal.screen import Screen

        return Screen(sys.stderr, self.environment, may_fail=not sys.stderr.isatty())

    @property
    def is_live(self) -> bool:
        """Whether lines can stay where they are on a terminal, and each key can count at once."""
        from ..render.terminal.live import LEAST

        real = self.environment.get("TERM", "dumb") not in ("dumb", "unknown")
        ends = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
        return ends and real and not self.plain and self.out.width >= LEAST

    @contextmanager
    def pager(self) -> Iterator["Screen"]:
        """Let what is written go through the pager where it is longer than the terminal."""
        from ..render.terminal import pager

        unwanted = self.plain or "--no-pager" in self.switches
        if unwanted or not pager.may_page(sys.stdout, self.environment):
            yield self.out
            return
        with self.out.capture() as page:
            yield self.out
        pager.show(page.getvalue(), sys.stdout, self.environment)

    @contextmanager
    def picture(self, file: str) -> Iterator["Screen"]:
        """Let what is written become a picture in a new file; a dash stands for the output.

        Raises:
            UsageError: there can be no such file.
            StoreError: it cannot be written.
        """
        from ..render.terminal.picture import Picture
        from ..store.files import export_path

        path = Path(file)
        try:
            if file != DASH:
                export_path.check(path, self.home, force=False)
            screen = Picture(self.environment)
            yield screen
            drawn = screen.svg("achilles").encode()
            if file == DASH:
                hand_out(drawn)
                return
            export_path.write(path, drawn, force=False)
        except UsageError as error:
            if error.key != "leave.error.there":
                raise
            raise UsageError("leave.error.picture_there", **error.values) from None
        self.out.say(self.words("leave.export.written", path=path.absolute()))
        self.out.say(self.words("leave.export.picture"), "bold")

    def remark(self, text: str) -> None:
        """Say what may be left out."""
        if not self.quiet:
            self.out.say(text)

    def warn(self, tell: "Callable[[Screen], None]") -> None:
        """Let a danger be told at once, on the error output where the output takes nothing.

        One that is closed leads nowhere.
        """
        self.warned = True
        is_closed = getattr(sys.stdout, "name", "") == os.devnull
        try:
            tell(self.err if is_closed else self.out)
            sys.stdout.flush()
        except OSError as error:
            self.unheard = error
            with suppress(OSError):
                tell(self.err)
                sys.stderr.flush()

    def complain(self, sentence: Sentence) -> None:
        """Say what is wrong on the error output."""
        from ..render.terminal.screen import complain

        complain(sys.stderr, self.environment, self.words.sentence(sentence))

    @cached_property
    def home(self) -> Path:
        """The folder of the user's data.

        Raises:
            UsageError: it is no whole path.
        """
        chosen = self.environment.get("ACHILLES_HOME")
        if chosen:
            return whole_path(chosen)
        from platformdirs import user_data_dir

        return whole_path(user_data_dir("achillescli", appauthor=False))

    @cached_property
    def settings(self) -> Settings:
        """What was set by hand; what is wrong in the file is told last."""
        found = settings(self.environment, self.words.language, self.switches)
        self.last += found.wrong
        return found

    @property
    def today(self) -> dt.date:
        """The rehab date: a new one starts at 03:00 unless the settings say otherwise."""
        return self.settings.date(self.now)

    @property
    def plain(self) -> bool:
        """Whether to write sentences alone, one fact a line: nothing drawn, nothing redrawn."""
        return self.out.plain

    @property
    def quiet(self) -> bool:
        """Whether to say only what must be read: dangers, errors, and what was asked for."""
        return self.for_program or "--quiet" in self.switches

    @property
    def sounds(self) -> bool:
        """Whether a session may be heard."""
        return self.settings.sounds

    @property
    def no_input(self) -> bool:
        """Whether to ask nothing, though someone may be there."""
        return "--no-input" in self.switches

    @property
    def asks(self) -> bool:
        """Whether someone can answer questions: input and error output are a terminal."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()


def hand_out(raw: bytes) -> None:
    """Write a file to the standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(raw)
    sys.stdout.buffer.flush()


def current_context(
    language: str | None = None, switches: AbstractSet[str] = frozenset()
) -> Context:
    """Return where the program runs now; the language is asked for, or found.

    Raises:
        UsageError: the language does not exist.
    """
    environment = os.environ  # noqa: TID251
    found = settings(environment, language, switches)
    shown = {**environment, **_of_the_screen(found)}
    context = Context(Words(found.language), _local_now(), shown, switches, clock=_local_now)
    if not _is_zone(context):
        context.last.append(Sentence("errors.zone"))
    context.last += found.wrong
    context.settings = found
    return context


def first_context(words: Words) -> Context:
    """Return where the program runs when the language that is asked for does not exist."""
    environment = {**os.environ, "ACHILLES_LANG": words.language}  # noqa: TID251
    return Context(words, _local_now(), environment, clock=_local_now)


def _of_the_screen(found: Settings) -> dict[str, str]:
    """Return the settings of a screen as the variables that it reads."""
    said = {"ACHILLES_PLAIN": "1" if found.plain else "0"}
    return said if found.colour is not False else {**said, "NO_COLOR": "1"}


def _local_now() -> dt.datetime:
    """Return the moment in the zone of this computer; in UTC where that is none."""
    now = dt.datetime.now(dt.UTC)  # noqa: TID251
    try:
        return now.astimezone()
    except ValueError:  # TZ=UTC+0530 is 530 hours
        return now


def _is_zone(context: Context) -> bool:
    """Return whether TZ names a zone; the system takes what it does not know for UTC."""
    name = context.environment.get("TZ", "").removeprefix(":")
    if context.now.tzinfo is dt.UTC:
        return False
    if context.now.utcoffset() or name in ("", "UTC", "GMT") or os.name == "nt":
        return True
    if re.match(r"([A-Za-z]{3,}|<[^>]+>)[+-]?\d", name):
        return True
    from zoneinfo import ZoneInfo

    try:
        return Path(name).is_file() or bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
