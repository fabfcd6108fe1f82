"""The page for a physiotherapist: valid, in its order, and nothing on it that nobody asked for."""

import re
from functools import cache

import pytest

from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.views.handover import Handover
from achillescli.words import Words
from tests.kit.attacks import ATTACKS, harmless
from tests.kit.course_kit import DAY_ONE, Log, cells
from tests.kit.each import each
from tests.kit.page import EN, NL
from tests.kit.sheet import COURSES, SEEN, drawn, handed, parsed, sections, write_page

ORDER = [str(n) for n in range(1, 11)]


@cache
def found(name: str) -> Handover:
    return handed(*COURSES[name])


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("name", COURSES)
def test_every_page_is_valid_and_has_its_parts_in_order(name: str, words: Words) -> None:
    text = drawn(found(name), words)
    assert list(sections(text)) == ORDER
    assert harmless(text)
    anonymous = drawn(found(name), words, anonymous=True, notes=True, name="Jansen")
    assert list(sections(anonymous)) == [*ORDER[:8], "10"]


def test_it_loads_nothing_and_runs_nothing() -> None:
    text = drawn(found("blocked"), notes=True)
    page = parsed(text)
    assert not re.findall(r"https?:|//[a-z]|url\(|@import|javascript:", text)
    tags = {str(part.tag).rpartition("}")[2] for part in page.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "a", "form", "base", "font"}
    names = {name for part in page.iter() for name in part.attrib}
    assert not [name for name in names if name in ("src", "href", "style") or name[:2] == "on"]


def test_twelve_weeks_are_small() -> None:
    assert len(drawn(found("twelve weeks"), notes=True).encode()) < 60_000


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_words_in_every_field_stay_words(name: str) -> None:
    attack = ATTACKS[name] + "</p><script>x</script>"
    log = Log(**SEEN, sport=attack, goal=attack).days("1/1 1/9 1/1")
    log.on(2, "note", text=attack, for_physio=True).on(2, "note", text=attack)
    log.on(2, "morning", pain=9, note=attack).on(2, "activity", activity=attack, minutes=9)
    log.check(2, activities=[{"name": attack, "score": 3}]).check(2, faam=3, variant=attack)
    text = write_page(log, 3, notes=True, name=attack)
    assert harmless(text)
    assert "<script" not in text
    assert text.count("&lt;script&gt;") >= 8
    parsed(text)


# what is on the page of the twelve weeks, part by part
SAID = {
    "1": (
        "30 years, female",
        "left leg, midportion",
        "a doctor or physiotherapist",
        "trail runs",
        "the half of Egmond",
        "Name, born",
        "Day 82, week 12: loading every day, days 43 to 84",
        "Level L",
        "in the morning 3 × 15 heel drops, knee straight + 3 × 15 heel raises, one leg",
    ),
    "2": (
        "numbness or tingling (24 Jan 2026)",
        "no exercises while open",
        "27 Jan 2026, a doctor",
        "Also answered yes: fever (13 Feb 2026)",
        "Never: steroid tablets, injection near the tendon",
        "Painkillers on 6 days of the weeks shown",
        "all others no",
    ),
    "3": ("Last 14 days, to 26 Mar", "The patient has a question: see 9."),
    "4": (
        "1–2: 5 Jan – 18 Jan",
        "L3",
        "19 Jan L3 → L2 (two weeks with 5 or more sore days)",
        "27 Jan L2 → L1 (a week without loading)",
    ),
    "5": (
        "Run or activity that day",
        "squash",
        "a run",
        "pain while loading",
        "12 days before: L2 → L1",
        "no run or activity",
    ),
    "6": (
        "18 / 27 (LSI 67 %)",
        "25 / 27 (LSI 93 %)",
        "9.5 / -",
        "+31",
        "Own activity: Stairs down",
        "Own activities: 0 no trouble to 10 cannot do",
        "+7 / 0, LSI +26",
        "left (sore) / right",
        "LSI: the sore leg in percent of the other",
        "-4, noticeable",
        "FAAM (100: no limitation), version Dutch, by myself",
    ),
    "7": (
        "Running by the programme: allowed since 9 Mar 2026. Next, step 1 of 7: 3 min running",
        "Runs: 0 in week 9, 1 in week 10, 0 in week 11, 0 in week 12.",
        "not allowed by the programme: 0 of 1",
        "Longest: 5.5 km, 30 min",
    ),
    "8": ("mornings 80 of 81", "Corrected or removed: 1"),
    "9": ("May I race in May?",),
    "10": ("Seen on", "Load allowed", "achilles log note", "Warning sign found"),
}


