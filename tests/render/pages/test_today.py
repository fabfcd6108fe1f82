"""The page of one day: what stands on it, how long it is, how loud it is."""

import datetime as dt
import re
from typing import Any

import pytest

from achillescli.core.views import today as today_view
from achillescli.words import Words
from tests.kit.course_kit import PROTOCOL, Log, date
from tests.kit.page import EN, NL, Paper, draw_blocked, draw_today, flat

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
WIDTHS = pytest.mark.parametrize("width", [40, 80, 120, 200])

ORDINARY = Log().days("1/1*23")
FEVER = Log().days("1/1*9").flag(10, fever=True)
STIFF = Log(stiffness_min=40).days("1/1*10")
TWO_RED = Log().days("1/1*7 1/6*2 1/1")
UNTESTED = Log(start=None).days("1/1*3")
MAINTENANCE = Log().days("4/2*7 1/0*77")
LONG_MAINTENANCE = Log().days("4/2*7 1/0*161")
EVERYTHING = (
    Log(stiffness_min=40, seen_professional=False, onset=120)
    .days("1/6*9 8/6k")
    .flag(10, fever=True, calf_warm=True)
)
PAGES = {
    "ordinary": (ORDINARY, 23),
    "fever": (FEVER, 10),
    "stiff": (STIFF, 10),
    "two red": (TWO_RED, 10),
    "untested": (UNTESTED, 4),
    "maintenance": (MAINTENANCE, 85),
    "maintenance, off": (MAINTENANCE, 86),
    "everything": (EVERYTHING, 10),
}
EACH = pytest.mark.parametrize("name", PAGES)


def page(
    monkeypatch: pytest.MonkeyPatch,
    log: Log,
    day: int,
    words: Words = EN,
    width: int = 80,
    *,
    more: bool = True,
    **fields: Any,
) -> Paper:
    paper = Paper(monkeypatch, width)
    draw_today(paper, log.until(day), words, more=more, **fields)
    return paper


def glance(
    monkeypatch: pytest.MonkeyPatch,
    log: Log,
    day: int,
    words: Words = EN,
    width: int = 80,
    **fields: dt.date,
) -> Paper:
    return page(monkeypatch, log, day, words, width, more=False, **fields)


@LANGUAGES
def test_an_ordinary_day_fits_a_small_terminal(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    for log in (ORDINARY, Log(stiffness_min=3).days("2/1*23")):
        for day in range(8, 25):
            assert len(glance(monkeypatch, log, day, words).lines) <= 12
        assert len(page(monkeypatch, log, 24, words).lines) <= 24
    assert "achilles log morning N" in glance(monkeypatch, ORDINARY, 24, words).text
    untested = glance(monkeypatch, UNTESTED, 4, words)
    assert "achilles log morning N" in untested.text
    assert "achilles log check --start-test N" in untested.text


GLANCES = {
    "ordinary": Log().days("1/1*49"),
    "insertional": Log(location="insertional").days("2/1*18"),
    "both legs": Log(side="both", seen_professional=True).days("2/2*18"),
    "red days": Log().days("1/1*7 1/6*2 5/4*4 2/2*10"),
    "breaks": Log().days("1/1*30").later(10).days("1/1*10").later(30).days("1/1*9"),
    "untested": Log(start=None, onset=4).days("2/1*18"),
    "a sign": Log(seen_professional=False, onset=120).days("3/2*18"),
    "painkiller": Log().days("1/1*9 1/1k 1/1*4 1/1k*3 1/1*3"),
    "mornings": Log().days("1/1'*18"),
    "maintenance": MAINTENANCE,
    "running": Log(last_run=3)
    .days("1/0d0*49")
    .check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30),
    "build-up": Log(calf_training_per_week=0, start=None).days("2/1*9"),
}
LONGER = {"breaks": range(38, 90, 3), "maintenance": range(83, 88), "a sign": (14, 15, 18, 22)}
"""The days that are looked at, beside the first nine, where these are not the next ones."""


