"""Files that are no journal: each is refused in one sentence and left as it is, or read."""

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.errors import StoreError
from tests.kit.corpus import (
    EMPTY_FILES,
    GOOD,
    READ_FILES,
    READ_PLACES,
    READ_VALUES,
    REFUSED_FILES,
    REFUSED_PLACES,
    REFUSED_VALUES,
    cases,
)
from tests.kit.journals import MONTH, SECRET, add, month, second, sentence, text, tree


def refusal(home: Path) -> str:
    """Return the sentence with which the journal is refused, for reading and for writing."""
    before = tree(home / "log")
    with pytest.raises(StoreError) as reading:
        store.load(home)
    with pytest.raises(StoreError) as writing:
        add(home)
    assert tree(home / "log") == before
    assert sentence(writing.value) == sentence(reading.value)
    assert sentence(reading.value, "nl") != sentence(reading.value)
    assert reading.value.exit_code == 5
    return sentence(reading.value)


@pytest.mark.parametrize("name", REFUSED_FILES)
def test_a_broken_file_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    month(tmp_path, REFUSED_FILES[name])
    said = refusal(tmp_path)
    assert said.startswith(MONTH)
    assert SECRET not in said
    assert len(said) < 250
    assert store.load(tmp_path, tolerant=True).damaged


@pytest.mark.hazard("H42")
@pytest.mark.parametrize("name", EMPTY_FILES)
def test_an_emptied_month_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = month(tmp_path, EMPTY_FILES[name])
    said = refusal(tmp_path)
    assert said.startswith(f"{MONTH}: this file is empty")
    assert said.endswith(f"rm {path}")


@pytest.mark.parametrize("name", READ_FILES)
def test_an_odd_file_is_read_and_added_to(tmp_path: Path, name: str) -> None:
    content, count = READ_FILES[name]
    path = month(tmp_path, content)
    before = path.read_bytes()
    assert len(store.load(tmp_path).entries) == count
    entry = add(tmp_path)
    assert path.read_bytes().startswith(before)
    assert store.load(tmp_path).entries[count:] == (entry,)


@pytest.mark.parametrize(("field", "value"), cases(REFUSED_VALUES))
def test_a_wrong_value_is_refused_with_its_line(tmp_path: Path, field: str, value: Any) -> None:
    month(tmp_path, text(**{field: value}) + second())
    said = refusal(tmp_path)
    assert said.startswith(f"{MONTH}, line ")
    line = int(said.split("line ")[1].split(":")[0])
    assert line == (
        3 if value is None else 4 + ["id", "kind", "date", "at", "pain", "note"].index(field)
    )
    assert SECRET not in said


@pytest.mark.parametrize(("field", "value"), cases(READ_VALUES))
def test_an_odd_value_is_read(tmp_path: Path, field: str, value: str) -> None:
    month(tmp_path, text(**{field: value}))
    assert len(store.load(tmp_path).entries) == 1
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == 2


def test_entries_as_an_inline_array_are_read_but_not_added_to(tmp_path: Path) -> None:
    inline = "{id='a', kind='morning', date=2026-03-01, at=2026-03-01T07:00:00Z, pain=1}"
    path = month(tmp_path, f"schema = 1\nentry = [{inline}]\n")
    before = path.read_bytes()
    assert len(store.load(tmp_path).entries) == 1
    with pytest.raises(StoreError, match="no_room"):
        add(tmp_path)
    assert path.read_bytes() == before


LINES = [
    (text() + "x = " + "[\n" * 20 + "]" * 20, 25),
    (text(pain="1 2"), 8),
    (text(pain=""), 8),
    (text(date="2026-02-30"), 6),
    (text(note='"a\\q"'), 9),
    (text() + "oops\n", 10),
    (text() + second("a1"), 12),
    (text() + "# [[entry]]\n" + second().replace("pain = 1", "pain = 11"), 17),
    (text(note="'''\n[[entry]]\npain = 3\n'''", pain="11"), 8),
]


@pytest.mark.parametrize(("content", "line"), LINES)
def test_the_line_of_a_fault_is_named(tmp_path: Path, content: str, line: int) -> None:
    month(tmp_path, content)
    assert refusal(tmp_path).startswith(f"{MONTH}, line {line}: ")


ANSWERS = """
[entry.answers.person]
age = "30"
sex = "male"

[entry.answers.complaint]
side = "left"
location = "midportion"
onset = 2026-02-01
"""


def test_a_field_within_answers_is_named_by_its_path(tmp_path: Path) -> None:
    month(tmp_path, text(kind='"assessment"', pain=None) + ANSWERS)
    said = (
        f"{MONTH}, line 11: answers.person.age must be a whole number from 0 to 120, "
        "without quotation marks."
    )
    assert refusal(tmp_path) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ANSWERS.replace("sex", "sxe"), "answers.person.sxe is not known. Is sex meant?"),
        (ANSWERS.replace("onset", "onsett"), "answers.complaint.onsett is not known. Is onset"),
        (ANSWERS.replace("side", "# side"), "answers.complaint.side is missing."),
    ],
)
def test_a_misspelt_answer_is_refused_with_the_right_name(
    tmp_path: Path, content: str, said: str
) -> None:
    month(tmp_path, text(kind='"assessment"', pain=None) + content.replace('"30"', "30"))
    assert said in refusal(tmp_path)


def test_an_unknown_key_in_a_part_is_refused_with_the_nearest(tmp_path: Path) -> None:
    month(tmp_path, text(kind='"session"', slot='"am"', done="{ rep = 3 }"))
    assert refusal(tmp_path).endswith("done.rep is not known. Is reps meant?")


