"""A look at everything that is kept, and repairs that need no guess."""

from collections.abc import Sequence
from typing import Any

import typer

from ...errors import StoreError, UsageError
from ...render.data import doctor as data
from ...render.pages import doctor as page
from ...store.doctor import checkup, mend
from ...store.doctor.finding import Checkup, DoctorFinding, Mending, Severity
from ..context import Context
from ..journal.course import write_json
from ..journal.place import folder, places
from ..mistake import versions
from ..prompts import ask, lone


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    def switch(name: str) -> Any:
        return typer.Option(False, f"--{name}", help=words(f"help/doctor.option.{name}"))

    @app.command("doctor", help=words("help/doctor.help"))
    def doctor(
        *,
        repair: bool = switch("repair"),
        yes: bool = switch("yes"),
        dry_run: bool = switch("dry-run"),
        json: bool = switch("json"),
    ) -> None:
        context.for_program = json
        mended = _repair(context, yes=yes, dry_run=dry_run) if repair else []
        found = _checkup(context)
        if json:
            write_json(data.as_values(context.home, versions(), found, mended))
        else:
            if repair:
                context.out.say()
            page.show(context.out, words, folder(context), found)
            page.paste(context.out, words, versions(), found)
        if found.of(Severity.TROUBLE):
            raise typer.Exit(StoreError.exit_code)


def _repair(context: Context, *, yes: bool, dry_run: bool) -> list[Mending]:
    """Mend what can be mended, after asking about each; return what was.

    A dry run shows each and mends none.

    Raises:
        UsageError: there is nobody to ask.
        StoreError: something could not be mended, and was left as it was.
    """
    screen, mended = context.out, []
    found = mend.mendings(context.home)
    if not found:
        screen.say(context.words("doctor.repair.nothing"))
    elif not (yes or dry_run or context.asks):
        raise UsageError("doctor.nobody")
    for one in found:
        title, lines = page.mending(context.words, one)
        if yes or dry_run:
            screen.say(title, "bold")
            for line in lines:
                screen.point(line)
            if dry_run:
                continue
            if one.loses:
                screen.say(context.words("doctor.repair.person"))
                continue
        elif not _agreed(context, title, lines):
            screen.say(context.words("doctor.repair.left"))
            continue
        kept = mend.mend(context.home, one, context.now)
        context.saved = True
        key = "doctor.repair.done" if kept else "doctor.repair.settled"
        screen.say(context.words(key, file=kept))
        mended.append(one)
    if dry_run and found:
        screen.say(context.words("doctor.repair.dry"))
    return mended


def _agreed(context: Context, title: str, lines: Sequence[str]) -> bool:
    """Return whether a person wants one thing mended."""
    question = ask.Text(title, under=(*lines, context.words("doctor.repair.ask")))
    return lone.forward(lambda: ask.yes(context, question))


def _checkup(context: Context) -> Checkup:
    """Return the findings, those of the settings among them."""
    said = context.settings.wrong
    context.last = [one for one in context.last if one not in said]
    wrong = (DoctorFinding(one.key, Severity.REMARK, one.values) for one in said)
    found = checkup.checkup(context.home, context.now, context.today, places(context))
    return found._replace(findings=(*found.findings, *wrong))
