"""Reminders: printed as each system has them, never installed, and what they run works."""

import datetime as dt
import os
import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.commands import remind, status
from achillescli.errors import BLOCKED, UsageError
from achillescli.render.data.remind import CODES, FORMS, Reminder, cron, launchd, script, systemd
from tests.kit.each import each
from tests.kit.journals import month as put
from tests.kit.journals import tree
from tests.kit.logbook import Logbook

TIMES = [dt.time.fromisoformat(clock) for clock in ("07:00", "19:30")]
SAID = 'it\'s "due" 100 % $HOME\\'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a status that says something, and programs that show it."""
    folder = tmp_path / "bin with 100 % $pace"
    folder.mkdir()
    for name in ("notify-send", "osascript"):
        path = folder / name
        path.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {tmp_path}/shown\n')
        path.chmod(0o755)
    return folder


def program(place: Path, code: int) -> str:
    path = place / "achilles"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{SAID}\nEND\nexit {code}\n")
    path.chmod(0o755)
    return str(path)


def run_line(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, env=environment, check=False
    )


DUE, STOPPED = CODES


def test_the_codes_are_those_of_status() -> None:
    assert (status.DUE, BLOCKED) == CODES


@pytest.mark.parametrize("shown_by", ["notify-send", "osascript", ""])
@pytest.mark.parametrize(
    ("code", "shows"), [(DUE, True), (STOPPED, True), (0, False), (3, False), (5, False)]
)
def test_a_line_is_shown_when_something_is_due_or_a_sign_is_open(
    place: Path, tmp_path: Path, shown_by: str, code: int, shows: bool
) -> None:
    reminder = Reminder([program(place, code), "status"], {}, TIMES, shown_by)
    done = run_line(script(reminder), place)
    assert (done.returncode, done.stderr) == (0, "")
    shown = (tmp_path / "shown").read_text() if shown_by and shows else done.stdout
    assert (SAID in shown) is shows


def test_a_crontab_runs_the_same(place: Path, tmp_path: Path) -> None:
    """cron takes a percent sign for the end of a line, unless a backslash stands before it."""
    reminder = Reminder([program(place, DUE)], {"ACHILLES_HOME": "/a b"}, TIMES, "notify-send")
    head, *lines = cron(reminder).splitlines()
    assert head.startswith("#")
    assert [line.split()[:5] for line in lines] == [
        ["0", "7", "*", "*", "*"],
        ["30", "19", "*", "*", "*"],
    ]
    line = lines[0].split(maxsplit=5)[5]
    assert re.search(r"(?<!\\)%", line) is None
    assert run_line(line.replace(r"\%", "%"), place).returncode == 0
    assert SAID in (tmp_path / "shown").read_text()


def units(text: str) -> dict[str, str]:
    """Return the text of each unit by the name of its file."""
    parts = re.split(r"^# \S+/(\S+\.(?:service|timer))$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_a_timer_runs_the_same(place: Path, tmp_path: Path) -> None:
    """systemd reads $$ as one dollar, %% as one percent, and takes a backslash for an escape."""
    reminder = Reminder([program(place, DUE)], {"ACHILLES_HOME": "/a b"}, TIMES, "notify-send")
    found = units(systemd(reminder))
    service, timer = found["achilles-remind.service"], found["achilles-remind.timer"]
    (quoted,) = re.findall(r'ExecStart=/bin/sh -c "(.*)"', service)
    line = re.sub(r"\\(.)", r"\1", quoted.replace("$$", "$").replace("%%", "%"))
    assert run_line(line, place).returncode == 0
    assert SAID in (tmp_path / "shown").read_text()
    assert re.findall(r"OnCalendar=\*-\*-\* (\S+)", timer) == ["07:00:00", "19:30:00"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not there")
def test_systemd_finds_nothing_wrong_with_it(place: Path, tmp_path: Path) -> None:
    reminder = Reminder([program(place, DUE)], {"ACHILLES_HOME": "/a b"}, TIMES, "notify-send")
    for name, text in units(systemd(reminder)).items():
        (tmp_path / name).write_text(text)
    call = ["systemd-analyze", "--user", "verify", *map(str, tmp_path.glob("achilles-remind.*"))]
    done = subprocess.run(
        call, capture_output=True, text=True, check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert "achilles-remind" not in done.stderr
    for clock in ("07:00:00", "19:30:00"):
        assert (
            subprocess.run(
                ["systemd-analyze", "calendar", f"*-*-* {clock}"], capture_output=True, check=False
            ).returncode
            == 0
        )


def test_a_property_list_is_read_back(place: Path, tmp_path: Path) -> None:
    reminder = Reminder([program(place, DUE)], {}, TIMES, "osascript")
    table = plistlib.loads(launchd(reminder).partition("<!--")[0].encode())
    assert table["StartCalendarInterval"] == [{"Hour": 7, "Minute": 0}, {"Hour": 19, "Minute": 30}]
    assert run_line(table["ProgramArguments"][2], place).returncode == 0
    assert SAID in (tmp_path / "shown").read_text()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", FORMS)
def test_it_is_printed_with_the_times_of_the_settings_and_not_installed(
    book: Logbook,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    language: str,
) -> None:
    put(book.home, "am = 07:00\npm = 20:15", "settings.toml")
    monkeypatch.setenv("HOME", str(tmp_path))
    before = tree(tmp_path)
    assert run(["remind", kind, "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert f"--lang {language}" in out
    assert str(book.home) in out
    hours = {"systemd": "20:15:00", "cron": "15 20 * * *", "launchd": "<integer>20</integer>"}
    assert hours[kind] in out
    assert out.count("OnCalendar" if kind == "systemd" else "status --lang") == {"launchd": 1}.get(
        kind, 2
    )
    assert err
    assert tree(tmp_path) == before


def test_quiet_prints_the_file_alone(book: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["remind", "cron", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


USUAL = {("linux", True): "systemd", ("linux", False): "cron", ("darwin", False): "launchd"}


@each(("system", "kind"), USUAL.items())
def test_a_system_gets_what_it_has(system: tuple[str, bool], kind: str) -> None:
    assert remind.usual_kind(system[0], has_systemd=system[1]) == kind


def test_windows_and_unknown_kinds_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError):
        remind.usual_kind("win32", has_systemd=False)
    assert run(["remind", "anacron"]) == 2
    assert "systemd, cron, launchd" in capsys.readouterr().err


def test_a_path_that_breaks_the_line_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACHILLES_HOME", f"{tmp_path}/a\nb")
    assert run(["remind", "cron"]) == 2
    assert capsys.readouterr().out == ""


def test_the_program_is_called_by_a_whole_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("achilles").touch()
    monkeypatch.setattr("sys.argv", ["achilles"])
    assert remind.program() == (str(tmp_path / "achilles"),)
    monkeypatch.setattr("sys.argv", ["-c"])
    monkeypatch.setenv("PATH", "")
    assert remind.program()[1:] == ("-m", "achillescli")
