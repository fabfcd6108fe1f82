"""The parts of the log: their help, a misspelt one, the exit code."""

import pytest

from achillescli.cli.app import run
from achillescli.words import LANGUAGES
from tests.kit.logbook import Logbook

MEANT = {
    "log mornig 2": "log morning",
    "log ochtend 2": "log morning",
    "log Sessie 3": "log session",
    "log avond": "log evening",
    "log pijnstiller": "log painkiller",
    "log delete": "log remove",
    "log undo": "undo",
    "log vandaag": "today",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("line", "near"), MEANT.items())
def test_a_misspelt_part_gets_the_nearest_name(
    book: Logbook, line: str, near: str, language: str
) -> None:
    assert book.refused(line, language=language) == "parser.near"
    assert book.err.endswith(f"achilles {near}?")


def test_an_unknown_option_names_the_nearest_or_all_of_them(book: Logbook) -> None:
    assert book.refused("log morning 2 --stifness 10") == "parser.near_option"
    assert "--stiffness?" in book.err
    assert book.refused("log run 5km 30min --pian 2") == "parser.near_option"
    assert book.refused("log run 5km 30min --xyz 2") == "parser.no_such_option"
    assert "--limped" in book.err


def test_the_exit_code_of_a_refusal_is_that_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "morning", "-1"]) == 2
    assert run(["log"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == "achilles: PAIN takes a whole number from 0 to 10."
