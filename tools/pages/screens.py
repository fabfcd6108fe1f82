"""docs/screens.md: what the program draws of the runner of `achilles demo`, with its text.

``python -m tools.pages.screens`` writes the page and its pictures.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple, cast

from achillescli import catalogue
from achillescli.cli.commands.demo import furnish
from achillescli.cli.context import Context
from achillescli.cli.journal.course import shown_course
from achillescli.cli.parser import program
from achillescli.core.views import script as scripts
from achillescli.core.views import timer as rules
from achillescli.core.views.today import looks_back_to, today
from achillescli.render.pages import train
from achillescli.render.terminal.live import LiveLines
from achillescli.render.terminal.picture import Picture
from achillescli.words import Words

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/screens.md"
PICTURES = ROOT / "docs/screens"
NOW = dt.datetime(2026, 11, 30, 8, tzinfo=dt.UTC)
SESSION = "train"
MOMENT_S = 230
"""When in the session it is shown: in its second set."""
TITLES = {
    "today": "The workout of the day",
    SESSION: "A session to follow",
    "report": "How the weeks went",
    "plan": "The twelve weeks",
}
HEAD = """\
# Screens

The runner of `achilles demo`, on the last day of the twelve weeks. The program drew each picture itself,
with a command such as `achilles today --svg FILE`; the same text stands below it.
"""


class Drawn(NamedTuple):
    """One command: what it prints, and its picture."""

    name: str
    text: str
    svg: str


def screens(work: Path) -> Iterator[Drawn]:
    """Yield each screen; the log and the pictures are made in an empty folder."""
    environment = {"ACHILLES_HOME": str(work / "data"), "COLUMNS": "80", "TERM": "dumb"}
    furnish(_context(environment), work / "data")
    for name in TITLES:
        if name == SESSION:
            yield _session(environment)
            continue
        file = work / f"{name}.svg"
        text = _printed(environment, name)
        _printed(environment, name, "--svg", str(file))
        yield Drawn(name, text, file.read_text("utf-8"))


def _session(environment: dict[str, str]) -> Drawn:
    """Return a session at one moment: what it begins with, and the lines that change."""
    context = _context(environment)
    found = shown_course(context, context.today, looks_back_to(context.today))
    day = today(found.require(), catalogue.protocol())
    given, state = day.sessions.sessions[0].given, found.replay.states[-1]
    script = scripts.script(
        given,
        state,
        "left",
        catalogue.protocol(),
        lambda name: catalogue.exercise(name).contraction,
    )
    timer, _ = rules.begin(script, rules.Clock(0, 0))
    for second in range(MOMENT_S + 1):
        timer, _ = rules.tick(script, timer, rules.Clock(second, second))
    picture = Picture(environment)
    told = train.TrainPage(context.words, script, catalogue.exercise, by_key=True)
    train.show_plan(picture, told, given.slot, day)
    picture.say()
    train.LiveView(told, cast("LiveLines", picture), flashes=False).show(rules.look(script, timer))
    return Drawn(SESSION, picture.text(), picture.svg("achilles"))


def page(drawn: list[Drawn]) -> str:
    """Return the page of some screens."""
    return HEAD + "".join(
        f"\n## {TITLES[one.name]}\n\n"
        f"![What `achilles {one.name}` draws; its text follows](screens/{one.name}.svg)\n\n"
        f"```console\n$ achilles {one.name}\n{one.text}```\n"
        for one in drawn
    )


def _context(environment: dict[str, str]) -> Context:
    return Context(Words("en"), NOW, environment)


def _printed(environment: dict[str, str], *words: str) -> str:
    output = StringIO()
    with redirect_stdout(output):
        program(_context(environment), words[0])(words, standalone_mode=False)
    return output.getvalue()


def main() -> None:
    """Write the page and its pictures."""
    os.umask(0o022)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        drawn = list(screens(Path(work)))
    for one in drawn:
        (PICTURES / f"{one.name}.svg").write_text(one.svg, "utf-8")
    PAGE.write_text(page(drawn), "utf-8")


if __name__ == "__main__":
    main()
