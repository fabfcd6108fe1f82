"""What each command must leave behind, whatever happened while it worked."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .program import Outcome
from .reader import Entry, entries, loaded
from .starts import CALENDAR, EXPORT, OTHER_IDS, Start

LOST = "lost"
"""How a broken promise begins when an entry is lost or cannot be read."""
REFUSED = 5
_DONE = re.compile("this was written|saved all the same|saved, but")
"""What is told with an exit code of 5 beside an entry that is in the log."""
PROMPT = " > "
GO = "Go: set"
_ID = re.compile(rb'(?:\A|[\r\n])id = "([^"]+)"')


@dataclass(frozen=True)
class Aftermath:
    """A data folder after a command that may have been cut off."""

    home: Path
    start: Start
    told: bool
    """Whether the user was told that it is done."""
    wanted: Mapping[str, bytes]
    """The files of the log after the command when nothing goes wrong."""
    outcome: Outcome

    @property
    def wanted_more(self) -> int:
        """How many entries the command adds when nothing goes wrong; 0 when that is not known."""
        there = sum(len(entries(raw)) for raw in self.wanted.values())
        return max(there - len(self.start.ids), 0)

    def denied(self, done: bool) -> list[str]:  # noqa: FBT001
        """Return that it was called refused though it is done, and nothing says that it may be."""
        refused = self.outcome.code == REFUSED and not _DONE.search(_line(self.outcome))
        told = self.outcome.err.strip()[-200:]
        return [f"exit code 5, and it is on the disk: {told}"] if done and refused else []


Judge = Callable[[Aftermath], list[str]]


@dataclass(frozen=True)
class Appended:
    """Judges a command that adds one entry of a kind to what stands there."""

    kind: str
    keeps_bytes: bool = True
    most: int = 1
    """How many entries it adds at most."""

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
        if len(new) > self.most:
            found.append(f"one command added {len(new)} entries")
        return [*found, *after.denied(len(new) == (after.wanted_more or self.most))]


@dataclass(frozen=True)
class Answered(Appended):
    """Judges a command that asks for one entry after the other: each is stored as it is answered."""

    def __call__(self, after: Aftermath) -> list[str]:
        """Return the promises that were not kept."""
        new = [entry for entry in loaded(after.home)[0] if entry.id not in after.start.ids]
        answered = after.outcome.out.count(PROMPT) - 1
        late = answered > len(new) and after.outcome.code != REFUSED
        found = [f"{LOST}: answered, and not in the log"] if late else []
        return [*found, *super().__call__(after)]


@dataclass(frozen=True)
class Consulted(Appended):
    """Judges a questionnaire: each reply is kept on the disk until all of them are stored."""

    def __call__(self, after: Aftermath) -> list[str]:
        """Return the promises that were not kept; the first prompt is no question of it."""
        new = [entry for entry in loaded(after.home)[0] if entry.id not in after.start.ids]
        refused = after.outcome.code == REFUSED or "not saved" in _line(after.outcome)
        answered = after.outcome.out.count(PROMPT) - 2
        late = answered > len(draft(after.home, "draft.toml").get("replies", {})) and not new
        found = [f"{LOST}: answered, and not kept"] if late and not refused else []
        return [*found, *super().__call__(after)]


@dataclass(frozen=True)
class Trained(Appended):
    """Judges a session that is followed: each set is kept before the next, until it is logged."""

    def __call__(self, after: Aftermath) -> list[str]:
        """Return the promises that were not kept."""
        new = [entry for entry in loaded(after.home)[0] if entry.id not in after.start.ids]
        sets = sum(reps > 0 for reps in draft(after.home, "train.draft").get("done", ()))
        late = after.outcome.out.count(GO) - 1 > sets and not new
        found = [f"{LOST}: a set was done, and is not kept"] if late else []
        return [*found, *super().__call__(after)]


@dataclass(frozen=True)
class Together(Appended):
    """Judges a command that adds several entries as one step: all of them, or none."""

    def __call__(self, after: Aftermath) -> list[str]:
        """Return the promises that were not kept."""
        new = [entry for entry in loaded(after.home)[0] if entry.id not in after.start.ids]
        half = 0 < len(new) < self.most
        return [*super().__call__(after), *(["half of a step was written"] if half else [])]


def merged(after: Aftermath) -> list[str]:
    """Judge a merge: what stood there stands there, and the entries from elsewhere came once."""
    entries, why = loaded(after.home)
    if why:
        return [f"{LOST}: the log cannot be read: {why}"]
    missing = set(OTHER_IDS) - {entry.id for entry in entries}
    found = [f"{LOST}: acknowledged, and not in the log"] if after.told and missing else []
    found += after.denied(not missing)
    return [*found, *_all_there(after.start, entries), *_prefix(after)]


def exported(after: Aftermath) -> list[str]:
    """Judge an export: the log is as it was, and what was taken away is the whole of it."""
    found, taken = _changed(after), after.home.with_name(EXPORT)
    if not taken.exists():
        return [*found, f"{LOST}: acknowledged, and no export"] if after.told else found
    try:
        file = json.loads(taken.read_bytes())
        listed = {entry["id"] for entry in file["entries"]}
        carried = {entry.id for one in file["months"] for entry in entries(one["text"].encode())}
    except ValueError:
        return [*found, f"{LOST}: half an export"]
    lacking = set(after.start.ids) - (listed & carried)
    return [*found, f"{LOST}: the export lacks {len(lacking)} entries"] if lacking else found


def dated(after: Aftermath) -> list[str]:
    """Judge a calendar: the log is as it was, and the file is whole or not there."""
    found, written = _changed(after), after.home.with_name(CALENDAR)
    if not written.exists():
        return [*found, f"{LOST}: acknowledged, and no calendar"] if after.told else found
    whole = written.read_bytes().splitlines()[-1:] == [b"END:VCALENDAR"]
    return found if whole else [*found, f"{LOST}: half a calendar"]


def backed_up(after: Aftermath) -> list[str]:
    """Judge a backup: the log is as it was, and every month has its copy."""
    months, found = months_of(after.start.files), _changed(after)
    copies = [path.read_bytes() for path in (after.home / "backups").glob("*.toml")]
    lacking = [name for name, raw in months.items() if raw not in copies]
    return [*found, f"{LOST}: acknowledged, and no copy"] if after.told and lacking else found


def as_wanted(after: Aftermath) -> list[str]:
    """Judge what puts whole months in place: each is the old or the new one, nothing is gone."""
    found = []
    for name in {*months_of(after.start.files), *after.wanted}:
        raw = _raw(after, name)
        if raw not in (after.start.files.get(name), after.wanted.get(name)):
            found.append(f"{LOST}: {name} is neither the old nor the new")
        elif after.told and raw != after.wanted.get(name):
            found.append(f"{LOST}: acknowledged, and {name} is not there")
    changed = dict(after.wanted) != months_of(after.start.files)
    done = all(_raw(after, name) == raw for name, raw in after.wanted.items())
    found += after.denied(changed and done)
    gone = set(after.start.ids) - kept(after.home)
    return [*found, f"{LOST}: {len(gone)} entries are nowhere"] if gone else found


def imported(after: Aftermath) -> list[str]:
    """Judge an import: all of its months are there, or none is."""
    there = [name for name, raw in after.wanted.items() if _raw(after, name) is not None]
    half = there and len(there) < len(after.wanted)
    return [*as_wanted(after), *([f"{LOST}: half an import"] if half else [])]


def erased(after: Aftermath) -> list[str]:
    """Judge an erasure: once it is acknowledged, no file is left."""
    left = [path.name for path in after.home.rglob("*") if path.is_file() and after.told]
    return [f"{LOST}: not erased: {', '.join(left)}"] if left else []


def kept(home: Path) -> set[str]:
    """Return the id of every entry in any file of the data folder."""
    paths = [path for path in home.rglob("*.toml*") if path.suffix != ".tmp"]
    return {found.decode() for path in paths for found in _ID.findall(path.read_bytes())}


def draft(home: Path, name: str) -> Mapping[str, Any]:
    """Return what is kept of what is not finished; nothing where it cannot be read."""
    try:
        return tomllib.loads((home / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _changed(after: Aftermath) -> list[str]:
    months = months_of(after.start.files)
    return [f"{LOST}: {name} changed" for name, raw in months.items() if _raw(after, name) != raw]


def _all_there(start: Start, there: Sequence[Entry]) -> list[str]:
    ids = [entry.id for entry in there]
    missing = set(start.ids) - set(ids)
    if missing:
        return [f"{LOST}: {len(missing)} of {len(start.ids)} entries"]
    same = tuple(one for one in ids if one in start.ids) == start.ids
    return [] if same else ["the order of the entries changed"]


def _prefix(after: Aftermath) -> list[str]:
    """What stood in a month still stands at its beginning, byte for byte."""
    return [
        f"{LOST}: the bytes of before in {name}"
        for name, old in months_of(after.start.files).items()
        if not (_raw(after, name) or b"").startswith(old)
    ]


def months_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the months among files."""
    return {name: raw for name, raw in files.items() if re.fullmatch(r"log/[\d-]+\.toml", name)}


def _raw(after: Aftermath, name: str) -> bytes | None:
    path = after.home / name
    return path.read_bytes() if path.is_file() else None


def _line(outcome: Outcome) -> str:
    return " ".join((outcome.out + outcome.err).split())
