"""The tour in README.md: what the program really prints.

``python -m tools.pages.tour`` writes it anew.
"""

import os
import re
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from achillescli.cli.app import run
from achillescli.cli.commands import demo
from achillescli.cli.context import current_context

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
STARTS, ENDS = (
    "<!-- tour: written by python -m tools.pages.tour -->\n",
    "<!-- end of the tour -->\n",
)
CUT = "…"


class Step(NamedTuple):
    """A command, what comes before it, and how many lines are shown."""

    says: str
    command: str
    lines: int = 1000


STEPS = (
    Step("The workout of the day", "achilles today"),
    Step("After a session that hurt too much", "achilles log am 3 --after 6"),
    Step("The twelve weeks of this runner, who was made up", "achilles report", lines=7),
)


def tour(work: Path) -> str:
    """Return the tour of the log that `achilles demo` shows; it is kept in a folder of its own."""
    demo.furnish(current_context("en"), work)
    screens = "\n".join(_told(step, work) for step in STEPS)
    return f"```console\n{screens}```\n"


def _told(step: Step, work: Path) -> str:
    output = _printed(step.command, work)
    return f"# {step.says}\n$ {step.command}\n{_shown(step, output)}"


def _printed(command: str, home: Path) -> str:
    os.environ["ACHILLES_HOME"] = str(home)
    output = StringIO()
    with redirect_stdout(output), redirect_stderr(StringIO()):
        code = run(command.split()[1:])
    assert code == 0, command
    return output.getvalue()


def _shown(step: Step, output: str) -> str:
    lines = output.splitlines()
    shown = lines[: step.lines] + [CUT] * (step.lines < len(lines))
    return "".join(f"{line.rstrip()}\n" for line in shown)


def written() -> str:
    """Return the tour as README.md has it."""
    return README.read_text("utf-8").partition(STARTS)[2].partition(ENDS)[0].strip("\n")


def undated(text: str) -> str:
    """Return the text without dates, ids, days since a date, and the space that these take.

    At night the program names the date of an entry.
    """
    text = re.sub(r"(?:[A-Z][a-z]{2} )?\b\d{1,2} [A-Z][a-z]{2}\b(?: \d{4})?", "DATE", text)
    text = text.replace("Saved for DATE:", "Saved:")  # at night the day of an entry is named
    text = text.replace("Saved for DATE:", "Saved:")
    text = re.sub(r"(\[|\bundo )\w{8}\b", r"\1ID", " ".join(text.split()))
    return re.sub(r"\d+ days since", "N days since", text)


def main() -> None:
    """Write the tour into README.md, unless only dates and ids differ."""
    os.chdir(ROOT)
    os.environ |= {"TERM": "dumb", "COLUMNS": "80", "ACHILLES_LANG": "en"}
    with tempfile.TemporaryDirectory() as work:
        told = tour(Path(work))
    if undated(told) == undated(written()):
        return
    before, _, rest = README.read_text("utf-8").partition(STARTS)
    after = rest.partition(ENDS)[2]
    README.write_text(f"{before}{STARTS}\n{told}\n{ENDS}{after}", "utf-8")


if __name__ == "__main__":
    main()
