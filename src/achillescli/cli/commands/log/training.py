"""Runs, other activities and checks."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import typer

from ....core.programme.stop import stops
from ....core.views.measures import TOTALS
from ....errors import UsageError
from ...context import Context
from ...inputs import amounts, dates
from ...inputs.options import NUMBERS, Options, date_and_note, optional_score, refuse_unknown
from ...journal.logbook import Logbook
from ...journal.signs import after_pain
from ...prompts import lone
from ...prompts.values import Range
from . import own

Two = tuple[str, str]
Amounts = dict[str, Any]
"""The fields of an entry that are typed as amounts."""


def add(log: typer.Typer, context: Context) -> None:
    """Add the commands."""
    options = Options(context.words, "help/log")
    _run(log, context, options)
    _activity(log, context, options)
    _check(log, context, options)


def _run(log: typer.Typer, context: Context, options: Options) -> None:
    quantities, pain_option = options.words("run"), options.value("pain")
    effort, later = options.value("rpe"), options.value("after")
    limp, snapped = options.switch("limped"), options.switch("sharp")
    files = typer.Option(None, "--from", metavar="FILE", help=context.words("help/log.option.from"))
    first, there = options.value("since", metavar="DATE"), options.value("tz", metavar="ZONE")
    sport, ran = options.value("sport", metavar="run"), options.value("minutes")
    anew, dry = options.switch("again"), options.switch("dry-run")

    @log.command("run", help=options.help("run"), context_settings=NUMBERS)
    def run(  # noqa: PLR0913
        parser: typer.Context,
        given: list[str] | None = quantities,
        *,
        pain: str | None = pain_option,
        rpe: str | None = effort,
        limped: bool = limp,
        after: str | None = later,
        sharp: bool = snapped,
        date: str | None = options.date,
        note: str | None = options.note,
        from_: list[str] | None = files,
        since: str | None = first,
        tz: str | None = there,
        sport: str | None = sport,
        minutes: str | None = ran,
        again: bool = anew,
        dry_run: bool = dry,
    ) -> None:
        typed = refuse_unknown(parser, given)
        scores = {"pain": optional_score(pain, "--pain"), "rpe": optional_score(rpe, "--rpe")}
        scores["after"] = optional_score(after, "--after")
        day, text = date_and_note(context, date, note)
        fields = {**scores, "limped": limped or None, "stopped": sharp or None}
        if from_:
            from . import candidates, recorded

            wish = candidates.FromFiles(
                date=day if date else None,
                since=dates.day(context, since) if since else None,
                zone=tz,
                run=_is_run(sport),
                minutes=None if minutes is None else amounts.minutes(minutes),
                again=again,
                dry_run=dry_run,
                note=text,
                fields=fields,
            )
            recorded.keep(context, list(dict.fromkeys([*from_, *typed])), wish)
            return
        if since or tz or sport or minutes or again or dry_run:
            raise UsageError("recording.error.only_files")
        found = None if context.asks and not typed else _run_amounts(typed)
        book = Logbook(context, day, date)
        with book.asking():
            keep_run(book, day, text, found, **fields)
        book.tell()


def _activity(log: typer.Typer, context: Context, options: Options) -> None:
    quantities, pain_option = options.words("activity"), options.value("pain")
    snapped = options.switch("sharp")

    @log.command("activity", help=options.help("activity"), context_settings=NUMBERS)
    def activity(
        parser: typer.Context,
        given: list[str] | None = quantities,
        *,
        pain: str | None = pain_option,
        sharp: bool = snapped,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        typed = refuse_unknown(parser, given)
        found = None if context.asks and not typed else _activity_amounts(typed)
        score = optional_score(pain, "--pain")
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        with book.asking():
            found, asked = _amounts(book, "activity", found, _activity_amounts)
            fields = {"pain": score, "stopped": sharp or None, **found}
            _keep(book, "activity", day, text, asked=asked, **fields)
        book.tell()


def keep_run(
    book: Logbook,
    day: dt.date,
    note: str | None = None,
    found: Amounts | None = None,
    **fields: object,
) -> None:
    """Store a run; on a terminal ask how long it was, when it is not known, and the pain."""
    found, asked = _amounts(book, "run", found, _run_amounts)
    _keep(book, "run", day, note, asked=asked, **{"pain": None, **fields}, **found)


def _is_run(sport: str | None) -> bool:
    """Return whether a file that does not say its sport is said to be a run.

    Raises:
        UsageError: another sport was named.
    """
    if sport not in (None, "run"):
        raise UsageError("recording.error.sport")
    return sport is not None


def _run_amounts(typed: Sequence[str]) -> Amounts:
    name, found = amounts.amounts(typed)
    if name or not found.get("minutes"):
        raise UsageError("log.error.amounts")
    return found


def _activity_amounts(typed: Sequence[str]) -> Amounts:
    name, found = amounts.amounts(typed, "log.error.activity")
    if not name or set(found) != {"minutes"} or not found["minutes"]:
        raise UsageError("log.error.activity")
    return {"activity": amounts.words(name, 100), **found}


def _amounts(
    book: Logbook, kind: str, found: Amounts | None, read: Callable[[Sequence[str]], Amounts]
) -> tuple[Amounts, bool]:
    """Return the amounts of an entry, and whether they were asked for."""
    if found is not None:
        return found, False
    return lone.amounts(book.context, kind, lambda line: read([line])), True


def _keep(
    book: Logbook,
    kind: str,
    day: dt.date,
    note: str | None,
    *,
    asked: bool,
    **fields: Any,
) -> None:
    """Ask for the pain when it is not known, store an entry, and ask the signs after too much.

    Raises:
        KeyboardInterrupt: the user stopped; what was asked for is stored, and else nothing.
    """
    stopped = None
    ended = fields.get("stopped") or fields.get("limped")
    if fields["pain"] is None and book.context.asks and not ended:
        try:
            fields["pain"] = lone.score(book.context, f"{kind}_pain")
        except KeyboardInterrupt as interrupt:
            if not asked:
                raise
            stopped = interrupt
    entry = book.add(kind, day, note, **fields)
    if stopped:
        raise stopped
    after_pain(book, entry)


def _check(log: typer.Typer, context: Context, options: Options) -> None:
    start, hops, walked = (options.value(name) for name in ("start-test", "hop", "walk"))
    rises = options.value("raises", metavar="LEFT RIGHT")
    wall = options.value("knee-to-wall", metavar="LEFT RIGHT")
    visa, tendins, foot = (options.value(name) for name in ("visa-a", "tendins-a", "faam"))
    version = options.value("variant", metavar="TEXT")
    named = options.value("activity", metavar="NAME=N")

    @log.command("check", help=options.help("check"))
    def check(  # noqa: PLR0913
        *,
        start_test: str | None = start,
        raises: Two | None = rises,
        hop: str | None = hops,
        walk: str | None = walked,
        knee_to_wall: Two | None = wall,
        visa_a: str | None = visa,
        tendins_a: str | None = tendins,
        faam: str | None = foot,
        variant: str | None = version,
        activity: list[str] | None = named,
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        fields: dict[str, Any] = {
            "start_test_pain": _read_start(start_test),
            "hop_pain": optional_score(hop, "--hop"),
            "walk_pain": optional_score(walk, "--walk"),
            **_totals(visa_a, tendins_a, faam, variant),
            "activities": own.typed_activities(activity or ()),
            **_raises(raises),
            **_wall(knee_to_wall),
        }
        measured = any(value is not None for value in fields.values())
        if not measured and not context.asks:
            raise UsageError("log.error.check")
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        if measured:
            after_pain(book, book.add("check", day, text, **fields))
        else:
            _ask_tests(book, day, text)
        book.tell()


def _ask_tests(book: Logbook, day: dt.date, note: str | None) -> None:
    """Ask for each test and store it at once; too much pain ends the questions.

    Raises:
        UsageError: nothing was answered.
    """
    stored = False
    with book.asking():
        for ask in _TESTS:
            found = ask(book.context).items()
            known: dict[str, Any] = {name: value for name, value in found if value is not None}
            if not known:
                continue
            entry = book.add("check", day, None if stored else note, **known)
            stored = True
            after_pain(book, entry)
            if stops(entry):
                return
        stored = own.ask_all(book, day, None if stored else note) or stored
    if not stored:
        raise UsageError("log.error.check")


def _raises_answer(context: Context) -> Mapping[str, object]:
    left, right = lone.both_legs(context, "raises", Range(0, 1000))
    return {"raises_left": left, "raises_right": right}


def _wall_answer(context: Context) -> Mapping[str, object]:
    left, right = lone.both_legs(context, "knee_to_wall", Range(0, 50, "cm", decimals=True))
    return {"knee_to_wall_left_cm": left, "knee_to_wall_right_cm": right}


def _total_answer(name: str, context: Context) -> Mapping[str, object]:
    total, variant = lone.total(context, name)
    return {name: total, "variant": variant}


_TESTS: tuple[Callable[[Context], Mapping[str, object]], ...] = (
    lambda context: {"start_test_pain": lone.start_test(context)},
    lambda context: {"walk_pain": lone.score(context, "walk")},
    _raises_answer,
    lambda context: {"hop_pain": lone.score(context, "hop")},
    _wall_answer,
    *(partial(_total_answer, name) for name in TOTALS),
)
"""The tests in the order in which they are asked for, each with what it fills."""


def _read_start(text: str | None) -> int | str | None:
    return None if text is None else amounts.start_test(text, "--start-test")


def _totals(
    visa_a: str | None, tendins_a: str | None, faam: str | None, variant: str | None
) -> dict[str, object]:
    """Return the totals of questionnaires; a variant is that of one.

    Raises:
        UsageError: one is no total, or the variant of none or of several.
    """
    typed = dict(zip(TOTALS, (visa_a, tendins_a, faam), strict=True))
    found = {
        field: amounts.whole(text, f"--{field.replace('_', '-')}", 100)
        for field, text in typed.items()
        if text is not None
    }
    if variant is None:
        return dict(found)
    if len(found) != 1:
        raise UsageError("log.error.variant")
    return {**found, "variant": amounts.words(variant, 100)}


def _raises(two: Two | None) -> dict[str, object]:
    sides = zip(("left", "right"), two or (), strict=False)
    return {
        f"raises_{side}": amounts.whole(text, "--raises", 1000)
        for side, text in sides
        if _measured(text)
    }


def _wall(two: Two | None) -> dict[str, object]:
    sides = zip(("left", "right"), two or (), strict=False)
    return {
        f"knee_to_wall_{side}_cm": amounts.decimal(amounts.bare(text, "cm"), "--knee-to-wall", 50)
        for side, text in sides
        if _measured(text)
    }


def _measured(text: str) -> bool:
    """Whether a leg was measured; a lone dash says that it was not."""
    return text != "-"
