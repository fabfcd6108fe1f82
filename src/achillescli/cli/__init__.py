"""The command line: arguments in, one call to the core, one thing out."""

import gc
import os
import sys


def main() -> None:
    """Run the program on the arguments of the process, and leave with its exit code."""
    # One short run: collecting garbage and taking the interpreter down piece by piece would
    # cost a tenth of it, and `run` has written and flushed all there is.
    gc.disable()
    try:
        from .app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130  # nothing is imported here: a second Ctrl-C would fall in between
    os._exit(code)
