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


def here(language: str = "en", now: dt.datetime = THURSDAY) -> Context:
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
    2026-1-5         2026-01-05
    1-8-2026         2026-08-01
    01-12-2026       2026-12-01
    13/08/2026       2026-08-13
    08/13/2026       2026-08-13
    5/5/2026         2026-05-05
    25/6             2026-06-25
    6/25             2026-06-25
    13-5             2026-05-13
    5-5              2026-05-05
    29/2             2024-02-29
    31 aug           2026-08-31
    31aug            2026-08-31
    31 augustus      2026-08-31
    aug 31           2026-08-31
    August 31, 2025  2025-08-31
    12 maart         2026-03-12
    28 mrt. 2025     2025-03-28
    29 feb           2024-02-29
    3 days ago       2026-11-30
    drie dagen geleden 2026-11-30
    3d               2026-11-30
    a week ago       2026-11-26
    2 weken geleden  2026-11-19
    6wk              2026-10-22
    this morning     2026-12-03
    vanochtend       2026-12-03
    vanavond         2026-12-03
    last night       2026-12-02
    yesterday evening 2026-12-02
    gisteravond      2026-12-02
    last thursday    2026-11-26
    last sunday      2026-11-29
    vorige vrijdag   2026-11-27
    afgelopen maandag 2026-11-30
    past monday      2026-11-30
    afgelopen donderdag 2026-11-26
    1st of august    2026-08-01
    1st august       2026-08-01
    the 3rd of august 2026-08-03
    august 22nd      2026-08-22
    August 2nd, 2025 2025-08-02
    1e augustus      2026-08-01
    8ste van augustus 2026-08-08
    de 1e augustus   2026-08-01
    1 augustus j.l.  2026-08-01
    1 augustus jl    2026-08-01
    1 december       2026-12-01
    1-8-26           2026-08-01
    24-12-25         2025-12-24
    week geleden     2026-11-26
    6 weeks          2026-10-22
"""


@each("line", UNDERSTOOD.strip().splitlines())
@each("language", LANGUAGES)
def test_a_date_is_understood_in_every_language(line: str, language: str) -> None:
    text, date = line.rsplit(maxsplit=1)
    assert when.day(here(language), text) == dt.date.fromisoformat(date)
    assert when.around(here(language), text) == (dt.date.fromisoformat(date), "")


LONGER = """
    august                  2026-08-16  middle
    augustus 2025           2025-08-16  middle
    2026-08                 2026-08-16  middle
    2026-02                 2026-02-14  middle
    december                2026-12-02  middle
    2,5 months              2026-09-19  about
    2.5 maanden             2026-09-19  about
    2 mnd                   2026-10-04  about
    1,5 weeks               2026-11-23  about
    last week               2026-11-26  about
    vorige maand            2026-11-03  about
    afgelopen jaar          2025-12-03  about
    three months ago        2026-09-04  about
    drie maanden geleden    2026-09-04  about
    half a year ago         2026-06-04  about
    halfjaar geleden        2026-06-04  about
    half-year ago           2026-06-04  about
    een halfjaar geleden    2026-06-04  about
    maand geleden           2026-11-03  about
    mid august              2026-08-16  middle
    mid-august 2025         2025-08-16  middle
    half augustus           2026-08-16  middle
    medio augustus 2025     2025-08-16  middle
    een half jaar geleden   2026-06-04  about
    anderhalf jaar          2025-06-03  about
    a year ago              2025-12-03  about
"""


@each("line", LONGER.strip().splitlines())
@each("language", LANGUAGES)
def test_a_longer_time_is_a_date_where_that_is_enough_and_says_so(line: str, language: str) -> None:
    text, date, rough = line.rsplit(maxsplit=2)
    found = when.around(here(language), text)
    assert found == (dt.date.fromisoformat(date), f"when.told.{rough}")
    assert Words(language)(found.rough, date="…")
    with pytest.raises(UsageError) as refused:
        when.day(here(language), text)
    assert refused.value.key == "when.error.rough"


TWO = """
    05/11/2026 | Mon 11 May 2026 | Thu 5 Nov 2026
    1/12/2026  | Mon 12 Jan 2026 | Tue 1 Dec 2026
    5 dec      | Fri 5 Dec 2025  | Sat 5 Dec 2026
    05/06      | Wed 6 May 2026  | Fri 5 Jun 2026
    1-12       | Mon 12 Jan 2026 | Tue 1 Dec 2026
    13/12      | Sat 13 Dec 2025 | Sun 13 Dec 2026
    last monday | Mon 23 Nov 2026 | Mon 30 Nov 2026
    vorige woensdag | Wed 25 Nov 2026 | Wed 2 Dec 2026
    5 jan      | Mon 5 Jan 2026  | Tue 5 Jan 2027
