"""A life with the log: days, entries, a clock that errs, hand edits, restores; and what must hold.

``violations(steps, seed)`` walks at random. The tests drive the same life with hypothesis.
"""

import datetime as dt
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

from achillescli import store
from achillescli.core.log.entries import Entry
from achillescli.errors import StoreError
from achillescli.store.backups import daily as backup
from achillescli.store.backups.restore import comparison, restore
from achillescli.store.doctor import mend
from achillescli.store.files import layout
from achillescli.store.journal.month import month

DAY = dt.timedelta(days=1)
BEGIN = dt.date(2026, 1, 20)
SHIFTS = (-1, -1, 1, -3, 40, -400, 1500, -20_000)
"""By how many days a clock errs: a flight, a wrong year, 1971."""


Look = tuple[int, int, int]
"""By what a file is known again: its number, its size and when it changed."""
Seen = tuple[Look, dict[str, Entry], bytes]


class Life:
    """One user; the clock shows the true date, or one that lies ``shift`` days from it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.true, self.shift = BEGIN, 0
        self.written = 0
        self.wrong: list[str] = []
        self._copied_on: dt.date | None = None
        self._before: dict[str, dict[str, Entry]] = {}
        self._dates: defaultdict[str, set[str]] = defaultdict(set)
        self._seen: dict[Path, Seen] = {}
        self._copies: dict[str, tuple[layout.Backup, dict[str, Entry], bytes]] = {}
        self._holder: dict[str, tuple[dict[str, Entry], str]] = {}

    @property
    def now(self) -> dt.datetime:
        date = self.true + DAY * self.shift
        return dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)

    def pass_days(self, days: int) -> None:
        self.true += DAY * days

    def set_clock(self, shift: int) -> None:
        self.shift = shift

    def write(self) -> None:
        """Log a score, as the commands do."""
        failed = backup.keep(self.home, self.now)
        if failed:
            self.wrong.append(f"copies failed: {failed}")
        if self._copied_on != self.now.date():
            self._remember()
        table = {"kind": "morning", "date": self.true, "pain": self.written % 10}
        store.append(self.home, table, self.now)
        self.written += 1

    def copy_now(self) -> None:
        backup.make(self.home, self.now)
        self._remember()

    def _remember(self) -> None:
        """Keep in mind what must be in the backups from here on: all that the log holds."""
        self._before = {name: self._entries(path) for name, path in self._months().items()}
        self._copied_on = self.now.date()

    def delete(self, choice: int) -> None:
        """Take an entry out with an editor, but never the last, and say that it may be gone."""
        self._edit(choice, lambda _: "", least=2)
        for one in mend.mendings(self.home):
            if one.key == "gone":
                mend.mend(self.home, one, self.now)

    def change(self, choice: int) -> None:
        """Give an entry another score with an editor; the file keeps its size."""
        self._edit(choice, lambda block: re.sub(r"pain = .", f"pain = {choice % 10}", block))

    def restore(self, choice: int) -> None:
        copies = layout.backups(self.home)
        if copies:
            restore(self.home, comparison(self.home, copies[choice % len(copies)]), self.now)

    def _edit(self, choice: int, change: Callable[[str], str], least: int = 1) -> None:
        months = sorted(self._months().values())
        if not months:
            return
        path = months[choice % len(months)]
        head, *blocks = re.split(r"(?=\n\[\[entry\]\])", path.read_text())
        if len(blocks) >= least:
            place = choice % len(blocks)
            blocks[place] = change(blocks[place])
            path.write_text(head + "".join(blocks))

    def _months(self) -> dict[str, Path]:
        return {path.stem: path for path in (self.home / "log").glob("????-??.toml")}

    def _entries(self, path: Path) -> dict[str, Entry]:
        """Return the entries of a file by their ids; one that looks as it did is not read again."""
        look = path.stat()
        seen = look.st_ino, look.st_size, look.st_mtime_ns
        if path not in self._seen or self._seen[path][0] != seen:
            raw = path.read_bytes()
            self._seen[path] = seen, {entry.id: entry for entry in month(raw, "").entries}, raw
        return self._seen[path][1]

    def check(self) -> None:
        """Note every promise that does not hold."""
        folder = self.home / "backups"
        names = {path.name for path in folder.glob("*")}
        dropped = {name: self._copies.pop(name) for name in self._copies.keys() - names}
        for one in layout.in_order(names - self._copies.keys()):
            held = self._entries(folder / one.name)
            self._copies[one.name] = one, held, self._seen[folder / one.name][2]
            self._dates[one.month].add(one.date)
        for name, entries in self._before.items():
            self._check_held(name, entries)
        for copy in dropped.values():
            self._check_dropped(*copy)
        self._check_files()

    def _check_held(self, name: str, entries: dict[str, Entry]) -> None:
        """Look for a backup that holds all of a month; the one that last did is taken again."""
        known, copy = self._holder.get(name, (None, None))
        if not entries or (known is entries and copy in self._copies):
            return
        for copy, (one, held, _) in self._copies.items():
            if one.month == name and all(held.get(ident) == e for ident, e in entries.items()):
                self._holder[name] = entries, copy
                return
        self.wrong.append(f"no backup of {name} with the entries of the days before")

    def _check_dropped(self, one: layout.Backup, held: dict[str, Entry], raw: bytes) -> None:
        """Look whether a backup that is gone could go; it may have another name now."""
        left = [copy for copy in self._copies.values() if copy[0].month == one.month]
        dates = {copy[0].date for copy in left}
        if len(dates) < min(14, len(self._dates[one.month])):
            self.wrong.append(f"only {len(dates)} dates of {one.month}")
        path = self.home / "log" / f"{one.month}.toml"
        live = self._entries(path) if path.exists() else {}
        if raw not in [copy[2] for copy in left] and not held.keys() <= live.keys():
            self.wrong.append(f"{one.name} was dropped with entries that are not in the log")

    def _check_files(self) -> None:
        """Look at every tenth entry at all that lies in the folder."""
        if self.written % 10:
            return
        wrong = [
            path.name
            for path in self.home.rglob("*")
            if path.name.endswith(".tmp") or path.stat().st_mode & 0o077
        ]
        if wrong:
            self.wrong.append(f"left over or readable to others: {wrong}")
        for name, (one, _, raw) in self._copies.items():
            if (self.home / "backups" / one.name).read_bytes() != raw:
                self.wrong.append(f"{name} was written over")
        try:
            store.load(self.home)
        except StoreError as error:
            self.wrong.append(f"the log cannot be read: {error.key}")


def step(life: Life, random: Random) -> None:
    """Take one step: mostly a day or an entry."""
    choice = random.randrange(1 << 16)
    draw = random.random()
    if draw < 0.45:
        life.write()
    elif draw < 0.80:
        life.pass_days(random.choice((1, 1, 1, 1, 2, 9)))
    elif draw < 0.84:
        life.set_clock(random.choice(SHIFTS))
    elif draw < 0.88:
        life.set_clock(0)
    elif draw < 0.91:
        life.delete(choice)
    elif draw < 0.94:
        life.change(choice)
    elif draw < 0.97:
        life.restore(choice)
    else:
        life.copy_now()


def violations(steps: int, seed: int) -> list[str]:
    """Return every broken promise of a random life of so many steps."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder) / "home")
        for _ in range(steps):
            step(life, random)
            life.check()
            if life.wrong:
                break
        return life.wrong
