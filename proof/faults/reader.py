"""The log read with nothing of the program's: its entries, and the signs that stand in it."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

SIGNS = {"chest_pain": "T01", "gap": "T03", "calf_swollen": "T04", "cannot_walk_4_steps": "T06"}
"""Signs of which each alone forbids loading, and the row that only a clearance lifts."""


class Entry(NamedTuple):
    """An entry as it stands in a month."""

    id: str
    kind: str
    table: Mapping[str, Any]


def loaded(home: Path) -> tuple[list[Entry], str]:
    """Return the entries of the log in the order of the files, or why they cannot be read."""
    paths = sorted((home / "log").glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].toml"))
    try:
        return [entry for path in paths for entry in entries(path.read_bytes())], ""
    except (OSError, ValueError) as error:
        return [], f"{type(error).__name__} {error}"


def entries(raw: bytes) -> list[Entry]:
    """Return the entries of a month.

    Raises:
        ValueError: it is no TOML, or half an entry.
    """
    tables = tomllib.loads(raw.decode("utf-8-sig")).get("entry", [])
    try:
        return [Entry(table["id"], table["kind"], table) for table in tables]
    except KeyError as error:
        raise ValueError(f"half an entry, without {error}") from error


def standing(log: Sequence[Entry], today: dt.date) -> set[str]:
    """Return the rows of SIGNS that stand, as the rules say it of a whole log.

    A yes stands unless a clearance by a doctor, of today at the latest, is later than it by
    date, by timestamp and by place alike.
    """
    counting = _counting(log)
    lifts = [
        (place, entry)
        for place, entry in enumerate(counting)
        if entry.kind == "clearance" and entry.table["by"] == "doctor" and _date(entry) <= today
    ]
    return {
        SIGNS[name]
        for at, said in enumerate(counting)
        for name in _yes(said)
        if not any(
            place > at
            and SIGNS[name] in lift.table["rows"]
            and _date(lift) >= _date(said)
            and lift.table["at"] > said.table["at"]
            for place, lift in lifts
        )
    }


def _counting(log: Sequence[Entry]) -> list[Entry]:
    """Return the entries that no removal takes out; a removal can be removed too."""
    gone: set[str] = set()
    for entry in reversed(log):
        if entry.kind == "remove" and entry.id not in gone:
            gone.add(entry.table["of"])
    return [entry for entry in log if entry.id not in gone]


def _date(entry: Entry) -> dt.date:
    date: dt.date = entry.table["date"]
    return date


def _yes(entry: Entry) -> Iterable[str]:
    answers = entry.table.get("answers", {}).get("red_flags", {})
    flags = {"flag": entry.table, "assessment": answers}.get(entry.kind, {})
    return [name for name in SIGNS if flags.get(name) is True]
