"""`achilles plan --ics`: where it is written, when, under which names, and what is said of it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.context import Context
from tests.kit.each import each
from tests.kit.journals import month as put
from tests.kit.journals import tree
from tests.kit.logbook import TODAY, Logbook, ago
from tests.kit.terminal import PROGRAM

AT = "12:00"


class InAmsterdam(Logbook):
    """A user in Amsterdam, and what was last printed."""

    said = ""

    def here(self, at: str = AT, language: str = "en") -> Context:
        context = super().here(at, language)
        context.environment = {**context.environment, "TZ": "Europe/Amsterdam"}
        return context


@pytest.fixture
def course(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> InAmsterdam:
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    book = InAmsterdam(capsys)
    book.assess(5)
    book.days(4, 1)
    return book


@pytest.fixture
def exported(course: InAmsterdam, tmp_path: Path) -> Callable[..., str]:
    """Return what a calendar holds that is written with some options."""
    file = tmp_path / "a.ics"

    def of(options: str = "", at: str = AT, language: str = "en") -> str:
        course.said = course.type(f"plan --ics {file} --force {options}", at=at, language=language)
        return file.read_bytes().decode()

    return of


def starts(raw: str) -> list[str]:
    return re.findall(r"DTSTART(?:;TZID=Europe/Amsterdam)?:(\S+)", raw.split("BEGIN:VEVENT", 1)[1])


def test_it_begins_with_what_is_still_to_come(exported: Callable[..., str]) -> None:
    tomorrow = f"{ago(-1):%Y%m%d}"
    assert starts(exported()) == [
        f"{tomorrow}T070000",
        f"{tomorrow}T073000",
        f"{TODAY:%Y%m%d}T190000",
    ]
    assert starts(exported(at="07:10")) == [
        f"{tomorrow}T070000", f"{TODAY:%Y%m%d}T073000", f"{TODAY:%Y%m%d}T190000",
    ]  # fmt: skip


def test_it_goes_two_weeks_at_most_and_says_so(
    exported: Callable[..., str], course: InAmsterdam
) -> None:
    assert re.findall(r"COUNT=(\d+)", exported()) == ["13", "13", "14"]
    assert "two weeks at most" in " ".join(course.said.split())
    assert "before each session look at achilles today" in " ".join(course.said.split())
    assert "40 moments, from Thu 10 Dec 2026 to Wed 23 Dec 2026" in course.said


def test_times_are_typed_set_or_usual_in_this_order(
    exported: Callable[..., str], course: Logbook
) -> None:
    put(course.home, "am = 8:15\npm = 20:30", "settings.toml")
    assert [start[-6:] for start in starts(exported("--pm 6.45"))] == ["070000", "081500", "064500"]


def test_a_time_before_the_day_starts_is_after_midnight(exported: Callable[..., str]) -> None:
    *_, pm = starts(exported("--pm 0:30"))
    assert pm == f"{ago(-1):%Y%m%d}T003000"


WRONG = {
    "plan --ics - --am 25:00": "calendar.error.time",
    "plan --ics - --am 7": "calendar.error.time",
    "plan --am 7:30": "calendar.error.alone",
    "plan --fresh": "calendar.error.alone",
    "plan --ics - --json": "calendar.error.form",
    "plan --ics - --svg a.svg": "calendar.error.form",
    "plan --ics HOME/a.ics": "leave.error.inside",
    "plan --ics HOME/none/a.ics": "leave.error.no_folder",
}


@each(("typed", "key"), WRONG.items())
def test_what_cannot_be_is_refused_and_counts_nothing(
    course: Logbook, typed: str, key: str
) -> None:
    assert course.refused(typed.replace("HOME", str(course.home))) == key
    assert not (course.home / "calendar").exists()


def test_a_file_is_replaced_only_by_force(course: Logbook, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text("mine")
    assert course.refused(f"plan --ics {tmp_path}/a.ics") == "leave.error.there"
    assert (tmp_path / "a.ics").read_text() == "mine"


def test_names_stay_and_are_counted_until_they_are_to_be_fresh(
    exported: Callable[..., str],
) -> None:
    def names(raw: str) -> tuple[list[str], set[str]]:
        return re.findall(r"UID:(\S+)", raw), {*re.findall(r"SEQUENCE:(\d+)", raw)}

    (first, one), (again, two), (fresh, three) = map(
        names, [exported(), exported("--am 9:00"), exported("--fresh")]
    )
    assert first == again
    assert (one, two, three) == ({"0"}, {"1"}, {"0"})
    assert not {*first} & {*fresh}


def test_nothing_is_told_to_who_sees_the_calendar(
    exported: Callable[..., str], course: Logbook
) -> None:
    raw = exported()
    assert {*re.findall(r"SUMMARY:(.*)\r", raw)} == {"Check-in", "Exercises"}
    assert not re.search(r"achilles tendon|heel|L3|pain", raw, re.IGNORECASE)
    full = exported("--full", language="nl").replace("\r\n ", "")
    assert "SUMMARY:Achillespees: Hiel laten zakken met gestrekte knie" in full
    assert "achilles today" in full


def test_without_a_zone_it_is_said_why(
    exported: Callable[..., str], course: InAmsterdam, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "TZID" in exported()
    assert "time zone" not in course.said
    assert "TZID" not in exported("--floating")
    assert "Outlook does not take such times" in " ".join(course.said.split())
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert "TZID" not in exported()
    assert "install achillescli[calendar]" in " ".join(course.said.split())


def test_a_pause_leaves_its_days_out(exported: Callable[..., str], course: Logbook) -> None:
    pause = {"from": ago(-3), "until": ago(-4), "reason": "travel"}
    course.write("pause", 0, **pause)
    raw = exported().replace("\r\n ", "")
    gone = f"{ago(-3):%Y%m%d}T190000,{ago(-4):%Y%m%d}T190000"
    assert f"EXDATE;TZID=Europe/Amsterdam:{gone}\r\n" in raw


def test_a_warning_sign_gives_no_calendar(course: Logbook, tmp_path: Path) -> None:
    course.write("flag", 0, snap=True)
    before = tree(tmp_path)
    out = course.type(f"plan --ics {tmp_path}/a.ics")
    assert (course.code, out) == (4, "")
    assert "No workout" in course.err or "snap" in course.err.lower()
    assert tree(tmp_path) == before


def test_without_a_programme_there_is_none(
    book: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["plan", "--ics", f"{tmp_path}/a.ics"]) == 3
    assert not (tmp_path / "a.ics").exists()


@pytest.mark.parametrize("more", [[], ["--quiet"]])
def test_on_the_standard_output_there_is_nothing_else(
    capfdbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
) -> None:
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    run(["assess", "--answers", "examples/runner.toml"])
    capfdbinary.readouterr()
    assert run(["plan", "--ics", "-", *more]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"BEGIN:VCALENDAR\r\n")
    assert out.endswith(b"END:VCALENDAR\r\n")
    assert (b"two weeks" in b" ".join(err.split())) is not bool(more)


def test_the_file_is_for_its_owner_alone(
    exported: Callable[..., str], course: Logbook, tmp_path: Path
) -> None:
    exported()
    assert (tmp_path / "a.ics").stat().st_mode & 0o077 == 0
    course.type("doctor")
    assert "not files of achilles" not in course.type("doctor")
    course.type("erase --yes")
    assert not (course.home / "calendar").exists()


@pytest.mark.slow
def test_a_full_output_is_told_and_nothing_is_called_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["assess", "--answers", "examples/runner.toml"])
    with Path("/dev/full").open("w") as target:
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, "plan", "--ics", "-"],
            check=False,
            stdout=target,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert ran.returncode == 5
    assert ran.stderr.startswith("achilles: the output could not be written")
    assert ran.stderr.count("\n") == 1
