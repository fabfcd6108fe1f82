"""`achilles learn`, as the user types it."""

import json
from pathlib import Path

import pytest

from achillescli import catalogue
from achillescli.cli.app import run
from achillescli.words import Words
from tests.kit.logbook import Typed

LANGUAGES = ("en", "nl")
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)
TOPICS = tuple(Words("en").find("learn.topic"))
EXERCISES = tuple(exercise.id for exercise in catalogue.exercises())


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACHILLES_HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("ACHILLES_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def learn(capsys: pytest.CaptureFixture[str]) -> Typed:
    def learn(*arguments: str) -> tuple[int, str, str]:
        code = run(["learn", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return learn


@IN_BOTH
def test_without_a_topic_every_page_is_listed(learn: Typed, language: str) -> None:
    code, out, _ = learn("--lang", language)
    assert code == 0
    topics = Words(language).find("learn.topic").values()
    names = [*(topic["name"] for topic in topics), *EXERCISES]
    lines = [line for line in out.splitlines() if ": " in line]
    assert [line.split(":")[0] for line in lines] == names


@IN_BOTH
def test_the_listing_as_json(learn: Typed, language: str) -> None:
    listing = json.loads(learn("--json", "--lang", language)[1])
    assert [topic["id"] for topic in listing["topics"]] == list(TOPICS)
    assert [exercise["id"] for exercise in listing["exercises"]] == list(EXERCISES)


def test_the_topics_tell_all_72_statements(learn: Typed) -> None:
    told = [
        statement["id"]
        for topic in TOPICS
        for statement in json.loads(learn(topic, "--json")[1])["statements"]
    ]
    assert sorted(told, key=lambda name: int(name[1:])) == [f"S{n}" for n in range(1, 73)]


def test_a_topic_as_json_has_corrections_with_their_sources(
    learn: Typed,
) -> None:
    page = json.loads(learn("eccentric", "--json")[1])
    (correction,) = next(row for row in page["statements"] if row["id"] == "S56")["corrections"]
    assert correction["id"] == "K1"
    assert [source["doi"] for source in correction["sources"]] == ["10.1136/bjsm.2006.030437", ""]
    assert {source["mark"] for source in correction["sources"]} == {"F"}
    assert page["findings"]


@IN_BOTH
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_names_its_sources_and_asks_for_a_doctor(
    learn: Typed, topic: str, language: str
) -> None:
    code, out, err = learn(topic, "--lang", language)
    text = " ".join(out.split())
    assert (code, err) == (0, "")
    assert Words(language)("learn.general") in text
    cites = [cite for row in catalogue.article().study_notes(topic) for cite in row.cites]
    for cite in cites:
        if cite.source != "design":
            assert catalogue.sources()[cite.source].short in text
    assert ("Optimaal Sporten" in text) is bool(catalogue.article().on(topic))


def test_the_ids_of_statements_and_corrections_are_explained_once(
    learn: Typed,
) -> None:
    text = " ".join(learn("risk")[1].split())
    assert text.count("S1-S72 are statements of the article") == 1
    assert text.count("K1-K14 are corrections by studies") == 1


@IN_BOTH
def test_the_return_to_running_is_told_from_the_programme(learn: Typed, language: str) -> None:
    text = " ".join(learn("running", "--lang", language)[1].split())
    protocol = catalogue.protocol()
    places = [text.index(f"- {step.id}: {step.run_min} min") for step in protocol.running.steps]
    assert places == sorted(places)
    path = {"en": "begin at RC1. Otherwise you begin at RW1, and after RW4 you go on at RC4."}
    path["nl"] = "begin je bij RC1. Anders begin je bij RW1 en ga je na RW4 verder bij RC4."
    assert path[language] in text
    for rule in ("G2", "RUN"):
        for cite in catalogue.rules()[rule]:
            assert cite.source == "design" or catalogue.sources()[cite.source].short in text


def test_the_return_to_running_as_json_has_every_line_with_its_sources(
    learn: Typed,
) -> None:
    page = json.loads(learn("running", "--json")[1])
    assert page["statements"] == []
    says = {finding["says"]: finding["sources"] for finding in page["findings"]}
    (hops,) = (sources for line, sources in says.items() if "20 hops" in line)
    assert "mgb-running" in {source["key"] for source in hops}
    assert any(line.startswith("RC6: 30 min") for line in says)


@IN_BOTH
@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_is_told_step_by_step(learn: Typed, name: str, language: str) -> None:
    code, out, _ = learn(name, "--lang", language)
    text = " ".join(out.split())
    assert code == 0
    exercise = catalogue.exercise(name)
    for number, step in enumerate(exercise.steps(language), 1):
        assert f"{number}. {step}" in text
    told = exercise.told[language]
    for line in (told.name, told.cue, told.equipment, *told.rom.values(), *told.level.values()):
        assert line in text


def test_the_dose_of_an_exercise_is_that_of_the_programme(
    learn: Typed,
) -> None:
    assert "3 \N{MULTIPLICATION SIGN} 15" in learn("heel-drop-bent")[1]
    assert "1 s up, 3 s down, 4 s a repetition; 120 s rest" in learn("heel-drop-bent")[1]
    assert "day 43" in learn("heel-raise-two-leg")[1]
    assert "50 %" in learn("swimming")[1]
    assert json.loads(learn("hop-test", "--json")[1])["dose"] == []


def test_an_exercise_as_json(learn: Typed) -> None:
    page = json.loads(learn("heel-drop-straight", "--json", "--lang", "nl")[1])
    assert page["exercise"] == "heel-drop-straight"
    assert (page["contraction"], page["knee"], page["kind"]) == ("eccentric", "straight", "loading")
    assert list(page["level"]) == ["L1", "L2", "L3", "L4"]
    assert page["sources"][0]["key"] == "article"
    assert json.loads(learn("cycling", "--json")[1])["knee"] is None


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [
        ("nl", ["oorzaak"], "oorzaak"),
        ("nl", ["Andere", "behandelingen"], "andere-behandelingen"),
        ("nl", ["shockwave"], "andere-behandelingen"),
        ("nl", ["eccentric"], "excentrisch"),
        ("en", ["OTHER_treatments"], "other-treatments"),
        ("en", ["surgery"], "other-treatments"),
        ("en", ["return", "to", "running"], "running"),
        ("nl", ["hardlopers"], "hardlopen"),
    ],
)
def test_a_topic_by_another_name(learn: Typed, language: str, typed: list[str], title: str) -> None:
    code, out, _ = learn(*typed, "--lang", language)
    topics = Words(language).find("learn.topic").values()
    assert code == 0
    assert out.split("\n")[1] == next(one["title"] for one in topics if one["name"] == title)


def test_an_exercise_by_another_name(learn: Typed) -> None:
    assert learn("fietsen", "--lang", "nl")[1] == learn("cycling", "--lang", "nl")[1]
    assert learn("heel", "drop", "straight")[1] == learn("heel-drop-straight")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_leads_to_a_page(learn: Typed, language: str) -> None:
    words = Words(language)
    aliases = [topic["aliases"] for topic in words.find("learn.topic").values()]
    aliases += words.find("learn.aliases").values()
    for alias in " ".join(aliases).split():
        assert learn(alias, "--json", "--lang", language)[0] == 0, alias


def test_no_name_stands_for_two_pages() -> None:
    for language in LANGUAGES:
        topics = Words(language).find("learn.topic")
        several = [topic["aliases"] for topic in topics.values()]
        several += Words(language).find("learn.aliases").values()
        names = [*" ".join(several).split(), *EXERCISES]
        names += {*topics, *(topic["name"] for topic in topics.values())}
        assert len(names) == len(set(names))


def test_an_unknown_topic_names_the_nearest_and_the_list(
    learn: Typed,
) -> None:
    code, out, err = learn("prognosys")
    assert (code, out) == (2, "")
    assert err.startswith(
        "achilles: there is no such topic. Did you mean prognosis? Topics: cause,"
    )
    assert err.count("\n") == 1


def test_a_topic_that_resembles_nothing_gives_the_list(
    learn: Typed,
) -> None:
    code, _, err = learn("xyzzy", "--lang", "nl")
    assert code == 2
    assert err.startswith("achilles: dat onderwerp is er niet. Onderwerpen: oorzaak,")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", ["risk", "heel-drop-bent", ""])
def test_no_line_is_wider_than_the_screen(
    learn: Typed,
    name: str,
    columns: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in LANGUAGES:
        out = learn(*name.split(), "--lang", language)[1]
        assert max(len(line) for line in out.splitlines()) <= columns
        assert "\x1b" not in out


@IN_BOTH
@pytest.mark.parametrize(
    ("columns", "abreast"), [("120", 4), ("80", 4), ("78", 4), ("40", 2), ("38", 2), ("30", 1)]
)
def test_a_movement_is_drawn_side_by_side_as_far_as_there_is_room(
    learn: Typed,
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
    abreast: int,
    language: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = learn("heel-drop-straight", "--lang", language)[1].splitlines()
    assert max(map(len, lines)) <= int(columns)
    floors = [line.split() for line in lines if line.startswith("______|")]
    assert floors == [["______|#######"] * abreast] * (4 // abreast)
    said = " ".join(" ".join(lines).split())
    for number in range(1, 5):
        assert f"{number}. " in said


@IN_BOTH
def test_on_a_plain_screen_the_frames_are_words_alone(learn: Typed, language: str) -> None:
    out = learn("heel-drop-bent", "--plain", "--lang", language)[1]
    frames = catalogue.frames("heel-drop-bent")
    says = [f"{number}. {frame.says[language]}" for number, frame in enumerate(frames, 1)]
    assert "\n".join(says) in out
    assert "###" not in out


@IN_BOTH
def test_the_video_of_the_article_is_named_with_its_address(learn: Typed, language: str) -> None:
    article = catalogue.sources()["article"]
    for name in ("heel-drop-straight", "heel-drop-bent"):
        out = " ".join(learn(name, "--lang", language)[1].split())
        assert f"{article.title}, {article.authors}, {article.url}" in out
        page = json.loads(learn(name, "--lang", language, "--json")[1])
        assert page["video"] == article.url
        assert page["frames"] == [frame.says[language] for frame in catalogue.frames(name)]
    assert json.loads(learn("cycling", "--json")[1])["frames"] == []
    assert "http" not in learn("cycling")[1]
