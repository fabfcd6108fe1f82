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
log am zeven
log am seven
log am 7-8
log am 9 30
log am 10+
log am 7!
log am 7 out of 10
log am 7 van 10
log am 7/10.
log am --aftr 7
log am 3 --shrap
log run 5km 30min --limping
log run 5km 30min limped
log am 3 sharp
log pm 3 stekende pijn
log run 5km 30min 7
log run 5 km 30 min 7
log activity cycling 30min 8
log evening 7
log edit last pain 8
log edit last after=8! x
log edit last hop_pain=7 x
log edit last limped=yes x
log edit last stopped=ja x
log check hop 8
log check start-test=8
log am 3 --sharp=yes
log check --start-test not possible
log check --start-test=onmogelijk --walk x
log check --start-test lukte niet
am 8
session 9
sessie 9
log 8
log am=8
log sesion 9
am 8 --date blah
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
log morning zeven
log am 3 out of 10
log am 5/10 x
log am 3 van de 10
log am 3 2026-12-08
log am 3 7:30
log am 3 7-12
log am 3 no sharp pain
log am 3 sharp=no
log am 3 sets 6 reps 8
log am 3 6x15 load=8
log run 5km 30min rpe 8
log run 5km 30min rpe=8
log evening daily=8
log am 2 7.5kg
log am 2 rugzak 7,5kg
log am 2 8,8,8
log am 2 six sets
log am 2 seven days ago
log am 2 10 kg
log am 0-10
log am 10/4
log am 2 --limping no
log am 2 --no-sharp
log am 2 --scherp nee
log am 2 --scherp=nee
log run 5km 30min --no-limp
log run 7 km 50 min op 8 november
log run 7km 50min 8%
log run 5km 30min week 7
log run 5km 30min 9 bpm 145
log activity zwemmen 30min 8 baantjes
log 8 km
log 8 november
log edit last stopped=no x
log check 8
log am 3 --date 8 x
log am 3 12-7
log run 5km 30min not limped
log run 30min 7
log run 5km 8
log activity stairs 8
log edit last daily_pain 9
log check --start-test blah
log morning 3 sharp
morning 8
today am 8
learn am 9
log dinner 8
log list 8
8
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
