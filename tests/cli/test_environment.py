"""Zones, clocks, locales, folders and streams: none of them adds a day, loses one, or guesses."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import pytest
import tomli_w

import achillescli
from achillescli import store
from achillescli.cli.app import run
from achillescli.cli.context import Context
from achillescli.core.log import corrections
from achillescli.core.log.values import dated_table
from achillescli.words import Words
from tests.kit.logbook import NO, Logbook

pytestmark = pytest.mark.slow

ZONES = (
    "UTC",
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
DAY = dt.timedelta(days=1)
TWO_YEARS = [dt.date(2027, 3, 1) + DAY * number for number in range(2 * 366)]
"""With a leap day, two new years and every change of the clock."""
OFFSETS = [dt.timezone(dt.timedelta(hours=hours)) for hours in (1, 2)]


class Traveller(Logbook):
    """A user whose clock and zone are set for each command."""

    now = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)

    def here(self, at: str = "", language: str = "en") -> Context:  # noqa: ARG002  # the time is that of the traveller
        return Context(Words(language), self.now, {"ACHILLES_HOME": str(self.home)})

    def at(
        self,
        year: int,
        month: int,
        day: int,
        hour: int,
        minute: int = 0,
        second: int = 0,
        *,
        zone: dt.tzinfo = dt.UTC,
        fold: int = 0,
    ) -> Self:
        self.now = dt.datetime(year, month, day, hour, minute, second, tzinfo=zone, fold=fold)
        return self


@pytest.fixture
def user(capsys: pytest.CaptureFixture[str]) -> Traveller:
    return Traveller(capsys)


@pytest.mark.parametrize("zone", ZONES)
def test_every_date_is_followed_by_the_next_one(zone: str, tmp_path: Path) -> None:
    words, environment, place = Words("en"), {"ACHILLES_HOME": str(tmp_path)}, ZoneInfo(zone)
    for date in TWO_YEARS:
        for clock, today in (("02:59", date - DAY), ("03:00", date), ("23:59", date)):
            moment = dt.datetime.combine(date, dt.time.fromisoformat(clock), place)
            fixed = moment.astimezone(dt.timezone(moment.utcoffset() or dt.timedelta()))
            assert Context(words, fixed, environment).today == today


Minute = tuple[int, int, int, int, int]
CHANGES = [
    ((2027, 3, 28, 1, 59), (2027, 3, 28, 3, 1), "Europe/Amsterdam"),
    ((2027, 10, 31, 2, 30), (2027, 10, 31, 2, 31), "Europe/Amsterdam"),
    ((2028, 2, 28, 23, 59), (2028, 2, 29, 3, 1), "Europe/Amsterdam"),
    ((2028, 2, 29, 23, 59), (2028, 3, 1, 3, 1), "Europe/Amsterdam"),
    ((2027, 12, 31, 23, 59), (2028, 1, 1, 3, 1), "Pacific/Kiritimati"),
    ((2027, 12, 31, 23, 59), (2028, 1, 1, 0, 1), "America/New_York"),
]


@pytest.mark.parametrize(("first", "then", "zone"), CHANGES)
def test_entries_around_a_change_of_the_clock_or_the_year_keep_their_dates(
    user: Traveller, first: Minute, then: Minute, zone: str
) -> None:
    place = ZoneInfo(zone)
    for number, moment in enumerate((first, then)):
        user.at(*moment, zone=place, fold=number)
        user.type(f"log morning {number}")
        wanted = (dt.datetime(*moment, tzinfo=place) - dt.timedelta(hours=3)).date()
        assert user.newest.date == wanted
    assert [entry.pain for entry in user.log] == [0, 1]


def test_the_hour_that_comes_twice_keeps_its_order(user: Traveller) -> None:
    for score, zone in enumerate(reversed(OFFSETS)):
        user.at(2027, 10, 31, 2, 30, zone=zone).type(f"log morning {score}")
    written = corrections.by_time(store.load(user.home).entries)
    assert [entry.pain for entry in written] == [0, 1]
    assert written[1].at
    assert written[0].at
    assert written[1].at - written[0].at == dt.timedelta(hours=1)


def test_a_flight_around_the_world_loses_no_entry(user: Traveller) -> None:
    moment = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
    dates = []
    for number, zone in enumerate(ZONES * 2):
        user.now = (moment + dt.timedelta(hours=7 * number)).astimezone(ZoneInfo(zone))
        user.type(f"log painkiller --note n{number}")
        dates.append((user.now - dt.timedelta(hours=3)).date())
    written = corrections.by_time(store.load(user.home).entries)
    assert [entry.note for entry in written] == [f"n{number}" for number in range(len(dates))]
    assert [entry.date for entry in written] == dates


YEARS_REFUSED = (1970, 1999, 2101)
YEARS_TAKEN = (2000, 2038, 2100)


@pytest.mark.hazard("H46")
@pytest.mark.parametrize("year", YEARS_REFUSED)
def test_a_clock_that_cannot_be_right_records_nothing(user: Traveller, year: int) -> None:
    user.at(year, 1, 19, 12)
    for line in ("log morning 3", "log morning 3 --date yesterday", "log flag chest_pain=yes"):
        assert user.refused(line) == "when.error.clock"
        assert f"says {year}-01-19" in user.err


@pytest.mark.parametrize("year", YEARS_TAKEN)
def test_a_clock_that_may_be_right_records_its_date(user: Traveller, year: int) -> None:
    user.at(year, 1, 19, 3, 14, 8).type("log morning 3")
    assert user.newest.date == dt.date(year, 1, 19)
    assert user.newest.at == user.now


def test_a_clock_set_back_a_year_is_still_one_journal(user: Traveller) -> None:
    user.at(2028, 3, 1, 12).type("log morning 5")
    user.at(2027, 3, 1, 12).type("log morning 2")
    assert [entry.pain for entry in user.log] == [5, 2]
    assert user.type("log list").count("pain") == 2


REPEAT = """
import sys
from achillescli.cli.app import run
for line in (["replay", sys.argv[1], "--json"], ["replay", "--json", "--until", "2025-04-30"]):
    print(run(line))
