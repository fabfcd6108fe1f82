"""No text claims to treat, cure, diagnose or prevent; the notices say what this is not (PS14)."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.words import LANGUAGES, Words
from tests.kit.places import ROOT

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

CLAIM = re.compile(
    r"\btreat(?:s|ed|ing)?\b|\bcur(?:e|es|ed|ing)\b|\bheal(?:s|ed|ing)?\b|\bdiagnos\w*|\bprevent\w*"
    r"|\bproven\b|\bwellness\b|\bmedical device|\b(?-i:CE)\b|\bFDA\b"
    r"|\bbehandel[td]\b|\bgene(?:es|zen)\w*|\bvoorkom\w*|\bbewezen\b|\bmedisch hulpmiddel",
    re.IGNORECASE,
)
NO_CLAIM = re.compile(
    # what it is not
    r"(?:not a|no) medical device|does not diagnose|no diagnosis|geen medisch hulpmiddel"
    r"|geen diagnose"
    # how the rules take a complaint
    r"|treated as \w+|als \w+ (?:wordt )?behandeld|behandeld als"
    # what a doctor does
    r"|the specialist who treats|the load or the diagnosis|de belasting of de diagnose"
    r"|snel behandeld|zonder operatie behandeld|A rupture is also treated"
    # what a sign is
    r"|does not heal|diagnosed ="
    # the article's advice, and words that only look alike
    r"|So treat the cause|meest voorkomende?|kan voorkomen",
    re.IGNORECASE,
)


def texts() -> Iterator[tuple[str, str]]:
    """Yield the place of every text that a user may read, and the text."""
    for page in ("README.md", "docs/commands.md", "docs/files.md"):
        yield page, (ROOT / page).read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    yield "pyproject.toml", project["description"]
    data = catalogue.bundled_path("text").parent
    written = data / "article.toml", data / "exercises.toml", *sorted(data.rglob("text/**/*.toml"))
    for path in written:
        yield path.relative_to(data).as_posix(), path.read_text("utf-8")


def claims(text: str) -> list[str]:
    """Return the words of a text that may claim something."""
    return CLAIM.findall(NO_CLAIM.sub("", " ".join(text.split())))


@pytest.mark.parametrize(
    "text",
    [
        "It treats the tendon.", "A programme that heals.", "It prevents a rupture.", "CE marked",
        "A wellness device", "Proven exercises", "Het geneest de pees.", "Voorkomt blessures.",
        "This is a medical device.", "It diagnoses.",
    ],
)  # fmt: skip
def test_a_claim_is_seen(text: str) -> None:
    assert claims(text)


@pytest.mark.hazard("H54")
def test_no_text_claims_to_treat_or_to_prevent() -> None:
    found = {place: claims(text) for place, text in texts()}
    assert len(found) > 50
    assert {place: words for place, words in found.items() if words} == {}


@pytest.mark.hazard("H54")
@LANGUAGE
def test_the_notice_says_what_this_is_not_and_who_asks_first(language: str) -> None:
    told = Words(language)("assess.notice")
    wanted = {
        "en": ("not a medical device", "does not diagnose", "not replace a doctor", "Pregnant"),
        "nl": ("geen medisch hulpmiddel", "geen diagnose", "vervangt geen", "Zwanger"),
    }
    assert [part for part in wanted[language] if part not in told] == []


@pytest.mark.hazard("H56")
def test_the_page_of_a_simulation_says_that_it_is_no_forecast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path))
    for language, says in (("en", "It is no forecast"), ("nl", "Het voorspelt niets")):
        assert run(["simulate", "steady-recovery", "--lang", language]) == 0
        assert says in " ".join(capsys.readouterr().out.split())
