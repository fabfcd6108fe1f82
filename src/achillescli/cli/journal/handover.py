"""The page for a physiotherapist: made from the log, written where it was asked for."""

from pathlib import Path
from typing import NamedTuple

from ...errors import StoreError, UsageError
from ..context import DASH, Context, hand_out
from ..inputs import amounts
from .course import shown_course

LONGEST_NAME = 100


class Asked(NamedTuple):
    """What was asked for on the line."""

    html: str | None
    pdf: str | None
    name: str | None
    notes: bool
    anonymous: bool
    force: bool

    def check(self, *, other_form: bool) -> bool:
        """Return whether a page is asked for.

        Raises:
            UsageError: options that do not go together, or a PDF without a file.
        """
        if self.html is None and self.pdf is None:
            if self.name is not None or self.notes or self.anonymous or self.force:
                raise UsageError("handover.error.alone")
            return False
        if other_form:
            raise UsageError("handover.error.form")
        if self.pdf == DASH:
            raise UsageError("handover.error.pdf")
        return True


def write(context: Context, asked: Asked, weeks: int | None) -> None:
    """Write the page of the newest weeks; None asks for all.

    Raises:
        UsageError: a file cannot be put there, the name is none, or no browser is found.
        StoreError: the log cannot be read, or a file not written.
        NoCourseError: there are no answers yet.
    """
    from ...render.html import pdf
    from ...store.files import export_path

    files = [Path(file) for file in (asked.html, asked.pdf) if file not in (None, DASH)]
    for path in files:
        export_path.check(path, context.home, force=asked.force)
    browser = pdf.browser(context.environment) if asked.pdf else None
    if asked.pdf and browser is None:
        raise UsageError("handover.error.no_browser")
    text = _page(context, asked, weeks)
    if asked.html == DASH:
        hand_out(text.encode())
    elif asked.html:
        export_path.write(Path(asked.html), text.encode(), force=asked.force)
    if asked.pdf and browser:
        printed = pdf.contents(browser, text)
        if printed is None:
            raise StoreError("handover.error.not_printed")
        export_path.write(Path(asked.pdf), printed, force=asked.force)
    if files:
        _tell(context, files)


def _page(context: Context, asked: Asked, weeks: int | None) -> str:
    """Return the page; that a warning sign is open is said at once."""
    from ... import catalogue
    from ...core.views.handover import handover
    from ...render.html.page import page
    from ...render.html.sheet import Sheet
    from ...render.phrases.signs import show_open

    name = None if asked.name is None else amounts.words(asked.name, LONGEST_NAME)
    course = shown_course(context, context.today)
    replay = course.replay if course.replay.assessment else course.require()
    show_open(context.err, context.words, replay.standing.rows)
    found = handover(replay, course.written, weeks)
    return page(
        Sheet(context.words, found, catalogue.protocol(), name, asked.anonymous, asked.notes)
    )


def _tell(context: Context, files: list[Path]) -> None:
    """Say what was written where, and who can read it."""
    from ...store.files import system

    context.saved = True
    screen, words = context.out, context.words
    for path in files:
        screen.say(words("leave.export.written", path=path.absolute()))
    kept = all(system.keeps_modes(path.absolute().parent) for path in files)
    screen.say(words("handover.plain" if kept else "handover.plain_unkept"), "bold")
