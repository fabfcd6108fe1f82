"""Runs out of files: what is taken, known, left out and broken."""

import datetime as dt
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from achillescli import store
from achillescli.core.log.entries import Run
from achillescli.errors import UsageError
from achillescli.store.files import toml
from achillescli.store.recordings import read
from achillescli.store.recordings.archive import Found
from achillescli.words import LANGUAGES
from tests.kit import recordings as kit
from tests.kit.logbook import TODAY, Logbook
from tests.kit.recordings import START, gpx, track, way, zipped
from tests.kit.terminal import Terminal

MINUTE = dt.timedelta(minutes=1)
LIST = (
    b"Activity ID,Activity Date,Activity Type,Distance,Filename,Moving Time,Distance\n"
    b'1,"Dec 8, 2026, 5:00:00 PM",Run,5,activities/1.fit,1800,5000\n'
    b'2,"Dec 7, 2026, 5:00:00 PM",Ride,9,,1800,9000\n'
    b'3,"Dec 6, 2026, 5:00:00 PM",Ride,9,,1800,9000\n'
    b'4,"Nov 6, 2026, 5:00:00 PM",Run,4,,1500,4000\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Write files, and return them as they are typed after --from."""

    def write(**files: bytes) -> str:
        for name, raw in files.items():
            (tmp_path / name).write_bytes(raw)
        return " ".join(str(tmp_path / name) for name in files)

    return write


def flat(text: str) -> str:
    return " ".join(text.split())


def take(book: Logbook, files: str, more: str = "", **how: str) -> str:
    return flat(book.type(f"log run --from {files} {more}", **how))


def runs(book: Logbook) -> list[Run]:
    return [entry for entry in book.log if entry.kind == "run"]


def test_a_run_is_stored_with_where_it_came_from_and_nothing_else(
    book: Logbook, file: Callable[..., str]
) -> None:
    out = take(book, file(run=kit.run(minutes=30.04, km=5.2349)))
    assert book.fields() == {
        "kind": "run",
        "minutes": 30,
        "km": 5.23,
        "source": "fit",
        "start": START,
        "sha": book.newest.sha,
    }
    assert book.newest.date == dt.date(2026, 12, 8)
    assert book.newest.start.utcoffset() == dt.timedelta(hours=1)
    assert book.newest.sha
    assert len(book.newest.sha) == 12
    what = "run: 30 min, 5.23 km, from a FIT file"
    assert f"run taken: {what} (Tue 8 Dec 2026) [{book.newest.id}]" in out
    assert "In all" not in out


def test_what_was_typed_beside_one_file_is_kept_with_it(
    book: Logbook, file: Callable[..., str]
) -> None:
    take(book, file(run=kit.run()), "--pain 2 --rpe 4 --after 3 --note hills --minutes 21:30")
    found = book.newest
    assert (found.pain, found.rpe, found.after, found.note) == (2, 4, 3, "hills")
    assert found.minutes == 21.5


def test_what_is_piped_in_may_stand_among_files_once(
    book: Logbook, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(kit.run(START - 99 * MINUTE))))
    out = take(book, file(a=kit.run()), "- -")
    assert "In all: 2 taken." in out
    assert len(runs(book)) == 2


def test_of_several_runs_no_one_thing_can_be_said(book: Logbook, file: Callable[..., str]) -> None:
    files = file(a=kit.run(), b=kit.run(START - 99 * MINUTE))
    for more in ("--pain 2", "--note x", "--minutes 20", "--date -1", "--limped", "--rpe 3"):
        assert book.refused(f"log run --from {files} {more}") == "recording.error.one"


DAYS = {
    "a night run is of the day before": ("2026-12-09T01:30Z", 0, "", 8),
    "its own offset says which day": ("2026-12-08T23:30Z", 300, "", 9),
    "and goes before a zone": ("2026-12-08T23:30Z", 300, "America/New_York", 9),
    "a zone counts where it has none": ("2026-12-09T04:00Z", 0, "America/New_York", 8),
    "else that of this computer, here UTC": ("2026-12-09T04:00Z", 0, "", 9),
}


