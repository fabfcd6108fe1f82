"""Two logs made one: nothing is lost, nothing comes twice, and the order does not matter."""

import datetime as dt
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from achillescli import catalogue, store
from achillescli.core import course
from achillescli.core.log import corrections
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.entries import Edit, Entry, Remove
from achillescli.core.log.values import copy
from achillescli.errors import StoreError
from achillescli.store.files import system
from achillescli.store.transfer import merge as merging
from achillescli.store.transfer import other_log
from tests.kit.journals import MONTH, NOW, month, morning, second, sentence, text, tree
from tests.kit.merges import START, entry, journal, merge, months, put, refused, score

ASSESSMENT: dict[str, Any] = {
    "kind": "assessment",
    "answers": {
        "person": {"age": 44, "sex": "female", "weight_kg": 70.5},
        "complaint": {"side": "left", "location": "midportion", "onset": dt.date(2026, 1, 5)},
        "red_flags": {**dict.fromkeys(RED_FLAGS, False), "spa": ()},
        "tests": {"start_test_pain": 2},
    },
}


def ids(home: Path) -> set[str]:
    """Return what a log holds; what its edits name may be in the other."""
    return {one.id for one in store.load(home, tolerant=True).entries}


def applied(home: Path) -> tuple[Entry, ...]:
    """Return a log as it counts; its place in the files is another after a merge."""
    return corrections.by_date(journal(home))


SCORE = st.integers(0, 10)


FIRST = st.one_of(
    st.builds(lambda pain: {"kind": "morning", "pain": pain}, SCORE),
    st.builds(
        lambda slot, pain: {"kind": "session", "slot": slot, "pain": pain},
        st.sampled_from(["am", "pm"]),
        SCORE,
    ),
    st.builds(lambda after: {"kind": "evening", "after": after, "mood": 3}, SCORE),
    st.builds(lambda note: {"kind": "note", "text": note}, st.text(max_size=20)),
)


SCORED = ("morning", "session")
CHANGE_OF_SCORE = st.builds(lambda pain: {"kind": "edit", "set": {"pain": pain}}, SCORE)
CHANGE = st.one_of(
    st.builds(lambda note: {"kind": "edit", "set": {"note": note}}, st.text(max_size=9)),
    st.just({"kind": "edit", "unset": ("note",)}),
    st.just({"kind": "remove"}),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    """A log of some weeks: an assessment, scores, corrections of what stands there."""
    log = [entry(0, **ASSESSMENT)]
    for number in range(1, draw(st.integers(4, 24))):
        if number > 2 and draw(st.integers(0, 2)) == 0:
            of = draw(st.sampled_from(log[1:]))
            change = st.one_of(CHANGE, CHANGE_OF_SCORE) if of.kind in SCORED else CHANGE
            log.append(entry(number, of=of.id, **draw(change)))
        else:
            log.append(entry(number, **draw(FIRST)))
    return log


@st.composite
def splits(draw: st.DrawFn, parts: int = 2) -> tuple[list[Entry], list[list[Entry]]]:
    """A log, and for each of some folders the entries that stand in it; each stands in one."""
    log = draw(logs())
    masks = draw(st.lists(st.integers(1, 2**parts - 1), min_size=len(log), max_size=len(log)))
    masks[0] = 2**parts - 1  # the assessment: no folder is without a log
    return log, [
        [one for one, mask in zip(log, masks, strict=True) if mask >> part & 1]
        for part in range(parts)
    ]


FEW = settings(max_examples=30)


@pytest.mark.slow
@FEW
@given(split=splits())
def test_every_split_of_a_log_merges_back_to_an_equal_log(
    tmp_path_factory: pytest.TempPathFactory, split: tuple[list[Entry], list[list[Entry]]]
) -> None:
    log, parts = split
    one, other = (put(tmp_path_factory.mktemp("home"), part) for part in parts)
    before = months(one)
    sides = [ids(one), ids(other)]
    added = merge(one, other)
    assert {new.id for new in added} == sides[1] - sides[0]
    assert ids(one) == sides[0] | sides[1]
    assert all(months(one)[name].startswith(raw) for name, raw in before.items())
    assert all(
        f"{new.at:%Y-%m}.toml" in months(one)
        and new.id.encode() in months(one)[f"{new.at:%Y-%m}.toml"]
        for new in added
    )
    assert applied(one) == corrections.by_date(corrections.log_of(log))


@pytest.mark.slow
@pytest.mark.hazard("H45")
@settings(max_examples=15)
@given(split=splits())
def test_merging_one_way_or_the_other_gives_the_same_course(
    tmp_path_factory: pytest.TempPathFactory, split: tuple[list[Entry], list[list[Entry]]]
) -> None:
    _, parts = split
    one, other = (put(tmp_path_factory.mktemp("home"), part) for part in parts)
    merge(one, other)
    merge(other, one)
    assert applied(one) == applied(other)
    until, protocol = START.date() + dt.timedelta(15), catalogue.protocol()
    replays = [course.replay(journal(home), protocol, until) for home in (one, other)]
    assert replays[0]._replace(journal=()) == replays[1]._replace(journal=())


@pytest.mark.slow
@settings(max_examples=12)
@given(split=splits(3))
def test_the_order_of_merges_does_not_matter_and_a_second_one_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, split: tuple[list[Entry], list[list[Entry]]]
) -> None:
    log, parts = split
    homes = [put(tmp_path_factory.mktemp("home"), part) for part in parts]
    third = put(tmp_path_factory.mktemp("home"), parts[0])
    for home, order in ((homes[0], (1, 2)), (third, (2, 1))):
        for other in order:
            merge(home, homes[other])
            before = months(home)
            assert merge(home, homes[other]) == ()
            assert months(home) == before
    assert applied(homes[0]) == applied(third) == corrections.by_date(corrections.log_of(log))


