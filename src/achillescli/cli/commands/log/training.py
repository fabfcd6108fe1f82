"""Runs, other activities and checks."""

from typing import Any

import typer

from ....errors import UsageError
from ...context import Context
from ...inputs import amounts
from ...inputs.options import NUMBERS, Options, date_and_note, refuse_unknown, scored
from ...journal.logbook import Logbook
from ...journal.signs import after_pain

Two = tuple[str, str]


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
    ) -> None:
        name, found = amounts.amounts(refuse_unknown(parser, given))
        if name or "minutes" not in found:
            raise UsageError("log.error.amounts")
        scores = {"pain": scored(pain, "--pain"), "rpe": scored(rpe, "--rpe")}
        scores["after"] = scored(after, "--after")
        day, text = date_and_note(context, date, note, sharp=sharp)
        book = Logbook(context, day, date)
        stops = sharp or limped
        entry = book.add("run", day, text, sharp=stops, **found, **scores, limped=limped or None)
        after_pain(book, entry, sharp=stops)
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
        name, found = amounts.amounts(refuse_unknown(parser, given))
        if not name or set(found) != {"minutes"}:
            raise UsageError("log.error.activity")
        named = amounts.words(name, 100)
        score = scored(pain, "--pain")
        day, text = date_and_note(context, date, note, sharp=sharp)
        book = Logbook(context, day, date)
        entry = book.add("activity", day, text, sharp=sharp, activity=named, pain=score, **found)
        after_pain(book, entry, sharp=sharp)
        book.tell()


def _check(log: typer.Typer, context: Context, options: Options) -> None:
    start, hops, walked = (options.value(name) for name in ("start-test", "hop", "walk"))
    rises = options.value("raises", metavar="LEFT RIGHT")
    wall = options.value("knee-to-wall", metavar="LEFT RIGHT")
    visa, tendins = options.value("visa-a"), options.value("tendins-a")

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
        date: str | None = options.date,
        note: str | None = options.note,
    ) -> None:
        fields: dict[str, Any] = {
            "start_test_pain": _read_start(start_test),
            "hop_pain": scored(hop, "--hop"),
            "walk_pain": scored(walk, "--walk"),
            "visa_a": _total(visa_a, "--visa-a"),
            "tendins_a": _total(tendins_a, "--tendins-a"),
            **_raises(raises),
            **_wall(knee_to_wall),
        }
        if not any(value is not None for value in fields.values()):
            raise UsageError("log.error.check")
        day, text = date_and_note(context, date, note)
        book = Logbook(context, day, date)
        after_pain(book, book.add("check", day, text, **fields))
        book.tell()


def _read_start(text: str | None) -> int | str | None:
    return None if text is None else amounts.start_test(text, "--start-test")


def _total(text: str | None, name: str) -> int | None:
    return None if text is None else amounts.whole(text, name, 100)


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
