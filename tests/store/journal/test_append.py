"""One entry more: kept whole, private, and never at the cost of what was there."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli import store
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.errors import StoreError, UsageError
from achillescli.store.files import toml
from achillescli.store.journal import append as writing
from tests.kit.journals import (
    MONTH,
    NOW,
    SECRET,
    TODAY,
    add,
    month,
    morning,
    second,
    sentence,
    text,
    tree,
)
from tests.kit.writers import AS_NOBODY, WRITER, writer

ANSWERS: dict[str, Any] = {
    "date": TODAY,
    "person": {"age": 44, "sex": "female", "weight_kg": 70.5},
    "complaint": {
        "side": "left",
        "location": "midportion",
        "onset": dt.date(2026, 1, 5),
        "sport": "tennis",
        "goal": "an hour without pain",
    },
    "red_flags": {
        **dict.fromkeys(RED_FLAGS, False),
        "spa": ("ibd", "family"),
        "oral_steroid_last": True,
    },
    "risk": {"load_unchanged": True, "longest_run_30d_km": 12},
    "tests": {"raises_left": 12, "start_test_pain": "unable"},
}


KINDS: list[dict[str, Any]] = [
    {"kind": "morning", "pain": 0, "stiffness_min": 10, "note": 'a "b" \\ \n \u00e9 \U0001f600'},
    {"kind": "session", "slot": "am", "pain": 3, "after": 2, "completed": False},
    {
        "kind": "session",
        "slot": "pm",
        "done": {"sets": 2, "reps": 15, "load_kg": 2.5, "level": "L4.1"},
    },
    {"kind": "evening", "after": 1, "daily_pain": 2},
    {"kind": "painkiller"},
    {
        "kind": "run",
        "minutes": 30,
        "km": 5,
        "pain": 2,
        "limped": False,
        "source": "watch.gpx",
        "start": dt.datetime(2026, 3, 5, 6, 0, tzinfo=dt.UTC),
        "sha": "0" * 64,
    },
    {"kind": "activity", "activity": "cycling", "minutes": 45.5},
    {
        "kind": "check",
        "start_test_pain": "unable",
        "raises_left": 20,
        "visa_a": 55,
        "activities": ({"name": "stairs", "score": 4}, {"name": "5 km", "score": 7}),
    },
    {"kind": "flag", "snap": True, "fluoroquinolone_last": dt.date(2026, 2, 1)},
    {"kind": "clearance", "by": "doctor", "rows": ("T01", "T29")},
    {"kind": "pause", "from": dt.date(2026, 3, 1), "until": dt.date(2026, 3, 4), "reason": "ill"},
    {"kind": "assessment", "answers": ANSWERS, "new_course": True},
    {"kind": "checkin"},
    {"kind": "note", "text": "[[entry]]\n# no\r\n", "for_physio": True},
    {"kind": "edit", "of": "a1", "set": {"pain": 3}, "unset": ("note",)},
    {"kind": "remove", "of": "a1"},
]


def test_every_kind_has_a_sample() -> None:
    assert {table["kind"] for table in KINDS} == set(entries.KINDS)


@pytest.mark.parametrize("table", KINDS, ids=lambda table: table["kind"] + table.get("slot", ""))
def test_what_is_added_is_what_is_read(tmp_path: Path, table: dict[str, Any]) -> None:
    month(tmp_path, text())
    entry = store.append(tmp_path, {"date": TODAY, **table}, NOW)
    read = store.load(tmp_path).entries[-1]
    assert read == entry
    plain = entries.parse({"id": entry.id, "at": NOW, "date": TODAY, **table})
    assert read == plain
    assert read.at.utcoffset() == NOW.utcoffset()


def test_the_block_is_what_a_person_would_write(tmp_path: Path) -> None:
    entry = add(tmp_path, {"kind": "session", "date": TODAY, "slot": "am", "done": {"sets": 2}})
    assert (tmp_path / MONTH).read_text() == (
        "schema = 1\n\n[[entry]]\n"
        f'id = "{entry.id}"\nat = 2026-03-10 07:30:00+01:00\ndate = 2026-03-10\n'
        'kind = "session"\nslot = "am"\n\n[entry.done]\nsets = 2\n'
    )


def test_the_month_is_that_of_writing(tmp_path: Path) -> None:
    add(tmp_path, morning() | {"date": dt.date(2025, 12, 31)})
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


@pytest.mark.hazard("H46")
def test_what_is_written_later_stands_later_whatever_the_clock_says(tmp_path: Path) -> None:
    times = [
        NOW,
        NOW.replace(month=11),
        NOW.replace(year=2025, month=12),
        NOW,
        NOW.replace(year=2027),
    ]
    ids = [add(tmp_path, now=now).id for now in times]
    assert [entry.id for entry in store.load(tmp_path).entries] == ids
    assert [entry.at for entry in store.load(tmp_path).entries] == times
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert names == ["2026-03.toml", "2026-11.toml", "2027-03.toml"]


def test_a_month_that_is_ahead_and_full_is_followed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml, "MOST_ENTRIES", 2)
    add(tmp_path, now=NOW.replace(year=2031, month=12))
    for _ in range(4):
        add(tmp_path)
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert names == ["2031-12.toml", "2032-01.toml", "2032-02.toml"]
    assert len(store.load(tmp_path).entries) == 5


def test_an_offset_of_seconds_is_kept_in_minutes(tmp_path: Path) -> None:
    amsterdam = dt.timezone(dt.timedelta(minutes=19, seconds=32))
    entry = add(tmp_path, now=NOW.astimezone(amsterdam))
    assert entry.at == NOW
    assert store.load(tmp_path).entries == (entry,)


def test_several_entries_are_one_write_in_their_order(tmp_path: Path) -> None:
    tables = [morning(pain) for pain in (3, 1, 2)]
    made = store.append_all(tmp_path, tables, NOW)
    read = store.load(tmp_path).entries
    assert [entry.pain for entry in read] == [3, 1, 2]
    assert list(read) == made
    assert len({entry.at for entry in made}) == 1


def test_of_several_entries_none_is_written_when_one_is_wrong(tmp_path: Path) -> None:
    month(tmp_path, text())
    before = tree(tmp_path)
    wrong: dict[str, Any] = {"kind": "remove", "date": TODAY, "of": "a1"}
    for table in (morning(11), {"kind": "edit", "date": TODAY, "of": "a1", "set": {"pain": 99}}):
        with pytest.raises(UsageError):
            store.append_all(tmp_path, [morning(2), table], NOW)
        assert tree(tmp_path) | before == tree(tmp_path)
        assert len(store.load(tmp_path).entries) == 1
    assert len(store.append_all(tmp_path, [morning(2), wrong], NOW)) == 2


def test_entries_of_one_write_have_ids_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month(tmp_path, text())
    ids = iter(["a1", "b1", "b1", "c1", "b1", "d1"])
    monkeypatch.setattr(writing, "new_id", lambda: next(ids))
    made = store.append_all(tmp_path, [morning(1), morning(2), morning(3)], NOW)
    assert len({"a1", *(entry.id for entry in made)}) == 4


def test_ids_are_short_and_differ() -> None:
    ids = {store.new_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(len(ident) == 8 and ident.isalnum() for ident in ids)


COMMENTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map("# {}".format)


KEYS = st.sampled_from(["theme = 'dark'", "x.y = [1, 2]", "", "mood = 3"])


ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def months(draw: st.DrawFn) -> str:
    """A file as someone left it who edits by hand."""
    end = draw(ENDS)
    lines = ["schema = 1", draw(COMMENTS), draw(KEYS)]
    for number in range(draw(st.integers(1, 4))):
        note = draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
        quoted = note.replace("\\", "\\\\").replace('"', '\\"')
        lines += second(f"a{number}").splitlines()
        lines += [f'note = "{quoted}"  {draw(COMMENTS)}', draw(COMMENTS)]
    tail = draw(st.sampled_from(["", end, end * 2, "# the end"]))
    return draw(st.sampled_from(["", "\ufeff"])) + end.join(lines) + end + tail


@pytest.mark.slow
@given(content=months(), note=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_was_typed_stays_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, content: str, note: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    path = month(home, content)
    before = path.read_bytes()
    read = store.load(home).entries
    entry = add(home, morning(note=note))
    assert path.read_bytes().startswith(before)
    assert store.load(home).entries == (*read, entry)
    assert entry.note == note


WRONG = [
    (morning(11), "pain must be a whole number from 0 to 10."),
    (morning(3.0), "pain must be a whole number from 0 to 10."),
    (morning("7"), "pain must be a whole number from 0 to 10."),
    (morning(note=SECRET * 200), "note must be text between quotation marks, of at most 2000"),
    ({"kind": "mornin", "date": TODAY}, "kind must be one of: morning, session"),
    ({"kind": "morning", "date": TODAY}, "pain is missing."),
    ({"kind": "flag", "date": TODAY, "snap": SECRET}, "snap must be true or false."),
    ({"kind": "edit", "date": TODAY, "of": "a1", "set": {"pain": 12}}, "correction of a1"),
    ({"kind": "edit", "date": TODAY, "of": "a1", "set": {"id": "b"}}, "correction of a1"),
    ({"kind": "edit", "date": TODAY, "of": "a1", "set": {"pain.x": 1}}, "correction of a1"),
    ({"kind": "edit", "date": TODAY, "of": "a1", "unset": ("pain",)}, "correction of a1"),
]


@pytest.mark.parametrize(("table", "said"), WRONG)
def test_a_wrong_entry_is_a_usage_error_and_changes_nothing(
    tmp_path: Path, table: dict[str, Any], said: str
) -> None:
    month(tmp_path, text())
    before = tree(tmp_path / "log")
    with pytest.raises(UsageError) as error:
        add(tmp_path, table)
    assert said in sentence(error.value)
    assert SECRET not in sentence(error.value) + sentence(error.value, "nl")
    assert tree(tmp_path / "log") == before


@pytest.mark.hazard("H58")
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_only_the_owner_can_read_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        home = tmp_path / "share" / "achilles"
        add(home, now=NOW.replace(month=2))
        add(home)
        store.write_draft(home, {"person": {"age": 44}})
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in home.parent.rglob("*")}
    assert {path.name for path in home.iterdir()} == {"log", "lock", "cache", "draft.toml"}
    folders = {"achilles", "log"}
    assert modes == {name: 0o700 if name in folders else 0o600 for name in modes}
    assert home.parent.stat().st_mode & 0o777 == 0o700


def test_a_broken_month_does_not_stop_writing_in_another(tmp_path: Path) -> None:
    month(tmp_path, "oops", "log/2026-02.toml")
    entry = add(tmp_path)
    with pytest.raises(StoreError):
        store.load(tmp_path)
    journal = store.load(tmp_path, tolerant=True)
    assert journal.entries == (entry,)
    assert [damage.place.file for damage in journal.damaged] == ["log/2026-02.toml"]


@pytest.mark.slow
@pytest.mark.hazard("H41")
def test_a_kill_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    said = []
    for _ in range(6):
        one = writer(tmp_path, 1000)
        said.append(one.stdout.readline().strip())
        one.send_signal(signal.SIGKILL)
        said += one.communicate(timeout=30)[0].split()
    kept = {entry.id for entry in store.load(tmp_path).entries}
    assert set(said) <= kept
    add(tmp_path)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["2026-03.toml"]


CONFIRMED = """
import datetime as dt, os, sys
from pathlib import Path
from achillescli import store
home = Path(sys.argv[1])
opened = []
def seen(event, args):
    if event == "open" and args[2] & os.O_DIRECTORY and not str(args[0]).endswith("backups"):
        opened.append(os.path.relpath(args[0], home))
now = dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.timezone.utc)
sys.addaudithook(seen)
for pain in (1, 2):
    store.append(home, {"kind": "morning", "date": now.date(), "pain": pain}, now)
    print(*opened)
    opened.clear()
"""


@pytest.mark.slow
def test_folders_that_a_killed_run_made_are_confirmed_with_the_first_entry(tmp_path: Path) -> None:
    home = tmp_path / "share" / "achilles"
    (home / "log").mkdir(parents=True)
    ran = subprocess.run(
        [sys.executable, "-c", CONFIRMED, str(home)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert ran.stdout.splitlines() == [". .. log", "log"]


@pytest.mark.slow
def test_a_folder_above_that_may_not_be_read_stops_nothing(tmp_path: Path) -> None:
    home = tmp_path / "share" / "achilles"
    (home / "log").mkdir(parents=True)
    (home / "lock").touch()
    home.parent.chmod(0o311)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", AS_NOBODY + WRITER, "achilles", "1"],
            cwd=home.parent,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    finally:
        home.parent.chmod(0o755)
    assert ran.stderr == ""
    assert len(store.load(home).entries) == 1


def test_reading_changes_nothing(tmp_path: Path) -> None:
    add(tmp_path, now=NOW.replace(month=2))
    add(tmp_path)
    before = tree(tmp_path)
    store.load(tmp_path)
    store.load(tmp_path, tolerant=True)
    assert store.load(tmp_path / "absent") == store.Journal()
    assert tree(tmp_path) == before
    assert not Path(tmp_path / "absent").exists()


def edit(ident: str, change: str) -> str:
    """Return the text of an edit of the first entry."""
    when = "date = 2026-03-02\nat = 2026-03-02T08:00:00+01:00"
    return f"\n[[entry]]\nid = '{ident}'\nkind = 'edit'\n{when}\nof = 'a1'\nset = {{{change}}}\n"


def test_an_assessment_that_leaves_a_warning_sign_open_is_refused(tmp_path: Path) -> None:
    open_flags = {**ANSWERS, "red_flags": {**ANSWERS["red_flags"]}}
    del open_flags["red_flags"]["gap"]
    with pytest.raises(UsageError) as refused:
        add(tmp_path, {"kind": "assessment", "date": TODAY, "answers": open_flags})
    assert "every warning sign" in sentence(refused.value)
    assert tree(tmp_path) == {}


@pytest.mark.hazard("H13")
def test_an_edit_cannot_take_a_warning_sign_out_of_an_assessment(tmp_path: Path) -> None:
    made = add(tmp_path, {"kind": "assessment", "date": TODAY, "answers": ANSWERS})
    before = (tmp_path / MONTH).read_bytes()
    change = {"kind": "edit", "date": TODAY, "of": made.id}
    with pytest.raises(UsageError):
        add(tmp_path, {**change, "unset": ("red_flags.gap",)})
    assert (tmp_path / MONTH).read_bytes() == before
    add(tmp_path, {**change, "set": {"red_flags.gap": True}})


def test_corrections_count_in_the_order_of_their_timestamps_over_months(tmp_path: Path) -> None:
    tokyo = dt.datetime(2026, 12, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    west = dt.datetime(2026, 11, 30, 20, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    score = store.append(tmp_path, {"kind": "morning", "date": TODAY, "pain": 2}, tokyo)
    for now, pain in ((tokyo, 3), (west, 4)):
        change = {"kind": "edit", "date": TODAY, "of": score.id, "set": {"pain": pain}}
        store.append(tmp_path, change, now)
    (corrected,) = corrections.log_of(store.load(tmp_path).entries)
    assert corrected.pain == 4


def test_a_value_that_equals_nothing_does_not_stop_the_next_entry(tmp_path: Path) -> None:
    month(tmp_path, text(mine="nan"))
    add(tmp_path)
    assert len(store.load(tmp_path).entries) == 2


def test_a_name_that_reaches_too_deep_is_one_sentence(tmp_path: Path) -> None:
    month(tmp_path, text() + edit("e1", '"' + "a." * 300 + 'a" = 1'))
    with pytest.raises(StoreError):
        store.load(tmp_path)


def test_many_edits_with_a_bad_one_are_read_quickly(tmp_path: Path) -> None:
    edits = "".join(edit(f"e{n}", "pain = 3") for n in range(3000))
    month(tmp_path, text() + edits + edit("bad", "pain = 33"))
    began = time.process_time()
    assert len(store.load(tmp_path, tolerant=True).damaged) == 1
    assert time.process_time() - began < 5
