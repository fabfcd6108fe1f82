"""Copies of the months: made in time, never at the cost of an entry, and never in its way."""

import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from achillescli import store
from achillescli.core.log.entries import Entry
from achillescli.errors import Sentence, StoreError
from achillescli.store.backups import daily as backup
from achillescli.store.files import layout
from achillescli.words import Words
from tests.kit.backup_life import SHIFTS, Life, violations
from tests.kit.journals import MONTH, NOW, add, month, second, text, tree

DAY = dt.timedelta(days=1)


TODAY = "backups/2026-03.2026-03-10.toml"


def names(home: Path) -> list[str]:
    return [one.name for one in layout.backups(home)]


def written(home: Path, now: dt.datetime = NOW, pain: int = 2) -> Entry:
    """Log a score as the commands do."""
    assert backup.keep(home, now) == ()
    return store.append(home, {"kind": "morning", "date": now.date(), "pain": pain}, now)


def daily(
    home: Path,
    dates: range | list[int],
    name: str = "2026-03",
    entries: Sequence[str] = (),
    content: str | bytes | None = None,
) -> None:
    """Put copies of a month in place that were made on some days of January."""
    whole = text() + "".join(second(ident) for ident in entries)
    for date in dates:
        month(home, content or whole, f"backups/{name}.2026-01-{date:02}.toml")


# When a copy is made, and of what


def test_the_first_write_of_a_day_copies_what_was_there(tmp_path: Path) -> None:
    path = month(tmp_path, text())
    before = path.read_bytes()
    written(tmp_path)
    written(tmp_path)
    assert names(tmp_path) == ["2026-03.2026-03-10.toml"]
    assert (tmp_path / TODAY).read_bytes() == before


def test_the_first_write_of_all_has_nothing_to_copy(tmp_path: Path) -> None:
    assert backup.keep(tmp_path / "home", NOW) == ()
    assert not (tmp_path / "home").exists()
    month(tmp_path, " \n")
    assert backup.keep(tmp_path, NOW) == ()
    assert names(tmp_path) == []


def test_the_first_day_of_a_month_copies_the_month_before(tmp_path: Path) -> None:
    last = NOW.replace(day=31)
    month(tmp_path, text())
    written(tmp_path, last)
    written(tmp_path, last + DAY)
    assert names(tmp_path) == ["2026-03.2026-03-31.toml", "2026-03.2026-04-01.toml"]
    assert (tmp_path / "backups/2026-03.2026-04-01.toml").read_bytes() == (
        tmp_path / MONTH
    ).read_bytes()


def test_a_month_that_has_an_equal_copy_gets_no_other(tmp_path: Path) -> None:
    month(tmp_path, text(), "log/2026-01.toml")
    for day in range(3):
        written(tmp_path, NOW + DAY * day)
    assert [name for name in names(tmp_path) if name.startswith("2026-01")] == [
        "2026-01.2026-03-10.toml"
    ]


def test_an_edit_that_keeps_size_and_time_is_copied_too(tmp_path: Path) -> None:
    path = month(tmp_path, text())
    assert backup.keep(tmp_path, NOW) == ()
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_text(text(pain="4"))
    os.utime(path, ns=times)
    assert backup.keep(tmp_path, NOW + DAY) == ()
    assert names(tmp_path) == ["2026-03.2026-03-10.toml", "2026-03.2026-03-11.toml"]


def test_a_damaged_month_is_copied_as_it_is(tmp_path: Path) -> None:
    month(tmp_path, b"schema = 1\n[[entry\xff")
    assert backup.keep(tmp_path, NOW) == ()
    assert (tmp_path / TODAY).read_bytes() == b"schema = 1\n[[entry\xff"


def test_a_month_too_large_to_be_read_is_copied(tmp_path: Path) -> None:
    month(tmp_path, b"# \n" * 800_000)
    assert backup.keep(tmp_path, NOW) == ()
    assert (tmp_path / TODAY).stat().st_size == 2_400_000


def test_of_a_linked_month_the_contents_are_copied(tmp_path: Path) -> None:
    target = month(tmp_path, text(), "elsewhere/real.toml")
    (tmp_path / "log").mkdir()
    (tmp_path / MONTH).symlink_to(target)
    written(tmp_path)
    assert not (tmp_path / TODAY).is_symlink()
    assert (tmp_path / TODAY).read_text() == text()
    assert (tmp_path / MONTH).is_symlink()


# What is dropped


