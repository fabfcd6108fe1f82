"""A terminal for one command: ``python terminal.py ANSWERS COMMAND`` types a line at each prompt.

Each line of ANSWERS is one answer. ``2`` is typed once, in its turn. ``How old=40`` is typed at
every prompt of which the question has those words. ``Press Enter|pause`` is typed once, as soon as
those words are read and without a prompt. At all other prompts it types 0.
"""

import os
import pty
import sys

PROMPT = " > "


def main() -> int:
    """Pass on what the command writes, and end as it does."""
    answers, *words = sys.argv[1:]
    child, terminal = pty.fork()
    if not child:
        os.execvp(words[0], words)
    left, new = answers.split("\n"), ""
    while True:
        try:
            written = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            break
        os.write(1, written)
        new += written.decode("utf-8", "replace")
        typed = _typed(left, new)
        if typed is not None:
            os.write(terminal, f"{typed}\n".encode())
            new = ""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if code >= 0 else 128 - code


def _typed(answers: list[str], new: str) -> str | None:
    """Return what is typed after what was written since; None for nothing."""
    said, asked = " ".join(new.split()), new.endswith(PROMPT)
    for place, answer in enumerate(answers):
        words, bar, line = answer.partition("|")
        if bar and words in said:
            answers.pop(place)
            return line
        words, named, line = answer.partition("=")
        if asked and named and words in said:
            return line
    turn = next((answer for answer in answers if not {*"=|"} & {*answer}), "0")
    if asked and turn in answers:
        answers.remove(turn)
    return turn if asked else None


if __name__ == "__main__":
    sys.exit(main())
