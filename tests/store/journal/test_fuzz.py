"""Whatever stands in a file is read or refused in a sentence; nothing else happens."""

import contextlib
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from achillescli import store
from achillescli.catalogue import protocol
from achillescli.cli.commands.assess.consultation import replies_of
from achillescli.cli.context import Context
from achillescli.cli.inputs import answers_file, course_file
from achillescli.core import course
from achillescli.core.log import corrections
from achillescli.errors import AchillesError, StoreError, UsageError
from achillescli.store.files import toml
from achillescli.store.journal.edits import unfit_edits
from achillescli.store.journal.month import month
from achillescli.words import LANGUAGES, Words

pytestmark = pytest.mark.slow

NOW = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
FEW = settings(max_examples=120)
MANY = settings(max_examples=300)

HEADINGS = ["[[entry]]", "[entry]", "[[entries]]", "[entry.answers.person]", "[a.b]", "[person]"]
NAMES = [
    *("schema", "id", "kind", "date", "at", "pain", "slot", "note", "of", "set", "unset", "done"),
    *("minutes", "rows", "by", "until", "answers", "entries", "onset", "age", "gap", "replies"),
    *("day_starts", "from", "reason", "x", '"a b"', "a.b.c", "'\u00e9'", '"\\u001b"', ""),
]
VALUES = [
    *("1", "11", "-1", "7,5", "7.5", "nan", "1e999", "true", "True", '"am"', '"a', "'x'", "[]"),
    *("[1]", '["T01"]', "{}", "{ a = 1 }", "{ pain = 3 }", "2026-03-01", "2026-3-1", "07:30:00"),
    *("2026-03-01T07:30:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", ""),
    *('"morning"', '"session"', '"edit"', '"remove"', '"assessment"', '"flag"', '"a1"', '"e1"'),
    *('"""', "'''", '"""a\n"""', '"\\ud800"', '"\\u0000"', "0x" + "f" * 40, "[" * 20, "\u201cam"),
]
LINE_ENDS = ["\n", "\r\n", "\r", " ", "", "\0", "\ufeff", "\u00a0", " # x\n"]
BYTES = st.binary(max_size=300)

lines = st.one_of(
    st.sampled_from(HEADINGS),
    st.builds("{} = {}".format, st.sampled_from(NAMES), st.sampled_from(VALUES)),
    st.text(max_size=30),
)
TOML = st.lists(st.tuples(lines, st.sampled_from(LINE_ENDS)), max_size=25).map(
    lambda parts: "".join(line + end for line, end in parts)
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.dictionaries(st.sampled_from(NAMES[1:22]), st.sampled_from(VALUES), max_size=9)


@st.composite
def months(draw: st.DrawFn) -> str:
    """Draw a month whose form is sound and whose entries may hold anything."""
    blocks = draw(st.lists(fields, max_size=4))
    text = "".join(
        f"\n[[entry]]\nid = 'a{number}'\n"
        + "".join(f"{name} = {value}\n" for name, value in block.items() if name != "id")
        for number, block in enumerate(blocks)
    )
    return "schema = 1\n" + text


files = st.one_of(BYTES, TOML.map(lambda text: text.encode("utf-8", "replace")))


def told(error: AchillesError) -> None:
    """The error is a sentence in each language, with nothing left to fill in."""
    values = {
        name: value.replace("{", "") if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    for language in LANGUAGES:
        sentence = Words(language)(error.key, **values)
        assert sentence
        assert "{" not in sentence.replace("{ and }", "").replace("{ en }", "")


@pytest.mark.slow
@MANY
@given(files | months().map(str.encode))
def test_a_month_is_read_or_refused(raw: bytes) -> None:
    found = month(raw, "log/2026-03.toml")
    for damage in found.damaged:
        assert isinstance(damage.error, StoreError)
        told(damage.error)
        assert damage.place.line is None or 1 <= damage.place.line <= raw.count(b"\n") + 1
    unfit = unfit_edits(found.entries)
    applicable = [entry for entry in found.entries if entry not in unfit]
    course.replay(corrections.log_of(applicable), protocol(), NOW.date())


@pytest.mark.slow
@MANY
@given(files)
def test_a_document_is_read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(toml.document(toml.text(raw, "a"), "a"), dict)
    except StoreError as error:
        told(error)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Context:
    home = tmp_path_factory.mktemp("home")
    return Context(Words("en"), NOW, {"ACHILLES_HOME": str(home)})


def put(here: Context, name: str, raw: bytes) -> str:
    path = Path(here.home) / name
    path.write_bytes(raw)
    return str(path)


@FEW
@given(files)
def test_a_draft_is_taken_or_left(here: Context, raw: bytes) -> None:
    put(here, "draft.toml", raw)
    draft = store.read_draft(here.home)
    if draft is not None:
        for today in (False, True):
            assert isinstance(replies_of(draft, today=today), dict)


@FEW
@given(files | st.sampled_from(VALUES).map(lambda value: f"day_starts = {value}".encode()))
def test_settings_are_read_or_refused(here: Context, raw: bytes) -> None:
    put(here, "settings.toml", raw)
    fresh = Context(here.words, here.now, here.environment)
    try:
        assert fresh.today in (NOW.date(), NOW.date() - dt.timedelta(days=1))
    except (StoreError, UsageError) as error:
        told(error)


def _json(value: Any) -> bytes:
    import json

    return json.dumps(value).encode()


@FEW
@given(files | json_values.map(_json))
def test_a_file_of_answers_is_read_or_refused(here: Context, raw: bytes) -> None:
    (Path(here.home) / "settings.toml").unlink(missing_ok=True)
    try:
        date, _ = answers_file.read(here, put(here, "answers.toml", raw))
        assert date <= here.today
    except UsageError as error:
        told(error)


def courses(entry: Any) -> dict[str, Any]:
    return {
        "until": "2026-03-01",
        "answers": {
            "date": "2026-02-01",
            "person": {"age": 40, "sex": "male"},
            "complaint": {"side": "left", "location": "midportion", "onset": "2026-01-01"},
        },
        "entries": [entry] if isinstance(entry, dict) else entry,
    }


@FEW
@given(files | json_values.map(_json) | json_values.map(courses).map(_json))
def test_a_course_file_is_read_or_refused(here: Context, raw: bytes) -> None:
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            log, until = course_file.read(here, put(here, "course.json", raw))
            course.replay(log, protocol(), until)
        except UsageError as error:
            told(error)