def test_many_faults_are_listed_up_to_a_number(tmp_path: Path) -> None:
    blocks = "".join(second(f"b{i}").replace("pain = 1", "pain = 12") for i in range(100))
    month(tmp_path, text() + blocks)
    journal = store.load(tmp_path, tolerant=True)
    assert [entry.id for entry in journal.entries] == ["a1"]
    assert [damage.place.line for damage in journal.damaged[:2]] == [16, 23]
    assert len(journal.damaged) == 20


@pytest.mark.parametrize("name", REFUSED_PLACES)
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "log").mkdir()
    REFUSED_PLACES[name](tmp_path / MONTH)
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        assert sentence(error.value).startswith(MONTH)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


@pytest.mark.parametrize("name", READ_PLACES)
def test_a_month_may_lie_elsewhere_or_beside_others(tmp_path: Path, name: str) -> None:
    make, count = READ_PLACES[name]
    (tmp_path / "log").mkdir()
    make(tmp_path / MONTH)
    linked = (tmp_path / MONTH).is_symlink()
    assert len(store.load(tmp_path).entries) == count
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == count + 1
    assert (tmp_path / MONTH).is_symlink() is linked


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = month(tmp_path, GOOD)
    path.chmod(0)
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o755)
    path.parent.chmod(0o755)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        with pytest.raises(StoreError, match="read") as error:
            store.load(Path())
    finally:
        if root:
            os.seteuid(0)
    assert sentence(error.value) == f"{MONTH}: this cannot be read (Permission denied)."


@pytest.mark.parametrize("under", ["file/home", "file", "x" * 300, "dangling", "loop"])
def test_a_folder_that_cannot_be_is_refused(tmp_path: Path, under: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for attempt in (store.load, add):
        with pytest.raises(StoreError):
            attempt(tmp_path / under)


def test_a_folder_with_an_odd_name_is_fine(tmp_path: Path) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/lo\ng\xff"))
    add(home)
    assert len(store.load(home).entries) == 1


BOUNDED = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
from pathlib import Path
from achillescli import store
from achillescli.errors import StoreError
for home in sys.argv[1:]:
    start = time.process_time()
    try:
        store.load(Path(home))
    except StoreError as error:
        print(error.key, time.process_time() - start)
status = Path("/proc/self/status")
if status.exists():  # the other figure counts what the parent held before
    print(next(line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
WORST = {
    "keys": "schema = 1\n" + "".join(f"k{i} = 1\n" for i in range(150_000)) + "oops",
    "tables": "schema = 1\n" + "".join(f"[a.b{i}.c.d]\nx = 1\n" for i in range(90_000)) + "oops",
    "entries": "schema = 1\n" + "[[entry]]\nx = 1\n" * 19_999,
    "other headings": "schema = 1\n" + "".join(f"[[a{i}]]\n" for i in range(40_000)),
    "brackets": "schema = 1\nx = " + "[\n" * 500_000,
    "quotes": "schema = 1\n" + "x'\"" * 5000,
    "long quotes": "schema = 1\n" + '"""\n[[entry]]"""\n' * 100_000,
    "broken headings": "schema = 1\n" + "[entry\n" * 40_000,
    "headings of many parts": "schema = 1\n"
    + "".join(f"[a{i}{'.b' * 62}]\n" for i in range(15_000)),
    "headings of some parts": "schema = 1\n"
    + "".join(f"[a{i}{'.b' * 12}]\n" for i in range(9_200)),
    "dotted keys": "schema = 1\n" + "".join(f"a{i}{'.b' * 62} = 1\n" for i in range(15_000)),
    "quoted dotted keys": "schema = 1\n"
    + "".join(f"a{i}" + '."b"' * 40 + " = 1\n" for i in range(12_000)),
    "dotted keys of entries": "schema = 1\n" + f"[[entry]]\na{'.b' * 40} = 1\n" * 20_000,
    "keys below a long heading": f"schema = 1\n[a{'.a' * 61}]\n"
    + "".join(f"k{i} = 1\n" for i in range(119_000)),
    "indented headings": "schema = 1\n" + "".join(f"  [a{i}]\n" for i in range(150_000)),
    "values in a row": "schema = 1\nx = [" + ("1," * 8000 + "\n") * 125 + "]\n",
    "tables in a row": "schema = 1\nx = [" + ("{}," * 5000 + "\n") * 130 + "]\n",
    "names that are not known": "schema = 1\n" + "".join(f"k{i} = 1\n" for i in range(110_000)),
}
"""Up to 2 MiB each, made to take long."""
ORDINARY = "schema = 1\n" + "".join(
    f"""
[[entry]]
id = "k{i:08}"
at = 2026-11-10T08:00:00+01:00
date = 2026-11-10
kind = "morning"
pain = 2
"""
    for i in range(19_000)
)


def bounded(home: Path, contents: Collection[str | bytes]) -> tuple[list[float], float]:
    """Read journals in one process of half a GiB.

    Return how many times as long as an ordinary one of 2 MiB they take, and the memory in MiB.
    """
    homes = [home / f"{number}" for number in range(len(contents) + 1)]
    for of_one, content in zip(homes, (ORDINARY + "oops", *contents), strict=True):
        month(of_one, content)
    ran = subprocess.run(
        [sys.executable, "-c", BOUNDED, *map(str, homes)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    *lines, memory = ran.stdout.splitlines()
    ordinary, *times = (float(line.split()[1]) for line in lines)
    assert len(times) == len(contents)
    return [time / ordinary for time in times], int(memory) / 1024


@pytest.mark.slow
@pytest.mark.parametrize(("contents", "most"), [(REFUSED_FILES, 4), (WORST, 8)])
def test_what_cannot_be_read_takes_little_time_and_memory(
    tmp_path: Path, contents: dict[str, Any], most: int
) -> None:
    times, memory = bounded(tmp_path, contents.values())
    assert max(times) < most
    assert memory < 256
