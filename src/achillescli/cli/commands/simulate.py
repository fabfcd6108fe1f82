"""The rules tried out on scores that nobody had."""

from typing import TYPE_CHECKING, Any

import typer

from ...errors import UsageError
from ..context import Context
from ..inputs import amounts
from ..journal.course import write_json

if TYPE_CHECKING:
    import datetime as dt

    from ...core.views.simulation import Pattern

WEEKS = 12
MOST_WEEKS = 52
ROWS = ("pain", "mornings", "after", "sessions", "painkillers")


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words

    def option(name: str, metavar: str) -> Any:
        text = words(f"help/simulate.option.{name.replace('-', '_')}")
        return typer.Option(None, f"--{name}", metavar=metavar, help=text)

    @app.command("simulate", help=words("help/simulate.help"))
    def simulate(  # noqa: PLR0913  # one option a row of the pattern
        pattern: str | None = typer.Argument(
            None, metavar="[PATTERN]", help=words("help/simulate.argument.pattern")
        ),
        *,
        pain: str | None = option("pain", "N,N,.."),
        mornings: str | None = option("mornings", "N,N,.."),
        after: str | None = option("after", "N,N,.."),
        sessions: str | None = option("sessions", "N,N,.."),
        painkillers: str | None = option("painkillers", "0,1,.."),
        start_test: str | None = option("start-test", "N"),
        weeks: str | None = option("weeks", "N"),
        answers: str | None = option("answers", "FILE"),
        json: bool = typer.Option(False, "--json", help=words("help/simulate.option.json")),
    ) -> None:
        rows = dict(zip(ROWS, (pain, mornings, after, sessions, painkillers), strict=True))
        given: dict[str, Any] = {name: text for name, text in rows.items() if text is not None}
        if start_test is not None:
            given["start_test"] = amounts.score(start_test, "--start-test")
        count = WEEKS if weeks is None else _weeks(weeks)
        _simulate(context, pattern, given, answers, count, json=json)


def _weeks(text: str) -> int:
    """Return how many weeks to simulate.

    Raises:
        UsageError: it is no whole number from 1 to 52.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 0 < int(text) <= MOST_WEEKS):
        raise UsageError("simulate.error.weeks", most=MOST_WEEKS)
    return int(text)


def _simulate(
    context: Context,
    name: str | None,
    given: dict[str, Any],
    file: str | None,
    weeks: int,
    *,
    json: bool,
) -> None:
    from ... import catalogue
    from ...core.views.simulation import Simulation, simulated

    named = _named(name, given, catalogue.patterns())
    date, answers = (
        (context.today, catalogue.pattern_answers()) if file is None else _read(context, file)
    )
    if "location" in named:
        answers["complaint"]["location"] = named["location"]
    tested = answers.get("tests", {}).get("start_test_pain")
    if tested is not None and "start_test" not in given:
        named["start_test"] = tested
    pattern = _pattern({key: part for key, part in named.items() if key not in ("id", "location")})
    decided = simulated(answers, date, pattern, catalogue.protocol(), weeks * 7 + 1)
    simulation = Simulation(name, bool(name and given), pattern, date, decided, weeks)
    if json:
        from ...render.data import simulate as data

        write_json(data.as_values(simulation))
        return
    from ...render.pages import simulate as page

    page.show(context.out, context.words, simulation)


def _read(context: Context, file: str) -> "tuple[dt.date, dict[str, Any]]":
    """Return the date and the answers of a file, each warning sign answered.

    Raises:
        UsageError: it cannot be read, or a warning sign is not answered.
    """
    from ...core.log.answers import RedFlags, missing
    from ...core.log.values import record
    from ..inputs import answers_file

    date, answers = answers_file.read(context, file)
    unanswered = missing(record(RedFlags, answers.get("red_flags", {})))
    if unanswered:
        raise UsageError("assess.error.missing", n=len(unanswered), names=", ".join(unanswered))
    return date, answers


def _named(
    name: str | None, given: dict[str, Any], patterns: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the rows of a named pattern, with those that were given in their place.

    Raises:
        UsageError: there is no pattern of that name, or nothing to simulate.
    """
    known = ", ".join(patterns)
    if name is None and not {"pain", "mornings"} & set(given):
        raise UsageError("simulate.error.nothing", known=known)
    if name is not None and name not in patterns:
        is_name = any(sign.isalpha() for sign in name)
        key = "simulate.error.pattern" if is_name else "simulate.error.spaces"
        raise UsageError(key, known=known)
    return {**(patterns[name] if name else {}), **given}


def _pattern(rows: dict[str, Any]) -> "Pattern":
    from ...core.views.simulation import Pattern

    try:
        return Pattern.of(rows)
    except ValueError as error:
        name, place = error.args
        raise UsageError(f"simulate.error.{name}", place=place) from None
