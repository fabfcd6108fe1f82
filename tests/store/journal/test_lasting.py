"""Reading only what can matter to the newest course gives the same days as reading it all."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from achillescli import store
from achillescli.catalogue import protocol
from achillescli.core import course
from achillescli.core.log import corrections
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Entry
from achillescli.core.state import State
from achillescli.errors import StoreError
from achillescli.store.files import layout
from achillescli.store.journal.load import Journal

pytestmark = pytest.mark.slow

START = dt.date(2024, 1, 8)
DAY = dt.timedelta(days=1)
DAYS = 500


def noon(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)


def assessment(date: dt.date, *, new_course: bool) -> dict[str, Any]:
    return {
        "kind": "assessment",
        "date": date,
        "new_course": new_course,
        "answers": {
            "person": {"age": 40, "sex": "male", "weight_kg": 80.0},
            "complaint": {"side": "left", "location": "midportion", "onset": date - DAY * 60},
            "red_flags": {**dict.fromkeys(RED_FLAGS, False), "spa": []},
            "tests": {"start_test_pain": 1},
        },
    }


def tables(random: Random, date: dt.date, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Yield what someone might write on one date, about it or about an earlier one."""
    yield {"kind": "morning", "date": date, "pain": random.choice((1, 2, 2, 3, 8))}
    if random.random() < 0.2:
        yield {"kind": "session", "date": date, "slot": "pm", "pain": random.randrange(7)}
    if random.random() < 0.05:
        yield {"kind": "run", "date": date, "minutes": 20, "pain": random.randrange(7)}
    if random.random() < 0.05:
        yield {"kind": "check", "date": date, "hop_pain": 1, "raises_left": 20, "raises_right": 20}
    if random.random() < 0.02:
        yield {"kind": "flag", "date": date, "fever": random.random() < 0.5}
    if random.random() < 0.02:
        yield {"kind": "painkiller", "date": date - DAY * random.randrange(40)}
    if random.random() < 0.02 and ids:
        yield {"kind": "remove", "date": date, "of": random.choice(ids)}


def written(home: Path, seed: int, *, edit: bool = False, cleared: bool = False) -> dt.date:
    """Write a journal of some courses, and return the day after it."""
    random = Random(seed)
    ids: list[str] = []
    begins = {0, *random.sample(range(40, DAYS - 40), 3)}
    for number in range(0, DAYS, 5):
        date = START + DAY * number
        if any(begin in begins for begin in range(number, number + 5)):
            add(home, assessment(date, new_course=number > 0))
        for table in tables(random, date, ids):
            ids += [add(home, table).id]
    if edit:
        add(home, {"kind": "edit", "date": date, "of": ids[0], "set": {"date": date}})
    if cleared:
        add(home, {"kind": "clearance", "date": date, "by": "doctor", "rows": ["T33"]})
    return date + DAY


def add(home: Path, table: dict[str, Any]) -> Entry:
    moved = max(table["date"], START) if table["kind"] != "painkiller" else table["date"]
    return store.append(home, table, noon(moved))


def journal_until(home: Path, until: dt.date) -> Journal:
    lasting = store.lasting(home)
    since = course.horizon(corrections.log_of(lasting.entries), until)
    return store.load(home, lasting, since)


def recent(home: Path, until: dt.date) -> tuple[Entry, ...]:
    return journal_until(home, until).entries


def days(found: tuple[Entry, ...], until: dt.date) -> tuple[State, ...]:
    return course.replay(corrections.log_of(found), protocol(), until).states


@pytest.fixture(scope="module", params=range(2))
def journal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dt.date]:
    home = tmp_path_factory.mktemp("home")
    return home, written(home, request.param)


@pytest.mark.slow
def test_the_days_of_the_newest_course_are_the_same(journal: tuple[Path, dt.date]) -> None:
    home, until = journal
    found = recent(home, until)
    assert len(found) < len(store.load(home).entries)
    assert days(found, until) == days(store.load(home).entries, until) != ()


@pytest.mark.slow
@pytest.mark.parametrize("back", [30, 100, 200, 300, 400])
def test_the_days_up_to_an_earlier_date_are_the_same(
    journal: tuple[Path, dt.date], back: int
) -> None:
    home, end = journal
    until = end - DAY * back
    assert days(recent(home, until), until) == days(store.load(home).entries, until) != ()


def test_without_the_cache_all_is_read(journal: tuple[Path, dt.date]) -> None:
    home, until = journal
    path = home / layout.CACHE
    kept = path.read_bytes()
    path.unlink()
    assert recent(home, until) == store.load(home).entries
    path.write_bytes(kept)


def test_an_edit_that_moves_an_old_score_is_seen(tmp_path: Path) -> None:
    until = written(tmp_path, 9, edit=True)
    assert days(recent(tmp_path, until), until) == days(store.load(tmp_path).entries, until)


def test_an_edit_of_a_closed_month_is_kept_with_what_lasts(tmp_path: Path) -> None:
    until = written(tmp_path, 9, edit=True)
    add(tmp_path, {"kind": "note", "date": until + DAY * 40, "text": "later"})
    until += DAY * 40
    found = recent(tmp_path, until)
    assert len(found) < len(store.load(tmp_path).entries)
    assert days(found, until) == days(store.load(tmp_path).entries, until)


def test_a_clearance_that_looks_at_every_painkiller_asks_for_all(tmp_path: Path) -> None:
    until = written(tmp_path, 5, cleared=True)
    assert len(recent(tmp_path, until)) == len(store.load(tmp_path).entries)


def test_an_id_of_a_month_that_is_left_out_is_still_used_up(tmp_path: Path) -> None:
    until = written(tmp_path, 5)
    newest = max((tmp_path / "log").iterdir())
    first = store.load(tmp_path).entries[2].id
    block = f"\n[[entry]]\nid = '{first}'\nat = 2025-05-21T12:00:00Z\ndate = 2025-05-21\n"
    newest.write_text(newest.read_text() + block + "kind = 'painkiller'\n")
    with pytest.raises(StoreError):
        recent(tmp_path, until)


def test_a_copy_beside_is_told_about(tmp_path: Path) -> None:
    until = written(tmp_path, 5)
    copy = tmp_path / "log" / "2024-02 (1).toml"
    copy.write_text("schema = 1\n\n[[entry]]\nid = 'other'\n")
    with pytest.raises(StoreError, match="gone_beside"):
        recent(tmp_path, until)


def test_an_id_that_stands_in_two_closed_months_is_told_about(tmp_path: Path) -> None:
    until = written(tmp_path, 5)
    one, other = sorted((tmp_path / "log").iterdir())[:2]
    block = one.read_text().split("[[entry]]")[-1]
    assert "morning" in block or "session" in block or "evening" in block
    other.write_text(f"{other.read_text()}\n[[entry]]{block}")
    add(tmp_path, {"kind": "note", "date": until, "text": "later"})
    assert len(store.load(tmp_path, tolerant=True).damaged) == 1
    with pytest.raises(StoreError, match="twice"):
        recent(tmp_path, until)


def test_a_closed_month_that_was_emptied_is_told_about(tmp_path: Path) -> None:
    until = written(tmp_path, 5)
    first = min((tmp_path / "log").iterdir())
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / f"{first.stem}.2024-03-01.toml").write_bytes(first.read_bytes())
    first.write_bytes(b"")
    add(tmp_path, {"kind": "note", "date": until, "text": "later"})
    with pytest.raises(StoreError, match="lost"):
        recent(tmp_path, until)
