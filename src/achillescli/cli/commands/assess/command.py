"""The assessment: warning signs, stage, risk factors, and the level to start at."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from .... import store
from ....core.log import corrections, entries
from ....core.log.answers import RED_FLAGS, RedFlags, missing
from ....core.log.entries import Entry
from ....core.log.values import record
from ....errors import UsageError
from ...context import Context
from ...journal.append import append
from ...journal.course import write_json

if TYPE_CHECKING:
    import datetime as dt

    from ....core.views.assessment import AssessmentResult

BLOCKED = 4
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
        new_course: bool = switch("new-course"),
        json: bool = switch("json"),
    ) -> None:
        if template:
            from .template import empty_file

            sys.stdout.write(empty_file(words))
        elif answers is not None:
            from_file(Assess(context, as_json=json), answers, new_course=new_course)
        elif context.asks:
            on_terminal(Assess(context, as_json=json), new_course=new_course)
        else:
            raise UsageError("assess.error.no_terminal")


@dataclass
class Assess:
    """One run of the command."""

    context: Context
    as_json: bool

    def __post_init__(self) -> None:
        self.log: Sequence[Entry] = corrections.applied(store.load(self.context.home).entries)

    def save(self, date: "dt.date", kind: str, **fields: object) -> None:
        """Store an entry and take it up in the log."""
        table = {"kind": kind, "date": date, **fields}
        entry = append(self.context, table)
        self.log = (*self.log, entry)
        store.drop_draft(self.context.home)


def from_file(run: Assess, source: str, *, new_course: bool) -> None:
    """Read the answers from a file, store them and show the result."""
    from ...inputs.answers_file import read
    from .consultation import has_course

    date, table = read(run.context, source)
    unanswered = missing(record(RedFlags, table.get("red_flags", {})))
    if unanswered:
        _refuse(run, date, table, unanswered)
    _tell(run.context, "assess.notice")
    if has_course(run.log) and not new_course:
        _tell(run.context, "assess.course.taken")
    _conclude(run, date, table, new_course=new_course)


def on_terminal(run: Assess, *, new_course: bool) -> None:
    """Ask for the answers, store them and show the result."""
    from .consultation import Consultation

    context = run.context
    consultation = Consultation(context, run.log)
    if not consultation.agreed():
        _tell(context, "assess.consent.declined")
        return
    begins = new_course or consultation.new_course()
    table = consultation.answers(afresh=begins)
    sys.stderr.write("\n")
    if table is not None:
        _conclude(run, context.today, table, new_course=begins)
        return
    run.save(context.today, "flag", **consultation.flags())
    _stop_early(run)
    raise typer.Exit(BLOCKED)


def _conclude(run: Assess, date: "dt.date", table: dict[str, Any], *, new_course: bool) -> None:
    """Store the assessment, show what the rules make of it, and stop when it blocks."""
    new = {"new_course": True} if new_course else {}
    run.save(date, "assessment", answers=table, **new)
    result = _result(run, date, table)
    if run.as_json:
        from ....render.data import assess as data

        write_json(data.as_values(result))
    else:
        from ....render.pages import assess as page

        page.show(run.context.out, run.context.words, result)
    if result.blocked:
        raise typer.Exit(BLOCKED)


def _result(run: Assess, date: "dt.date", table: dict[str, Any]) -> "AssessmentResult":
    from .... import catalogue
    from ....core import course
    from ....core.log.answers import Answers
    from ....core.views.assessment import AssessmentResult

    replay = course.replay(run.log, catalogue.protocol(), date)
    return AssessmentResult(replay, record(Answers, table))


def _refuse(run: Assess, date: "dt.date", table: dict[str, Any], unanswered: Sequence[str]) -> None:
    """Say which warning signs are missing, and first which rows stand already."""
    if run.as_json:
        write_json({"missing": list(unanswered)})
        raise typer.Exit(INCOMPLETE)
    known = {name: () if name == "spa" else False for name in RED_FLAGS}
    filled = {**table, "red_flags": {**known, **table.get("red_flags", {})}}
    standing = _result(_with(run, date, filled), date, filled).replay.standing
    if standing.rows:
        from ....render.pages import assess as page

        page.rows(run.context.out, run.context.words, standing)
    raise UsageError("assess.error.missing", n=len(unanswered), names=", ".join(unanswered))


def _with(run: Assess, date: "dt.date", table: dict[str, Any]) -> Assess:
    """Return the run as if these answers had been stored."""
    fields = {"id": "new", "at": run.context.now, "kind": "assessment", "date": date}
    seen = Assess(run.context, run.as_json)
    seen.log = (*run.log, entries.parse({**fields, "answers": table}))
    return seen


def _stop_early(run: Assess) -> None:
    """Show the rows that stand on the warning signs alone."""
    from ....core import course

    standing = course.standing(run.log, run.context.today)
    if run.as_json:
        from ....render.data import day as data

        write_json({"triage": data.triage(standing.referral, standing.rows)})
        return
    from ....render.pages import assess as page

    screen = run.context.out
    page.rows(screen, run.context.words, standing)
    screen.heading(run.context.words("assess.next.heading"))
    screen.say(run.context.words("assess.next.early"))


def _tell(context: Context, key: str) -> None:

    context.err.say(context.words(key))
    context.err.say()
