"""A small file of tables: read or refused by the name that the user knows, and where its keys are."""

import json
from pathlib import Path

import pytest

from achillescli.errors import Place, StoreError
from achillescli.store.files.small import document, read_toml

ANSWERS = b'date = 2026-03-01\n\n[person]\nage = 44\n\n[red_flags]\n"spa" = []\nage = 1\n'


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_toml(tmp_path / "a.toml", "a.toml") is None


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", b"# only a remark\n"])
def test_a_file_without_keys_has_no_tables(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    assert read_toml(tmp_path / "a.toml", "a.toml").tables == {}


@pytest.mark.parametrize("content", [b"\xff", b"a = \n", b"a = 1\0", b"{}", b"x" * (3 << 20)])
def test_what_is_no_toml_is_refused_by_the_name_of_the_user(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(StoreError) as error:
        read_toml(tmp_path / "a.toml", "../a.toml")
    assert error.value.values["place"].file == "../a.toml"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("date",), 1),
        (("person",), 3),
        (("person", "age"), 4),
        (("red_flags", "spa"), 7),
        (("red_flags", "age"), 8),
        (("person", "weight_kg"), None),
        (("none",), None),
        ((), None),
    ],
)
def test_a_key_is_found_below_its_heading(path: tuple[str, ...], line: int | None) -> None:
    assert document(ANSWERS, "a").place_of(*path) == Place("a", line)


def test_json_is_read_where_it_may_be(tmp_path: Path) -> None:
    raw = b'{"person":\n {"age": 44},\n "red_flags":\n {"age": 1}}'
    found = document(raw, "a", json.loads)
    assert found.in_json
    assert found.tables == {"person": {"age": 44}, "red_flags": {"age": 1}}
    assert found.place_of("red_flags", "age") == Place("a", 4)
    assert not document(ANSWERS, "a", json.loads).in_json