@pytest.mark.slow
@LANGUAGES
@pytest.mark.parametrize("name", GLANCES)
def test_twelve_lines_are_enough_for_every_day_without_a_new_sign(
    monkeypatch: pytest.MonkeyPatch, name: str, words: Words
) -> None:
    log = GLANCES[name]
    long = {}
    for day in (*range(1, 10), *LONGER.get(name, (14, 15, 18, 22, 28, 29, 42, 43, 49))):
        for moment in ("before the day", "after it"):
            seen = log.copy()
            if moment == "before the day":
                seen.entries = [
                    entry
                    for entry in log.entries
                    if entry.date < date(day) or entry.kind == "assessment"
                ]
            course = seen.until(day)
            paper = Paper(monkeypatch)
            draw_today(paper, course, words)
            if len(paper.lines) > 12 and not today_view.today(course, PROTOCOL).new_rows:
                long[day, moment] = paper.text
    assert not long


@pytest.mark.slow
@pytest.mark.hazard("H50")
@EACH
@WIDTHS
@LANGUAGES
def test_every_page_reads_at_every_width(
    monkeypatch: pytest.MonkeyPatch, name: str, width: int, words: Words
) -> None:
    log, day = PAGES[name]
    for more in (True, False):
        paper = page(monkeypatch, log, day, words, width, more=more)
        assert max(map(len, paper.lines)) <= width
        assert not re.search(r"[{}]|None|today\.\w|terms\.\w", paper.text)
        wide = page(monkeypatch, log, day, words, 100, more=more)
        if width >= 60:
            assert sorted(flat(paper.text).split()) == sorted(flat(wide.text).split())


@pytest.mark.hazard("H53")
@EACH
@WIDTHS
def test_at_most_one_line_warns(monkeypatch: pytest.MonkeyPatch, name: str, width: int) -> None:
    log, day = PAGES[name]
    for more in (True, False):
        lines = page(monkeypatch, log, day, width=width, more=more).lines
        assert sum(line.startswith("!") for line in lines) <= 1


@pytest.mark.hazard("H50")
def test_the_most_urgent_warning_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    warning = next(line for line in page(monkeypatch, EVERYTHING, 10).lines if line.startswith("!"))
    assert warning.startswith("! Doctor soon:")
    assert "! No loading today." in page(monkeypatch, FEVER, 10).lines
    assert "!" not in page(monkeypatch, ORDINARY, 23).text


def test_the_work_stands_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    assert glance(monkeypatch, ORDINARY, 24).lines == [
        "Wed 28 Jan 2026 · day 24 · week 4",
        "G G G G G G G  14 of 14 sessions",
        "Left leg · L4.2: affected leg, backpack 5 kg · heel may go below the step",
        "",
        "To log       Worst pain or stiffness this morning, 0-10: achilles log morning N",
        "Morning      3 × 15  Heel drop with a straight knee",
        "Evening      3 × 15  Heel drop with a slightly bent knee",
        "Stop         At a snap, pain 6, a swollen calf, chest pain: achilles log flag",
        "More         Tempo, running, every reason to stop: achilles today --more",
    ]
    lines = page(monkeypatch, ORDINARY, 24).lines
    assert lines[0] == "Wed 28 Jan 2026 · day 24 · week 4 · load"
    assert lines[4].startswith("To log ")
    assert lines[6] == "Morning      3 × 15  Heel drop with a straight knee"
    assert lines[8] == "Evening      3 × 15  Heel drop with a slightly bent knee"
    assert lines[10] == "Tempo        3 s down, 1 s up with the other leg; 120 s rest between sets."


def test_the_side_stands_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for side, shown in (("left", "Left leg"), ("right", "Right leg"), ("both", "Both legs")):
        assert shown in page(monkeypatch, Log(side=side), 1).text


@pytest.mark.hazard("H35")
def test_with_both_legs_the_arms_do_the_way_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 s up with the arms" in page(monkeypatch, Log(side="both"), 1).text
    assert "1 s up with the arms" in page(monkeypatch, Log(start=8), 1).text


def test_insertional_pain_keeps_the_heel_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "heel never below the floor" in page(monkeypatch, Log(location="insertional"), 1).text


def test_a_missing_morning_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page(monkeypatch, ORDINARY, 24, on_date=dt.date(2026, 1, 28)).lines
    place = next(
        n for n, line in enumerate(lines) if "achilles log morning N --date 2026-01-28" in line
    )
    assert place < next(n for n, line in enumerate(lines) if line.startswith("Morning  "))
    assert "log morning" not in page(monkeypatch, ORDINARY, 23).text


def test_a_start_test_says_how_and_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, UNTESTED, 4).text)
    assert "Five slow lowers on the affected leg" in text
    assert "achilles log check --start-test N" in text


