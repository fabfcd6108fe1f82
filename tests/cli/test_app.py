"""The one door: languages, help, the parser's complaints, and what a mistake looks like."""

import subprocess
import sys
from pathlib import Path

import pytest

from achillescli.cli import app
from achillescli.cli.app import COMMANDS, run
from achillescli.core import course

#  words on the command line                        part of the sentence
WRONG = """
   today --bogus                                    | the option --bogus does not exist
   bogus                                            | that command does not exist
   log edit                                         | ID is missing
   log check --hop                                  | --hop needs a value of its own
   today --json --json                              | the option --json is given twice
   log session --pain 3 --pain=4                    | the option --pain is given twice
   plan extra                                       | words here that the command does not know
   --lang fr today                                  | that language does not exist here. Known: en, nl
   today --lang                                     | the option --lang
"""


@pytest.mark.parametrize(
    ("line", "sentence"),
    [tuple(map(str.strip, row.split("|"))) for row in WRONG.strip().splitlines()],
)
def test_wrong_usage_is_one_sentence(line, sentence, capsys):
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
def test_wrong_usage_is_said_in_dutch(line, sentence, capsys):
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
def test_the_language_comes_from_the_environment(name, value, spoken, capsys, monkeypatch):
    monkeypatch.setenv(name, value)
    run(["today"])
    assert ("er is nog geen" in capsys.readouterr().err.lower()) == (spoken == "nl")


@pytest.mark.parametrize("place", [0, 1])
def test_the_language_may_stand_anywhere(place, capsys):
    line = ["today"]
    line[place:place] = ["--lang=nl"]
    run(line)
    assert "achilles assess" in capsys.readouterr().err


def test_help_names_every_command(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_help_is_in_the_language(name, language, capsys):
    assert run([name, "--help", "--lang", language]) == 0
    out = capsys.readouterr().out
    english = ("Usage:", "Options:", "Show this", "Commands:", "Arguments:", "[default:")
    assert ("Gebruik:" in out) == (language == "nl")
    assert any(word in out for word in english) == (language == "en")


def test_the_version(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("achilles 0.")


def test_alone_it_says_the_first_step(capsys):
    assert run([]) == 0
    assert "achilles assess" in capsys.readouterr().out


def test_a_mistake_in_the_program_shows_no_words_of_the_user(capsys, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("SECRET")

    monkeypatch.setattr(course, "replay", broken)
    assert run(["today"]) == 1
    out, err = capsys.readouterr()
    assert "SECRET" not in out + err
    assert "RuntimeError" in err
    assert "Traceback" not in err


def test_an_interrupt_ends_with_130(monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_run", interrupted)
    assert run(["today"]) == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("line", ["learn cause", "--help", "learn --json"])
def test_a_full_disk_at_the_end_of_a_pipe_is_one_sentence(line):
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


def test_a_reader_that_leaves_is_no_mistake():
    done = subprocess.run(
        f"{sys.executable} -m achillescli learn cause | true; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_completion_scripts_come_with_it():
    done = subprocess.run(
        [sys.executable, "-m", "achillescli", "--show-completion", "bash"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_mistake(closed):
    done = subprocess.run(
        f"{sys.executable} -m achillescli learn cause {closed}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
