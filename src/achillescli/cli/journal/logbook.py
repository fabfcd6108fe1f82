"""The log as one command finds it, what the command adds, and what that changes."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ... import catalogue, store
from ...core.assessment.triage import ROW
from ...core.log import corrections, history
from ...core.log.answers import RED_FLAGS
from ...core.log.corrections import EditError
from ...core.log.entries import Assessment, Edit, Entry, Note
from ...core.programme.stop import stops
from ...core.state import Colour, Referral, State
from ...core.views.ahead import warned_outlook
from ...core.views.outlook import Outlook, outlook, same_plan
from ...errors import AchillesError, StoreError, UsageError
from ...render.phrases import dates
from ..context import Context
from . import ahead, danger, reading
from .append import append_all, as_one

if TYPE_CHECKING:
    from ...render.terminal.screen import Screen


NIGHT_ENDS = 4
"""Before this hour the date of an entry is always named: it may be that of the day before."""


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
        self._date, self._dated = date, named is not None
        self._day = date or context.today
        self.stopped = False
        """Whether it was said that the sessions of today end here."""
        self.told: tuple[str, ...] = ()
        """The rows of which it was said already what to do."""
        self.resting = False
        """Whether it was said that nothing is prescribed."""
        self.going_on = False
        """Whether questions about warning signs go on, though an entry cannot be saved."""
        self._repeated: tuple[str, ...] = ()
        self._unsaved: list[tuple[Entry, AchillesError]] = []
        self._own: set[str] = set()
        self._days: dict[dt.date, dt.date] = {}
        self._read()
        if self.damaged:
            self._hear()
        for warning in self._journal.warnings:
            context.complain(warning)

    def _read(self) -> None:
        self._journal = reading.journal(self.context, self._date)
        self.journal = list(self._journal.entries)
        self.log = corrections.log_of(self.journal)
        self._found = corrections.log_of(e for e in self.journal if e.id not in self._own)
        self._before: tuple[dt.date, Outlook] | None = None

    @property
    def damaged(self) -> bool:
        """Whether part of the log cannot be read, so that no advice can be given."""
        return bool(self._journal.damaged)

    def unreadable(self) -> list[str]:
        """Return the files that cannot be read, and say why each.

        Raises:
            StoreError: nothing of the log can be read.
        """
        if self._journal.damaged and not self.journal:
            store.load(self.context.home, tolerant=True)
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

    @property
    def before(self) -> Outlook:
        """The plan without what this command adds."""
        today = self.context.today
        if self._before is None or self._before[0] != today:
            self._before = today, self._outlook(self._found)
        return self._before[1]

    @property
    def after(self) -> Outlook:
        """The plan with what this command has added so far."""
        return self._outlook(self.log)

    def state_yesterday(self) -> State | None:
        """Return what was given yesterday; None on the first day of a course, and without one."""
        return None if self.damaged else self.after.yesterday

    def colours(self) -> Mapping[dt.date, Colour]:
        """Return the colours of the days of the newest course; none where the log is not whole."""
        from ...core.course import replay

        if self.damaged:
            return {}
        return replay(self.log, catalogue.protocol(), self.context.today).colours

    def _outlook(self, log: Sequence[Entry]) -> Outlook:
        """Return what the rules make of a log today; what is dated later counts where it warns."""
        protocol = catalogue.protocol()
        return warned_outlook(outlook(log, protocol, self.context.today), log)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was to be added is in the log."""
        return not self._unsaved

    @property
    def is_urgent(self) -> bool:
        """Whether a sign was told of that takes help now or today."""
        return any(ROW[row].referral >= Referral.SAME_DAY for row in self.told)

    def of_date(self, date: dt.date) -> list[Entry]:
        """Return the entries that count for a date."""
        return [entry for entry in self.log if entry.date == date]

    def add(
        self,
        kind: str,
        date: dt.date,
        note: str | None = None,
        *,
        beside: Mapping[str, object] | None = None,
        **fields: object,
    ) -> Entry:
        """Say what is a danger, store an entry and say so; fields that are None are left out.

        ``beside`` is an entry of the same date that is one step with it. After a danger an entry
        that cannot be stored is told by ``tell``, at the end. The date is asked for when a new day
        began while the prompt of ``date`` was open.

        Raises:
            UsageError: the entry breaks a rule of its kind.
            StoreError: it could not be written.
            KeyboardInterrupt: the user stopped at the question for the date; it is stored.
        """
        table = {"kind": kind, "date": date, **fields, "note": note}
        known: dict[str, Any] = {k: value for k, value in table.items() if value is not None}
        tables = [known] if beside is None else [known, {**beside, "date": date}]
        for one in tables:
            self.warn(one)
        meant, interrupted = self._meant_date(date)
        for one in tables:
            one["date"] = meant
        for name in known.keys() & set(RED_FLAGS):
            if type(known[name]) is dt.date:
                known[name] = min(known[name], known["date"])
        entry = self._keep(tables)
        if interrupted:
            raise KeyboardInterrupt
        return entry

    def warn(self, table: Mapping[str, Any]) -> None:
        """Say what an entry means that nobody may miss, before anything else is tried.

        These are the signs that forbid loading, as far as the log can be read, and the end of
        the day's sessions after too much pain, a sharp or rising one, or a limp.
        """
        from ...render.phrases import consequences as render

        made = danger.entry_of(self.context, table)
        if made is None:
            return
        words = self.context.words
        opened = danger.forbidding(self.log, self.journal, made, self.context.today)
        came = [row for row in opened if row not in self.told]
        self.told = (*self.told, *came)
        if came:
            self.context.warn(lambda screen: render.forbid(screen, words, came))
        self._repeat_with(made)
        if stops(made):
            self.stop(table["date"])

    def foretell(self, *logs: Iterable[Entry]) -> None:
        """Say which signs forbid loading by what the log may become, before anything is tried.

        Each is a journal, with its corrections still to be applied; one of which a correction
        does not fit is left to what refuses it.
        """
        from ...render.phrases import consequences as render

        found: list[str] = []
        for journal in logs:
            with suppress(EditError):
                found += self._outlook(corrections.log_of(journal)).rows
        rows = [row for row in dict.fromkeys(found) if ROW[row].referral.blocks]
        if rows := [row for row in rows if row not in (*self.told, *self._repeated)]:
            rows.sort(key=lambda row: -ROW[row].referral)
            self.told = (*self.told, *rows)
            self.context.warn(lambda screen: render.forbid(screen, self.context.words, rows))

    def _hear(self) -> None:
        """Say which signs forbid loading by what can be heard of a log that is not whole."""
        from ...render.phrases import consequences as render
        from . import unread

        log = corrections.log_of(unread.journal(self.context, self._journal.damaged))
        rows = [row for row in self._outlook(log).rows if ROW[row].referral.blocks]
        self._repeated = tuple(rows)
        if rows and not self.context.heard:
            self.context.heard = True
            rows.sort(key=lambda row: -ROW[row].referral)
            with suppress(OSError):  # on the error output: what a program reads stays as it is
                render.forbid(self.context.err, self.context.words, rows)

    def _repeat_with(self, made: Entry) -> None:
        """Say what to do about an emergency that stays open with an entry, before it is stored.

        A note is words alone, and is stored without.
        """
        if not isinstance(made, Note) and any(
            ROW[row].referral >= Referral.EMERGENCY for row in self.before.rows
        ):
            log: Sequence[Entry] = self.log
            with suppress(EditError):
                log = corrections.log_of((*self.journal, made))
            self.repeat_emergency(self._outlook(log))

    def repeat_emergency(
        self, after: Outlook | None = None, least: Referral = Referral.EMERGENCY
    ) -> None:
        """Say once more what to do about an emergency that stays open, unless it was said now.

        ``least`` is how urgent what is said must be, where less is to be said too.
        """
        from ...render.phrases import consequences as render

        still = (after or self.before).rows
        rows = [row for row in self.before.rows if ROW[row].referral >= least and row in still]
        if rows := [row for row in rows if row not in (*self.told, *self._repeated)]:
            self._repeated = (*self._repeated, *rows)
            self.context.warn(lambda screen: render.forbid(screen, self.context.words, rows))

    def stop(self, date: dt.date, *, asks: bool | None = None) -> None:
        """Say that the sessions of a date end, and which signs to look at where none is asked."""
        self.stopped = date == self.context.today
        keys = ["log.stop.today" if self.stopped else "log.stop.day"]
        keys += [] if (self.context.asks if asks is None else asks) else ["log.ask_flags"]
        self.going_on = True

        def tell(screen: "Screen") -> None:
            for key in keys:
                screen.say(self.context.words(key), "bold")

        self.context.warn(tell)

    def stop_by(self, brought: Sequence[Entry]) -> None:
        """Say that the sessions of today end by entries of another log, as they are corrected."""
        with suppress(EditError):
            brought = corrections.log_of(brought)
        if any(entry.date == self.context.today and stops(entry) for entry in brought):
            self.stop(self.context.today, asks=False)

    def settle(self, date: dt.date) -> None:
        """Ask which day is meant when a new one began, before the next question of the same entry.

        Raises:
            KeyboardInterrupt: the user stopped.
        """
        _, interrupted = self._meant_date(date)
        if interrupted:
            raise KeyboardInterrupt

    @property
    def is_of_new_day(self) -> bool:
        """Whether an answer was for a day that began while the questions went on."""
        return self._days.get(self.context.today, self._day) != self._day

    def _meant_date(self, date: dt.date) -> tuple[dt.date, bool]:
        """Return the date that is meant, and whether the user stopped when asked for it.

        It is asked for once on each day that begins while the questions go on; a question that
        names another day than that on which they began leaves no choice.
        """
        context, today = self.context, self.context.today
        if self._dated or not context.asked_on or today in (date, self._day) or date != self._day:
            return date, False
        interrupted = False
        if today not in self._days:
            from ..prompts import lone

            try:
                self._days[today] = lone.meant_day(context, date, today)
            except KeyboardInterrupt:
                self._days[today], interrupted = today, True
        return self._days[today], interrupted

    def _keep(self, tables: Sequence[Mapping[str, Any]]) -> Entry:
        """Store entries of a date as one step and say so, and return the first.

        After a danger what stands in the way is told at the end.
        """
        from ...core.views.remarks import earlier_score
        from ...render.phrases import entries as render

        date, context = tables[0]["date"], self.context
        earlier = self.of_date(date)
        entries = self.add_together(tables)
        if self._unsaved and self._unsaved[-1][0] is entries[-1]:
            return entries[0]
        words = context.words
        night = context.now.hour < NIGHT_ENDS or context.today != context.now.date()
        unclear = date != context.today or night or context.waited_long
        for entry in entries:
            context.remark(render.saved_sentence(words, entry, dated=self._dated or unclear))
            if first := earlier_score(entry, earlier):
                context.remark(render.second(words, entry, *first))
            self.remark_on(entry)
            self._ask_of_words(entry.text if isinstance(entry, Note) else entry.note)
        return entries[0]

    def _ask_of_words(self, text: str | None) -> None:
        """Name the command for the warning signs in words, which by themselves change nothing."""
        if not text or self.told:
            return
        from ...render.phrases.signs import sign_name
        from ..inputs import heard

        words = self.context.words
        if named := heard.named(text):
            yes = words.find("log.typed.yes")[0]
            signs = tuple(f"{sign_name(words, sign)}={yes}" for sign in named)
            self.out.say(words("log.sign_in_words", signs=signs), "bold")

    def remark_on(self, entry: Entry) -> None:
        """Say what an entry is beside what the programme gave on its date."""
        from ...core.views.remarks import KINDS, Beside, remarks
        from ...render.phrases.remarks import sentence

        if self.damaged or not isinstance(entry, KINDS):
            return
        words, today = self.context.words, entry.date == self.context.today
        protocol = catalogue.protocol()
        given = self.before if today else outlook(self._found, protocol, entry.date)
        day = words("log.today") if today else dates.day(words, entry.date)
        for remark in remarks(entry, given, protocol):
            self.resting = self.resting or remark.beside is Beside.NOTHING_GIVEN
            self.out.say(sentence(words, remark, day), "bold")

    def correct(
        self, kind: str, of: Entry, *, stop: dt.date | None = None, **fields: object
    ) -> Entry:
        """Store a correction, and say what counted before it and what counts now.

        What is a danger by it is said first; the sessions of ``stop`` end by it.

        Raises:
            UsageError: a later correction would no longer fit; nothing was written.
            StoreError: it could not be written.
        """
        from ...render.phrases import corrections as render

        ident = history.origin(of, {entry.id: entry for entry in self.journal})
        known = {name: value for name, value in fields.items() if value}
        before = self.counting(ident)
        table = {"kind": kind, "date": self.context.today, "of": of.id, **known}
        self.warn(table)
        if stop:
            self.stop(stop)
        try:
            made = self._append(table)
        except UsageError as refused:
            later = self._resting(of, ident) if refused.key == "store.error.correction" else None
            raise later or refused from None
        except StoreError:
            if (self.told or stop) and before:
                self._say_unsaved(before)
            raise
        revision = history.Revision(made, ident, of, before, self.counting(ident))
        self.context.remark(render.sentence_now(self.context.words, revision))
        return made

    def counting(self, ident: str) -> Entry | None:
        """Return the entry with an id as it counts; None when it does not."""
        return next((entry for entry in self.log if entry.id == ident), None)

    def _resting(self, of: Entry, ident: str) -> UsageError | None:
        """Return that another edit of the same entry stands in the way, by its id."""
        edits = [e for e in history.standing(self.journal) if isinstance(e, Edit) and e.of == ident]
        other = next((edit for edit in reversed(edits) if edit is not of), None)
        return UsageError("log.error.rests", id=other.id) if other else None

    def add_together(self, tables: Sequence[Mapping[str, Any]]) -> list[Entry]:
        """Store entries as one step, all or none; what is a danger was said, the rest is not.

        Raises:
            UsageError: one of them breaks a rule of its kind.
            StoreError: they could not be written.
        """
        tables = as_one(self.context, tables, self.journal)
        try:
            return self._append_all(tables)
        except AchillesError as error:
            made = [danger.entry_of(self.context, table) for table in tables]
            if None in made or not (self.told or self.going_on):
                raise
            entries = [entry for entry in made if entry]
            self._unsaved += [(entry, error) for entry in entries]
            self.log = (*self.log, *entries)
            return entries

    def _append(self, table: Mapping[str, object]) -> Entry:
        (entry,) = self._append_all([table])
        return entry

    def _append_all(self, tables: Sequence[Mapping[str, object]]) -> list[Entry]:
        seen = {entry.id for entry in self.journal}
        entries = append_all(self.context, tables, seen)
        self._own.update(entry.id for entry in entries)
        self.context.added += entries
        self.journal += entries
        self.log = corrections.log_of((*self.journal, *(made for made, _ in self._unsaved)))
        return entries

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask questions, after an emergency that stays open is said.

        When the user stops, what the answers change is still told.
        """
        if self.context.asks:
            self.repeat_emergency()
        try:
            yield
        except KeyboardInterrupt:
            if self._own or self._unsaved:
                sys.stderr.write("\n")
                self.tell()
            raise

    def tell(self, before: Outlook | None = None) -> None:
        """Say what changed in the plan of today and of tomorrow, by the additions or since.

        Raises:
            StoreError: something that is a danger was told, and could not be stored.
        """
        from ...render.phrases import consequences as render

        if self._unsaved:
            raise self._refusal()
        if self.context.waited_long:
            self._read()  # another run may have added to it meanwhile
        before = before or self.before
        after = self.after
        self.repeat_emergency(after)
        if self.damaged:
            # What is missing can only add to the signs that are known.
            render.warn(self.out, self.context.words, before, after, said=self.told)
            self.unreadable()
            self.out.say(self.context.words("log.damaged"), "bold")
            return
        for sentence in ahead.sentences(self.context, self.log):
            self.context.complain(sentence)
        quiet = self.stopped or bool(self.told or self._repeated)
        quiet = quiet or (self.resting and not after.blocked)
        differs = render.show(
            self.out,
            self.context.words,
            before,
            after,
            said=self.told,
            quiet=quiet,
            only_bold=self.context.quiet,
        )
        if not (differs or quiet or self.context.quiet or self._moved(after)):
            self.out.say(self.context.words("log.change.nothing"))

    def _moved(self, after: Outlook) -> bool:
        """Whether the plan is another than when it was last seen, or today's entries changed it."""
        context = self.context
        began = dt.datetime.combine(context.today, context.settings.day_starts, context.now.tzinfo)
        earlier = [entry for entry in self.journal if entry.at and entry.at < began]
        if not any(isinstance(entry, Assessment) for entry in earlier):
            earlier = [entry for entry in self.journal if isinstance(entry, Assessment)]
        without = self._outlook(corrections.log_of(earlier))
        pairs = [(without.today, after.today), (without.tomorrow, after.tomorrow)]
        pairs.append((after.yesterday, after.today))
        seen = max((e.date for e in self.log if e.date < context.today), default=context.today)
        if (context.today - seen).days > 1:
            pairs.append((outlook(self.log, catalogue.protocol(), seen).today, after.today))
        return not all(same_plan(*pair) for pair in pairs)

    def _refusal(self) -> StoreError:
        """Say what is not in the log, and return why."""
        for made, _ in self._unsaved:
            self._say_unsaved(made)
        error = self._unsaved[-1][1]
        return error if isinstance(error, StoreError) else StoreError.of(error.sentence)

    def _say_unsaved(self, made: Entry) -> None:
        from ...render.phrases.entries import entry_name

        what = entry_name(self.context.words, made)
        self.context.warn(lambda screen: screen.say(self.context.words("log.unsaved", what=what)))
