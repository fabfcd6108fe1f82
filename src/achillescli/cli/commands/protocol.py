"""The programme itself, looked at for faults."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ...errors import Place, UsageError
from ..context import Context
from ..help import parser_of
from ..inputs.tables import document
from ..journal.course import write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...core.library.evidence import Citation
    from ...core.lint.tables import Fault
    from ...core.programme.protocol import Protocol

CHECKS = ("texts", "numbers", "cited", "steps", "cap", "phases")
FAULTY = 2


def add(app: typer.Typer, context: Context) -> None:
    """Add the command."""
    words = context.words
    programme = parser_of(context, help=words("help/protocol.help"))

    @programme.callback(invoke_without_command=True)
    def bare(parser: typer.Context) -> None:
        if parser.invoked_subcommand is None:
            raise UsageError("protocol.error.bare")

    @programme.command("check", help=words("help/protocol.command.check"))
    def check(
        file: str | None = typer.Argument(
            None, metavar=words("help/protocol.metavar"), help=words("help/protocol.argument.file")
        ),
        *,
        json: bool = typer.Option(False, "--json", help=words("help/protocol.option.json")),
    ) -> None:
        from ...render.data import protocol as data

        context.for_program = json
        faults = _faults(file)
        if json:
            write_json(data.as_values(CHECKS, faults))
        else:
            _show(context, faults)
        if any(faults.values()):
            raise typer.Exit(FAULTY)

    app.add_typer(programme, name="protocol")


def _show(context: Context, faults: "dict[str, list[Fault]]") -> None:
    """Write what each check found."""
    screen, words = context.out, context.words
    screen.say(words("protocol.scope"))
    for name in CHECKS:
        found = faults.get(name)
        well = "protocol.skipped" if found is None else "protocol.well"
        screen.say(words(f"protocol.check.{name}", result="" if found else words(well)))
        for fault in found or ():
            screen.point(words(f"protocol.fault.{fault.key}", where=fault.where), "- ", "bold")


def _faults(file: str | None) -> "dict[str, list[Fault]]":
    """Return what each check found; what rests on a check that found something is left out."""
    from ... import catalogue, words
    from ...core.lint import soundness
    from ...core.lint import tables as faults

    tables = catalogue.protocol_tables() if file is None else _tables(file)
    protocol = _protocol(tables, Place(_name(file) if file else ""))
    found = {
        "texts": [faults.Fault(*gap) for gap in words.gaps()],
        "numbers": list(faults.numbers(tables)),
    }
    citations = _citations(told=not found["texts"])
    found["cited"] = [
        *faults.rule_faults(tables, catalogue.rules()),
        *faults.source_faults(citations, catalogue.sources()),
    ]
    if not found["numbers"]:
        found["cap"] = list(soundness.cap(protocol))
    if not found["numbers"] and not found["texts"]:
        found["steps"] = list(soundness.steps(protocol, catalogue.exercises()))
    if found.get("steps") == found.get("cap") == []:
        found["phases"] = list(soundness.phases(protocol, catalogue.pattern_answers()))
    return found


def _citations(*, told: bool) -> "dict[str, Sequence[Citation]]":
    """Return what each rule cites, and what each exercise and each row of the article does.

    Raises:
        UsageError: one of the files lacks a field, or has one of another form.
    """
    from ... import catalogue

    files = ("rules", "sources", "exercises", "article") if told else ("rules", "sources")
    for name in files:
        try:
            getattr(catalogue, name)()
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UsageError("protocol.error.bundled", file=f"data/{name}.toml") from None
    found: dict[str, Sequence[Citation]] = {
        f"rules.{rule}": cites for rule, cites in catalogue.rules().items()
    }
    if told:
        article = catalogue.article()
        found |= {f"exercises.{row.id}": row.cites for row in catalogue.exercises()}
        found |= {f"article.correction.{row.id}": row.cites for row in article.corrections.values()}
        found |= {f"article.finding.{n}": row.cites for n, row in enumerate(article.findings, 1)}
    return found


def _tables(file: str) -> dict[str, Any]:
    """Return the tables of a programme file.

    Raises:
        UsageError: it cannot be read.
    """
    found = document(file, _name(file))
    if found is None:
        raise UsageError("protocol.error.missing", file=_name(file))
    return found.tables


def _name(file: str) -> str:
    return Path(file).name or str(Path(file))


def _protocol(tables: dict[str, Any], place: Place) -> "Protocol":
    """Return the programme of the tables of a file.

    Raises:
        UsageError: a table or a key is missing, unknown or of another form.
    """
    from pydantic import TypeAdapter, ValidationError

    from ... import catalogue
    from ...core.programme.protocol import Protocol

    citing = {"cited_by": tables.get("cited_by", {})}
    try:
        TypeAdapter(dict[str, dict[str, list[str]]]).validate_python(citing, strict=True)
        return TypeAdapter(Protocol).validate_python(Protocol.of(tables), strict=True)
    except ValidationError as error:
        name = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        raise UsageError("protocol.error.value", place=place, name=name) from None
    except (KeyError, TypeError, AttributeError, ValueError):
        odd = next(_odd_keys(tables, catalogue.protocol_tables()), None)
        if odd is None:
            raise UsageError("protocol.error.form", place=place) from None
        raise UsageError(f"protocol.error.{odd[0]}", place=place, name=odd[1]) from None


def _odd_keys(given: Any, wanted: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield which keys of tables are lacking or unknown beside those of the bundled programme."""
    match given, wanted:
        case dict(), dict():
            yield from (("lacks", above + key) for key in wanted if key not in given)
            for key, value in given.items():
                if key not in wanted:
                    yield "unknown", f"{above}{key}"
                else:
                    yield from _odd_keys(value, wanted[key], f"{above}{key}.")
        case list(), [dict(), *_]:
            some, every = set[str]().union(*wanted), set(wanted[0]).intersection(*wanted)
            for number, row in enumerate(given, 1):
                keys = set(row) if isinstance(row, dict) else some
                yield from (("lacks", f"{above}{number}.{key}") for key in sorted(every - keys))
                yield from (("unknown", f"{above}{number}.{key}") for key in sorted(keys - some))
        case _:
            pass
