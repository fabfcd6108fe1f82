"""Questions on a terminal: asked on the error output, read line by line, never guessed."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ...errors import Sentence
from ..context import Context
from ..inputs import spoken
from . import keyboard

if TYPE_CHECKING:
    from ...render.terminal.screen import Screen

T = TypeVar("T")

END = " > "
"""What a prompt ends with."""

LONGEST = 2000
"""The most characters that one answer may have."""

_SHORTEST = 3
"""The fewest letters of an option that can be meant to choose it."""

_NOUN = 2
"""The most words of an option that is a noun, with its article."""

_YES = {"y": True, "yes": True, "j": True, "ja": True, "n": False, "no": False, "nee": False}


class Back(Exception):  # noqa: N818
    """The question before this one is asked for."""


class Kept(Exception):  # noqa: N818
    """The earlier answer stays."""


class Again(Exception):  # noqa: N818
    """An answer that cannot be taken; the sentence says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, values)


@dataclass(frozen=True, slots=True)
class Text:
    """A question with the line above it and the lines under it; with ``keep`` Enter keeps.

    A pain of a date that ends its sessions is heard in an answer that is refused too.
    """

    question: str
    above: str = ""
    under: tuple[str, ...] = ()
    keep: bool = False
    pain_on: dt.date | None = None


def answer(
    context: Context,
    question: str | Text,
    read: Callable[[str], T],
    form: str,
    *,
    options: Sequence[str] = (),
    explain: str = "",
    optional: bool = False,
) -> T:
    """Return what `read` makes of a typed line; ask again while it raises `Again`.

    After the program stood still the whole question stands there once more.

    Raises:
        Back: the user typed ``<``.
        Kept: the user pressed Enter, and an earlier answer may stay.
        KeyboardInterrupt: the user stopped, or the input ended.
    """
    screen = context.err
    context.asked_on = context.today
    text = question if isinstance(question, Text) else Text(question)
    prompt = _prompt(context, form, keep=text.keep, optional=optional)
    asks = True
    while True:
        typed = ""
        try:
            if asks:
                _show(screen, text, options)
            asks = False
            typed = _line(context, screen, prompt)
            if typed == "<":
                raise Back
            if text.keep and not typed:
                raise Kept
            if typed != "?":
                return read(typed)
            screen.say(explain or context.words("ask.no_more"))
        except Again as refused:
            context.hear(typed, text.pain_on)
            said = context.words.sentence(refused.sentence)
            screen.say(said[:1].upper() + said[1:])
        except keyboard.Resumed:
            asks = True
        except OSError:
            if not keyboard.let_go():
                raise
            raise KeyboardInterrupt from None


def _show(screen: "Screen", text: Text, options: Sequence[str]) -> None:
    screen.say()
    if text.above:
        screen.say(text.above)
    screen.say(text.question, "bold")
    for line in text.under:
        screen.say(line)
    for number, option in enumerate(options, 1):
        screen.point(option, mark=f"{number:>3}  ")


def _prompt(context: Context, form: str, *, keep: bool, optional: bool) -> str:
    """Return what may be typed, in a few words, and what Enter does."""
    ways = (("keep", keep), ("skip", optional))
    enter = "_or_".join(way for way, is_one in ways if is_one)
    return f"{form}, {context.words(f'ask.hint.{enter}')}" if enter else form


def _line(context: Context, screen: "Screen", prompt: str) -> str:
    """Return one typed line; what cannot have been meant is refused."""
    *above, last = screen.paragraph(prompt, screen.width - len(END))
    for part in above:
        screen.say(part)
    typed = keyboard.line(last + END, context.environment).strip(" \t\r\n")
    context.read_clock()
    if keyboard.more_waits():
        raise Again("ask.again.lines")
    if len(typed) > LONGEST:
        raise Again("ask.again.long", most=LONGEST)
    if not typed.isprintable():
        raise Again("ask.again.signs")
    return typed


