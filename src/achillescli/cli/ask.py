"""Questions on a terminal: asked on the error output, read line by line, never guessed."""

import datetime as dt
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from .here import Here

if TYPE_CHECKING:
    from ..render.screen import Screen

T = TypeVar("T")

LONGEST = 2000
"""The most characters that one answer may have."""

_YES = {"y": True, "yes": True, "j": True, "ja": True, "n": False, "no": False, "nee": False}
_NEVER = frozenset({"never", "nooit"})
_UNITS = {"day": 1, "dag": 1, "week": 7, "wek": 7, "month": 30, "maand": 30, "year": 365, "jaar": 365}
_AGO = re.compile(r"([1-9][0-9]{0,2}) ?([a-z]+?)(?:s|en)?(?: ago| geleden)?")


class Back(Exception):  # noqa: N818
    """The question before this one is asked for."""


class Again(Exception):  # noqa: N818
    """An answer that cannot be taken; the sentence says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def answer(  # noqa: PLR0913
    here: Here,
    question: str,
    read: Callable[[str], T],
    hint: str,
    *,
    options: Sequence[str] = (),
    explain: str = "",
) -> T:
    """Return what `read` makes of a typed line; ask again while it raises `Again`.

    Raises:
        Back: the user typed ``<``.
        KeyboardInterrupt: the user stopped, or the input ended.
    """
    from ..render.screen import Screen

    screen = Screen(sys.stderr)
    _show(screen, question, options)
    while True:
        try:
            typed = _line(f"{hint} > " if hint else "> ")
            if typed == "<":
                raise Back
            if typed != "?":
                return read(typed)
            screen.say(explain or here.words("ask.no_more"))
        except Again as refused:
            screen.say(here.words(refused.key, **refused.values))


def _show(screen: "Screen", question: str, options: Sequence[str]) -> None:
    screen.say()
    screen.say(question, "bold")
    for number, option in enumerate(options, 1):
        screen.point(option, mark=f"{number:>3}  ")


def _line(prompt: str) -> str:
    """Return one typed line; what cannot have been meant is refused."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    raw = sys.stdin.buffer.readline()
    if not raw:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    if _more_waits():
        raise Again("ask.again.lines")
    try:
        typed = raw.decode("utf-8").strip(" \t\r\n")
    except UnicodeDecodeError:
        raise Again("ask.again.signs") from None
    if len(typed) > LONGEST:
        raise Again("ask.again.long", most=LONGEST)
    if not typed.isprintable():
        raise Again("ask.again.signs")
    return typed


def _more_waits() -> bool:
    """Return whether several lines were pasted at once, and throw the others away."""
    if sys.platform == "win32":
        return False
    import select
    import termios

    if not select.select([sys.stdin], [], [], 0)[0]:
        return False
    termios.tcflush(sys.stdin, termios.TCIFLUSH)
    return True


def score(here: Here, question: str, *, explain: str = "", optional: bool = False) -> int | None:
    """Return a score of 0 to 10; None when it is optional and Enter is pressed."""

    def read(typed: str) -> int | None:
        if optional and not typed:
            return None
        if not re.fullmatch(r"10|[0-9]", typed):
            raise Again("ask.again.score")
        return int(typed)

    return answer(here, question, read, _hint(here, "score", optional), explain=explain)


def yes(here: Here, question: str, *, explain: str = "") -> bool:
    """Return whether the answer is yes."""

    def read(typed: str) -> bool:
        if typed.lower() not in _YES:
            raise Again("ask.again.yes")
        return _YES[typed.lower()]

    return answer(here, question, read, _hint(here, "yes"), explain=explain)


def one_of(here: Here, question: str, options: Sequence[str], *, explain: str = "") -> int:
    """Return the index, from 0, of the chosen option."""

    def read(typed: str) -> int:
        return _choice(typed, len(options)) - 1

    hint = here.words("ask.hint.one", most=len(options))
    return answer(here, question, read, hint, options=options, explain=explain)