@pytest.fixture
def utc() -> Iterator[None]:
    """Let this computer be in UTC."""
    zone_is_read = getattr(time, "tzset", lambda: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        zone_is_read()
        yield
    zone_is_read()


@pytest.mark.usefixtures("utc")
@pytest.mark.parametrize(("start", "offset", "zone", "day"), DAYS.values(), ids=DAYS)
def test_the_day_is_that_of_the_place(
    book: Logbook, file: Callable[..., str], start: str, offset: int, zone: str, day: int
) -> None:
    moment = dt.datetime.fromisoformat(start)
    more = f"--tz {zone}" if zone else ""
    out = take(book, file(run=kit.run(moment, offset_min=offset)), more)
    assert (book.newest.date, book.newest.start) == (dt.date(2026, 12, day), moment)
    assert ("that of this computer counted (" in out) is (not offset and not zone)


def test_a_list_by_the_clock_on_the_wall_is_read_in_the_zone(
    book: Logbook, file: Callable[..., str]
) -> None:
    head = "Activity Id,Date,Type,Distance (km),Duration"
    raw = f"{head}\na,2026-12-09 01:00:00,Running,5,30:00\n".encode()
    take(book, file(runs=raw), "--tz Europe/Amsterdam")
    assert book.newest.date == dt.date(2026, 12, 8)
    assert book.newest.start.isoformat() == "2026-12-09T01:00:00+01:00"


def test_apples_own_zone_counts(book: Logbook, file: Callable[..., str]) -> None:
    raw = kit.apple(
        kit.workout(dt.datetime(2026, 12, 9, 7, tzinfo=dt.UTC), zone="America/New_York")
    )
    take(book, file(export=raw))
    assert book.newest.date == dt.date(2026, 12, 8)
    take(book, file(export=raw.replace(b"America/New_York", b"No/Where")), "--again")
    assert book.newest.date == dt.date(2026, 12, 9)


def test_walk_breaks_count_no_running_minutes(book: Logbook, file: Callable[..., str]) -> None:
    out = take(book, file(run=kit.run(minutes=30, km=4, laps=[(12, 2), (6, 0.5), (12, 1.5)])))
    assert book.newest.minutes == 24
    assert (
        "The watch counted 30 min, of which 24 min were faster than walking. - 24 min count." in out
    )


TIMERS = {
    "few": ([(28.6, 5), (1.4, 0.1)], 30, ""),
    "all slow": ([(30, 3)], 30, "All of it was at the pace of walking. - 30 min count."),
    "unmeasured": ([(30, None)], 30, ""),
}


@pytest.mark.parametrize(("laps", "minutes", "said"), TIMERS.values(), ids=TIMERS)
def test_else_the_timer_counts(
    book: Logbook,
    file: Callable[..., str],
    laps: Sequence[tuple[float, float | None]],
    minutes: int,
    said: str,
) -> None:
    out = take(book, file(run=kit.run(minutes=30, km=3, laps=laps)))
    assert book.newest.minutes == minutes
    assert said in out
    assert ("The watch counted" in out) is False


@pytest.mark.parametrize(
    ("elapsed", "said"),
    [
        (30.9, ""),
        (35, "With the pauses 35 min went by."),
        (61, "30 min of the 61 min that went by"),
    ],
)
def test_what_went_by_is_told_and_never_stored(
    book: Logbook, file: Callable[..., str], elapsed: float, said: str
) -> None:
    out = take(book, file(run=kit.run(minutes=30, elapsed=elapsed)))
    assert book.newest.minutes == 30
    assert said in out
    assert ("went by" in out) is bool(said)


def test_only_runs_are_stored_and_each_other_sport_is_named(
    book: Logbook, file: Callable[..., str]
) -> None:
    files = file(
        ride=kit.run(sport=kit.CYCLING), run=kit.run(), walk=kit.tcx((9, 1), sport="Biking")
    )
    out = take(book, files)
    assert len(runs(book)) == 1
    assert "ride left out: cycling is not a run." in out
    assert "walk left out: Biking is not a run." in out
    assert "In all: 1 taken, 2 left out." in out


def test_without_anyone_to_ask_an_open_sport_needs_a_word(
    book: Logbook, file: Callable[..., str]
) -> None:
    files = file(way=gpx(track(way(), sport="")))
    assert book.refused(f"log run --from {files}") == "recording.error.none"
    assert "is taken" not in take(book, files, "--sport run")
    assert book.newest.km == pytest.approx(5.04, abs=0.01)
    assert book.refused(f"log run --from {files} --sport ride") == "recording.error.sport"


def test_a_word_for_a_run_makes_none_of_another_sport(
    book: Logbook, file: Callable[..., str]
) -> None:
    files = file(ride=kit.run(sport=kit.CYCLING))
    assert book.refused(f"log run --from {files} --sport run") == "recording.error.none"


def test_what_is_known_is_not_taken_twice(book: Logbook, file: Callable[..., str]) -> None:
    files = file(a=kit.run())
    take(book, files)
    before = book.bytes()
    again = file(b=kit.run(), c=kit.tcx((30, 5), start=START + 4 * MINUTE))
    out = take(book, again)
    assert (book.bytes(), book.code) == (before, 0)
    assert out.count("known already: it is in the log on Tue 8 Dec 2026") == 2
    take(book, files, "--again")
    assert len(runs(book)) == 2


def test_two_files_of_one_call_are_compared_too(book: Logbook, file: Callable[..., str]) -> None:
    out = take(book, file(a=kit.run(), b=kit.tcx((30, 5))))
    assert len(runs(book)) == 1
    assert "In all: 1 taken, 1 known already." in out


def test_a_run_that_was_typed_is_not_doubled(book: Logbook, file: Callable[..., str]) -> None:
    book.write("run", 2, minutes=28)
    ident = book.newest.id
    out = take(book, file(a=kit.run()))
    assert f"known already: it is likely the run that you typed that day [{ident}]" in out
    assert len(runs(book)) == 1
    take(book, file(a=kit.run(minutes=60)))
    assert len(runs(book)) == 2


def test_a_bulk_export_is_one_table(book: Logbook, file: Callable[..., str]) -> None:
    out = take(
        book,
        file(**{"export.zip": zipped({"activities.csv": LIST, "activities/1.fit": kit.run()})}),
    )
    assert [(run.source, run.km) for run in runs(book)] == [("strava", 4.0), ("fit", 5.0)]
    assert "export.zip left out: Ride is not a run. (2×)" in out
    assert "In all: 2 taken, 2 left out." in out


def test_since_leaves_out_what_is_older(book: Logbook, file: Callable[..., str]) -> None:
    out = take(book, file(activities=LIST), "--since 2026-12-01")
    assert [run.km for run in runs(book)] == [5.0]
    assert "left out: it was before Tue 1 Dec 2026." in out


def test_a_dry_run_writes_nothing(book: Logbook, file: Callable[..., str]) -> None:
    files = file(a=kit.run(), b=b"")
    out = take(book, files, "--dry-run")
    assert book.bytes() == {}
    assert "a would be taken: run: 30 min, 5 km, from a FIT file (Tue 8 Dec 2026)" in out
    assert "b cannot be taken: the file is empty." in out
    assert book.refused(f"log run --from {file(b=b'')} --dry-run") == "recording.error.none"


def test_a_file_that_is_of_no_use_does_not_stop_the_others(
    book: Logbook, file: Callable[..., str]
) -> None:
    raw = kit.run(laps=[(30, 5)])
    out = take(book, file(cut=raw[:60], tail=raw[:-20], none=b"x") + " /no/such.fit")
    assert len(runs(book)) == 1
    assert "cut not taken: there is no whole activity in the file" in out
    assert "such.fit not taken: there is no such file." in out
    assert "- the end of the file is damaged; what stands before it was read." in out
    assert "In all: 1 taken, 3 not taken." in out


NOT_TAKEN = {
    "early": kit.run(START.replace(year=1999)),
    "future": kit.run(dt.datetime(2031, 1, 1, tzinfo=dt.UTC)),
    "fast": kit.run(minutes=10, km=5),
    "no_date": kit.fit(kit.file_id(), kit.session(start=None)),
    "empty": b"",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "raw"), NOT_TAKEN.items())
