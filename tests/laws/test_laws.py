"""What holds for every course, and for two of which one is never better.

Each law is tried on courses of ``generated.py``; ``tests/laws/test_laws_can_fail.py`` counts what the
courses of each law reach, and breaks rules on purpose to see that a law notices.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple, TypeVar

import pytest
from hypothesis import assume, given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from achillescli.core import course
from achillescli.core.assessment.triage import DATED, ROW
from achillescli.core.log import corrections, entries
from achillescli.core.log.answers import RED_FLAGS
from achillescli.core.log.values import copy
from achillescli.core.state import Level, State
from achillescli.core.views import forecast, summary, why
from achillescli.render.data import day as data
from tests.kit import generated
from tests.kit.course_kit import PROTOCOL, Log, date
from tests.laws import one_course
from tests.laws.two_courses import LIMITS, excesses, volume

pytestmark = pytest.mark.slow

LAWS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {}
"""By the name of its test: the courses of a law, and the test itself."""


def law(
    cases: st.SearchStrategy[Any], examples: int = 40
) -> Callable[[Callable[[Any], None]], Callable[..., Any]]:
    """Try a law on so many generated cases."""

    def tried(test: Callable[[Any], None]) -> Callable[..., Any]:
        LAWS[test.__name__] = cases, test
        return settings(max_examples=examples)(given(cases)(test))

    return tried


def shown(states: tuple[State, ...]) -> list[dict[str, Any]]:
    return [data.as_values(state) for state in states]


def _day_of(length: int) -> st.SearchStrategy[Any]:
    """Draw a day, mostly of the last weeks."""
    late = st.integers(max(1, length - 20), length)
    return late | late | st.integers(1, length)


WHOLE = generated.courses()
LATE = generated.courses(
    beginnings=("before the gates", "gates open", "all well", "much better", "no better")
)
FEW_SESSIONS = generated.courses(
    beginnings=("before the gates",), moods=("six days", "six days", "calm"), most=1
)
ONE_RED = generated.courses(moods=("one red", "one red", "sore later", "calm"), most=1)
BLOCKED = generated.courses(
    beginnings=("first weeks", "before the gates"),
    moods=("calm", "five days", "broken off"),
    singles=generated.BLOCKS,
)
LIGHTER = generated.courses(beginnings=("gates open",), moods=("calm",), singles=generated.LIGHTER)
TABLETS = generated.courses(
    beginnings=("before the gates",), moods=("tablets", "evenings", "calm"), most=1
)
TABLETS_FIRST = generated.courses(
    beginnings=("before the gates",),
    moods=("tablets", "evenings"),
    singles=generated.TESTS,
    tested=False,
)
UNASKED = generated.courses(
    beginnings=("first weeks", "before the gates"),
    moods=("tablets", "once a day", "calm"),
    singles=generated.TESTS,
    asked=False,
)
ADVISED = generated.courses(
    beginnings=("first weeks", "before the gates"), moods=("calm",), singles=generated.ADVISED
)
UNSIGNED = generated.courses(without=generated.SIGNED)


@law(WHOLE)
def test_a_replay_never_fails_and_has_a_state_for_every_date(case: tuple[Log, int]) -> None:
    log, length = case
    found = log.until(length)
    dates = [date(day) for day in range(1, length + 1)]
    first = found.day_one
    assert [state.date for state in found.states] == [on for on in dates if first and on >= first]


@law(WHOLE, 25)
def test_every_course_can_be_told_and_looked_ahead_of(case: tuple[Log, int]) -> None:
    log, length = case
    replay = log.until(length)
    assert why.explain(replay)
    assert len(summary.weeks(replay)) == -(-len(replay.states) // 7)
    assert summary.progress_of(replay)
    blocked = replay.standing.blocked or not replay.states
    ahead = forecast.ahead(log.corrected, PROTOCOL, date(length), date(length + 15))
    assert len(ahead) == (0 if blocked else 15)


class Cut(NamedTuple):
    """A course, a day of it, and an entry that is dated later."""

    log: Log
    length: int
    day: int
    kind: int
    seed: int


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """Draw a course, a day to look from and what is logged after it."""
    log, length = draw(WHOLE)
    mornings = {day_of(entry.date) for entry in log.entries if entry.kind == "morning"}
    silent = [day for day in range(2, length) if {day, day + 1} & mornings == {day + 1}]
    day = draw(st.sampled_from(silent) if silent else st.integers(1, length))
    return Cut(log, length, day, draw(st.integers(0, len(LATER) - 1)), draw(st.integers(0, 9)))


LATER: tuple[tuple[str, dict[str, Any]], ...] = (
    ("morning", {"pain": 9}),
    ("session", {"slot": "pm", "pain": 8}),
    ("painkiller", {}),
    ("check", {"start_test_pain": 0}),
    ("flag", {"snap": True}),
    ("clearance", {"by": "doctor", "rows": [*ROW]}),
    ("assessment", {"answers": None, "new_course": True}),
)


@law(cuts())
def test_an_entry_dated_after_a_day_changes_nothing_of_that_day(case: Cut) -> None:
    log, length, day, kind, more = case
    before = log.until(day)
    name, fields = LATER[kind]
    later = log.copy()
    if name == "assessment":
        later.assess(day + 1 + more, new_course=True)
    else:
        later.on(day + 1 + more, name, **fields)
    assert later.until(day) == before
    whole = {state.date: state for state in log.states(length)}
    if before.states and before.day_one in whole and log.until(length).day_one == before.day_one:
        assert shown(before.states) == shown(log.states(length)[: len(before.states)])


@st.composite
def stamped(draw: st.DrawFn) -> tuple[list[entries.Entry], int, int]:
    """Draw a course with a timestamp on each entry, and in another order of writing."""
    log, length = draw(WHOLE)
    sessions: list[Any] = [e for e in log.entries if e.kind == "session"]
    scored = draw(st.sampled_from(sessions or [None]))
    if scored:
        for pain in draw(st.permutations([0, 4, 7])):
            log.on(length, "edit", of=scored.id, set={"pain": pain})
    day = draw(st.integers(1, length))
    for answered in draw(st.permutations(["flag", "clearance"])):
        fields = {"gap": True} if answered == "flag" else {"by": "doctor", "rows": ["T03"]}
        log.on(day, answered, **fields)
    noon = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    written = [
        copy(entry, at=noon + dt.timedelta(minutes=7 * at)) for at, entry in enumerate(log.entries)
    ]
    return written, draw(st.integers(0, 2**32)), length


def in_order(order: list[entries.Entry], until: int) -> course.Replay:
    return course.replay(corrections.log_of(order), PROTOCOL, date(until))


@law(stamped())
def test_entries_with_different_timestamps_may_stand_in_any_order(
    case: tuple[list[entries.Entry], int, int],
) -> None:
    """But for signs, clearances and assessments among themselves."""
    written, seed, length = case
    kinds = ("flag", "clearance", "assessment")
    signs = iter([entry for entry in written if entry.kind in kinds])
    mixed = random.Random(seed).sample(written, len(written))
    mixed = [next(signs) if entry.kind in kinds else entry for entry in mixed]
    one, other = in_order(written, length), in_order(mixed, length)
    assert other._replace(journal=one.journal) == one


@law(stamped())
def test_another_place_in_the_files_never_unblocks(
    case: tuple[list[entries.Entry], int, int],
) -> None:
    written, seed, length = case
    mixed = random.Random(seed).sample(written, len(written))
    one, other = in_order(written, length), in_order(mixed, length)
    assert other.standing.blocked or not one.standing.blocked
    blocked = {state.date: state.blocked for state in one.states}
    assert all(state.blocked >= blocked.get(state.date, False) for state in other.states)


@st.composite
def renewed(draw: st.DrawFn) -> tuple[Log, int]:
    """Draw a course with a new one in it, and perhaps a clearance of what asks for all mornings."""
    log, length = draw(WHOLE)
    on, more = draw(st.sampled_from([50, 70, 90])), draw(st.sampled_from([60, 30, 1]))
    log.assess(on, new_course=True, start_test_pain=0)
    log.entries.extend(e for n in range(4) for e in generated.week(on // 7 + n, "calm"))
    if draw(st.booleans()):
        log.cleared(on + more, "doctor", "T33")
    return log, max(length, on) + more


@law(renewed())
def test_what_lies_before_the_horizon_does_not_matter(case: tuple[Log, int]) -> None:
    log, until = case
    whole = log.corrected
    lasting = [entry for entry in whole if entry.kind not in entries.DAILY]
    first = course.horizon(lasting, date(until))
    near = [entry for entry in whole if entry.kind not in entries.DAILY or entry.date >= first]
    found = course.replay(near, PROTOCOL, date(until))
    known = course.replay(whole, PROTOCOL, date(until))
    assert (found.states, found.standing) == (known.states, known.standing)


# Of one course


@pytest.mark.hazard("H2")
@law(st.one_of(WHOLE, BLOCKED))
def test_nothing_is_prescribed_on_a_blocked_date(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.nothing_is_given_while_blocked(log.until(length))


@pytest.mark.hazard("H27")
@law(WHOLE)
def test_no_upward_work_before_day_43(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.nothing_goes_up_before_day_43(log.until(length))


@pytest.mark.hazard("H24")
@law(generated.courses(locations=generated.LOCATIONS[1:4]))
def test_an_insertional_tendon_never_goes_below_the_floor(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.only_a_midportion_goes_below_the_floor(log.until(length))


@pytest.mark.hazard("H16")
@law(st.one_of(WHOLE, WHOLE, LIGHTER, ADVISED))
def test_a_level_rises_one_step_a_week_but_by_a_start_test(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.levels_rise_slowly(log.until(length))


@pytest.mark.hazard("H16", "H21")
@law(st.one_of(WHOLE, ONE_RED, BLOCKED, UNASKED, ADVISED), 60)
def test_a_level_never_rises_after_a_week_with_a_red_day_or_too_few_sessions(
    case: tuple[Log, int],
) -> None:
    log, length = case
    one_course.no_level_rises_undeserved(log.until(length))


@pytest.mark.hazard("H25")
@law(WHOLE)
def test_no_day_with_a_tablet_is_green(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.no_day_with_a_tablet_is_green(log.until(length))


@pytest.mark.hazard("H25", "H27", "H29")
@law(st.one_of(LATE, TABLETS, TABLETS_FIRST, UNASKED), 60)
def test_a_gate_opens_only_after_a_week_without_tablets(case: tuple[Log, int]) -> None:
    log, length = case
    one_course.no_gate_opens_undeserved(log.until(length))


ALONE = {
    **dict.fromkeys("chest_pain coughing_blood breathless".split(), "doctor"),
    **dict.fromkeys("night_pain weight_loss cancer_with_new_pain".split(), "doctor"),
    **dict.fromkeys("snap gap squeeze_positive cannot_walk_4_steps".split(), "physio"),
    **dict.fromkeys("numbness pinpoint_bone_pain both_heels_unexplained".split(), "physio"),
    **dict.fromkeys("tendon_rupture_or_surgery diabetic_foot".split(), "physio"),
    **dict.fromkeys("leg_artery_disease effort_limited lost_single_raise".split(), "physio"),
    **dict.fromkeys("calf_swollen".split(), "doctor"),
}
"""The signs that block alone and do not end with a no, and who may lift them."""


class Answered(NamedTuple):
    """A sign that is answered yes on a day, a no afterwards, and somebody's clearance."""

    log: Log
    length: int
    sign: str
    yes: int
    no: int
    cleared: int
    by: str


