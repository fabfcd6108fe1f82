"""One line from the keyboard, which can be edited where the terminal can."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EIO

_LOOKS = 0.2
"""The seconds after which a line that is waited for looks whether a signal came."""


class Resumed(Exception):  # noqa: N818
    """The program stood still at the prompt, and goes on: what was typed before is gone."""


class _Stop(Exception):  # noqa: N818
    """The user stops the program for a while."""


def line(prompt: str, environment: Mapping[str, str]) -> str:
    """Return what is typed after a prompt, without the end of the line.

    Bytes that are no UTF-8 become signs that cannot be printed.

    Raises:
        KeyboardInterrupt: the user ended it, or the input did.
        Resumed: the program was stopped meanwhile.
    """
    _heed_signals()
    try:
        with _heeding_stops():
            return _edited_line(prompt) if _has_editor(environment) else _whole(prompt)
    except _Stop:
        _stand_still()
        raise Resumed from None
    except (Resumed, EOFError) as ended:
        let_go()
        sys.stderr.write("\n")
        if isinstance(ended, Resumed):
            raise
        raise KeyboardInterrupt from None


def let_go() -> bool:
    """Let a terminal that is gone be read and written no more, and return whether it is.

    So what is still to be stored is stored, and the program ends as by Ctrl-C.
    """
    if sys.platform != "win32":
        import termios

        for number in range(3):
            try:
                termios.tcgetattr(number)
            except termios.error as error:
                if error.args[0] == EIO:
                    nowhere = os.open(os.devnull, os.O_RDWR)
                    os.dup2(nowhere, number)
                    os.close(nowhere)
    return not sys.stdin.isatty()


@contextmanager
def _heeding_stops() -> Iterator[None]:
    """Let a stop end the line, so that the editor gives the terminal back.

    Python hears no signal that came just before it began to wait for a key, so an alarm
    interrupts the wait again and again: else Ctrl-C at once would be heard at the next key.

    Raises:
        _Stop: the program is to stop.
        Resumed: it was stopped without being asked, and goes on.
    """
    if sys.platform == "win32":
        yield
        return
    import signal

    heeded = {signal.SIGTSTP: _Stop, signal.SIGCONT: Resumed}

    def end(number: int, _: object) -> None:
        if not let_go():  # a terminal that hangs up also lets the program go on
            raise heeded[signal.Signals(number)]

    before = {each: signal.getsignal(each) for each in heeded}
    try:
        for each, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(each, end)
        alarm = signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, _LOOKS, _LOOKS)
        try:
            yield
        finally:
            # The alarm ends before its handler goes: without one it would end the program.
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, alarm)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _stand_still() -> None:
    """Stop as Ctrl-Z asks, until the program is continued."""
    if sys.platform != "win32":
        import signal

        signal.raise_signal(signal.SIGTSTP)


def _heed_signals() -> None:
    """Let a terminal that closes stop the user's command as Ctrl-C does, so that it can save.

    Ctrl-C stops a question also where a script in the background started the command deaf to it.
    A program that is ended leaves the terminal as it was: the editor of lines would not.
    """
    if sys.platform != "win32":
        import signal

        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
            signal.signal(signal.SIGHUP, _hang_up)
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL and sys.stdin.isatty():
            import termios

            before = termios.tcgetattr(sys.stdin)

            def end(number: int, _: object) -> None:
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
                signal.signal(number, signal.SIG_DFL)
                signal.raise_signal(number)

            signal.signal(signal.SIGTERM, end)


def _hang_up(*_: object) -> None:
    """End the line; where the terminal is gone the end of its input does so."""
    if not let_go():
        raise KeyboardInterrupt


def more_waits() -> bool:
    """Return whether several lines were pasted at once, and throw the others away."""
    if sys.platform == "win32":
        return False
    import select
    import termios

    if not select.select([sys.stdin], [], [], 0)[0] or let_go():
        return False
    termios.tcflush(sys.stdin, termios.TCIFLUSH)
    return True


def _has_editor(environment: Mapping[str, str]) -> bool:
    """Whether readline can edit a line here: it writes to the standard output alone.

    On Windows the console itself edits.
    """
    if environment.get("TERM", "dumb") in ("dumb", "unknown") or not sys.stdout.isatty():
        return False
    try:
        import readline
    except ImportError:
        return False
    # What was answered is not offered again, and a paste arrives as it would without an editor.
    readline.set_auto_history(False)
    for setting in ("enable-bracketed-paste off", "bell-style none"):
        readline.parse_and_bind(f"set {setting}")
    return True


def _edited_line(prompt: str) -> str:
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    return input(prompt)


def _whole(prompt: str) -> str:
    """Return a line as the terminal hands it over: erased with backspace at most."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    raw = sys.stdin.buffer.readline()
    if not raw.endswith(b"\n"):
        raise EOFError
    return raw.decode("utf-8", "surrogateescape")
