"""The rules tried out on scores that nobody had."""

from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from ...errors import UsageError
from ..context import Context
from ..inputs import amounts
from ..journal.course import write_json
from ..names import like

if TYPE_CHECKING:
    import datetime as dt

    from ...core.course import Replay
    from ...core.views.noise import Noise
    from ...core.views.simulation import Pattern

WEEKS = 12
MOST_WEEKS = 52
NOISY_WEEKS = 26
RUNS, MOST_RUNS = 100, 500
MOST_NOISE = 5
"""The widest scatter, as a standard deviation in NRS points."""
MOST_SEED = 999_999
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
        noise: str | None = option("noise", "SD"),
        seed: str | None = option("seed", "N"),
        runs: str | None = option("runs", "N"),
        answers: str | None = option("answers", "FILE"),
        json: bool = typer.Option(False, "--json", help=words("help/simulate.option.json")),
    ) -> None:
        rows = dict(zip(ROWS, (pain, mornings, after, sessions, painkillers), strict=True))
        given: dict[str, Any] = {name: text for name, text in rows.items() if text is not None}
        if start_test is not None:
            given["start_test"] = amounts.score(start_test, "--start-test")
        scatter = _scatter(noise, seed, runs)
        count = _whole(weeks, "weeks", 1, MOST_WEEKS) or (WEEKS if scatter is None else NOISY_WEEKS)
        _simulate(context, pattern, given, answers, count, scatter, json=json)


class Scatter(NamedTuple):
    """How scores scatter: the standard deviation in NRS points, where chance begins, how often."""

    sd: float
    seed: int
    runs: int


def _scatter(noise: str | None, seed: str | None, runs: str | None) -> Scatter | None:
    """Return how scores scatter; None when they do not.

    Raises:
        UsageError: a number is none that it can be, or comes without ``--noise``.
    """
    if noise is None:
        if seed is not None or runs is not None:
            raise UsageError("simulate.error.noise_first")
        return None
    try:
        sd = float(noise.replace(",", ".")) if noise.isascii() else -1.0
    except ValueError:
        sd = -1.0
    if not 0 < sd <= MOST_NOISE:
        raise UsageError("simulate.error.noise", most=MOST_NOISE)
    begin = _whole(seed, "seed", 0, MOST_SEED)
    return Scatter(sd, begin or 0, _whole(runs, "runs", 1, MOST_RUNS) or RUNS)


def _whole(text: str | None, option: str, least: int, most: int) -> int | None:
    """Return the whole number that was typed; None when nothing was.

    Raises:
        UsageError: it is no whole number from ``least`` to ``most``.
    """
    if text is None:
        return None
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (digits and least <= int(text) <= most):
        raise UsageError("simulate.error.whole", option=option, least=least, most=most)
    return int(text)


def _simulate(
    context: Context,
    name: str | None,
    given: dict[str, Any],
    file: str | None,
    weeks: int,
    scatter: Scatter | None,
    *,
    json: bool,
) -> None:
    from ... import catalogue
    from ...core.views.simulation import Simulation, simulated_course

    named = _pattern_rows(name, given, catalogue.patterns())
    date, answers = (
        (context.today, catalogue.pattern_answers()) if file is None else _read(context, file)
    )
    if "location" in named:
        answers["complaint"]["location"] = named["location"]
    tested = answers.get("tests", {}).get("start_test_pain")
    if tested is not None and "start_test" not in given:
        named["start_test"] = tested
    pattern = _pattern({key: part for key, part in named.items() if key not in ("id", "location")})
    if scatter is not None:
        noise = _noise(answers, date, pattern, scatter, weeks)
        if noise is None:
            raise UsageError("simulate.error.noise_blocked")
        if json:
            from ...render.data import noise as figures

            write_json(figures.as_values(noise, name=name, sd=scatter.sd, seed=scatter.seed))
            return
        from ...render.pages import noise as noise_page

        noise_page.show(context.out, context.words, noise, name=name, sd=scatter.sd)
        return
    decided = simulated_course(answers, date, pattern, catalogue.protocol(), weeks * 7 + 1)
    simulation = Simulation(name, bool(name and given), pattern, date, decided, weeks)
    if json:
        from ...render.data import simulate as data

        write_json(data.as_values(simulation))
        return
    from ...render.pages import simulate as page

    page.show(context.out, context.words, simulation)


def _noise(
    answers: dict[str, Any], date: "dt.date", pattern: "Pattern", scatter: Scatter, weeks: int
) -> "Noise | None":
    """Return the figures over courses whose scores scatter; None when the answers forbid any."""
    from random import Random

    from ... import catalogue
    from ...core.views.noise import noise, noisy_pattern, noisy_run
    from ...core.views.simulation import simulated_course

    def course(run: int) -> "Replay":
        chance = Random(f"{scatter.seed}-{run}")  # noqa: S311  # no secret hangs on it
        noisy = noisy_pattern(pattern, lambda: chance.gauss(0, scatter.sd), weeks * 7)
        return simulated_course(answers, date, noisy, catalogue.protocol(), weeks * 7)

    courses = [course(run) for run in range(scatter.runs)]
    return noise(map(noisy_run, courses)) if all(one.states for one in courses) else None


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


def _pattern_rows(
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
        if near := like(name, patterns) if is_name else "":
            raise UsageError("simulate.error.near", near=near)
        raise UsageError(f"simulate.error.{'pattern' if is_name else 'spaces'}", known=known)
    return {**(patterns[name] if name else {}), **given}


def _pattern(rows: dict[str, Any]) -> "Pattern":
    from ...core.views.simulation import Pattern

    try:
        return Pattern.of(rows)
    except ValueError as error:
        name, place = error.args
        raise UsageError(f"simulate.error.{name}", place=place) from None
