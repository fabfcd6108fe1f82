"""Journals for the tests: one valid entry in text, the clock of a test, sentences of errors."""

import datetime as dt
from pathlib import Path
from typing import Any

from achillescli import store
from achillescli.core.log.entries import Entry
from achillescli.errors import AchillesError, Sentence
from achillescli.words import Words, plain_spaces

NOW = dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TODAY = NOW.date()
MONTH = "log/2026-03.toml"
SECRET = "zebra-private-42"


def text(*, schema: str = "schema = 1\n", **fields: Any) -> str:
    """Return the text of a month with one morning; a field of None is left out."""
    morning = {
        "id": '"a1"',
        "kind": '"morning"',
        "date": "2026-03-01",
        "at": "2026-03-01T07:30:00+01:00",
        "pain": "3",
        "note": f'"{SECRET}"',
    }
    block = "".join(f"{k} = {v}\n" for k, v in (morning | fields).items() if v is not None)
    return f"{schema}\n[[entry]]\n{block}"


def second(
    ident: str = "a2", date: str = "2026-03-02", at: str = "2026-03-02T07:30:00+01:00"
) -> str:
    return f"\n[[entry]]\nid = '{ident}'\nkind = 'morning'\ndate = {date}\nat = {at}\npain = 1\n"


def month(home: Path, content: str | bytes, name: str = MONTH) -> Path:
    """Write the bytes or text of a month."""
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def morning(pain: str | float = 2, **more: Any) -> dict[str, Any]:
    return {"kind": "morning", "date": TODAY, "pain": pain, **more}


def add(home: Path, table: dict[str, Any] | None = None, now: dt.datetime = NOW) -> Entry:
    return store.append(home, table or morning(), now)


def sentence(error: AchillesError | Sentence, language: str = "en") -> str:
    return plain_spaces(Words(language)(error.key, **error.values))


def tree(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Return everything below a folder with its bytes, mode and time of change."""
    return {
        str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns)
        + ((path.read_bytes(),) if path.is_file() else ())
        for path in sorted(folder.rglob("*"))
    }