def test_a_lighter_day_shows_both_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*3 1/6")
    paper = page(monkeypatch, log, 5)
    assert "L2 today, otherwise L3: affected leg, hands on a support" in flat(paper.text)
    assert paper.text.count("2 × 15") == 2


def test_fever_asks_for_rest_and_says_what_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, FEVER, 10).text)
    assert "! No loading today." in text
    assert text.count("Rest, because of fever") == text.lower().count("rest, ") == 1
    assert "no cycling or swimming either" in text
    assert "achilles log flag fever=no unwell=no" in text
    assert "× 15" not in text
    assert "heel" not in text.split("To log")[0].split("Today")[0]


@LANGUAGES
def test_a_day_of_rest_names_the_signs_too(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    for log, day in ((FEVER, 10), (Log().days("1/1*3 1/7*2"), 6)):
        for more in (False, True):
            lines = page(monkeypatch, log, day, words, more=more).lines
            assert [line for line in lines if line.startswith(f"{words('today.label.stop')} ")]


@LANGUAGES
def test_without_a_session_the_header_has_no_rule_for_the_heel(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    level = {"en": "Left leg · L3", "nl": "Linkerbeen · L3"}[words.language]
    assert page(monkeypatch, FEVER, 10, words).lines[2] == level
    assert words("today.rom.step") in page(monkeypatch, FEVER, 9, words).lines[2]


def test_two_red_days_leave_easy_movement(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, TWO_RED, 10).text)
    assert "! No loading today." in text
    assert "only easy, pain-free cycling or swimming." in text
    assert "× 15" not in text


def test_a_row_that_stands_says_what_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, STIFF, 10).text)
    assert "! Doctor soon: Morning stiffness above 30 minutes" in text
    assert "achilles log clearance --by doctor T13" in text


@pytest.mark.hazard("H19")
def test_every_workout_ends_with_when_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, ORDINARY, 24).text).split("Stop at ")[1]
    for sign in ("sharp pain", "pain of 6 or more", "rose set by set", "limping", "dizziness"):
        assert sign in text
    assert text.endswith("Then type: achilles log flag")


@LANGUAGES
def test_the_emergency_number_comes_before_every_other_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    text = flat(page(monkeypatch, ORDINARY, 24, words).text).split(words("today.label.stop") + " ")[
        1
    ]
    first = {
        "en": "Chest pain or short of breath: call the emergency number (112 in Europe).",
        "nl": "Bel bij pijn op de borst of kortademigheid het alarmnummer (112).",
    }
    assert text.startswith(first[words.language])


def test_cross_training_grows_with_the_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*50")
    assert "at most 50 % of usual" in page(monkeypatch, log, 14).text
    assert "at most 75 % of usual" in page(monkeypatch, log, 42).text
    assert "as long as usual" in page(monkeypatch, log, 43).text


@pytest.mark.hazard("H25")
def test_painkillers_are_talked_about_for_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*9 1/1k 1/1*10")
    told = {day: "Painkiller" in page(monkeypatch, log, day).text for day in (9, 10, 16, 17)}
    assert told == {9: False, 10: True, 16: True, 17: False}


@pytest.mark.hazard("H25")
def test_at_one_glance_painkillers_are_talked_about_the_day_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = Log().days("1/1*9 1/1k 1/1*10")
    told = {day: "Painkiller" in glance(monkeypatch, log, day).text for day in (10, 11, 12)}
    assert told == {10: False, 11: True, 12: False}


@LANGUAGES
@pytest.mark.parametrize("more", [True, False])
def test_a_pause_says_until_when(monkeypatch: pytest.MonkeyPatch, words: Words, more: bool) -> None:
    log = Log().days("1/1*9")
    log.on(9, "pause", **{"from": date(10), "until": date(12), "reason": "travel"})
    label = words("today.label.pause")
    told = {day: label in page(monkeypatch, log, day, words, more=more).text for day in (9, 12, 13)}
    assert told == {9: False, 12: True, 13: False}


