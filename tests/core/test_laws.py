"""What holds for every course."""

import random
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from achillescli.core import course, entries, forecast, summary, why
from achillescli.core.answers import RED_FLAGS
from achillescli.core.triage import DATED, ROW
from achillescli.render import as_json

from .course_kit import PROTOCOL, Log, date
from .two_courses import first_more, first_run

FEW = settings(max_examples=40)
MANY = settings(max_examples=80)
RANK = {f"L{n}": n for n in (1, 2, 3)} | {f"L4.{n}": 3 + n for n in range(1, 9)}

LOW = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 6])
"""Scores, mostly calm."""
MAYBE = st.none() | LOW
SIGNS = [name for name in RED_FLAGS if name != "spa" and name not in DATED]

days = st.tuples(
    MAYBE, st.lists(st.tuples(st.sampled_from(["am", "pm"]), MAYBE, st.booleans()), max_size=3)
)
events = st.one_of(
    st.tuples(st.just("evening"), st.fixed_dictionaries({"daily_pain": LOW, "after": LOW})),
    st.tuples(st.just("painkiller"), st.just({})),
    st.tuples(st.just("run"), st.fixed_dictionaries({"minutes": st.integers(1, 40), "pain": LOW})),
    st.tuples(
        st.just("check"),
        st.fixed_dictionaries(
            {
                "start_test_pain": st.just("unable") | LOW,
                "hop_pain": LOW,
                "walk_pain": LOW,
                "raises_left": st.integers(15, 30),
                "raises_right": st.integers(15, 30),
                "visa_a": st.integers(0, 100),
            }
        ),
    ),
    st.tuples(st.just("flag"), st.dictionaries(st.sampled_from(SIGNS), st.booleans(), max_size=2)),
    st.tuples(
        st.just("clearance"),
        st.fixed_dictionaries(
            {"by": st.sampled_from(["doctor", "physio"]), "rows": st.just([*ROW])}
        ),
    ),
    st.tuples(st.just("assessment"), st.booleans()),
)


@st.composite
def logs(draw, *, most=60, location=None, signs=True):
    """Draw a course of up to so many days, with anything in it that may be logged."""
    chosen = location or draw(st.sampled_from(["midportion", "insertional"]))
    log = Log(
        start=draw(st.none() | st.integers(0, 6)),
        onset=draw(st.sampled_from([0, 5, 40, 100])),
        location=chosen,
    )
    week = draw(st.lists(days, min_size=3, max_size=7))
    length = draw(st.integers(8, most))
    for day in range(1, length + 1):
        morning, sessions = week[day % len(week)]
        if morning is not None:
            log.on(day, "morning", pain=morning)
        for slot, pain, completed in sessions:
            given_pain = {} if pain is None else {"pain": pain}
            log.on(day, "session", slot=slot, completed=completed, **given_pain)
    for kind, fields in draw(st.lists(events, max_size=6)):
        day = draw(st.integers(1, length))
        if kind == "assessment":
            log.assess(day, new_course=fields, location=chosen)
        elif signs or kind not in ("flag", "clearance"):
            log.on(day, kind, **fields)
    return log, length


def shown(log, until):
    return [as_json.day(state) for state in log.states(until)]


@MANY
@given(logs())
def test_a_replay_never_fails_and_has_a_state_for_every_date(drawn):
    log, length = drawn
    states = log.states(length)
    first = log.until(length).day_one
    dates = [date(day) for day in range(1, length + 1)]
    assert [state.date for state in states] == [on for on in dates if first and on >= first]