def score(
    context: Context, question: str | Text, *, explain: str = "", optional: bool = False
) -> int | None:
    """Return a score of 0 to 10; None when it is optional and Enter is pressed."""

    def read(typed: str) -> int | None:
        if optional and not typed:
            return None
        if not re.fullmatch(r"10|[0-9]", typed):
            raise Again("ask.again.score")
        return int(typed)

    form = context.words("ask.hint.score")
    return answer(context, question, read, form, explain=explain, optional=optional)


def yes(context: Context, question: str | Text, *, explain: str = "") -> bool:
    """Return whether the answer is yes."""

    def read(typed: str) -> bool:
        if typed.lower() not in _YES:
            raise Again("ask.again.yes")
        return _YES[typed.lower()]

    return answer(context, question, read, context.words("ask.hint.yes"), explain=explain)


def is_no(typed: str) -> bool:
    """Whether a typed word says no, or none."""
    return _YES.get(typed.lower()) is False or spoken.choice(typed, ("none",)) == "none"


def one_of(
    context: Context,
    question: str | Text,
    options: Sequence[str],
    *,
    explain: str = "",
    names: Sequence[str] = (),
) -> int:
    """Return the index, from 0, of the option that was chosen by its number or in words."""

    def read(typed: str) -> int:
        known = _in_words(typed, options, names)
        return _choice(typed, len(options)) - 1 if known is None else known

    form = context.words("ask.hint.one", n=len(options))
    return answer(context, question, read, form, options=options, explain=explain)


def any_of(
    context: Context, question: str | Text, options: Sequence[str], *, explain: str = ""
) -> tuple[int, ...]:
    """Return the indexes, from 0, of the options that apply; typing 0 alone means none."""

    def read(typed: str) -> tuple[int, ...]:
        return _choices(typed, len(options))

    form = context.words("ask.hint.any", n=len(options))
    return answer(context, question, read, form, options=options, explain=explain)


def some_of(
    context: Context, question: str | Text, options: Sequence[str], *, explain: str = ""
) -> tuple[int, ...] | None:
    """Return the indexes, from 0, of the options that apply; None when Enter is pressed.

    One that is a noun may be named, such as run for "a run".
    """
    words = [option.lower().split() for option in options]
    nouns = {each[-1]: place for place, each in enumerate(words) if len(each) <= _NOUN}

    def read(typed: str) -> tuple[int, ...] | None:
        if typed.lower() in nouns:
            return (nouns[typed.lower()],)
        return _choices(typed, len(options)) if typed else None

    form = context.words("ask.hint.any", n=len(options))
    return answer(context, question, read, form, options=options, explain=explain, optional=True)


def line(
    context: Context,
    question: str | Text,
    *,
    explain: str = "",
    optional: bool = False,
    most: int = LONGEST,
) -> str:
    """Return a line of text of so many signs at most; empty only when it is optional."""

    def read(typed: str) -> str:
        if not typed and not optional:
            raise Again("ask.again.line")
        if len(typed) > most:
            raise Again("ask.again.long", most=most)
        return typed

    form = context.words("ask.hint.line")
    return answer(context, question, read, form, explain=explain, optional=optional)


def _choices(typed: str, most: int) -> tuple[int, ...]:
    if typed == "0" or is_no(typed):
        return ()
    if most == 1 and _YES.get(typed.lower()):
        return (0,)
    parts = re.split(r"\s*,\s*|\s+", typed)
    try:
        return tuple(sorted({_choice(part, most) - 1 for part in parts}))
    except Again:
        raise Again("ask.again.any", n=most) from None


def _in_words(typed: str, options: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the index of the option that begins with what was typed, or that has its name."""
    if name := spoken.choice(typed, names):
        return list(names).index(name)
    near = [place for place, text in enumerate(options) if text.lower().startswith(typed.lower())]
    return near[0] if len(near) == 1 and len(typed) >= _SHORTEST else None


def _choice(typed: str, most: int) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", typed) or int(typed) > most:
        raise Again("ask.again.one", n=most)
    return int(typed)
