"""The data folders that a test starts from, and how one is put in place."""

import contextlib
import ctypes
import datetime as dt
import io
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .program import ROOT

SENTINEL = "zebra-private-42"
"""A word in a note, by which data are known wherever they turn up."""
EXPORT, CALENDAR = "export.json", "plan.ics"
"""The files beside the data folder to which a command takes the log away, or writes the plan."""
EDITED = "edit1234"
"""The id of an entry that can be edited, the last of the log."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


MONTH = f"log/{_now():%Y-%m}.toml"
"""The month of writing."""
EARLIER, OLD = (f"{_now():%Y-%m}.{_now() - dt.timedelta(days=days):%Y-%m-%d}" for days in (1, 40))
"""Two backups of it, without its last entry."""
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Start:
    """A data folder before a command."""

    name: str
    files: Mapping[str, bytes]
    ids: tuple[str, ...]
    """The entries that were acknowledged, in the order of writing."""

    def put(self, home: Path, *, durable: bool = False) -> None:
        """Put it in the place of a folder; a durable one survives a power cut."""
        shutil.rmtree(home, ignore_errors=True)
        for name in (EXPORT, CALENDAR):
            home.with_name(name).unlink(missing_ok=True)
        home.parent.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            path = home / name
            for folder in (home, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)
        if durable:
            sync(home.parent)


def sync(folder: Path) -> None:
    """Bring the file system of a folder to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        if _LIBC.syncfs(opened):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(opened)


DAMAGED = "a damaged log"
NOTHING = Start("no log", {}, ())


@cache
def course() -> Start:
    """Return a course of a few days over two months, with backups and the cache."""
    return _kept("a log", _tables())


@cache
def signs() -> Start:
    """Return that course with a sign that stands in an older month, and one that was cleared.

    The older month has its backup; that of the cleared sign is yet to be copied.
    """
    return _with_signs("a log with signs", (_now() - dt.timedelta(minutes=10), _clearance("T01")))


@cache
def cleared() -> Start:
    """Return that course with both signs cleared and a start test, so that there are sets to do."""
    lifted, tested = (_earlier() + dt.timedelta(hours=hours) for hours in (2, 3))
    check: dict[str, object] = {"kind": "check", "start_test_pain": 2}
    name = "a log with cleared signs"
    return _with_signs(name, (lifted, _clearance("T01", "T04")), (tested, check))


def _clearance(*rows: str) -> dict[str, object]:
    return {"kind": "clearance", "by": "doctor", "rows": list(rows)}


def _with_signs(name: str, *others: tuple[dt.datetime, dict[str, object]]) -> Start:
    tables = _tables()
    more: list[tuple[dt.datetime, dict[str, object]]] = [
        (_oldest(), {"kind": "flag", "calf_swollen": True}),
        (tables[0][0] + dt.timedelta(minutes=1), {"kind": "flag", "chest_pain": True}),
        *others,
    ]
    told = sorted((*tables, *more), key=lambda one: one[0])
    return _kept(name, told, copied=(_oldest(),))


