"""Why each line of a day's plan is as it is."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple, cast

from ..assessment import stage
from ..assessment.standing import TAKEN_BACK_BY_NO
from ..assessment.triage import DATED, ROW, Signs, since
from ..course import Replay
from ..log.diary import DAY
from ..log.entries import Assessment, Flag
from ..programme import weekly
from ..programme.colour import COLOURS, findings
from ..programme.dose import FAR_TOO_MUCH, SORE_PM
from ..programme.phase import WEEK_DAYS
from ..state import Colour, Decision, Finding, Phase, State, Verdict


class Line(NamedTuple):
    """One line of the plan: what it says, by which rules, from which inputs.

    ``would`` are the conditions that would have to change, and ``instead`` what the
    line would then say.
    """

    topic: str
    outcome: str
    rules: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    would: tuple[Finding, ...] = ()
    instead: str | None = None


def explain(replay: Replay) -> tuple[Line, ...]:
    """Return the lines of the last date of a replay, in the order of the plan."""
    lines = list(_triage(replay))
    if replay.states:
        state = replay.states[-1]
        lines += _where(replay, state)
        if not state.blocked:
            lines += _dose(replay, state)
        lines += _judged(replay, state)
        lines += _gates(state)
    return tuple(lines)


def _newest(replay: Replay) -> Assessment:
    """Return the newest assessment; there is one wherever there is a course."""
    return cast("Assessment", replay.assessment)


# triage


def _triage(replay: Replay) -> Iterator[Line]:
    for row in replay.standing.rows:
        signs = tuple(found for name in ROW[row].flags for found in _sign(replay, row, name))
        yield Line("triage", ROW[row].referral.name, (row,), signs or _answers(replay, row))
    if not replay.standing.rows:
        yield Line("triage", "NONE", ())


def _sign(replay: Replay, row: str, name: str) -> Iterator[Finding]:
    """Yield a warning sign with the date of its yes, if it counts for a row now."""
    answers = list(_given(replay, name))
    yes = [(answer, on) for answer, on in answers if answer not in (False, ())]
    taken_back = name in TAKEN_BACK_BY_NO and answers[-1:] != yes[-1:]
    if yes and not taken_back and _in_time(row, name, *yes[-1], replay.until):
        yield Finding("T.sign", met=True, values={"sign": name}, dates=(yes[-1][1],))


def _given(replay: Replay, name: str) -> Iterator[tuple[Any, dt.date]]:
    """Yield every answer to a warning sign with its date, oldest first."""
    for entry in replay.log:
        match entry:
            case Assessment() if entry.complete:
                answer = getattr(entry.answers.red_flags, name)
            case Flag():
                answer = getattr(entry, name)
            case _:
                continue
        if answer is not None:
            yield answer, entry.date


def _in_time(row: str, name: str, answer: Any, on: dt.date, date: dt.date) -> bool:
    """Whether a dated sign alone would make the row stand; the others always count."""
    if name not in DATED:
        return True
    signs, days = Signs(), since(answer, on, date)
    if name == "fluoroquinolone_last":
        signs.fluoroquinolone_days = days
    elif name == "oral_steroid_last":
        signs.steroid_days = days
    else:
        signs.injection_days = days
    return ROW[row].applies(signs)


_FIELDS = {
    "T10": ("person", "age"),
    "T13": ("complaint", "stiffness_min"),
    "T18": ("complaint", "rest_pain"),
    "T23": ("complaint", "onset"),
    "T24": ("complaint", "location"),
}


def _answers(replay: Replay, row: str) -> tuple[Finding, ...]:
    """Return what a row without signs looked at."""
    if row in _FIELDS:
        section, name = _FIELDS[row]
        newest = _newest(replay)
        value = getattr(getattr(newest.answers, section), name)
        return (Finding(f"T.{name}", met=True, values={name: value}, dates=(newest.date,)),)
    return tuple(_figures(replay, row))


def _figures(replay: Replay, row: str) -> Iterator[Finding]:
    """Yield the figures behind a row that looks at the log."""
    date = replay.until
    if row == "T29":
        known = [date - DAY * n for n in range(WEEK_DAYS) if replay.diary[date - DAY * n].m]
        for on in known[:2]:
            yield Finding("T.morning", met=True, values={"score": replay.diary[on].m}, dates=(on,))
    elif row == "T19":
        recent = replay.states[-WEEK_DAYS:]
        red = [s.date - DAY for s in recent if s.colour_yesterday is Colour.RED]
        yield Finding("T.red_days", met=True, values={"n": len(red)}, dates=tuple(red))
    elif row == "T20":
        medians = [week.median for week in replay.weeks]
        values = {"median": medians[-1], "baseline": weekly.baseline(medians)}
        yield Finding("T.median", met=True, values=values)
    else:
        known_indices = [index for index in replay.indices[1:] if index is not None]
        values = {"first": replay.indices[0], "latest": known_indices[-1]}
        yield Finding("T.index", met=True, values=values)


# phase, level


def _where(replay: Replay, state: State) -> Iterator[Line]:
    since = _since(replay.states, lambda s: s.phase is state.phase)
    maintain = ("MAINTAIN",) if state.phase is Phase.MAINTAIN else ()
    found = Finding("PHASE.since", met=True, values={"day": state.day}, dates=(since.date,))
    yield Line("phase", state.phase.value, ("PHASE", *maintain), (found,))
    yield _level(replay, state)
    if state.start_test_asked:
        yield Line("start_test", "asked", ("START",))


def _since(states: Sequence[State], holds: Callable[[State], bool]) -> State:
    """Return the first of the states at the end for which something holds without a gap."""
    return list(takewhile(holds, reversed(states)))[-1]


def _level(replay: Replay, state: State) -> Line:
    """Return by which rule, and on which morning, the level became what it is."""
    since = _since(replay.states, lambda s: s.level == state.level)
    rules: tuple[str, ...] = ("LEVEL",)
    if since.break_rule is not None:
        rules = (since.break_rule, *rules)
    elif since.decision is None or since.decision.verdict is Verdict.HOLD:
        rules = ("START", *rules)
    else:
        rules = (since.decision.rule, *rules)
    found = Finding("LEVEL.since", met=True, values={"level": state.level}, dates=(since.date,))
    return Line("level", state.level, rules, (found,))


# dose


def _dose(replay: Replay, state: State) -> Iterator[Line]:
    yield Line("dose", state.dose_level, ("DOSE",), _careful(replay, state))
    if state.adaptation is not None:
        yield Line("adaptation", state.adaptation, (state.adaptation,), _careful(replay, state))
    if state.load_kg:
        weight = _newest(replay).answers.person.weight_kg
        found = Finding("LEVEL.load", met=True, values={"load_kg": state.load_kg, "weight": weight})
        yield Line("load", f"{state.load_kg:g}", ("LEVEL",), (found,))
    yield _range(replay, state)
    if _pm_straight(replay, state):
        yield Line("insertional", "straight", ("INS",), tuple(_sore_pm(replay)))
    percent = "rest" if state.rest else f"{state.cross_training}"
    yield Line("cross_training", percent, ("X1",))


def _careful(replay: Replay, state: State) -> tuple[Finding, ...]:
    """Return what asks for a careful day."""
    red = [s.date - DAY for s in replay.states[-2:] if s.colour_yesterday is Colour.RED]
    morning = replay.diary[state.date].m
    if morning is None:
        morning = replay.diary.morning_before(state.date)
    far = morning is not None and morning >= FAR_TOO_MUCH
    values = {"score": morning, "limit": FAR_TOO_MUCH}
    every = (
        Finding("D.red", met=bool(red), values={"n": len(red)}, dates=tuple(red)),
        Finding("D.morning", met=far, values=values, dates=(state.date,)),
        Finding("D.unwell", met=state.rest, values={}),
    )
    return tuple(finding for finding in every if finding.met)


def _range(replay: Replay, state: State) -> Line:
    newest = _newest(replay)
    complaint, on = newest.answers.complaint, newest.date
    days = (state.date - complaint.onset).days
    return Line(
        "rom",
        state.rom,
        ("ROM",),
        (
            Finding("ROM.location", met=True, values={"location": complaint.location}, dates=(on,)),
            Finding("ROM.onset", met=True, values={"days": days}, dates=(complaint.onset,)),
        ),
    )


def _pm_straight(replay: Replay, state: State) -> bool:
    names = [work.exercise for session in state.sessions for work in session.work]
    insertional = stage.treat_as(_newest(replay).answers.complaint) == "insertional"
    return insertional and names.count("heel-drop-straight") > 1


def _sore_pm(replay: Replay) -> Iterator[Finding]:
    for state in replay.states[:-1]:
        pain = replay.diary[state.date].pm_pain
        if pain is not None and pain >= SORE_PM:
            yield Finding("INS.sore", met=True, values={"score": pain}, dates=(state.date,))


# colour, decision, break


def _judged(replay: Replay, state: State) -> Iterator[Line]:
    if state.colour_yesterday is not None:
        yield _colour(replay, state)
    for decided in reversed(replay.states):
        if decided.decision is not None:
            yield _decision(decided.date, decided.decision)
            break
    if state.break_rule is not None:
        yield Line("break", state.break_rule, (state.break_rule,))


def _colour(replay: Replay, state: State) -> Line:
    """Return what coloured yesterday, and what colour it would have had without that."""
    date = state.date - DAY
    day, diary = replay.diary[date], replay.diary
    known = date if day.m is not None else _morning_date(replay, date)
    morning = diary[known].m if known is not None else None
    every = findings(day, morning, diary[state.date].m)
    looked: dict[str, tuple[dt.date, ...]] = {
        "C1.next_morning": (state.date,),
        "C4.no_morning": (state.date,),
    }
    looked |= {"C4.morning": (state.date,)}
    looked["C1.rise"] = (state.date,) if known is None else (known, state.date)
    dated = tuple(f._replace(dates=looked.get(f.key, (date,))) for f in every)
    rule = state.colour_rule or "C5"
    met = tuple(f for f in dated if f.met and f.key.startswith(rule))
    other = next((f.key[:2] for f in dated if f.met and not f.key.startswith(rule)), None)
    return Line(
        "colour",
        (state.colour_yesterday or Colour.GREY).value,
        (rule,),
        dated,
        met,
        COLOURS[other].value if other else None,
    )


def _morning_date(replay: Replay, date: dt.date) -> dt.date | None:
    """Return the newest of the three dates before one that has a morning score."""
    dates = (date - DAY * back for back in (1, 2, 3))
    return next((on for on in dates if replay.diary[on].m is not None), None)


def _decision(taken: dt.date, decision: Decision) -> Line:
    """Return the newest weekly decision, and what it would have been without its reason."""
    week = (taken - DAY * WEEK_DAYS, taken - DAY)
    dated = tuple(finding._replace(dates=week) for finding in decision.findings)
    met = tuple(f for f in dated if f.met and f.key.startswith(decision.rule))
    if not met:
        progress = Finding("W3.progress", met=True, values={}, dates=week)
        return Line("decision", decision.verdict.value, (decision.rule, "B0"), dated, (progress,))
    without = [f for f in decision.findings if f.key not in {m.key for m in met}]
    instead = weekly.first_match(without)[0].value
    return Line("decision", decision.verdict.value, (decision.rule, "B0"), dated, met, instead)


# gates


def _gates(state: State) -> Iterator[Line]:
    running = state.running or "closed"
    yield _gate("concentric", ("G1",), state.concentric, state.concentric_findings)
    yield _gate("running", ("G2", "RUN"), running, state.running_findings)


def _gate(topic: str, rules: tuple[str, ...], outcome: str, findings: tuple[Finding, ...]) -> Line:
    """Return what keeps a gate closed; once open, only what would close it matters."""
    if outcome == "closed":
        return Line(topic, outcome, rules, findings, tuple(f for f in findings if not f.met))
    closing = Finding(f"{rules[0]}.open", met=False, values={})
    return Line(topic, outcome, rules, (), (closing,))
