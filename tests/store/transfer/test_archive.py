"""The form of an export: every byte comes back from it, and nothing else is taken for one."""

import base64
import datetime as dt
import json
import sys
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.core.log.entries import Entry, parse
from achillescli.errors import AchillesError, StoreError
from achillescli.store.files.layout import MonthFile
from achillescli.store.transfer import archive
from tests.kit.each import each
from tests.kit.journals import NOW, sentence, text

MONTH = "2026-03.toml"


def made(*months: MonthFile, entries: Sequence[Entry] = (), unreadable: Sequence[str] = ()) -> str:
    return archive.text(months, entries, unreadable, NOW)


def table(**changes: Any) -> dict[str, Any]:
    """Return the table of a valid archive with one month, its keys changed; ``...`` leaves out."""
    found = json.loads(made(MonthFile(MONTH, text().encode()))) | changes
    return {name: value for name, value in found.items() if value is not ...}


def refusal(raw: Any, kind: type[AchillesError] = AchillesError) -> str:
    with pytest.raises(kind) as error:
        archive.read(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), "x.json")
    for language in ("en", "nl"):
        assert sentence(error.value, language)
    return error.value.key.removeprefix("leave.error.")


def month(**changes: Any) -> dict[str, Any]:
    found = table()["months"][0] | changes
    return {name: value for name, value in found.items() if value is not ...}


@given(st.binary(max_size=300))
def test_every_byte_of_a_month_comes_back(raw: bytes) -> None:
    assert archive.read(made(MonthFile(MONTH, raw)).encode(), "").months == (MonthFile(MONTH, raw),)


@each(
    "raw",
    [b"", b"\n", b"\xef\xbb\xbfschema = 1\r\n", b"\r", b"a\0b", "é \u2028 \U0001f600\x7f".encode()],
)
def test_text_stands_as_text(raw: bytes) -> None:
    (kept,) = json.loads(made(MonthFile(MONTH, raw)))["months"]
    assert kept == {"file": MONTH, "sha256": sha256(raw).hexdigest(), "text": raw.decode()}


def test_what_is_no_text_stands_in_base64() -> None:
    raw = "schema = 1 # \xe9".encode("latin-1")
    (kept,) = json.loads(made(MonthFile(MONTH, raw)))["months"]
    assert base64.b64decode(kept["base64"]) == raw
    assert "text" not in kept


def test_an_archive_says_what_it_is() -> None:
    found = json.loads(made(unreadable=["log/2026-03.toml"]))
    assert found["format"] == "achilles export"
    assert (found["version"], found["schema"]) == (1, 1)
    assert found["exported"] == "2026-03-10T07:30:00+01:00"
    assert found["unreadable"] == ["log/2026-03.toml"]
    assert list(found) == [
        *("format", "version", "program", "schema", "exported"),
        *("months", "entries", "unreadable"),
    ]


def test_it_is_written_in_signs_that_steer_no_terminal() -> None:
    odd = "".join(map(chr, (*range(32), 0x7F, 0x9B, 0x202E, 0x1F600)))
    shown = made(MonthFile(MONTH, odd.encode()), entries=[parse(entry(note=odd))])
    assert shown.isascii()
    assert all(sign.isprintable() or sign == "\n" for sign in shown)


def entry(**fields: Any) -> dict[str, Any]:
    common = {"id": "a1", "kind": "morning", "date": dt.date(2026, 3, 1), "at": NOW, "pain": 3}
    return {**common, **fields}


def test_an_entry_stands_as_it_was_logged() -> None:
    (found,) = json.loads(made(entries=[parse(entry())]))["entries"]
    assert found == {
        "id": "a1",
        "kind": "morning",
        "date": "2026-03-01",
        "at": "2026-03-10T07:30:00+01:00",
        "pain": 3,
    }


@each(
    ("value", "shown"),
    [
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (1 << 62, 1 << 62),
        (1 << 63, "0x8000000000000000"),
        (dt.time(7, 30), "07:30:00"),
        ([dt.date(2026, 1, 2), {"x": float("inf")}], ["2026-01-02", {"x": "inf"}]),
        (True, True),
        (2.5, 2.5),
    ],
)
def test_what_json_lacks_stands_as_text(
    value: float | dt.time | Sequence[dt.date | dict[str, float]],
    shown: str | float | Sequence[str | dict[str, str]],
) -> None:
    (found,) = json.loads(made(entries=[parse(entry(mood=value))]))["entries"]
    assert found["mood"] == shown


