"""The assessment: warning signs, stage, risk factors, and the level to start at."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from .... import catalogue, store
from ....catalogue import EXAMPLES
from ....core.assessment.triage import Standing
from ....core.log import corrections
from ....core.log.answers import RED_FLAGS, RedFlags, missing
from ....core.log.entries import Assessment, Entry, Morning
from ....core.log.fields import FIRST_DATE, LAST_DATE
from ....core.log.values import Misfit, record
from ....errors import BLOCKED, AchillesError, Sentence, UsageError
from ...context import Context
from ...journal.append import append_all, as_one
from ...journal.course import shown_course, write_json
from ...journal.danger import entry_of
from ...journal.logbook import Logbook
from ...journal.reading import journal
from ...names import not_one_of

if TYPE_CHECKING:
    import datetime as dt

    from ....core.views.assessment import AssessmentResult
    from ....render.terminal.screen import Screen
    from .consultation import Consultation

INCOMPLETE = 2


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    def switch(name: str) -> Any:
        text = words(f"help/assess.option.{name}")
        return typer.Option(False, f"--{name}", help=text)

    @app.command("assess", help=words("help/assess.help"))
    def assess(
        *,
        answers: str = typer.Option(
            None, "--answers", metavar="FILE", help=words("help/assess.option.answers")
        ),
        template: bool = switch("template"),
        example: str = typer.Option(
            None, "--example", metavar="|".join(EXAMPLES), help=words("help/assess.option.example")
        ),
        new_course: bool = switch("new-course"),
        show: bool = switch("show"),
        json: bool = switch("json"),
    ) -> None:
        if json and (template or example is not None):
            raise UsageError("parser.one_form", other="--template" if template else "--example")
        if template:
            from .template import empty_file

            sys.stdout.write(empty_file(words))
        elif example is not None:
            sys.stdout.write(_example(example))
        elif show:
            show_again(Assess(context, as_json=json))
        elif answers is not None:
            from_file(Assess(context, as_json=json), answers, new_course=new_course)
        elif context.asks:
            on_terminal(Assess(context, as_json=json), new_course=new_course)
        else:
            raise UsageError("assess.error.no_terminal")


def _example(name: str) -> str:
    """Return an answers file to look at.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in EXAMPLES:
        raise not_one_of(EXAMPLES, name, "--example", "assess.error.example")
    return catalogue.example(name)


@dataclass
class Assess:
    """One run of the command."""

    context: Context
    as_json: bool

    def __post_init__(self) -> None:
        self.journal = journal(self.context)
        self.log: Sequence[Entry] = corrections.log_of(self.journal.entries)
        if self.journal.damaged:
            Logbook(self.context)  # says which signs can be heard

    def require_whole(self) -> None:
        """Refuse to go on when part of the log cannot be read.

        Raises:
            StoreError: what cannot be read, and where.
        """
        for damage in self.journal.damaged:
            raise damage.error.and_then("store.then.advice")

    def warn(self, standing: Standing, values: object = None) -> None:
        """Say whom to see and how soon; by ``--json`` in values, and on stderr in words."""
        from ....render.pages import assess as page

        def tell(screen: "Screen") -> None:
            if not self.as_json or screen is self.context.err:
                page.rows(screen, self.context.words, standing)
            elif values is not None:
                write_json(values)

        self.context.code = BLOCKED if standing.blocked else 0
        self.context.warn(tell)
        if self.as_json and not self.context.unheard:
            tell(self.context.err)

    def say(self, text: str) -> None:
        """Say what belongs to a danger, by ``--json`` on stderr."""
        self.context.warn(lambda screen: (self.context.err if self.as_json else screen).say(text))

    def save(self, *tables: dict[str, object]) -> None:
        """Store entries as one step, in the place of the draft."""
        append_all(self.context, as_one(self.context, tables, self.journal.entries))
        store.drop_draft(self.context.home)

    def save_danger(self, *tables: dict[str, object]) -> None:
        """Store entries of which it was said what to do.

        Raises:
            Exit: it could not be stored; the exit code is that of the danger.
        """
        try:
            self.save(*tables)
        except AchillesError as error:
            self.end_unsaved(error)

    def end_unsaved(self, error: AchillesError) -> NoReturn:
        """Say what could not be stored after a danger was told, and end with its exit code."""
        for sentence in (*error.sentences, Sentence("assess.unsaved")):
            self.context.complain(sentence)
        raise typer.Exit(BLOCKED)