@cache
def of_twelve_weeks() -> dict[str, str]:
    return sections(drawn(found("twelve weeks")))


@each("part", list(SAID))
def test_each_part_says_what_belongs_there(part: str) -> None:
    said = of_twelve_weeks()[part]
    assert [text for text in SAID[part] if text not in said] == [], said


def test_notes_and_a_name_are_there_only_when_they_are_asked_for() -> None:
    text = drawn(found("twelve weeks"))
    assert "office" not in text
    text = drawn(found("twelve weeks"), notes=True, name="A. Jansen")
    assert "Long day at the office" in sections(text)["Notes"]
    assert "A. Jansen" in sections(text)["1"]
    assert "born" not in sections(text)["1"]
    assert "born" not in sections(drawn(found("twelve weeks"), anonymous=True))["1"]


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("name", COURSES)
def test_an_anonymous_page_has_no_date_and_no_words_of_the_person(name: str, words: Words) -> None:
    text = drawn(found(name), words, anonymous=True, notes=True, name="Jansen")
    body = " ".join(parsed(text).find("body").itertext())
    months = Words("en").find("terms.months") + Words("nl").find("terms.months")
    assert not re.findall(r"\b20\d\d\b", body)
    assert not re.findall(rf"\d (?:{'|'.join(months)})\b", body)
    for own in ("Jansen", "trail", "Egmond", "squash", "Stairs", "by myself", "May I", "office"):
        assert own not in body


def test_a_sign_that_forbids_loading_stands_above_everything_else() -> None:
    said = sections(drawn(found("blocked")))
    assert "A warning sign is open" in said["1"]
    assert "calf newly swollen (27 Mar 2026)" in said["2"]
    assert "Doctor today" in said["3"]
    assert "Loading allowed again by a doctor" in said["10"]
    assert "achilles log clearance T04 --by doctor --date DATE" in said["10"]
    assert "achilles log clearance" not in of_twelve_weeks()["10"]


def test_a_day_without_a_session_says_so() -> None:
    told = "No session today."
    rested = Log(**SEEN).days("4/2d1*7 1/0d0*161")
    assert told in sections(write_page(rested, 168))["1"]
    assert told not in sections(write_page(rested, 20))["1"]
    assert told not in sections(drawn(found("blocked")))["1"]


@pytest.mark.parametrize(("day", "wanted"), [("2/6'", True), ("2/5'", False)])
def test_what_is_left_out_of_the_day_is_told(day: str, wanted: bool) -> None:
    told = sections(write_page(Log(**SEEN).days(f"2/1*8 {day}"), 9))["1"]
    assert ("What is left of today is left out" in told) is wanted


@pytest.mark.parametrize(("day", "eased"), [("1/6 1/.", True), ("1/1 1/.", False)])
def test_a_day_below_the_level_says_at_which_level(day: str, eased: bool) -> None:
    told = sections(write_page(Log(**SEEN).days(f"1/1*14 {day}"), 16))["1"]
    assert "Level L4.1" in told
    assert ("Today at L3: affected leg, body weight" in told) is eased


def test_a_row_of_scores_says_its_figures() -> None:
    said = sections(write_page(Log(**SEEN).days("2/1*3 8/1 9/1"), 5))
    assert "Morning score: 8 (8 Jan)" in said["2"]
    assert "Morning score: 9 (9 Jan)" in said["3"]


def test_before_day_1_it_says_why_there_is_none() -> None:
    assert "Not begun: a warning sign" in sections(drawn(found("not begun")))["1"]
    assert "28 days old" in sections(drawn(found("too old")))["1"]
    assert "nobody yet" in sections(drawn(found("not begun")))["1"]


