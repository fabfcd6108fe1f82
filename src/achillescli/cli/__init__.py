"""The command line: arguments in, one call to the core, one thing out."""

import gc
import os
import sys


def main() -> None:
    """Run the program on the arguments of the process, and leave with its exit code."""
    # One short run: collecting garbage and taking the interpreter down piece by piece would
    # cost a tenth of it, and `run` has written and flushed all there is.
    gc.disable()
    from .app import run

    os._exit(run(sys.argv[1:]))
