"""Every sentence of every language: complete, filled alike, and worded with care."""

import re
import shutil
import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from errno import EACCES, ENOSPC
from pathlib import Path
from typing import Any

import pytest

from achillescli import catalogue, words
from achillescli.cli.names import COMMANDS
from achillescli.errors import Place
from achillescli.store.files import layout
from achillescli.words import LANGUAGES, Words

ROOT = catalogue.bundled_path("text")
SOURCE = Path(words.__file__).parent

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def areas(language: str) -> dict[str, Path]:
    """Return the files of a language by the name of their area."""
    folder = ROOT / language
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in sorted(folder.rglob("*.toml"))
    }


def leaves(table: Mapping[str, object], above: str) -> Iterator[tuple[str, object]]:
    """Yield every sentence and list below a table with its whole key."""
    for name, value in table.items():
        key = f"{above}.{name}"
        if isinstance(value, Mapping):
            yield from leaves(value, key)
        else:
            yield key, value


def sentences(value: object) -> Iterator[str]:
    """Yield the sentences of a leaf, which may be a list of them or of lists."""
    if isinstance(value, str):
        yield value
    else:
        assert isinstance(value, list)
        for part in value:
            yield from sentences(part)


def catalogue_of(language: str) -> dict[str, object]:
    """Return every leaf of a language by its key."""
    return {
        key: value
        for area, path in areas(language).items()
        for key, value in leaves(tomllib.loads(path.read_text("utf-8")), area)
    }


TEXTS: dict[str, dict[str, Any]] = {language: catalogue_of(language) for language in LANGUAGES}
EVERY = [
    (f"{language}:{key}", text)
    for language, texts in TEXTS.items()
    for key, value in texts.items()
    for text in sentences(value)
]
"""Each sentence with its language and key."""
PAIRS: list[tuple[str, Any, Any]] = [
    (key, english, TEXTS["nl"][key])
    for key, english in TEXTS["en"].items()
    if isinstance(english, str) and isinstance(TEXTS["nl"].get(key), str)
]
"""Each sentence in English and in Dutch."""


