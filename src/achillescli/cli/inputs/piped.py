"""What is piped in, where a dash stands for a file."""

import sys

from ...errors import UsageError

DASH = "-"


def piped(most: int) -> bytes:
    """Return what is piped in, and of too much one byte more than there may be.

    Raises:
        UsageError: nothing is piped in: the input is a terminal.
    """
    if sys.stdin.isatty():
        raise UsageError("parser.piped")
    return sys.stdin.buffer.read(most + 1)