@FEW
@given(logs())
def test_every_course_can_be_told_and_looked_ahead_of(drawn):
    log, length = drawn
    replay = log.until(length)
    assert why.explain(replay)
    assert len(summary.weeks(replay)) == -(-len(replay.states) // 7)
    assert summary.progress_of(replay)
    blocked = replay.standing.blocked or not replay.states
    ahead = forecast.ahead(log.corrected, PROTOCOL, date(length), date(length + 15))
    assert len(ahead) == (0 if blocked else 15)


@FEW
@given(logs(), st.data())
def test_a_day_does_not_know_the_days_after_it(drawn, data):
    log, length = drawn
    assume(not any(e.kind == "assessment" and e.new_course for e in log.entries))
    day = data.draw(st.integers(1, length))
    assert shown(log, day) == shown(log, length)[:day]


@FEW
@given(logs(), st.randoms(use_true_random=False))
def test_dates_may_be_written_in_any_order(drawn, chance):
    log, length = drawn
    by_date = {}
    for entry in log.entries:
        by_date.setdefault(entry.date, []).append(entry)
    mixed = list(by_date.values())
    random.Random(chance.random()).shuffle(mixed)
    other = course.replay(
        entries.applied([entry for same in mixed for entry in same]), PROTOCOL, date(length)
    )
    assert other.states == log.states(length)


@FEW
@given(logs(most=90), st.integers(50, 90), st.integers(0, 30), st.booleans())
def test_what_lies_before_the_horizon_does_not_matter(drawn, renewed, more, cleared):
    log, length = drawn
    log.assess(renewed, new_course=True)
    if cleared:
        log.cleared(renewed + more, "doctor", "T29")
    until = max(length, renewed) + more
    whole = log.corrected
    lasting = [entry for entry in whole if entry.kind not in entries.DAILY]
    first = course.horizon(lasting, date(until))
    near = [entry for entry in whole if entry.kind not in entries.DAILY or entry.date >= first]
    found = course.replay(near, PROTOCOL, date(until))
    known = course.replay(whole, PROTOCOL, date(until))
    assert (found.states, found.standing) == (known.states, known.standing)


@pytest.mark.hazard("H2")
@FEW
@given(logs())
def test_nothing_is_prescribed_on_a_blocked_date(drawn):
    log, length = drawn
    for state in log.states(length):
        assert state.blocked == state.referral.blocks
        if state.blocked:
            assert (state.sessions, state.adaptation) == ((), None)
        if state.adaptation == "D2":
            assert state.sessions == ()


@pytest.mark.hazard("H27")
@FEW
@given(logs(most=50))
def test_no_upward_work_before_day_43(drawn):
    log, length = drawn
    for state in log.states(length)[:42]:
        work = {part.exercise for session in state.sessions for part in session.work}
        assert state.concentric == "closed"
        assert work <= {"heel-drop-straight", "heel-drop-bent"}


@pytest.mark.hazard("H24")
@FEW
@given(logs(location="insertional"))
def test_an_insertional_tendon_never_goes_below_the_floor(drawn):
    log, length = drawn
    assert {state.rom for state in log.states(length)} <= {"floor"}


@pytest.mark.hazard("H16")
@FEW
@given(logs(most=84))
def test_a_level_rises_one_step_a_week_but_by_a_start_test(drawn):
    log, length = drawn
    states = log.states(length)
    tested = {entry.date for entry in log.entries if entry.kind == "check"}
    for at in range(1, len(states)):
        week = states[max(0, at - 7) : at]
        if not any(state.date in tested for state in week):
            assert RANK[states[at].level] - min(RANK[s.level] for s in week) <= 1
        assert RANK[states[at].dose_level] <= RANK[states[at].level]


@pytest.mark.hazard("H17")
@MANY
@given(logs(most=40, signs=False), st.data())
def test_more_pain_in_a_session_gives_no_more_the_next_day(drawn, data):
    log, length = drawn
    sessions = [e for e in log.entries if e.kind == "session" and e.pain is not None]
    assume(sessions)
    sore = data.draw(st.sampled_from(sessions))
    worse = data.draw(st.integers(sore.pain, 10))
    tomorrow = (sore.date - date(1)).days + 2
    assume(tomorrow <= length and log.until(tomorrow).day_one not in (None, date(tomorrow)))
    before = log.day(tomorrow)
    after = log.on(length, "edit", of=sore.id, set={"pain": worse}).day(tomorrow)
    assert no_more(after, before)


def no_more(after, before):
    """Whether neither level nor dose nor number of repetitions is higher."""
    return (
        RANK[after.level] <= RANK[before.level]
        and RANK[after.dose_level] <= RANK[before.dose_level]
        and volume(after) <= volume(before)
    )


def volume(state):
    return sum(part.sets * part.reps for session in state.sessions for part in session.work)


@pytest.mark.hazard("H1")
@FEW
@given(logs(most=40), st.data())
def test_a_yes_never_unblocks(drawn, data):
    log, length = drawn
    day = data.draw(st.integers(1, length))
    before = log.until(day).standing
    after = log.flag(day, **{data.draw(st.sampled_from(SIGNS)): True}).until(day).standing
    assert after.referral >= before.referral


@pytest.mark.hazard("H25")
@FEW
@given(logs(most=30), st.data())
def test_a_tablet_never_gives_more_the_next_day(drawn, data):
    log, length = drawn
    day = data.draw(st.integers(1, length - 1))
    states = log.states(day + 1)
    assume(len(states) > 1)
    assert no_more(log.on(day, "painkiller").day(day + 1), states[-1])


@FEW
@given(logs(most=30), st.data())
def test_a_session_less_never_gives_more_the_next_day(drawn, data):
    log, length = drawn
    done = [e for e in log.entries if e.kind == "session" and e.completed and e.date < date(length)]
    assume(done)
    lost = data.draw(st.sampled_from(done))
    tomorrow = (lost.date - date(1)).days + 2
    states = log.states(tomorrow)
    assume(len(states) > 1)
    log.on(length, "edit", of=lost.id, set={"completed": False})
    assert no_more(log.day(tomorrow), states[-1])


def later(log, length, change, *allowed):
    """Hold a course with one thing made worse against the course as it was, day by day."""
    calmer = log.states(length)
    assume(calmer)
    other = change().states(length)
    assume(len(other) == len(calmer))
    found = first_more(calmer, other)
    assert found is None or found[2] & set(allowed), found
    assert found is not None or first_run(other) >= first_run(calmer)


PAINFUL = {
    "session": ("pain", "after"),
    "run": ("pain", "after"),
    "check": ("start_test_pain", "hop_pain", "walk_pain"),
    "evening": ("after",),
}


@pytest.mark.hazard("H17")
@MANY
@given(logs(most=100, signs=False), st.data())
def test_more_pain_never_gives_more_later_but_by_the_limits(drawn, data):
    log, length = drawn
    known = [
        (entry, name)
        for entry in log.entries
        for name in PAINFUL.get(entry.kind, ())
        if isinstance(getattr(entry, name), int)
    ]
    assume(known)
    entry, name = data.draw(st.sampled_from(known))
    worse = data.draw(st.integers(getattr(entry, name), 10))
    change = lambda: log.on(length, "edit", of=entry.id, set={name: worse})  # noqa: E731
    later(log, length, change, "upkeep", "sore", "rest", "tests")


@pytest.mark.hazard("H17")
@FEW
@given(logs(most=60, signs=False), st.data())
def test_more_pain_on_a_morning_gives_no_more_on_that_day(drawn, data):
    log, length = drawn
    mornings = [e for e in log.entries if e.kind == "morning"]
    assume(mornings)
    sore = data.draw(st.sampled_from(mornings))
    day = (sore.date - date(1)).days + 1
    assume(log.until(day).day_one is not None)
    before = log.day(day)
    log.on(length, "edit", of=sore.id, set={"pain": data.draw(st.integers(sore.pain, 10))})
    assert no_more(log.day(day), before)


@pytest.mark.hazard("H25")
@FEW
@given(logs(most=100, signs=False), st.data())
def test_a_tablet_never_gives_more_later_but_by_the_limits(drawn, data):
    log, length = drawn
    day = data.draw(st.integers(1, length))
    later(log, length, lambda: log.on(day, "painkiller"), "upkeep")


@pytest.mark.hazard("H21")
@MANY
@given(logs(most=100, signs=False), st.data())
def test_a_session_less_never_gives_more_later_but_by_the_limits(drawn, data):
    log, length = drawn
    done = [e for e in log.entries if e.kind == "session" and e.completed]
    assume(done)
    lost = data.draw(st.sampled_from(done))
    change = lambda: log.on(length, "edit", of=lost.id, set={"completed": False})  # noqa: E731
    later(log, length, change, "breaks", "tests", "no_score", "grey")


@FEW
@given(logs(most=60), st.data())
def test_a_yes_never_gives_more_later_but_by_the_limits(drawn, data):
    log, length = drawn
    day = data.draw(st.integers(2, length))
    sign = data.draw(st.sampled_from(SIGNS))
    later(log, length, lambda: log.flag(day, **{sign: True}), "breaks", "rest", "tests")


@pytest.mark.hazard("H16")
@FEW
@given(logs(most=84))
def test_a_level_never_rises_after_a_week_with_a_red_day_or_too_few_sessions(drawn):
    log, length = drawn
    replay = log.until(length)
    days = replay.states
    tested = {entry.date for entry in log.entries if entry.kind == "check"}
    for at in range(1, len(days)):
        rose = RANK[days[at].level] > RANK[days[at - 1].level]
        if rose and days[at - 1].date not in tested:
            week = days[at - 7 : at]
            assert days[at].day % 7 == 1
            assert not any(s.colour_yesterday == "RED" for s in days[at - 6 : at + 1])
            prescribed = sum(len(state.sessions) for state in week)
            assert sum(replay.diary[s.date].s for s in week) * 10 >= prescribed * 7


@FEW
@given(logs())
def test_a_block_ends_by_an_answer_a_clearance_or_its_days_and_never_by_itself(drawn):
    log, length = drawn
    said = {e.date for e in log.entries if e.kind in ("clearance", "flag", "assessment")}
    states = log.states(length)
    for before, after in pairwise(states):
        if before.blocked and not after.blocked and after.date not in said:
            ended = {row for row in before.rows if ROW[row].referral.blocks} - {*after.rows}
            assert ended <= {"T08", "T09", "T29"}
