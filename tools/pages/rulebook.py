"""The page docs/rules.md: every rule with its thresholds and its sources.

``python -m tools.pages.rulebook`` writes it anew.
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

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "rules.md"

HEAD = """# The rules

Every rule of the coach with its thresholds and its sources. `achilles why` names the same ids, and
`achilles why W2` shows one rule. Scores are whole numbers from 0 (none) to 10 (worst).

Two ideas carry the rest: a day is judged on the morning after it, and a day with a painkiller never
counts as green.

This page is written by `python -m tools.pages.rulebook` from `data/rules.toml`,
`data/text/en/rules.toml` and `data/sources.toml`; a test fails when it is out of date.

S-numbers are the statements of the article, listed in [traceability.md](traceability.md). The mark
after each source says how well its place is known:

{marks}

| Section | Rules | What they decide |
| --- | --- | --- |
{contents}
"""

SECTIONS = {
    "Triage": tuple(row.id for row in ROWS),
    "Risk checklist": tuple(factor.id for factor in FACTORS),
    "Stages, start and dose": ("STAGE", "START", "LEVEL", "DOSE", "ROM", "INS"),
    "Colours of a day": ("C1", "C2", "C3", "C4", "C5", "B0"),
    "Weeks, breaks and single days": ("W1", "W2", "W3", "W6", "W7", "D1", "D2"),
    "Around the loading": ("X1", "X2", "X3", "X4", "X5", "X6"),
    "Gates, running and phases": ("G1", "G2", "RUN", "PHASE", "MAINTAIN"),
    "Progress": ("INDEX", "VISA", "RECOVERED", "ADHERENCE"),
}
"""Every rule id, in the order of the page."""

DECIDES = {
    "Triage": "warning signs: who to see and how soon, and whether anything is prescribed",
    "Risk checklist": "risk factors, counted in points; not a validated score and not a chance",
    "Stages, start and dose": "the stages, the start test, the levels, the dose, how far the heel goes",
    "Colours of a day": "the colour of a day, judged on the morning after it; the baseline",
    "Weeks, breaks and single days": "one step down, hold or one step up; breaks; an easier day, or none",
    "Around the loading": "other sports, when to stop, painkillers, other treatments",
    "Gates, running and phases": "when heel raises and running begin, the running steps, the phases",
    "Progress": "how progress is measured",
}
"""What the rules of each section decide, in a few words."""

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
    tables = tomllib.loads(catalogue.bundled_path("rules.toml").read_text("utf-8"))["rule"]
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
    marks = "\n".join(f"- **{mark}** {text}" for mark, text in Words("en").find("why.mark").items())
    head = HEAD.format(marks=marks, contents="\n".join(_contents()))
    return "\n".join((head, *_sections(known), *_sources(known), ""))


def _contents() -> Iterator[str]:
    for title, ids in SECTIONS.items():
        link = f"[{title}](#{title.lower().replace(',', '').replace(' ', '-')})"
        names = f"{ids[0]}–{ids[-1]}" if len(ids) > MANY else ", ".join(ids)
        yield _row(link, names, DECIDES[title])


MANY = 10
"""More rules than this in a section are named by the first and the last."""


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
