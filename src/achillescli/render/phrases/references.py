"""The sources of some rules: each work once, with the rules that rest on it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...words import Words

if TYPE_CHECKING:
    from ...core.library.evidence import Citation, Source
    from ..terminal.screen import Screen


def show(
    screen: "Screen",
    words: Words,
    cites: "Mapping[str, Sequence[Citation]]",
    sources: "Mapping[str, Source]",
    rules: Sequence[str],
) -> None:
    """Write the sources of the rules, and what the marks mean."""
    cited = [(rule, citation) for rule in rules for citation in cites[rule]]
    screen.heading(words("why.heading.sources"))
    for key in dict.fromkeys(citation.source for _, citation in cited):
        places = _places([(rule, citation) for rule, citation in cited if citation.source == key])
        reference = _reference(words, sources[key])
        screen.point(words("why.text.source", reference=reference, places=places))
    marks = sorted({citation.mark.value for _, citation in cited})
    meanings = (
        words("why.text.mark", mark=mark, meaning=words(f"why.mark.{mark}")) for mark in marks
    )
    screen.say(f"{'; '.join(meanings)}.")


def _places(cited: "Sequence[tuple[str, Citation]]") -> str:
    """Return the rules that rest on a source by mark, with the statements of the article."""
    by_mark: dict[str, dict[str, list[str]]] = {}
    for rule, citation in cited:
        places = by_mark.setdefault(citation.mark.value, {}).setdefault(rule, [])
        if citation.source == "article":
            places.append(citation.where)
    return "; ".join(
        f"{mark}: {', '.join(' '.join((rule, *places)) for rule, places in rules.items())}"
        for mark, rules in by_mark.items()
    )


def _reference(words: Words, source: "Source") -> str:
    """Return a source in full; what describes one in English stands on the English page only."""
    if source.key == "design":
        return words("why.text.design")
    return source.reference if words.language == "en" else source._replace(about="").reference
