"""The comparison of what the program prints finds a difference where there is one."""

from tools import compare_outputs

CASE = compare_outputs.Case("new", "en", "today")
SAID = {"exit": "0", "output": "Rest today.\nNo run.\n", "file data/cache": ""}


def test_the_same_is_no_difference() -> None:
    assert list(compare_outputs.differences(CASE, SAID, dict(SAID))) == []


def test_a_changed_word_and_a_file_more_are_found() -> None:
    after = {**SAID, "output": "Rest today.\nNo running.\n", "file new": "1"}
    word, file = compare_outputs.differences(CASE, SAID, after)
    assert "-No run.\n+No running.\n" in word
    assert "--- nothing" in file