def test_many_red_days_are_told_by_date() -> None:
    log = Log(**SEEN).days("2/7 2/1 " * 12)
    said = sections(write_page(log, 24))["5"]
    assert "And 7 earlier: 5 Jan, 7 Jan, 9 Jan, 11 Jan, 13 Jan, 15 Jan, 17 Jan." in said


CHANGES = """
  2/7 2/1*3       | none yet
  2/1*14 2/7 2/1  | that day: L3 → L4.1
  2/1*15 2/7 2/1  | 1 day before: L3 → L4.1
"""


@each(("days", "wanted"), cells(CHANGES))
def test_a_red_day_says_how_long_before_the_load_changed(days: str, wanted: str) -> None:
    assert sections(write_page(Log(**SEEN).days(days), 18))["5"].endswith(wanted)


def test_earlier_weeks_are_one_line() -> None:
    log = Log(**SEEN).days("2/1*300")
    said = sections(write_page(log, 300))["4"]
    assert f"1–32: {DAY_ONE.day} Jan 2026" in said
    assert "43" in said


def runner() -> Log:
    """Return a course with the running gate open on day 22."""
    log = Log(**SEEN).run(0, 20).days("1/1d0*22")
    return log.check(21, hop_pain=0, walk_pain=0, raises_left=30, raises_right=30)


def test_the_step_of_running_is_told_with_its_next_date() -> None:
    log = runner()
    said = sections(write_page(log, 22))["7"]
    assert "allowed since 25 Jan 2026. Next, step 1 of 6: 5 min" in said
    assert ", from today." in said
    assert "programme: not yet. It still asks for" in sections(write_page(log, 20))["7"]
    log.run(22, 5)
    assert ", from 29 Jan 2026." in sections(write_page(log, 22))["7"]
    log.flag(22, calf_swollen=True)
    assert "not now: a warning sign is open" in sections(write_page(log, 22))["7"]


def test_what_was_scored_once_is_one_sentence() -> None:
    log = Log(**SEEN).days("2/1*3").check(3, activities=[{"name": "Stairs", "score": 6}])
    said = sections(write_page(log, 3))["6"]
    assert (
        "Done once: Start test, pain: 1 (5 Jan 2026); Own activity: Stairs: 6 (7 Jan 2026)." in said
    )


def test_every_sign_is_told_with_its_date_though_many_are_open() -> None:
    said = sections(drawn(found("every sign")))
    names = [EN(f"handover.sign.{name}") for name in RED_FLAGS[:-1]]
    assert [name for name in names if name not in said["2"]] == []
    assert said["2"].count("(7 Jan 2026)") == 7
    assert "palpable gap, squeeze test positive, calf newly swollen" in said["2"]
    assert "11 more are open: see 2." in said["3"]


def test_sessions_on_days_without_a_prescription_are_told() -> None:
    log = Log(**SEEN).days("2/1*5").flag(3, calf_swollen=True)
    wanted = "On 2 days on which nothing was prescribed, sessions were logged all the same, last on"
    assert wanted in sections(write_page(log, 5))["2"]
    assert "nothing was prescribed" not in sections(write_page(log, 3))["2"]


def test_rows_of_scores_are_told_though_many_are_open() -> None:
    signs = ("numbness", "night_pain", "tendon_nodules", "calf_swollen")
    log = Log(**SEEN, fall_risk=True).days("2/1*3 8/1 9/1").flag(4, **dict.fromkeys(signs, True))
    said = sections(write_page(log, 5))["3"]
    assert "2 more are open: see 2." in said
    assert "Morning score: 9 (9 Jan)" in said


def test_signs_of_one_row_and_two_dates_keep_their_dates() -> None:
    log = Log(**SEEN).days("2/1*5").flag(2, weak_push_off=True).flag(4, snap=True)
    assert (
        "snap in the tendon (8 Jan 2026); weaker push-off (6 Jan 2026)"
        in sections(write_page(log, 5))["2"]
    )


def test_each_warning_sign_is_cleared_by_who_may() -> None:
    said = sections(drawn(found("every sign")))["10"]
    by = re.findall(r"achilles log clearance ([T\d ]+) --by (\w+)", said)
    assert [who for _, who in by] == ["physio", "doctor"]
    rows = [row for named, _ in by for row in named.split()]
    assert sorted(rows) == sorted(set(re.findall(r"\((T\d+)\)", said)))
