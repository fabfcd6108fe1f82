"""Sources and citations."""

from typing import Any

import pytest

from achillescli.core.library.evidence import Citation, Mark, Source, citations

CITE = {"source": "rompe-2007", "where": "abstract", "mark": "F2"}


def source(key: str = "some-2001", **fields: object) -> Source:
    return Source.of(key, {"authors": "Some A", "mark": "F"} | fields)


@pytest.mark.parametrize(
    ("key", "authors", "year", "expected"),
    [
        ("knobloch-2007", "Knobloch K", 2007, "Knobloch 2007"),
        ("knobloch-2007b", "Knobloch K et al.", 2007, "Knobloch et al. 2007b"),
        ("cook-2009", "Cook JL, Purdam CR", 2009, "Cook & Purdam 2009"),
        (
            "silbernagel-2020",
            "Silbernagel KG, Hanlon S, Sprague A",
            2020,
            "Silbernagel et al. 2020",
        ),
        ("devos-2021", "de Vos RJ et al.", 2021, "de Vos et al. 2021"),
        ("hebert-losier-2017", "Hébert-Losier K et al.", 2017, "Hébert-Losier et al. 2017"),
        ("nice-ng65", "NICE", None, "NICE"),
        ("mgb-running", "Mass General Brigham", None, "Mass General Brigham"),
    ],
)
def test_a_source_in_a_few_words(key: str, authors: str, year: int | None, expected: str) -> None:
    assert source(key, authors=authors, year=year).short == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Some A"),
        ({"authors": "Some A et al."}, "Some A et al"),
        ({"authors": "Some X."}, "Some X"),
        ({"journal": "BMJ", "year": 2001, "place": "1:2"}, "Some A. BMJ 2001;1:2"),
        ({"title": "True title", "about": "described"}, "Some A. True title"),
        ({"about": "described", "year": 2001}, "Some A. described. 2001"),
        ({"doi": "10.1234/x", "url": "https://example.org"}, "Some A. doi:10.1234/x"),
        ({"url": "https://example.org"}, "Some A. https://example.org"),
    ],
)
def test_a_source_in_full(fields: dict[str, Any], expected: str) -> None:
    assert source(**fields).reference == expected


def test_an_unknown_field_or_mark_is_refused() -> None:
    with pytest.raises(TypeError):
        source(volume=3)
    with pytest.raises(ValueError, match="X"):
        source(mark="X")
    with pytest.raises(TypeError):
        Citation.of(CITE | {"page": 3})
    with pytest.raises(ValueError, match="X"):
        Citation.of(CITE | {"mark": "X"})


def test_the_citations_of_a_row() -> None:
    assert citations([CITE]) == (Citation("rompe-2007", "abstract", Mark.F2),)
