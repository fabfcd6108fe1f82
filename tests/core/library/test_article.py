"""The article beside the literature."""

from achillescli.core.library.article import Article
from achillescli.core.library.evidence import Citation, Mark

ROW = {"en": "words", "nl": "woorden"}
CITE = {"source": "rompe-2007", "where": "abstract", "mark": "F2"}


def article() -> Article:
    statement = ROW | {"role": "I", "topic": "cause", "test": "tests/test_x.py::test_x"}
    return Article.of(
        {
            "statement": [
                statement | {"id": "S1", "corrections": ["K2", "K1"], "carried_by": ["x.toml: y"]},
                statement | {"id": "S2", "corrections": ["K1"]},
                statement | {"id": "S3", "topic": "risk"},
            ],
            "correction": [ROW | {"id": "K1", "cites": [CITE]}, ROW | {"id": "K2", "cites": []}],
            "finding": [ROW | {"topic": "risk", "cites": [CITE]}],
        }
    )


def test_the_statements_of_a_topic_in_their_order() -> None:
    assert [statement.id for statement in article().on("cause")] == ["S1", "S2"]
    assert article().on("nothing") == ()


def test_the_corrections_of_statements_each_once() -> None:
    assert [found.id for found in article().beside(article().on("cause"))] == ["K2", "K1"]
    assert article().beside(article().on("risk")) == ()


def test_what_studies_add_to_a_topic() -> None:
    (finding,) = article().study_notes("risk")
    assert finding.text == ROW
    assert finding.cites[0].source == "rompe-2007"
    assert article().study_notes("cause") == ()


def test_a_statement_says_who_carries_it_and_which_test_shows_it() -> None:
    first, second, _ = article().statements
    assert (first.role, first.text) == ("I", ROW)
    assert (first.carried_by, second.carried_by) == (("x.toml: y",), ())
    assert first.test == "tests/test_x.py::test_x"


def test_a_correction_says_what_studies_found_and_where() -> None:
    found = article().corrections["K1"]
    assert found.text == ROW
    assert found.cites == (Citation("rompe-2007", "abstract", Mark.F2),)
