"""A log with something taken out of sight never gives a harder workout than the whole log."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from achillescli.core.log.entries import Entry, parse
from achillescli.errors import StoreError
from achillescli.store.backups import daily
from achillescli.store.files import disk
from achillescli.store.files.lock import lock
from achillescli.store.journal import append as writing
from tests.kit.logbook import NO, Logbook, ago

HEADING = "\n[[entry]]"
LONG = 70
"""How many days ago the course began, so that it lies in three months."""
SIGNS = [
    {"calf_swollen": True},
    {"chest_pain": True},
    {"snap": True, "lost_single_raise": True},
    {"night_pain": True},
    {"hot_red_tendon": True, "fever": True},
    {"calf_warm": True},
    {"weak_push_off": True},
    {"fever": True},
]
CLEARED = ["T01", "T02", "T04", "T05", "T11", "T25", "T26", "T28", "T30", "T31"]


def course(random: Random) -> list[Entry]:
    """Return the entries of a random course, in the order in which they were written."""
    answers = {
        "person": {"age": 40, "sex": "male", "weight_kg": 80.0},
        "complaint": {"side": "left", "location": "midportion", "onset": ago(LONG + 90)},
        "red_flags": NO,
        "tests": {"start_test_pain": random.choice([0, 1, 4])},
    }
    told: list[Any] = [("assessment", LONG, {"answers": answers})]
    sore = random.choice([0, 0, 0.1, 0.3])
    for back in range(LONG, 0, -1):
        pain = random.choice([3, 6, 8]) if random.random() < sore else random.choice([0, 1, 2])
        told.append(("morning", back, {"pain": random.choice([pain, 1, 2])}))
        told += [("session", back, {"slot": slot, "pain": pain}) for slot in ("am", "pm")]
        told += [("checkin", back, {})] if back % 7 == 0 else []
        if random.random() < 0.04:
            told.append(("flag", back, random.choice(SIGNS)))
        if random.random() < 0.06:
            told.append(("clearance", back, {"by": "doctor", "rows": CLEARED}))
    told.append(("morning", 0, {"pain": 1}))
    return [_entry(n, kind, back, fields) for n, (kind, back, fields) in enumerate(told)]


Lose = Callable[[Path, Random], object]
"""Does to a month what a program or a person does."""


def _entry(number: int, kind: str, back: int, fields: dict[str, Any]) -> Entry:
    at = dt.datetime.combine(ago(back), dt.time(6), dt.UTC) + dt.timedelta(seconds=number)
    return parse({"id": f"e{number}", "kind": kind, "date": ago(back), "at": at, **fields})


def write(home: Path, journal: list[Entry], now: dt.datetime) -> None:
    """Write a log as a life with it would leave it: a backup of the days before, and a cache."""
    disk.folder(home / "log")
    for part in (journal[:-1], journal[-1:]):
        by_month: dict[str, list[Entry]] = {}
        for entry in part:
            by_month.setdefault(f"{entry.at:%Y-%m}.toml", []).append(entry)
        with lock(home):
            writing.add(home, by_month, now)
        daily.keep(home, now)


def work(book: Logbook) -> tuple[float, float, int, int, int, int]:
    """Return what today asks for, each part such that more is harder; nothing if withheld."""
    try:
        day = json.loads(book.type("today --json"))
    except StoreError:
        return (0,) * 6
    if day["blocked"]:
        assert book.code == 4
        return (0,) * 6
    parts = [part for session in day["sessions"] for part in session["work"]]
    return (
        float(day["dose_level"].removeprefix("L")),
        day["load_kg"],
        len(day["sessions"]),
        sum(part["sets"] * part["reps"] for part in parts),
        ("closed", "two_leg", "single_leg").index(day["concentric"]),
        day["running"] not in (None, "suspended"),
    )


def _entries(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    head, *blocks = path.read_text().split(HEADING)
    path.write_text(HEADING.join([head, *change(blocks)]))


def _renamed(form: str) -> Lose:
    return lambda path, _: path.rename(path.with_name(form.format(path.name, path.stem)))


def _placeholder(path: Path, _: Random) -> None:
    path.unlink()
    path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")


def _linked(path: Path, _: Random) -> None:
    path.unlink()
    path.symlink_to(path.with_name("elsewhere"))


def _misspelt(path: Path, random: Random) -> None:
    """Misspell scores and signs, as a hand or a program that mends spelling may do."""
    slips: list[Callable[[str], str]] = [
        *(str.upper, str.capitalize, lambda name: name[:-1], lambda name: name[1:])
    ]
    slip = random.choice(slips)
    path.write_text(
        re.sub(
            rf"^({'|'.join((*NO, 'pain'))}) =",
            lambda found: f"{slip(found[1])} =",
            path.read_text(),
            flags=re.MULTILINE,
        )
    )


def _cut(path: Path, random: Random) -> None:
    _entries(path, lambda blocks: blocks[: random.randrange(1, len(blocks))])


def _parted(path: Path, random: Random) -> None:
    """Put back an older month, and the newer one beside it, as a sync tool does."""
    shutil.copy(path, path.with_name(f"{path.stem} (1).toml"))
    _cut(path, random)


def _ahead(path: Path, random: Random) -> None:
    """Give each sign a date to come, as a clock that was ahead does."""
    date = ago(-random.choice([1, 2, 30]))

    def moved(block: str) -> str:
        return re.sub(r"(?m)^date = .*", f"date = {date}", block) if '"flag"' in block else block

    _entries(path, lambda blocks: [moved(block) for block in blocks])


SEEN: dict[str, Lose] = {
    "another ending": _renamed("{1}.TOML"),
    "a conflict": _renamed("{0}.conflict1"),
    "both sides renamed": lambda path, _: (
        shutil.copy(path, path.with_name(f"{path.name}..path2")),
        path.rename(path.with_name(f"{path.name}..path1")),
    ),
    "a copy in its place": _renamed("Copy of {0}"),
    "Dutch": _renamed("Kopie van {0}"),
    "an editor's": _renamed("{0}~"),
    "a backup's": _renamed("{1}.bak"),
    "git's": _renamed("{0}.orig"),
    "a placeholder": _placeholder,
    "a dangling link": _linked,
    "emptied": lambda path, _: path.write_bytes(b""),
    "without entries": lambda path, _: path.write_text("schema = 1\n"),
    "misspelt": _misspelt,
    "a sign ahead": _ahead,
    "the newest in a copy beside": _parted,
}
"""What can be seen in the folder of the months alone."""
WITNESSED: dict[str, Lose] = {
    "deleted": lambda path, _: path.unlink(),
    "cut at an entry": _cut,
    "an entry out": lambda path, random: _entries(
        path, lambda blocks: [one for n, one in enumerate(blocks) if n != _sign(blocks, random)]
    ),
    "copied over": lambda path, random: path.write_text(
        _other(path.read_text(), random.randrange(1, 9))
    ),
}
"""What takes the cache or a backup to be noticed."""


def _sign(blocks: list[str], random: Random) -> int:
    """Return the place of a sign, if there is one."""
    signs = [n for n, block in enumerate(blocks) if '"flag"' in block]
    return random.choice(signs or range(len(blocks)))


def _other(text: str, count: int) -> str:
    head, *blocks = text.split(HEADING)
    other = [block.replace('id = "e', 'id = "x') for block in blocks[:count]]
    return HEADING.join([head, *other])


def cases() -> Iterator[tuple[str, str]]:
    for way in SEEN:
        for kept in ("all", "none"):
            yield way, kept
    for way in WITNESSED:
        for kept in ("all", "cache", "backups"):
            yield way, kept


def check(book: Logbook, tmp_path: Path, seed: int, ways: Iterable[tuple[str, str]]) -> int:
    """Take things out of sight of one course; return how often a workout was given before."""
    random, given = Random(seed), 0
    whole = tmp_path / f"whole{seed}"
    write(whole, course(random), book.here().now)
    book.home = whole
    wanted, page = work(book), book.type("today")
    (whole / "cache").rename(whole / "away")
    assert book.type("today") == page, "the cache changes nothing"
    (whole / "away").rename(whole / "cache")
    for way, kept in ways:
        for month in sorted(path.name for path in (whole / "log").iterdir()):
            book.home = tmp_path / "part"
            shutil.copytree(whole, book.home)
            if kept in ("none", "backups"):
                (book.home / "cache").unlink()
            if kept in ("none", "cache"):
                shutil.rmtree(book.home / "backups")
            {**SEEN, **WITNESSED}[way](book.home / "log" / month, random)
            for line in ("", "log note x", "log painkiller", "doctor --repair --yes"):
                if line:
                    _try(book, line)
                harder = [one > other for one, other in zip(work(book), wanted, strict=True)]
                assert not any(harder), (seed, way, kept, month, line)
            shutil.rmtree(book.home)
            given += any(wanted)
    return given


def _try(book: Logbook, line: str) -> None:
    try:
        book.type(line)
    except StoreError:
        return


@pytest.mark.slow
@pytest.mark.hazard("H42")
def test_what_is_out_of_sight_asks_for_no_more(book: Logbook, tmp_path: Path) -> None:
    assert sum(check(book, tmp_path, seed, [*cases()][seed::20]) for seed in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [100])
def test_what_is_out_of_sight_of_any_course_asks_for_no_more(
    book: Logbook, tmp_path: Path, seed: int
) -> None:
    check(book, tmp_path, seed, cases())