def any_of(
    here: Here, question: str, options: Sequence[str], *, explain: str = ""
) -> tuple[int, ...]:
    """Return the indexes, from 0, of the options that apply; typing 0 alone means none."""

    def read(typed: str) -> tuple[int, ...]:
        if typed == "0":
            return ()
        parts = re.split(r"\s*,\s*|\s+", typed)
        try:
            return tuple(sorted({_choice(part, len(options)) - 1 for part in parts}))
        except Again:
            raise Again("ask.again.any", most=len(options)) from None

    hint = _hint(here, "any")
    return answer(here, question, read, hint, options=options, explain=explain)


def line(here: Here, question: str, *, explain: str = "", optional: bool = False) -> str:
    """Return a line of text; empty only when it is optional."""

    def read(typed: str) -> str:
        if not typed and not optional:
            raise Again("ask.again.line")
        return typed

    return answer(here, question, read, _hint(here, "line", optional), explain=explain)


def number(  # noqa: PLR0913
    here: Here,
    question: str,
    low: int,
    high: int,
    *,
    decimals: bool = False,
    explain: str = "",
    optional: bool = False,
) -> int | float | None:
    """Return a number from low to high; a decimal comma and a point are both read."""

    def read(typed: str) -> int | float | None:
        if optional and not typed:
            return None
        pattern = r"[0-9]{1,4}([.,][0-9]{1,2})?" if decimals else r"[0-9]{1,4}"
        if not re.fullmatch(pattern, typed):
            raise Again("ask.again.decimal" if decimals else "ask.again.whole", low=low, high=high)
        found = float(typed.replace(",", ".")) if re.search("[.,]", typed) else int(typed)
        if not low <= found <= high:
            raise Again("ask.again.range", low=low, high=high)
        return found

    return answer(here, question, read, _hint(here, "number", optional), explain=explain)


def start_test(here: Here, question: str, *, explain: str = "") -> int | str | None:
    """Return a score of 0 to 10, "unable", or None when Enter is pressed."""

    def read(typed: str) -> int | str | None:
        if not typed:
            return None
        if typed.lower() in ("unable", "x", "niet"):
            return "unable"
        if not re.fullmatch(r"10|[0-9]", typed):
            raise Again("ask.again.start_test")
        return int(typed)

    return answer(here, question, read, _hint(here, "start_test"), explain=explain)


def day(
    here: Here, question: str, *, explain: str = "", optional: bool = False, never: bool = False
) -> dt.date | bool | None:
    """Return a date up to today; False for never, None when it is optional and Enter is pressed."""

    def read(typed: str) -> dt.date | bool | None:
        if optional and not typed:
            return None
        if never and typed.lower() in _NEVER:
            return False
        found = _past(here, typed.lower())
        _echo(here, found)
        return found

    kind = "day_never" if never else "day"
    return answer(here, question, read, _hint(here, kind, optional), explain=explain)


def _past(here: Here, typed: str) -> dt.date:
    """Return the date of a text such as 2026-03-01, yesterday or "6 weeks"."""
    from ..errors import UsageError
    from . import when

    ago = _AGO.fullmatch(typed)
    try:
        if ago and ago[2] in _UNITS:
            found = here.today - dt.timedelta(days=int(ago[1]) * _UNITS[ago[2]])
        else:
            found = when.day(here, typed or "-")
    except UsageError as refused:
        raise Again(refused.key, **refused.values) from None
    if found.year < 2000:
        raise Again("ask.again.early")
    return found


def _echo(here: Here, date: dt.date) -> None:
    from ..render import dates

    sys.stderr.write(f"  {dates.day(here.words, date)}\n")


def _choice(typed: str, most: int) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", typed) or int(typed) > most:
        raise Again("ask.again.one", most=most)
    return int(typed)


def _hint(here: Here, kind: str, optional: bool = False) -> str:  # noqa: FBT001, FBT002
    hint = here.words(f"ask.hint.{kind}")
    return f"{hint}, {here.words('ask.hint.skip')}" if optional else hint
