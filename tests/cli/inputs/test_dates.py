"""Dates as they are typed."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achillescli.cli.context import Context
from achillescli.cli.inputs import dates as when
from achillescli.errors import UsageError
from achillescli.words import LANGUAGES, Words
from tests.kit.each import each

THURSDAY = dt.datetime(2026, 12, 3, 6, 30, tzinfo=dt.UTC)


def here(language="en", now=THURSDAY):
    return Context(Words(language), now, {"ACHILLES_HOME": "/nowhere"})


UNDERSTOOD = """
    today            2026-12-03
    vandaag          2026-12-03
    Today            2026-12-03
    yesterday        2026-12-02
    gisteren         2026-12-02
    eergisteren      2026-12-01
    -1               2026-12-02
    -0               2026-12-03
    -30              2026-11-03
    thursday         2026-12-03
    do               2026-12-03
    friday           2026-11-27
    vrijdag          2026-11-27
    maandag          2026-11-30
    WO               2026-12-02
    sun              2026-11-29
    2026-12-03       2026-12-03
    2024-02-29       2024-02-29
    2000-01-01       2000-01-01
"""


@each("line", UNDERSTOOD.strip().splitlines())
@each("language", LANGUAGES)
def test_a_date_is_understood_in_every_language(line, language) -> None:
    text, date = line.split()
    assert when.day(here(language), text) == dt.date.fromisoformat(date)


def test_without_a_text_it_is_today_and_a_rehab_day_starts_at_three() -> None:
    night = dt.datetime(2026, 12, 3, 2, 59, tzinfo=dt.UTC)
    assert when.day(here(now=night), None) == dt.date(2026, 12, 2)
    assert when.day(here(now=night), "yesterday") == dt.date(2026, 12, 1)


REFUSED = {
    "2026-12-04": "future",
    "tomorrow": "future",
    "morgen": "future",
    "2026-02-30": "no_such_day",
    "2026-13-01": "no_such_day",
    "0000-00-00": "no_such_day",
    "2025-02-29": "no_such_day",
    "1999-12-31": "range",
    "-9999": "range",
    "1/12": "form",
    "01-12-2026": "form",
    "31-04": "form",
    "30 February": "form",
    "2026-1-5": "form",
    "20261201": "form",
    "2026-W49-2": "form",
    "2026-12-01T06:30": "form",
    "\uff12026-12-01": "form",
    "-\u0661": "form",
    "+1": "form",
    "3": "form",
    "": "form",
    "   ": "form",
    "m": "form",
    "weekdays": "form",
    "\x1b[31m": "form",
    "9" * 100_000: "form",
}


@each(("text", "reason"), REFUSED.items())
def test_what_is_no_past_date_is_refused(text, reason) -> None:
    with pytest.raises(UsageError) as refused:
        when.day(here(), text)
    assert refused.value.key == f"when.error.{reason}"


def test_the_refusal_shows_the_iso_form_and_not_what_was_typed() -> None:
    with pytest.raises(UsageError) as refused:
        when.day(here(), "1/12")
    sentence = Words("en")(refused.value.key, **refused.value.values)
    assert "2026-12-03" in sentence
    assert "1/12" not in sentence


def test_the_end_of_a_pause_may_lie_ahead_and_its_weekday_follows_the_start() -> None:
    assert when.day(here(), "2027-01-04", future=True) == dt.date(2027, 1, 4)
    assert when.day(here(), "tomorrow", future=True) == dt.date(2026, 12, 4)
    started = dt.date(2026, 12, 4)
    assert when.day(here(), "zondag", future=True, since=started) == dt.date(2026, 12, 6)
    assert when.day(here(), "friday", future=True, since=started) == started


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 3)))
def test_every_past_date_is_read_back_as_written(date) -> None:
    assert when.day(here(), date.isoformat()) == date


@given(st.dates(dt.date(2001, 1, 1), dt.date(2100, 12, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(date, number) -> None:
    noon = dt.datetime.combine(date, dt.time(12), dt.UTC)
    name = Words("nl").find("when.names.weekdays")[number][0]
    found = when.day(here(now=noon), name)
    assert found.weekday() == number
    assert 0 <= (date - found).days < 7


@pytest.mark.slow
@given(st.text(max_size=12))
def test_any_other_text_is_a_date_or_refused(text) -> None:
    with contextlib.suppress(UsageError):
        assert when.day(here(), text) <= THURSDAY.date()
