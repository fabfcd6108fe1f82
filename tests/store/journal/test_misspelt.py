"""A key that may be a score or a sign is never dropped with a remark."""

from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.errors import StoreError
from tests.kit.journals import MONTH, month, sentence, text
from tests.store.journal.test_month import EDIT, SESSION

FLAG: dict[str, Any] = {"kind": '"flag"', "pain": None, "calf_warm": "true"}
MISSPELT = [
    (text(stifness_min="3"), 10, "stifness_min", "stiffness_min"),
    (text(**FLAG, calf_swolen="true"), 10, "calf_swolen", "calf_swollen"),
    (text(**FLAG, Calf_Swollen="true"), 10, "Calf_Swollen", "calf_swollen"),
    (text(**FLAG, **{"chest-pain": "true"}), 10, "chest-pain", "chest_pain"),
    (text(**FLAG, **{"fluorquinolone-last": "true"}), 10, "fluorquinolone-last", "fluoroquinolone"),
    (text(**SESSION, pain=None, Pain="8"), 10, "Pain", "pain"),
    (text(**SESSION, pain=None, PAIN="8"), 10, "PAIN", "pain"),
    (text(**SESSION, worst_pain="8"), 11, "worst_pain", "pain"),
    (text(**SESSION, afer="8"), 11, "afer", "after"),
    (text(**SESSION, complete="false"), 11, "complete", "completed"),
    (text(stiffness="40"), 10, "stiffness", "stiffness_min"),
    (text(**FLAG, chest="true"), 10, "chest", "chest_pain"),
    (text(**FLAG, swollen_calf="true"), 10, "swollen_calf", "calf_swollen"),
    (text(dayly_pain="8"), 10, "dayly_pain", "daily_pain"),
    (text() + "[entry.scores]\nPain = 3\n", 10, "Pain", "pain"),
    ("Pain = 8\n" + text(), 1, "Pain", "pain"),
]


@pytest.mark.hazard("H42")
@pytest.mark.parametrize(("content", "line", "name", "near"), MISSPELT)
def test_what_may_be_a_score_or_a_sign_withholds_advice(
    tmp_path: Path, content: str, line: int, name: str, near: str
) -> None:
    month(tmp_path, content)
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    told = sentence(error.value)
    assert told.startswith(f"{MONTH}, line {line}: {name} is not known, and may be {near}")
    assert error.value.then == "store.then.advice"
    # What else the entry says is known all the same, so that a sign in it is told.
    assert len(store.load(tmp_path, tolerant=True).entries) == 1


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("name", ["kuit_gezwollen", "Xyz", "blister"])
def test_a_yes_of_a_name_that_is_not_known_withholds_advice_among_signs(
    tmp_path: Path, name: str
) -> None:
    month(tmp_path, text(**FLAG, **{name: "true"}))
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert f"line 10: {name} is not known, and a yes among" in sentence(error.value)
    for said in ({name: "false"}, {name: '"word"'}):
        month(tmp_path, text(**FLAG, **said))
        assert [warning.key for warning in store.load(tmp_path).warnings] == [
            "store.warning.unknown"
        ]
    month(tmp_path, text(**{name: "true"}))
    assert store.load(tmp_path).damaged == ()


def test_a_score_of_another_kind_of_entry_withholds_advice(tmp_path: Path) -> None:
    month(tmp_path, text(kind='"painkiller"'))
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert "line 8: pain has no place in this kind of entry" in sentence(error.value)


@pytest.mark.parametrize("change", ["[entry.set]\npian = 7\n", "set = { Pain = 7 }\n"])
def test_a_score_that_a_correction_misspells_withholds_advice(tmp_path: Path, change: str) -> None:
    month(tmp_path, text() + EDIT + change)
    with pytest.raises(StoreError) as error:
        store.load(tmp_path)
    assert "and may be pain" in sentence(error.value)
