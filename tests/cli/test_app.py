"""The one door: languages, help, the parser's complaints, and what a mistake looks like."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from achillescli import catalogue, words
from achillescli.cli import app
from achillescli.cli.app import run
from achillescli.core import course
from achillescli.words import Words
from benchmarks import logs
from tests.kit.logbook import Logbook, Typed

#  words on the command line                        part of the sentence
WRONG = """
   today --bogus                                    | the option --bogus does not exist. Known: --date, --more
   --verbose                                        | the option --verbose does not exist. Known: --version, --lang
   today --jsn                                      | the option --jsn does not exist. Did you mean --json?
   plan --quite                                     | Did you mean --quiet?
   log note hoi --for-phisio                        | the option --for-phisio does not exist. Did you mean --for-physio, or words of your own: achilles log note -- --sore?
   log edit --jsn ID pain=4                         | Did you mean --json?
   export --cvs days                                | Did you mean --csv?
   export --csv dayz                                | --csv does not take that value. Did you mean days?
   export --csv xyz                                 | --csv takes one of: entries, days.
   assess --example runer                           | --example does not take that value. Did you mean runner?
   completion bsh                                   | completion does not take that value. Did you mean bash?
   completion fsih                                  | Did you mean fish?
   log clearance T07 --by docter                    | --by does not take that value. Did you mean doctor?
   log clearance T07 --by huisarst                  | Did you mean huisarts?
   log clearance T07 --by me                        | --by takes doctor or physio
   log pause today today --reason ilness            | --reason does not take that value. Did you mean illness?
   log pause today today                            | say why, for a pause: --reason ill, travel or other
   log am 2 --Pian 3                                | Did you mean --pain?
   protocol chek                                    | Did you mean achilles protocol check?
   simulate warmup-trap                             | Did you mean achilles simulate warm-up-trap?
   simulate xyz                                     | there is no such pattern. Patterns: steady-recovery
   why W22                                          | Did you mean achilles why W2?
   why phse                                         | Did you mean achilles why PHASE?
   why Z99                                          | Rules have names such as W2
   why nonsense                                     | write a date as
   learn caus                                       | Did you mean cause?
   bogus                                            | that command does not exist
   log edit                                         | ID is missing. Type: achilles log edit ID FIELD=VALUE ...; for example: achilles log edit last date=yesterday
   log check --hop                                  | --hop needs a value of its own
   today --json=1                                   | the option --json takes no value
   --plain=1 today                                  | the option --plain takes no value
   log check --raises 20                            | --raises needs two values: left and right
   log pause 2026-12-01                             | log pause 2026-12-01 2026-12-08
   log remove                                       | ID is missing
   today --json --json                              | the option --json is given twice
   log session --pain 3 --pain=4                    | the option --pain is given twice
   log session 3 -d today --date today              | the option --date is given twice
   plan extra                                       | does not know. Type: achilles plan; for example: achilles plan --ics
   --lang fr today                                  | that language does not exist here. Known: en, nl
   today --lang                                     | the option --lang