def test_other_treatments_only_after_long_without_change(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "achilles learn" in page(monkeypatch, Log().days("4/4*90"), 85).text
    assert "achilles learn" not in page(monkeypatch, ORDINARY, 23).text


def test_an_off_day_of_maintenance_has_no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    on, off = (flat(page(monkeypatch, MAINTENANCE, day).text) for day in (85, 86))
    assert on.count("3 × 15 Heel drop") == 2
    assert "No session today: a day off. Sessions: Mon, Wed, Fri." in off


def test_after_twelve_weeks_of_maintenance_the_choice_is_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "Going on or stopping is your choice." in flat(
        page(monkeypatch, LONG_MAINTENANCE, 169).text
    )
    assert "3 × 15" in page(monkeypatch, LONG_MAINTENANCE, 169).text
    assert "Going on or stopping" not in flat(page(monkeypatch, LONG_MAINTENANCE, 168).text)


GATES = Log().days("1/0d0*70").check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)


def test_gates_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, ORDINARY, 23).text)
    assert "Heel raises Not yet, from day 43 at the earliest." in text
    assert "Running No running yet. Missing: 5 calm evenings. More: achilles report" in text
    late = flat(page(monkeypatch, Log().days("1/2*50"), 50).text)
    assert (
        "Heel raises Not yet. Missing: no pain above 1 in sessions, no pain above 1 after sessions."
        " More: achilles report"
    ) in late


@LANGUAGES
def test_what_is_good_pain_is_said_before_the_first_session_only(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    first, later = (
        page(monkeypatch, Log().days(days), 2, words).text for days in ("2/.*2", "2/1 2/.")
    )
    said = flat(words("today.more.good_pain"))
    assert said in flat(first)
    assert said not in flat(later)


@LANGUAGES
def test_a_stall_says_what_held_the_level_and_what_comes_before_red_days(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    log = Log(start=4, seen_professional=True).days("4/2*2 4/3*3 4/2*2 " + "2/2*2 2/3*3 2/2*2 " * 8)
    text = flat(page(monkeypatch, log, 57, words).text)
    reason = words("triage.stall.W2.green_days")
    assert flat(words("triage.stall.commonest", reason=reason)) in text
    for day in (40, 47, 54):
        log.on(day, "activity", activity="squash", minutes=60, pain=7)
    text = flat(page(monkeypatch, log, 57, words).text)
    assert flat(words("triage.stall.before", n=3, of=3, what="squash")) in text


def test_a_test_is_asked_for_only_when_the_rest_holds_and_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calm = Log().days("1/1d1*23")
    assert "Missing: walk test. More" in flat(page(monkeypatch, calm, 23).text)
    walked = calm.copy().check(20, walk_pain=1)
    assert "Missing: heel-raise test. More" in flat(page(monkeypatch, walked, 23).text)
    strong = walked.copy().check(20, raises_left=30, raises_right=30)
    assert "Missing: hop test. More" in flat(page(monkeypatch, strong, 23).text)
    red = Log().days("1/1d1*21 1/7d1 1/.*1")
    assert "test" not in flat(page(monkeypatch, red, 23).text).partition("Running")[2][:60]


WORST = Log(stiffness_min=40, start=8).days("4/6*7 6/6k*7").check(1, hop_pain=9)


def test_no_test_is_asked_for_on_a_day_that_stops_or_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    calm = Log().days("1/1d1*23")
    fever = calm.copy().flag(23, fever=True)
    stopped = calm.copy().on(23, "activity", activity="walk", minutes=20, pain=8)
    for log in (fever, stopped):
        assert "Running      No running yet.\n" in page(monkeypatch, log, 23).text


@LANGUAGES
def test_a_closed_gate_takes_two_lines_at_most(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    for log, day in ((WORST, 15), (WORST, 60), (UNTESTED, 1), (EVERYTHING, 10)):
        lines = page(monkeypatch, log, day, words).lines
        start = next(
            n for n, line in enumerate(lines) if line.startswith(words("today.label.running"))
        )
        end = next(n for n, line in enumerate(lines[start + 1 :]) if not line.startswith("   "))
        assert end <= 1
    assert "and 2 more: achilles report" in flat(page(monkeypatch, WORST, 15).text)


def test_gates_that_are_open_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    text = flat(page(monkeypatch, GATES, 43).text)
    assert "Heel raises Open: two-leg heel raises in the morning session." in text
    text = flat(page(monkeypatch, GATES, 8).text)
    assert "Running 3 min running, 4 min walking, 3 times, on a day of your choice." in text
    text = flat(page(monkeypatch, GATES, 50).text)
    assert "one-leg heel raises" in text


def test_a_run_sets_the_date_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(last_run=3).days("1/0d0*20")
    log.check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30).run(9, 5)
    text = flat(page(monkeypatch, log, 10).text)
    assert "Running 5 min at an easy talking pace, not before Fri 16 Jan 2026." in text
    assert "on a day of your choice" in flat(page(monkeypatch, log, 12).text)


def test_after_the_last_step_a_run_may_be_a_tenth_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(last_run=3).days("1/0d0*60")
    log.check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)
    minutes = [step for step in (5, 10, 15, 20, 25, 30) for _ in range(2)]
    for place, wanted in enumerate(minutes):
        log.run(9 + 3 * place, wanted, km=6.5)
    text = flat(page(monkeypatch, log, 44).text)
    assert "The steps are done: at most 7.1 km, 10 % further than the longest" in text


def test_running_that_is_suspended_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(last_run=3).days("1/0d0*20")
    log.check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30).flag(10, fever=True)
    assert "suspended on a day without loading" in flat(page(monkeypatch, log, 10).text)
    log.flag(10, fever=False, calf_warm=True)
    assert "suspended while a warning sign is open" in flat(page(monkeypatch, log, 10).text)


