"""A calendar file, read back by programs that calendars are made of."""

import datetime as dt
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.render import calendar
from achillescli.render.calendar import CalendarFile, Series, text, zone_lines
from tests.kit import node

icalendar = pytest.importorskip("icalendar", reason="the extra [calendar] is not installed")

AMSTERDAM = "Europe/Amsterdam"
SUMMER, WINTER = dt.date(2027, 3, 28), dt.date(2026, 10, 25)
"""When the clock goes forward and back."""
STAMP = dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC)


def moments(
    first: dt.date, days: int, clock: str, off: tuple[int, ...] = ()
) -> tuple[dt.datetime, ...]:
    time = dt.time.fromisoformat(clock)
    every = (dt.datetime.combine(first + dt.timedelta(n), time) for n in range(days))
    return tuple(moment for n, moment in enumerate(every) if n not in off)


def written(*series: Series, zone: str = AMSTERDAM, **more: Any) -> str:
    first, last = (
        pick(moment for one in series for moment in one.moments).date() for pick in (min, max)
    )
    lines = (zone and zone_lines(zone, first, last)) or ()
    return text(CalendarFile("Oefeningen, thuis", "1.0", STAMP, 3, zone, lines, **more), series)


def fortnight(first: dt.date, off: tuple[int, ...] = ()) -> tuple[Series, Series]:
    return (
        Series("a am", moments(first, 14, "07:30", off), "Exercises"),
        Series("a pm", moments(first, 14, "02:30", off), "Naïef; \\ komma, regel\neinde " * 4),
    )


def event_times(raw: str) -> dict[str, tuple[dt.datetime, ...]]:
    """Return the moments of each event as icalendar and plain arithmetic have them."""
    found = {}
    for event in icalendar.Calendar.from_ical(raw).events:
        start = event["DTSTART"].dt
        count = event.get("RRULE", {"COUNT": [1]})["COUNT"][0]
        every = [start.replace(tzinfo=None) + dt.timedelta(n) for n in range(count)]
        off = event.get("EXDATE")
        gone = {one.dt.replace(tzinfo=None) for one in off.dts} if off else set()
        found[f"{event['SUMMARY']}"] = tuple(one for one in every if one not in gone)
    return found


@pytest.mark.parametrize("first", [SUMMER, WINTER, dt.date(2026, 12, 1)])
@pytest.mark.parametrize("zone", [AMSTERDAM, "", "Asia/Tokyo"])
@pytest.mark.parametrize("off", [(), (3,), (1, 2, 5)])
def test_icalendar_reads_every_moment_back(first: dt.date, zone: str, off: tuple[int, ...]) -> None:
    series = fortnight(first - dt.timedelta(7), off)
    raw = written(*series, zone=zone)
    read = icalendar.Calendar.from_ical(raw)
    assert read.errors == []
    assert event_times(raw) == {one.summary: one.moments for one in series}
    for event in read.events:
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == dt.timedelta(0)
        assert event["DURATION"].dt == dt.timedelta(minutes=15)
        assert event["CLASS"] == "PRIVATE"
        assert event["SEQUENCE"] == 3
        assert event["DTSTAMP"].dt == STAMP
    zones = [f"{one['TZID']}" for one in read.walk("VTIMEZONE")]
    assert zones == ([zone] if zone else [])


@pytest.mark.parametrize("first", [SUMMER, WINTER])
def test_the_rules_of_the_zone_give_the_hours_of_that_place(first: dt.date) -> None:
    """The file's own VTIMEZONE, not what the reader knows of the name."""
    start, end = first - dt.timedelta(7), first + dt.timedelta(7)
    rules = "\r\n".join(zone_lines(AMSTERDAM, start, end) or ()).replace(AMSTERDAM, "Else/Where")
    zone = icalendar.Timezone.from_ical(rules).to_tz(lookup_tzid=False)
    for day in range(15):
        noon = dt.datetime.combine(start + dt.timedelta(day), dt.time.fromisoformat("12:00"))
        here, there = (noon.replace(tzinfo=one) for one in (ZoneInfo(AMSTERDAM), zone))
        assert here.utcoffset() == there.utcoffset()


