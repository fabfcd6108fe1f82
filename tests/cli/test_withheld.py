"""A month that cannot be read withholds advice, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.cli.context import Context, current_context
from achillescli.errors import StoreError
from achillescli.words import Words, plain_spaces
from tests.kit.logbook import TODAY, Logbook
from tests.kit.places import ROOT

BROKEN = "log/2020-01.toml"
SLIP = 'schema = 1\n\n[[entry]]\nid = "old"\nkind = "flag"\ngap = True\n'
COURSE = """
until = 2026-11-23
[answers]
date = 2026-11-20
person = { age = 40, sex = "male" }
complaint = { side = "left", location = "midportion", onset = 2026-09-01 }
"""
ADVICE = [
    "",
    "today",
    "today --json",
    "status",
    "today --date -1",
    "train",
    "train --dry-run",
    "report",
    "report --all --json",
    "report --week",
    "report --html -",
    "why",
    "why -1",
    "plan",
    "plan --json",
    "replay",
    "replay --json",
    f"assess --answers {ROOT}/examples/runner.toml",
    "assess --show",
    "undo",
]
RECORDS = [
    "log morning 2",
    "log am 2",
    "log session 7 --slot pm",
    "log evening --daily 1",
    "log painkiller",
    "log run 5km 30min",
    "log activity cycling 30min",
    "log check --hop 3",
    "log flag gap=yes",
    "log pause today tomorrow --reason ill",
    "log remove {id}",
    "log edit {id} pain=5",
]
GOES_ON = [
    "log note stiff",
    "log list",
    "log list --all --json",
    "learn",
    "learn cause",
    "replay {file}",
    "export",
    "backup",
    "settings",
    "completion bash",
    "undo --list",
    "simulate --pain 2,2,2",
]


def sentence(key: str, language: str = "en") -> str:
    """Return a sentence as it is printed: with ordinary spaces in its commands."""
    return plain_spaces(Words(language)(key))


class Dated(Logbook):
    """A user on the day of this machine, and the id of an entry."""

    context: Context
    id: str

    def here(self, *_: str, **__: str) -> Context:
        return self.context


@pytest.fixture
def course(capsys: pytest.CaptureFixture[str]) -> Iterator[Dated]:
    """A course of three days up to now, and an old month with a slip in it."""
    book = Dated(capsys)
    book.context = current_context("en")
    ahead = (book.context.today - TODAY).days
    book.assess(3 - ahead)
    book.id = book.write("morning", -ahead, pain=1).id
    path = book.home / BROKEN
    path.write_text(SLIP)
    yield book
    assert path.read_text() == SLIP


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("line", ADVICE)
def test_advice_is_refused_with_the_place(
    course: Logbook, capsys: pytest.CaptureFixture[str], line: str, language: str
) -> None:
    before = course.bytes()
    assert run([*line.split(), "--lang", language]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    where = {"en": "line 6", "nl": "regel 6"}[language]
    heard, _, told = err.partition("achilles: ")
    assert " ".join(heard.split()).startswith(sentence("triage.T03.sign", language))
    assert told.startswith(f"{BROKEN}, {where}: ")
    then = sentence(f"store.then.{'saved' if line == 'undo' else 'advice'}", language)
    assert err.splitlines()[-1] == f"achilles: {then}"
    assert course.bytes() == before


READERS = (
    "today",
    "log list",
    "log list --json",
    "log morning 2",
    "plan --json",
    "undo",
    "restore",
)
EMERGENCY = "emergency number"
BY_HAND = (
    'chest_pain = "yes"',
    "chest_pain = 1",
    "Chest_Pain = true",
    "chest_pian = true",
    "pijn-op-de-borst = true",
    "chest_pain = true true",
    "chest_pain = true\n= x",
)


@pytest.fixture
def told(book: Logbook) -> Path:
    """The month of a course in which chest pain was told yesterday."""
    book.assess(3)
    book.write("flag", 1, chest_pain=True)
    return book.home / f"log/{TODAY:%Y-%m}.toml"


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("line", READERS)
@pytest.mark.parametrize("slip", BY_HAND)
def test_a_sign_in_what_cannot_be_read_is_said_before_why(
    told: Path, capsys: pytest.CaptureFixture[str], line: str, slip: str
) -> None:
    told.write_text(told.read_text().replace("chest_pain = true", slip))
    run(line.split())
    out, err = capsys.readouterr()
    assert EMERGENCY in " ".join(err.partition("achilles: ")[0].split())
    assert (out + err).count(EMERGENCY) == 1
    assert "--json" not in line or not out or json.loads(out)


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("line", ["today", "log morning 2"])
def test_no_sign_is_heard_where_it_was_answered_no_or_has_ended(
    book: Logbook, told: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    whole = told.read_text()
    for no in ('"no"', "0", "nee", "False"):
        told.write_text(whole.replace("chest_pain = true", f"chest_pain = {no}"))
        run(line.split())
        assert EMERGENCY not in "".join(capsys.readouterr())
    told.write_text(whole)
    book.type("log clearance T01 --by doctor", at="06:40")
    told.write_text(f"oops\n{told.read_text()}")
    with pytest.raises(StoreError):
        book.type(line)
    assert EMERGENCY not in "".join(capsys.readouterr())


@pytest.mark.hazard("H42")
def test_a_sign_that_only_a_copy_or_a_backup_has_is_said(
    book: Logbook, told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = told.read_bytes()
    told.write_bytes(whole[: whole.rindex(b"[[entry]]")])
    (book.home / "backups").mkdir(exist_ok=True)
    for file in (f"log/{TODAY:%Y-%m} (conflict).toml", f"backups/{TODAY:%Y-%m}.{TODAY}.toml"):
        (book.home / file).write_bytes(whole)
        assert run(["today"]) == 5
        assert EMERGENCY in capsys.readouterr().err
        (book.home / file).unlink()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("line", RECORDS)
def test_what_happened_is_still_recorded(
    course: Dated, capsys: pytest.CaptureFixture[str], line: str, language: str
) -> None:
    found = len(store.load(course.home, tolerant=True).entries)
    assert run([*line.format(id=course.id).split(), "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert len(store.load(course.home, tolerant=True).entries) == found + 1
    assert sentence("log.damaged", language) in " ".join(out.split())
    assert BROKEN in err
    assert "×" not in out


@pytest.mark.parametrize("line", ["undo {id}", "log edit {id} pain=5", "log remove {id}"])
def test_an_id_may_stand_in_what_cannot_be_read(
    course: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert run(line.format(id="old").split()) == 5
    _, err = capsys.readouterr()
    assert err.partition("achilles: ")[2].startswith(f"{BROKEN}, line 6: ")
    assert sentence("store.then.saved") in err


def test_days_that_cannot_be_read_are_not_called_empty(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["log", "list", "--days", "0"]) == 0
    out, err = capsys.readouterr()
    assert out.strip() == sentence("log.empty_damaged")
    assert BROKEN in err


def test_a_warning_sign_is_told_all_the_same(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("log flag gap=yes".split()) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert sentence("triage.T03.sign") in out
    assert sentence("triage.T03.todo") in out


@pytest.mark.parametrize("line", GOES_ON)
def test_what_gives_no_advice_goes_on(
    course: Dated,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    file = course.home.with_name("course.toml")
    file.write_text(COURSE)
    assert run(line.format(file=file).split()) == 0
    out, err = capsys.readouterr()
    if line.startswith("log list"):
        assert BROKEN in out + err
        assert course.id in out


def test_the_doctor_names_the_place_and_goes_on_to_the_end(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor"]) == 5
    out, _ = capsys.readouterr()
    assert f"{BROKEN}, line 6: " in out
    assert "findings" in out


def test_with_the_month_mended_advice_is_given_again(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["today"]) == 5
    capsys.readouterr()
    (course.home / BROKEN).unlink()
    assert run(["today"]) == 0
    assert "3 × 15" in capsys.readouterr().out
    (course.home / BROKEN).write_text(SLIP)


def test_a_broken_month_of_writing_records_nothing(
    course: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    path = course.home / "log" / f"{current_context('en').now:%Y-%m}.toml"
    good = path.read_bytes()
    path.write_bytes(good + b"oops")
    for line in RECORDS:
        if "{" not in line:
            assert run(line.split()) == 5
            err = capsys.readouterr().err
            assert err.splitlines()[-1] == f"achilles: {sentence('store.then.saved')}"
            assert "oops" not in err
    assert path.read_bytes() == good + b"oops"
