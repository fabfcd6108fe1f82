"""A terminal for one command: ``python terminal.py "1,2" COMMAND`` types a line at each prompt.

At the prompts after the last line it types 0.
"""

import os
import pty
import sys

PROMPT = b" > "


def main() -> int:
    """Pass on what the command writes, and end as it does."""
    answers, *words = sys.argv[1:]
    child, terminal = pty.fork()
    if not child:
        os.execvp(words[0], words)
    lines, new = answers.split(","), b""
    while True:
        try:
            written = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            break
        os.write(1, written)
        new += written
        if new.endswith(PROMPT):
            os.write(terminal, f"{lines.pop(0) if lines else 0}\n".encode())
            new = b""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
