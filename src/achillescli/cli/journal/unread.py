"""What can be heard of signs in a log of which something cannot be read, or is missed."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ... import store
from ...core.log import corrections, entries
from ...core.log.entries import Edit, Entry
from ...core.log.values import Misfit
from ...errors import AchillesError
from ...store.files import disk, layout
from ...store.files.layout import month_file
from ...store.journal import schema
from ...store.journal.month import month
from ...store.transfer import archive
from ..context import Context
from ..inputs import heard

_HEAD = re.compile(r"^(?=[ \t]*\[\[[ \t]*[\"']?entry)", re.MULTILINE)
_KINDS = re.compile(r"""kind[\s"']*=[\s"']*(?:assessment|flag|clearance|edit|remove)\b""")
"""What opens, ends or corrects a sign."""
_MOST = 2000
"""So many of the newest entries are looked at one by one."""
_DATE = re.compile(r"^\s*date\s*=\s*[\"']?(\d{4}-\d\d-\d\d)\b", re.MULTILINE | re.ASCII)
_AT = re.compile(r"^\s*at\s*=\s*[\"']?([0-9T:.+Z -]+)", re.MULTILINE)


def journal(context: Context, damaged: Iterable[store.Damage]) -> list[Entry]:
    """Return the journal with what can be made of the rest of it: each yes to a sign is one.

    What is missed is taken from the copy or the backup that has it.
    """
    found: dict[str, Entry] = {}
    with suppress(AchillesError):
        for name in layout.months(context.home):
            found |= _entries(context, month_file(name))
        for damage in damaged:
            values = damage.error.values
            for file in (values.get("file"), values.get("backup")):
                held = _entries(context, str(file)) if file else {}
                lacking = values.get("ids", held)
                found |= {ident: one for ident, one in held.items() if ident in lacking}
    made = [*found.values()]
    try:
        corrections.log_of(made)
    except corrections.EditError:
        return [entry for entry in made if not isinstance(entry, Edit)]
    return made


def heard_entries(context: Context, raw: bytes, file: str) -> dict[str, Entry]:
    """Return the entries of a month by id; of one that cannot be read, each yes to a sign."""
    read = month(raw, file)
    if not read.damaged:
        return {entry.id: entry for entry in read.entries}
    text = raw.replace(b"\0", b"").decode("utf-8-sig", "replace")
    found: dict[str, Entry] = {}
    every = ((part, heard.signs_of_file(context, part)) for part in _HEAD.split(text))
    parts = [(part, signs) for part, signs in every if signs or _KINDS.search(part)]
    for part, signs in parts[-_MOST:]:
        alone = month(f"schema = {schema.CURRENT}\n{part}".encode(), file)
        found |= {entry.id: entry for entry in alone.entries}
        if alone.damaged and signs:
            found |= {flag.id: flag for flag in _flags(context, part, signs)}
    return found


def heard_in(context: Context, raw: bytes) -> dict[str, Entry]:
    """Return what can be heard of a month, or of the months of an export, that is refused."""
    if not archive.is_json(raw):
        return heard_entries(context, raw, "")
    found: dict[str, Entry] = {}
    try:
        for one in json.loads(raw)["months"]:
            found |= heard_entries(context, one.get("text", "").encode(), "")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        # What was cut off is read as it stands, with the line ends that JSON spells out.
        found |= heard_entries(context, raw.replace(b"\\n", b"\n"), "")
    return found


def _entries(context: Context, file: str) -> dict[str, Entry]:
    with suppress(AchillesError):
        raw = disk.contents(context.home / file, file)
        return heard_entries(context, raw or b"", file)
    return {}


def _flags(context: Context, part: str, signs: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the signs of an entry that cannot be read, told on its date as far as it has one."""
    said = {"id": store.new_id(), "kind": "flag", **signs}
    date, at = (found and found[1].strip() for found in (_DATE.search(part), _AT.search(part)))
    for day, moment in ((date, at), (date, None), (None, None)):
        with suppress(Misfit, ValueError):
            written = dt.datetime.fromisoformat(moment) if moment else context.now
            told = dt.date.fromisoformat(day) if day else context.today
            yield entries.parse({**said, "at": written, "date": told})
            return
