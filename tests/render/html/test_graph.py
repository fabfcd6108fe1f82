"""The graph of mornings and level."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from achillescli.render.html.graph import SIZES
from tests.kit.course_kit import Log
from tests.kit.sheet import parsed, write_page

SEEN = {"seen_professional": True, "calf_training_per_week": 1}


def picture(log: Log, day: int, **more: Any) -> Element:
    return pictures(log, day, **more)[0]


def pictures(log: Log, day: int, **more: Any) -> list[Element]:
    """Return the picture for paper, and that for a phone."""
    return named(parsed(write_page(log, day, **more)), "}svg")


def named(svg: Element, name: str) -> list[Element]:
    return [part for part in svg.iter() if str(part.tag).endswith(name)]


def line(svg: Element) -> list[int]:
    """Return how long each stroke of the mornings is, in points."""
    way = named(svg, "path")[0].attrib["d"]
    return [stroke.count("L") + 1 for stroke in way.split("M")[1:]]


def test_a_missing_morning_is_a_gap() -> None:
    svg = picture(Log(**SEEN).days("2/1*3 -/1 3/1*2 -/1*2 1/1"), 9)
    assert line(svg) == [3, 2, 1]
    assert len(named(svg, "circle")) == 6


def test_a_higher_score_stands_higher() -> None:
    low, high = (
        float(dot.attrib["cy"]) for dot in named(picture(Log(**SEEN).days("0/1 9/1"), 2), "circle")
    )
    assert high < low


def test_red_days_are_marked() -> None:
    svg = picture(Log(**SEEN).days("2/1*3 2/7 2/1*3"), 7)
    assert len([path for path in named(svg, "path") if "fill" not in path.attrib]) == 1


def test_levels_are_named_where_they_change_and_a_stop_is_a_gap() -> None:
    log = Log(**SEEN).days("1/1*30").flag(24, numbness=True).cleared(27, "doctor", "T15")
    svg = picture(log, 30)
    texts = ["".join(text.itertext()) for text in named(svg, "text")]
    assert "L3" in texts
    assert "2.5 kg" in texts
    level = [path for path in named(svg, "path") if path.attrib.get("stroke-width") == "2"]
    assert level[0].attrib["d"].count("M") == 2


def test_it_says_in_words_what_it_shows() -> None:
    svg = picture(Log(**SEEN).days("2/1*3 2/7 -/1*3"), 7)
    assert svg.attrib["role"] == "img"
    ids = {
        part.attrib["id"]: "".join(part.itertext()) for part in svg.iter() if "id" in part.attrib
    }
    said = " ".join(ids[name] for name in svg.attrib["aria-labelledby"].split())
    assert "mornings with a score: 4 of 7" in said
    assert "red days: 1" in said


def test_a_long_course_has_no_more_weeks_at_its_foot_than_fit() -> None:
    drawn = pictures(Log(**SEEN).days("2/1*300"), 300, weeks=None)
    for svg, size in zip(drawn, SIZES, strict=True):
        weeks = [t.text for t in named(svg, "text") if re.fullmatch(r"week \d+", t.text or "")]
        assert 3 < len(weeks) <= size.most_ticks
        assert weeks[0] == "week 1"


def test_a_level_that_soon_changes_has_no_name() -> None:
    broad, narrow = (
        [text.text for text in named(svg, "text")]
        for svg in pictures(Log(**SEEN).days("2/1*40 8/9 8/7*2 3/2*40"), 83)
    )
    assert [name for name in broad if name not in narrow] != []
    assert narrow[-1] == broad[-1]