@st.composite
def answered(draw: st.DrawFn) -> Answered:
    """Draw a course in which one sign is answered yes, and what is said about it later."""
    log, length = draw(UNSIGNED)
    sign, yes = draw(st.sampled_from([*ALONE])), draw(_day_of(length))
    no, cleared = (yes + draw(st.integers(1, 9)) for _ in range(2))
    by = draw(st.sampled_from(["physio", "doctor"]))
    return Answered(log, length + 10, sign, yes, no, cleared, by)


@pytest.mark.hazard("H1", "H2", "H12")
@law(answered())
def test_a_sign_blocks_until_it_is_cleared_by_whom_it_takes(case: Answered) -> None:
    log = case.log.copy()
    log.flag(case.yes, **{case.sign: True}).flag(case.no, **{case.sign: False})
    log.cleared(case.cleared, case.by)
    lifts = case.by == "doctor" or ALONE[case.sign] == "physio"
    until = case.cleared if lifts else case.length + 1
    blocked = [s for s in log.states(case.length) if date(case.yes) <= s.date < date(until)]
    assert all(state.blocked and not state.sessions for state in blocked)
    assert log.until(min(until - 1, case.length)).standing.blocked


@law(st.one_of(WHOLE, BLOCKED), 60)
def test_a_block_ends_by_an_answer_a_clearance_or_its_days_and_never_by_itself(
    case: tuple[Log, int],
) -> None:
    log, length = case
    said = {e.date for e in log.corrected if e.kind in ("clearance", "flag", "assessment")}
    for before, after in pairwise(log.states(length)):
        if before.blocked and not after.blocked and after.date not in said:
            ended = {row for row in before.rows if ROW[row].referral.blocks} - {*after.rows}
            assert ended <= {"T08", "T09", "T29"}