BLOCKED = {
    "one": Log().days("1/1*5").flag(5, gap=True),
    "two": Log(stiffness_min=40).days("1/1*5").flag(5, numbness=True, chest_pain=True),
    "no course": Log(gap=True),
    "flags alone": Log(assessed=None).flag(5, chest_pain=True),
}


@pytest.mark.parametrize("name", BLOCKED)
@WIDTHS
@LANGUAGES
def test_a_blocked_day_has_no_workout(
    monkeypatch: pytest.MonkeyPatch, name: str, width: int, words: Words
) -> None:
    paper = Paper(monkeypatch, width)
    draw_blocked(paper, BLOCKED[name].until(5), words)
    assert "× 15" not in paper.text
    assert "achilles log clearance" in flat(paper.text)
    assert max(map(len, paper.lines)) <= width
    assert not re.search(r"[{}]|None", paper.text)


def test_the_most_urgent_row_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(monkeypatch)
    draw_blocked(paper, BLOCKED["two"].until(5))
    text = flat(paper.text)
    assert text.index("Emergency: ") < text.index("Doctor first: ") < text.index("Doctor soon: ")


@pytest.mark.hazard("H50")
def test_without_colour_and_unicode_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Paper(monkeypatch, 80, "ascii")
    draw_today(plain, EVERYTHING.until(10))
    assert plain.text.isascii()
    assert "! Doctor soon:" in plain.text


def test_yesterday_is_told_only_when_there_is_something_to_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "Yesterday" not in page(monkeypatch, UNTESTED, 1).text
    assert "Yesterday    Green: " in page(monkeypatch, ORDINARY, 23).text
    assert "Nothing" not in page(monkeypatch, ORDINARY, 23).text


