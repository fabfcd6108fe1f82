"""Long screens: through the pager of the system where a terminal is too short, as git does."""

import os
from collections.abc import Mapping
from typing import TextIO

NONE = ("", "cat")
"""What PAGER says where nothing is to be paged."""
USUAL = ("less", "more")
LESS = "FRX"
"""Ends where all is seen, keeps colours, and leaves the text on the screen."""
SIGNALLED = 128
"""From here on the exit code of a shell says that a signal ended the pager."""


def may_page(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether someone could turn pages there."""
    return (
        stream.isatty()
        and environment.get("TERM", "dumb") not in ("dumb", "unknown")
        and environment.get("PAGER", USUAL[0]).strip() not in NONE
    )


def show(text: str, stream: TextIO, environment: Mapping[str, str]) -> None:
    """Write a text, through the pager if it is longer than the terminal.

    That the pager is left early is no error; where it fails, the text is written without it.
    """
    rows = os.get_terminal_size(stream.fileno()).lines
    fits = rows == 0 or text.count("\n") < rows
    if fits or not _paged(text, stream, environment):
        stream.write(text)


def _paged(text: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Hand a text to the pager, and return whether it ran."""
    import signal
    import subprocess

    command = environment.get("PAGER") or _usual(environment)
    if not command:
        return False
    stream.flush()
    # The user's own command: a shell reads it, as for git.
    pager = subprocess.Popen(  # noqa: S602
        command,
        shell=True,
        stdin=subprocess.PIPE,
        env={"LESS": LESS, "LV": "-c", **environment},
    )
    # Ctrl-C is a key of the pager, which gets it too.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(text.encode(stream.encoding, "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return pager.returncode == 0 or pager.returncode >= SIGNALLED


def _usual(environment: Mapping[str, str]) -> str | None:
    from shutil import which

    return next((name for name in USUAL if which(name, path=environment.get("PATH"))), None)