"""


@each("line", TWO.strip().splitlines())
def test_of_two_readings_none_is_chosen_and_both_are_named(line: str) -> None:
    text, *readings = (cell.strip() for cell in line.split("|"))
    for read in (when.day, when.around):
        with pytest.raises(UsageError) as refused:
            read(here(), text)
        said = Words("en")(refused.value.key, **refused.value.values)
        assert all(reading in said for reading in readings)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 3)))
def test_with_dashes_the_day_comes_first_whatever_the_numbers(date: dt.date) -> None:
    assert when.day(here(), f"{date.day}-{date.month}-{date.year}") == date


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 3)))
def test_with_slashes_a_date_is_right_or_refused(date: dt.date) -> None:
    for text in (f"{date:%d/%m/%Y}", f"{date:%m/%d/%Y}"):
        with contextlib.suppress(UsageError):
            assert when.day(here(), text) == date


def test_the_start_of_a_month_means_one_month_in_all_languages() -> None:
    for words in map(Words, LANGUAGES):
        for number, names in enumerate(words.find("when.names.months"), 1):
            for name in (*names, *(name[:3] for name in names)):
                assert when.day(here(), f"1 {name} 2025") == dt.date(2025, number, 1)


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
    "30 February": "no_such_day",
    "31-04-2026": "no_such_day",
    "31/13/2026": "no_such_day",
    "9999-12": "range",
    "999 years": "range",
    "2027-01": "future",
    "1/12": "two",
    "05/06": "two",
    "1-12": "two",
    "6-25": "no_such_day",
    "0/5": "no_such_day",
    "13/08/26": "form",
    "31-02-26": "no_such_day",
    "last": "form",
    "last last monday": "form",
    "half 3 augustus": "form",
    "mid 3": "form",
    "the 31st": "form",
    "40th of august": "no_such_day",
    "6m": "form",
    "half": "form",
    "een een een": "form",
    "3 dec dec": "form",
    "ju": "form",
    "2026": "form",
    "31-04": "no_such_day",
    "31/4": "no_such_day",
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
def test_what_is_no_past_date_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        when.day(here(), text)
    assert refused.value.key == f"when.error.{reason}"


def test_the_refusal_shows_the_iso_form_and_not_what_was_typed() -> None:
    with pytest.raises(UsageError) as refused:
        when.day(here(), "1.12.")
    sentence = Words("en")(refused.value.key, **refused.value.values)
    assert "2026-12-03" in sentence
    assert "1.12" not in sentence


def test_the_end_of_a_pause_may_lie_ahead_and_its_weekday_follows_the_start() -> None:
    assert when.day(here(), "2027-01-04", future=True) == dt.date(2027, 1, 4)
    assert when.day(here(), "tomorrow", future=True) == dt.date(2026, 12, 4)
    started = dt.date(2026, 12, 4)
    assert when.day(here(), "zondag", future=True, since=started) == dt.date(2026, 12, 6)
    assert when.day(here(), "friday", future=True, since=started) == started


def test_a_day_without_a_year_that_may_lie_ahead_is_the_nearest() -> None:
    assert when.day(here(), "24 dec", future=True) == dt.date(2026, 12, 24)
    assert when.day(here(), "5 jan", future=True) == dt.date(2027, 1, 5)
    assert when.day(here(), "20 nov", future=True) == dt.date(2026, 11, 20)


def test_both_readings_of_a_day_that_may_lie_ahead_are_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        when.day(here(), "2/1", future=True)
    said = (refused.value.values[name] for name in ("first", "second"))
    assert [*said] == ["Sat 2 Jan 2027", "Mon 1 Feb 2027"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 3)))
def test_every_past_date_is_read_back_as_written(date: dt.date) -> None:
    assert when.day(here(), date.isoformat()) == date


@given(st.dates(dt.date(2001, 1, 1), dt.date(2100, 12, 1)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(date: dt.date, number: int) -> None:
    noon = dt.datetime.combine(date, dt.time(12), dt.UTC)
    name = Words("nl").find("when.names.weekdays")[number][0]
    found = when.day(here(now=noon), name)
    assert found.weekday() == number
    assert 0 <= (date - found).days < 7


@pytest.mark.slow
@given(st.text(max_size=12))
def test_any_other_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert when.day(here(), text) <= THURSDAY.date()


JOINED = """
    log morning 2 --date 31 aug            | log,morning,2,--date,31 aug
    log morning --date 31 aug 2            | log,morning,--date,31 aug,2
    log morning --date 1 aug 2026 2        | log,morning,--date,1 aug 2026,2
    log morning -d aug 31, 2026 --pain 2   | log,morning,-d,aug 31, 2026,--pain,2
    log morning 2 -d 3 days ago            | log,morning,2,-d,3 days ago
    log morning -d drie dagen geleden 2    | log,morning,-d,drie dagen geleden,2
    log morning -d half a year ago 2       | log,morning,-d,half a year ago,2
    log morning -d last sunday 2           | log,morning,-d,last sunday,2
    log morning -d this morning 2          | log,morning,-d,this morning,2
    log morning 2 -d the 1st of august     | log,morning,2,-d,the 1st of august
    log note -d 1 aug the run went well    | log,note,-d,1 aug,the,run,went,well
    log morning -d monday 2                | log,morning,-d,monday,2
    log session -d -1 2                    | log,session,-d,-1,2
    log note -d yesterday a week of rain   | log,note,-d,yesterday,a,week,of,rain
    log note -- -d 3 days ago              | log,note,--,-d,3,days,ago
    log morning 2 -d                       | log,morning,2,-d
"""


@each("line", JOINED.strip().splitlines())
def test_a_date_of_several_words_needs_no_quotes(line: str) -> None:
    typed, words = (cell.strip() for cell in line.split("|"))
    assert ",".join(when.line_words(typed.split())) == words
