"""FIT: the binary files of watches."""

import datetime as dt
import sys

import pytest

from achillescli.errors import UsageError
from achillescli.store.recordings import fit
from achillescli.store.recordings.recording import Recording
from tests.kit import recordings as kit
from tests.kit.recordings import START

HOUR = dt.timedelta(hours=1)


def only(raw: bytes) -> Recording:
    (found,) = fit.read(raw)
    return found


def refusal(raw: bytes) -> str:
    with pytest.raises(UsageError) as refused:
        fit.read(raw)
    return refused.value.key.removeprefix("recording.error.")


def test_a_run_has_the_time_of_its_timer_and_not_what_went_by() -> None:
    found = only(kit.run(minutes=30, km=5.2, elapsed=41))
    assert (found.source, found.sport, found.is_run) == ("fit", "running", True)
    assert (found.timer_s, found.elapsed_s, found.km) == (1800, 2460, 5.2)
    assert found.start == START
    assert found.notes == ()


OFFSETS = {60: 60, 0: None, -420: -420, 345: 345, 61: None, 841: None, 840: 840, -500_000: None}


@pytest.mark.parametrize(("said", "taken"), OFFSETS.items())
def test_the_offset_counts_where_it_is_plausible(said: int, taken: int | None) -> None:
    start = only(kit.run(offset_min=said)).start
    expected = dt.timedelta(minutes=taken or 0)
    assert (start, start.utcoffset()) == (START, expected)


def test_a_clock_that_was_never_set_gives_no_start() -> None:
    found = only(kit.fit(kit.file_id(), kit.session(start=None, km=None)))
    assert (found.start, found.km, found.timer_s) == (None, None, 1800)


def test_slow_laps_are_left_out_of_what_was_run() -> None:
    found = only(kit.run(minutes=12, km=1.8, laps=[(5, 0.8), (2, 0.2), (5, 0.8)]))
    assert found.running_s == 600
    assert only(kit.run(km=None, laps=[(30, None)])).running_s is None


def test_a_session_without_a_timer_has_that_of_its_laps() -> None:
    name, fields = kit.session(minutes=30)
    bare = (name, {**fields, "total_timer_time": None})
    assert only(kit.fit(kit.file_id(), kit.lap(10, 2), kit.lap(12, 2), bare)).timer_s == 1320


def test_each_leg_of_several_sports_has_its_own_laps() -> None:
    later = START + HOUR
    found = fit.read(
        kit.fit(
            kit.file_id(),
            kit.lap(20, 4),
            kit.lap(10, 0.5),
            kit.session(minutes=30, km=4.5),
            kit.lap(30, 15, start=later, sport=kit.CYCLING),
            kit.session(later, 30, 15, sport=kit.CYCLING),
            kit.activity(),
        )
    )
    assert [(one.sport, one.is_run) for one in found] == [("running", True), ("cycling", False)]
    assert [one.running_s for one in found] == [1200, 1800]


REFUSED = {
    "course": kit.fit(kit.file_id(kit.COURSE), kit.lap(30, 5)),
    "workout": kit.fit(kit.file_id(kit.WORKOUT)),
    "session": kit.fit(kit.file_id(), kit.lap(30, 5)),
}


@pytest.mark.parametrize(("key", "raw"), REFUSED.items())
def test_what_is_no_activity_is_refused(key: str, raw: bytes) -> None:
    assert refusal(raw) == key


def test_what_stands_before_the_damage_counts() -> None:
    raw = kit.run(laps=[(30, 5)])
    assert only(raw[:-20]).notes == ("tail",)
    assert only(raw[:-1] + bytes([raw[-1] ^ 1])).notes == ("checksum",)
    assert refusal(raw[: len(raw) // 2]) == "session"


def test_more_laps_than_any_watch_writes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "_MOST_MESSAGES", 9)
    assert only(kit.run(laps=[(1, 0.2)] * 6)).running_s == 1800
    assert refusal(kit.run(laps=[(1, 0.2)] * 9)) == "unpacked"


def test_a_sport_that_is_left_open_is_not_known() -> None:
    assert only(kit.run(sport=kit.GENERIC)).is_run is None


def test_without_the_package_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    assert refusal(kit.run()) == "extra"