"""
PLACES = list(
    zip(
        ZONES,
        ("C", "nl_NL.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "C.UTF-8", "nl_NL"),
        ("0", "1", "42", "0", "7", "random"),
        strict=True,
    )
)


def test_the_same_log_and_date_give_the_same_answer_everywhere(
    user: Traveller, tmp_path: Path
) -> None:
    answers = {
        "person": {"age": 40, "sex": "male"},
        "complaint": {"side": "left", "location": "midportion", "onset": "2025-01-01"},
        "red_flags": NO,
    }
    user.at(2025, 3, 1, 12, zone=ZoneInfo("Europe/Amsterdam"))
    logged = []
    for number in range(60):
        date = f"{dt.date(2025, 3, 1) + DAY * number}"
        logged.append({"kind": "morning", "date": date, "pain": number % 3})
        logged += [
            {"kind": "session", "date": date, "slot": s, "pain": number % 4} for s in ("am", "pm")
        ]
    first = {**answers, "date": "2025-03-01"}
    course = tmp_path / "course.json"
    course.write_text(json.dumps({"answers": first, "entries": logged, "until": "2025-04-30"}))
    _keep(user.home, first, logged)
    shown = {
        subprocess.run(
            [sys.executable, "-c", REPEAT, str(course)],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale, seed in PLACES
    }
    (one,) = shown
    from_file, code, own, own_code = one.decode().splitlines()
    assert (code, own_code) == ("0", "0")
    days = json.loads(from_file)
    assert [day["date"] for day in days] == [f"{dt.date(2025, 3, 1) + DAY * n}" for n in range(61)]
    assert json.loads(own)[-1]["level"] == days[-1]["level"]


def _keep(home: Path, answers: dict[str, Any], logged: Sequence[dict[str, Any]]) -> None:
    """Write a course as one month of the journal."""
    told = dated_table({"date": answers["date"], "answers": answers})
    tables = [{"kind": "assessment", **told}, *map(dated_table, logged)]
    for number, table in enumerate(tables):
        table |= {"id": f"e{number}", "at": dt.datetime(2025, 3, 1, 7, tzinfo=dt.UTC)}
    path = home / "log" / "2025-03.toml"
    path.parent.mkdir(parents=True)
    path.write_text("schema = 1\n" + tomli_w.dumps({"entry": tables}))


@pytest.mark.parametrize("home", ["data", "./data", "../data", "~nobody-of-that-name/data", "."])
@pytest.mark.parametrize("line", ["today", "log morning 3", "log list"])
def test_a_data_folder_that_depends_on_where_one_stands_is_refused(
    home: str,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACHILLES_HOME", home)
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "whole path" in err
    assert not list(tmp_path.rglob("*.toml"))


def program(line: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder of its own, with nothing but this in its environment."""
    source = str(Path(achillescli.__file__).parents[1])
    return subprocess.run(
        f"{sys.executable} -m achillescli {line}",
        shell=True,
        env={"PYTHONPATH": source, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": ":"},
        {"TZ": "GMT-0"},
        {"TZ": "Europe/London"},
        {"TZ": "<+0545>-5:45"},
        {"LC_ALL": "C"},
        {"LC_ALL": "xx_YY.nonsense"},
        {"COLUMNS": "1"},
        {"COLUMNS": "nonsense"},
        {"TERM": "no-such-terminal"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=str,
)
def test_an_odd_environment_changes_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    ran = program("log morning 3", tmp_path, ACHILLES_HOME=str(tmp_path / "a"), **environment)
    begun = f"Anewlogbeginsin{tmp_path}/a(setbyACHILLES_HOME)"
    assert (ran.returncode, "".join(ran.stderr.split())) == (0, begun)
    assert "Saved" in ran.stdout.replace("\n", "")
    (path,) = tmp_path.rglob("log/*.toml")
    assert "pain = 3" in path.read_text()


@pytest.mark.parametrize(
    "zone",
    ["UTC+0530", "UTC-25", "ABC+24:59:59", "Mars/Phobos", "Europe/Amsterdm", "x", ":/no/such/file"],
)
def test_a_zone_that_is_none_is_told_and_stops_nothing(zone: str, tmp_path: Path) -> None:
    ran = program("log flag snap=yes", tmp_path, ACHILLES_HOME=str(tmp_path / "a"), TZ=zone)
    assert ran.returncode == 0
    assert ran.stderr.startswith("achilles: TZ is no time zone that is known here, so times are")
    assert "Saved" in ran.stdout
    assert program("today", tmp_path, ACHILLES_HOME=str(tmp_path / "a"), TZ=zone).returncode == 4


@pytest.mark.parametrize(("to", "code"), [(">/dev/full", 0), (">&-", 0), ("2>&-", 0), ("<&-", 0)])
def test_what_is_saved_is_saved_whatever_becomes_of_the_output(
    to: str, code: int, tmp_path: Path
) -> None:
    ran = program(f"log morning 3 {to}", tmp_path, ACHILLES_HOME=str(tmp_path / "a"))
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert ("saved, but the output" in ran.stderr) == ("full" in to)
    (path,) = tmp_path.rglob("log/*.toml")
    assert "pain = 3" in Path(path).read_text()


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("to", [">/dev/full", ">&-"])
def test_a_danger_is_told_whatever_becomes_of_the_output(to: str, tmp_path: Path) -> None:
    ran = program(f"log flag chest_pain=yes {to}", tmp_path, ACHILLES_HOME=str(tmp_path / "a"))
    assert ran.returncode == 0
    assert "Call the emergency number now" in ran.stderr


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("to", ["2>/dev/full", "2>&-"])
def test_what_cannot_be_said_beside_the_output_loses_no_entry(to: str, tmp_path: Path) -> None:
    home = {"ACHILLES_HOME": str(tmp_path / "a")}
    answers = program("assess --example runner", tmp_path, **home).stdout
    file = tmp_path / "answers.toml"
    file.write_text(answers.replace("\nchest_pain = false", "\nchest_pain = true"))
    ran = program(f"assess --answers {file} {to}", tmp_path, **home)
    assert (ran.returncode, "Call the emergency number" in ran.stdout) == (4, True)
    ran = program(f"log flag fluoroquinolone_last=november {to}", tmp_path, **home)
    assert (ran.returncode, "Saved: " in ran.stdout) == (0, True)
    ran = program(f"log flag fever=yes --json {to}", tmp_path, **home)
    assert json.loads(ran.stdout)["entries"][0]["fever"]
    (path,) = tmp_path.rglob("log/*.toml")
    assert path.read_text().count("[[entry]]") == 3


def test_advice_that_cannot_be_written_is_no_success(tmp_path: Path) -> None:
    ran = program("learn cause >/dev/full", tmp_path, ACHILLES_HOME=str(tmp_path / "a"))
    assert ran.returncode == 5
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(("line", "code"), [("undo nothing", 2), ("learn cause >/dev/full", 5)])
def test_what_nobody_can_be_told_still_stands_in_the_exit_code(
    line: str, code: int, tmp_path: Path
) -> None:
    ran = program(f"{line} 2>/dev/full", tmp_path, ACHILLES_HOME=str(tmp_path / "a"))
    assert ran.returncode == code


def test_a_warning_that_cannot_be_written_stops_no_entry(tmp_path: Path) -> None:
    home = tmp_path / "a"
    assert program("log morning 3", tmp_path, ACHILLES_HOME=str(home)).returncode == 0
    (home / "backups").write_bytes(b"")
    ran = program("log morning 4 2>/dev/full", tmp_path, ACHILLES_HOME=str(home))
    assert ran.returncode == 0
    (path,) = home.rglob("log/*.toml")
    assert "pain = 4" in path.read_text()