# One entry in two versions


def two(tmp_path: Path, mine: str, other: str) -> tuple[Path, Path]:
    """Return two data folders of a month each."""
    return month(tmp_path / "a", mine).parents[1], month(tmp_path / "b", other).parents[1]


def edit_of(
    ident: str,
    change: str,
    at: str = "2026-03-02T08:00:00+01:00",
    of: str = "a1",
    kind: str = "edit",
) -> str:
    more = f"set = {{{change}}}\n" if change else ""
    return (
        f"\n[[entry]]\nid = '{ident}'\nkind = '{kind}'\ndate = 2026-03-02\nat = {at}\n"
        f"of = '{of}'\n{more}"
    )


def test_the_same_content_in_other_words_is_no_conflict(tmp_path: Path) -> None:
    other = text(at="2026-03-01T06:30:00Z", note="'zebra-private-42'") + "# theirs\n"
    one, two_ = two(
        tmp_path, text(x="nan", y="{ a = 1 }"), other.replace("pain", "y.a = 1\nx = nan\npain")
    )
    planned = merging.plan(one, other_log.read(one, str(two_)))
    assert (planned.new, planned.conflicts) == ((), ())


SAME_IN_THE_END = {
    "theirs is mine as corrected": (text() + edit_of("c1", "pain = 5"), text(pain=5)),
    "mine is theirs as corrected": (text(pain=5), text() + edit_of("c1", "pain = 5")),
    "both corrected alike": (text() + edit_of("c1", "pain = 7"), text(pain=5)),
    "removed here": (text() + edit_of("r1", "", kind="remove"), text(pain=5)),
    "removed there": (text(), text(pain=5) + edit_of("r1", "", kind="remove")),
    "an empty table": (
        text(done="{}", kind="'session'", slot="'am'"),
        text(kind="'session'", slot="'am'"),
    ),
}


@pytest.mark.parametrize(("mine", "other"), SAME_IN_THE_END.values(), ids=SAME_IN_THE_END)
def test_what_counts_the_same_in_the_end_is_no_conflict(
    tmp_path: Path, mine: str, other: str
) -> None:
    one, two_ = two(tmp_path, mine, other)
    assert merging.plan(one, other_log.read(one, str(two_))).conflicts == ()


def session(**fields: Any) -> str:
    return text(**{"kind": "'session'", "slot": "'am'", **fields})


