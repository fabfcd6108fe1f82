"""A session followed on a real terminal, ended and suspended at each of its phases."""

import os
import re
import subprocess
import sys
import time
from typing import Any

import pytest

from achillescli.words import Words, plain_spaces
from tests.kit.logbook import TODAY, Logbook
from tests.kit.terminal import Terminal
from tests.kit.training import CLOCKED, REAL, SPACE, Training, stopped_clock

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """What is on the disk of the user, once it was written."""
    return {}


@pytest.fixture
def user(book: Logbook, written: dict[str, bytes]) -> Logbook:
    """A user on day 31 of the programme, with a backpack."""
    if not written:
        book.assess(30)
        book.days(30, 1)
        book.write("morning", 0, pain=1)
        for path in (book.home / "log").iterdir():
            written[path.name] = path.read_bytes()
    (book.home / "log").mkdir(parents=True, exist_ok=True)
    for name, raw in written.items():
        (book.home / "log" / name).write_bytes(raw)
    return book


def draft(user: Logbook) -> str:
    path = user.home / "train.draft"
    return path.read_text() if path.exists() else ""


def to_the_end(session: Training) -> None:
    """Skip to the end of the last set, one repetition of each done."""
    for number in (1, 2, 3):
        session.sees(f"set {number} of 3" if number == 1 else f"then set {number} of 3")
        session.press("n")
        session.sees(f"Set {number} of 3 · 1 of 15")
        session.passes(4).sees("2 of 15")
        session.passes(1).press("n")
        if number < 3:
            session.passes(1)


def test_a_session_is_followed_and_logged_as_a_part(user: Logbook) -> None:
    session = Training()
    session.sees("Get ready 0:10 · set 1 of 3", "7:10 left", "space pause")
    session.passes(3).sees("Get ready 0:07")
    session.passes(7).sees("Set 1 of 3 · 1 of 15 · down 3")
    session.passes(2.5).sees("down 1").passes(1).sees("up 1")
    session.passes(56.5).sees("Rest 2:00 · then set 2 of 3")
    assert "15" in draft(user)
    session.press("+").sees("Rest 2:10")
    session.passes(1).press("-").sees("Rest 1:59")
    session.press("q").answer("15 of 45 repetitions are done", "1")
    session.answer("worst pain", "2").answer("With how many kg", "5")
    session.sees("Saved: ", "achilles undo")
    assert session.ends() == 0
    assert session.is_restored()
    entry = user.newest
    assert (entry.kind, entry.slot, entry.pain, entry.completed) == ("session", "am", 2, False)
    assert (entry.done.sets, entry.done.reps, entry.done.load_kg) == (1, 15, 5)
    assert draft(user) == ""
    before = len(user.log)
    user.type("undo")
    assert len(user.log) == before - 1