def test_the_copies_of_fourteen_dates_are_kept(tmp_path: Path) -> None:
    month(tmp_path, text() + second())
    daily(tmp_path, range(1, 21))
    month(tmp_path, text(), "backups/2026-03.2026-01-20T120000.toml")
    written(tmp_path)
    left = names(tmp_path)
    assert left[0] == "2026-03.2026-01-08.toml"
    assert left[-1] == "2026-03.2026-03-10.toml"
    assert len({name[8:18] for name in left}) == 14
    assert len(left) == 15


def test_a_copy_stays_while_the_log_lacks_one_of_its_entries(tmp_path: Path) -> None:
    month(tmp_path, text() + second())
    daily(tmp_path, range(1, 21))
    daily(tmp_path, [2], entries=["gone"])
    written(tmp_path)
    assert "2026-03.2026-01-02.toml" in names(tmp_path)
    assert "2026-03.2026-01-03.toml" not in names(tmp_path)


def test_a_copy_that_cannot_be_read_stays(tmp_path: Path) -> None:
    month(tmp_path, text() + second())
    daily(tmp_path, range(1, 21))
    for date, content in ((1, b"\xff"), (2, text(schema="schema = 99\n")), (3, text(pain="30"))):
        daily(tmp_path, [date], content=content)
    written(tmp_path)
    assert [name[16:18] for name in names(tmp_path)[:4]] == ["01", "02", "03", "08"]


def test_nothing_is_dropped_beside_a_damaged_month(tmp_path: Path) -> None:
    month(tmp_path, text() + "oops")
    daily(tmp_path, range(1, 21))
    assert backup.keep(tmp_path, NOW) == ()
    assert len(names(tmp_path)) == 21


def test_a_name_given_by_hand_is_never_dropped(tmp_path: Path) -> None:
    month(tmp_path, text() + second())
    month(tmp_path, text(), "backups/2026-03.mine.toml")
    daily(tmp_path, range(1, 21))
    written(tmp_path)
    assert "2026-03.mine.toml" in names(tmp_path)


@pytest.mark.parametrize("year", [1971, 2000, 2031])
def test_a_wrong_clock_drops_nothing_that_stands_alone(tmp_path: Path, year: int) -> None:
    month(tmp_path, text() + second())
    daily(tmp_path, range(1, 15))
    assert backup.keep(tmp_path, NOW.replace(year=year)) == ()
    left = names(tmp_path)
    assert len({name[8:18] for name in left}) >= 14
    live = (tmp_path / MONTH).read_bytes()
    assert any((tmp_path / "backups" / name).read_bytes() == live for name in left)


def test_a_date_that_comes_again_gets_a_copy_again(tmp_path: Path) -> None:
    month(tmp_path, text())
    written(tmp_path)
    west = written(tmp_path, NOW - DAY)
    written(tmp_path)
    assert "2026-03.2026-03-10T000000.toml" in names(tmp_path)
    assert west.id in (tmp_path / TODAY).read_text()


# What goes wrong


def said(warnings: tuple[Sentence, ...]) -> list[str]:
    return [Words("en")(warning.key, **warning.values) for warning in warnings]


def a_file_for_a_folder(home: Path) -> None:
    month(home, "", "backups")


def a_folder_in_the_way(home: Path) -> None:
    (home / "backups/.2026-03.2026-03-10.toml.tmp/full").mkdir(parents=True)


def a_link_to_nowhere(home: Path) -> None:
    (home / "backups").symlink_to(home / "unplugged")


@pytest.mark.parametrize("trouble", [a_file_for_a_folder, a_folder_in_the_way, a_link_to_nowhere])
def test_a_copy_that_fails_is_told_and_stops_nothing(
    tmp_path: Path, trouble: Callable[[Path], None]
) -> None:
    month(tmp_path, text())
    trouble(tmp_path)
    (told,) = said(backup.keep(tmp_path, NOW))
    assert told.startswith("backups")
    assert "what you log is saved all the same" in told
    assert add(tmp_path) in store.load(tmp_path).entries


def test_one_month_that_cannot_be_copied_does_not_keep_the_others_from_it(tmp_path: Path) -> None:
    month(tmp_path, text())
    os.mkfifo(tmp_path / "log/2026-01.toml")
    (told,) = said(backup.keep(tmp_path, NOW))
    assert told.startswith("log/2026-01.toml: today's copy could not be made")
    assert names(tmp_path) == ["2026-03.2026-03-10.toml"]
    made = backup.make(tmp_path, NOW)
    assert [error.key for error in made.failed] == ["store.error.not_regular"]