BY_EDIT = {
    "a score": (text(), text(pain=7), {"pain"}),
    "another date and no note": (text(), text(date="2026-02-28", note=None), {"date", "note"}),
    "a field of a section": (session(), session(done="{ sets = 2 }"), {"done.sets"}),
    "no section": (session(done="{ sets = 2 }"), session(), {"done.sets"}),
    "another value in one": (
        session(done="{ sets = 2, reps = 5 }"),
        session(done="{ sets = 3, reps = 5 }"),
        {"done.sets"},
    ),
    "an unknown key": (text(), text(mood="{ x = [1, nan] }"), {"mood"}),
    "after an edit of mine": (
        text() + edit_of("c1", "pain = 5"),
        text(note="'other'") + edit_of("c1", "pain = 5"),
        {"note"},
    ),
}


@pytest.mark.parametrize(("mine", "other", "fields"), BY_EDIT.values(), ids=BY_EDIT)
def test_their_version_is_taken_by_an_edit_of_what_differs(
    tmp_path: Path, mine: str, other: str, fields: set[str]
) -> None:
    one, two_ = two(tmp_path, mine, other)
    before = months(one)
    (conflict,) = merging.plan(one, other_log.read(one, str(two_))).conflicts
    assert set(conflict.fields) == fields
    assert not conflict.replaced
    assert merge(one, two_) == ()
    assert months(one) == before
    (edit,) = merge(one, two_, take=True)
    assert isinstance(edit, Edit)
    assert set(edit.set) | set(edit.unset) == fields
    assert months(one)["2026-03.toml"].startswith(before["2026-03.toml"])
    assert merging.plan(one, other_log.read(one, str(two_))).conflicts == ()
    assert merge(one, two_, take=True) == ()


BY_REPLACEMENT = {
    "another kind": (text(), session(pain=7), {"kind", "slot", "completed", "pain"}),
    "another time": (text(), text(at="2026-02-27T07:30:00+01:00"), {"at"}),
    "another correction": (
        text() + edit_of("c1", "pain = 5"),
        text() + edit_of("c1", "pain = 6"),
        {"set"},
    ),
    "a name that no edit reaches": (text(), text(**{'"a.b"': "1"}), {"a.b"}),
}


@pytest.mark.parametrize(("mine", "other", "fields"), BY_REPLACEMENT.values(), ids=BY_REPLACEMENT)
def test_their_version_comes_as_its_own_entry_where_no_edit_can_make_it(
    tmp_path: Path, mine: str, other: str, fields: set[str]
) -> None:
    one, two_ = two(tmp_path, mine, other)
    before = months(one)
    (conflict,) = merging.plan(one, other_log.read(one, str(two_))).conflicts
    assert set(conflict.fields) == fields
    new, removal = merge(one, two_, take=True)
    assert isinstance(removal, Remove)
    assert removal.of == conflict.mine.id
    assert copy(new, id=removal.of) == conflict.theirs
    assert all(months(one)[name].startswith(raw) for name, raw in before.items())
    assert [copy(e, id="") for e in applied(one)] == [copy(e, id="") for e in applied(two_)]
    assert merge(one, two_, take=True) == ()


def test_an_assessment_is_corrected_answer_by_answer(tmp_path: Path) -> None:
    one = put(tmp_path / "a", [entry(0, **ASSESSMENT)])
    answers = ASSESSMENT["answers"]
    other = {
        "person": {"age": 44, "sex": "female"},
        "complaint": {**answers["complaint"], "morning_pain": 4},
        "red_flags": {**answers["red_flags"], "spa": ("ibd",), "fever": True},
        "risk": {"load_unchanged": True},
        "tests": {},
    }
    two_ = put(tmp_path / "b", [entry(0, kind="assessment", answers=other, note="x")])
    (edit,) = merge(one, two_, take=True)
    assert edit.set == {
        "note": "x",
        "answers.complaint.morning_pain": 4,
        "answers.red_flags.spa": ("ibd",),
        "answers.red_flags.fever": True,
        "answers.risk.load_unchanged": True,
    }
    assert set(edit.unset) == {"answers.person.weight_kg", "answers.tests.start_test_pain"}
    assert applied(one)[0].answers == applied(two_)[0].answers
    assert merge(one, two_, take=True) == ()


