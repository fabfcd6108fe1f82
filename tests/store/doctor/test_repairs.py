"""Repairs: what each makes of bytes, what none of them may do, and how they reach the disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.store.doctor.repairs import repairs
from achillescli.store.journal.month import month as read
from tests.kit.corpus import READ_FILES, REFUSED_FILES
from tests.kit.journals import MONTH, second, text

GOOD = text()


TWO = GOOD + second()


NOTE = text(note='"caf\xe9"')


LONG = text(note='"""\n[[entry]]\nid = 1\n"""') + second()


def keys(raw: str | bytes) -> list[str]:
    return [step.key for step in repairs(as_bytes(raw), MONTH)]


def mended(raw: str | bytes) -> bytes:
    return repairs(as_bytes(raw), MONTH)[-1].new


def as_bytes(raw: str | bytes) -> bytes:
    return raw if isinstance(raw, bytes) else raw.encode()


MENDED: dict[str, tuple[str | bytes, list[str], str]] = {
    "UTF-16": (NOTE.encode("utf-16"), ["utf16"], NOTE),
    "UTF-16, big end first": (b"\xfe\xff" + NOTE.encode("utf-16-be"), ["utf16"], NOTE),
    "zeros at the end": (GOOD + "\0" * 99, ["zeros"], GOOD),
    "zeros at the start": ("\0" * 99 + GOOD, ["zeros"], GOOD),
    "zeros between entries": (GOOD + "\0" * 9 + second(), ["zeros"], TWO),
    "Windows-1252": (NOTE.encode("cp1252"), ["windows1252"], NOTE),
    "one line of Windows-1252": (
        (NOTE + second()).encode() + "# \u20ac\n".encode("cp1252"),
        ["windows1252"],
        NOTE + second() + "# \u20ac\n",
    ),
    "a mark": ("\ufeff" + GOOD, ["mark"], GOOD),
    "two marks": ("\ufeff\ufeff" + GOOD, ["mark"], GOOD),
    "only a mark": ("\ufeff", ["mark"], ""),
    "old line ends": (TWO.replace("\n", "\r"), ["line_ends"], TWO),
    "one old line end": (TWO.replace("pain = 3\n", "pain = 3\r"), ["line_ends"], TWO),
    "cut in a value": (TWO[:-2], ["cut"], GOOD + "\n"),
    "cut in a date": (TWO[: TWO.rindex("T07:30")][:-2], ["cut"], GOOD + "\n"),
    "cut after a key": (TWO[:-4], ["cut"], GOOD + "\n"),
    "cut in a note": (GOOD + second() + "note = 'abc", ["cut"], GOOD + "\n"),
    "cut in a long note": (GOOD + second() + "note = '''abc\ndef", ["cut"], GOOD + "\n"),
    "cut in a sign": ((GOOD + second() + "note = 'caf\xe9").encode()[:-1], ["cut"], GOOD + "\n"),
    "cut in a heading": (GOOD + "\n[[entr", ["cut"], GOOD + "\n"),
    "cut after a heading": (GOOD + "\n[[entry]]", ["cut"], GOOD + "\n"),
    "cut after an id": (GOOD + "\n[[entry]]\nid = 'b'", ["cut"], GOOD + "\n"),
    "cut behind a note with a heading": (LONG[:-4], ["cut"], LONG[: -len(second())] + "\n"),
    "once more": (TWO + second(), ["twice"], TWO + "\n"),
    "once more, a comment behind": (TWO + second() + "# mine\n", ["twice"], TWO + "\n# mine\n"),
    "once more in the middle": (GOOD + GOOD[11:] + second(), ["twice"], GOOD + "\n" + second()),
    "a mark and old line ends": ("\ufeff" + TWO.replace("\n", "\r"), ["mark", "line_ends"], TWO),
    "UTF-16 with old line ends": (
        TWO.replace("\n", "\r").encode("utf-16"),
        ["utf16", "line_ends"],
        TWO,
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_broken_month_is_mended(name: str) -> None:
    raw, names, wanted = MENDED[name]
    assert keys(raw) == names
    assert mended(raw).decode() == wanted
    assert not read(mended(raw), MONTH).damaged


LEFT: dict[str, str | bytes] = {
    "a pain of 11": text(pain="11"),
    "a pain of 11 with a mark": "\ufeff" + text(pain="11"),
    "a slip in the last entry": GOOD + second().replace("pain = 1", "pain = 1,5"),
    "a wrong value at the very end": text() + second().replace("pain = 1\n", "pain = 11"),
    "a slip before the last line": GOOD + second().replace("id = ", "id == ")[:-1],
    "a missing field before the end": text(pain=None) + second(),
    "a missing field, the line ended": GOOD + "\n[[entry]]\nid = 'b'\n",
    "zeros within an entry": GOOD.replace("pain = 3\n", "pain = 3\n\0\0\0\n"),
    "zeros after a cut": TWO[:-2] + "\n" + "\0" * 9,
    "zeros within a line": GOOD.replace("pain = 3", "pain = \0"),
    "the same id, another pain": GOOD + text(schema="", pain="4"),
    "the same but for a true": text(limped="1") + text(schema="", limped="true"),
    "an inline array": "schema = 1\nentry = [{id='a'}, {id='a'}]\n",
    "an undefined byte of Windows-1252": text(note='"\x81"').encode("latin-1"),
    "a later schema with a mark": "\ufeff" + text(schema="schema = 2\n"),
    "another heading behind an entry that stands twice": TWO + second() + "[theme]\nx = 1\n",
}


@pytest.mark.parametrize("name", LEFT)
def test_what_would_be_a_guess_is_left(name: str) -> None:
    assert keys(LEFT[name]) == []


@pytest.mark.parametrize("name", [name for name in READ_FILES if "BOM" not in name])
def test_a_month_that_is_read_is_left(name: str) -> None:
    assert keys(READ_FILES[name][0]) == []


OF_THE_CORPUS = {
    *("UTF-16 with BOM", "Latin-1 note", "CR only", "NUL inside", "NUL run glued on", "all NULs"),
    *("invalid UTF-8", "overlong UTF-8", "surrogate in UTF-8", "cut in a multibyte sign"),
    *("cut 7 from the end", "cut 15 from the end", "cut 33 from the end", "cut in a key"),
}
"""The files of the corpus that can be mended without a guess; the others are left."""


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED_FILES)
def test_of_the_corpus_what_is_mended_is_whole_and_lacks_nothing(name: str) -> None:
    raw = as_bytes(REFUSED_FILES[name])
    steps = repairs(raw, MONTH)
    assert (name in OF_THE_CORPUS) == bool(steps)
    for step in steps[-1:]:
        before, after = read(raw, MONTH), read(step.new, MONTH)
        assert not after.damaged
        assert set(before.entries) <= set(after.entries) if before.entries else True
        assert keys(step.new) == []


BLOCKS = [
    second(f"b{i}", note) for i, note in enumerate(["2026-03-03", "2026-03-04", "2026-03-05"])
]


PIECES = st.sampled_from(
    [*BLOCKS, GOOD, GOOD[11:], "\0\0", "\r", "\n", "\ufeff", "caf\xe9", "# x\n", "pain = 11\n", "note = '''",
     "schema = 1\n", "\n[[entry]]\n", "<<<<<<< a\n"]
)  # fmt: skip


MONTHS = st.lists(PIECES, max_size=6).map("".join)


BYTES = st.one_of(
    MONTHS.map(str.encode),
    MONTHS.map(lambda text: text.encode("cp1252", "replace")),
    MONTHS.map(lambda text: text.encode("utf-16")),
    st.tuples(MONTHS.map(str.encode), st.integers(0, 40)).map(
        lambda cut: cut[0][: -cut[1] or None]
    ),
    st.binary(max_size=60),
)


@given(BYTES)
def test_a_repair_leaves_a_whole_month_with_every_entry_that_could_be_read(raw: bytes) -> None:
    before = read(raw, MONTH)
    taken = repairs(raw, MONTH)
    if not taken:
        return
    after = read(taken[-1].new, MONTH)
    assert before.damaged or raw.startswith(b"\xef\xbb\xbf")
    assert not after.damaged
    assert all(entry in after.entries for entry in before.entries)


@given(BYTES)
def test_repairing_twice_is_repairing_once(raw: bytes) -> None:
    for step in repairs(raw, MONTH)[-1:]:
        assert repairs(step.new, MONTH) == ()


@given(st.integers(1, len(second()) - 1))
def test_wherever_the_last_entry_is_cut_the_ones_before_it_stay(left: int) -> None:
    raw = (TWO[: -len(second())] + second()[:left]).encode()
    taken = repairs(raw, MONTH)
    entries = read(taken[-1].new if taken else raw, MONTH).entries
    assert [entry.id for entry in entries][:1] == ["a1"]
    assert [step.key for step in taken] in ([], ["cut"])
