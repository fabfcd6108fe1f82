"""The page for a physiotherapist, made from a course and read as a browser does."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from achillescli import catalogue
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.views.handover import Handover, handover
from achillescli.render.html.page import page
from achillescli.render.html.sheet import Sheet
from achillescli.words import Words
from tests.kit.course_kit import Log, date
from tests.kit.page import EN

SEEN = {"seen_professional": True, "calf_training_per_week": 1}


def twelve_weeks(**answers: Any) -> Log:
    """Return a course with something in every part of the page."""
    log = Log(**{**SEEN, "sport": "trail runs", "goal": "the half of Egmond", **answers})
    log.days("4/3d2*6 -/3 4/3d2*7 3/2d1*20 3/7 3/2k*6 2/2*6 8/1 1/1d0*30 1/1*6")
    log.check(1, raises_left=18, raises_right=27, visa_a=40, knee_to_wall_left_cm=9.5)
    log.check(60, raises_left=25, raises_right=27, visa_a=71, hop_pain=1, walk_pain=0)
    log.check(1, activities=[{"name": "Stairs down", "score": 7}])
    log.check(60, activities=[{"name": "stairs down", "score": 3}])
    log.check(60, faam=80, variant="Dutch, by myself")
    log.on(35, "activity", activity="squash", minutes=60)
    log.run(34, 25, km=4.2, pain=2).run(70, 30, km=5.5)
    log.flag(20, numbness=True, fluoroquinolone_last=date(-200)).cleared(23, "doctor", "T15")
    log.flag(40, fever=True).flag(41, fever=False)
    log.on(80, "note", text="May I race in May?", for_physio=True)
    log.on(80, "note", text="Long day at the office")
    return log.on(81, "edit", of="e9", set={"pain": 2})


def a_lot() -> Log:
    """Return a blocked course with as much in every part as a page has room for."""
    log = twelve_weeks(goal="the half marathon of Egmond under two hours")
    for day, pain in ((36, 9), (44, 6), (52, 7), (58, 8), (66, 7), (68, 6), (74, 8)):
        log.on(day, "evening", after=pain)
    log.on(57, "activity", activity="tennis", minutes=60)
    log.on(65, "activity", activity="a walk in the dunes", minutes=90)
    log.check(1, walk_pain=3, hop_pain=4, activities=[{"name": "Standing at work", "score": 5}])
    log.check(60, knee_to_wall_left_cm=11, activities=[{"name": "Standing at work", "score": 4}])
    question = "Is an insole of use to me, and which one should I try first on the road?"
    log.on(79, "note", text=question, for_physio=True)
    return log.flag(82, calf_swollen=True)


COURSES = {
    "not begun": (Log(numbness=True, seen_professional=False), 1),
    "too old": (Log(numbness=True).cleared(40, "doctor", "T15"), 41),
    "first day": (Log(**SEEN), 1),
    "first week": (Log(**SEEN).days("3/2*5"), 5),
    "no scores": (Log(**SEEN), 20),
    "twelve weeks": (twelve_weeks(), 82),
    "blocked": (twelve_weeks().flag(82, calf_swollen=True), 82),
    "a lot": (a_lot(), 82),
    "every sign": (
        Log(**SEEN)
        .days("2/1*3")
        .flag(3, **dict.fromkeys(RED_FLAGS[:-1], True) | {"spa": ["diagnosed"]}),
        3,
    ),
}

LONG = {
    "flare": (Log(**SEEN).days("3/2d1*20 3/7 8/9 8/6 7/5 6/4 4/3*5"), 30),
    "maintenance": (Log(**SEEN).days("4/2d1*7 1/0d0*161"), 168),
    "ten years": (Log(**SEEN).days("2/1d1*80 2/7 1/0*3569"), 3650),
}


def write_page(log: Log, day: int, words: Words = EN, weeks: int | None = 12, **more: Any) -> str:
    """Return the page of a log as a file."""
    return drawn(handed(log, day, weeks), words, **more)


def handed(log: Log, day: int, weeks: int | None = 12) -> Handover:
    """Return what the page of a log is made from."""
    return handover(log.until(day), log.entries, weeks)


def drawn(found: Handover, words: Words = EN, **more: Any) -> str:
    """Return a page as a file."""
    return page(Sheet(words, found, catalogue.protocol(), **more))


def parsed(text: str) -> Element:
    """Return a page as a tree; html5lib refuses what is no valid HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    return tree


def sections(text: str) -> dict[str, str]:
    """Return the text of each part of a page by its number, or by its title without one."""
    found = {}
    for part in parsed(text).iter("section"):
        heading = "".join(part.find("h2").itertext())
        name = heading.split()[0] if heading[0].isdigit() else heading
        found[name] = " ".join(" ".join(part.itertext()).split())
    return found
