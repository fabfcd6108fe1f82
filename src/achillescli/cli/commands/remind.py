"""What a timer of the system needs to say what is due; it is printed, and never installed."""

import shutil
import sys
from pathlib import Path

import typer

from ...core.views.due import PARTS
from ...errors import UsageError
from ...render.data.remind import FORMS, Reminder
from ..context import Context


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words
    kinds = "|".join(FORMS)

    @app.command("remind", help=words("help/remind.help"))
    def remind(
        kind: str | None = typer.Argument(
            None, metavar=f"[{kinds}]", help=words("help/remind.argument.kind")
        ),
    ) -> None:
        chosen = kind or usual_kind(sys.platform, has_systemd=bool(shutil.which("systemctl")))
        if chosen not in FORMS:
            raise UsageError("remind.error.kind", known=", ".join(FORMS))
        shown_by = "osascript" if chosen == "launchd" else "notify-send"
        reminder = _reminder(context, shown_by if shutil.which(shown_by) else "")
        sys.stdout.write(FORMS[chosen](reminder))
        if not context.quiet:
            context.err.say(words("remind.how"))
            if not reminder.shown_by:
                context.err.say(words(f"remind.unseen.{chosen}", name=shown_by))


def usual_kind(platform: str, *, has_systemd: bool) -> str:
    """Return what a system has.

    Raises:
        UsageError: the system is Windows.
    """
    if platform == "win32":
        raise UsageError("remind.error.windows")
    if platform == "darwin":
        return "launchd"
    return "systemd" if has_systemd else "cron"


def _reminder(context: Context, shown_by: str) -> Reminder:
    """Return what is to be called, and when.

    Raises:
        UsageError: a path cannot stand on a line.
    """
    call = (*program(), "status", "--lang", context.words.language)
    home = str(context.home) if context.environment.get("ACHILLES_HOME") else ""
    if not "".join((*call, home)).isprintable():
        raise UsageError("remind.error.path")
    return Reminder(
        command=call,
        environment={"ACHILLES_HOME": home} if home else {},
        times=sorted({getattr(context.settings, part) for part in PARTS}),
        shown_by=shown_by,
    )


def program() -> tuple[str, ...]:
    """Return how this program is called from anywhere."""
    typed = Path(sys.argv[0])
    if typed.is_file() and typed.stem == "achilles":
        return (str(typed.absolute()),)
    found = shutil.which("achilles")
    return (found,) if found else (sys.executable, "-m", "achillescli")
