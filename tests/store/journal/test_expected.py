"""What a field should hold is said in words, and never what it held."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import achillescli
from achillescli.catalogue import bundled_path
from achillescli.core.log import entries
from achillescli.core.log.answers import Answers
from achillescli.core.log.fields import FORMS
from achillescli.core.log.values import dated_table
from achillescli.errors import NOWHERE, Place
from achillescli.store.journal import models
from achillescli.store.journal.expected import Flaw, FlawError, expectation
from achillescli.words import Words
from tests.kit.each import each

SECRET = "zebra-private-42"
GOOD: dict[str, Any] = {
    "person": {"age": 40, "sex": "male"},
    "complaint": {"side": "left", "location": "midportion", "onset": "2026-01-05"},
}

#  section, field, what was written, the sentence
ANSWERS = [
    ("person", "age", "30", "person.age must be a whole number from 0 to 120."),
    ("person", "age", 130, "person.age must be a whole number from 0 to 120."),
    ("person", "age", 30.5, "person.age must be a whole number from 0 to 120."),
    ("person", "age", True, "person.age must be a whole number from 0 to 120."),
    ("person", "sex", SECRET, "person.sex must be one of: male, female, unspecified."),
    ("person", "weight_kg", SECRET, "person.weight_kg must be a number from 20 to 500."),
    ("person", "weigth_kg", 70, "person.weigth_kg is not known. Is weight_kg meant?"),
    ("person", "shoe", 42, "person.shoe is not known."),
    ("complaint", "onset", None, "complaint.onset must be a date between 2000 and 2100"),
    ("complaint", "onset", "gisteren", "complaint.onset must be a date between 2000 and 2100"),
    ("complaint", "onset", "1999-12-31", "complaint.onset must be a date between 2000 and 2100"),
    ("complaint", "morning_pain", 11, "complaint.morning_pain must be a whole number from 0 to 10"),
    ("complaint", "thickened", SECRET, "complaint.thickened must be true or false."),
    ("red_flags", "snap", 1, "red_flags.snap must be true or false."),
    ("red_flags", "tendon_injection_last", SECRET, "tendon_injection_last must be a date such as"),
    ("red_flags", "spa", SECRET, "red_flags.spa must be a list of some of: psoriasis, uveitis"),
    ("red_flags", "spa", [SECRET], "red_flags.spa must be one of: psoriasis, uveitis, ibd"),
    ("tests", "start_test_pain", SECRET, 'must be a whole number from 0 to 10, or "unable".'),
    ("tests", "start_test_pain", 11, 'must be a whole number from 0 to 10, or "unable".'),
    (
        "complaint",
        "sport",
        "",
        "complaint.sport must be text between quotation marks, of at most 100",
    ),
    ("tests", "raises_left", -1, "tests.raises_left must be a whole number from 0 to 1000."),
]


def _said(
    error: FlawError, kind: type[Answers] = Answers, place: Place = NOWHERE, language: str = "en"
) -> str:
    key, values = expectation(error.flaws[0], kind, place)
    return Words(language)(key, **values)


@each(("section", "field", "value", "said"), ANSWERS)
@each("language", ["en", "nl"])
def test_an_answer_is_said_to_be_wrong(
    section: str, field: str, value: str | float | list[str] | None, said: str, language: str
) -> None:
    wrong = GOOD | {section: GOOD.get(section, {}) | {field: value}}
    with pytest.raises(FlawError) as error:
        models.record(Answers, dated_table(wrong))
    told = _said(error.value, language=language)
    assert language != "en" or said in told
    assert field in told
    assert SECRET not in told


def test_a_section_and_a_field_can_be_missing_or_no_table() -> None:
    for wrong, said in (
        ({}, "person is missing."),
        (GOOD | {"person": 3}, "person must be a table with its own fields."),
        (GOOD | {"person": {"sex": "male"}}, "person.age is missing."),
        (GOOD | {"persn": {}}, "persn is not known. Is person meant?"),
    ):
        with pytest.raises(FlawError) as error:
            models.record(Answers, wrong)
        assert said in [
            Words("en")(key, **values)
            for flaw in error.value.flaws
            for key, values in [expectation(flaw)]
        ]


@each("kind", entries.KINDS)
def test_every_field_of_every_kind_has_its_sentence(kind: str) -> None:
    for named in entries.KINDS[kind].attributes:
        with pytest.raises(FlawError) as error:
            models.entry({"kind": kind, **({} if named == "kind" else {named: object()})})
        told = [flaw for flaw in error.value.flaws if flaw.path[0] == named]
        told = told or [Flaw("literal_error", ("kind",))]
        key, values = expectation(told[0], entries.KINDS[kind])
        assert key != "store.expected.other"
        assert Words("nl")(key, **values).startswith(named)


def test_a_place_is_told_before_the_sentence() -> None:
    with pytest.raises(FlawError) as error:
        models.record(Answers, {})
    said = _said(error.value, place=Place("mine.toml", 3))
    assert said == "mine.toml, line 3: person is missing."
    assert _said(error.value, place=Place("mine.toml")) == "mine.toml: person is missing."
    dutch = _said(error.value, place=Place("mine.toml", 3), language="nl")
    assert dutch == "mine.toml, regel 3: person ontbreekt."


def _sentences(language: str) -> dict[str, str]:
    def flat(table: dict[str, Any], path: list[str]) -> Iterator[tuple[str, str]]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, [*path, name])
            else:
                yield ".".join([*path, name]), value

    text = bundled_path(f"text/{language}/store.toml").read_text("utf-8")
    return dict(flat(tomllib.loads(text), ["store"]))


def test_both_languages_say_the_same() -> None:
    english, dutch = _sentences("en"), _sentences("nl")
    assert list(english) == list(dutch)
    for key, sentence in english.items():
        names = [
            {name for _, name, _, _ in Formatter().parse(said) if name}
            for said in (sentence, dutch[key])
        ]
        assert names[0] == names[1], key


@pytest.mark.parametrize(
    ("place", "english", "dutch"),
    [
        (Place("a.toml", 3), "a.toml, line 3: x", "a.toml, regel 3: x"),
        (Place("a.toml"), "a.toml: x", "a.toml: x"),
        (NOWHERE, "x", "x"),
    ],
)
def test_a_sentence_begins_with_its_place(
    monkeypatch: pytest.MonkeyPatch, place: Place, english: str, dutch: str
) -> None:
    for language, said in (("en", english), ("nl", dutch)):
        words = Words(language)
        raw = words._raw
        monkeypatch.setattr(words, "_raw", lambda key, raw=raw: raw(key) or "{place}x")
        assert words("store.none", place=place) == said


def test_every_sentence_is_used_and_every_key_exists() -> None:
    package = Path(achillescli.__file__).parent
    source = "\n".join(path.read_text() for path in (package / "store").rglob("*.py"))
    source += (package / "core" / "log" / "fields.py").read_text()
    source += (package / "words.py").read_text()
    for key in _sentences("en"):
        last = key.removesuffix(".one").removesuffix(".other").rsplit(".", 1)[-1]
        assert re.search(rf"\b{last}\b", source) or last in FORMS, key