def test_a_single_moment_has_no_rule() -> None:
    raw = written(Series("a", moments(SUMMER, 1, "09:00"), "Once"))
    assert "RRULE" not in raw
    assert "EXDATE" not in raw
    assert len(event_times(raw)["Once"]) == 1


def test_names_are_those_of_what_they_name() -> None:
    uids = [
        [f"{event['UID']}" for event in icalendar.Calendar.from_ical(written(*series)).events]
        for series in (
            fortnight(SUMMER),
            fortnight(WINTER),
            [Series("b", moments(SUMMER, 1, "09:00"), "x")],
        )
    ]
    assert uids[0] == uids[1]
    assert len({*uids[0], *uids[2]}) == 3
    assert all(uid.endswith("@achillescli") for uid in uids[0])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_no_line_is_too_long_and_every_word_comes_back(said: str) -> None:
    raw = written(Series("a", moments(SUMMER, 1, "09:00"), f"a{said}b"), zone="")
    lines = raw.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in "".join(lines)
    (event,) = icalendar.Calendar.from_ical(raw).events
    assert f"{event['SUMMARY']}" == f"a{said}b"


def test_without_the_library_there_are_no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert calendar.zone_lines(AMSTERDAM, SUMMER, SUMMER) is None


@pytest.mark.slow
@pytest.mark.skipif(find_spec("khal") is None or sys.platform == "win32", reason="khal is not here")
@pytest.mark.parametrize("first", [SUMMER, WINTER])
def test_khal_shows_every_moment(tmp_path: Path, first: dt.date) -> None:
    series = fortnight(first - dt.timedelta(7), (3,))[:1]
    (tmp_path / "a.ics").write_bytes(written(*series).encode())
    (tmp_path / "khal").write_text(
        f"[calendars]\n[[own]]\npath = {tmp_path}/own\n"
        f"[locale]\nlocal_timezone = {AMSTERDAM}\ndefault_timezone = {AMSTERDAM}\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/cache.db\n"
    )
    (tmp_path / "own").mkdir()

    def khal(*words: str) -> str:
        environment = {**os.environ, "HOME": f"{tmp_path}", "LC_ALL": "C.UTF-8"}
        call = [sys.executable, "-W", "ignore", "-m", "khal", "-c", f"{tmp_path}/khal", *words]
        done = subprocess.run(call, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "own", f"{tmp_path}/a.ics")
    start = f"{first - dt.timedelta(8)}"
    shown = khal("list", "--format", "{start-long-full} {title}", "--day-format", "", start, "20d")
    lines = [line for line in shown.splitlines() if line.strip()]
    assert lines == [f"{moment:%Y-%m-%d %H:%M} Exercises" for moment in series[0].moments]


EXPAND = """
const ICAL = require('ical.js');
const raw = require('fs').readFileSync(0, 'utf8');
const all = new ICAL.Component(ICAL.parse(raw));
for (const zone of all.getAllSubcomponents('vtimezone'))
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const found = {};
for (const part of all.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(part), times = [];
  const every = event.iterator();
  for (let next = every.next(); next && times.length < 40; next = every.next())
    times.push(new Date(next.toUnixTime() * 1000).toISOString());
  found[event.uid] = {times, alarms: part.getAllSubcomponents('valarm').length};
}
console.log(JSON.stringify(found));
"""


@pytest.mark.slow
@pytest.mark.parametrize("first", [SUMMER, WINTER])
def test_ical_js_gives_every_moment_in_its_hour(first: dt.date) -> None:
    if node.missing("ical.js"):
        pytest.skip("ical.js is not installed: npm install -g ical.js")
    series = fortnight(first - dt.timedelta(7), (2, 3))[:1]
    shown = node.printed(EXPAND, written(*series))
    (one,) = json.loads(shown or "{}").values()
    there = ZoneInfo(AMSTERDAM)
    wanted = [moment.replace(tzinfo=there).astimezone(dt.UTC) for moment in series[0].moments]
    assert [dt.datetime.fromisoformat(time) for time in one["times"]] == wanted
    assert one["alarms"] == 1