def test_what_cannot_be_used_is_one_sentence(
    book: Logbook, file: Callable[..., str], key: str, raw: bytes, language: str
) -> None:
    files = file(a=raw)
    assert book.refused(f"log run --from {files}", language=language) == "recording.error.none"


def test_a_day_that_the_watch_did_not_know_is_named(
    book: Logbook, file: Callable[..., str]
) -> None:
    take(book, file(a=kit.fit(kit.file_id(), kit.session(start=None))), "--date 2026-12-07")
    assert (book.newest.date, book.newest.start) == (dt.date(2026, 12, 7), None)
    again = file(b=kit.fit(kit.file_id(), kit.session(start=None)))
    assert "known already" in take(book, again, "--date 2026-12-07")


@pytest.mark.hazard("H51")
def test_no_word_of_a_file_steers_the_terminal(book: Logbook, file: Callable[..., str]) -> None:
    head = "Activity Id,Date,Type,Distance (km),Duration\n"
    row = "a,2026-12-08 18:00:00,\x1b[31m[bold]{sport}\x07,5,30:00\n"
    raw = (head + row.format(sport="x" * 500) + row.format(sport="{0} %s")).encode()
    assert book.refused(f"log run --from {file(**{'[red]{0}': raw})}") == "recording.error.none"
    out = book.type(f"log run --from {file(a=raw, b=kit.run())}")
    assert not {"\x1b", "\x07"} & set(out)
    assert "[bold]" in out
    assert "x" * 60 not in flat(out).replace(" ", "")


