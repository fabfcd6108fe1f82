"""The script: a shell reads from it the lists that went in, whatever the words are."""

import re
import subprocess
from pathlib import Path

import pytest

from achillescli.cli.app import run
from achillescli.cli.commands.completion.lists import Fitting
from achillescli.cli.commands.completion.script import FORMS, QUOTES, script
from achillescli.words import LANGUAGES, Words
from tests.kit.shells import need

ODD = {
    "achilles": [
        Fitting("log", "sign+ -", "It's a day’s “plan”: 100 % $HOME `x` \\ | \u2018so\u2019")
    ],
    "why": [Fitting("W1"), Fitting("W2", help="two")],
}
PRINTED = {name: ["|".join(row) for row in rows] for name, rows in ODD.items()}

ASKED = {
    "bash": 'source "$0"; __achilles_rows "$1"; printf "%s\\n" "${rows[@]}"',
    "zsh": 'compdef() { }; source "$0"; __achilles_rows "$1"; printf "%s\\n" "${rows[@]}"',
    "fish": "source $argv[1]; __achilles_rows $argv[2]",
}


@pytest.mark.slow
@pytest.mark.parametrize("shell", ASKED)
def test_a_shell_reads_each_list_as_it_is(shell: str, tmp_path: Path) -> None:
    need(shell)
    path = tmp_path / "script"
    path.write_text(script(shell, Words("en"), ODD), "utf-8")
    for name, rows in PRINTED.items():
        line = [shell, "-c", ASKED[shell], str(path), name]
        done = subprocess.run(line, capture_output=True, check=True, encoding="utf-8")
        assert (done.stdout.splitlines(), done.stderr) == (rows, "")


def test_powershell_doubles_every_quote_that_would_end_a_text() -> None:
    told = script("powershell", Words("en"), ODD)
    texts = re.findall(rf"^ +'((?:[^{QUOTES}]|([{QUOTES}])\2)*)'$", told, re.MULTILINE)
    found = [re.sub(rf"([{QUOTES}])\1", r"\1", text) for text, _ in texts]
    assert found == [row for rows in PRINTED.values() for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shell", FORMS)
def test_the_script_is_all_that_is_printed(
    shell: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", language, "completion", shell]) == 0
    out, err = capsys.readouterr()
    assert "@" not in re.sub(r"\$?@[\w(\"'}]|\[@\]|= @", "", out), "a mark that was not filled in"
    assert Words(language)("help/report.help").split(".")[0] in out
    assert f"achilles completion {shell}" in out
    assert err == ""


@pytest.mark.parametrize("line", ["completion", "completion tcsh", "completion bash zsh"])
def test_another_shell_is_refused_in_a_sentence(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
