"""Citations as plain values."""

from collections.abc import Iterable, Mapping

from ...core.library.evidence import Citation, Source


def as_values(sources: Mapping[str, Source], cites: Iterable[Citation]) -> list[dict[str, object]]:
    """Return citations, each with its work in short."""
    return [
        {
            "key": cite.source,
            "short": sources[cite.source].short,
            "doi": sources[cite.source].doi,
            "where": cite.where,
            "mark": cite.mark.value,
        }
        for cite in cites
    ]
