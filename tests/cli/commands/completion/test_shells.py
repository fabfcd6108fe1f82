"""Tab in real shells: what is offered, in which order, with which words, and where nothing is."""

import datetime as dt
import re
from pathlib import Path

import pytest

from benchmarks import logs
from tests.kit.shells import START, Shell, need

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=START)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Return a shell of a user with twelve weeks of entries."""
    need(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    logs.write(folder / "data", logs.twelve_weeks(today()))
    return Shell(request.param, folder, folder / "data")


def today() -> dt.date:
    """Return the date of the shells, where it is noon in the zone of every test."""
    return dt.datetime.now(dt.UTC).date()


def words(lines: list[str]) -> list[str]:
    shown = [line.strip() for line in lines if not line.startswith(">")]
    return [re.split(r"\s{2,}| -- ", line)[0] for line in shown]


def test_commands_stand_in_the_order_of_the_help_with_what_they_do(shell: Shell) -> None:
    shown = shell.offered("achilles ", "^completion ")
    assert words(shown)[:4] == ["assess", "today", "train", "log"]
    assert any("Show how the weeks went: table" in line for line in shown)


def test_options_are_those_of_the_command_and_then_the_switches(shell: Shell) -> None:
    shown = words(shell.offered("achilles log session --pain 2 --", "^--debug "))
    assert shown[:4] == ["--after", "--daily", "--slot", "--partial"]
    assert shown[-2:] == ["--no-pager", "--debug"]
    assert "--pain" not in shown


#  typed                                     what it becomes with one Tab
COMPLETED = """
achilles repo                              | achilles report
achilles help lo                           | achilles help log
achilles --lang nl bac                     | achilles --lang nl backup
achilles log check --raises 20 24 --ho     | achilles log check --raises 20 24 --hop
achilles log session --slot a              | achilles log session --slot am
achilles learn swi                         | achilles learn swimming
achilles simulate stea                     | achilles simulate steady-recovery
achilles today --date yest                 | achilles today --date yesterday
achilles log flag calf_th                  | achilles log flag calf_throbbing=
achilles log flag fever=n                  | achilles log flag fever=no
achilles log flag fever=no unw             | achilles log flag fever=no unwell=
achilles assess --answers ans              | achilles assess --answers answers.toml
achilles merge oth                         | achilles merge other.json
achilles export --csv da                   | achilles export --csv days
../bin/achilles tod                        | ../bin/achilles today
"""


@pytest.mark.parametrize("row", COMPLETED.strip().splitlines())
def test_what_one_word_can_be_is_completed(shell: Shell, row: str) -> None:
    line, wanted = map(str.strip, row.split("|"))
    assert shell.completed(line).rstrip() == wanted


NOTHING = """
achilles log session --slot x
achilles log session --pain
achilles log check --raises 20
achilles log morning
achilles log note
achilles nothing
achilles learn cause
achilles today --json=
achilles restore
"""


@pytest.mark.parametrize("line", NOTHING.strip().splitlines())
def test_where_nothing_fits_nothing_is_offered_and_no_file(shell: Shell, line: str) -> None:
    assert shell.completed(f"{line} ") == f"{line} "


def test_ids_stand_newest_first_with_date_kind_and_score(shell: Shell) -> None:
    oldest = today() - dt.timedelta(days=13)
    shown = shell.offered("achilles log edit ", f"{oldest:%-d %b %Y}, morning score")
    told = [re.search(r"\w{3} (\d+ \w{3} \d{4}), (.+)", line) for line in shown]
    days = [dt.datetime.strptime(f"{one[1]} +0000", "%d %b %Y %z").date() for one in told if one]
    assert len(days) > 30
    assert days == sorted(days, reverse=True)
    assert days[-1] == oldest


def test_fields_of_an_id_stand_with_their_values(shell: Shell) -> None:
    shown = shell.offered("achilles log remove ", "session: pm, pain")
    line = next(line for line in shown if "session: pm, pain" in line)
    ident, pain = line.split()[0], line.partition("pain ")[2][0]
    assert shell.offered(f"achilles log edit {ident} ", rf"pain=\W+{pain}\b")
    assert shell.completed(f"achilles log edit {ident} slot=a").strip().endswith("slot=am")


def test_a_program_that_is_gone_says_nothing_at_the_prompt(shell: Shell) -> None:
    assert shell.completed("../none/achilles undo ") == "../none/achilles undo "


@pytest.mark.parametrize("name", START)
def test_a_script_speaks_the_language_that_was_asked_for(name: str, tmp_path: Path) -> None:
    need(name)
    logs.write(tmp_path / "data", logs.twelve_weeks(today()))
    shell = Shell(name, tmp_path, tmp_path / "data", language="nl")
    assert any("Toon hoe de weken gingen" in line for line in shell.offered("achilles ", "^learn "))
    assert shell.completed("achilles log flag koo").strip() == "achilles log flag koorts="
    assert any("ochtendscore: pijn" in line for line in shell.offered("achilles undo ", "score"))
