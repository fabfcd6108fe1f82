"""The program: one language, one command, one door for errors."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

from ..errors import (
    INTERRUPTED,
    AchillesError,
    IncompleteError,
    NoCourseError,
    Sentence,
    StoreError,
    UsageError,
)
from ..words import Words
from .context import Context, current_context, first_context
from .settings import settings
from .switches import DATED, check_once, line

_WORDLESS = "the texts of the program are missing, or lie in a zip file. Install achilles again."
"""What is said when no text can be had."""
_COMPLETION = "_ACHILLES_COMPLETE"
"""What other scripts than ours set to have a line completed."""
PLAIN = ("today", "status", "report", "plan", "why")
"""The commands that run without the parser when nothing else is typed."""


class Invocation(NamedTuple):
    """Where the program runs, and the words that are not for the whole of it."""

    context: Context
    arguments: list[str]


class Exit(NamedTuple):
    """The code that the program leaves with, and what it says before."""

    code: int
    sentences: tuple[Sentence, ...] = ()


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    _open_streams()
    try:
        invocation = _prepare(arguments)
    except Exception as error:  # noqa: BLE001
        with suppress(Exception):
            _warn(arguments)
        code = _leave(_first_words(), _exit(error, saved=False))
        if "--debug" in arguments and not isinstance(error, AchillesError):
            _explain(_first_words(), error)
        return code
    try:
        _check_once(invocation.context, arguments)
        code = _run(invocation)
        _flush(invocation.context)
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001
        context = invocation.context
        leaving = _exit(error, saved=context.saved)
        code = _leave(context.words, leaving._replace(code=leaving.code or context.code))
        if "--debug" in context.switches and code not in (0, INTERRUPTED):
            _explain(context.words, error)
    with suppress(AchillesError, OSError):
        _tell_last(invocation.context, code)
    return code


def _prepare(arguments: Sequence[str]) -> Invocation:
    """Return the language's context, and the arguments without what may stand anywhere.

    Raises:
        UsageError: the language is none of ours, or --lang has no value.
    """
    if not {*DATED}.isdisjoint(arguments):
        from .inputs import dates

        arguments = dates.line_words(arguments)
    language, switches, words = line(arguments)
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    return Invocation(current_context(language, switches), words)


def _check_once(context: Context, arguments: Sequence[str]) -> None:
    """Refuse an option that is there twice, once what is a danger on the line is said.

    Raises:
        UsageError: one is.
    """
    try:
        check_once(arguments)
    except UsageError:
        from . import parser

        parser.warn(context, arguments)
        raise


def _run(invocation: Invocation) -> int:
    context, arguments = invocation
    if os.environ.get(_COMPLETION):  # noqa: TID251
        del os.environ[_COMPLETION]  # noqa: TID251
        context.last.append(Sentence("errors.completion"))
        if not arguments:
            return UsageError.exit_code
    if arguments[:1] == ["completion"] and "--" in arguments[2:3]:
        from .journal import offers

        if arguments[1] in offers.OFFERS:
            return offers.write(context, arguments[1], arguments[3:])
    if len(arguments) < 2:
        # A command without options needs no parser, which costs more than all the rest of it.
        if not arguments:
            from .commands.today import first_screen

            return first_screen(context)
        if arguments[0] in PLAIN:
            return int(import_module(f".commands.{arguments[0]}", __package__).plain(context))
    from . import parser

    return parser.run(context, arguments)


def _flush(context: Context) -> None:
    """Let the output leave.

    Raises:
        OSError: it cannot, or a danger could not.
    """
    sys.stdout.flush()
    if context.unheard:
        raise context.unheard


def _tell_last(context: Context, code: int) -> None:
    """Say what can wait until the command has spoken: above all, nothing delays a danger.

    That is where a new log is, or that a log is elsewhere where none is here, and what is
    wrong with the surroundings.
    """
    for sentence in context.last:
        context.complain(sentence)
    if context.new_log or code == NoCourseError.exit_code:
        from .journal import place

        (place.tell_begun if context.new_log else place.tell_elsewhere)(context)


def _exit(error: BaseException, *, saved: bool) -> Exit:
    """Return how the program ends after an error; ``saved`` when entries were written."""
    match error:
        case IncompleteError() if saved:
            return Exit(0, (Sentence("errors.saved"), error.sentence))
        case AchillesError():
            return Exit(error.exit_code, error.sentences)
        case KeyboardInterrupt():
            return Exit(INTERRUPTED)
        case BrokenPipeError():
            return Exit(0)
        case SystemExit():
            # The parser leaves like this when the reader of a pipe has left.
            return Exit(0)
        case OSError():
            reason = {"reason": error}
            if saved:
                return Exit(0, (Sentence("errors.output_saved", reason),))
            return Exit(StoreError.exit_code, (Sentence("errors.output", reason),))
        case _:
            return _mistake(error)


def _mistake(error: BaseException) -> Exit:
    where = {"name": type(error).__name__, "place": _place(error)}
    return Exit(1, (Sentence("errors.bug", where),))


def _leave(words: Words, leaving: Exit) -> int:
    """Say why the program ends, and return its code."""
    from ..render.terminal.screen import complain

    with suppress(OSError):
        sys.stdout.flush()
        if leaving.code == INTERRUPTED:
            sys.stderr.write("\n")
    for sentence in leaving.sentences:
        complain(sys.stderr, os.environ, _text(words, sentence))  # noqa: TID251
    return leaving.code


def _text(words: Words, sentence: Sentence) -> str:
    """Return a sentence; if its file is missing, the one that says so, and else what is left."""
    try:
        return words.sentence(sentence)
    except IncompleteError as error:
        return _WORDLESS if sentence == error.sentence else _text(words, error.sentence)


def _first_words() -> Words:
    """Return the words of the environment's language, before the arguments are read."""
    try:
        return Words(settings(os.environ).language)  # noqa: TID251
    except Exception:  # noqa: BLE001  # what is wrong with it is being told
        return Words("en")


def _warn(arguments: Sequence[str]) -> None:
    """Say what is a danger on a line of which the language is none."""
    from . import parser

    parser.warn(first_context(_first_words()), arguments)


def _explain(words: Words, error: BaseException) -> None:
    """Write what helps another to find the mistake; not on a screen, which may have it."""
    from .mistake import block

    lines = (words("doctor.paste.title"), *(f"  {line}" for line in block(error)))
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119


def _open_streams() -> None:
    """Give a closed stream somewhere to write; let what cannot be encoded be a question mark."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
