"""Files that are no journal: each is refused in one sentence and left as it is, or read."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from achillescli import store
from achillescli.errors import StoreError

from .journals import MONTH, SECRET, add, month, second, sentence, text, tree

GOOD = text()
BARE = GOOD.replace("schema = 1\n", "")
REFUSED_FILES = {
    "only comments": "# hello\n# bye\n",
    "UTF-16 with BOM": GOOD.encode("utf-16"),
    "UTF-16 without BOM": GOOD.encode("utf-16-le"),
    "Latin-1 note": text(note='"caf\xe9"').encode("latin-1"),
    "CR only": GOOD.replace("\n", "\r"),
    "NUL inside": GOOD + "\0",
    "NUL run glued on": b"\0" * 205 + GOOD.encode(),
    "all NULs": b"\0" * 300,
    "invalid UTF-8": GOOD.encode() + b"\xff",
    "overlong UTF-8": GOOD.encode() + b"#\xc0\xaf\n",
    "surrogate in UTF-8": GOOD.encode() + b"#\xed\xa0\x80\n",
    "cut in a multibyte sign": text(note='"\xe9"').encode()[:-3],
    "cut 7 from the end": GOOD[:-7],
    "cut 15 from the end": GOOD[:-15],
    "cut 33 from the end": GOOD[:-33],
    "cut in a key": GOOD + "\n[[entr",
    "two files glued": GOOD + GOOD,
    "git conflict": "<<<<<<< HEAD\n" + GOOD + "=======\n>>>>>>> x\n",
    "HTML page": "<!DOCTYPE html><html></html>",
    "JSON": '{"schema": 1}',
    "pickle": b"\x80\x04\x95\x0b\x00\x00\x00.",
    "gzip": b"\x1f\x8b\x08\x00" + b"\0" * 20,
    "YAML": "schema: 1\n",
    "plain line": "2026-03-01 pain=3\n",
    "2 MiB and a byte": b"#" + b"x" * (2 << 20),
    "400 arrays": GOOD + "x = " + "[" * 400 + "]" * 400 + "\n",
    "20 arrays": GOOD + "x = " + "[" * 20 + "]" * 20 + "\n",
    "100000 arrays": GOOD + "x = " + "[" * 100_000 + "]" * 100_000 + "\n",
    "arrays over lines": GOOD + "x = " + "[\n" * 5000 + "]" * 5000 + "\n",
    "1000 inline tables": GOOD + "x = " + "{a=" * 1000 + "1" + "}" * 1000 + "\n",
    "key of 50000 parts": "a" + ".a" * 50_000 + "=1\n",
    "key of 5000 parts": "a" + ".a" * 5000 + "=1\n",
    "250 keys of 4000 parts": "\n".join("a." * 4000 + f"k{i}=1" for i in range(250)),
    "quoted key of 3000 parts": '"a"' + '."a"' * 3000 + "=1\n",
    "long key in a table": GOOD + "x = {a" + ".a" * 3000 + "=1}\n",
    "long heading": "[a" + ".a" * 3000 + "]\n",
    "heading of 20 parts": GOOD + "[a" + ".a" * 20 + "]\n",
    "deep heading and 80000 keys": "["
    + ".".join(f"h{i}" for i in range(998))
    + "]\n"
    + "".join(f"k{i}=1\n" for i in range(80_000)),
    "20001 entries": "schema = 1\n" + "".join(f'[[entry]]\nid="a{i}"\n' for i in range(20_001)),
    "1 MiB on a line": text(note='"' + "x" * (1 << 20) + '"'),
    "5001 digits": text(pain="9" * 5001),
    "1 MiB of hex": text(pain="0x" + "f" * (1 << 20)),
    "unclosed string": text(note='"abc'),
    "unclosed long string": text(note='"""abc'),
    "same key twice": GOOD + "pain = 4\n",
    "same table twice": "schema=1\n[a]\n[a]\n",
    "entry is a table": 'schema=1\n[entry]\nid="a1"\n',
    "entry is text": 'schema=1\nentry="x"\n',
    "entry is numbers": "schema=1\nentry=[1,2]\n",
    "no schema": BARE,
    "newer schema": text(schema="schema = 2\n"),
    "schema 0": text(schema="schema = 0\n"),
    "schema as text": text(schema='schema = "1"\n'),
    "schema true": text(schema="schema = true\n"),
    "schema 1.0": text(schema="schema = 1.0\n"),
    "schema at the end": BARE + "schema = 1\n",
    "key in capitals": GOOD.replace("pain", "Pain"),
}
READ_FILES = {
    "good": (GOOD, 1),
    "empty": (b"", 0),
    "one newline": ("\n", 0),
    "only white space": ("   \n\t\r\n", 0),
    "only a BOM": (b"\xef\xbb\xbf", 0),
    "no entries": ("schema = 1\n", 0),
    "BOM": (b"\xef\xbb\xbf" + GOOD.encode(), 1),
    "CRLF": (GOOD.replace("\n", "\r\n"), 1),
    "mixed line ends": (GOOD.replace("\n", "\r\n", 2), 1),
    "no newline at the end": (GOOD.rstrip("\n"), 1),
    "unknown key at the top": ("theme = 'dark'\n" + GOOD, 1),
    "unknown key in an entry": (text(mood='"ok"'), 1),
    "comments": ("# mine\n" + GOOD + "# end", 1),
    "days out of order": (GOOD + second(date="2026-02-01"), 2),
    "two on a day": (GOOD + second(date="2026-03-01"), 2),
    "mixed offsets": (GOOD + second(at="2026-03-01T03:00:00-05:00"), 2),
    "a gap of a year": (text(date="2025-03-01") + second(), 2),
}
PAIN = [
    "11",
    "-1",
    "nan",
    "inf",
    "-inf",
    "3.0",
    "7.5",
    '"7,5"',
    '"7"',
    "true",
    '""',
    "[3]",
    "{v=3}",
    "2026-03-01",
    "1e1",
    "9223372036854775808",
    "-18446744073709551616",
    "03",
    '"\u0663"',
    "\uff13",
]
DATE = [
    "9999-12-31",
    "0001-01-01",
    "1970-01-01",
    "2025-02-29",
    "2026-02-30",
    "2026-13-01",
    "0000-00-00",
    '"2026-03-01"',
    "01-03-2026",
    '"3/1/2026"',
    "2026-03-01T10:00:00Z",
    "2026-03-01T10:00:00",
    "10:00:00",
    "1772323200",
    "2026-3-1",
]
AT = [
    "2026-03-01T10:00:00",
    "2026-03-01T10:00:00+24:00",
    "2016-12-31T23:59:60Z",
    "2026-03-01T24:00:00Z",
    '"2026-03-01T10:00:00Z"',
]
ID = ['""', '"../../etc"', '"' + "a" * 65 + '"', "7", '"a\\nb"']
NOTE = ['"' + "x" * 2001 + '"', '"\\ud800"', "5"]
REFUSED_VALUES = [
    *(("pain", value) for value in (*PAIN, None)),
    *(("date", value) for value in (*DATE, None)),
    *(("at", value) for value in (*AT, None)),
    *(("id", value) for value in (*ID, None)),
    *(("note", value) for value in NOTE),
    *(("kind", value) for value in ('"mornin"', "3", "[]", None)),
]
READ_VALUES = [
    *(("pain", value) for value in ["0", "10", "-0", "+3", "0x0A", "1_0"]),
    *(("date", value) for value in ["2026-03-11", "2026-03-12", "2024-02-29", "2100-12-31"]),
    ("at", "2026-03-01T10:00:00Z"),
    ("at", "2026-03-29T02:30:00+01:00"),
    ("at", "2025-10-26T02:30:00+02:00"),
    ("at", "9999-12-31T23:59:59-23:59"),
    ("at", "2026-03-01T10:00:00.123456789Z"),
    ("at", "2026-03-01t10:00:00z"),
    *(
        ("note", value)
        for value in (
            '"[red]x[/]"',
            '"[/bold]"',
            '"\\u001b[31mx"',
            '"\\u001b]52;c;ZQ==\\u0007"',
            '"\\u009b31m"',
            '"\\u202e5 01"',
            '"a\\u200bb"',
            '"\u05db\u05d0\u05d1"',
            '"\U0001f468\u200d\U0001f469\u200d\U0001f467"',
            '"a' + "\u0301" * 500 + '"',
            '"' + "x" * 2000 + '"',
            '"\\u0000"',
            '"=cmd|calc"',
            '"\\t=1"',
            '"<script>alert(1)</script>"',
            '"a\\"b,c;d\\ne"',
            '"x\\\\"',
            '"%s {0} ${HOME} `id`"',
            '"\\U0010FFFF"',
            '"a\\u2028b"',
            '"""a\nb"""',
            "'''[[entry]]\nid = 1'''",
            '"' + "a." * 200 + '"',
        )
    ),
]