def test_without_the_package_it_says_what_to_install(
    book: Logbook, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)
    out = take(book, file(a=kit.run(), b=kit.tcx((30, 5))))
    assert "pip install 'achillescli[running]'" in out
    assert len(runs(book)) == 1


def test_options_of_files_need_files(book: Logbook) -> None:
    for more in ("--since -1", "--tz UTC", "--sport run", "--minutes 9", "--again", "--dry-run"):
        assert book.refused(f"log run 30min {more}") == "recording.error.only_files"


def test_a_zone_that_does_not_exist_is_refused(book: Logbook, file: Callable[..., str]) -> None:
    for zone in ("Mars/Base", "../x", "/etc/passwd"):
        assert book.refused(f"log run --from {file(a=kit.run())} --tz {zone}") == (
            "recording.error.zone"
        )


def test_too_much_pain_is_told_even_when_nothing_is_taken(
    book: Logbook, file: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    book.assess(9)
    book.refused(f"log run --from {file(a=b'')} --pain 8")
    out = take(book, file(a=kit.run()), "--pain 8")
    assert "That was a reason to leave out the rest of that day." in out
    assert "Look at them now: achilles log flag" in out


def test_where_little_is_said_what_is_beside_a_run_still_is(
    book: Logbook, file: Callable[..., str]
) -> None:
    raw = kit.run(minutes=30, km=4, laps=[(12, 2), (6, 0.5), (12, 1.5)])
    book.type(f"log run --from {file(a=raw)} --json")
    assert "of which 24 min were faster than walking" in flat(book.err)


def test_the_same_file_twice_is_stored_twice_when_asked_for(
    book: Logbook, file: Callable[..., str]
) -> None:
    out = take(book, file(a=kit.run(), b=kit.run()), "--again")
    first, second = (run.id for run in runs(book))
    assert f"[{first}]" in out
    assert f"[{second}]" in out


def test_programs_get_the_entries(book: Logbook, file: Callable[..., str]) -> None:
    out = book.type(f"log run --from {file(a=kit.run(), b=b'')} --json")
    (entry,) = json.loads(out)["entries"]
    assert (entry["source"], entry["start"]) == ("fit", "2026-12-08T18:00:00+01:00")
    assert "b not taken: the file is empty." in flat(book.err)
    assert "taken: run" not in book.err


def test_what_the_runs_change_is_told(runner: Logbook, file: Callable[..., str]) -> None:
    start = dt.datetime.combine(TODAY, dt.time(5), dt.UTC)
    out = take(runner, file(a=kit.run(start, minutes=60)), "--pain 1")
    assert "Your running step gives" in out
    assert "Next run: " in out


def test_one_undo_takes_back_one_call(book: Logbook, file: Callable[..., str]) -> None:
    book.write("run", 5, minutes=20)
    take(book, file(a=kit.run(), b=kit.run(START - 1500 * MINUTE)))
    take(book, file(c=kit.run(START - 3000 * MINUTE)))
    assert len(runs(book)) == 4
    book.type("undo")
    assert len(runs(book)) == 3
    out = flat(book.type("undo --list"))
    assert out.count("> ") == 3  # one of them in the sentence above
    out = flat(book.type("undo"))
    assert "Taken back together: 2 runs from files" in out
    (typed,) = runs(book)
    assert typed.minutes == 20
    ident = book.newest.id
    assert f"achilles undo {ident}" in out
    assert "Count again together: 2 runs" in flat(book.type(f"undo {ident}"))
    assert len(runs(book)) == 3
    assert "Taken back together: 2 runs" in flat(book.type(f"undo {book.newest.id}"))
    assert len(runs(book)) == 1


def test_one_run_of_a_call_can_be_taken_back_by_its_id(
    book: Logbook, file: Callable[..., str]
) -> None:
    take(book, file(a=kit.run(), b=kit.run(START - 1500 * MINUTE)))
    book.type(f"undo {book.newest.id}")
    assert len(runs(book)) == 1
    book.type("undo")
    assert runs(book) == []


def years(runs: int) -> bytes:
    """Return a list of so many runs, one a day."""
    days = (dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(runs))
    rows = "".join(f"a,{day} 07:00:00,Running,5,30:00\n" for day in days)
    return f"Activity Id,Date,Type,Distance (km),Duration\n{rows}".encode()


def test_many_runs_are_one_write(book: Logbook, file: Callable[..., str]) -> None:
    take(book, file(a=years(300)))
    assert len(runs(book)) == 300
    assert len({entry.at for entry in store.load(book.home).entries}) == 1
    assert "Taken back together: 300 runs" in flat(book.type("undo"))
    assert runs(book) == []


def test_more_than_a_month_has_room_for_are_refused_together(
    book: Logbook, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml, "MOST_ENTRIES", 200)
    book.write("morning", 0, pain=1)
    assert book.refused(f"log run --from {file(a=years(300))}") == "recording.error.many"
    assert "In all: 57 taken, 243 left out." in take(book, file(a=years(300)), "--since 2025-09-01")


def test_a_log_that_cannot_be_read_is_not_added_to(book: Logbook, file: Callable[..., str]) -> None:
    take(book, file(a=kit.run()))
    month = next((book.home / "log").glob("*.toml"))
    month.write_text(month.read_text("utf-8") + "x\n", "utf-8")
    assert book.refused(f"log run --from {file(b=kit.run(START - 99 * MINUTE))}").startswith(
        "store."
    )


def test_import_points_to_where_such_a_file_goes(book: Logbook, file: Callable[..., str]) -> None:
    for raw in (
        kit.run(),
        kit.tcx((9, 1)),
        LIST,
        zipped({"a": b""}),
        kit.gzipped(b"x"),
        kit.apple(),
    ):
        files = file(a=raw)
        assert book.refused(f"import {files}") == "recording.error.import"
        assert f"achilles log run --from {files}" in book.err
    for raw in (b"{}", b"hello", b"<a/>", b"<!DOCTYPE a><gpx/>"):
        assert book.refused(f"import {file(a=raw)}").startswith("leave.")


@pytest.mark.slow
def test_on_a_terminal_what_is_open_is_asked(book: Logbook, file: Callable[..., str]) -> None:
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    book.assess(0)
    walked = kit.run(now - 50 * MINUTE, laps=[(10, 2), (10, 0.5), (10, 2)], offset_min=0)
    open_ = gpx(track(way(now - 200 * MINUTE, minutes=20), sport=""))
    terminal = Terminal("log", "run", "--from", *file(a=walked, b=open_).split(), columns=60)
    assert "Was this a run?" in terminal.prompt()
    terminal.type("yes")
    assert "Worst pain of the tendon during the run?" in terminal.prompt()
    terminal.type("1")
    asked = flat(terminal.prompt())
    assert "The watch counted 30 min, of which 20 min were faster" in asked
    terminal.type("22")
    terminal.prompt()
    terminal.type("")
    assert terminal.end() == 0
    assert [(run.minutes, run.pain) for run in runs(book)] == [(20, 1), (22, None)]


@pytest.mark.slow
def test_on_a_terminal_a_typed_run_gets_its_distance_and_ctrl_c_keeps_the_rest(
    book: Logbook, file: Callable[..., str]
) -> None:
    now = dt.datetime.now(dt.UTC).astimezone().replace(microsecond=0)
    store.append(book.home, {"kind": "run", "date": now.date(), "minutes": 25, "pain": 2}, now)
    first = kit.run(now - 40 * MINUTE, offset_min=0)
    again = kit.run(now - 20 * MINUTE, minutes=9, km=2, offset_min=0)
    terminal = Terminal("log", "run", "--from", *file(a=first, b=again).split())
    assert "You typed a run of that day (run: 25 min, pain 2)." in flat(terminal.prompt())
    terminal.type("yes")
    terminal.prompt()
    terminal.child.sendintr()
    assert terminal.end() == 130
    shown = flat(terminal.written)
    assert "You stopped before the rest, 1 in number." in shown
    (found,) = runs(book)
    assert (found.minutes, found.km, found.pain, found.source) == (25, 5.0, 2, "fit")
    assert Terminal("undo").end() == 0
    (found,) = runs(book)
    assert (found.km, found.source) == (None, None)


def test_one_file_that_is_taken_twice_at_one_time_is_stored_once(
    book: Logbook, file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, reads = file(run=kit.run()), read.read
    inside: list[Any] = []

    def meanwhile(*of: Any) -> Found:
        if not inside:
            inside.append(of)
            take(book, files)
        return reads(*of)

    monkeypatch.setattr(read, "read", meanwhile)
    with pytest.raises(UsageError) as refused:
        take(book, files)
    assert refused.value.key == "recording.error.meanwhile"
    assert len(runs(book)) == 1
    take(book, files, "--again")
    assert len(runs(book)) == 2