def from_file(run: Assess, source: str, *, new_course: bool) -> None:
    """Read the answers from a file, store them and show the result."""
    from ...inputs import answers_file, refused

    raw, file = b"", None
    try:
        raw = answers_file.contents(source)
        file = answers_file.document(source, raw)
        date, answers = answers_file.answers(run.context, file)
    except UsageError as error:
        signs = _warn_of(run, answers_file.signs(run.context, raw, file))
        if signs and not FIRST_DATE <= run.context.today <= LAST_DATE:
            run.end_unsaved(error)
        if signs:
            run.say(refused.unsaved_sentence(run.context, "signs", signs))
        raise
    unanswered = missing(record(RedFlags, answers.get("red_flags", {})))
    if unanswered:
        _refuse(run, date, answers, unanswered)
    _conclude(run, _assessment(date, answers, new_course=new_course), notice=True)


def on_terminal(run: Assess, *, new_course: bool) -> None:
    """Ask for the answers, store them and show the result."""
    from .consultation import Consultation

    Logbook(run.context).repeat_emergency()
    consultation = Consultation(run.context, run.log, run.require_whole)
    if not consultation.agreed():
        _tell(run.context, "assess.consent.declined")
        return
    begins = new_course or consultation.new_course()
    try:
        answers = consultation.answers(afresh=begins)
    except (KeyboardInterrupt, AchillesError) as stopped:
        if _warn_of(run, consultation.flags()) and isinstance(stopped, AchillesError):
            run.end_unsaved(stopped)
        raise
    sys.stderr.write("\n")
    if answers is None:
        _stop_early(run, consultation)
    else:
        table = _assessment(consultation.date, answers, new_course=begins)
        _conclude(run, table, morning=_morning(run, table))


def show_again(run: Assess) -> None:
    """Show what the rules make of the newest answers today.

    Raises:
        NoCourseError: there are none, or they are too old; and no warning sign stands.
    """
    from ....core.views.assessment import AssessmentResult
    from ....render.data import assess as data
    from ....render.data import day
    from ....render.pages import assess as page

    context = run.context
    found = shown_course(context, context.today)
    standing, newest = found.replay.standing, found.replay.assessment
    if not standing.blocked:
        found.require()
    if newest is None:
        run.warn(standing, {"triage": day.triage(standing.referral, standing.rows)})
        raise typer.Exit(BLOCKED)
    result = AssessmentResult(found.replay, newest.answers)
    if standing.blocked:
        run.warn(standing, data.as_values(result))
        if not run.as_json:
            page.rest(context.out, context.words, result)
        raise typer.Exit(BLOCKED)
    _write(run, result)


def _write(run: Assess, result: "AssessmentResult") -> None:
    """Write a result that forbids nothing."""
    from ....render.data import assess as data
    from ....render.pages import assess as page

    if run.as_json:
        write_json(data.as_values(result))
        return
    with run.context.pager():
        page.show(run.context.out, run.context.words, result)


def _assessment(
    date: "dt.date", answers: dict[str, Any], *, new_course: bool = False
) -> dict[str, object]:
    table: dict[str, object] = {"kind": "assessment", "date": date, "answers": answers}
    return {**table, "new_course": True} if new_course else table


def _morning(run: Assess, table: Mapping[str, Any]) -> dict[str, object] | None:
    """Return the morning score that was asked, as an entry; None when the day has it already."""
    date, complaint = table["date"], table["answers"]["complaint"]
    pain, stiffness = complaint["morning_pain"], complaint["stiffness_min"]
    known = (entry for entry in run.log if isinstance(entry, Morning) and entry.date == date)
    if any(entry.pain >= pain for entry in known):
        return None
    return {"kind": "morning", "date": date, "pain": pain, "stiffness_min": stiffness}


