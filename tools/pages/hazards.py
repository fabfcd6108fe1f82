"""The page docs/hazards.md: its overview, and the addresses of its links.

The sections are written by hand. ``python -m tools.pages.hazards`` writes the table above them, and
below them where each hazard, rule and test is found.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "hazards.md"
RULES = ROOT / "docs" / "rules.md"
SCRIPT = "python -m tools.pages.hazards"
TABLE, TABLE_END = f"<!-- overview: written by {SCRIPT} -->\n", "<!-- end of the overview -->\n"
ADDRESSES = f"<!-- addresses: written by {SCRIPT} -->\n"
HEADS = ("No", "What could happen", "Harm", "Controlled by", "Tests"), ("---",) * 5
PROGRAM = "The program:"
NO_RULE = "No rule controls this"


class Section(NamedTuple):
    """A hazard or a limit: its id, its title, and its lines by their first word."""

    id: str
    title: str
    lines: Mapping[str, str]

    @property
    def is_hazard(self) -> bool:
        """Whether it is a hazard, such as H12."""
        return re.fullmatch(r"H\d+", self.id) is not None

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that control the hazard, or that make the limit."""
        named = rule_ids(self.lines["Control" if self.is_hazard else "Rules"])
        return tuple(dict.fromkeys(named))

    @property
    def tests(self) -> tuple[str, ...]:
        """The names of the tests that it links to: the words of a link are the test's name."""
        return tuple(f"test_{words.replace(' ', '_')}" for words in labels(self.lines["Tests"]))


class Place(NamedTuple):
    """Where a test is, and the hazards that it is marked with."""

    path: Path
    hazards: frozenset[str]


def labels(text: str) -> list[str]:
    """Return the words of every link in a text that has its address at the end of the page."""
    return re.findall(r"\[([^]]+)\](?!\()", text)


def rule_ids(text: str) -> tuple[str, ...]:
    """Return the rules that a text links to."""
    return tuple(one for one in labels(text) if re.fullmatch(r"(?!H\d)[A-Z][A-Z\d]+", one))


def by_hand(page: str) -> str:
    """Return the page without what the script writes."""
    head, _, rest = page.partition(TABLE)
    return head + rest.partition(TABLE_END)[2].partition(ADDRESSES)[0]


def sections(page: str) -> list[Section]:
    """Return every hazard and every limit, in the order of the page."""
    parts = re.findall(r"^### (\w+): (.+)\n\n((?:[- ] .+\n)+)", page, re.MULTILINE)
    return [Section(name, title, dict(_lines(body))) for name, title, body in parts]


def _lines(body: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"^- ", body, flags=re.MULTILINE)[1:]:
        head, _, says = " ".join(line.split()).partition(": ")
        yield head, says


@cache
def tests() -> Mapping[str, tuple[Place, ...]]:
    """Return where each test of the project is, by its name."""
    places: defaultdict[str, tuple[Place, ...]] = defaultdict(tuple)
    for path in sorted(ROOT.glob("tests/**/test_*.py")) + sorted(ROOT.glob("proof/**/test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                places[node.name] += (Place(path, frozenset(_marks(node))),)
    return places


def _marks(node: ast.FunctionDef) -> Iterator[str]:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.hazard":
            yield from (ast.literal_eval(name) for name in mark.args)


def overview(hazards: Iterable[Section]) -> str:
    """Return the table of the hazards."""
    rows = (
        (f"[{one.id}]", one.title, one.lines["Harm"], controls(one), str(len(one.tests) or ""))
        for one in hazards
    )
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in (*HEADS, *rows)) + "\n"


def controls(hazard: Section) -> str:
    """Return what controls a hazard in a few words."""
    control = hazard.lines["Control"]
    if control.startswith(NO_RULE):
        return "no rule"
    program = ("the program",) if control.startswith(PROGRAM) else ()
    return ", ".join((*program, *hazard.rules))


def addresses(found: Iterable[Section], page: str) -> str:
    """Return a line for each hazard, rule and test with its address."""
    hazards = {one.id: f"#{anchor(f'{one.id}: {one.title}')}" for one in found if one.is_hazard}
    rules = {name: f"rules.md#{rule_anchors()[name]}" for name in sorted(set(rule_ids(page)))}
    links = {words: _address(one, name) for one in found for words, name in _links(one)}
    known = {**hazards, **rules, **dict(sorted(links.items()))}
    return "\n" + "".join(f"[{label}]: {address}\n" for label, address in known.items())


def _links(section: Section) -> Iterator[tuple[str, str]]:
    return zip(labels(section.lines["Tests"]), section.tests, strict=True)


def anchor(heading: str) -> str:
    """Return the anchor of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@cache
def rule_anchors() -> dict[str, str]:
    """Return the anchor of the section of docs/rules.md that has each rule."""
    parts = (part.split("\n", 1) for part in RULES.read_text("utf-8").split("\n## ")[1:])
    return {
        name: anchor(head)
        for head, body in parts
        for name in re.findall(r"^\| ([A-Z]\w*) \|", body, re.MULTILINE)
    }


def _address(section: Section, test: str) -> str:
    """Return the address of a test; that of a hazard is marked with it."""
    places = [one for one in tests()[test] if not section.is_hazard or section.id in one.hazards]
    if len(places) != 1:
        raise SystemExit(f"{section.id}: {len(places)} tests with this name and mark: {test}")
    return f"../{places[0].path.relative_to(ROOT).as_posix()}"


def written(page: str) -> str:
    """Return the page with the overview and the addresses that its sections need."""
    head, _, rest = page.partition(TABLE)
    body = rest.partition(TABLE_END)[2].partition(ADDRESSES)[0]
    found = sections(body)
    table = overview(one for one in found if one.is_hazard)
    return head + TABLE + table + TABLE_END + body + ADDRESSES + addresses(found, head + body)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
