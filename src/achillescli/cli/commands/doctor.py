"""A look at everything that is kept, and repairs that need no guess."""

import typer

from ...errors import StoreError, UsageError
from ...render.pages import doctor as page
from ...render.terminal.screen import Screen
from ...store.doctor import checkup, mend
from ...store.doctor.finding import Checkup, DoctorFinding, Severity
from ..context import Context
from ..journal.place import folder, places
from ..mistake import versions
from ..prompts import ask


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    @app.command("doctor", help=words("help/doctor.help"))
    def doctor(
        *,
        repair: bool = typer.Option(False, "--repair", help=words("help/doctor.option.repair")),
        yes: bool = typer.Option(False, "--yes", help=words("help/doctor.option.yes")),
    ) -> None:
        screen = context.out
        if repair:
            _repair(context, screen, yes=yes)
            screen.say()
        found = _found(context)
        page.show(screen, words, folder(context), found)
        page.paste(screen, words, versions(), found)
        if found.of(Severity.TROUBLE):
            raise typer.Exit(StoreError.exit_code)


def _repair(context: Context, screen: Screen, *, yes: bool) -> None:
    """Mend what can be mended, after asking about each.

    Raises:
        UsageError: there is nobody to ask.
        StoreError: something could not be mended, and was left as it was.
    """
    found = mend.mendings(context.home)
    if not found:
        screen.say(context.words("doctor.repair.nothing"))
    elif not (yes or context.asks):
        raise UsageError("doctor.nobody")
    for one in found:
        title, lines = page.mending(context.words, one)
        if yes:
            screen.say(title, "bold")
            for line in lines:
                screen.point(line)
            if one.loses:
                screen.say(context.words("doctor.repair.person"))
                continue
        elif not ask.yes(
            context, ask.Text(title, under=(*lines, context.words("doctor.repair.ask")))
        ):
            screen.say(context.words("doctor.repair.left"))
            continue
        kept = mend.mend(context.home, one, context.now)
        key = "doctor.repair.done" if kept else "doctor.repair.settled"
        screen.say(context.words(key, file=kept))


def _found(context: Context) -> Checkup:
    """Return the findings, those of the settings among them."""
    said = context.settings.wrong
    context.last = [one for one in context.last if one not in said]
    wrong = (DoctorFinding(one.key, Severity.REMARK, one.values) for one in said)
    found = checkup.checkup(context.home, context.now, context.today, places(context))
    return found._replace(findings=(*found.findings, *wrong))
