"""The lists hold every command, option and value of the parser, and the program takes each."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import typer

from achillescli.cli.commands.completion.lists import FILE, NOTHING, Fitting, lists
from achillescli.cli.commands.learn import topic_id
from achillescli.cli.commands.log.clearance import _row
from achillescli.cli.commands.log.session import _level
from achillescli.cli.commands.log.signs import typed_answers
from achillescli.cli.commands.log.training import _activity_amounts
from achillescli.cli.context import Context, current_context
from achillescli.cli.help import Listing
from achillescli.cli.inputs import dates
from achillescli.cli.journal.offers import OFFERS
from achillescli.cli.names import COMMANDS, OF_THE_LOG
from achillescli.cli.parser import program
from achillescli.cli.switches import OF_SEVERAL, SWITCHES
from achillescli.words import LANGUAGES

TODAY = dt.date(2026, 12, 10)


@pytest.fixture(scope="module", params=LANGUAGES)
def context(request: pytest.FixtureRequest) -> Context:
    return current_context(request.param)


@pytest.fixture(scope="module")
def tree(context: Context) -> Listing:
    found = typer.main.get_command(program(context))
    assert isinstance(found, Listing)
    return found


@pytest.fixture(scope="module")
def found(context: Context, tree: Listing) -> dict[str, list[Fitting]]:
    return lists(context, tree)


def walked(context: Context, command: Any, path: str = "achilles") -> Iterator[tuple[str, Any]]:
    """Yield every command of the parser by its path."""
    yield path, command
    ctx = typer.Context(command, obj=context)
    for name in getattr(command, "list_commands", lambda _: ())(ctx):
        yield from walked(context, command.get_command(ctx, name), f"{path} {name}")


def fitting(found: Mapping[str, list[Fitting]], name: str) -> list[str]:
    return [row.word for row in found.get(name, ())]


def test_commands_stand_in_the_order_of_the_help(found: Mapping[str, list[Fitting]]) -> None:
    assert fitting(found, "achilles") == list(COMMANDS)
    assert fitting(found, "achilles log") == list(OF_THE_LOG)


def test_every_option_of_every_command_is_there_with_as_many_values_as_it_takes(
    context: Context, tree: Listing, found: Mapping[str, list[Fitting]]
) -> None:
    seen = 0
    for path, command in walked(context, tree):
        ctx = typer.Context(command, obj=context)
        shown = [one for one in command.get_params(ctx) if not one.hidden]
        options = [one for one in shown if one.param_type_name == "option"]
        rows = {row.word: row for row in found[f"{path} -"]}
        assert sorted(rows) == sorted(name for one in options for name in one.opts)
        for one in options:
            takes = rows[one.opts[0]].takes.split()
            assert len(takes) == (0 if one.is_flag else one.nargs), (path, one.name)
            names_file = re.search("FILE|BESTAND", str(one.metavar)) is not None
            assert (takes == [FILE]) == names_file, (path, one.name)
            assert rows[one.opts[0]].help, (path, one.name)
            seen += 1
    assert seen > 200


def test_every_list_that_a_word_takes_exists(found: Mapping[str, list[Fitting]]) -> None:
    named = {
        name.rstrip("+") for rows in found.values() for row in rows for name in row.takes.split()
    }
    asked = {name for name in named if name.startswith("?")}
    assert asked == {f"?{name}" for name in OFFERS}
    assert named - asked - {FILE, NOTHING} <= found.keys()
    assert all(found[name] for name in named - asked - {FILE, NOTHING})


def test_no_word_breaks_a_row(found: Mapping[str, list[Fitting]]) -> None:
    rows = [row for of_one in found.values() for row in of_one]
    assert all(re.fullmatch(r"[^\s|]+", row.word) for row in rows)
    assert all("\n" not in row.help and row.help.isprintable() for row in rows)


def test_the_options_of_several_are_those_that_the_parser_takes_more_than_once(
    context: Context, tree: Listing
) -> None:
    parts = (one for _, command in walked(context, tree) for one in command.params)
    assert {one.opts[0] for one in parts if getattr(one, "multiple", False)} == OF_SEVERAL


def test_the_switches_are_those_of_the_whole_program(found: Mapping[str, list[Fitting]]) -> None:
    assert {*fitting(found, "switches")} == {*SWITCHES, "--lang"}


#  what a command of an argument takes
TAKES = """
train am/pm
undo ?step
why why
replay file
learn topic
simulate pattern
restore ?backup
export file
import file
merge file
remind systemd/cron/launchd
completion bash/zsh/fish/powershell
protocol check: file
log morning: -
log pause: ahead+
log flag: sign+
log clearance: row+
log edit: ?entry ?field+
log remove: ?step
log activity: activity
"""


@pytest.mark.parametrize("row", TAKES.strip().splitlines())
def test_a_command_takes_the_values_of_its_words(
    found: Mapping[str, list[Fitting]], row: str
) -> None:
    path, takes = row.split(": ") if ":" in row else row.split(" ", 1)
    above, _, name = f"achilles {path}".rpartition(" ")
    assert next(one.takes for one in found[above] if one.word == name) == takes


def test_the_program_takes_every_value(
    context: Context, found: Mapping[str, list[Fitting]]
) -> None:
    for list_ in ("past", "ahead"):
        for day in fitting(found, list_):
            assert dates.day(context, day, future=list_ == "ahead")
    assert all(_level(level) for level in fitting(found, "level"))
    assert all(topic_id(context.words, topic) for topic in fitting(found, "topic"))
    assert all(_row(row) == row for row in fitting(found, "row"))
    assert all(_activity_amounts([name, "30min"]) for name in fitting(found, "activity"))
    assert len(found["sign"]) > 30
    for sign in found["sign"]:
        for answer in fitting(found, sign.takes):
            assert typed_answers(context, [f"{sign.word}{answer}"], TODAY)
