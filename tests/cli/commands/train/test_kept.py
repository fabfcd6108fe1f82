"""What is kept of a session, and what is not believed of a file."""

from pathlib import Path

import pytest

from achillescli.cli.commands.train.kept import KeptSession, drop
from achillescli.core.views.script import Motion, Stint
from tests.kit.journals import TODAY, month

HALVES = (Motion.DOWN, Motion.UP)
STINTS = (Stint("a", 1, 2, 15, HALVES, "left"), Stint("a", 1, 2, 15, HALVES, "right"))
KEPT = KeptSession(TODAY, "am", STINTS, (15, 6), 2.5, 1, ((0, 3),))


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    KEPT.write(tmp_path)
    assert KeptSession.read(tmp_path) == KEPT
    assert KEPT.pain == 3
    assert KEPT._replace(pains=()).pain is None
    assert KEPT.performed == (1, 15, (6,), False)
    drop(tmp_path)
    assert KeptSession.read(tmp_path) is None


def test_nothing_done_is_nothing_kept(tmp_path: Path) -> None:
    KEPT._replace(done=(0, 0), pains=()).write(tmp_path)
    assert KeptSession.read(tmp_path) is None


def test_a_pain_alone_is_kept_too(tmp_path: Path) -> None:
    for pains, ended in (((0, 5),), False), (((0, 3), (1, 5)), True):
        kept = KEPT._replace(done=(0, 0), pains=pains)
        kept.write(tmp_path)
        assert KeptSession.read(tmp_path) == kept
        assert kept.ended_by_pain is ended


CHANGES = [
    ("done = [", "done = [\n    15,"),
    ("15,\n    6", "15,\n    99"),
    ("15,\n    6", "15,\n    -6"),
    ("15,\n    6", '15,\n    "6"'),
    ("15,\n    6", "15,\n    true"),
    ('slot = "am"', 'slot = "noon"'),
    ('"down"', '"sideways"'),
    ("load_kg = 2.5", 'load_kg = "much"'),
    ("load_kg = 2.5", "load_kg = nan"),
    ("place = 1", "place = -1"),
    ("reps = 15", "reps = 1e9"),
    (f"date = {TODAY}", f"date = {TODAY}T10:00:00"),
    ("[[stints]]", "[[others]]"),
    ("pains = [", "pain = ["),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_file_that_is_none_of_ours_is_not_believed(tmp_path: Path, old: str, new: str) -> None:
    KEPT.write(tmp_path)
    text = (tmp_path / "train.draft").read_text()
    assert old in text, text
    month(tmp_path, text.replace(old, new, 1), "train.draft")
    assert KeptSession.read(tmp_path) is None