def placeholders(text: str) -> list[str]:
    """Return the names that a sentence is filled with; a name may come twice."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def numbers(text: str) -> list[str]:
    """Return the numbers of a sentence, with a point as the decimal sign."""
    pointed = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return sorted(re.findall(r"\d+(?:\.\d+)?", pointed))


# The two languages side by side


def test_the_languages_have_the_same_files() -> None:
    assert areas("en").keys() == areas("nl").keys()


def test_the_languages_have_the_same_keys() -> None:
    assert TEXTS["en"].keys() == TEXTS["nl"].keys()


def test_a_list_of_one_language_is_a_list_of_the_other() -> None:
    kinds = {key: (type(value), type(TEXTS["nl"][key])) for key, value in TEXTS["en"].items()}
    assert {key for key, (english, dutch) in kinds.items() if english is not dutch} == set()


def test_the_names_of_days_and_months_are_as_many() -> None:
    for language in LANGUAGES:
        for names in ("terms", "when.names"):
            assert len(TEXTS[language][f"{names}.weekdays"]) == 7
            assert len(TEXTS[language][f"{names}.months"]) == 12


def test_the_languages_are_filled_with_the_same_values() -> None:
    unlike = {key for key, english, dutch in PAIRS if placeholders(english) != placeholders(dutch)}
    assert unlike == set()


@pytest.mark.hazard("H52")
def test_the_languages_state_the_same_numbers() -> None:
    unlike = {key for key, english, dutch in PAIRS if numbers(english) != numbers(dutch)}
    assert unlike == set()


def test_every_file_with_two_languages_is_compared() -> None:
    told = {
        path.stem
        for path in catalogue.bundled_path("").glob("*.toml")
        if re.search(
            rf"^(\[\w+\.)?({'|'.join(LANGUAGES)})\b", path.read_text("utf-8"), re.MULTILINE
        )
    }
    assert told == set(words.TOLD_BESIDE)
    compared = {key.partition(".")[0] for key, _ in words._leaves("nl")}
    assert compared == {*areas("nl"), *words.TOLD_BESIDE}


def test_no_text_is_missing_blank_or_unlike() -> None:
    assert list(words.gaps()) == []


def test_an_error_goes_on_after_the_name_of_the_program() -> None:
    """It begins with a small letter, a name or a value; a prompt begins it with a capital."""
    errors = [(key, text) for key, text in EVERY if ".error." in key]
    assert len(errors) > 200
    assert {key for key, text in errors if re.match(r"[A-Z]([a-z ]|$)", text)} == set()


NAMES = "|".join(COMMANDS)


def test_every_command_to_type_is_marked() -> None:
    outside = {key: re.sub(r"`[^`]*`", "", text) for key, text in EVERY}
    found = {key for key, text in outside.items() if re.search(rf"achilles ({NAMES})\b", text)}
    assert found == set()
    inside = {command for _, text in EVERY for command in re.findall(r"`([^`]*)`", text)}
    other = {
        command
        for command in inside
        if not re.match(rf"achilles ({NAMES}|\{{)|sudo chown|(mv|rm) \{{", command)
    }
    assert other == set()
    assert {key for key, text in EVERY if text.count("`") % 2} == set()


def test_a_command_is_one_word_and_the_rest_of_a_sentence_is_not() -> None:
    said = Words("en")("today.log.morning_on", date="2026-01-05")
    assert said.endswith("Type: achilles\u00a0log\u00a0morning\u00a0N\u00a0--date\u00a02026-01-05")
    assert said.count("\u00a0") == 5
    assert words.plain_spaces(said).endswith("achilles log morning N --date 2026-01-05")


def test_backticks_in_a_value_mark_nothing() -> None:
    assert Words("en")("log.step.logged", what="`a b`").endswith("`a b`")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(EACCES, "Permission denied"), "(geen toestemming)"),
        (OSError(ENOSPC, "No space left on device"), "(er is geen ruimte meer op de schijf)"),
        (OSError(99999, "Strange disk"), "(Strange disk)"),
        (OSError("no number"), "(OSError)"),
    ],
)
def test_what_the_system_refuses_is_said_in_the_language(
    error: OSError | PermissionError, said: str
) -> None:
    assert said in Words("nl")("store.error.read", place=Place("log"), reason=error)


Change = Callable[[str, str, str], None]
"""Changes a text in a file of the data."""


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """Return what changes a file of a copy of the data, which the program then reads."""
    shutil.copytree(catalogue.bundled_path(""), tmp_path / "data")
    monkeypatch.setattr(catalogue, "_PACKAGE", tmp_path)

    def change(name: str, old: str, new: str) -> None:
        path = tmp_path / "data" / name
        text = path.read_text("utf-8")
        assert len(re.findall(old, text, re.MULTILINE)) == 1
        path.write_text(re.sub(old, new, text, flags=re.MULTILINE), "utf-8")

    return change


CUE = r'^cue = "Licht verzet.*$'
STEP = r'^    "Blijf zitten; vermijd heuvels en sprints.",$'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("text/nl/protocol.toml", "^well = .*$", "", [("missing", "nl/protocol.well")]),
        ("text/en/protocol.toml", "^well = .*$", "", [("missing", "en/protocol.well")]),
        ("text/nl/protocol.toml", "^well = .*$", 'well = ""', [("blank", "nl/protocol.well")]),
        ("text/en/protocol.toml", "^well = .*$", "well = ' '", [("blank", "en/protocol.well")]),
        ("text/nl/protocol.toml", "^well = .*$", "well = []", [("blank", "nl/protocol.well")]),
        ("text/nl/protocol.toml", "^well = .*$", "well = [['a', '']]", [("blank", "nl/protocol.well")]),
        ("text/nl/protocol.toml", "^well = .*$", "well = '{n}'", [("unlike", "protocol.well")]),
        ("text/nl/protocol.toml", "^well = .*$", "well = ['a', 'b']", [("unlike", "protocol.well")]),
        ("text/nl/help/undo.toml", "^help = .*$", "help = ''", [("blank", "nl/help/undo.help")]),
        ("exercises.toml", CUE, "", [("missing", "nl/exercises.exercise.cycling.cue")]),
        ("exercises.toml", CUE, "cue = '\t'", [("blank", "nl/exercises.exercise.cycling.cue")]),
        ("exercises.toml", CUE, "cue = '{reps}'", [("unlike", "exercises.exercise.cycling.cue")]),
        ("exercises.toml", STEP, "", [("unlike", "exercises.exercise.cycling.steps")]),
        ("exercises.toml", STEP, '"",', [("blank", "nl/exercises.exercise.cycling.steps")]),
        ("article.toml", '^nl = "Overgewicht."$', "", [("missing", "nl/article.statement.S26")]),
        ("article.toml", '^en = "Overweight."$', "", [("missing", "en/article.statement.S26")]),
        ("article.toml", '^nl = "Overgewicht."$', "nl = ''", [("blank", "nl/article.statement.S26")]),
        ("article.toml", '^nl = "Wat een scan .*$', "", [("missing", "nl/article.finding.1")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_text_is_found(
    copied: Change,
    name: str,
    old: str,
    new: str,
    found: list[tuple[str, str]],
) -> None:
    copied(name, old, new)
    assert list(words.gaps()) == found


def test_a_table_that_one_language_lacks_is_missed_line_by_line(
    copied: Change,
) -> None:
    copied(
        "exercises.toml", r"^\[exercise.nl.level\]\nL1 = .*knie gestrekt; de.*\n(L\d = .*\n)+", ""
    )
    place = "nl/exercises.exercise.heel-drop-straight.level"
    assert list(words.gaps()) == [("missing", f"{place}.L{level}") for level in (1, 2, 3, 4)]


def test_a_language_that_lacks_a_file_lacks_each_of_its_keys(
    copied: Change, tmp_path: Path
) -> None:
    (tmp_path / "data/text/nl/help/undo.toml").unlink()
    found = list(words.gaps())
    assert ("missing", "nl/help/undo.help") in found
    assert {(lack, where.partition(".")[0]) for lack, where in found} == {
        ("missing", "nl/help/undo")
    }


def test_what_may_be_typed_has_as_many_words_as_a_language_knows(
    copied: Change,
) -> None:
    copied("text/nl/parser.toml", r"\A", "more = ['a']\n")
    copied("text/en/parser.toml", r"\A", "more = ['a', 'b']\n")
    assert list(words.gaps()) == []


INTERNATIONAL = {
    "kg", "km", "KM", "min", "MIN", "VISA", "TENDINS", "FAAM", "BMI", "RPE", "id", "ID", "Week", "week", "Tempo", "Open",
    "stop", "Stop", "am", "pm", "psoriasis", "achilles", "Sport", "Test", "LSI",
}  # fmt: skip
"""Words that both languages share."""


def test_no_sentence_was_left_untranslated() -> None:
    same = {key: english for key, english, dutch in PAIRS if english == dutch}
    own = {key: re.sub(r"\{\w*\}|--[\w-]+", "", text) for key, text in same.items()}
    alike = {
        key: set(re.findall(r"[^\W\d_]{2,}", text)) - INTERNATIONAL for key, text in own.items()
    }
    assert {key for key, left in alike.items() if left} == set()


# Each sentence


EXCLAMATION = re.compile(r"\w\s*!")
"""The mark before a warning, and the key of a pain, follow no word."""


def test_every_sentence_is_complete() -> None:
    assert {key for key, text in EVERY if not text.strip()} == set()
    assert {key for key, text in EVERY if re.search(r"\s[.,;:](\s|$)", text)} == set()


def test_no_sentence_exclaims() -> None:
    assert {key for key, text in EVERY if EXCLAMATION.search(text)} == set()


BANNED = (
    # a diagnosis, or a promise
    r"\byou have (a |an )?(tendin|achilles|rupture|tear|clot|infection)",
    r"\bje hebt (een )?(tendin|achilles|peesontsteking|scheur|stolsel|infectie|trombose)",
    r"\bwill heal\b", r"\bheals\b", r"\bgeneest\b", r"\bgenezing gegarandeerd\b",
    r"\bsafe(ly|r|st)?\b", r"\bveilige?\b", r"\bveiliger\b",
    r"\byou(?:'re| are| have been)? cleared\b", r"\bcleared (?:to|for)\b", r"\bcure[sd]?\b", r"\bproven\b", r"\bproof\b", r"\bbewezen\b", r"\bbewijst\b",
    r"\bguarantee", r"\bgarant", r"\bharmless\b", r"\bonschuldig\b",
    # claims about the product
    r"\bFDA\b", r"\bCE[- ]mark", r"\bwellness\b", r"\bclinically\b", r"\bgevalideerd programma\b",
    # a name for the complaint that is not right
    r"\btendinitis\b", r"\btendonitis\b", r"\bpeesontsteking\b", r"\bachillespeesontsteking\b",
    # praise
    r"\bwell done\b", r"\bgreat\b", r"\bcongrat", r"\bgoed zo\b", r"\bgoed bezig\b",
    r"\bgefeliciteerd\b", r"\bsuper\b",
    # spelling and manner
    r"\bcolors?\b", r"\bbehavior", r"\bprograms\b", r"\banalyze", r"\bcenter\b", r"\bu\b", r"\buw\b",
)  # fmt: skip

CORRECTS_THE_NAME = {
    "en:learn.topic.cause.aliases",
    "nl:learn.topic.cause.aliases",
    "nl:learn.topic.cause.line",
}
"""Where the name that the complaint should not have is looked up or put right (S3)."""


@pytest.mark.hazard("H54")
@pytest.mark.parametrize("banned", BANNED)
def test_no_sentence_promises_praises_or_diagnoses(banned: str) -> None:
    found = {key for key, text in EVERY if re.search(banned, text, re.IGNORECASE)}
    assert found - CORRECTS_THE_NAME == set()


PROMISES = ("will heal", "geneest", "safe", "veilig", "cleared", "cure", "proven", "bewezen")


def test_the_words_of_the_content_promise_nothing_either() -> None:
    for name in ("exercises.toml", "article.toml"):
        text = catalogue.bundled_path(name).read_text("utf-8")
        assert [word for word in PROMISES if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == []


def test_the_risk_checklist_shows_no_percentage() -> None:
    for language in LANGUAGES:
        for key, value in TEXTS[language].items():
            if key.startswith("risk."):
                farther = key in ("risk.R09.action", "risk.R10.action")
                assert all(("%" in text) == farther for text in sentences(value))


# What the program asks for


def keys_in_the_source() -> set[str]:
    """Return the keys that the source spells out whole."""
    whole = re.compile(rf'(?<!f)"((?:{"|".join(areas("en"))})\.[\w./-]*\w)"')
    speaking = [
        path for part in ("cli", "render", "store") for path in (SOURCE / part).rglob("*.py")
    ]
    return {key for path in speaking for key in whole.findall(path.read_text("utf-8"))}


@LANGUAGE
def test_every_key_that_the_source_spells_out_exists(language: str) -> None:
    keys = keys_in_the_source()
    assert len(keys) > 500
    assert {key for key in keys if Words(language).find(key) is None} == {layout.TRAIN}


COMMAND = re.compile(r"(?:[:;(]|with|met) achilles (log )?([a-z]+)")


@LANGUAGE
def test_every_line_to_type_names_a_command(language: str) -> None:
    top = {path.stem for path in (ROOT / language / "help").glob("*.toml")} - {"achilles"}
    under_log = set(Words(language).find("help/log.command"))
    typed = {
        (bool(log), name)
        for value in TEXTS[language].values()
        for text in sentences(value)
        for log, name in COMMAND.findall(text)
    }
    assert {name for log, name in typed if log} <= under_log
    assert {name for log, name in typed if not log} <= top


# The look-up


@LANGUAGE
def test_a_sentence_is_found_by_its_key(language: str) -> None:
    say = Words(language)
    assert say("triage.T06.sign") == TEXTS[language]["triage.T06.sign"]


def test_a_sentence_is_filled() -> None:
    assert Words("en")("why.finding.G1.day", day=3, needed=43) == "Day: 3 (43 needed)"
    assert Words("nl")("why.finding.G1.day", day=3, needed=43) == "Dag: 3 (43 nodig)"


def test_a_number_chooses_the_form() -> None:
    key = "today.reason.W2.green_days"
    english = [Words("en")(key, n=n, needed=5) for n in (0, 1, 2)]
    dutch = [Words("nl")(key, n=n, needed=5) for n in (0, 1, 2)]
    assert [sentence.split(",")[0] for sentence in english] == [
        "0 green days", "1 green day", "2 green days",
    ]  # fmt: skip
    assert [sentence.split(",")[0] for sentence in dutch] == [
        "0 groene dagen", "1 groene dag", "2 groene dagen",
    ]  # fmt: skip


def test_without_values_braces_stand_as_they_are() -> None:
    assert Words("en")("why.finding.G1.day") == "Day: {day} ({needed} needed)"


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert Words("en")("why.title", date="{n}") == "Why: {n}"


def test_an_area_in_a_folder_is_found() -> None:
    assert Words("en").find("help/achilles.help") == TEXTS["en"]["help/achilles.help"]


def test_lists_and_tables_are_found() -> None:
    assert len(Words("nl").find("terms.weekdays")) == 7
    assert Words("en").find("today.reason.W2.green_days").keys() == {"one", "other"}


def test_a_key_that_does_not_exist_is_none() -> None:
    assert Words("en").find("risk.band.none") is None
    assert Words("en").find("risk.band.few.more") is None


@LANGUAGE
def test_every_choice_of_forms_has_both(language: str) -> None:
    forms: dict[str, set[str]] = {}
    for key in TEXTS[language]:
        above, _, form = key.rpartition(".")
        forms.setdefault(above, set()).add(form)
    assert {above for above, found in forms.items() if found in ({"one"}, {"other"})} == set()


COUNTS = {
    "en": "days|weeks|months|years|hours|minutes|seconds|times|sessions|repetitions|runs|entries|files|mornings|evenings|lines|words",
    "nl": "dagen|weken|maanden|jaren|minuten|seconden|keren|sessies|herhalingen|loopjes|vermeldingen|bestanden|ochtenden|avonden|regels|woorden",
}
NEVER_ONE = {
    "days": "a number of the rules, or a time of more than a week",
    "needed": "a number of the rules",
    "weeks": "a number of the rules",
    "within": "a number of the rules",
    "most": "a limit of the program",
    "reps": "a number of the programme",
    "all": "every repetition of a session",
    "times": "a number of the programme",
    "limit": "a number of the rules",
    "age": "an adult",
    "others": "repetitions of several sets, or of most of one",
}
"""Values that are never one, each with the reason."""


@LANGUAGE
def test_a_count_that_may_be_one_has_words_for_one(language: str) -> None:
    counted = re.compile(rf"\{{(\w+)\}} (?:{COUNTS[language]})\b")
    found = {
        (key, name)
        for key, leaf in catalogue_of(language).items()
        for text in sentences(leaf)
        for name in counted.findall(text)
        if name not in NEVER_ONE and not key.endswith(".other")
    }
    found -= {("handover.who.age", "n"), ("recording.error.many", "n")}  # an adult; many
    assert found == set()


TOO_DEAR = re.compile(r"""^[\w."-]+ = ("[^'\n]*)$""", re.MULTILINE)
"""A whole line in double quotes without an apostrophe, which alone asks for them."""


@LANGUAGE
def test_a_sentence_is_in_the_quotes_that_are_read_in_half_the_time(language: str) -> None:
    found = {
        (area, line)
        for area, path in areas(language).items()
        for line in TOO_DEAR.findall(path.read_text("utf-8"))
        if "\\" not in line
    }
    assert found == set()