def refusal(home):
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
def test_a_broken_file_is_refused_and_left_as_it_is(tmp_path, name):
    month(tmp_path, REFUSED_FILES[name])
    said = refusal(tmp_path)
    assert said.startswith(MONTH)
    assert SECRET not in said
    assert len(said) < 250
    assert store.load(tmp_path, tolerant=True).damaged


@pytest.mark.parametrize("name", READ_FILES)
def test_an_odd_file_is_read_and_added_to(tmp_path, name):
    content, count = READ_FILES[name]
    path = month(tmp_path, content)
    before = path.read_bytes()
    assert len(store.load(tmp_path).entries) == count
    entry = add(tmp_path)
    assert path.read_bytes().startswith(before)
    assert store.load(tmp_path).entries[count:] == (entry,)


@pytest.mark.parametrize(("field", "value"), REFUSED_VALUES)
def test_a_wrong_value_is_refused_with_its_line(tmp_path, field, value):
    month(tmp_path, text(**{field: value}) + second())
    said = refusal(tmp_path)
    assert said.startswith(f"{MONTH}, line ")
    line = int(said.split("line ")[1].split(":")[0])
    assert line == (
        3 if value is None else 4 + ["id", "kind", "date", "at", "pain", "note"].index(field)
    )
    assert SECRET not in said