def test_a_correction_that_does_not_fit_the_two_together_is_refused(tmp_path: Path) -> None:
    pause = {"kind": "'pause'", "from": "2026-03-01", "until": "2026-03-03", "reason": "'ill'"}
    base = text(pain=None, **pause)
    one, two_ = two(
        tmp_path,
        base + edit_of("c1", "from = 2026-03-02"),
        base + edit_of("c2", "until = 2026-03-01", "2026-03-03T08:00:00+01:00"),
    )
    before = tree(one)
    with pytest.raises(StoreError) as refused:
        merge(one, two_)
    assert sentence(refused.value).startswith(
        f"{two_}/log/2026-03.toml, line 14: the correction c2"
    )
    assert tree(one) == before


def test_a_damaged_log_takes_nothing_in(tmp_path: Path) -> None:
    home = month(tmp_path / "a", text(pain=11)).parents[1]
    other = put(tmp_path / "b", [score(0)])
    assert sentence(refused(home, other)).startswith("log/2026-03.toml, line 8: ")


# What is written


def test_a_copy_of_each_month_is_made_first(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(n) for n in range(0, 40, 2)])
    other = put(tmp_path / "b", [score(n) for n in range(40)])
    before = months(home)
    planned = merging.plan(home, other_log.read(home, str(other)))
    copies = merging.merge(home, planned, planned.new, NOW)
    assert copies == (
        "backups/2026-02.2026-03-10T073000.toml",
        "backups/2026-03.2026-03-10T073000.toml",
    )
    assert [(home / path).read_bytes() for path in copies] == [
        before["2026-02.toml"],
        before["2026-03.toml"],
    ]


def test_unknown_keys_and_values_come_along(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    extra = text(mood="{ x = [1, nan, { y = 2026-01-01 }] }", t="07:30:00", **{"'a.b'": "'\\n'"})
    merge(home, month(tmp_path / "b", extra))
    known = {one.id: one for one in store.load(home).entries}["a1"].extra
    assert known is not None
    assert (known["t"], known["a.b"]) == (dt.time(7, 30), "\\n")
    assert repr(known["mood"]) == "{'x': [1, nan, {'y': datetime.date(2026, 1, 1)}]}"


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["bytes", "entries", "line"])
def test_a_month_without_room_is_refused_before_anything_is_written(
    tmp_path: Path, limit: str
) -> None:
    home = month(tmp_path / "a", text()).parents[1]
    other = (
        second("b1")
        if limit != "line"
        else text(id="'b1'", x='"""' + "y" * 9000 + "\n" + "y" * 9000 + '"""')
    )
    if limit == "bytes":
        filled = text() + ("#" * 99 + "\n") * 20968
        month(home, filled + "#" * ((2 << 20) - len(filled) - 50))
    if limit == "entries":
        blocks = "".join(second(f"x{n}").replace("'", '"') for n in range(19_999))
        month(home, text() + blocks)
    whole = other if limit == "line" else "schema = 1\n" + other
    month(tmp_path / "b", whole)
    month(tmp_path / "b", text(id="'c1'", at="2026-01-02T07:00:00Z"), "log/2026-01.toml")
    error = refused(home, tmp_path / "b")
    assert error.key == "merge.error.no_room"
    assert sentence(error).startswith("log/2026-03.toml: one entry more does not fit")


def test_a_log_that_changed_since_it_was_shown_is_left_alone(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    other = put(tmp_path / "b", [score(1)])
    planned = merging.plan(home, other_log.read(home, str(other)))
    store.append(home, morning(), NOW)
    before = tree(home / "log")
    with pytest.raises(StoreError, match="moved"):
        merging.merge(home, planned, planned.new, NOW)
    assert tree(home / "log") == before


def test_a_month_that_cannot_be_written_leaves_the_rest_to_the_next_run(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(n) for n in range(0, 40, 2)])
    other = put(tmp_path / "b", [score(n) for n in range(40)])
    (home / MONTH).chmod(0o400)
    with pytest.raises(StoreError) as error:
        merge(home, other)
    assert sentence(error.value).startswith("log/2026-03.toml: this month could not be written")
    assert (home / MONTH).read_bytes().count(b"[[entry]]") < 12
    (home / MONTH).chmod(0o600)
    assert {new.at.month for new in merge(home, other)} == {3}
    assert applied(home) == applied(other)


