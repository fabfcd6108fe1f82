"""A danger is answered before it is stored, and whether it can be stored or not."""

import datetime as dt
import fcntl
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import pytest

from achillescli import store
from achillescli.cli import app
from achillescli.cli.context import Context
from achillescli.store.files import system
from achillescli.words import Words, plain_spaces
from tests.kit.course_kit import cells
from tests.kit.each import each
from tests.kit.logbook import NO, Logbook, ago
from tests.kit.terminal import PROGRAM, Terminal

MONTH = "log/2026-12.toml"
EN = Words("en")


class Faulted(Logbook):
    """A user at a chosen time, to whom something goes wrong."""

    now: dt.datetime
    monkeypatch: pytest.MonkeyPatch


@pytest.fixture
def user(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Faulted:
    """A course of three days with a very sore morning, and the program at a chosen time."""
    book = Faulted(capsys)
    book.assess(3)
    book.write("morning", 1, pain=8)
    book.now = book.here().now
    monkeypatch.setattr(
        app,
        "current_context",
        lambda language, _: Context(Words(language or "en"), book.now, dict(os.environ)),
    )
    return book


def read_only(user: Logbook) -> None:
    (user.home / MONTH).chmod(0o400)


def broken(user: Logbook) -> None:
    with (user.home / MONTH).open("a", encoding="utf-8") as month:
        month.write("pain = \n")


def no_folder(user: Logbook) -> None:
    (user.home / "log").rename(user.home / "away")
    (user.home / "log").write_text("in the way", "utf-8")


def no_home(user: Logbook) -> None:
    away = user.home.rename(user.home.with_name("away"))
    user.home.symlink_to(away / "nowhere")


def relative(user: Faulted) -> None:
    user.monkeypatch.setenv("ACHILLES_HOME", "anywhere")


def clock(user: Faulted) -> None:
    user.now = user.now.replace(year=1970)


def no_lock(user: Faulted) -> None:
    def refuse(_: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    user.monkeypatch.setattr(system, "try_lock", refuse)


def full(user: Faulted) -> None:
    user.monkeypatch.setattr(system, "sync", _no_space)


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


FAULTS = (read_only, broken, no_folder, no_home, relative, clock, no_lock, full)

TOLD = {
    "log flag chest_pain=yes breathless=yes": "Call the emergency number now",
    "log flag snap=no calf_swollen=ja": "Call your GP or the out-of-hours GP service today",
    "log flag night_pain=yes": EN("triage.T11.todo"),
    "log am 9": EN("log.stop.today"),
    "log session 2 --slot am --sharp": EN("log.ask_flags"),
    "log run 5km 30min --limped": EN("log.ask_flags"),
    "log activity cycling 20min --pain 6": EN("log.ask_flags"),
    "log check --start-test unable": EN("log.ask_flags"),
}


def run(user: Logbook, capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str, str]:
    """Type a command; return its exit code, what it printed, and what it complained of."""
    code = app.run(line.split())
    out, err = capsys.readouterr()
    return code, " ".join(out.split()), " ".join(err.split())


@pytest.fixture(params=FAULTS)
def faulty(
    request: pytest.FixtureRequest, user: Faulted, monkeypatch: pytest.MonkeyPatch
) -> Faulted:
    """A log to which nothing can be added."""
    user.monkeypatch = monkeypatch
    request.param(user)
    return user


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("line", TOLD)
def test_what_cannot_be_saved_is_answered_all_the_same(
    faulty: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    before = faulty.bytes()
    code, out, err = run(faulty, capsys, line)
    assert code == 5
    assert -1 < out.find(plain_spaces(TOLD[line])) < out.find("Not saved: ")
    assert err.startswith("achilles: ")
    assert "Saved" not in out
    assert faulty.bytes() == before


def test_a_second_very_sore_morning_is_answered_too(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    read_only(user)
    code, out, _ = run(user, capsys, "log morning 8")
    assert code == 5
    assert out.startswith(EN("triage.T29.sign"))


def test_what_is_no_danger_is_refused_in_one_sentence(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    read_only(user)
    for line in ("log am 3", "log flag fever=no", "log note stiff", "log morning 2"):
        code, out, err = run(user, capsys, line)
        assert (code, out, err.count("achilles: ")) == (5, "", 1)


def test_what_is_said_again_is_answered_again(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    run(user, capsys, "log flag chest_pain=yes")
    for line in ("log flag chest_pain=yes", "log flag chest_pain=yes snap=no"):
        code, out, _ = run(user, capsys, line)
        assert (code, out.startswith(EN("triage.T01.sign"))) == (0, True)
        assert "stays as it is" not in out


@pytest.mark.parametrize(
    "line",
    [
        "log flag chest_pain=yes fevr=yes",
        "log flag chest_pain=yes fever=perhaps",
        "log flag chest_pain=yes --date tomorrow",
        "log flag chest_pain=yes chest_pain=yes",
        "log flag chest_pain=yes fever",
        "log flag chest_pain",
        "log flag chest pain",
        "log flag chest_pain=yes --fever",
        "log flagg chest_pain=yes",
        "flag chest_pain=yes",
        "log am 3 chest_pain=yes",
        "log edit nothing chest_pain=yes",
    ],
)
def test_a_slip_on_the_line_unsays_no_danger(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    before = user.bytes()
    code, out, err = run(user, capsys, line)
    assert code == 2
    assert "emergency number" in out
    assert out.count("emergency number") == 1
    assert err.count("achilles: ") == 1
    assert user.bytes() == before


HEARD = """
log flag chest_pain=yes,breathless=yes
log flag chest_pain=yes.
log flag chest_pain=1
log flag chest_pain="yes"
log flag chest=yes
log flag chest_pian=yes
log flag chest_pian
log flag chest pian
log flag chest_pain=yes chest_pain=no
log flag --chest-pain
log flag --chest_pain yes
log am 3 --chest-pain
log flag yes chest_pain
log flag chest_pain is yes
log edit ID chest_pain=yes,
log edit ID chest_pain=on
log morning chest_pain=yes
log morning chest pain
log am 3 --pain=chest_pain
log run borstpijn
log chest pain
pijn op de borst
flag chest_pain=yes.
log flag chest_pain=severe
log flag chest_pain=yes --date today --date today
log am 3 chest pain
today chest pain
today --chest-pain
train my chest hurts
report chest_pain=yes
log note --foo chest pain
log note --date 2027-01-01 chest pain
log pause chest pain
"""
UNHEARD = """
log flag chest_pain=no,
log flag chest_pain=0
log flag chest_pain=nee.
log flag chest_pain="no"
log flag chest_pain=no chest_pain=no
log flag no chest pain
log flag no chest_pain
log flag --chest-pain no
log morning no chest pain
log am geen pijn op de borst
log am 3 snap het niet
log edit ID pain=1
log check --walk=yes
log clearance chest_pain --by doctor
learn chest_pain x
why chest pain x
today no chest pain
report chest-pain.html
log flag chest_pain=none --bogus
log flag pijn in de kuit
log flag pijn in de kuit=ja
log flag pain in the calf=yes
log flag calf pain
log flag swelling in the heel
log flag spa=no,foo
log am 3 my calf is swollen no
"""


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("line", HEARD.strip().splitlines())
def test_a_sign_is_answered_in_whatever_way_it_is_typed(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    before = user.bytes()
    code, out, err = run(user, capsys, line.replace("ID", user.log[0].id))
    assert code == 2
    assert out.count("emergency number") == 1
    assert "achilles log flag chest_pain=yes" in out
    assert err.count("achilles: ") == 1
    assert user.bytes() == before


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("line", UNHEARD.strip().splitlines())
def test_what_says_no_or_is_no_sign_is_refused_in_one_sentence(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    code, out, err = run(user, capsys, line.replace("ID", user.log[0].id))
    assert (code, out, err.count("achilles: ")) == (2, "", 1)


@pytest.mark.slow
@pytest.mark.hazard("H50")
@pytest.mark.parametrize("typed", ["chest_pain=yes", "pijn op de borst"])
def test_a_sign_typed_at_another_question_is_answered_before_that_is_asked_again(
    book: Logbook, typed: str
) -> None:
    terminal = Terminal("log", "morning")
    terminal.prompt()
    terminal.type("no chest pain")
    assert "emergency number" not in terminal.prompt()
    terminal.type(typed)
    shown = " ".join(terminal.prompt().split())
    assert shown.index("emergency number") < shown.index("achilles log flag chest_pain=yes")
    assert shown.index("achilles log flag") < shown.index("Type a whole number")
    terminal.type("2")
    assert terminal.end() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "typed", "stops"),
    [
        ("am", "7.5", True),
        ("am", "7/10", True),
        ("pm", "eight", True),
        ("session", "3, sharp", True),
        ("evening", "6,5", True),
        ("check", "8 or so", True),
        ("am", "5.5", False),
        ("am", "90", False),
        ("morning", "7.5", False),
    ],
)
def test_a_refused_answer_that_ends_the_sessions_is_answered_with_the_stop(
    book: Logbook, line: str, typed: str, stops: bool
) -> None:
    terminal = Terminal("log", line)
    terminal.prompt()
    terminal.type(typed)
    shown = " ".join(terminal.prompt().split())
    assert ("Stop for today" in shown) == stops
    assert "Type " in shown
    terminal.child.close(force=True)


UNSAVED = """
log flag chest pain calf swollen                        | calf_swollen=yes chest_pain=yes
log flag swollen calf, short of breath                  | breathless=yes calf_swollen=yes
log flag hot red tendon and fever                       | fever=yes hot_red_tendon=yes
log flag calf_swollen=yes calf_warm=yes --date tomorrow | calf_swollen=yes calf_warm=yes
log flag calf_swollen=yes fever=no --date blah          | calf_swollen=yes fever=no
log flag calf_swollen=yes calf_warm=misschien           | calf_swollen=yes calf_warm=yes
log flag calf_swollen                                   | calf_swollen=yes
log flag --note x -- calf_swollen                       | calf_swollen=yes
log edit zzzzzzzz calf_swollen=yes                      | calf_swollen=yes
log edit ID red_flags.fluoroquinolone_last=2026-12-09   | fluoroquinolone_last=2026-12-09
log edit ID red_flags.fluoroquinolone_last=01.12.2026   | fluoroquinolone_last=yes
log edit ID red_flags.chest_pain=misschien              | chest_pain=yes
log flag chest_pain yes                                 | chest_pain=yes
log flag fluoroquinolone_last=1-11                      | fluoroquinolone_last=yes
log flag prednisone=10-days calf_swollen=left           | oral_steroid_last=yes calf_swollen=yes
log flag chest pain ja                                  | chest_pain=yes
log flag drukkend gevoel op de borst                    | chest_pain=yes
log flag chest tightness                                | chest_pain=yes
log flag pressure on my chest                           | chest_pain=yes
log flag blood in cough                                 | coughing_blood=yes
log flag kort van adem                                  | breathless=yes
log flag ademnood                                       | breathless=yes
log flag gezwollen been=ja                              | calf_swollen=yes
log flag zwelling=ja                                    | calf_swollen=yes
log flag swelling=yes                                   | calf_swollen=yes
log flag swelling                                       | calf_swollen=yes
log flag calf warm and red                              | calf_warm=yes calf_red=yes
log flag warm, throbbing calf                           | calf_throbbing=yes calf_warm=yes
log flag kan niet op mijn tenen staan                   | lost_single_raise=yes
log flag kan niet lopen                                 | cannot_walk_4_steps=yes
log flag crack                                          | snap=yes
log flag felt a kick                                    | snap=yes
log flag tendon torn                                    | snap=yes
log flag my tendon is torn=yes                          | snap=yes
log flag rupture                                        | snap=yes
log flag tendon rupture                                 | snap=yes
log flag pees gescheurd                                 | snap=yes
log flag antibiotica=ja                                 | fluoroquinolone_last=yes
log flag ciprofloxacine                                 | fluoroquinolone_last=yes
log flag spuit=ja                                       | tendon_injection_last=yes
log flag chest_pain=not_sure                            | chest_pain=yes
log flag reuma=ja                                       | spa=diagnosed
log flag rheumatic_disease=yes                          | spa=diagnosed
log flag spa=diagnosed,foo                              | spa=diagnosed
log flag fluoroquinolone_last=2026-12-01 spa=uveitis x  | fluoroquinolone_last=2026-12-01 spa=uveitis
"""


@pytest.mark.hazard("H50")
@each(("line", "saved"), cells(UNSAVED))
def test_a_sign_that_is_refused_is_told_to_be_unsaved_with_what_to_type(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str, saved: str
) -> None:
    code, out, err = run(user, capsys, line.replace("ID", user.log[0].id))
    assert code == 2
    danger, _, told = out.partition("Nothing is saved yet, and achilles today does not know of it.")
    assert "all" in danger
    assert told.endswith(f": achilles log flag {saved}")
    assert "when it has come" not in err
    assert run(user, capsys, f"log flag {saved}")[0] == 0


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("line", ["log flag chest_pain=yes --help", "help log flag chest pain"])
def test_a_sign_beside_a_question_for_help_is_answered_before_the_page(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    code, out, _ = run(user, capsys, line)
    assert code == 0
    danger, _, page = out.partition("Nothing is saved yet, and achilles today does not know of it.")
    assert "emergency number" in danger
    assert "Usage" in page
    assert "Nothing is saved" not in run(user, capsys, "log flag --help")[1]


@pytest.mark.parametrize("command", ["import", "merge"])
def test_a_sign_in_an_export_that_is_cut_off_is_answered(
    user: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    run(user, capsys, "log flag chest_pain=yes")
    whole, cut = tmp_path / "whole.json", tmp_path / "cut.json"
    run(user, capsys, f"export {whole}")
    cut.write_bytes(whole.read_bytes()[:-30])
    shutil.rmtree(user.home / "log")
    code, out, err = run(user, capsys, f"{command} {cut}")
    assert code != 0
    assert f"{out} {err}".count("emergency number") == 1


def test_a_sign_that_is_answered_no_is_no_danger(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in ("log flag chest_pain no", "log flag chest pain nee"):
        code, out, err = run(user, capsys, line)
        assert (code, out) == (2, "")
        assert "needs an answer, yes or no, without spaces" in err


def test_in_dutch_what_to_type_is_quoted_where_it_must_be(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(user, capsys, "log flag chest_pain=ja --date blah --lang nl")[1]
    assert out.endswith("achilles log flag 'pijn op de borst=ja'")


MEANT = """
log checkin 3          | 3         | chest_pain=yes coughing_blood=yes breathless=yes
log checkin drie       | 3         | chest_pain=yes coughing_blood=yes breathless=yes
log checkin 0 3        | 3         | chest_pain=yes coughing_blood=yes breathless=yes
log checkin 3,6 --date x | 3       | chest_pain=yes coughing_blood=yes breathless=yes
log checkin 4 1 --date -1 | 1 4    | snap=yes weak_push_off=yes lost_single_raise=yes fever=yes unwell=yes hot_red_tendon=yes wound=yes
log checkin 6          | -         | -
log morning 3 --nosuch | -         | -
"""


@pytest.mark.hazard("H50")
@each(("line", "numbers", "signs"), cells(MEANT))
def test_a_line_of_the_check_in_that_cannot_be_asked_says_what_it_can_mean(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str, numbers: str, signs: str
) -> None:
    code, out, _ = run(user, capsys, line)
    assert code == 2
    assert re.findall(r"Line (\d)", out) == ([] if numbers == "-" else numbers.split())
    if "3" in numbers:
        assert "chest pain, coughing blood" in out.partition("Call the emergency number now")[0]
    assert out.endswith("" if signs == "-" else f"signs that are there: achilles log flag {signs}")
    assert out.count("Nothing is saved yet") == (signs != "-")


def test_a_pain_that_is_refused_is_told_to_be_unsaved(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Nothing is saved yet" in run(user, capsys, "log am 9 --date blah")[1]


def test_a_correction_to_a_danger_is_answered_first(
    user: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    user.write("session", 0, slot="am", pain=2)
    session = user.newest
    flag = user.write("flag", 0, chest_pain=False)
    read_only(user)
    for line, said in (
        (f"log edit {flag.id} chest_pain=yes", EN("triage.T01.sign")),
        (f"log edit {session.id} pain=7", EN("log.stop.today")),
    ):
        code, out, _ = run(user, capsys, line)
        assert code == 5
        assert out.startswith(said)
        assert "Not saved: " in out


ADVICE = ("log morning 2", "log am 2", "undo", "today", "plan", "report", "assess --show", "status")
"""What answers with advice, while an emergency of the day before is open."""


@pytest.mark.hazard("H2")
@pytest.mark.parametrize("line", ADVICE)
def test_an_emergency_is_said_on_every_page_with_advice(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    user.write("flag", 1, chest_pain=True)
    user.write("note", 0, text="the step that undo takes back")
    app.run(line.split())
    assert "emergency number" in " ".join(capsys.readouterr().out.split())


@pytest.mark.hazard("H2")
def test_a_step_to_take_back_is_named_so_that_no_sign_goes_in_its_place(
    user: Faulted, capsys: pytest.CaptureFixture[str]
) -> None:
    run(user, capsys, "log am 2")
    out = run(user, capsys, "log am 7")[1]
    session = user.newest
    assert f"achilles undo {session.id}, then achilles log edit" in out
    run(user, capsys, "log flag chest_pain=yes")
    out = run(user, capsys, f"undo {session.id}")[1]
    assert "emergency number" in out
    assert any(getattr(entry, "chest_pain", None) for entry in user.log)


LOGGED = """
log am 3 --date yesterday
log am 9 --date yesterday
log am 3
log morning 2
log evening --after 2
log run 5km 30min
log activity cycling 30min
log check --hop 1
log painkiller
log pause today tomorrow --reason ill
log checkin 0
log flag fever=no
log edit ID pain=3
log remove ID
undo
"""


@pytest.mark.hazard("H2")
@pytest.mark.parametrize("line", LOGGED.strip().splitlines())
def test_an_emergency_that_stays_open_is_said_before_anything_else(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    morning = user.newest.id
    user.write("flag", 1, chest_pain=True)
    user.write("note", 0, text="the step that undo takes back")
    code, out, _ = run(user, capsys, line.replace("ID", morning))
    assert (code, out.count("emergency number")) == (0, 1)
    assert out.startswith(EN("triage.T01.sign"))


def test_an_emergency_that_ends_is_not_said_again(
    user: Faulted, capsys: pytest.CaptureFixture[str]
) -> None:
    user.write("flag", 1, chest_pain=True)
    user.now = user.here("06:40").now
    out = run(user, capsys, "log clearance T01 --by doctor")[1]
    assert "No longer open" in out
    assert "emergency number" not in out


@pytest.mark.parametrize("line", ["log flag chest_pain=yes", "log am 9"])
def test_the_answer_comes_before_the_word_that_it_is_saved(
    user: Logbook, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    code, out, _ = run(user, capsys, line)
    assert code == 0
    assert out.index(plain_spaces(TOLD.get(line, "Call the emergency"))[:18]) < out.index("Saved: ")


# The assessment


@pytest.fixture
def sick(tmp_path: Path) -> Path:
    """A file of answers with a sign of an emergency."""
    return answers(tmp_path, chest_pain=True)


def answers(folder: Path, **flags: Any) -> Path:
    lines = [f"{name} = {json.dumps(answer)}" for name, answer in {**NO, **flags}.items()]
    file = folder / "answers.toml"
    file.write_text(
        '[person]\nage = 42\nsex = "male"\n[complaint]\nside = "left"\n'
        f'location = "midportion"\nonset = {ago(100)}\nseen_professional = true\n'
        "[red_flags]\n" + "\n".join(lines) + "\n",
        "utf-8",
    )
    return file


@pytest.mark.hazard("H50")
@pytest.mark.parametrize(
    "how", ["--answers {file}", "--answers {file} --json", "--answers -", "--answers - --json"]
)
def test_an_assessment_that_cannot_be_saved_is_answered(
    faulty: Logbook,
    capsys: pytest.CaptureFixture[str],
    sick: Path,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = faulty.bytes()
    with sick.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        code, out, err = run(faulty, capsys, f"assess {how.format(file=sick)}")
    assert code == 4
    assert "T01" in out + err
    if "--json" in how and out:
        assert json.loads(out)["triage"]["rows"][0] == "T01"
    if "--json" in how:
        assert err.startswith("Call the emergency number (112 in Europe), now.")
    assert "These answers are not saved." in err
    assert "stored" not in out
    assert "achilles log list" not in out + err
    assert faulty.bytes() == before


def test_answers_without_a_danger_are_refused(
    user: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for fault in (read_only, broken):
        fault(user)
        code, out, _ = run(user, capsys, f"assess --answers {answers(tmp_path)}")
        assert (code, out) == (5, "")


def test_a_danger_is_stored_though_another_month_is_broken(
    user: Logbook, capsys: pytest.CaptureFixture[str], sick: Path
) -> None:
    (user.home / "log/2020-01.toml").write_text("x", "utf-8")
    code, out, err = run(user, capsys, f"assess --answers {sick}")
    assert code == 4
    assert "The answers are stored" in out
    assert "achilles log list" in out
    assert "log/2020-01.toml, line 1" in err
    assert user.newest.answers.red_flags.chest_pain is True


def test_a_slip_in_the_file_unsays_no_danger(
    user: Logbook, capsys: pytest.CaptureFixture[str], sick: Path
) -> None:
    for slip in ('age = "x"', "agee = 3", "age = 42.5"):
        sick.write_text(sick.read_text("utf-8").replace("age = 42", slip), "utf-8")
        code, out, _ = run(user, capsys, f"assess --answers {sick}")
        assert code == 2
        assert "--by doctor T01" in out
        sick.write_text(sick.read_text("utf-8").replace(slip, "age = 42"), "utf-8")
    told = sick.read_text("utf-8")
    unclear = ('"not sure"', "perhaps", '"severe"', "weet_niet")
    for answer in (
        "yes",
        '"yes"',
        "ja",
        "True",
        "true true",
        "true\nfever =",
        "1",
        '"on"',
        *unclear,
    ):
        sick.write_text(told.replace("chest_pain = true", f"chest_pain = {answer}"), "utf-8")
        code, out, err = run(user, capsys, f"assess --answers {sick}")
        assert (code, err.count("achilles: ")) == (2, 1)
        assert "--by doctor T01" in out
    for name in ("Chest_Pain", "chest_pian", "chest pain", '"pijn op de borst"'):
        sick.write_text(told.replace("chest_pain =", f"{name} ="), "utf-8")
        assert "--by doctor T01" in run(user, capsys, f"assess --answers {sick}")[1]
    sick.write_text(told, "utf-16")
    assert "--by doctor T01" in run(user, capsys, f"assess --answers {sick}")[1]
    slips = (
        "# chest_pain = true\nx",
        "chest_pain = no",
        'chest_pain = "absent"',
        'chest_pain = "negatief"',
        'chest_pain = "helemaal niet"',
        'chest_pain = false\nfluoroquinolone_last = "2020"',
        'chest_pain = "geen"',
        "chest_pain = 0",
        "not_chest_pain = true",
    )
    for slip in slips:
        sick.write_text(told.replace("chest_pain = true", slip), "utf-8")
        assert run(user, capsys, f"assess --answers {sick}")[1] == ""
    code, out, _ = run(user, capsys, f"assess --json --answers {sick.with_name('none')}")
    assert (code, out) == (2, "")


@pytest.mark.parametrize("said", ['spa = ["diagnosed"]', "spa = yes", "reuma = true", "spa = 1"])
def test_a_rheumatic_disease_in_a_file_with_a_slip_is_heard(
    user: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path, said: str
) -> None:
    file = answers(tmp_path)
    told = file.read_text("utf-8").replace('"male"', "male")
    file.write_text(told.replace("spa = []", said), "utf-8")
    code, out, _ = run(user, capsys, f"assess --answers {file}")
    assert code == 2
    assert "achilles log flag spa=diagnosed" in out
    file.write_text(told, "utf-8")
    assert run(user, capsys, f"assess --answers {file}")[1] == ""


DATED = """
2026-11-20                    | 2026-11-20
"2026-11-20"                  | 2026-11-20
20-11-2026                    | 2026-11-20
20.11.2026                    | 2026-11-20
2026-11-1                     | 2026-11-01
2026-11-20T10:00:00           | 2026-11-20
"20 november 2026"            | 2026-11-20
"november"                    | 2026-11-15
2026-11-31                    | yes
2027-01-20                    | yes
2019-01-01                    | -
"never"                       | -
0                             | -
"""


@each(("written", "saved"), cells(DATED))
def test_a_date_of_a_medicine_in_a_file_with_a_slip_is_heard(
    user: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: str, saved: str
) -> None:
    file = answers(tmp_path, fluoroquinolone_last=False)
    told = file.read_text("utf-8").replace('"male"', "male")
    file.write_text(told.replace("_last = false", f"_last = {written}", 1), "utf-8")
    code, out, _ = run(user, capsys, f"assess --answers {file}")
    assert code == 2
    assert ("Call the prescriber" in out) == (saved != "-")
    assert saved == "-" or f"achilles log flag fluoroquinolone_last={saved}" in out


@pytest.mark.parametrize("written", ["2026-11-20", '"2026-11-20"', "20-11-2026"])
@pytest.mark.parametrize("line", ["today", "status", "log note x", "import FILE", "merge FILE"])
def test_a_date_of_a_medicine_in_a_damaged_month_is_heard(
    user: Logbook, capsys: pytest.CaptureFixture[str], tmp_path: Path, written: str, line: str
) -> None:
    user.write("flag", 0, fluoroquinolone_last=ago(20))
    month = user.home / MONTH
    told = month.read_text("utf-8").replace("last = 2026-11-20", f"last = {written}\nnote = 5")
    month.write_text(told, "utf-8")
    file = tmp_path / "export.json"
    if "FILE" in line:
        run(user, capsys, f"export {file}")
        shutil.rmtree(user.home / "log")
    _, out, err = run(user, capsys, line.replace("FILE", str(file)))
    assert "Call the prescriber" in out + err


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("form", ["", " --json"])
@pytest.mark.parametrize(
    ("language", "said", "typed"),
    [
        ("en", "Nothing is saved yet", "chest_pain=yes spa=uveitis"),
        ("nl", "Er is nog niets bewaard", "'pijn op de borst=ja' reuma=uveitis"),
    ],
)
def test_signs_in_a_file_with_a_slip_are_told_to_be_unsaved(
    user: Logbook,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    form: str,
    language: str,
    said: str,
    typed: str,
) -> None:
    file = answers(tmp_path, chest_pain=True, spa=["uveitis"], fever=False)
    file.write_text(file.read_text("utf-8").replace("age = 42", "agee = 42"), "utf-8")
    before = user.bytes()
    code, out, err = run(user, capsys, f"assess --answers {file}{form} --lang {language}")
    assert code == 2
    danger, _, told = (err if form else out).partition(said)
    assert "112" in danger
    assert f": achilles log flag {typed}" in told
    assert form == "" or out == ""
    assert user.bytes() == before


@pytest.mark.hazard("H50")
def test_what_is_missing_as_json_unsays_no_danger(
    user: Logbook, capsys: pytest.CaptureFixture[str], sick: Path
) -> None:
    sick.write_text(sick.read_text("utf-8").replace("gap = false\n", ""), "utf-8")
    code, out, err = run(user, capsys, f"assess --answers {sick} --json")
    assert (code, json.loads(out)) == (2, {"missing": ["gap"]})
    assert err.startswith("Call the emergency number (112 in Europe), now.")


# On real files, terminals and locks


def typed(
    *arguments: str, out: int | TextIO = subprocess.PIPE, **options: Any
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=out,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=30,
        check=False,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 60])
def test_a_disk_that_cuts_the_write_short_is_told_after_the_danger(
    book: Logbook, size: int, sick: Path
) -> None:
    book.assess(3)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ran = typed("log", "flag", "chest_pain=yes", preexec_fn=limited)
    assert (ran.returncode, "emergency number" in ran.stdout) == (5, True)
    assert "Not saved" in ran.stdout
    ran = typed("assess", "--answers", str(sick), preexec_fn=limited)
    assert (ran.returncode, "emergency number" in ran.stdout) == (4, True)
    assert "These answers are not saved" in ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_full_output_hides_neither_the_danger_nor_that_it_is_saved(
    book: Logbook, tmp_path: Path, json_too: list[str], sick: Path
) -> None:
    with Path("/dev/full").open("w") as out:
        ran = typed("assess", "--answers", str(sick), *json_too, out=out)
        assert ran.returncode == 4
        assert "emergency number" in ran.stderr
        assert "achilles: saved, but" in ran.stderr
        ran = typed("log", "flag", "chest_pain=yes", out=out)
        assert ran.returncode == 0
        assert "emergency number" in ran.stderr
        assert "achilles: saved, but" in ran.stderr
        ran = typed("assess", "--answers", str(answers(tmp_path)), *json_too, out=out)
        assert "achilles: saved, but" in ran.stderr
    assert [entry.kind for entry in book.log] == ["assessment", "flag", "assessment"]


@pytest.mark.slow
@pytest.mark.hazard("H50")
@pytest.mark.parametrize("fault", ["lock", "relative", "broken"])
def test_an_assessment_that_cannot_be_kept_asks_for_the_signs_all_the_same(
    book: Logbook, fault: str
) -> None:
    book.home.mkdir(exist_ok=True)
    more: dict[str, Any] = {"ACHILLES_HOME": "anywhere"} if fault == "relative" else {}
    if fault == "broken":
        (book.home / "log").mkdir()
        (book.home / "log" / "2026-10.toml").write_text("x", "utf-8")
    if fault == "lock":
        (book.home / "lock").mkdir()
    terminal = Terminal("assess", **more)
    for answer in ("yes", "0", "6"):
        terminal.prompt()
        terminal.type(answer)
    assert (terminal.end(), "emergency number" in terminal.written) == (4, True)
    stored = fault == "broken"  # a danger is, though another month is broken
    assert ("These answers are not saved" in terminal.written) != stored
    terminal = Terminal("assess", **more)
    if not stored:
        terminal.prompt()
        terminal.type("yes")
    while terminal.prompt():
        terminal.type("0")
    assert terminal.end() == (2 if fault == "relative" else 5)
    assert "Warning signs 7 of 7" in terminal.written
    assert "stored" not in terminal.written
    assert not (book.home / "draft.toml").exists()


@contextmanager
def held_lock(home: Path) -> Iterator[None]:
    with (home / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.mark.slow
def test_the_danger_is_told_before_the_lock_is_waited_for(book: Logbook) -> None:
    book.assess(3)
    with held_lock(book.home):
        terminal = Terminal("log", "flag", "chest_pain=yes")
        terminal.until("Call the emergency number now")
        assert len(book.log) == 1
    assert terminal.end() == 0
    assert "Saved" in terminal.written
    assert len(book.log) == 2


@pytest.mark.slow
@pytest.mark.parametrize("line", ["log flag", "assess"])
@pytest.mark.parametrize(
    ("said", "is_sign"), [("chest_pain = yes", True), ("chest_pain=no", False), ("", False)]
)
def test_a_sign_that_is_piped_in_where_none_is_read_is_answered(
    book: Logbook, line: str, said: str, *, is_sign: bool
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *line.split()],
        input=f"{said}\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ran.returncode == 2
    assert ("emergency number" in ran.stdout) == is_sign
    assert ran.stderr.count("achilles: ") == 1
    assert not book.home.exists()


def has_open(pid: int, path: Path) -> bool:
    """Return whether a process has a file open."""
    return str(path) in map(os.path.realpath, Path(f"/proc/{pid}/fd").iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("line", [("log", "am", "3"), ("undo",)])
def test_who_stops_while_the_lock_is_waited_for_is_told_that_nothing_is_saved(
    book: Logbook, line: tuple[str, ...]
) -> None:
    book.assess(3)
    with held_lock(book.home):
        terminal = Terminal(*line)
        while not has_open(terminal.child.pid, book.home / "lock"):
            time.sleep(0.05)
        time.sleep(0.5)
        terminal.child.sendintr()
        assert terminal.end() == 130
    assert "not saved: you stopped" in terminal.written
    assert len(book.log) == 1


@pytest.mark.slow
def test_a_lock_that_is_never_free_ends_with_both_sentences(book: Logbook, sick: Path) -> None:
    book.assess(3)
    with held_lock(book.home):
        lines = (("log", "flag", "chest_pain=yes"), ("assess", "--answers", str(sick)))
        with ThreadPoolExecutor() as both:
            log, assessed = both.map(lambda line: typed(*line), lines)
    assert (log.returncode, assessed.returncode) == (5, 4)
    for ran in (log, assessed):
        assert "emergency number" in ran.stdout
        assert "in use by another run" in ran.stderr
    assert len(store.load(book.home).entries) == 1


@pytest.mark.hazard("H50")
@pytest.mark.parametrize(
    ("line", "environment"),
    [
        ("--lang xx log flag chest_pain=yes", {}),
        ("log flag chest_pain=yes --lang", {}),
        ("log flag chest_pain=yes", {"ACHILLES_LANG": "xx"}),
    ],
)
def test_a_danger_is_answered_in_a_language_that_does_not_exist(
    book: Logbook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    environment: dict[str, str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert app.run(line.split()) == 2
    out, err = capsys.readouterr()
    assert "emergency number" in out
    assert err.startswith("achilles: ")


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("text", ["[red_flags\nchest_pain = true", "{red_flags: {chest_pain: yes"])
def test_a_danger_in_answers_that_are_piped_and_cannot_be_read_is_answered(
    book: Logbook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert app.run(["assess", "--answers", "-"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("Call the emergency number")
    assert "stdin, line 1" in err
