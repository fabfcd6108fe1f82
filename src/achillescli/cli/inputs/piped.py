"""What is piped in, where a dash stands for a file, and what is in a pipe that has a name."""

import os
import select
import stat
import sys
from contextlib import suppress
from pathlib import Path

from ...errors import Place, UsageError
from ..context import DASH

_STANDARD = (DASH, "/dev/stdin")


def from_pipe(source: str, most: int) -> bytes | None:
    """Return what a dash stands for, or a pipe such as a shell makes of ``<(command)``.

    Bounded as by ``piped_bytes``; None when the name is that of anything else, or of an empty pipe.

    Raises:
        UsageError: the input is a terminal, or the pipe cannot be read.
    """
    if source in _STANDARD:
        return piped_bytes(most)
    path = Path(source)
    try:
        if not path.is_fifo():
            return None
        # Opened without waiting for a writer: where there is none, there is nothing in it.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as pipe:  # noqa: PTH123
            os.set_blocking(pipe.fileno(), True)
            return pipe.read(most + 1) or None
    except OSError as error:
        raise UsageError("store.error.read", place=Place(source), reason=error) from None


def piped_bytes(most: int) -> bytes:
    """Return what is piped in, and of too much one byte more than there may be.

    Raises:
        UsageError: nothing is piped in: the input is a terminal.
    """
    if sys.stdin.isatty():
        raise UsageError("parser.piped")
    return sys.stdin.buffer.read(most + 1)


def waiting_text() -> str:
    """Return what stands ready in a pipe; nothing of a file, and nothing to be waited for."""
    with suppress(OSError, ValueError):
        where = sys.stdin.fileno()
        if stat.S_ISFIFO(os.fstat(where).st_mode) and select.select([where], [], [], 0)[0]:
            return os.read(where, 1 << 16).decode("utf-8", "replace")
    return ""