@pytest.mark.parametrize(("field", "value"), READ_VALUES)
def test_an_odd_value_is_read(tmp_path, field, value):
    month(tmp_path, text(**{field: value}))
    assert len(store.load(tmp_path).entries) == 1
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == 2


def test_entries_as_an_inline_array_are_read_but_not_added_to(tmp_path):
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
def test_the_line_of_a_fault_is_named(tmp_path, content, line):
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


def test_a_field_within_answers_is_named_by_its_path(tmp_path):
    month(tmp_path, text(kind='"assessment"', pain=None) + ANSWERS)
    said = f"{MONTH}, line 11: answers.person.age must be a whole number from 0 to 120."
    assert refusal(tmp_path) == said


def test_a_misspelt_answer_is_refused_with_the_right_name(tmp_path):
    month(tmp_path, text(kind='"assessment"', pain=None) + ANSWERS.replace("onset", "onsett"))
    first, second_one = (
        store.load(month(tmp_path, content).parents[1], tolerant=True).damaged[0].error
        for content in (
            text(kind='"assessment"', pain=None)
            + ANSWERS.replace('"30"', "30").replace("sex", "sxe"),
            text(kind='"session"', pain=None, done="{ rep = 3 }"),
        )
    )
    assert "answers.person.sex is missing" in sentence(first)
    assert "slot is missing" in sentence(second_one)


def test_an_unknown_key_in_a_part_is_refused_with_the_nearest(tmp_path):
    month(tmp_path, text(kind='"session"', slot='"am"', done="{ rep = 3 }"))
    assert refusal(tmp_path).endswith("done.rep is not known. Is reps meant?")


def test_many_faults_are_listed_up_to_a_number(tmp_path):
    blocks = "".join(second(f"b{i}").replace("pain = 1", "pain = 12") for i in range(100))
    month(tmp_path, text() + blocks)
    journal = store.load(tmp_path, tolerant=True)
    assert [entry.id for entry in journal.entries] == ["a1"]
    assert [damage.place.line for damage in journal.damaged[:2]] == [16, 23]
    assert len(journal.damaged) == 20


def _loop(path):
    path.symlink_to(path)


def _socket(path):
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(path.name)
    os.chdir(here)


PLACES = {
    "a folder": lambda path: path.mkdir(),
    "a loop of links": _loop,
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "/dev/full": lambda path: path.symlink_to("/dev/full"),
    "/proc/self/mem": lambda path: path.symlink_to("/proc/self/mem"),
    "a FIFO": os.mkfifo,
    "a socket": _socket,
    "100 MB of nothing": lambda path: (path.touch(), os.truncate(path, 100 << 20)),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_ordinary_file_is_refused(tmp_path, name):
    (tmp_path / "log").mkdir()
    PLACES[name](tmp_path / MONTH)
    for attempt in (store.load, add):
        with pytest.raises(StoreError) as error:
            attempt(tmp_path)
        assert sentence(error.value).startswith(MONTH)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


@pytest.mark.parametrize("under", ["file/home", "file", "x" * 300, "dangling", "loop"])
def test_a_folder_that_cannot_be_is_refused(tmp_path, under):
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for attempt in (store.load, add):
        with pytest.raises(StoreError):
            attempt(tmp_path / under)


def test_a_folder_with_an_odd_name_is_fine(tmp_path):
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/lo\ng\xff"))
    add(home)
    assert len(store.load(home).entries) == 1


def test_a_dangling_link_to_a_month_is_an_absent_month(tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / MONTH).symlink_to(tmp_path / "elsewhere.toml")
    assert store.load(tmp_path) == store.Journal()
    add(tmp_path)
    assert (tmp_path / MONTH).is_symlink()
    assert len(store.load(tmp_path).entries) == 1


BOUNDED = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
from pathlib import Path
from achillescli import store
from achillescli.errors import StoreError
for home in sys.argv[1:]:
    start = time.monotonic()
    try:
        store.load(Path(home))
    except StoreError as error:
        print(error.key, time.monotonic() - start)
"""


def test_hostile_files_take_little_time_and_memory(tmp_path):
    keys = "".join(f"k{i} = 1\n" for i in range(150_000))
    hostile = {
        "keys": "schema = 1\n" + keys + "oops",
        "tables": "schema = 1\n"
        + "".join(f"[a.b{i}.c.d]\nx = 1\n" for i in range(90_000))
        + "oops",
        "entries": "schema = 1\n" + "[[entry]]\nx = 1\n" * 19_999,
        "brackets": "schema = 1\nx = " + "[\n" * 500_000,
        "quotes": "schema = 1\n" + "x'\"" * 5000,
    }
    for name in ("key of 50000 parts", "250 keys of 4000 parts", "deep heading and 80000 keys"):
        hostile[name] = REFUSED_FILES[name]
    for name, content in hostile.items():
        month(tmp_path / name, content)
    ran = subprocess.run(
        [sys.executable, "-c", BOUNDED, *(str(tmp_path / name) for name in hostile)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    took = [float(line.split()[1]) for line in ran.stdout.splitlines()]
    assert len(took) == len(hostile)
    assert max(took) < 5
