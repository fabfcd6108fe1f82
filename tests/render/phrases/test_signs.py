"""The page without a workout: what to do first, and what ends it."""

import pytest

from achillescli.words import Words
from tests.kit.course_kit import Log
from tests.kit.page import EN, NL, Paper, draw_blocked, flat

LANGUAGES = pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])


def page(monkeypatch: pytest.MonkeyPatch, log: Log, words: Words = EN, day: int = 5) -> Paper:
    paper = Paper(monkeypatch)
    draw_blocked(paper, log.until(day), words)
    return paper


@LANGUAGES
def test_what_to_do_comes_before_why_and_what_ends_it(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    text = page(monkeypatch, Log(chest_pain=True, numbness=True), words).text
    places = [text.index(f"\n{words(f'today.blocked.{name}')}  ") for name in ("do", "why", "ends")]
    assert places == sorted(places)
    call = {"en": "Call the emergency number now (112", "nl": "Bel nu het alarmnummer (112)"}
    assert call[words.language] in flat(text)


def test_two_ways_out_stand_on_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = page(monkeypatch, Log(hot_red_tendon=True)).lines
    ends = next(n for n, line in enumerate(lines) if line.startswith("Ends"))
    both = flat("\n".join(lines[ends : ends + 3]))
    assert "Type: achilles log clearance --by doctor T30 Skin as before?" in both
    assert both.endswith("Type: achilles log flag hot_red_tendon=no")


@LANGUAGES
def test_the_prescriber_is_named_where_the_prescriber_decides(
    monkeypatch: pytest.MonkeyPatch, words: Words
) -> None:
    text = flat(page(monkeypatch, Log(fluoroquinolone_last=3), words).text)
    assert words("triage.T07.name") in text
    assert words("triage.level.SAME_DAY.name") not in text
    assert words("triage.level.SAME_DAY.name") in flat(page(monkeypatch, Log(gap=True), words).text)


@pytest.mark.hazard("H11")
def test_an_infection_is_not_ended_by_the_fever(monkeypatch: pytest.MonkeyPatch) -> None:
    text = page(monkeypatch, Log(fever=True, wound=True)).text
    assert "fever=no" not in text
    assert "achilles log clearance --by doctor T05" in text


#  a log, and the lines that take a yes back; None where nothing was answered yes
SLIPS = [
    (Log(gap=True), ["e0 red_flags.gap=no"]),
    (Log().flag(3, gap=True), ["e1 gap=no"]),
    (Log(gap=True).flag(3, gap=True), ["e0 red_flags.gap=no", "e1 gap=no"]),
    (Log(gap=True).flag(3, gap=False), ["e0 red_flags.gap=no"]),
    (Log(snap=True, lost_single_raise=True), ["e0 red_flags.snap=no", "e0 red_flags.lost_single_raise=no"]),
    (Log(calf_swollen=True).flag(2, chest_pain=True), ["e1 chest_pain=no", "e0 red_flags.calf_swollen=no"]),
    (Log(spa=["uveitis"], side="both"), ["e0 red_flags.spa=no"]),
    (Log().flag(2, gap=True, squeeze_positive=True), ["e1 gap=no", "e1 squeeze_positive=no"]),
    (Log(fluoroquinolone_last=3), ["e0 red_flags.fluoroquinolone_last=no"]),
    (Log(fever=True, wound=True), []),
    (Log(location="elsewhere"), None),
    (Log(age=17), None),
]  # fmt: skip


@pytest.mark.parametrize(("log", "lines"), SLIPS)
def test_a_yes_by_mistake_names_the_line_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, log: Log, lines: list[str] | None
) -> None:
    shown = page(monkeypatch, log).lines
    assert [line.strip() for line in shown if " edit " in line] == [
        f"achilles log edit {line}" for line in lines or ()
    ]
    assert ("achilles log list --all" in shown[-1]) is (lines == [])


def mended(log: Log, line: str) -> Log:
    """Return the log after the command of a line was typed."""
    name, _, change = line.partition("achilles log edit ")[2].partition(" ")
    field, value = change.split("=")
    assert value in ("no", "false")
    after = Log(assessed=None)
    after.entries = [*log.entries]
    path = f"answers.{field}" if "." in field else field
    return after.on(5, "edit", of=name, set={path: [] if field.endswith("spa") else False})


@pytest.mark.parametrize("log", [log for log, lines in SLIPS if lines])
def test_the_lines_end_the_rows_one_by_one(monkeypatch: pytest.MonkeyPatch, log: Log) -> None:
    typed = 0
    while log.until(5).standing.blocked:
        line = next(line for line in page(monkeypatch, log).lines if " edit " in line)
        log, typed = mended(log, line), typed + 1
        assert typed <= 2
