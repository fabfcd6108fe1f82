"""Answers in files: what is read, and what is refused with one sentence."""

import datetime as dt
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from achillescli import catalogue, store
from achillescli.cli.app import run
from achillescli.cli.inputs import tables
from achillescli.core.log.answers import RED_FLAGS, REQUIRED, Answers
from achillescli.core.log.values import record
from achillescli.core.questionnaire.questions import QUESTIONS
from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import Typed
from tests.kit.places import EXAMPLES

RUNNER = (EXAMPLES / "runner.toml").read_text("utf-8")
PROGRAM = "import sys; from achillescli.cli import main; sys.argv[0] = 'achilles'; main()"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "achilles"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def assess(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    def assess(
        text: str | bytes, *options: str, name: str = "answers.toml"
    ) -> tuple[int, str, str]:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = run(["assess", "--answers", str(file), *options])
        return code, *capsys.readouterr()

    return assess


SLIPS = {
    "a b\n": "a heading such as [name]",
    "[entry\na = 1\n": "as many brackets",
    "a = 1\na = 2\n": "there twice in one table",
    "note = words\n": 'such as name = "text".',
    "a = “b”\n": 'such as name = "text".',
    "a = 1,5\n": "such as 20.5.",
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_in_words_that_hold_for_any_file(text: str, assess: Typed) -> None:
    code, _, err = assess(text)
    assert code == 2
    assert SLIPS[text] in flat(err)
    assert not re.search(r"entry|pain|score|slot|log\b", err)


def test_every_slip_of_the_log_has_words_for_any_file() -> None:
    told = Words("en").find("store.error.toml")
    ours = {slip for slip, said in told.items() if re.search(r"entry|pain|score|slot|log\b", said)}
    assert ours == {*tables.OF_THE_LOG} == {*Words("en").find("store.error.tables")}


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [("runner", 0, "L3"), ("insertional", 0, "L1"), ("early", 0, "L1"), ("doctor-today", 4, None)],
)
def test_examples(name: str, code: int, level: str | None, assess: Typed) -> None:
    found, out, _ = assess((EXAMPLES / f"{name}.toml").read_text("utf-8"), "--json")
    assert (found, json.loads(out)["start_level"]) == (code, level)


def test_each_example_shows_its_case(assess: Typed) -> None:
    def result(name: str) -> Any:
        return json.loads(assess((EXAMPLES / f"{name}.toml").read_text("utf-8"), "--json")[1])

    assert result("runner")["triage"] == {"level": "NONE", "rows": []}
    assert result("insertional")["stage"]["treat_as"] == "insertional"
    assert result("insertional")["start_test_asked"]
    assert result("early")["stage"]["time_phase"] == "EARLY"
    assert result("doctor-today")["triage"]["level"] == "SAME_DAY"


def test_every_example_is_tried_here() -> None:
    names = {file.stem for file in EXAMPLES.glob("*.toml")}
    assert names == {"runner", "insertional", "early", "doctor-today"}


#  what is changed in the runner's answers, and what the sentence must name
WRONG = [
    ("age = 42", "agee = 42", "the key person.agee is unknown; the nearest is person.age"),
    ("[red_flags]", "[redflags]", "redflags is unknown; the nearest is red_flags"),
    ("snap = false", "snapp = false", "red_flags.snapp is unknown; the nearest is red_flags.snap"),
    ("weight_kg = 80", "side = 80", "person.side is unknown; the nearest is complaint.side"),
    ('side = "left"', "", "complaint.side is missing"),
    ("age = 42", "", "person.age is missing"),
    ('sex = "male"', "", "person.sex is missing"),
    ("onset = 2025-01-15", "", "complaint.onset is missing"),
    ('location = "midportion"', "", "complaint.location is missing"),
    ("age = 42", 'age = "42"', "person.age must be a whole number from 0 to 120"),
    ("age = 42", "age = 200", "person.age must be a whole number from 0 to 120"),
    ("age = 42", "age = true", "person.age must be a whole number"),
    ("weight_kg = 80", "weight_kg = nan", "person.weight_kg must be a number from 20 to 500"),
    ("morning_pain = 3", "morning_pain = 11", "complaint.morning_pain must be a whole number"),
    ("morning_pain = 3", "morning_pain = -1", "complaint.morning_pain must be a whole number"),
    ("morning_pain = 3", "morning_pain = 3.5", "complaint.morning_pain must be a whole number"),
    ("morning_pain = 3", 'morning_pain = "drie"', "complaint.morning_pain must be a whole"),
    ("morning_pain = 3", "morning_pain = nan", "complaint.morning_pain must be a whole number"),
    ('"midportion"', '"heel"', "complaint.location must be one of: insertional, midportion"),
    ("snap = false", 'snap = "no"', "red_flags.snap must be true or false"),
    ("spa = []", "spa = false", "red_flags.spa"),
    ("spa = []", 'spa = ["gout"]', "red_flags.spa"),
    ("onset = 2025-01-15", 'onset = "2025-01-15"', "complaint.onset must be a date"),
    ("onset = 2025-01-15", "onset = 2999-01-15", "complaint.onset must be a date between"),
    ("onset = 2025-01-15", "onset = 2099-01-15", "complaint.onset"),
    ("oral_steroid_last = false", "oral_steroid_last = 2099-01-01", "red_flags.oral_steroid_last"),
    ("[person]", "date = 2099-01-01\n[person]", "lies in the future"),
    ("[person]", "date = 2025-01-14\n[person]", "complaint.onset"),
    ("start_test_pain = 2", 'start_test_pain = "no"', "tests.start_test_pain must be a whole"),
    ("[person]", "person = 3\n[other]", "other is unknown"),
    ("age = 42", "age = 42 years", "line 6"),
    ("onset = 2025-01-15", "onset = 2025-02-30", "line 14"),
    ('side = "left"', 'side = "left', "line 12"),
    ("age = 42", "age = 42\nage = 43", "this name is there twice"),
]


@pytest.mark.parametrize(("right", "wrong", "named"), WRONG)
def test_wrong_answers(right: str, wrong: str, named: str, assess: Typed, home: Path) -> None:
    assert right in RUNNER
    code, out, err = assess(RUNNER.replace(right, wrong, 1))
    assert code == 2
    assert bool(out) == ("_last" in wrong)  # a date ahead is a slip for one of now
    assert named in err
    assert err.startswith("achilles: ")
    assert err.count("\n") == 1
    assert not home.exists()


#  what is changed in the runner's answers, and the line that is named
LINES = [
    ("age = 42", "age = 200", "age = 200"),
    ("age = 42", "agee = 42", "agee = 42"),
    ("[red_flags]", "[redflags]", "[redflags]"),
    ("snap = false", 'snap = "no"', 'snap = "no"'),
    ("oral_steroid_last = false", "oral_steroid_last = 3", "oral_steroid_last = 3"),
    ("[person]", "date = 2099-01-01\n[person]", "date = 2099-01-01"),
    ("[person]", "date = 2025-01-14\n[person]", "onset = 2025-01-15"),
    ("spa = []", 'spa = ["gout"]', 'spa = ["gout"]'),
]


@pytest.mark.parametrize(("right", "wrong", "where"), LINES)
def test_a_wrong_value_is_named_with_its_line(
    right: str, wrong: str, where: str, assess: Typed
) -> None:
    text = RUNNER.replace(right, wrong, 1)
    line = text[: text.index(where)].count("\n") + 1
    assert f"answers.toml, line {line}: " in flat(assess(text)[2])


def test_what_cannot_be_found_by_a_plain_search_has_no_line(
    assess: Typed,
) -> None:
    text = RUNNER.replace("age = 42", "").replace("[person]", "person.age = 200\n[other]", 1)
    text = text.replace("[other]\n", "").replace('sex = "male"', 'person.sex = "male"')
    text = text.replace("height_cm", "person.height_cm").replace("weight_kg", "person.weight_kg")
    assert "answers.toml: person.age must be" in flat(assess(text)[2])
    assert "answers.toml: person.age is missing" in flat(assess(RUNNER.replace("age = 42", ""))[2])


def test_a_wrong_value_in_json_has_its_line(assess: Typed) -> None:
    text = '{\n "person": {\n  "age": "42"\n }\n}'
    assert "answers.toml, line 3: person.age must be" in flat(assess(text)[2])


#  whole files, with what the sentence must name
HOSTILE = [
    (b"", "answers.toml is empty"),
    (b"\xef\xbb\xbf \n\t\r\n", "answers.toml is empty"),
    (b"# only a comment\n", "person is missing"),
    (b"\xff\xfe\x00", "UTF-16"),
    (b"a = 1\n\xe9", "line 2"),
    (b"a = \0", "zero bytes"),
    (b"a = " + b"[" * 400 + b"]" * 400, "nested"),
    (b".".join([b"a"] * 5000) + b" = 1", "more than 64 parts"),
    (b"a = " + b"9" * 5001, "too many digits"),
    (b"#" * (2 << 20) + b"##", "2 MiB"),
    (b"<html><body>404</body></html>", "line 1"),
    (b"{", "line 1: this is no valid JSON"),
    (b"{" * 100_000, "JSON"),
    (b'{"person": {"age": 42, "age": 43}}', "no JSON that can be read"),
    (b'{"person": 3}', "person"),
    (b'{"person": {"age": "42"}}', "person.age must be a whole number"),
    (b'{"persona": {}}', "persona is unknown; the nearest is person"),
]


@pytest.mark.parametrize(("raw", "named"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files(raw: bytes, named: str, assess: Typed, home: Path) -> None:
    code, out, err = assess(raw)
    assert (code, out) == (2, "")
    assert named in err
    assert err.count("\n") == 1
    assert not home.exists()


def test_sentences_do_not_repeat_what_was_answered(
    assess: Typed,
) -> None:
    for wrong in ('"secret words"', "7777", "2099-12-24"):
        assert wrong.strip('"') not in assess(RUNNER.replace("age = 42", f"age = {wrong}"))[2]


def test_sentences_in_dutch(assess: Typed) -> None:
    code, _, err = assess(RUNNER.replace("age = 42", "agee = 42"), "--lang", "nl")
    assert code == 2
    assert "de sleutel person.agee is onbekend" in err


def test_a_file_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run(["assess", "--answers", str(tmp_path / "no.toml")]) == 2
    assert "there is no file no.toml" in capsys.readouterr().err
    assert run(["assess", "--answers", str(tmp_path)]) == 2
    assert "not an ordinary file" in capsys.readouterr().err
    assert not home.exists()


def test_a_date_of_json_is_written_in_one_way(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(
        '{"person": {"age": 40, "sex": "male"}, "complaint": {"side": "left", '
        '"location": "midportion", "onset": "1736899200"}}'
    )
    assert run(["assess", "--answers", str(path)]) == 2
    assert "onset" in capsys.readouterr().err
    assert not home.exists()


def test_missing_warning_signs_as_json(assess: Typed, home: Path) -> None:
    text = RUNNER.replace("snap = false\n", "").replace("night_pain = false\n", "")
    code, out, _ = assess(text, "--json")
    assert (code, json.loads(out)) == (2, {"missing": ["snap", "night_pain"]})
    without = RUNNER[: RUNNER.index("[red_flags]")] + RUNNER[RUNNER.index("[risk]") :]
    code, out, _ = assess(without, "--json")
    assert (code, json.loads(out)) == (2, {"missing": list(REQUIRED)})
    assert not home.exists()


def test_missing_warning_signs_in_words_come_after_what_stands(assess: Typed, home: Path) -> None:
    text = RUNNER.replace("snap = false\n", "").replace("gap = false", "gap = true")
    code, out, err = assess(text)
    assert code == 2
    assert "--by doctor T03" in out
    assert "one warning sign is not answered: snap." in err
    assert not home.exists()


def test_missing_warning_signs_without_a_row_that_stands(
    assess: Typed,
) -> None:
    code, out, err = assess(RUNNER.replace("snap = false\n", "").replace("gap = false\n", ""))
    assert (code, out) == (2, "")
    assert "2 warning signs are not answered: snap, gap." in err


def test_the_same_answers_as_json(assess: Typed) -> None:
    tables = tomllib.loads(RUNNER)
    tables["complaint"]["onset"] = "2025-01-15"
    as_json = json.dumps({"date": "2026-01-01", **tables})
    as_toml = "date = 2026-01-01\n" + RUNNER
    assert assess(as_json, "--json")[:2] == assess(as_toml, "--json", "--new-course")[:2]


@pytest.mark.slow
def test_standard_input(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "assess", "--answers", "-", "--json"],
        input=RUNNER.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["start_level"] == "L3"
    assert b"educational tool" in done.stderr
    assert len(store.load(home).entries) == 1


def test_what_is_stored_is_what_was_answered(assess: Typed, home: Path) -> None:
    assess("date = 2026-01-01\n" + RUNNER)
    (entry,) = store.load(home).entries
    tables = tomllib.loads(RUNNER)
    assert (entry.kind, entry.date, entry.new_course) == ("assessment", dt.date(2026, 1, 1), False)
    assert entry.answers == record(Answers, tables)
    assert "answers.date" not in (home / "log").iterdir().__next__().read_text("utf-8")


def test_a_later_assessment_counts_as_changed_answers_unless_told(
    assess: Typed, home: Path
) -> None:
    assess(RUNNER)
    assert "--new-course" in assess(RUNNER)[2]
    assert "--new-course" not in assess(RUNNER, "--new-course")[2]
    assert [entry.new_course for entry in store.load(home).entries] == [False, False, True]


FILLED = {
    "signs": "false",
    "marks": "true",
    "spa": '["family"]',
    "score": "3",
    "count": "20",
    "pair": "60",
    "one": None,
    "day": "2025-03-01",
    "text": '"tennis"',
    "start_test": '"unable"',
}


def filled(text: str, keys: set[str] | None = None) -> str:
    """Return the template with every key, or some, uncommented and given a value."""
    kinds = {
        field.partition(".")[2]: (question.values[0] if question.kind == "one" else question)
        for question in QUESTIONS
        for field in question.fields
    }

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if keys is not None and name not in keys:
            return found[0]
        kind = kinds.get(name)
        if name == "date":
            value = "2025-06-01"
        elif name.endswith("_last"):
            value = "false"
        elif isinstance(kind, str):
            value = f'"{kind}"'
        else:
            value = "20.5" if name.startswith("knee") else str(FILLED[kind.kind])
        return f"{name} = {value}"

    return re.sub(r"^#(\w+) =$", fill, text, flags=re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_template_filled_in_is_valid(
    language: str, assess: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", "--template", "--lang", language]) == 0
    text = filled(capsys.readouterr().out)
    code, out, err = assess(text, "--json")
    assert "store" not in err
    assert (code, json.loads(out)["start_level"]) == (0, "L1"), out
    tables = tomllib.loads(text)
    for section in ("person", "complaint", "red_flags", "risk", "tests"):
        fields = Answers.fields[section].of.fields
        assert list(tables[section]) == list(fields)


def test_template_with_only_what_is_needed_is_valid(
    assess: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["assess", "--template"])
    needed = {"age", "sex", "side", "location", "onset", *RED_FLAGS}
    assert assess(filled(capsys.readouterr().out, needed))[0] in (0, 4)


def test_template_as_it_is_asks_for_the_rest(
    assess: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["assess", "--template"])
    code, _, err = assess(capsys.readouterr().out)
    assert code == 2
    assert "person.age is missing" in err


@pytest.mark.parametrize("language", ["en", "nl"])
def test_template_explains_every_key_with_its_source(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["assess", "--template", "--lang", language])
    blocks = capsys.readouterr().out.split("\n\n")
    keys = [block for block in blocks if re.search(r"^#\w+ =$", block, re.MULTILINE)]
    assert len(keys) == len({field for question in QUESTIONS for field in question.fields}) + 1
    source = Words(language)("questions.source.line", what="|").split("|")[0]
    for block in keys[1:]:
        comment = " ".join(line.removeprefix("# ") for line in block.splitlines()[:-1])
        assert source in comment
        assert len(comment) > len(source) + 20
        assert max(map(len, block.splitlines())) <= 80


def test_every_example_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(catalogue.EXAMPLES) == sorted(path.stem for path in EXAMPLES.glob("*.toml"))
    for name in catalogue.EXAMPLES:
        assert run(["assess", "--example", name]) == 0
        assert capsys.readouterr().out == (EXAMPLES / f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_that_is_none_names_those_that_are(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", "--example", "jogger", "--lang", language]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "runner, insertional, early, doctor-today" in err
