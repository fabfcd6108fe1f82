"""The page docs/traceability.md: each statement of the article, what carries it, what shows it.

``python -m tools.pages.traceability`` writes it anew.
"""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from achillescli import catalogue
from achillescli.core.library.article import Statement
from achillescli.core.library.evidence import Citation

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "traceability.md"

HEAD = """# The article, statement by statement

The programme follows a Dutch self-care article. This page lists every statement of it in our own
words. *Carried by* names the rules that cite it (`data/rules.toml`), the data that apply it, and the
topic of `achilles learn` that explains it. *Shown by* names a test. *Correction* is given where
studies found something else.

`python -m tools.pages.traceability` writes this page; a test fails when it is out of date.

Role: I information, R risk factor, DOSE dose or rule, T treatment, P prognosis.

| Statement | Role | In our words | Carried by | Shown by | Correction |
|---|---|---|---|---|---|"""

CORRECTIONS = """
## Corrections

| Correction | What studies found | Sources |
|---|---|---|"""


def rules() -> dict[str, tuple[str, ...]]:
    """Return the rules that cite each statement."""
    tables = tomllib.loads(catalogue.bundled_path("rules.toml").read_text("utf-8"))["rule"]
    found: dict[str, tuple[str, ...]] = {}
    for rule in tables:
        for cite in rule["cites"]:
            if cite["source"] == "article":
                found[cite["where"]] = (*found.get(cite["where"], ()), rule["id"])
    return found


def carriers(statement: Statement, cited: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield everything that carries a statement: rules, rows of data, the topic of learn."""
    yield from (f"rule {rule}" for rule in cited.get(statement.id, ()))
    yield from (f"`{row}`" for row in statement.carried_by)
    yield f"`learn {statement.topic}`"


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, *_statements(), CORRECTIONS, *_corrections(), ""))


def _statements() -> Iterator[str]:
    cited = rules()
    for statement in catalogue.article().statements:
        yield _row(
            statement.id,
            statement.role,
            statement.text["en"],
            ", ".join(carriers(statement, cited)),
            f"`{statement.test}`",
            ", ".join(statement.corrections),
        )


def _corrections() -> Iterator[str]:
    for correction in catalogue.article().corrections.values():
        yield _row(correction.id, correction.text["en"], "; ".join(_cited(correction.cites)))


def _cited(cites: Iterable[Citation]) -> Iterator[str]:
    for cite in cites:
        source = catalogue.sources()[cite.source]
        yield f"{source.short}, {cite.where} ({cite.mark.value})"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
