"""The log as one command finds it, what the command adds, and what that changes."""

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from ... import catalogue, store
from ...core import course
from ...core.log import corrections, history
from ...core.log.diary import DAY
from ...core.log.entries import Edit, Entry
from ...core.views.outlook import Outlook, outlook
from ...errors import UsageError
from ...render.phrases import dates
from ..context import Context
from .append import append

if TYPE_CHECKING:
    from ...render.terminal.screen import Screen


class Logbook:
    """One command's view of the log."""

    def __init__(
        self, context: Context, date: dt.date | None = None, named: str | None = None
    ) -> None:
        """Read the journal; months that cannot be read are left out and told about.

        With a date, only what matters to it and to the plan of today is read; ``named``
        is how the user typed it, so that it is told back.
        """
        self.context = context
        self._dated = named is not None
        self.stopped = False
        """Whether it was said that the sessions of today end here."""
        self._journal = _journal(context, date)
        self.journal = list(self._journal.entries)
        self.log = corrections.applied(self.journal)
        self._found = self.log

        for warning in self._journal.warnings:
            context.complain(warning)

    @property
    def damaged(self) -> bool:
        """Whether part of the log cannot be read, so that no advice can be given."""
        return bool(self._journal.damaged)

    def unreadable(self) -> list[str]:
        """Return the files that cannot be read, and say why each."""
        for damage in self._journal.damaged:
            self.context.complain(damage.error.sentence)
        return [damage.place.file for damage in self._journal.damaged]

    def require_whole(self) -> None:
        """Refuse to write anything when part of the log cannot be read.

        Raises:
            StoreError: what cannot be read, and where.
        """
        for damage in self._journal.damaged:
            raise damage.error.and_then("store.then.saved")

    @property
    def out(self) -> "Screen":
        """Where the command speaks."""
        return self.context.out

    @cached_property
    def before(self) -> Outlook:
        """The plan without what this command adds."""
        return outlook(self._found, catalogue.protocol(), self.context.today)

    def of_date(self, date: dt.date) -> list[Entry]:
        """Return the entries that count for a date."""
        return [entry for entry in self.log if entry.date == date]

    def add(self, kind: str, date: dt.date, note: str | None = None, **fields: object) -> Entry:
        """Store an entry and say so; fields that are None are left out.

        Raises:
            UsageError: the entry breaks a rule of its kind.
            StoreError: it could not be written.
        """
        from ...core.views.remarks import scored_before
        from ...render.phrases import entries as render

        table = {"kind": kind, "date": date, **fields, "note": note}
        known = {name: value for name, value in table.items() if value is not None}
        earlier = self.of_date(date)
        entry = self._append(known)
        words = self.context.words
        dated = self._dated or date != self.context.today
        self.out.say(render.saved_sentence(words, entry, dated=dated))
        if first := scored_before(entry, earlier):
            self.out.say(render.second(words, entry, first))
        self._remark(entry)
        return entry

    def _remark(self, entry: Entry) -> None:
        """Say what an entry is beside what the programme gave on its date."""
        from ...core.views.remarks import KINDS, remarks
        from ...render.phrases.remarks import sentence

        if self.damaged or not isinstance(entry, KINDS):
            return
        words, today = self.context.words, entry.date == self.context.today
        protocol = catalogue.protocol()
        given = self.before if today else outlook(self._found, protocol, entry.date)
        day = words("log.today") if today else dates.day(words, entry.date)
        for remark in remarks(entry, given, protocol):
            self.out.say(sentence(words, remark, day), "bold")

    def correct(self, kind: str, of: Entry, **fields: object) -> Entry:
        """Store a correction, and say what counted before it and what counts now.

        Raises:
            UsageError: a later correction would no longer fit; nothing was written.
            StoreError: it could not be written.
        """
        from ...render.phrases import corrections as render

        ident = history.origin(of, {entry.id: entry for entry in self.journal})
        known = {name: value for name, value in fields.items() if value}
        before = self.counting(ident)
        try:
            made = self._append({"kind": kind, "date": self.context.today, "of": of.id, **known})
        except UsageError as refused:
            later = self._resting(of, ident) if refused.key == "store.error.correction" else None
            raise later or refused from None
        revision = history.Revision(made, ident, of, before, self.counting(ident))
        self.out.say(render.sentence_now(self.context.words, revision))
        return made

    def counting(self, ident: str) -> Entry | None:
        """Return the entry with an id as it counts; None when it does not."""
        return next((entry for entry in self.log if entry.id == ident), None)

    def _resting(self, of: Entry, ident: str) -> UsageError | None:
        """Return that another edit of the same entry stands in the way, by its id."""
        edits = [e for e in history.standing(self.journal) if isinstance(e, Edit) and e.of == ident]
        other = next((edit for edit in reversed(edits) if edit is not of), None)
        return UsageError("log.error.rests", id=other.id) if other else None

    def _append(self, table: dict[str, object]) -> Entry:
        entry = append(self.context, table)
        self.context.saved = True
        self.journal.append(entry)
        self.log = corrections.applied(self.journal)
        return entry

    def tell(self, before: Outlook | None = None) -> None:
        """Say what changed in the plan of today and of tomorrow, by the additions or since."""
        from ...render.phrases import consequences as render

        before = before or self.before
        after = outlook(self.log, catalogue.protocol(), self.context.today)
        if self.damaged:
            # What is missing can only add to the signs that are known.
            render.warn(self.out, self.context.words, before, after)
            self.unreadable()
            self.out.say(self.context.words("log.damaged"), "bold")
            return
        render.show(self.out, self.context.words, before, after, quiet=self.stopped)


def _journal(context: Context, date: dt.date | None) -> store.Journal:
    """Return the journal; with a date, as far as it matters to that and to the plan of today."""
    if date is None:
        return store.load(context.home, tolerant=True)
    lasting = store.lasting(context.home)
    around = date - DAY * course.LOOK_BACK_DAYS
    ahead = course.horizon(corrections.applied(lasting.entries), context.today + DAY)
    return store.load(context.home, lasting, min(around, ahead), tolerant=True)
