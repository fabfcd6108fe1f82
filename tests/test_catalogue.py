"""The bundled data: complete, cited, and in both languages."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core.library.evidence import Mark
from achillescli.core.library.exercise import Exercise
from achillescli.core.library.frame import COLUMNS
from tests.kit.each import each

DOI = re.compile(r"10\.\d{4,9}/\S+")
FILES = sorted(catalogue.bundled_path("").glob("*.toml"))
EXERCISES = catalogue.exercises()
BY_ID = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda found: found.id)
LANGUAGES = ("en", "nl")
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)
NEVER = {
    "en": "you have|will heal|safe|cleared|cured?|proven|guarantee|tendinitis|!",
    "nl": "je hebt|zal genezen|veilig|genees|bewezen|garantie|tendinitis|!",
}


def citations(found: Any) -> Iterator[dict[str, str]]:
    """Every table under a key ``cites``, wherever it stands."""
    if isinstance(found, list):
        for part in found:
            yield from citations(part)
    elif isinstance(found, dict):
        yield from found.get("cites", ())
        for part in found.values():
            yield from citations(part)


def cited() -> list[tuple[str, dict[str, str]]]:
    tables = ((file.name, tomllib.loads(file.read_text("utf-8"))) for file in FILES)
    return [(name, cite) for name, table in tables for cite in citations(table)]


# sources


def test_every_source_is_cited() -> None:
    assert set(catalogue.sources()) - {cite["source"] for _, cite in cited()} == set()


def test_every_citation_has_its_source_a_place_and_a_mark() -> None:
    for name, cite in cited():
        assert cite["source"] in catalogue.sources(), f"{name}: {cite}"
        assert cite["where"], f"{name}: {cite}"
        assert cite["mark"] in set(Mark), f"{name}: {cite}"


def test_a_source_can_be_found() -> None:
    for key in catalogue.sources():
        source = catalogue.sources()[key]
        assert source.authors
        assert not source.doi or DOI.fullmatch(source.doi)
        assert not source.url or source.url.startswith("https://")
        assert source.year is None or 1980 <= source.year <= 2026
        if key != "design":
            assert source.journal or source.title or source.about or source.doi


def test_no_two_sources_share_their_short_form() -> None:
    shorts = [source.short for source in catalogue.sources().values()]
    assert len(shorts) == len(set(shorts))


def test_only_chosen_numbers_are_marked_as_chosen() -> None:
    for name, cite in cited():
        assert cite["mark"] != "D" or cite["source"] == "design", f"{name}: {cite}"


# exercises


def test_the_exercises_of_the_programme_are_there() -> None:
    named = {exercise.id for exercise in EXERCISES}
    protocol = catalogue.protocol()
    assert named >= {
        protocol.exercises.am,
        protocol.exercises.pm,
        protocol.exercises.pm_when_sore,
        protocol.concentric.two_leg,
        protocol.concentric.single_leg,
        *("cycling", "swimming", "start-test", "heel-raise-test", "hop-test", "walk-test"),
    }
    assert len(named) == len(EXERCISES)


def test_an_exercise_by_its_id() -> None:
    assert tuple(catalogue.exercise(found.id) for found in EXERCISES) == EXERCISES
    with pytest.raises(KeyError):
        catalogue.exercise("backflip")


@BY_ID
def test_an_exercise_is_told_alike_in_both_languages(exercise: Exercise) -> None:
    en, nl = (exercise.told[language] for language in LANGUAGES)
    assert len(en.steps) == len(nl.steps) >= 3
    assert en.level.keys() == nl.level.keys()
    assert en.rom.keys() == nl.rom.keys()
    assert en.name != nl.name
    assert exercise.cites


@BY_ID
@IN_BOTH
def test_the_names_fit_a_narrow_screen(exercise: Exercise, language: str) -> None:
    assert len(exercise.short(language)) <= 26
    assert len(exercise.cue(language)) <= 80


@BY_ID
def test_what_an_exercise_is(exercise: Exercise) -> None:
    assert exercise.kind in {"loading", "easy", "test"}
    assert exercise.contraction in {"eccentric", "concentric", ""}
    assert exercise.knee in {"straight", "bent", ""}
    if exercise.kind == "loading":
        assert exercise.contraction
        assert exercise.knee


@each("name", ["heel-drop-straight", "heel-drop-bent"])
@IN_BOTH
def test_a_heel_drop_is_told_for_every_level_and_range(name: str, language: str) -> None:
    told = catalogue.exercise(name).told[language]
    assert tuple(told.level) == ("L1", "L2", "L3", "L4")
    assert tuple(told.rom) == ("floor", "step")
    never = {"en": "never goes below floor level", "nl": "nooit onder vloerhoogte"}
    assert never[language] in told.rom["floor"]


@pytest.mark.hazard("H59")
@each("name", ["heel-drop-straight", "heel-drop-bent"])
@each(
    ("language", "wanted"),
    [
        ("en", "shoes|lowest step|dry|rail in reach|against a wall|worktop|put the backpack down first"),
        ("nl", "schoenen|onderste|droge trede|leuning binnen bereik|tegen een muur|aanrecht|eerst de rugzak neer"),
    ],
)  # fmt: skip
def test_a_heel_drop_is_told_with_what_keeps_from_falling(
    name: str, language: str, wanted: str
) -> None:
    told = catalogue.exercise(name).told[language]
    words = " ".join((told.equipment, *told.steps, *told.level.values()))
    assert [part for part in wanted.split("|") if part not in words] == []


@each(
    ("name", "numbers"),
    [
        ("start-test", {"reps": 5}),
        ("heel-raise-test", {"pace_bpm": 60}),
        ("hop-test", {"reps": 20}),
        ("walk-test", {"minutes": 30}),
        ("cycling", {}),
    ],
)
@IN_BOTH
def test_the_numbers_of_the_tests(name: str, numbers: dict[str, int], language: str) -> None:
    exercise = catalogue.exercise(name)
    assert exercise.numbers == numbers
    words = " ".join((exercise.cue(language), *exercise.steps(language)))
    assert all(str(number) in words for number in numbers.values())
    assert "{" not in words


# wording


@IN_BOTH
def test_the_content_promises_nothing(language: str) -> None:
    article = catalogue.article()
    rows: tuple[Any, ...] = (
        *article.statements,
        *article.corrections.values(),
        *article.findings,
    )
    told = [exercise.told[language] for exercise in EXERCISES]
    sentences = [row.text[language] for row in rows]
    sentences += [line for one in told for line in (one.cue, *one.steps, *one.level.values())]
    for sentence in sentences:
        assert not re.search(rf"\b(?:{NEVER[language]})", sentence, re.IGNORECASE), sentence
        assert sentence.endswith(".")


def test_a_bundled_file_of_a_wheel_comes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "achillescli"
    (tmp_path / "data").mkdir()
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(catalogue, "_PACKAGE", package)
    assert catalogue.bundled_path("x.toml") == tmp_path / "data" / "x.toml"
    (package / "data" / "x.toml").touch()
    assert catalogue.bundled_path("x.toml") == package / "data" / "x.toml"


# frames

FRAMED = {exercise.frames for exercise in EXERCISES} - {""}


def test_every_exercise_but_the_everyday_ones_is_drawn() -> None:
    undrawn = {exercise.id for exercise in EXERCISES if not exercise.frames}
    assert undrawn == {"cycling", "swimming", "walk-test"}
    assert catalogue.frames("") == ()
    with pytest.raises(KeyError):
        catalogue.frames("backflip")


@each("name", sorted(FRAMED))
def test_a_movement_has_four_frames_that_every_terminal_can_draw(name: str) -> None:
    frames = catalogue.frames(name)
    assert len(frames) == 4
    for frame in frames:
        assert all(line.isascii() and line == line.rstrip() for line in frame.drawing)
        assert max(map(len, frame.drawing)) <= COLUMNS
        assert len(frame.drawing) <= 9
        assert frame.says.keys() == set(LANGUAGES)
        assert all(says.endswith(".") for says in frame.says.values())


def test_a_video_is_that_of_the_article_and_has_its_address() -> None:
    shown = {exercise.id: exercise.video for exercise in EXERCISES if exercise.video}
    assert shown == {"heel-drop-straight": "article", "heel-drop-bent": "article"}
    assert catalogue.sources()["article"].url