def _kept(
    name: str,
    tables: Sequence[tuple[dt.datetime, dict[str, object]]],
    copied: Sequence[dt.datetime] = (),
) -> Start:
    """Return a start with these entries, as the store writes them."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        ids = [_added(home, at, table) for at, table in tables]
        raw = (home / MONTH).read_bytes()
        (home / "backups").mkdir(exist_ok=True)
        for backup in (EARLIER, OLD):
            (home / "backups" / f"{backup}.toml").write_bytes(raw[: raw.rindex(b"[[entry]]")])
        for month in (f"{at:%Y-%m}" for at in copied):
            copy = home / "backups" / f"{month}.{EARLIER.partition('.')[2]}.toml"
            copy.write_bytes((home / "log" / f"{month}.toml").read_bytes())
        files = {
            str(path.relative_to(home)): path.read_bytes()
            for path in sorted(home.rglob("*"))
            if path.is_file()
        }
    return Start(name, files, tuple(ids))


def today() -> dt.date:
    """Return the date of the last entries."""
    return _date(_now())


def nothing() -> Start:
    """Return the start of someone new."""
    return NOTHING


def damaged() -> Start:
    """Return a log of which the month of writing has a byte order mark and a line that is not UTF-8."""
    whole = signs()
    raw = b"\xef\xbb\xbf" + whole.files[MONTH] + b"# caf\xe9\n"
    return Start(DAMAGED, {**whole.files, MONTH: raw}, whole.ids)


def outdated() -> Start:
    """Return a log of which the month of writing has an older schema."""
    whole = signs()
    raw = whole.files[MONTH].replace(b"schema = 1", b"schema = 0", 1)
    return Start("an older schema", {**whole.files, MONTH: raw}, whole.ids)


RUNS = "runs.tcx"
"""The file of a watch with two runs."""
OTHER_IDS = ("other001", "other002", "other003")


def prepare(place: Path) -> None:
    """Write what the commands are given from elsewhere: another log, an export, two runs."""
    from achillescli.cli.app import run

    os.environ["ACHILLES_HOME"] = str(place / "other")
    told: Sequence[dict[str, object]] = (
        {"kind": "flag", "gap": True},
        {"kind": "note", "text": "from elsewhere"},
        {"kind": "note", "text": "from elsewhere"},
    )
    for ident, at, table in zip(OTHER_IDS, (_oldest(), _earlier(), _now()), told, strict=True):
        _added(place / "other", at, {"id": ident, **table})
    (place / RUNS).write_text(_recorded())
    home = place / "exported"
    signs().put(home)
    os.environ["ACHILLES_HOME"] = str(home)
    with contextlib.redirect_stdout(io.StringIO()):
        assert run(["export", str(place / "export.json")]) == 0
    del os.environ["ACHILLES_HOME"]


def _recorded() -> str:
    laps = "".join(
        f'<Activity Sport="Running"><Id>{start}</Id><Lap StartTime="{start}"><TotalTimeSeconds>1200'
        "</TotalTimeSeconds><DistanceMeters>3000</DistanceMeters></Lap></Activity>"
        for start in (f"{_now() - dt.timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}" for days in (4, 2))
    )
    root = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    return (
        f'<TrainingCenterDatabase xmlns="{root}"><Activities>{laps}</Activities>'
        "</TrainingCenterDatabase>"
    )


def _added(home: Path, at: dt.datetime, table: dict[str, object]) -> str:
    from achillescli import store

    return store.append(home, {"date": _date(at), **table}, at).id


def _date(at: dt.datetime) -> dt.date:
    """Return the date of a moment: a day starts at 03:00."""
    return (at - dt.timedelta(hours=3)).date()


def _tables() -> list[tuple[dt.datetime, dict[str, object]]]:
    answers = tomllib.loads((ROOT / "examples" / "runner.toml").read_text("utf-8"))
    now, earlier = _now(), _earlier()
    answers["complaint"]["onset"] = earlier.date() - dt.timedelta(days=60)
    answers.pop("date", None)
    told: dict[str, object] = {"kind": "assessment", "answers": answers}
    first = [_session(earlier, hours) for hours in (1, 9)]
    later = [_session(now, -hours / 60) for hours in range(9, 1, -1)]
    edited: dict[str, object] = {"kind": "morning", "pain": 3, "id": EDITED, "note": SENTINEL}
    return [(earlier, told), *first, *later, (now, edited)]


def _earlier() -> dt.datetime:
    return _now().replace(day=1) - dt.timedelta(days=3)


def _oldest() -> dt.datetime:
    return _earlier().replace(day=1) - dt.timedelta(days=3)


def _session(at: dt.datetime, hours: float) -> tuple[dt.datetime, dict[str, object]]:
    return at + dt.timedelta(hours=hours), {"kind": "session", "slot": "pm", "pain": 2}
