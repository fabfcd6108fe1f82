"""A rule has one room, and a number its unit.

The id of a rule stands in the docstring of the one function that decides it, and beside each
number of the rules.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from achillescli import catalogue
from achillescli.core import course
from achillescli.core.assessment.risk import FACTORS
from achillescli.core.assessment.triage import ROWS

CORE = Path(course.__file__).parent
SENTENCE = re.compile(r"\bRules? ((?:[A-Z][A-Z0-9]*(?:, | and )?)+)")
"""How a docstring names what it decides: "Rule ROM." or "Rules W6 and W7; W7 goes first."."""
OF_RULES = ("assessment", "programme")
"""The folders whose numbers are those of rules."""


def docstrings() -> Iterator[str]:
    """Yield the docstring of every function and class of the core."""
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield ast.get_docstring(node) or ""


def rooms() -> Counter[str]:
    """Return how many docstrings or rows of a table decide each rule."""
    named = (
        rule
        for text in docstrings()
        for found in SENTENCE.findall(text)
        for rule in re.findall(r"[A-Z][A-Z0-9]*", found)
    )
    return Counter(named) + Counter(row.id for row in (*ROWS, *FACTORS))


def test_every_rule_has_one_room() -> None:
    found = rooms()
    assert {rule: found[rule] for rule in catalogue.rules() if found[rule] != 1} == {}


def test_no_room_decides_what_is_no_rule() -> None:
    assert set(rooms()) - set(catalogue.rules()) == set()


def numbers() -> Iterator[tuple[Path, str, str]]:
    """Yield each number that a module of the core names: its file, its name, its docstring.

    Names that follow one another share the docstring of the last.
    """
    for path in sorted(CORE.rglob("*.py")):
        names: list[str] = []
        for node in ast.parse(path.read_text("utf-8")).body:
            text = node.value if isinstance(node, ast.Expr) else None
            if isinstance(node, ast.Assign) and is_number(node.value):
                names += [
                    n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)
                ]
                continue
            said = text.value if isinstance(text, ast.Constant) else ""
            yield from ((path.relative_to(CORE), name, str(said)) for name in names)
            names = []


def is_number(node: ast.expr) -> bool:
    """Whether a value is a number, a share, or a table of them."""
    if isinstance(node, ast.Tuple):
        return all(map(is_number, node.elts))
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "Fraction"
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def test_every_number_says_what_it_is_and_one_of_a_rule_names_the_rule() -> None:
    silent = [f"{path}: {name}" for path, name, said in numbers() if not said]
    ruled = set(catalogue.rules())
    homeless = [
        f"{path}: {name}"
        for path, name, said in numbers()
        if path.parts[0] in OF_RULES and ruled.isdisjoint(re.findall(r"[A-Z][A-Z0-9]*", said))
    ]
    assert (silent, homeless) == ([], [])
    assert len(list(numbers())) > 100
