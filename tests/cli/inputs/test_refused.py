"""A pain that ends the sessions is heard on a line that is refused."""

import pytest

from achillescli.cli.app import run
from achillescli.cli.inputs.refused import stops
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

STOPS = """
log am 9 --load x
log am 9 --nosuch
log am --pain 6 --date zz
log am --pain=10 --reps q
log am 3 --after 9 --load x
log evening --after 6 --daily x
log session 7 --slot xx
log am x --sharp
log run 5km --pain 8
log run --limped
log activity swim --pain 9
log activity swim 9min --after 9
log morning 3 --after 9
log evening --pain 9
log edit last pain=9 x
log am 9/10
log am 7,5
log am +07
log check --hop 7 --raises 3 x
log check --start-test unable --walk x
--lang xx log pm 8
log pm 8 --lang
"""
GOES_ON = """
log edit last pain=3 x
log edit last daily_pain=9 x
log am 5/10
log am 90
log am 11
log morning 9/10
log am 5 --load x
log am 3 --sets 9 --reps q
log am 3 --after 5 --load x
log run 9 --pain x
log morning 9 --stiffness x
log flag 9
log
today 9
"""


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("line", STOPS.strip().splitlines())
def test_a_pain_that_is_too_much_is_heard_on_a_line_that_is_refused(
    book: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert stops(line.split())
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out.startswith("Stop for today")
    assert "achilles log flag" in out
    assert "Stop" not in err
    assert not book.home.exists()


@pytest.mark.parametrize("line", GOES_ON.strip().splitlines())
def test_a_number_that_is_no_such_pain_stops_nothing(line: str) -> None:
    assert not stops(line.split())


def test_it_is_said_for_the_date_of_the_line(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "am", "9", "--load", "x", "--date", "-1"]) == 2
    assert capsys.readouterr().out.startswith(
        "That was a reason to leave out the rest of that day."
    )


@pytest.mark.slow
def test_on_a_terminal_too_the_signs_are_named(book: Logbook) -> None:
    terminal = Terminal("log", "am", "9", "--load", "x")
    assert terminal.end() == 2
    shown = " ".join(terminal.written.split())
    assert shown.index("Stop for today") < shown.index("achilles log flag") < shown.index("--load")
