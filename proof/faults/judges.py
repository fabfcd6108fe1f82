"""What each command must leave behind, whatever happened while it worked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .starts import OTHER_IDS, Start

LOST = "lost"
"""How a broken promise begins when an entry is lost or cannot be read."""
_ID = re.compile(rb'^id = "([^"]+)"', re.MULTILINE)


@dataclass(frozen=True)
class Aftermath:
    """A data folder after a command that may have been cut off."""

    home: Path
    start: Start
    told: bool
    """Whether the user was told that it is done."""
    wanted: Mapping[str, bytes]
    """The files of the log after the command when nothing goes wrong."""


Judge = Callable[[Aftermath], list[str]]


@dataclass(frozen=True)
class Appended:
    """Judges a command that adds one entry of a kind to what stands there."""

    kind: str
    keeps_bytes: bool = True

    def __call__(self, after: Aftermath) -> list[str]:
        """Return the promises that were not kept."""
        entries, why = loaded(after.home)
        if why:
            return [f"{LOST}: the log cannot be read: {why}"]
        found = _all_there(after.start, entries)
        found += _prefix(after) if self.keeps_bytes else []
        new = [entry for entry in entries if entry.id not in after.start.ids]
        if after.told and not any(entry.kind == self.kind for entry in new):
            found.append(f"{LOST}: acknowledged, and not in the log")
        return found if len(new) <= 1 else [*found, f"one command added {len(new)} entries"]


def merged(after: Aftermath) -> list[str]:
    """Judge a merge: what stood there stands there, and the entries from elsewhere came once."""
    entries, why = loaded(after.home)
    if why:
        return [f"{LOST}: the log cannot be read: {why}"]
    missing = set(OTHER_IDS) - {entry.id for entry in entries}
    found = [f"{LOST}: acknowledged, and not in the log"] if after.told and missing else []
    return [*found, *_all_there(after.start, entries), *_prefix(after)]


def backed_up(after: Aftermath) -> list[str]:
    """Judge a backup: the log is as it was, and every month has its copy."""
    months = _months(after.start.files)
    found = [f"{LOST}: {name} changed" for name, raw in months.items() if _raw(after, name) != raw]
    copies = [path.read_bytes() for path in (after.home / "backups").glob("*.toml")]
    lacking = [name for name, raw in months.items() if raw not in copies]
    return [*found, f"{LOST}: acknowledged, and no copy"] if after.told and lacking else found


def as_wanted(after: Aftermath) -> list[str]:
    """Judge what puts whole months in place: each is the old or the new one, nothing is gone."""
    found = []
    for name in {*_months(after.start.files), *after.wanted}:
        raw = _raw(after, name)
        if raw not in (after.start.files.get(name), after.wanted.get(name)):
            found.append(f"{LOST}: {name} is neither the old nor the new")
        elif after.told and raw != after.wanted.get(name):
            found.append(f"{LOST}: acknowledged, and {name} is not there")
    gone = set(after.start.ids) - kept(after.home)
    return [*found, f"{LOST}: {len(gone)} entries are nowhere"] if gone else found


def erased(after: Aftermath) -> list[str]:
    """Judge an erasure: once it is acknowledged, no file is left."""
    left = [path.name for path in after.home.rglob("*") if path.is_file() and after.told]
    return [f"{LOST}: not erased: {', '.join(left)}"] if left else []


def kept(home: Path) -> set[str]:
    """Return the id of every entry in any file of the data folder."""
    paths = [path for path in home.rglob("*.toml*") if path.suffix != ".tmp"]
    return {found.decode() for path in paths for found in _ID.findall(path.read_bytes())}


def loaded(home: Path) -> tuple[Sequence[Any], str]:
    """Return the entries of the log, or why they cannot be read."""
    from achillescli import store
    from achillescli.errors import AchillesError

    try:
        return store.load(home).entries, ""
    except AchillesError as error:
        return (), f"{error.key} {error.values.get('place', '')}"


def _all_there(start: Start, entries: Sequence[Any]) -> list[str]:
    ids = [entry.id for entry in entries]
    missing = set(start.ids) - set(ids)
    if missing:
        return [f"{LOST}: {len(missing)} of {len(start.ids)} entries"]
    same = tuple(one for one in ids if one in start.ids) == start.ids
    return [] if same else ["the order of the entries changed"]


def _prefix(after: Aftermath) -> list[str]:
    """What stood in a month still stands at its beginning, byte for byte."""
    return [
        f"{LOST}: the bytes of before in {name}"
        for name, old in _months(after.start.files).items()
        if not (_raw(after, name) or b"").startswith(old)
    ]


def _months(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in files.items() if re.fullmatch(r"log/[\d-]+\.toml", name)}


def _raw(after: Aftermath, name: str) -> bytes | None:
    path = after.home / name
    return path.read_bytes() if path.is_file() else None