KILLED = """
import os, signal, sys
from pathlib import Path
from achillescli.store.transfer import merge as merging
from achillescli.store.transfer import other_log
import datetime as dt
import errno
home, other, last = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def kill(event, args):
    if event == "os.rename" and str(args[1]).endswith(last):
        os.kill(os.getpid(), signal.SIGKILL)
now = dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.timezone.utc)
planned = merging.plan(home, other_log.read(home, other))
added = merging.additions(planned, planned.conflicts, now.date(), now)
sys.addaudithook(kill)
merging.merge(home, planned, added, now)
"""


def killed(home: Path, other: Path, last: str) -> None:
    run = [sys.executable, "-c", KILLED, str(home), str(other), last]
    ran = subprocess.run(run, capture_output=True, timeout=30, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize("last", ["log/2026-02.toml", "log/2026-03.toml", "/cache"])
def test_a_merge_that_is_killed_is_completed_by_the_next(tmp_path: Path, last: str) -> None:
    home = put(tmp_path / "a", [score(n) for n in range(0, 37, 2)])
    journal = [score(n) for n in range(38)]
    journal += [entry(38, kind="edit", of="e1", set={"pain": 9}), entry(39, kind="remove", of="e3")]
    other = put(tmp_path / "b", journal)
    killed(home, other, last)
    store.load(home)
    merge(home, other)
    assert applied(home) == applied(other)
    assert not list((home / "log").glob(".*"))


@pytest.mark.slow
def test_a_replacement_that_is_killed_comes_whole_the_next_time(tmp_path: Path) -> None:
    one, two_ = two(tmp_path, text(), text(at="2026-02-27T07:30:00+01:00"))
    killed(one, two_, "log/2026-03.toml")
    assert len(applied(one)) == 1
    _, removal = merge(one, two_, take=True)
    assert isinstance(removal, Remove)
    (left,) = applied(one)
    assert left.at == applied(two_)[0].at


@pytest.mark.slow
def test_months_are_written_in_an_order_that_is_sound_at_every_step(tmp_path: Path) -> None:
    pause = {"kind": "'pause'", "from": "2026-03-01", "until": "2026-03-03", "reason": "'ill'"}
    base = text(pain=None, **pause)
    later = edit_of("c2", "until = 2026-03-09", "2026-04-02T08:00:00+01:00")
    early = edit_of("c1", "from = 2026-03-05", "2026-04-03T08:00:00+01:00")
    one, two_ = two(tmp_path, base, base)
    month(two_, "schema = 1\n" + later, "log/2026-05.toml")
    month(two_, "schema = 1\n" + early, "log/2026-04.toml")
    killed(one, two_, "log/2026-04.toml")
    assert store.load(one).damaged == ()
    merge(one, two_)
    assert applied(one) == applied(two_)


def test_only_the_owner_can_read_what_a_merge_makes(tmp_path: Path) -> None:
    other = put(tmp_path / "b", [score(n) for n in range(40)])
    before = os.umask(0)
    try:
        merge(tmp_path / "a" / "new", other)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert Path(tmp_path / "a" / "new").stat().st_mode & 0o777 == 0o700


def test_a_month_that_the_disk_does_not_confirm_is_told_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = put(tmp_path / "a", [score(n) for n in range(0, 40, 2)])
    other = put(tmp_path / "b", [score(n) for n in range(40)])
    synced = []

    def sync_folder(path: Path) -> None:
        synced.append(path)
        if path.name == "log" and synced.count(path) == 2:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(system, "sync_folder", sync_folder)
    with pytest.raises(StoreError) as error:
        merge(home, other)
    assert sentence(error.value).startswith("log/2026-03.toml: this was written, but the disk")
    assert applied(home) == applied(other)
