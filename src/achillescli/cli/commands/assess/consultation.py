"""The assessment on a terminal: consent, draft, questions, the early end at a danger sign."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from .... import store
from ....core import course
from ....core.assessment.triage import Standing
from ....core.log.answers import Answers
from ....core.log.entries import Assessment, Entry, Flag
from ....core.questionnaire.questions import QUESTIONS, Given, Question, is_of_the_day, is_screening
from ....core.state import Referral
from ....errors import AchillesError, UsageError
from ....render.phrases import dates
from ....store.journal import models
from ....store.journal.expected import FlawError
from ...context import Context
from ...journal.danger import entry_of
from ...prompts import ask, lone
from . import previous
from .interview import InterviewContext, Replies, all_answers, converse


class Consultation:
    """One sitting: what was found at its start, and the replies so far."""

    def __init__(self, context: Context, log: Sequence[Entry], check: Callable[[], None]) -> None:
        self.context = context
        self._check = check
        """Refuses to keep anything when part of the log cannot be read."""
        self.log = tuple(log)
        self.replies: Replies = {}
        self.date = context.today
        """The date of the assessment."""

    def agreed(self) -> bool:
        """Take up a draft, or ask for consent before the first assessment."""
        draft = self._draft()
        if draft and self._resumed(draft):
            return True
        if draft or any(isinstance(entry, Assessment | Flag) for entry in self.log):
            return True
        words = self.context.words
        self.context.err.say(words("assess.notice"))
        return self._yes("assess.consent")

    def _draft(self) -> dict[str, Any] | None:
        """Return the draft; none where no folder can have one, which is told when it is kept."""
        try:
            return store.read_draft(self.context.home)
        except UsageError:
            return None

    def new_course(self) -> bool:
        """Ask whether the answers changed or a new course starts, when there is a course."""
        if not has_course(self.log):
            return False
        words = self.context.words
        options = [words("assess.course.changed"), words("assess.course.new")]
        question, explain = words("assess.course.ask"), words("assess.course.explain")
        while True:
            try:
                return ask.one_of(self.context, question, options, explain=explain) == 1
            except ask.Back:
                self.context.err.say(words("ask.first"))

    def answers(self, *, afresh: bool) -> dict[str, Any] | None:
        """Return the answers, section by section; None when a sign of danger ended it.

        Earlier answers are told and can be kept, unless it is done afresh.

        Raises:
            KeyboardInterrupt: the user stopped; the draft was kept.
        """
        self.context.err.say(self.context.words("ask.keys"))
        try:
            ended = converse(self._sitting(afresh=afresh), self.replies)
            if not ended:
                self._settle_date()
        except KeyboardInterrupt:
            if self.replies:
                self.context.err.say(self.context.words("assess.draft.kept"))
            raise
        return None if ended else sections(all_answers(self.replies))

    def _settle_date(self) -> None:
        """Ask which day is meant when a new one began among the questions.

        An answer that is a date of the new day leaves no choice.
        """
        begun, today = self.date, self.context.today
        dates_given = (v for v in all_answers(self.replies).values() if isinstance(v, dt.date))
        if begun != today:
            newer = any(date > begun for date in dates_given)
            self.date = today if newer else lone.meant_day(self.context, begun, today)

    def _sitting(self, *, afresh: bool) -> InterviewContext:
        before = {} if afresh else previous.answers(self.log)
        return InterviewContext(self.context, before, self._blocks, self._danger, self._keep)

    def flags(self) -> dict[str, Any]:
        """Return the warning signs that were answered; a date that only repeats is left out."""
        given = sections(all_answers(self.replies)).get("red_flags", {})
        return {name: value for name, value in given.items() if not self._repeats(name, value)}

    def _repeats(self, name: str, value: object) -> bool:
        """Whether a date is the newest answer already, so that a clearance still covers it."""
        known = [
            answer
            for entry in self.log
            for flags in ([entry] if isinstance(entry, Flag) else _red_flags(entry))
            if (answer := getattr(flags, name)) is not None
        ]
        return name.endswith("_last") and value is not False and known[-1:] == [value]

    def _danger(self, _: Given) -> bool:
        flags = {"kind": "flag", "date": self.context.today, **self.flags()}
        return self._standing((), flags).referral >= Referral.SAME_DAY

    def _blocks(self, given: Given) -> bool:
        """Whether an assessment with the answers so far would block."""
        table = {"kind": "assessment", "date": self.context.today, "answers": sections(given)}
        return self._standing(self.log, table).blocked

    def _standing(self, log: Sequence[Entry], table: Mapping[str, Any]) -> Standing:
        """Return the rows that are open with an entry more."""
        made = entry_of(self.context, table)
        return course.standing((*log, made), made.date) if made else Standing(())

    def _resumed(self, draft: Mapping[str, Any]) -> bool:
        """Offer to go on with a draft; drop it when that is not wanted."""
        words, begun = self.context.words, draft.get("date")
        replies = replies_of(draft, today=begun == self.context.today)
        if not replies or not isinstance(begun, dt.date):
            store.drop_draft(self.context.home)
            return False
        if self._yes("assess.draft", date=dates.day(words, begun)):
            self.replies = replies
            return True
        store.drop_draft(self.context.home)
        return False

    def _yes(self, area: str, **values: object) -> bool:
        """Ask a question that has none before it."""
        words = self.context.words
        while True:
            try:
                question, explain = words(f"{area}.ask", **values), words(f"{area}.explain")
                return ask.yes(self.context, question, explain=explain)
            except ask.Back:
                self.context.err.say(words("ask.first"))

    def _keep(self) -> None:
        """Keep the replies until they are stored, so that nothing has to be typed twice."""
        self._check()
        store.write_draft(self.context.home, {"date": self.date, "replies": self.replies})

    def keep_if_possible(self) -> None:
        """Keep the replies that ended it, so that they are offered again if they are not stored."""
        with suppress(AchillesError):
            self._keep()


def has_course(log: Sequence[Entry]) -> bool:
    """Whether there is a complete assessment."""
    return any(isinstance(entry, Assessment) and entry.complete for entry in log)


def sections(given: Given) -> dict[str, Any]:
    """Return answers by section, from answers by dotted name."""
    found: dict[str, Any] = {}
    for field, value in given.items():
        section, _, name = field.partition(".")
        found.setdefault(section, {})[name] = value
    return found


def replies_of(draft: Mapping[str, Any], *, today: bool) -> Replies:
    """Return the replies of a draft; of another day, what may have changed is asked again."""
    found = draft.get("replies")
    written = found if isinstance(found, dict) else {}
    replies = {
        question.name: written[question.name]
        for question in QUESTIONS
        if _fits(question, written.get(question.name)) and (today or _lasts(question))
    }
    wrong = _wrong(sections(all_answers(replies)))
    return {name: reply for name, reply in replies.items() if wrong.isdisjoint(reply)}


def _fits(question: Question, reply: object) -> bool:
    return isinstance(reply, dict) and set(reply) <= set(question.fields)


def _lasts(question: Question) -> bool:
    return not is_screening(question) and not is_of_the_day(question)


def _wrong(table: dict[str, Any]) -> set[str]:
    """Return the answers that no longer hold what they should."""
    try:
        models.record(Answers, table)
    except FlawError as error:
        wrong = (flaw for flaw in error.flaws if flaw.type != "missing")
        return {".".join(map(str, flaw.path[:2])) for flaw in wrong}
    return set()


def _red_flags(entry: Entry) -> list[Any]:
    complete = isinstance(entry, Assessment) and entry.complete
    return [entry.answers.red_flags] if complete else []  # type: ignore[union-attr]