"""


@pytest.mark.parametrize("line", ["--lang en --lang nl today", "log am 2 -d -1 --date -2"])
def test_an_option_counts_once_wherever_it_stands(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split()) == 2
    assert capsys.readouterr().out == ""


def test_an_option_of_several_is_given_once_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("log check --activity stairs=6 --activity running=8".split()) == 0
    assert "stairs: 6, running: 8" in capsys.readouterr().out
    assert run("log run --from a.fit --from b.fit".split()) == 2
    assert "b.fit  not taken: there is no such file" in capsys.readouterr().out
    assert run("log check --activity stairs=6,running=8".split()) == 2
    said = "achilles log check --activity stairs=6 --activity running=8"
    assert said in capsys.readouterr().err


def test_a_short_form_keeps_to_its_own_slot(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "am", "2", "--slot", "pm"]) == 2
    assert "leave --slot out" in capsys.readouterr().err
    assert run(["log", "am", "2"]) == 0


@pytest.mark.parametrize(
    ("line", "sentence"),
    [tuple(map(str.strip, row.split("|"))) for row in WRONG.strip().splitlines()],
)
def test_wrong_usage_is_one_sentence(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.startswith("achilles: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("today --bogus", "de optie --bogus bestaat niet"),
        ("bogus", "die opdracht bestaat niet"),
        ("log edit", "ontbreekt"),
        ("today --json --json", "staat er twee keer"),
    ],
)
def test_wrong_usage_is_said_in_dutch(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "nl", *line.split()]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "spoken"),
    [
        ("ACHILLES_LANG", "nl", "nl"),
        ("LC_ALL", "nl_BE.UTF-8", "nl"),
        ("LANG", "nl_NL", "nl"),
        ("LANG", "de_DE", "en"),
    ],
)
def test_the_language_comes_from_the_environment(
    name: str,
    value: str,
    spoken: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    run(["today"])
    assert ("er is nog geen" in capsys.readouterr().err.lower()) == (spoken == "nl")


@pytest.mark.parametrize("place", [0, 1])
def test_the_language_may_stand_anywhere(place: int, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["today"]
    line[place:place] = ["--lang=nl"]
    run(line)
    assert "achilles assess" in capsys.readouterr().err


NEAR = {
    "tody": "today",
    "vandaag": "today",
    "ochtend 3": "log morning",
    "morning 3": "log morning",
    "lern": "learn",
    "ls": "log list",
}


@pytest.mark.parametrize(("line", "near"), NEAR.items())
def test_a_misspelt_command_gets_the_nearest_name(
    line: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split()) == 2
    assert f"Did you mean achilles {near}?" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("area", ["log", "when", "parser", "errors"])
def test_an_error_is_at_most_two_sentences(area: str, language: str) -> None:
    found = Words(language).find(f"{area}.error") or {
        key: text for key, text in words._area(language, area).items() if isinstance(text, str)
    }
    assert found
    long = [key for key, text in found.items() if len(re.findall(r"[.?](?: |$)", text)) > 2]
    assert long == []


def test_an_error_in_a_pipe_is_one_line_for_scripts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert run(["log", "xyzzy"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("home", ["", "~nobody-of-that-name/achilles"])
@pytest.mark.parametrize("line", ["today", "log list", "xyzzy", "--help"])
def test_without_an_environment_nothing_is_a_mistake(line: str, home: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "achillescli", *line.split()],
        env={"ACHILLES_HOME": home},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("achilles 0.")


def test_alone_it_says_the_first_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "achilles assess" in capsys.readouterr().out


def test_a_mistake_in_the_program_shows_no_words_of_the_user(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("SECRET")

    monkeypatch.setattr(course, "replay", broken)
    assert run(["today"]) == 1
    out, err = capsys.readouterr()
    assert "SECRET" not in out + err
    assert "RuntimeError" in err
    assert "Traceback" not in err


def test_an_interrupt_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: app.Invocation) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_run", interrupted)
    assert run(["today"]) == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("line", ["learn cause", "--help", "learn --json"])
def test_a_full_disk_at_the_end_of_a_pipe_is_one_sentence(line: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "achillescli", *line.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("achilles: ")


@pytest.mark.slow
def test_a_reader_that_leaves_is_no_mistake() -> None:
    done = subprocess.run(
        f"{sys.executable} -m achillescli learn cause | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("line", ["today", "today --json", ""])
def test_a_reader_that_leaves_takes_no_danger_with_it(book: Logbook, line: str) -> None:
    book.assess(3)
    book.type("log flag gap=yes")
    done = subprocess.run(
        f"{sys.executable} -m achillescli {line} | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "4\n"


@pytest.fixture
def installed(tmp_path: Path) -> tuple[Path, Typed]:
    """Return a copy of the program as an installation has it, and what runs that."""
    place = tmp_path / "site"
    # Other tests may be writing their byte code at this moment.
    shutil.copytree(
        catalogue._PACKAGE, place / "achillescli", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(catalogue.bundled_path(""), place / "achillescli" / "data", dirs_exist_ok=True)

    def type_(line: str, place: Path = place) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "achillescli", *line.split()],
            env={**os.environ, "PYTHONPATH": str(place)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return place, type_


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line", "code"),
    [
        ("text/en/today.toml", "today", 3),
        ("text/en/errors.toml", "--lang fr", 2),
        ("protocol.toml", "protocol check", 5),
        ("text/en/terms.toml", "log am 3", 0),
        ("text/en/log.toml", "log am 3", 0),
    ],
)
def test_a_file_that_is_missing_is_named(
    installed: tuple[Path, Typed], file: str, line: str, code: int
) -> None:
    """An unpacked archive, or a package that was cut short."""
    place, type_ = installed
    (place / "achillescli" / "data" / file).unlink()
    found, _, err = type_(line)
    assert (found, "mistake" in err) == (code, False)
    assert file in err or "text/en/errors.toml" in file
    assert "nstall achilles again" in err
    assert ("saved, but" in err) == (line == "log am 3")


@pytest.mark.slow
def test_a_program_in_a_zip_file_says_what_to_do(
    installed: tuple[Path, Typed], tmp_path: Path
) -> None:
    place, type_ = installed
    shutil.make_archive(str(tmp_path / "achillescli"), "zip", place)
    for line in ("", "today", "log am 3", "--help", "bogus", "--lang fr"):
        code, out, err = type_(line, tmp_path / "achillescli.zip")
        assert code in (2, 5)
        assert not out
        assert (
            err
            == "achilles: the texts of the program are missing, or lie in a zip file. Install achilles again.\n"
        )


STALE = ("bash_source", "complete_bash", "zsh_complete", "source_bash", "1", "x_y", "_")
"""What other programs, and scripts of other versions, set."""


@pytest.mark.parametrize("asked", STALE)
@pytest.mark.parametrize("line", ["", "log am 3", "today"])
def test_a_foreign_wish_to_complete_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: str, line: str
) -> None:
    monkeypatch.setenv("_ACHILLES_COMPLETE", asked)
    assert run(line.split()) == {"": 2, "log am 3": 0, "today": 3}[line]
    out, err = capsys.readouterr()
    assert "achilles: _ACHILLES_COMPLETE is set" in err
    assert ("Saved" in out) == (line == "log am 3")


@pytest.mark.slow
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_mistake(closed: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m achillescli learn cause {closed}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "spared"),
    [
        *((line, {"pydantic", "typer"}) for line in ("", "today", "report", "plan", "why")),
        *(
            (line, {"pydantic"})
            for line in ("report --weeks 2", "log session --pain 1", "log am 1")
        ),
    ],
)
def test_a_command_loads_no_library_that_it_can_do_without(
    line: str, spared: set[str], tmp_path: Path
) -> None:
    code = (
        "import sys; from achillescli.cli.app import run;"
        "run(sys.argv[1:]); print('LOADED', *sorted({'pydantic', 'typer'} & set(sys.modules)))"
    )
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    logs.write(tmp_path, logs.twelve_weeks(yesterday))
    ran = subprocess.run(
        [sys.executable, "-c", code, *line.split()],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ACHILLES_HOME": str(tmp_path)},
    )
    assert ran.stdout.count("\n") > 1
    assert not spared & set(ran.stdout.rpartition("LOADED")[2].split())
    assert "Traceback" not in ran.stderr
