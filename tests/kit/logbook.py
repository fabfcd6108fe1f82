"""A user who logs at a chosen time, through the program's own door."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.context import Context
from achillescli.cli.parser import program
from achillescli.cli.switches import check_once
from achillescli.core.log import corrections
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Entry
from achillescli.core.log.values import table
from achillescli.errors import AchillesError
from achillescli.store.files import disk, layout
from achillescli.store.files.lock import lock
from achillescli.store.journal import append as writing
from achillescli.store.journal import cache
from achillescli.words import NO_BREAK, WHOLE, Words, plain_spaces

TODAY = dt.date(2026, 12, 10)
"""A Thursday."""
NO = {**dict.fromkeys(RED_FLAGS, False), "spa": []}

Typed = Callable[..., tuple[int, str, str]]
"""Types a command; gives its exit code, what it printed and what it complained of."""


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


class Logbook:
    """The journal of one user, and the commands that are typed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = Path(os.environ["ACHILLES_HOME"])
        self._capsys = capsys
        self.err = ""
        self.code = 0

    def here(self, at: str = "06:30", language: str = "en") -> Context:
        now = dt.datetime.combine(TODAY, dt.time.fromisoformat(at), dt.UTC)
        return Context(Words(language), now, {"ACHILLES_HOME": str(self.home)})

    def type(self, line: str, *more: str, at: str = "06:30", language: str = "en") -> str:
        """Type a command; return what it printed."""
        words = [*line.split(), *more]
        check_once(words)
        app = program(self.here(at, language), words[0])
        self.code = app(words, prog_name="achilles", standalone_mode=False) or 0
        out, self.err = self._capsys.readouterr()
        for mark in (NO_BREAK, WHOLE, r"\u00a0", r"\u2060"):
            assert mark not in out + self.err, "a command that is pasted would not run"
        return out

    def refused(self, line: str, *more: str, language: str = "en") -> str:
        """Type a command that is refused; return the key of the sentence.

        The sentence exists in the language, and nothing was written.
        """
        before = self.bytes()
        with pytest.raises(AchillesError) as error:
            self.type(line, *more, language=language)
        sentence = Words(language)(error.value.key, **error.value.values)
        assert "\n" not in sentence
        assert self.bytes() == before
        self.err = plain_spaces(sentence)
        return error.value.key

    def bytes(self) -> dict[str, bytes]:
        """Return the user's files with what is in them, without the copies of them."""
        found = [path for path in self.home.rglob("*.toml") if path.parent.name != "backups"]
        return {path.name: path.read_bytes() for path in found}

    def write(self, kind: str, days_ago: int, **fields: Any) -> Entry:
        """Store an entry without a command."""
        table = {"kind": kind, "date": ago(days_ago), **fields}
        return store.append(self.home, table, self.here().now)

    def assess(self, days_ago: int, start_test: str | int = 1, **flags: bool) -> Entry:
        """Store a complaint of three months without warning signs, and answers to some."""
        told = {
            "person": {"age": 40, "sex": "male", "weight_kg": 80.0},
            "complaint": {
                "side": "left",
                "location": "midportion",
                "onset": ago(days_ago + 90),
            },
            "red_flags": {**NO, **flags},
            "tests": {"start_test_pain": start_test},
        }
        return self.write("assessment", days_ago, answers=told)

    def days(self, first: int, last: int, pain: int = 1, morning: int = 1) -> None:
        """Store mornings and both sessions of the days from ``first`` to ``last`` days ago."""
        now, told = self.here().now, []
        for back in range(first, last - 1, -1):
            told.append({"kind": "morning", "date": ago(back), "pain": morning})
            sessions = ({"slot": slot, "pain": pain} for slot in ("am", "pm"))
            told += [{"kind": "session", "date": ago(back), **one} for one in sessions]
        # As `write` would leave it, in one step.
        name = layout.month_of_writing(self.home, now)
        disk.folder(self.home / layout.MONTHS)
        with lock(self.home):
            cached, entries = cache.read(self.home), [writing._entry(t, now) for t in told]
            writing._replace(self.home, writing._addition(self.home, name, entries, cached))
            cache.renew(self.home, cached)

    @property
    def log(self) -> tuple[Entry, ...]:
        return corrections.log_of(store.load(self.home).entries)

    @property
    def newest(self) -> Entry:
        return store.load(self.home, tolerant=True).entries[-1]

    def fields(self) -> dict[str, Any]:
        """Return the newest entry as a table without what every entry has."""
        fields = table(self.newest)
        return {k: v for k, v in fields.items() if k not in ("id", "at", "date")}
