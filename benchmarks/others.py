"""Three other diaries that do the same job: add one entry, show those of the last two weeks.

jrnl keeps a text file, Watson a JSON file, hledger a journal in plain text. Each gets as many
records as the log that it stands beside, spread evenly over as many days, in files that are
written here without the tool itself. jrnl and Watson live in an environment of their own;
hledger is that of the system and left out where there is none.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("jrnl==4.6", "td-watson==2.1.0")
SHOWN_DAYS = 14

JRNL = """colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.6
"""


class Tool(NamedTuple):
    """A diary with its records: the command that adds one and the one that shows the newest."""

    name: str
    add: tuple[str, ...]
    show: tuple[str, ...]
    typed: str = ""
    """What is typed at the prompts of the command that adds."""


def environment(folder: Path) -> Path:
    """Return the folder of the commands of an environment with jrnl and Watson."""
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run((commands / "pip", "install", "-q", *PACKAGES), check=True)
    return commands


def tools(commands: Path, folder: Path, days: int, count: int, today: dt.date) -> Iterator[Tool]:
    """Yield the tools, each with a number of records up to a date in a folder."""
    folder.mkdir()
    midnight = dt.datetime.combine(today, dt.time())
    every = dt.timedelta(days=days) / count
    moments = [midnight - every * back for back in range(count, 0, -1)]
    since = str(today - dt.timedelta(days=SHOWN_DAYS))
    yield _jrnl(commands, folder, moments, since)
    yield _watson(commands, folder, moments, since)
    if hledger := shutil.which("hledger"):
        yield _hledger(hledger, folder, moments, since)


def _jrnl(commands: Path, folder: Path, moments: list[dt.datetime], since: str) -> Tool:
    journal, settings = folder / "jrnl.txt", folder / "jrnl.yaml"
    written = (f"[{moment:%Y-%m-%d %H:%M}] session @pain 2\n\n" for moment in moments)
    journal.write_text("".join(written), "utf-8")
    settings.write_text(JRNL.format(journal=journal), "utf-8")
    call = (str(commands / "jrnl"), "--config-file", str(settings))
    return Tool("jrnl", (*call, "session @pain 2"), (*call, "-from", since, "--short"))


def _watson(commands: Path, folder: Path, moments: list[dt.datetime], since: str) -> Tool:
    starts = [int(moment.timestamp()) for moment in moments]
    frames = [
        [start, start + 900, "session", f"{at:032x}", ["pain2"], start + 900]
        for at, start in enumerate(starts)
    ]
    (folder / "frames").write_text(json.dumps(frames), "utf-8")
    call = ("env", f"WATSON_DIR={folder}", str(commands / "watson"))
    newest = moments[-1] + dt.timedelta(hours=1)
    span = ("--from", f"{newest:%Y-%m-%d %H:%M}", "--to", f"{newest:%Y-%m-%d %H:%M}")
    return Tool(
        "Watson",
        (*call, "add", *span, "session", "+pain2"),
        (*call, "log", "--no-pager", "--from", since),
    )


def _hledger(hledger: str, folder: Path, moments: list[dt.datetime], since: str) -> Tool:
    journal = folder / "hledger.journal"
    written = (f"{moment:%Y-%m-%d} session\n    pain  2\n    scale\n\n" for moment in moments)
    journal.write_text("".join(written), "utf-8")
    call = (hledger, "-f", str(journal))
    typed = f"{moments[-1]:%Y-%m-%d}\nsession\npain\n2\nscale\n\n.\ny\n.\n"
    return Tool("hledger", (*call, "add"), (*call, "register", "-b", since), typed)
