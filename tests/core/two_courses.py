"""Two replays of one course, the second never better: where it gets more, and which limit says why.

The laws hold up to the day on which a rule compares with the past in one of these ways:

* ``upkeep``: the phases differ; what is no longer recovered, or no longer improved, goes back
  to the daily programme, and more pain in week 1 makes the fall since then larger;
* ``sore``: only the calmer course steps down, for its second sore week in a row; the other one
  stepped down the week before, and that shields this week;
* ``breaks``: only the calmer course steps down for a break, or it takes two steps where the
  other takes one; a break that began earlier met its step on the morning of another one, or
  before the block that ends today;
* ``rest``: only the calmer course had too few sessions; on days of rest fewer are prescribed;
* ``tests``: a start test counts in one course only, or is due in one course only;
* ``no_score``: a session without a pain score no longer counts, and no longer asks for one;
* ``grey``: in upkeep a grey day stands between green ones where an amber one did not.
"""

from achillescli.core.state import Colour, Phase, Verdict

RANK = {f"L{n}": n for n in (1, 2, 3)} | {f"L4.{n}": 3 + n for n in range(1, 9)}
GATE = ("closed", "two_leg", "single_leg")


def volume(state):
    """Return the repetitions of a day; the work behind the concentric gate is its own."""
    work = (part for session in state.sessions for part in session.work)
    return sum(part.sets * part.reps for part in work if part.exercise.startswith("heel-drop"))


def stepped_down(state):
    """Whether a step down was due on a morning."""
    fell = state.decision is not None and state.decision.verdict is Verdict.REGRESS
    return fell or state.break_rule is not None


def more(calmer, other):
    """Yield what the second of two states of a day has more of."""
    if RANK[other.level] > RANK[calmer.level]:
        yield "level"
    if other.sessions and RANK[other.dose_level] > RANK[calmer.dose_level]:
        yield "dose"
    if volume(other) > volume(calmer):
        yield "repetitions"
    if GATE.index(other.concentric) > GATE.index(calmer.concentric):
        yield "concentric"


def first_more(calmer, other):
    """Return day, what, and the limits that say why, of the first day with more; else None."""
    for day, (one, two) in enumerate(zip(calmer, other, strict=True)):
        found = tuple(more(one, two))
        if found:
            return day + 1, found, limits(calmer, other, day, found)
    return None


def first_run(states):
    """Return the first day on which the running gate is open; none is later than any."""
    return next((state.day for state in states if state.running), len(states) + 1)


def limits(calmer, other, day, found):
    """Return the limits that hold on a day."""
    one, two = calmer[day], other[day]
    known = set()
    if one.phase is not two.phase:
        known.add("upkeep")
    if found == ("concentric",):
        days = range(max(day - 6, 0), day + 1)
        for at in days:
            known |= limits_of_steps(calmer[at], other[at])
        if any(calmer[at].phase is not other[at].phase for at in days):
            known.add("upkeep")
        known |= limits_of_the_gate(calmer, other, day)
        return known
    days = range(max(day - 6, 0), day)
    if any(calmer[at].start_test_asked != other[at].start_test_asked for at in days):
        known.add("tests")
    return known | limits_of_steps(one, two) | limits_of_tests(one, two)


def met(state):
    """Return the conditions of a weekly decision that hold."""
    return {finding.key for finding in state.decision.findings if finding.met}


def limits_of_steps(one, two):
    """Return why only the first of two states steps down, or only the second steps up."""
    known = set()
    if one.break_rule is not None and two.break_rule is None:
        known.add("breaks")
    if one.decision is None or two.decision is None:
        return known
    first, second = met(one), met(two)
    only = {key for key in first if key.startswith("W1")} == {"W1.sore_days"}
    if only and two.decision.verdict is not Verdict.REGRESS:
        known.add("sore")
    if "W2.sessions" in first - second:
        known.add("rest")
    if "W3.test_due" in first - second:
        known.add("tests")
    return known


def limits_of_tests(one, two):
    """Return why a start test sets the level of one of two states only."""
    differ = one.start_test_asked != two.start_test_asked
    lowered = RANK[one.level] < RANK[two.level] and not stepped_down(one)
    no_step_up = two.decision is None or two.decision.verdict is not Verdict.PROGRESS
    return {"tests"} if differ or (lowered and no_step_up) else set()


def limits_of_the_gate(calmer, other, day):
    """Return why the concentric gate of the second is further open, its level not higher."""
    one, two = calmer[day], other[day]
    known = set()
    if one.concentric == "closed":
        known.add("no_score")
    elif Phase.MAINTAIN in (one.phase, two.phase):
        pairs = zip(calmer[: day + 1], other[: day + 1], strict=True)
        turned = ((a.colour_yesterday, b.colour_yesterday) for a, b in pairs)
        if (Colour.AMBER, Colour.GREY) in turned:
            known.add("grey")
    return known