@pytest.mark.slow
def test_a_copy_waits_only_a_little_for_the_lock(tmp_path: Path) -> None:
    month(tmp_path, text())
    hold = (
        "import fcntl, sys, time; lock = open(sys.argv[1], 'w');"
        "fcntl.flock(lock, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as holder:
        holder.stdout.readline()
        start = time.monotonic()
        (told,) = backup.keep(tmp_path, NOW)
        waited = time.monotonic() - start
        with pytest.raises(StoreError, match="in_use"):
            backup.make(tmp_path, NOW, 0)
        holder.kill()
    assert told.key == "store.warning.backup"
    assert waited < 4  # a writer waits for 5 s
    assert names(tmp_path) == []


def test_what_a_killed_run_has_left_is_removed_by_the_next(tmp_path: Path) -> None:
    month(tmp_path, text())
    for left in ("log/.2026-01.toml.tmp", "backups/.2026-01.2026-02-01.toml.tmp"):
        month(tmp_path, "half", left)
    other = month(tmp_path, "mine", "log/.syncthing.2026-01.toml.tmp")
    add(tmp_path)
    assert [path.name for path in sorted(tmp_path.rglob("*.tmp"))] == [other.name]


@pytest.mark.parametrize("name", [MONTH, "log/2026-05.toml"])
def test_the_day_that_has_its_copies_is_left_alone(tmp_path: Path, name: str) -> None:
    month(tmp_path, text(), name)
    written(tmp_path)
    before = tree(tmp_path)
    assert backup.keep(tmp_path, NOW) == ()
    assert tree(tmp_path) == before


# Any life

CHOICES = st.integers(0, 999)


@seed(0)  # or each change of a word here draws other lives
class Lives(RuleBasedStateMachine):
    """Days, entries, clocks, hand edits and restores in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.life = Life(Path(self.folder.name) / "home")

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule()
    def write(self) -> None:
        self.life.write()

    @rule(days=st.integers(1, 40))
    def pass_days(self, days: int) -> None:
        self.life.pass_days(days)
        self.life.write()

    @rule(shift=st.sampled_from((0, *SHIFTS)))
    def set_clock(self, shift: int) -> None:
        self.life.set_clock(shift)
        self.life.write()

    @rule(choice=CHOICES)
    def delete(self, choice: int) -> None:
        self.life.delete(choice)

    @rule(choice=CHOICES)
    def change(self, choice: int) -> None:
        self.life.change(choice)

    @rule(choice=CHOICES)
    def restore(self, choice: int) -> None:
        self.life.restore(choice)

    @rule()
    def copy_now(self) -> None:
        self.life.copy_now()

    @invariant()
    def nothing_is_lost(self) -> None:
        self.life.check()
        assert self.life.wrong == []


TestLives = pytest.mark.slow(Lives.TestCase)


TestLives.settings = settings(max_examples=10, stateful_step_count=25)


def test_a_clock_that_goes_back_after_a_restore_loses_nothing(tmp_path: Path) -> None:
    life = Life(tmp_path / "home")
    life.write()
    for shift in (-1, 0, -1):
        life.set_clock(shift)
        life.write()
        life.check()
        if shift and life.written == 2:
            life.restore(0)
    assert life.wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_random_life_breaks_no_promise(seed: int) -> None:
    assert violations(100, seed) == []


def drop_old(home: Path, raw: bytes, known: list[layout.Backup], made: layout.Backup) -> None:
    """Drop whatever is older than fourteen dates, as a careless program would."""
    for one in sorted(known, key=lambda one: one.made)[:-14]:
        (home / "backups" / one.name).unlink()


def no_copies(home: Path, now: dt.datetime) -> tuple[Sentence, ...]:
    return ()


def not_aside(home: Path, now: dt.datetime) -> None:
    """Leave a daily copy of a date to come where it is."""


def of_one_size(home: Path, one: layout.Backup, raw: bytes) -> bool:
    return (home / "backups" / one.name).stat().st_size == len(raw)


CARELESS = [
    ("keep", no_copies, 4, "no backup of .* with the entries"),
    ("DATES", 3, 10, "only .* dates"),
    ("_prune", drop_old, 29, "was dropped with entries"),
    ("_set_aside", not_aside, 0, "no backup of .* with the entries"),
    ("_holds", of_one_size, 0, "no backup of .* with the entries"),
]


@pytest.mark.parametrize(("part", "careless", "seed", "told"), CARELESS)
def test_a_careless_program_is_caught(
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    careless: int | Callable[..., object],
    seed: int,
    told: str,
) -> None:
    monkeypatch.setattr(backup, part, careless)
    (wrong, *_) = violations(400, seed)
    assert re.search(told, wrong)