def test_a_whole_session_is_logged_as_one(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("n")
    for number in (1, 2, 3):
        session.sees(f"Set {number} of 3 · 1 of 15").passes(60)
        session.sees("Rest 2:00" if number < 3 else "Done")
        if number < 3:
            session.press("n")
    session.press(SPACE)  # the last bells
    session.answer("worst pain", "1").answer("With how many kg", "")
    assert session.ends() == 0
    entry = user.newest
    assert (entry.pain, entry.completed, entry.note) == (1, True, None)
    assert (entry.done.sets, entry.done.reps, entry.done.load_kg) == (3, 15, 2.5)


def test_after_the_last_bell_the_score_is_asked_without_a_key(user: Logbook) -> None:
    session = Training()
    to_the_end(session)
    session.sees("Done")
    for _ in range(4):
        session.passes(1)
    session.passes(1, wait=False)
    session.answer("3 of 45 repetitions were counted", "yes").answer("worst pain", "1")
    session.answer("With how many kg", "")
    assert session.ends() == 0
    assert user.newest.done.sets == 3


@pytest.mark.parametrize(("said", "completed", "reps"), [("yes", True, 15), ("no", False, 1)])
def test_who_goes_at_an_own_pace_says_whether_it_was_all(
    user: Logbook, said: str, completed: bool, reps: int
) -> None:
    session = Training()
    to_the_end(session)
    session.sees("Done").press(SPACE)
    session.answer("3 of 45 repetitions were counted", said)
    session.answer("worst pain", "0").answer("With how many kg", "")
    assert session.ends() == 0
    assert (user.newest.completed, user.newest.done.reps) == (completed, reps)
    assert user.newest.done.sets == 3


def test_a_pain_of_six_at_the_end_is_answered_before_anything_else_is_asked(user: Logbook) -> None:
    session = at_phase("set")
    session.press("q").answer("What now?", "1").answer("worst pain", "6")
    session.sees("Stop for today", "Saved: ", "which of these")
    assert "With how many kg" not in session.written
    session.child.close(force=True)
    assert user.newest.done.load_kg == 2.5


# It hurts


@pytest.mark.hazard("H19")
def test_pain_of_six_before_the_first_repetition_counts_too(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("!").answer("How much does the tendon hurt now", "6")
    session.sees("Stop for today", "Saved: ", "which of these")
    session.child.close(force=True)
    assert (user.newest.pain, user.newest.completed, user.newest.done.reps) == (6, False, 0)


@pytest.mark.hazard("H19")
def test_a_pain_that_was_told_before_a_crash_is_logged_at_the_return(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("!").sees("How much does the tendon hurt now")
    path = user.home / "log" / "2026-12.toml"
    path.chmod(0o400)
    session.answer(" >", "7").sees("Stop for today", "which of these")
    session.child.close(force=True)
    path.chmod(0o600)
    again = Training().sees("Stop for today", "Saved: ", "which of these")
    again.child.close(force=True)
    assert (user.newest.pain, draft(user)) == (7, "")


@pytest.mark.hazard("H19")
def test_pain_of_six_stops_at_once_and_asks_the_signs(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.passes(10).sees("down 3").passes(4)
    session.press("!").answer("How much does the tendon hurt now", "6")
    session.sees("Stop for today", "Saved: ")
    for asked in ("Tendon", "Calf and breathing", "Infection", "Medicines", "Pain and body"):
        session.answer(f"{asked}: which of these", "0")
    assert session.ends() == 0
    assert session.is_restored()
    entry = next(e for e in user.log if e.kind == "session" and e.pain == 6)
    assert entry.completed is False
    assert user.newest.kind == "checkin"


@pytest.mark.hazard("H19")
def test_a_sign_after_the_pain_of_a_session_is_never_offered_to_be_undone(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("!").answer("How much does the tendon hurt now", "6")
    session.answer("Tendon: which of these", "0")
    session.answer("Calf and breathing: which of these", "6").sees("emergency number")
    assert session.ends() == 4
    assert "achilles undo" not in session.written
    assert user.newest.chest_pain is True


def test_pain_that_rose_to_five_stops_it(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("!").answer("How much does", "3").answer("What now?", "1")
    session.sees("Get ready").passes(10).sees("down 3").passes(4).sees("2 of 15")
    session.press("n").sees("then set 2")
    session.press("!").answer("How much does", "5")
    session.sees("the pain rose set by set, to 5", "Saved: ", "which of these")
    session.child.close(force=True)
    assert user.newest.pain == 5


def test_below_the_limit_fewer_repetitions_are_offered(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.passes(10).sees("down 3").passes(4).sees("2 of 15")
    session.press("!").sees("How much does").passes(0, wall=600, wait=False)
    session.answer("How much does", "4")
    session.sees("achilles log flag", "Leave out the rest of this set")
    session.answer("What now?", "2")
    session.sees("Rest 2:00 · then set 2 of 3")
    session.press("!").answer("How much does", "4")
    session.sees("1-2 >")
    session.answer("What now?", "2")
    session.answer("With how many kg", "")
    assert session.ends() == 0
    assert (user.newest.pain, user.newest.completed) == (4, False)


# Ended from outside


def at_phase(phase: str, **options: Any) -> Training:
    """Return a session at a phase, with one repetition done before."""
    session = Training(**options).sees("Get ready")
    session.press("n").sees("down 3").passes(4).sees("2 of 15")
    if phase == "rest":
        session.passes(1).press("n").sees("then set 2")
    elif phase == "paused":
        session.press(SPACE).sees("Paused")
    elif phase == "hurts":
        session.press("!").sees("0-10 >")
    elif phase == "leaving":
        session.press("q").sees("1-3 >")
    elif phase == "pain":
        session.press("q").answer("What now?", "1").sees("worst pain", " >")
    return session


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("phase", ["rest", "set", "paused", "hurts", "leaving", "pain"])
def test_what_was_done_is_kept_however_it_ends(user: Logbook, phase: str, how: str) -> None:
    session = at_phase(phase)
    session.kill(how)
    code = session.ends()
    at_prompt = phase in ("hurts", "leaving", "pain")
    wanted = {"SIGTERM": -15, "SIGHUP": 130 if at_prompt else -1, "SIGKILL": -9}[how]
    assert code == wanted
    if how != "SIGKILL":
        assert session.is_restored()
    if phase == "set" and how == "SIGKILL":
        assert draft(user) == ""  # at most one set is lost
        return
    assert "done = " in draft(user)
    assert re.search(r"done = \[\s*1,", draft(user))
    again = Training()
    again.answer("was broken off after 1 of 45 repetitions", "1")
    again.sees("set 1 of 3" if phase != "rest" else "set 2 of 3")
    again.kill("SIGKILL")


def test_a_crash_leaves_the_terminal_and_what_was_done(user: Logbook) -> None:
    session = at_phase("set")
    (session.folder / "clock").write_text("no clock")
    assert session.ends() == 1
    assert session.is_restored()
    assert "a mistake in the program (" in session.look()
    assert re.search(r"done = \[\s*1,", draft(user))


def test_ctrl_c_asks_once_and_leaves_at_the_second(user: Logbook) -> None:
    session = at_phase("set")
    session.press("\x03").sees("What now?", "1-3 >")
    session.press("\x03")
    assert session.ends() == 130
    assert session.is_restored()
    assert "What you did is kept" in session.look()
    assert "done = " in draft(user)
    assert user.newest.kind == "morning"


def test_ctrl_c_before_anything_is_done_leaves_at_once(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("\x03")
    assert session.ends() == 130
    assert draft(user) == ""


def test_leaving_before_anything_is_done_keeps_nothing(user: Logbook) -> None:
    session = Training().sees("Get ready")
    session.press("q")
    assert session.ends() == 0
    assert "Nothing was done" in session.look()


# Suspended


@pytest.mark.parametrize("phase", ["rest", "set", "paused"])
def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_asks(user: Logbook, phase: str) -> None:
    session = at_phase(phase, shell=True)
    session.press("\x1a").sees("Stopped", "shell$")
    assert session.is_restored()
    session.passes(600, wait=False)
    session.child.sendline("fg")
    session.sees("Paused" if phase != "rest" else "The rest is over")
    assert not session.is_restored()
    wanted = {"rest": "Set 2 of 3 · 1 of 15", "set": "2 of 15", "paused": "2 of 15"}[phase]
    session.press(SPACE).sees(wanted)
    assert draft(user)
    session.press("q").answer("What now?", "2").sees("is kept", "shell$")
    assert session.is_restored()
    session.child.close(force=True)


def test_a_stop_that_cannot_be_heeded_is_noticed_on_return(user: Logbook) -> None:
    session = at_phase("set")
    session.kill("SIGSTOP")
    session.passes(600, wait=False)
    session.kill("SIGCONT")
    session.sees("Paused · set 1 of 3")
    session.press(SPACE).sees("2 of 15")
    session.kill("SIGKILL")


def test_a_laptop_that_slept_asks_on_return(user: Logbook) -> None:
    session = at_phase("rest")
    session.passes(0, wall=8 * 3600)
    session.sees("The rest is over · space: set 2", "stood still for 8 h 0 min")
    session.passes(30, wait=False).sees("The rest is over")
    session.press(SPACE).sees("Set 2 of 3 · 1 of 15")
    session.kill("SIGKILL")


# The screen


def test_a_terminal_that_changes_its_size_is_drawn_anew(user: Logbook) -> None:
    session = at_phase("set")
    for columns in (20, 80, 40):
        session.resize(columns)
        session.sees("Set 1 of 3 · 2" if columns == 20 else "Set 1 of 3 · 2 of 15")
        shown = session.look()
        assert shown.count("Set 1 of 3") == 1
        assert all(len(line) < columns for line in shown.splitlines())
    session.kill("SIGKILL")


def test_at_forty_columns_no_line_wraps(user: Logbook) -> None:
    session = at_phase("set", columns=40)
    session.sees("Set 1 of 3 · 2 of 15 · down 3", "? names the keys")
    session.press("?").sees("space: pause, and go on")
    session.press("s").sees("one at each turn").press("s")
    session.kill("SIGKILL")


def test_keys_that_mean_nothing_do_nothing_and_a_held_key_counts_once(user: Logbook) -> None:
    session = at_phase("set")
    session.press("\x1b[A").press("xyzé\r")
    session.press(SPACE * 30).sees("Paused")
    session.press("\x1b[B").sees("Paused")
    session.kill("SIGKILL")


BELL = re.compile(r"(?:\x1b\][^\a]*)?\a")
"""The sign of the bell, which ends a title of the window too."""


def bells(session: Training) -> int:
    """Return how often the bell went."""
    session.look()
    return sum(found == "\a" for found in BELL.findall(session.written))


def test_the_bell_rings_by_count_at_most_once_a_second(user: Logbook) -> None:
    session = Training().sees("Get ready")
    first = bells(session)
    assert first == 1
    session.press("n").sees("down 3")
    rung = []
    for _ in range(8):
        session.passes(0.5)
        rung.append(bells(session) - first)
    assert rung == [1, 2, 2, 3, 3, 3, 3, 3]
    session.kill("SIGKILL")


@pytest.mark.parametrize("how", ["option", "setting"])
def test_a_silent_session_rings_nothing(user: Logbook, how: str) -> None:
    if how == "setting":
        (user.home / "settings.toml").write_text("sounds = false\n")
    session = Training(*(["--quiet"] if how == "option" else [])).sees("Get ready")
    session.press("n").sees("down 3").passes(5)
    assert bells(session) == 0
    session.kill("SIGKILL")


# One line an event


@pytest.mark.parametrize("words", ["en", "nl"])
def test_in_a_pipe_each_event_is_a_line_and_each_key_a_word(user: Logbook, words: str) -> None:
    typed = {
        "en": ["next", "pause", "", "more", "sound", "keys", "hurts", "4", "previous", "quit"],
        "nl": ["volgende", "pauze", "", "meer", "geluid", "toetsen", "pijn", "4", "vorige", "stop"],
    }[words]
    done = subprocess.run(
        [sys.executable, "-c", CLOCKED, "--lang", words, "train", "--ready", "60"],
        input="\n".join(typed) + "\n",
        start_new_session=True,  # as over a line without a terminal
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CLOCK": stopped_clock(user.home.parent)},
    )  # fmt: skip
    assert done.returncode == 0
    assert "\r" not in done.stdout
    assert "\x1b" not in done.stdout
    said = " ".join(done.stdout.split())
    told = Words(words)
    in_order = [
        told("train.cue.go", number=1, sets=3),
        told("train.cue.paused", how=told("train.how.line")),
        told("train.cue.on"),
        told("train.sound.on"),
        told.find("train.keys.words")[0],
        told("train.cue.ready", exercise="*", number=1, sets=3, reps=15, seconds=60).split("*")[0],
    ]
    places = [said.rindex(text) for text in in_order]
    assert places == sorted(places)
    assert plain_spaces(told("train.kept")) in " ".join(done.stderr.split())
    assert "pains = [" in draft(user)


PLAIN = [
    ((), {"TERM": "dumb"}),
    (("--plain",), {}),
    ((), {"columns": 39}),
    ((), {"ACHILLES_PLAIN": "1"}),
]


@pytest.mark.parametrize(("options", "told"), PLAIN)
def test_where_no_line_stays_in_its_place_there_are_lines_and_prompts(
    user: Logbook, options: tuple[str, ...], told: dict[str, Any]
) -> None:
    session = Training(*options, **told).sees("set 1 of 3, 15 repetitions. 10 seconds.")
    session.passes(5).sees("5 seconds.").passes(5).sees("Go: set 1 of 3.").passes(4)
    session.child.sendline("!")
    session.answer("How much does the tendon hurt now", "5").answer("What now?", "3")
    session.answer("With how many kg", "")
    assert session.ends() == 0
    assert "\x1b[2K" not in session.written
    assert (user.newest.pain, user.newest.done.reps) == (5, 1)
    assert session.is_restored()


def test_a_quiet_session_without_a_live_line_says_nothing_of_its_own(user: Logbook) -> None:
    session = Training("--quiet", TERM="dumb")
    while not session._is_seen():
        session.look()
    session.passes(17)
    assert session.look() == ""
    session.child.sendline("quit")
    session.answer("What now?", "1").answer("worst pain", "1").answer("With how many kg", "")
    assert session.ends() == 0
    assert user.newest.done.reps == 1


def test_without_input_it_goes_on_and_says_how_to_log(user: Logbook) -> None:
    session = Training("--no-input").sees("Get ready")
    session.press("q").passes(10).sees("down 3").passes(4).sees("2 of 15")
    session.press("\x03")
    assert session.ends() == 130
    assert session.is_restored()
    assert "done = " in draft(user)


def test_on_the_next_day_it_is_offered_to_be_logged_as_a_part(user: Logbook) -> None:
    session = at_phase("set")
    session.kill("SIGTERM")
    session.ends()
    again = Training(day=1)
    again.answer("was broken off after 1 of 45 repetitions", "1")
    again.answer("worst pain", "2").answer("With how many kg", "")
    again.sees("Saved for Thu 10 Dec 2026")
    assert again.ends() == 0
    entry = user.newest
    assert (entry.date, entry.pain, entry.completed) == (TODAY, 2, False)
    assert draft(user) == ""


def test_a_voice_says_what_happens(user: Logbook) -> None:
    folder = user.home.with_name("bin")
    folder.mkdir()
    (folder / "say").write_text(f'#!/bin/sh\necho "$@" >> {folder}/said\n')
    (folder / "say").chmod(0o755)
    session = Training("--speak", PATH=f"{folder}:{os.environ['PATH']}", SSH_TTY="/dev/pts/1")
    session.sees("The voice speaks on the computer", "Get ready")
    session.passes(10).sees("down 3")
    until = time.monotonic() + 30
    while "Go: set 1 of 3." not in (folder / "said").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    session.kill("SIGKILL")


def test_by_the_clocks_of_the_machine_it_runs(user: Logbook) -> None:
    clock = stopped_clock(user.home.parent)
    session = Terminal("train", "--ready", "2", code=REAL, TERM="xterm", CLOCK=clock)
    session.until("Get ready 0:02")
    began = time.monotonic()
    session.until("down 3")
    assert time.monotonic() - began > 1.5
    session.until("down 2")
    session.child.sendintr()
    assert session.end() == 130


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_word_that_is_none_is_answered_with_those_that_are(user: Logbook, language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOCKED, "--lang", language, "--plain", "train", "--ready", "60"],
        input="help\nquit\n",
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CLOCK": stopped_clock(user.home.parent)},
    )
    known = plain_spaces(Words(language).find("train.keys.words")[0])
    assert done.returncode == 0
    assert " ".join(done.stdout.split()).count(known) == 1


def test_a_danger_that_is_typed_pauses_the_session(user: Logbook) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOCKED, "--plain", "train", "--ready", "0"],
        input="my calf is swollen\nchest pain\nquit\n",
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CLOCK": stopped_clock(user.home.parent)},
    )
    said = " ".join(done.stdout.split())
    assert said.count("Paused.") == 1
    assert done.returncode == 0
