"""What another machine or a conflict copy holds, taken in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from ...core.log import corrections
from ...core.log.entries import Entry
from ...errors import AchillesError, UsageError
from ...render.data import transfer as data
from ...render.pages import merge as page
from ...store.files.layout import MONTHS
from ...store.transfer import archive, other_log
from ...store.transfer import merge as merging
from ...store.transfer.merge import Conflict, MergePlan
from ..context import Context
from ..inputs.piped import from_pipe
from ..journal import unread
from ..journal.course import write_json
from ..journal.logbook import Logbook
from ..prompts import ask, lone


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
        dry_run: bool = switch("dry-run"),
        json: bool = switch("json"),
    ) -> None:
        context.for_program = json
        if mine and theirs:
            raise UsageError("merge.error.both")
        one = _Merge(context, other, chosen=theirs if mine or theirs else None)
        done = one.run(yes=yes, dry_run=dry_run)
        if json:
            write_json(done)


class _Merge:
    """One run of the command."""

    def __init__(self, context: Context, other: str, *, chosen: bool | None) -> None:
        """With ``chosen``, every conflict is decided: their version is taken, or it is not."""
        self._context, self._words, self._other, self._chosen = (
            context,
            context.words,
            other,
            chosen,
        )
        self._asked = context.err if context.asks else context.out

    def run(self, *, yes: bool, dry_run: bool) -> dict[str, Any]:
        """Take in what is new, if that is agreed, and return for programs what came of it."""
        book = Logbook(self._context)
        raw = from_pipe(self._other, archive.MOST_BYTES)
        self._piped = raw is not None
        try:
            found = other_log.read(self._context.home, self._other, raw)
        except AchillesError:
            self._foretell(book, self._heard(raw), dry_run=True)
            raise
        self._foretell(book, found.entries, dry_run=dry_run)
        for warning in found.warnings:
            book.out.say(self._words.sentence(warning))
        planned = merging.plan(self._context.home, found)
        if not planned.new and not planned.conflicts:
            book.out.say(self._words("merge.nothing", file=self._other))
            self._free(book)
            return data.merge_result(planned)
        page.summary(self._asked, self._words, planned.new, len(planned.conflicts))
        if dry_run:
            for conflict in planned.conflicts:
                page.conflict(self._asked, self._words, conflict)
            book.out.say(self._words("merge.declined"))
            return data.merge_result(planned, self._line_choice(planned))
        taken = self._choice(planned, ask_each=self._context.asks and not yes)
        added = merging.additions(planned, taken, self._context.today, self._context.now)
        if not added:
            book.out.say(self._words("merge.kept"))
            self._free(book)
        elif self._agreed(yes=yes):
            copies = self._merge(book, planned, added)
            return data.merge_result(planned, taken, added, copies)
        else:
            book.out.say(self._words("merge.declined"))
        return data.merge_result(planned, taken)

    def _heard(self, raw: bytes | None) -> Sequence[Entry]:
        """Return what can be heard of another log that cannot be read."""
        found: dict[str, Entry] = {}
        raws = [raw] if raw is not None else other_log.raws(self._context.home, self._other)
        for one in raws:
            found |= unread.heard_in(self._context, one)
        return [*found.values()]

    def _foretell(self, book: Logbook, other: Sequence[Entry], *, dry_run: bool) -> None:
        """Say which signs forbid loading by either version of what both logs have, or by ours."""
        mine = {entry.id: entry for entry in book.journal}
        theirs = {entry.id: entry for entry in other}
        ways = [{**mine, **theirs}] if self._chosen is not False else []
        ways += [{**mine, **theirs, **mine}] if self._chosen is not True else []
        ways += [mine] if dry_run else []
        book.foretell(*(way.values() for way in ways))

    def _line_choice(self, planned: MergePlan) -> list[Conflict] | None:
        """Return the conflicts of which their version is taken, as far as the line says that."""
        if self._chosen is None:
            return None
        return list(planned.conflicts) if self._chosen else []

    def _choice(self, planned: MergePlan, *, ask_each: bool) -> list[Conflict]:
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
        return self._line_choice(planned) or []

    def _takes(self, conflict: Conflict) -> bool:
        page.conflict(self._asked, self._words, conflict)
        question = self._words("merge.ask.version", id=conflict.mine.id)
        options = [self._words("merge.ask.mine"), self._words("merge.ask.theirs", file=self._other)]
        explain = self._words("merge.explain.version")
        return (
            lone.forward(lambda: ask.one_of(self._context, question, options, explain=explain)) == 1
        )

    def _agreed(self, *, yes: bool) -> bool:
        if yes:
            return True
        if not self._context.asks:
            raise UsageError("merge.error.yes")
        question, explain = self._words("merge.ask.agree"), self._words("merge.explain.agree")
        return lone.forward(lambda: ask.yes(self._context, question, explain=explain))

    def _merge(self, book: Logbook, planned: MergePlan, added: Sequence[Entry]) -> tuple[str, ...]:
        """Add the entries, say what that changes, and return the copies made before it."""
        copies = merging.merge(self._context.home, planned, added, self._context.now)
        self._context.saved = True
        book.journal.extend(added)
        book.log = corrections.log_of(book.journal)
        new = len(planned.new)
        book.stop_by(planned.new)
        page.show_outcome(book.out, self._words, new, added[new:], copies)
        self._free(book)
        if not book.damaged:
            book.tell()
        elif (now := Logbook(self._context)).damaged:
            now.told = book.told
            now.tell(before=book.before)
        else:
            book.out.say(self._words("backup.whole"), "bold")
        return copies

    def _free(self, book: Logbook) -> None:
        """Say that a copy of a month in the log is not needed any more."""
        if self._piped:
            return
        path = next(
            path for path in (Path(self._other), self._context.home / self._other) if path.exists()
        )
        if path.is_file() and path.parent.samefile(self._context.home / MONTHS):
            book.out.say(self._words("merge.free", file=self._other))
