"""Journals that are broken or odd, by the name of what is wrong with them."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.kit.journals import second, text

Values = dict[str, dict[str, str | None]]
"""Texts of the values of fields, by field and by name; None leaves the field out."""
Make = Callable[[Path], object]
"""Makes something at a path."""

GOOD = text()
BARE = GOOD.replace("schema = 1\n", "")
REFUSED_FILES: dict[str, str | bytes] = {
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
    "4000 hex digits": text(extra="[0x" + "f" * 4000 + "]"),
    "unclosed string": text(note='"abc'),
    "unclosed long string": text(note='"""abc'),
    "same key twice": GOOD + "pain = 4\n",
    "same table twice": "schema=1\n[a]\n[a]\n",
    "entry is a table": 'schema=1\n[entry]\nid="a1"\n',
    "entry is text": 'schema=1\nentry="x"\n',
    "entry is numbers": "schema=1\nentry=[1,2]\n",
    "entry is mixed": 'schema=1\nentry=[{id="a1",kind="note"},3]\n',
    "a heading that is no entry's": GOOD + second().replace("[[entry]]", "[[entries]]"),
    "an entry without its heading": GOOD.replace("[[entry]]\n", ""),
    "an id twice": GOOD + second("a1"),
    "no schema": BARE,
    "newer schema": text(schema="schema = 2\n"),
    "schema 0": text(schema="schema = 0\n"),
    "schema as text": text(schema='schema = "1"\n'),
    "schema true": text(schema="schema = true\n"),
    "schema 1.0": text(schema="schema = 1.0\n"),
    "schema at the end": BARE + "schema = 1\n",
    "key in capitals": GOOD.replace("pain", "Pain"),
}
EMPTY_FILES: dict[str, str | bytes] = {
    "empty": b"",
    "one newline": "\n",
    "only white space": "   \n\t\r\n",
    "only a BOM": b"\xef\xbb\xbf",
    "no entries": "schema = 1\n",
}
"""What the program never leaves of a month; something emptied it."""
READ_FILES: dict[str, tuple[str | bytes, int]] = {
    "good": (GOOD, 1),
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
REFUSED_VALUES: Values = {
    "pain": {
        "11": "11",
        "-1": "-1",
        "nan": "nan",
        "inf": "inf",
        "-inf": "-inf",
        "3.0": "3.0",
        "7.5": "7.5",
        "'7,5'": '"7,5"',
        "'7'": '"7"',
        "true": "true",
        "empty text": '""',
        "list": "[3]",
        "table": "{v=3}",
        "date": "2026-03-01",
        "1e1": "1e1",
        "2**63": "9223372036854775808",
        "2**64 negative": "-18446744073709551616",
        "03": "03",
        "Arabic digit": '"\u0663"',
        "fullwidth digit": "\uff13",
        "missing": None,
    },
    "date": {
        "year 9999": "9999-12-31",
        "year 0001": "0001-01-01",
        "1970": "1970-01-01",
        "no leap day": "2025-02-29",
        "30 February": "2026-02-30",
        "month 13": "2026-13-01",
        "0000-00-00": "0000-00-00",
        "text": '"2026-03-01"',
        "Dutch": "01-03-2026",
        "slashes": '"3/1/2026"',
        "datetime": "2026-03-01T10:00:00Z",
        "local datetime": "2026-03-01T10:00:00",
        "time": "10:00:00",
        "epoch": "1772323200",
        "missing": None,
        "month of one digit": "2026-3-1",
    },
    "at": {
        "without offset": "2026-03-01T10:00:00",
        "+24:00": "2026-03-01T10:00:00+24:00",
        "leap second": "2016-12-31T23:59:60Z",
        "24:00": "2026-03-01T24:00:00Z",
        "text": '"2026-03-01T10:00:00Z"',
        "missing": None,
    },
    "id": {
        "empty": '""',
        "slash": '"../../etc"',
        "65 long": '"' + "a" * 65 + '"',
        "number": "7",
        "newline": '"a\\nb"',
        "missing": None,
    },
    "note": {
        "2001 signs": '"' + "x" * 2001 + '"',
        "surrogate escape": '"\\ud800"',
        "number": "5",
    },
    "kind": {"misspelt": '"mornin"', "number": "3", "list": "[]", "missing": None},
}
READ_VALUES: Values = {
    "pain": {"0": "0", "10": "10", "-0": "-0", "+3": "+3", "0x0A": "0x0A", "1_0": "1_0"},
    "date": {
        # A date to come is kept, and does not exist for the rules before its day.
        "tomorrow": "2026-03-11",
        "in two days": "2026-03-12",
        "leap day": "2024-02-29",
        "last": "2100-12-31",
    },
    "at": {
        "Z": "2026-03-01T10:00:00Z",
        "+01:00": "2026-03-01T10:00:00+01:00",
        "gap of summer time": "2026-03-29T02:30:00+01:00",
        "fold of summer time": "2025-10-26T02:30:00+02:00",
        "-23:59 in year 9999": "9999-12-31T23:59:59-23:59",
        "+23:59 in year 1": "0001-01-01T00:00:00+23:59",
        "nanoseconds": "2026-03-01T10:00:00.123456789Z",
        "lower case": "2026-03-01t10:00:00z",
    },
    "note": {
        "markup": '"[red]x[/]"',
        "unbalanced markup": '"[/bold]"',
        "emoji code": '":smiley:"',
        "ANSI": '"\\u001b[31mx"',
        "OSC 52": '"\\u001b]52;c;ZQ==\\u0007"',
        "C1": '"\\u009b31m"',
        "bidi": '"\\u202e5 01"',
        "zero width": '"a\\u200bb"',
        "tag signs": '"\\U000E0041\\U000E007F"',
        "Hebrew": '"\u05db\u05d0\u05d1"',
        "Arabic": '"\u0623\u0644\u0645"',
        "family": '"\U0001f468\u200d\U0001f469\u200d\U0001f467"',
        "flag": '"\U0001f1f3\U0001f1f1"',
        "wide sign": '"\u75db"',
        "500 combining": '"a' + "\u0301" * 500 + '"',
        "2000 signs": '"' + "x" * 2000 + '"',
        "NUL": '"\\u0000"',
        "formula =": '"=cmd|calc"',
        "formula @": '"@SUM(1)"',
        "formula +": '"+1-1"',
        "tab first": '"\\t=1"',
        "HTML": '"<script>alert(1)</script>"',
        "HTML attribute": '"\\" onmouseover=\\"x"',
        "quotes and newline": '"a\\"b,c;d\\ne"',
        "backslash last": '"x\\\\"',
        "percent and braces": '"%s {0} ${HOME} `id`"',
        "last code point": '"\\U0010FFFF"',
        "line separator": '"a\\u2028b"',
        "NFC and NFD": '"\u00e9 e\u0301"',
        "over lines": '"""a\nb"""',
        "a heading inside": "'''[[entry]]\nid = 1'''",
        "many points": '"' + "a." * 200 + '"',
    },
}


def cases(values: Values) -> list[Any]:
    """Return field and text of every named case of a table of values."""
    return [
        pytest.param(field, value, id=f"{field} {name}")
        for field, named in values.items()
        for name, value in named.items()
    ]


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _nothing(path: Path) -> None:
    path.touch()
    os.truncate(path, 100 << 20)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(path.name)
    os.chdir(here)


def _linked(path: Path) -> None:
    (path.parent / "elsewhere").write_text(GOOD)
    path.symlink_to(path.parent / "elsewhere")


def _open_to_all(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0o666)


def _beside(name: str) -> Callable[[Path], None]:
    """Return what makes a good month with another file beside it."""

    def make(path: Path) -> None:
        path.write_text(GOOD)
        (path.parent / name.format(month=path.name, stem=path.stem)).write_text(GOOD)

    return make


REFUSED_PLACES: dict[str, Make] = {
    "a folder": lambda path: path.mkdir(),
    "a loop of links": _loop,
    "/dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "/dev/null": lambda path: path.symlink_to("/dev/null"),
    "/dev/full": lambda path: path.symlink_to("/dev/full"),
    "/proc/self/mem": lambda path: path.symlink_to("/proc/self/mem"),
    "a FIFO": os.mkfifo,
    "a socket": _socket,
    "100 MB of nothing": _nothing,
    "a dangling link": lambda path: path.symlink_to(path.parent / "nowhere"),
}
READ_PLACES: dict[str, tuple[Make, int]] = {
    "missing": (lambda _: None, 0),
    "a link": (_linked, 1),
    "mode 0666": (_open_to_all, 1),
    "a copy beside": (_beside("{stem}.sync-conflict-20260301-101010-ABCDEFG.toml"), 1),
    "a swap file beside": (_beside(".{month}.swp"), 1),
    "a leftover beside": (_beside(".{month}.tmp"), 1),
}
"""What makes the file, and how many entries it holds."""
