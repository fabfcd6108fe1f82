"""The drafts of an assessment and of a session."""

from pathlib import Path

import pytest

from achillescli import store
from achillescli.store.files.layout import TRAIN
from tests.kit.journals import (
    TODAY,
    month,
)


def test_a_draft_is_kept_and_dropped(tmp_path: Path) -> None:
    assert store.read_draft(tmp_path / "new") is None
    draft = {"person": {"age": 44, "sex": None}, "onset": TODAY, "flags": ["snap"], "later": None}
    store.write_draft(tmp_path, {"other": True})
    store.write_draft(tmp_path, draft)
    assert store.read_draft(tmp_path) == {
        "person": {"age": 44},
        "onset": TODAY,
        "flags": ["snap"],
    }
    store.drop_draft(tmp_path)
    store.drop_draft(tmp_path)
    assert store.read_draft(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


@pytest.mark.parametrize("content", ["oops", b"\xff", "a = " + "[" * 900])
def test_a_broken_draft_stops_nothing(tmp_path: Path, content: str | bytes) -> None:
    month(tmp_path, content, "draft.toml")
    assert store.read_draft(tmp_path) is None
    store.write_draft(tmp_path, {"replies": {"age": 40}})
    assert store.read_draft(tmp_path) == {"replies": {"age": 40}}


def test_each_draft_has_its_own_file(tmp_path: Path) -> None:
    store.write_draft(tmp_path, {"onset": TODAY})
    store.write_draft(tmp_path, {"done": [1]}, TRAIN)
    store.drop_draft(tmp_path)
    assert store.read_draft(tmp_path, TRAIN) == {"done": [1]}
    store.drop_draft(tmp_path, TRAIN)
    assert store.read_draft(tmp_path, TRAIN) is None
