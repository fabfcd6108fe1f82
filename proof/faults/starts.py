"""The data folders that a test starts from, and how one is put in place."""

import contextlib
import ctypes
import datetime as dt
import io
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .program import ROOT

SENTINEL = "zebra-private-42"
"""A word in a note, by which data are known wherever they turn up."""
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


NOTHING = Start("no log", {}, ())


@cache
def course() -> Start:
    """Return a course of a few days over two months, with backups and the cache."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        ids = [_added(home, at, table) for at, table in _tables()]
        raw = (home / MONTH).read_bytes()
        for name in (EARLIER, OLD):
            copy = home / "backups" / f"{name}.toml"
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(raw[: raw.rindex(b"[[entry]]")])
        files = {
            str(path.relative_to(home)): path.read_bytes()
            for path in sorted(home.rglob("*"))
            if path.is_file()
        }
    return Start("a log", files, tuple(ids))


def today() -> dt.date:
    """Return the date of the last entries."""
    return _now().date()


def nothing() -> Start:
    """Return the start of someone new."""
    return NOTHING


def damaged() -> Start:
    """Return a log of which the month of writing has a byte order mark and a line that is not UTF-8."""
    whole = course()
    raw = b"\xef\xbb\xbf" + whole.files[MONTH] + b"# caf\xe9\n"
    return Start("a damaged log", {**whole.files, MONTH: raw}, whole.ids)


def outdated() -> Start:
    """Return a log of which the month of writing has an older schema."""
    whole = course()
    raw = whole.files[MONTH].replace(b"schema = 1", b"schema = 0", 1)
    return Start("an older schema", {**whole.files, MONTH: raw}, whole.ids)


OTHER_IDS = ("other001", "other002")


def prepare(place: Path) -> None:
    """Write what the commands are given from elsewhere: another data folder, and an export."""
    from achillescli.cli.app import run

    os.environ["ACHILLES_HOME"] = str(place / "other")
    for ident in OTHER_IDS:
        _added(place / "other", _now(), {"id": ident, "kind": "note", "text": "from elsewhere"})
    home = place / "exported"
    course().put(home)
    os.environ["ACHILLES_HOME"] = str(home)
    with contextlib.redirect_stdout(io.StringIO()):
        assert run(["export", str(place / "export.json")]) == 0
    del os.environ["ACHILLES_HOME"]


def _added(home: Path, at: dt.datetime, table: dict[str, object]) -> str:
    from achillescli import store

    return store.append(home, {"date": at.date(), **table}, at).id


def _tables() -> list[tuple[dt.datetime, dict[str, object]]]:
    answers = tomllib.loads((ROOT / "examples" / "runner.toml").read_text("utf-8"))
    now = _now()
    earlier = now.replace(day=1) - dt.timedelta(days=3)
    answers["complaint"]["onset"] = earlier.date() - dt.timedelta(days=60)
    answers.pop("date", None)
    told: dict[str, object] = {"kind": "assessment", "answers": answers}
    first = [_session(earlier, hours) for hours in (1, 9)]
    later = [_session(now, -hours / 60) for hours in range(9, 1, -1)]
    edited: dict[str, object] = {"kind": "morning", "pain": 3, "id": EDITED, "note": SENTINEL}
    return [(earlier, told), *first, *later, (now, edited)]


def _session(at: dt.datetime, hours: float) -> tuple[dt.datetime, dict[str, object]]:
    return at + dt.timedelta(hours=hours), {"kind": "session", "slot": "pm", "pain": 2}
