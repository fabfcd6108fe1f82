"""What another machine or a conflict copy holds, taken in."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import typer

from ...core.log import corrections
from ...core.log.entries import Entry
from ...errors import UsageError
from ...render.pages import merge as page
from ...render.terminal.screen import Screen
from ...store.files.layout import MONTHS
from ...store.transfer import merge as merging
from ...store.transfer import other_log
from ...store.transfer.merge import Conflict, MergePlan
from ..context import Context
from ..journal.logbook import Logbook
from ..prompts import ask

T = TypeVar("T")


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    def switch(name: str) -> Any:
        return typer.Option(False, f"--{name}", help=words(f"help/merge.option.{name}"))

    @app.command("merge", help=words("help/merge.help"))
    def merge(
        other: str = typer.Argument(
            metavar=words("help/merge.metavar"), help=words("help/merge.option.other")
        ),
        *,
        mine: bool = switch("mine"),
        theirs: bool = switch("theirs"),
        yes: bool = switch("yes"),
    ) -> None:
        if mine and theirs:
            raise UsageError("merge.error.both")
        _Merge(context, other, chosen=theirs if mine or theirs else None).run(yes=yes)


class _Merge:
    """One run of the command."""

    def __init__(self, context: Context, other: str, *, chosen: bool | None) -> None:
        """With ``chosen``, every conflict is decided: their version is taken, or it is not."""
        self._here, self._words, self._other, self._chosen = context, context.words, other, chosen
        self._asked = Screen(sys.stderr if context.asks else sys.stdout, context.environment)

    def run(self, *, yes: bool) -> None:
        book = Logbook(self._here)
        book.require_whole()
        found = other_log.read(self._here.home, self._other)
        for warning in found.warnings:
            book.screen.say(self._words(warning.key, **warning.values))
        planned = merging.plan(self._here.home, found)
        if not planned.new and not planned.conflicts:
            book.screen.say(self._words("merge.nothing", file=self._other))
            self._free(book)
            return
        page.summary(self._asked, self._words, planned.new, len(planned.conflicts))
        taken = self._taken(planned, ask_each=self._here.asks and not yes)
        added = merging.additions(planned, taken, self._here.today, self._here.now)
        if not added:
            book.screen.say(self._words("merge.kept"))
            self._free(book)
        elif self._agreed(yes=yes):
            self._merge(book, planned, added)
        else:
            book.screen.say(self._words("merge.declined"))

    def _taken(self, planned: MergePlan, *, ask_each: bool) -> list[Conflict]:
        """Return the conflicts of which their version is taken.

        Raises:
            UsageError: nothing says which version is to be taken.
        """
        if self._chosen is None and ask_each:
            return [conflict for conflict in planned.conflicts if self._takes(conflict)]
        for conflict in planned.conflicts:
            page.conflict(self._asked, self._words, conflict)
        if planned.conflicts and self._chosen is None:
            raise UsageError("merge.error.choose", n=len(planned.conflicts))
        return list(planned.conflicts) if self._chosen else []

    def _takes(self, conflict: Conflict) -> bool:
        page.conflict(self._asked, self._words, conflict)
        question = self._words("merge.ask.version", id=conflict.mine.id)
        options = [self._words("merge.ask.mine"), self._words("merge.ask.theirs", file=self._other)]
        explain = self._words("merge.explain.version")
        return _forward(lambda: ask.one_of(self._here, question, options, explain=explain)) == 1

    def _agreed(self, *, yes: bool) -> bool:
        if yes:
            return True
        if not self._here.asks:
            raise UsageError("merge.error.yes")
        question, explain = self._words("merge.ask.agree"), self._words("merge.explain.agree")
        return _forward(lambda: ask.yes(self._here, question, explain=explain))

    def _merge(self, book: Logbook, planned: MergePlan, added: Sequence[Entry]) -> None:
        copies = merging.merge(self._here.home, planned, added, self._here.now)
        self._here.saved.extend(entry.id for entry in added)
        book.journal.extend(added)
        book.log = corrections.applied(book.journal)
        new = len(planned.new)
        page.done(book.screen, self._words, new, added[new:], copies)
        self._free(book)
        book.tell()

    def _free(self, book: Logbook) -> None:
        """Say that a copy of a month in the log is not needed any more."""
        path = next(
            path for path in (Path(self._other), self._here.home / self._other) if path.exists()
        )
        if path.is_file() and path.parent.samefile(self._here.home / MONTHS):
            book.screen.say(self._words("merge.free", file=self._other))


def _forward(question: Callable[[], T]) -> T:
    """Return the answer; the sign for one question back only repeats this one."""
    while True:
        try:
            return question()
        except ask.Back:
            continue