@LANGUAGES
def test_a_sign_is_said_once(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    log = Log(seen_professional=False, onset=120)
    text = flat(page(monkeypatch, log, 1, words).text)
    assert text.count(words("triage.T23.sign")) == 1
    assert text.count(words("triage.T23.todo")) == 1
    both = flat(
        page(monkeypatch, Log(seen_professional=False, onset=120, stiffness_min=40), 1).text
    )
    assert both.count(EN("triage.T23.sign")) == both.count(EN("triage.T13.sign")) == 1


TOO_MUCH = {
    "a session": Log().days("1/1*4 1/6"),
    "broken off": Log().days("1/1*4").on(5, "session", slot="am", pain=7, completed=False),
    "after it": Log().days("1/1*4 1/1+6"),
    "a hop test": Log().days("1/1*4").check(5, hop_pain=6),
    "beside a sign": Log(stiffness_min=40)
    .days("1/1*4")
    .on(5, "activity", activity="walk", minutes=20, pain=8),
}


@pytest.mark.hazard("H19")
@pytest.mark.parametrize("name", TOO_MUCH)
@LANGUAGES
def test_pain_of_6_or_more_stops_what_is_left_of_today(
    monkeypatch: pytest.MonkeyPatch, name: str, words: Words
) -> None:
    paper = page(monkeypatch, TOO_MUCH[name], 5, words)
    warned = [line for line in paper.lines if line.startswith("!")]
    assert len(warned) == 1
    assert words("today.rest.stopped") in flat(paper.text)
    assert "× 15" not in paper.text
    assert "achilles log flag" in flat(paper.text)


def test_less_pain_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log().days("1/1*4").on(5, "session", slot="am", pain=5)
    assert "!" not in page(monkeypatch, log, 5).text
    assert "3 × 15" in page(monkeypatch, log, 5).text
    yesterday = page(monkeypatch, TOO_MUCH["a session"], 6)
    assert "6 or more today" not in yesterday.text
    assert "2 × 15" in yesterday.text


def test_a_start_test_is_not_asked_after_too_much_pain(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(start=None).days("1/1*3").on(4, "activity", activity="walk", minutes=20, pain=6)
    assert "--start-test" not in page(monkeypatch, log, 4).text
    assert "--start-test" in page(monkeypatch, log, 3).text


@LANGUAGES
@pytest.mark.parametrize(("day", "told"), [(1, True), (4, True), (5, False)])
def test_the_first_days_say_why_they_have_fewer_sets(
    monkeypatch: pytest.MonkeyPatch, words: Words, *, day: int, told: bool
) -> None:
    log = Log(calf_training_per_week=0).days("1/." + " 1/1" * (day - 1))
    text = flat(page(monkeypatch, log, day, words).text)
    assert (flat(words("today.more.build_up")) in text) is told


CODE = re.compile(r"\b[CDGKTWX]\d+\b")


@EACH
@LANGUAGES
def test_no_rule_has_its_code_on_the_page(
    monkeypatch: pytest.MonkeyPatch, name: str, words: Words
) -> None:
    log, day = PAGES[name]
    for more in (True, False):
        text = flat(page(monkeypatch, log, day, words, more=more).text)
        assert not CODE.search(re.sub(r"achilles log clearance --by \w+ T\d+", "", text))


@LANGUAGES
def test_in_the_first_week_the_tempo_is_told_at_one_glance_and_that_running_waits(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    for day in (1, 7, 8):
        log = Log().days("1/1 " * (day - 1) + "1/.")
        text = flat(glance(monkeypatch, log, day, words).text)
        told = [words("today.label.tempo") + " 3 s", flat(words("today.more.all_first"))]
        assert [said in text for said in told] == [day < 8] * 2


@LANGUAGES
def test_until_a_session_is_logged_more_is_said_of_pain_and_of_when_to_stop(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    for days, told in (("1/.", True), ("1/1 1/.", False)):
        log = Log().days(days)
        text = flat(glance(monkeypatch, log, len(days.split()), words).text)
        for key in ("today.more.good_pain", "today.more.stop_first"):
            assert (flat(words(key)) in text) is told
        assert (flat(words("today.more.stop_short")) in text) is not told


@pytest.mark.hazard("H19")
@LANGUAGES
def test_every_glance_at_a_workout_says_when_to_stop(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    text = flat(glance(monkeypatch, ORDINARY, 24, words).text)
    assert flat(words("today.more.stop_short")) in text


@LANGUAGES
def test_a_sign_is_told_in_full_on_its_first_date_and_in_a_line_after(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    log = Log(stiffness_min=40, seen_professional=False, onset=120).days("1/1*9")
    first, later = (glance(monkeypatch, log, day, words) for day in (1, 2))
    for row in ("T13", "T23"):
        assert words(f"triage.{row}.sign") in flat(first.text)
        assert flat(words(f"triage.{row}.todo")) in flat(first.text)
        assert words(f"triage.{row}.sign") in flat(later.text)
        assert flat(words(f"triage.{row}.todo")) not in flat(later.text)
        assert flat(words(f"triage.{row}.todo")) in flat(page(monkeypatch, log, 2, words).text)
    assert "clearance" not in later.text


def test_a_sign_that_came_since_the_last_entry_is_told_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stalled = Log(stiffness_min=3).days("4/4*42")
    day = next(day for day in range(43, 60) if "T21" in stalled.day(day).rows)
    for later in (day, day + 3):
        assert "--by physio T21" in flat(glance(monkeypatch, stalled, later).text)
    assert "T21" not in glance(monkeypatch, stalled.copy().on(day, "note", text="x"), day + 3).text


RUNNER = (
    Log(last_run=3)
    .days("1/0d0*20")
    .check(8, walk_pain=0, hop_pain=0, raises_left=30, raises_right=30)
)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (RUNNER, "5 min at an easy talking pace."),
        (RUNNER.copy().run(19, 5), "Not before Mon 26 Jan 2026."),
        (RUNNER.copy().on(19, "session", slot="am", pain=6), "Not today: yesterday was red."),
        (RUNNER.copy().flag(20, fever=True), "Open, but suspended on a day without loading."),
        (
            RUNNER.copy().on(20, "activity", activity="walk", minutes=20, pain=8),
            "Not today: the rest of the day is left out.",
        ),
    ],
)
def test_running_is_told_as_it_is_today(
    monkeypatch: pytest.MonkeyPatch, log: Log, said: str
) -> None:
    for more in (True, False):
        text = flat(page(monkeypatch, log, 20, more=more).text)
        if more and said.startswith(("5 min", "Not before")):
            continue
        assert f"Running {said}" in text


def test_open_heel_raises_say_why_they_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for log, said in (
        (GATES.copy().flag(50, fever=True), "Not today: no loading."),
        (
            GATES.copy().on(50, "activity", activity="walk", minutes=20, pain=8),
            "Not today: the rest of the day is left out.",
        ),
    ):
        for more in (True, False):
            assert f"Heel raises {said}" in flat(page(monkeypatch, log, 50, more=more).text)
    assert "Heel raises" not in glance(monkeypatch, GATES, 50).text.replace("Heel raise on", "")
    off = flat(page(monkeypatch, MAINTENANCE, 86).text)
    assert "Heel raises Open, on the days with a session." in off


TO_LOG = {
    "1/1*7": "achilles log morning N",
    "1/1*7 1/.": "achilles log am N",
    "1/1*7 1/1'": "achilles log pm N",
    "1/1*8": "achilles log evening --after N --daily N",
    "1/1*6 1/6 8/.": "achilles log evening --daily N",
    "1/1d1*8": "",
}


@pytest.mark.parametrize("days", TO_LOG)
@LANGUAGES
def test_one_line_says_what_to_log_next(
    monkeypatch: pytest.MonkeyPatch, days: str, words: Words
) -> None:
    asked = [
        line
        for line in glance(monkeypatch, Log().days(days), 8, words).lines
        if line.startswith(words("today.label.to_do"))
    ]
    assert len(asked) == bool(TO_LOG[days])
    if asked:
        assert asked[0].endswith(f": {TO_LOG[days]}")
        dated = glance(monkeypatch, Log().days(days), 8, words, on_date=dt.date(2026, 1, 12))
        assert f"{TO_LOG[days]} --date 2026-01-12" in flat(dated.text)


def test_what_is_worth_a_word_once_a_week_stands_on_the_day_of_the_decision(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Log().days("4/4*90")
    seen = slow.copy().cleared(80, "physio", "T21")
    told = {
        (log, day): "achilles learn" in glance(monkeypatch, log, day).text
        for log in (slow, seen)
        for day in (85, 86)
    }
    assert told == {(slow, 85): False, (slow, 86): False, (seen, 85): True, (seen, 86): False}


def test_the_marks_of_the_last_days_have_their_colour_and_their_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = Log().days("1/1*2 1/4 1/6 1/.").days("1/1")
    assert "G G A R" in glance(monkeypatch, log, 5).text
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    marked = glance(monkeypatch, log, 5).lines[1]
    assert marked.count("\x1b[") == 8
    assert re.sub(r"\x1b\[[\d;]*m", "", marked) == " G  G  A  R  8 of 8 sessions"
    narrow = re.sub(r"\x1b\[[\d;]*m", "", glance(monkeypatch, log, 5, width=20).text)
    assert " G  G  A  R  8 of 8\nsessions\n" in narrow


def test_of_days_without_any_session_no_count_is_held_against_anyone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = glance(monkeypatch, Log().days("1/1*14"), 25).lines
    assert lines[1].startswith("Left leg")


@LANGUAGES
def test_own_activities_are_asked_for_again_when_they_are_due(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    log = Log().days("1/1*40").check(2, activities=[{"name": "stairs", "score": 7}])
    for day, asked in ((29, False), (30, True), (36, True), (37, False)):
        assert (words("today.label.own") in glance(monkeypatch, log, day, words).text) is asked
    assert "achilles log check" in glance(monkeypatch, log, 30, words).text
    warned = log.copy().flag(30, calf_warm=True)
    assert words("today.label.own") not in glance(monkeypatch, warned, 30, words).text