# Of two courses, the second never better


class Worse(NamedTuple):
    """A course, the same with one thing made worse, the day of that, and how far both go."""

    calmer: Log
    other: Log
    day: int
    length: int


def day_of(on: dt.date) -> int:
    return (on - date(1)).days + 1


def changed(case: tuple[Log, int], day: int, on: int, kind: str, /, **fields: Any) -> Worse:
    """Return a course beside the same with one entry more."""
    log, length = case
    return Worse(log, log.copy().on(on, kind, **fields), day, length)


PAINFUL = {
    "session": ("pain", "after"),
    "run": ("pain", "after"),
    "check": ("start_test_pain", "hop_pain", "walk_pain"),
    "evening": ("after",),
}


class Scored(NamedTuple):
    """A score of an entry, by its name."""

    entry: entries.Entry
    name: str


Late = TypeVar("Late", bound=entries.Entry | Scored)


@st.composite
def sorer(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(PAINFUL)) -> Worse:
    """Draw a course in which one score of pain is higher than it was."""
    log, length = draw(st.one_of(UNSIGNED, WHOLE, ONE_RED, ONE_RED))
    known = [
        Scored(entry, name)
        for entry in log.corrected
        for name in PAINFUL.get(entry.kind, ())
        if entry.kind in kinds and isinstance(getattr(entry, name), int)
    ]
    entry, name = draw(st.sampled_from(_late(known, length)))
    score = getattr(entry, name)
    more = st.sampled_from([score + 1, score + 3, 6, 10]).map(lambda s: min(max(s, score), 10))
    worse = draw(more if name != "start_test_pain" else more | st.just("unable"))
    return changed(
        (log, length), day_of(entry.date), length, "edit", of=entry.id, set={name: worse}
    )


