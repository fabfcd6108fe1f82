"""The program on a real terminal of a chosen size, driven line by line."""

import os
import signal
import sys

import pexpect
import pyte

PROGRAM = "import sys; from achillescli.cli import main; sys.argv[0] = 'achilles'; main()"


def heed_signals() -> None:
    """Undo what a test run in the background hands down: signals that are not heard."""
    for heard in (signal.SIGINT, signal.SIGHUP):
        signal.signal(heard, signal.SIG_DFL)


class Terminal:
    """A running program, everything that it wrote, and what the screen shows of it."""

    def __init__(
        self,
        *arguments: str,
        code: str = PROGRAM,
        columns: int = 80,
        rows: int = 60,
        **environment: str,
    ) -> None:
        self.written = ""
        self.columns, self.rows = columns, rows
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", code, *arguments],
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(rows, columns),
            env={**os.environ, "PAGER": "cat", **environment},
            timeout=30,
            preexec_fn=heed_signals,
        )
        self.child.delaybeforesend = None

    def until(self, text: str) -> str:
        """Read up to a text and return what came before it."""
        self.child.expect_exact(text)
        before: str = self.child.before
        self.written += before + text
        return before

    def prompt(self) -> str:
        """Read up to the next prompt and return the question; empty when the program ended."""
        if self.child.expect_exact([" > ", pexpect.EOF]):
            self.written += self.child.before
            return ""
        question: str = self.child.before
        self.written += question + " > "
        return question

    def type(self, line: str) -> None:
        """Type a line."""
        self.child.sendline(line)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        self.child.expect(pexpect.EOF)
        self.written += self.child.before
        self.child.close()
        code: int = self.child.exitstatus
        return code

    def screen(self) -> list[str]:
        """Return the lines that stand on the screen."""
        screen = pyte.Screen(self.columns, self.rows)
        pyte.Stream(screen).feed(self.written)
        return [line.rstrip() for line in screen.display]
