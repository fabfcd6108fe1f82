"""The page docs/rules.md: every rule with its thresholds and its sources.

``python tests/rulebook.py`` writes it anew.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from achillescli import catalogue
from achillescli.core.assessment.risk import FACTORS
from achillescli.core.assessment.triage import ROW, ROWS
from achillescli.core.library.evidence import Citation, citations
from achillescli.words import Words

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"

HEAD = """# The rules

Every rule of the coach with its thresholds and where it comes from. `achilles why` names the same
ids. Scores are whole numbers from 0 (none) to 10 (worst).

This page is written by `python tests/rulebook.py` from `data/rules.toml`,
`data/text/en/rules.toml` and `data/sources.toml`; a test fails when it is stale.

After each source stands how well its place is known: {marks}. S-numbers are the statements of the
article, listed in [traceability.md](traceability.md).
"""

SECTIONS = {
    "Triage": tuple(row.id for row in ROWS),
    "Risk checklist": tuple(factor.id for factor in FACTORS),
    "Stages, start and dose": ("STAGE", "START", "LEVEL", "DOSE", "ROM", "INS"),
    "Colours of a day": ("C1", "C2", "C3", "C4", "C5", "B0"),
    "Weeks, breaks and single days": ("W1", "W2", "W3", "W6", "W7", "D1", "D2"),
    "Around the loading": ("X1", "X2", "X3", "X4", "X5"),
    "Gates, running and phases": ("G1", "G2", "RUN", "PHASE", "MAINTAIN"),
    "Progress": ("INDEX", "VISA", "RECOVERED", "ADHERENCE"),
}
"""Every rule id, in the order of the page."""

LEVELS = {
    "EMERGENCY": "emergency",
    "SAME_DAY": "same day",
    "DOCTOR_FIRST": "doctor first",
    "DOCTOR_SOON": "doctor soon",
    "PHYSIO": "physiotherapist",
}


@dataclass(frozen=True)
class Rule:
    """One rule as the data state it."""

    id: str
    name: str
    says: str
    cites: tuple[Citation, ...]


def rules() -> dict[str, Rule]:
    """Return every rule by its id, in the order of the file."""
    tables = tomllib.loads(catalogue.bundled("rules.toml").read_text("utf-8"))["rule"]
    say = Words("en")
    return {
        table["id"]: Rule(
            table["id"],
            say(f"rules.{table['id']}.name"),
            say(f"rules.{table['id']}.says"),
            citations(table["cites"]),
        )
        for table in tables
    }


def page() -> str:
    """Return the whole page."""
    known = rules()
    marks = ", ".join(f"**{mark}** {text}" for mark, text in Words("en").find("why.mark").items())
    return "\n".join((HEAD.format(marks=marks), *_sections(known), *_sources(known), ""))


def _sections(known: dict[str, Rule]) -> Iterator[str]:
    for title, ids in SECTIONS.items():
        yield f"## {title}\n"
        yield _row("Rule", "Name", *_extra_heads(title), "Says", "Sources")
        yield _row(*["---"] * (4 + len(_extra_heads(title))))
        for name in ids:
            rule = known[name]
            yield _row(name, rule.name, *_extra(name), rule.says, "; ".join(_cited(rule.cites)))
        yield ""


def _extra_heads(title: str) -> tuple[str, ...]:
    return {"Triage": ("Level",), "Risk checklist": ("Points", "Grade", "Modifiable")}.get(
        title, ()
    )


def _extra(name: str) -> tuple[str, ...]:
    if name in ROW:
        return (LEVELS[ROW[name].referral.name],)
    factor = next((found for found in FACTORS if found.id == name), None)
    return (str(factor.points), factor.grade, factor.modifiable) if factor else ()


def _cited(cites: Iterable[Citation]) -> Iterator[str]:
    for cite in cites:
        own = cite.source in ("article", "design")
        author = "" if own else f"{catalogue.sources()[cite.source].short}, "
        yield f"{author}{cite.where} ({cite.mark})"


def _sources(known: dict[str, Rule]) -> Iterator[str]:
    cited = {cite.source for rule in known.values() for cite in rule.cites} - {"design"}
    yield "## Sources\n"
    for key, source in catalogue.sources().items():
        if key in cited:
            yield f"- `{key}`: {source.reference}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