def _late(found: list[Late], length: int) -> list[Late]:
    """Return what was found, more often what is of the last weeks or hurt, so that it is drawn."""
    assume(found)
    entries_of = [(one, one[0] if isinstance(one, Scored) else one) for one in found]
    late = [one for one, entry in entries_of if length - day_of(entry.date) < 49]
    sore = [one for one, entry in entries_of if (getattr(entry, "pain", 0) or 0) >= 6]
    return [*found, *late, *late, *sore * (2 * len(found) // max(1, len(sore)))]


@st.composite
def sorer_mornings(draw: st.DrawFn) -> Worse:
    """Draw a course up to a day with a morning, which is sorer in the second."""
    log, length = draw(WHOLE)
    sore = draw(st.sampled_from(_late([e for e in log.corrected if e.kind == "morning"], length)))
    worse = draw(st.integers(sore.pain, 10))
    day = day_of(sore.date)
    return changed((log, day), day, length, "edit", of=sore.id, set={"pain": worse})


@st.composite
def with_a_tablet(draw: st.DrawFn) -> Worse:
    """Draw a course with one painkiller more."""
    log, length = draw(st.one_of(WHOLE, ONE_RED))
    sore = [day_of(e.date) for e in log.corrected if (getattr(e, "pain", 0) or 0) >= 6]
    day = draw(st.sampled_from(sore) | _day_of(length) if sore else _day_of(length))
    return changed((log, length), day, day, "painkiller")


@st.composite
def with_a_session_less(draw: st.DrawFn) -> Worse:
    """Draw a course in which one session is no longer completed."""
    log, length = draw(st.one_of(WHOLE, FEW_SESSIONS, ONE_RED, ONE_RED))
    done = [e for e in log.corrected if e.kind == "session" and e.completed]
    lost = draw(st.sampled_from(_late(done, length)))
    change = {"completed": False}
    return changed((log, length), day_of(lost.date), length, "edit", of=lost.id, set=change)


@st.composite
def with_a_yes(draw: st.DrawFn) -> Worse:
    """Draw a course with one warning sign more."""
    log, length = draw(WHOLE)
    day = draw(_day_of(length))
    sign = draw(st.sampled_from(RED_FLAGS))
    yes: object = True
    if sign in DATED:
        yes = date(day - draw(st.sampled_from([0, 30, 61, 85, 150, 200])))
    if sign == "spa":
        yes = draw(st.sampled_from([["uveitis"], ["family"]]))
    return changed((log, length), day, day, "flag", **{sign: yes})


ALLOWED = {
    "pain": ("maintenance", "second_week", "third_day", "sore", "tests", "unable", "first_week"),
    "tablet": ("maintenance", "second_week"),
    "session": ("maintenance", "second_week", "sore", "breaks", "tests"),
    "sign": ("maintenance", "second_week", "sore", "breaks", "tests", "row"),
}
"""The limits of each way to make a course worse."""


def both(case: Worse, until: int) -> tuple[course.Replay, ...]:
    """Return both courses up to a day, or none when they do not begin on one day."""
    found = case.calmer.until(until), case.other.until(until)
    return found if found[0].day_one == found[1].day_one is not None else ()


def no_more_on(case: Worse, day: int) -> None:
    """Hold level, dose and repetitions of a day against those of the calmer course."""
    replays = both(case, day)
    if replays:
        before, after = (replay.states[-1] for replay in replays)
        assert after.level <= before.level
        assert not after.sessions or after.dose_level <= before.dose_level
        assert volume(after) <= volume(before)


def never_more(case: Worse, *allowed: str) -> None:
    """Hold a course with one thing made worse against the course as it was, day by day.

    The first excess must have a limit of its law; later ones one that holds on that very day.
    """
    replays = both(case, case.length)
    if not replays:
        return
    known = frozenset((*allowed, "follows"))
    for excess in excesses(*replays):
        assert excess.limits & known, excess
        known = frozenset((*LIMITS, "follows"))


@pytest.mark.hazard("H17")
@law(sorer(kinds=("session",)), 60)
def test_more_pain_in_a_session_gives_no_more_the_next_day(case: Worse) -> None:
    no_more_on(case, case.day + 1)


@pytest.mark.hazard("H17")
@law(sorer_mornings(), 60)
def test_more_pain_on_a_morning_gives_no_more_on_that_day(case: Worse) -> None:
    no_more_on(case, case.day)


@pytest.mark.hazard("H25")
@law(with_a_tablet())
def test_a_tablet_never_gives_more_the_next_day(case: Worse) -> None:
    no_more_on(case, case.day + 1)


@law(with_a_session_less())
def test_a_session_less_never_gives_more_the_next_day(case: Worse) -> None:
    no_more_on(case, case.day + 1)


@pytest.mark.hazard("H17")
@law(sorer(), 100)
def test_more_pain_never_gives_more_later_but_by_the_limits(case: Worse) -> None:
    never_more(case, *ALLOWED["pain"])


@pytest.mark.hazard("H25")
@law(with_a_tablet(), 60)
def test_a_tablet_never_gives_more_later_but_by_the_limits(case: Worse) -> None:
    never_more(case, *ALLOWED["tablet"])


@pytest.mark.hazard("H21")
@law(with_a_session_less(), 100)
def test_a_session_less_never_gives_more_later_but_by_the_limits(case: Worse) -> None:
    never_more(case, *ALLOWED["session"])


@pytest.mark.hazard("H1")
@law(with_a_yes(), 100)
def test_a_yes_never_gives_more_later_but_by_the_limits(case: Worse) -> None:
    never_more(case, *ALLOWED["sign"])


@pytest.mark.hazard("H1")
@law(with_a_yes())
def test_a_yes_never_unblocks(case: Worse) -> None:
    one, two = (log.until(case.day).standing for log in (case.calmer, case.other))
    another = {*one.rows} - {*two.rows}
    assert two.referral >= one.referral or another


@seed(3)  # of other draws some never come to make it worse
class Growing(RuleBasedStateMachine):
    """A course that grows by weeks and by single things, and beside it the same made worse once.

    After each step every law of one course is held against it, what was said of the days before
    the newest one is compared with what is said of them now, and the two are compared.
    """

    reached: ClassVar[Counter[Any]] = Counter()
    how = "pain"
    """Which of the ways to make the other course worse."""
    began = "first day"

    @initialize(start=st.sampled_from([0, 4, None]))
    def begin(self, start: int | None) -> None:
        self.log, self.week = Log(start=start), 0
        self.known: dict[str, dict[str, Any]] = {}
        for mood in generated.BEGINNINGS[self.began]:
            self._live(mood)
        self.other, self.worse = self.log.copy(), False

    def _live(self, mood: str) -> None:
        self.log.entries.extend(generated.week(self.week, mood))
        self.week += 1

    @property
    def today(self) -> int:
        return max(self.week * 7, 1)

    @contextmanager
    def _growing(self, *, past: bool = False) -> Iterator[None]:
        """Let the other course grow by the same, and hold the days before against what was said."""
        had = len(self.log.entries)
        yield
        more = self.log.entries[had:]
        self.other.entries.extend(more)
        if past or any(entry.kind in ("edit", "remove") for entry in more):
            self.known = {}
        for state in shown(self.log.states(self.today)):
            assert self.known.get(state["date"], state) == state

    @rule(mood=st.sampled_from([*generated.MOODS]))
    def live_a_week(self, mood: str) -> None:
        with self._growing():
            self._live(mood)

    @rule(chosen=st.data(), kind=st.sampled_from(generated.SINGLE))
    def log_today(self, chosen: st.DataObject, kind: generated.Single) -> None:
        with self._growing():
            kind(chosen.draw, self.log, self.today)

    @rule(chosen=st.data(), kind=st.sampled_from(generated.SINGLE))
    def log_of_an_earlier_day(self, chosen: st.DataObject, kind: generated.Single) -> None:
        with self._growing(past=True):
            kind(chosen.draw, self.log, chosen.draw(st.integers(1, self.today)))

    @precondition(lambda self: not self.worse)
    @rule(chosen=st.data())
    def make_worse(self, chosen: st.DataObject) -> None:
        """Make one thing of the other course worse, once."""
        how = self.how
        sessions = [e for e in self.log.corrected if e.kind == "session" and e.completed]
        sore = [e for e in sessions if e.pain is not None]
        if how == "pain" and sore:
            of = chosen.draw(st.sampled_from(sore))
            worse = {"pain": chosen.draw(st.integers(of.pain, 10))}
            self.other.on(self.today, "edit", of=of.id, set=worse)
        elif how == "session" and sessions:
            lost = chosen.draw(st.sampled_from(sessions)).id
            self.other.on(self.today, "edit", of=lost, set={"completed": False})
        elif how == "tablet":
            self.other.on(chosen.draw(st.integers(1, self.today)), "painkiller")
        elif how == "sign":
            self.other.flag(self.today, **{chosen.draw(st.sampled_from(generated.SIGNS)): True})
        else:
            return
        self.worse = True

    @invariant()
    def every_day_holds(self) -> None:
        if not hasattr(self, "log"):
            return
        replay = self.log.until(self.today)
        for held in one_course.EVERY_DAY:
            held(replay)
        yesterdays = (s for s in shown(replay.states) if s["date"] < str(date(self.today)))
        self.known = {state["date"]: state for state in yesterdays}
        self.reached.update({s.phase for s in replay.states} | {s.level for s in replay.states})

    @invariant()
    def the_worse_never_gets_more(self) -> None:
        if hasattr(self, "log") and self.worse:
            never_more(Worse(self.log, self.other, 1, self.today), *ALLOWED[self.how])
            self.reached["worse"] += 1


GROWN: dict[str, set[object]] = {
    "first day": {"LOAD"},
    "before the gates": {Level(4)},
    "gates open": {"LOAD_PLUS"},
    "no better": {"MAINTAIN", "EXTEND"},
}
"""How a course begins, and to one of what it grows."""


@pytest.mark.parametrize("how", ALLOWED)
@pytest.mark.parametrize("began", GROWN)
def test_a_course_that_grows_holds_the_laws_on_every_day(
    began: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Growing, "how", how)
    monkeypatch.setattr(Growing, "began", began)
    Growing.reached.clear()
    run_state_machine_as_test(Growing, settings=settings(max_examples=6, stateful_step_count=12))
    assert GROWN[began] & {*Growing.reached}
    assert Growing.reached["worse"] or not generated.BEGINNINGS[began]
