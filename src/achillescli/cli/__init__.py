"""The command line: arguments in, one call to the core, one thing out."""

import gc
import sys


def main() -> None:
    """Run the program on the arguments of the process, and leave with its exit code."""
    # Nothing lives long enough here to be worth collecting.
    gc.disable()
    from .app import run

    sys.exit(run(sys.argv[1:]))
