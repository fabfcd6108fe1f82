"""What happened: scores, sessions and the rest of the diary."""

import typer

from . import log_changes, log_due, log_scores, log_session, log_signs, log_training
from .here import Here


def add(app: typer.Typer, here: Here) -> None:
    """Add the command and its parts."""
    log = typer.Typer(
        help=here.words("help/log.help"),
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for part in (log_scores, log_session, log_training, log_signs, log_changes, log_due):
        part.add(log, here)
    app.add_typer(log, name="log")
