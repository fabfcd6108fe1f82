"""`achilles demo`: a shell with the log of someone who was made up, gone when it is left."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

import typer

from ... import catalogue, store
from ...core.log.entries import parse
from ...core.views import demo as course
from ...store.files import disk
from ...store.files.layout import MONTHS
from ...store.files.lock import lock
from ...store.journal.append import add as add_entries
from ..context import Context

PROGRAM = (sys.executable, "-P", "-m", "achillescli")
"""This program, whatever stands in the folder where the shell is."""
TOUR = ("today", "log am 3 --after 6", "report")
PROMPT = "(achilles demo) "
ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
LEAVING_S = 2.0
"""How long a shell may take to end that was told to."""


class Shell(NamedTuple):
    """A shell to start: its command line, and what its environment says besides."""

    words: tuple[str, ...]
    environment: Mapping[str, str]


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""

    @app.command("demo", help=context.words("help/demo.help"))
    def demo() -> None:
        with _demo_folder(context) as folder:
            environment = {
                **context.environment,
                "ACHILLES_HOME": str(folder / "data"),
                "ACHILLES_LANG": context.words.language,
            }
            if context.asks and sys.stdout.isatty() and os.name == "posix":
                _visit(context, folder, environment)
            else:
                _tour(context, environment)


@contextmanager
def _demo_folder(context: Context) -> Iterator[Path]:
    """Give a folder with a log in it, and remove it whatever happens."""
    for number in ENDS:
        signal.signal(number, _end)
    folder = Path(tempfile.mkdtemp(prefix="achilles-demo-")).resolve()
    try:
        furnish(context, folder / "data")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def furnish(context: Context, home: Path) -> None:
    """Write the log of that runner, which ends today, in an empty data folder."""
    told = course.entries(_plan(context), context.now, context.today)
    entries = [parse({"id": store.new_id(), **table}) for table in told]
    months = groupby(entries, lambda entry: f"{entry.date:%Y-%m}.toml")
    disk.folder(home / MONTHS)
    with lock(home):
        add_entries(home, {name: tuple(month) for name, month in months}, context.now)


def _plan(context: Context) -> dict[str, Any]:
    """Return the course of that runner, who speaks the language of the screen."""
    plan = catalogue.demo()
    own_words = {name: context.words(f"demo.complaint.{name}") for name in ("sport", "goal")}
    answers = plan["answers"]
    return {**plan, "answers": {**answers, "complaint": {**answers["complaint"], **own_words}}}


def _tour(context: Context, environment: Mapping[str, str]) -> None:
    """Write what a few commands print."""
    context.out.say(context.words("demo.what"))
    for line in TOUR:
        context.out.say()
        context.out.say(f"$ achilles {line}", "bold")
        sys.stdout.flush()
        subprocess.run((*PROGRAM, *line.split()), env=environment, check=False)  # noqa: S603


def _visit(context: Context, folder: Path, environment: Mapping[str, str]) -> None:
    """Let someone look around in a shell until they leave it."""
    context.err.say(context.words("demo.what"))
    for name in ("try", "leave"):
        context.err.say(context.words(f"demo.{name}"))
    shell = _shell(folder, environment)
    # These keys are for the shell, from its first prompt on. It would inherit a signal that is
    # ignored, and no handler.
    for key in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(key, _leave_to_shell)
    child = subprocess.Popen(shell.words, env=shell.environment)  # noqa: S603
    try:
        child.wait()
    finally:
        child.send_signal(signal.SIGHUP)  # nothing, when it is left
        with suppress(subprocess.TimeoutExpired):
            child.wait(LEAVING_S)
        child.kill()
    context.err.say(context.words("demo.left"))


def _leave_to_shell(_: int, __: FrameType | None) -> None:
    """Do nothing at a key."""


def _end(number: int, _: FrameType | None) -> NoReturn:
    """End with the exit code of a signal, and hear none while that is done."""
    for other in ENDS:
        signal.signal(other, signal.SIG_IGN)
    raise typer.Exit(128 + number)


def _shell(folder: Path, environment: Mapping[str, str]) -> Shell:
    """Return the shell of the user, with a prompt that says where it is."""
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "achilles"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n', "utf-8")
    program.chmod(0o700)
    path = f"{programs}{os.pathsep}{environment.get('PATH', os.defpath)}"
    said = {**environment, "PATH": path, "PS1": f"{PROMPT}$ "}
    found = environment.get("SHELL") or "/bin/sh"
    first = f'PATH={shlex.quote(str(programs))}:"$PATH"'
    match Path(found).name:
        case "bash":
            own = folder / "bashrc"
            own.write_text(
                f'[ -f ~/.bashrc ] && . ~/.bashrc\n{first}\nPS1="{PROMPT}$PS1"\n', "utf-8"
            )
            return Shell((found, "--rcfile", str(own), "-i"), said)
        case "zsh":
            home = shlex.quote(environment.get("ZDOTDIR") or str(Path.home()))
            own = folder / ".zshrc"
            own.write_text(
                f'ZDOTDIR={home}\n[ -f "$ZDOTDIR/.zshrc" ] && . "$ZDOTDIR/.zshrc"\n'
                f'{first}\nPROMPT="{PROMPT}$PROMPT"\n',
                "utf-8",
            )
            return Shell((found, "-i"), {**said, "ZDOTDIR": str(folder)})
        case "fish":
            prompt = "functions --copy fish_prompt achilles_prompt; function fish_prompt; "
            prompt += f"printf '%s' '{PROMPT}'; achilles_prompt; end"
            return Shell((found, "-C", prompt), said)
        case _:
            return Shell((found,), said)
