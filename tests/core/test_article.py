"""The article beside the literature."""

from achillescli.core.article import Article

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


def test_the_statements_of_a_topic_in_their_order():
    assert [statement.id for statement in article().on("cause")] == ["S1", "S2"]
    assert article().on("nothing") == ()


def test_the_corrections_of_statements_each_once():
    assert [found.id for found in article().beside(article().on("cause"))] == ["K2", "K1"]
    assert article().beside(article().on("risk")) == ()


def test_what_studies_add_to_a_topic():
    (finding,) = article().found("risk")
    assert finding.text == ROW
    assert finding.cites[0].source == "rompe-2007"
    assert article().found("cause") == ()
