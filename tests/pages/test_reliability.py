"""The page about reliability: every promise, every part, every bad design, and nothing lost."""

import re

from proof.faults.designs import DESIGNS
from proof.faults.ledger import CATCHES, PARTS, PROMISES, UNCOVERED
from tests.kit.each import each
from tests.kit.places import ROOT

FAULTS = ROOT / "proof" / "faults"
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
FIGURES = re.compile(r"^\| .+ \| ([\d,]+) \| (\d+) \| (\d+) \| (\d+) \| \d+ \|", re.MULTILINE)


def section(heading: str) -> str:
    """Return what stands below a heading, up to the next of its kind."""
    after = PAGE.partition(f"{heading}\n")[2]
    return re.split(r"^(?:## |\*\*\w+\*\*: )", after, maxsplit=1, flags=re.MULTILINE)[0]


def test_every_promise_about_data_security_and_privacy_has_its_number() -> None:
    assert list(PROMISES) == [f"PD{n}" for n in range(1, 22)] + [f"PX{n}" for n in range(1, 11)]


@each("number", PROMISES)
def test_a_promise_stands_on_the_page_with_what_holds_it(number: str) -> None:
    sentence, holders = PROMISES[number]
    assert f"| {number} | {sentence} |" in PAGE
    for holder in holders.split(", "):
        assert holder in PARTS or (ROOT / holder).is_file(), holder


@each("part", PARTS)
def test_a_part_has_its_file_and_figures_without_a_loss(part: str) -> None:
    assert (FAULTS / f"{part}.py").is_file()
    rows = FIGURES.findall(section(f"**{part}**: {PARTS[part]}."))
    assert rows
    for runs, missed, lost, broken in rows:
        assert int(runs.replace(",", "")) > 0
        assert (missed, lost, broken) == ("0", "0", "0")


def test_nothing_is_lost_in_the_sum() -> None:
    assert "**0 lost**" in section("## The figures")


@each("part", CATCHES)
def test_each_part_catches_the_bad_designs_that_it_must(part: str) -> None:
    table = section("## Does the harness tell good from bad?")
    rows = [[cell.strip() for cell in row.split("|")] for row in table.split("\n") if "|" in row]
    column = rows[0].index(part)
    caught = {row[1]: re.findall(r"^\*\*(\d+)", row[column]) for row in rows[2:]}
    for design in CATCHES[part]:
        assert design in DESIGNS
        assert int(caught[design][0]) > 0


def test_enough_power_cuts_were_made() -> None:
    rows = FIGURES.findall(section(f"**power**: {PARTS['power']}."))
    assert len(rows) >= 4
    assert sum(int(runs.replace(",", "")) for runs, *_ in rows) >= 300


def test_what_is_not_covered_is_said() -> None:
    assert all(sentence in PAGE for sentence in UNCOVERED)