def test_a_number_with_too_many_digits_stands_as_text() -> None:
    (found,) = json.loads(made(entries=[parse(entry(mood=1 << 60_000))]))["entries"]
    assert int(found["mood"], 16) == 1 << 60_000


def test_a_byte_order_mark_and_other_spacing_change_nothing() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(table(), indent=None).encode()
    assert archive.read(raw, "").months == (MonthFile(MONTH, text().encode()),)


def test_keys_that_nobody_knows_are_passed_over() -> None:
    assert archive.read(json.dumps(table(more={"a": [1.5, None]})).encode(), "")


NOT_JSON = [
    b"",
    b"{",
    b"[1",
    b"\xff\xfe{\x00",
    b"{'a': 1}",
    b'{"a": 1} x',
    b"format = 1",
]
NUMBERS = [b'{"a": NaN}', b'{"a": -Infinity}', b'{"a": 1' + b"0" * 9000 + b"}"]
DEEP = [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 2_500_000, b"[" + b"[]," * 2_100_000 + b"1]"]


@each("raw", NOT_JSON)
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    assert refusal(raw) == "json"


@each("raw", NUMBERS)
def test_numbers_that_no_export_has_are_refused(raw: bytes) -> None:
    assert refusal(raw) == "number"


@each("raw", DEEP)
def test_too_many_parts_are_refused(raw: bytes) -> None:
    assert refusal(raw) == "deep"


def test_a_key_that_stands_twice_is_refused() -> None:
    raw = json.dumps(table()).encode()
    assert refusal(b'{"format": "achilles export", ' + raw[1:]) == "twice"
    assert refusal(raw.replace(b'"sha256"', b'"text"')) == "twice"


@each("found", [[], 1, None, "achilles export", {}, {"format": 1}, {"format": "achilles export "}])
def test_other_json_is_refused(found: Any) -> None:
    assert refusal(found) == "format"


@each("name", ["version", "schema", "months", "entries", "unreadable"])
@each("value", [..., None, "1", True, 1.0, 0, -1, {}])
def test_a_part_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    assert refusal(table(**{name: value})) == "part"


@each("name", ["version", "schema"])
def test_a_newer_form_is_refused(name: str) -> None:
    assert refusal(table(**{name: 2}), StoreError) == "newer"


@each(
    "changes",
    [
        *({"file": name} for name in (..., None, 1, "", "2026-3.toml", "2026-13.toml")),
        *({"file": name} for name in ("../2026-03.toml", "2026-03.toml\n", "log/2026-03.toml")),
        {"file": "2026-03 (1).toml"},
        {"text": ...},
        {"text": 1},
        {"text": ["a"]},
        {"base64": ""},
        {"text": ..., "base64": "not base64"},
        {"text": ..., "base64": "YQ"},
        {"text": "\ud800"},
    ],
)
def test_a_month_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    assert refusal(table(months=[month(**changes)])) == "month"


@each("value", [None, 1, "2026-03.toml", []])
def test_a_month_that_is_no_object_is_refused(value: str | int | list[Any] | None) -> None:
    assert refusal(table(months=[value])) == "month"


@each(
    "changes",
    [{"sha256": ...}, {"sha256": "0" * 64}, {"sha256": None}, {"text": text(pain="4")}],
)
def test_a_month_that_is_not_what_its_digest_says_is_refused(changes: dict[str, Any]) -> None:
    assert refusal(table(months=[month(**changes)])) == "sha256"


def test_a_month_that_comes_twice_is_refused() -> None:
    assert refusal(table(months=[month(), month()])) == "same_month"


def test_a_month_that_is_too_large_is_refused() -> None:
    raw = b"#" * ((2 << 20) + 1)
    assert refusal(made(MonthFile(MONTH, raw)).encode()) == "month_big"


def test_an_archive_that_is_too_large_is_refused() -> None:
    assert refusal(b" " * (archive.MOST_BYTES + 1)) == "big"


def test_a_refusal_repeats_nothing_of_the_archive() -> None:
    secret = "zebra-private-42"
    for found in (table(version=secret), table(months=[month(file=secret)]), {secret: 1}):
        with pytest.raises(AchillesError) as error:
            archive.read(json.dumps(found).encode(), "x.json")
        assert secret not in sentence(error.value)
    assert sys.getrecursionlimit() < 100_000  # so that deep nesting meets a limit