def _conclude(
    run: Assess,
    table: dict[str, object],
    *,
    notice: bool = False,
    morning: dict[str, object] | None = None,
) -> None:
    """Store an assessment and show what the rules make of it; what blocks is shown first.

    The morning score that it asked is stored as that of the day, so that it is not asked again.
    """
    from ....render.data import assess as data
    from ....render.pages import assess as page

    result, context = _result(run, table, morning), run.context
    tables = [table, morning] if morning else [table]
    if result is not None and result.blocked:
        run.warn(result.replay.standing, data.as_values(result))
        if notice:
            _notice(run, table)
        run.save_danger(*tables)
        if not run.as_json:
            page.rest(context.out, context.words, result)
        for damage in run.journal.damaged:
            context.complain(damage.error.sentence)
        raise typer.Exit(BLOCKED)
    run.require_whole()
    if notice:
        _notice(run, table)
    run.save(*tables)
    if result is not None:
        _write(run, result)


def _notice(run: Assess, table: dict[str, object]) -> None:
    """Say what this is, and which course the answers belong to."""
    from .consultation import has_course

    _tell(run.context, "assess.notice")
    if has_course(run.log) and "new_course" not in table:
        _tell(run.context, "assess.course.taken")


def _result(
    run: Assess, table: dict[str, object], morning: dict[str, object] | None = None
) -> "AssessmentResult | None":
    """Return what the rules make of an assessment; None when the store will refuse it."""
    from .... import catalogue
    from ....core import course
    from ....core.views.assessment import AssessmentResult

    made = entry_of(run.context, table)
    if not isinstance(made, Assessment):
        return None
    score = entry_of(run.context, morning) if morning else None
    log = (*run.log, made, score) if score else (*run.log, made)
    protocol = catalogue.protocol()
    result = AssessmentResult(course.replay(log, protocol, made.date), made.answers)
    if result.blocked or made.date == run.context.today:
        return result
    # What forbids loading today may be of a later date than answers that are dated back.
    now = AssessmentResult(course.replay(log, protocol, run.context.today), made.answers)
    return now if now.blocked else result


def _refuse(
    run: Assess, date: "dt.date", answers: dict[str, Any], unanswered: Sequence[str]
) -> None:
    """Say which warning signs are missing, and first which rows stand already."""
    known = {name: () if name == "spa" else False for name in RED_FLAGS}
    filled = {**answers, "red_flags": {**known, **answers.get("red_flags", {})}}
    result = _result(run, _assessment(date, filled))
    if result is not None and result.replay.standing.rows:
        run.warn(result.replay.standing)
    if run.as_json:
        from ....render.data import assess as data

        write_json(data.missing(unanswered))
        raise typer.Exit(INCOMPLETE)
    raise UsageError("assess.error.missing", n=len(unanswered), names=", ".join(unanswered))


def _warn_of(run: Assess, flags: Mapping[str, object]) -> Mapping[str, object]:
    """Say what signs mean of which no assessment came, and return those; none if none blocks."""
    from ....core import course

    known: dict[str, object] = {}
    for name, answer in flags.items():
        with suppress(Misfit):
            record(RedFlags, {name: answer})
            known[name] = answer
    made = entry_of(run.context, {"kind": "flag", "date": run.context.today, **known})
    told = {name: answer for name, answer in known.items() if answer}
    if made is None or not told:
        return {}
    standing = course.standing((*run.log, made), made.date)
    if not standing.blocked:
        return {}
    run.warn(standing)
    return told


def _stop_early(run: Assess, consultation: "Consultation") -> NoReturn:
    """Show the rows that stand on the warning signs alone, and store these.

    Raises:
        Exit: always, with the code of a danger.
    """
    from ....core import course
    from ....render.data import day as data
    from ....render.pages import assess as page

    context = run.context
    table = {"kind": "flag", "date": context.today, **consultation.flags()}
    made = entry_of(context, table)
    standing = course.standing((*run.log, made) if made else run.log, context.today)
    run.warn(standing, {"triage": data.triage(standing.referral, standing.rows)})
    consultation.keep_if_possible()
    run.save_danger(table)
    if not run.as_json:
        context.out.heading(context.words("assess.next.heading"))
        page.stored(context.out, context.words, "assess.next.early", standing)
    raise typer.Exit(BLOCKED)


def _tell(context: Context, key: str) -> None:
    context.err.say(context.words(key))
    context.err.say()
