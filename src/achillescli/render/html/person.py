"""Parts 1 to 3 of the page: who and what, the warning signs, and why now."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from ...core.assessment.triage import ROW
from ...core.state import Prescription, State
from ...core.views.handover import Episode
from ...core.views.sign_history import OpenPeriod
from .markup import Child, element
from .sheet import Sheet

FULL = ("complaint", "programme")
"""What takes a whole line."""
MOST_ROWS = 4
"""More rows that signs opened are told by their signs alone, in part 2."""


def who(sheet: Sheet) -> Element:
    """Return who it is about, what the complaint is, and where in the programme."""
    rows = element("dl", *(_row(sheet, *row) for row in _rows(sheet)))
    return sheet.section("who", rows, *_stop(sheet), class_="whole wide")


def _row(sheet: Sheet, name: str, text: Child) -> Element:
    label = element("dt", sheet.words(f"handover.who.{name}"))
    return element("div", label, element("dd", text), class_="full" if name in FULL else "")


def _rows(sheet: Sheet) -> Iterator[tuple[str, Child]]:
    words, found = sheet.words, sheet.found
    answers = found.assessment.answers
    person, complaint = answers.person, answers.complaint
    if sheet.name and not sheet.anonymous:
        yield "name", sheet.name
    elif not sheet.anonymous:
        yield "name_born", element("span", class_="blank")
    yield (
        "person",
        words(
            "handover.who.age",
            n=person.age,
            sex=words(f"handover.who.sex.{person.sex}"),
            date=sheet.day(found.assessment.date),
        ),
    )
    yield (
        "complaint",
        words(
            "handover.who.tendon",
            side=words(f"terms.side.{complaint.side}"),
            place=words(f"handover.who.place.{complaint.location}"),
            onset=sheet.day(complaint.onset),
            n=found.complaint_weeks,
            episode=_episode(sheet),
        ),
    )
    seen = {True: "yes", False: "no", None: "unknown"}[complaint.seen_professional]
    yield "seen", words(f"handover.who.seen_by.{seen}", date=sheet.day(found.assessment.date))
    if not sheet.anonymous:
        for name in ("sport", "goal"):
            if text := getattr(complaint, name):
                yield name, text
    yield "programme", _programme(sheet)


def _episode(sheet: Sheet) -> str:
    ended = sheet.found.assessment.answers.complaint.previous_episode_end
    if sheet.found.episode is Episode.AGAIN_SINCE and ended is not None:
        return sheet.words("handover.who.episode.again_since", date=sheet.day(ended))
    return sheet.words(f"handover.who.episode.{sheet.found.episode}")


def _programme(sheet: Sheet) -> str:
    words, replay = sheet.words, sheet.found.replay
    if not replay.states:
        return words(f"handover.who.empty.{replay.why_empty}")
    state = replay.states[-1]
    now = words(
        "handover.who.now",
        day=state.day,
        week=state.week,
        phase=words(f"handover.who.phase.{state.phase}"),
        level=state.level,
        what=words(f"terms.level.{state.level}"),
    )
    return " ".join((now, *_dose(sheet, state)))


def _dose(sheet: Sheet, state: State) -> Iterator[str]:
    """Yield what is prescribed today; nothing while a warning sign forbids it."""
    if state.sessions:
        if state.dose_level != state.level:
            what = sheet.words(f"terms.level.{state.dose_level}")
            yield sheet.words("handover.who.careful", level=state.dose_level, what=what)
        said = "; ".join(_session(sheet, session) for session in state.sessions)
        yield sheet.words(
            "handover.who.dose",
            sessions=said,
            n=sheet.found.heel_drops,
            rom=sheet.words(f"handover.who.rom.{state.rom}"),
        )
        if sheet.found.stopped:
            yield sheet.words("handover.who.left_out")
    elif not state.blocked:
        yield sheet.words("handover.who.no_session")


def _session(sheet: Sheet, session: Prescription) -> str:
    words = sheet.words
    work = " + ".join(
        f"{one.sets} × {one.reps} {words(f'handover.who.work.{one.exercise}')}"
        for one in session.work
    )
    return words(f"handover.who.session.{session.slot}", work=work)


def _stop(sheet: Sheet) -> Iterator[Element]:
    """Yield that a warning sign forbids loading, for whoever reads no further."""
    if sheet.found.replay.standing.blocked:
        yield element("p", sheet.words("handover.who.stop"), class_="stop")


def signs(sheet: Sheet) -> Element:
    """Return every warning sign that was ever answered yes, and the medicines."""
    history = sheet.found.signs
    together: dict[tuple[str, ...], list[OpenPeriod]] = {}
    for period in history.periods:
        together.setdefault(_became(sheet, period), []).append(period)
    table = sheet.table(
        "signs",
        ("sign", "open", "done", "closed"),
        [[_signs(sheet, periods), *became] for became, periods in together.items()],
        left=4,
        class_="signs",
    )
    return sheet.section(
        "signs",
        table if history.periods else None,
        element("p", " ".join((*_other_yes(sheet), *_medicines(sheet), *_sign_questions(sheet)))),
    )


def _signs_with_dates(sheet: Sheet, named: Iterable[tuple[str, Sequence[dt.date]]]) -> str:
    """Return signs in a few words with the dates of their yes, which many may share."""
    together: dict[str, list[str]] = {}
    for sign, dates in named:
        together.setdefault(", ".join(map(sheet.day, dates)), []).append(sign)
    return "; ".join(
        sheet.words("handover.signs.dated", sign=", ".join(dict.fromkeys(signs)), dates=dates)
        for dates, signs in together.items()
    )


def _became(sheet: Sheet, period: OpenPeriod) -> tuple[str, ...]:
    """Return since when a row was open, what was advised, and how it was closed."""
    words, row = sheet.words, ROW[period.row]
    if period.until is None:
        closed = words("handover.signs.still_open")
    else:
        by = words(f"log.value.{period.by}") if period.by else words("handover.signs.by_itself")
        closed = words("handover.signs.closed", date=sheet.day(period.until), by=by)
    key = "no_load" if row.referral.blocks else "went_on"
    advice = words(f"handover.signs.{key}", level=_level_then(sheet, period.row))
    return sheet.day(period.since), advice, closed


def _level_then(sheet: Sheet, row: str) -> str:
    """Return whom a row sent to, and how soon, on a day that may be over."""
    own = (f"handover.signs.level.{name}" for name in (row, ROW[row].referral.name))
    return next(filter(None, map(sheet.words.find, own)), None) or _level(sheet, row)


def _level(sheet: Sheet, row: str) -> str:
    """Return whom a row sends to, and how soon."""
    level = f"triage.level.{ROW[row].referral.name}.name"
    return sheet.words.find(f"triage.{row}.name") or sheet.words(level)


def _signs(sheet: Sheet, periods: Sequence[OpenPeriod]) -> str:
    """Return the signs of rows in a few words, or their figures."""
    asked = [finding for one in periods if ROW[one.row].flags for finding in one.findings]
    named = ((sheet.sign(one.values["sign"]), one.dates) for one in asked)
    others = (_figures(sheet, one) for one in periods if not (ROW[one.row].flags and one.findings))
    return "; ".join(filter(None, (_signs_with_dates(sheet, named), *others)))


def _figures(sheet: Sheet, period: OpenPeriod) -> str:
    sign = sheet.words(f"triage.{period.row}.sign")
    figures = "; ".join(sheet.finding(finding) for finding in period.findings)
    return f"{sign}. {figures}" if figures else sign


def _other_yes(sheet: Sheet) -> Iterator[str]:
    if others := [(sheet.sign(yes.sign), yes.dates) for yes in sheet.found.signs.others]:
        yield sheet.words("handover.signs.others", signs=_signs_with_dates(sheet, others))


def _medicines(sheet: Sheet) -> Iterator[str]:
    words, found = sheet.words, sheet.found
    taken = [(sheet.sign(name), (date,)) for name, date in found.signs.medicines.items() if date]
    never = [name for name, date in found.signs.medicines.items() if not date]
    if taken:
        yield words("handover.signs.medicines", signs=_signs_with_dates(sheet, taken))
    if never:
        names = ", ".join(map(sheet.sign, never))
        yield words("handover.signs.no_medicine", signs=names)
    if found.painkillers:
        last = sheet.day(found.painkillers[-1])
        yield words("handover.signs.painkillers", n=len(found.painkillers), date=last)
    else:
        yield words("handover.signs.no_painkiller")
    if found.trained_blocked:
        last = sheet.day(found.trained_blocked[-1])
        yield words("handover.signs.trained", n=len(found.trained_blocked), date=last)


def _sign_questions(sheet: Sheet) -> Iterator[str]:
    words, history = sheet.words, sheet.found.signs
    key = "all_no" if history.none_ever else "others_no"
    last = sheet.day(history.asked[-1])
    yield words(
        "handover.signs.asked",
        n=len(history.asked),
        date=last,
        rest=words(f"handover.signs.{key}"),
        groups=", ".join(words(f"handover.signs.group.{name}") for name in history.groups),
    )
    if history.unasked:
        names = ", ".join(map(sheet.sign, history.unasked))
        yield words("handover.signs.unasked", signs=names)


def why_now(sheet: Sheet) -> Element:
    """Return the advice that is open, with its figures, and the last two weeks in a line."""
    together: dict[str, list[str]] = {}
    ranked = sheet.found.replay.standing.ranked
    told = [row for place, row in enumerate(ranked) if place < MOST_ROWS or not ROW[row].flags]
    for row in told:
        together.setdefault(_level(sheet, row), []).append(row)
    rows = [_advice(sheet, level, rows) for level, rows in together.items()]
    said = [*_others(sheet, len(ranked) - len(told)), *_question(sheet), *_lately(sheet)]
    return sheet.section(
        "why", element("ul", *rows) if rows else None, element("p", " ".join(said))
    )


def _others(sheet: Sheet, n: int) -> Iterator[str]:
    """Yield that no row is open, or how many more than those that are told."""
    if not sheet.found.replay.standing.ranked:
        yield sheet.words("handover.why.none")
    elif n:
        yield sheet.words("handover.why.more", n=n)


def _question(sheet: Sheet) -> Iterator[str]:
    """Yield that something is asked, where the questions are shown."""
    if sheet.found.questions and not sheet.anonymous:
        yield sheet.words("handover.why.questions", n=len(sheet.found.questions))


def _lately(sheet: Sheet) -> Iterator[str]:
    """Yield the last two weeks in a line, once a day is over."""
    lately = sheet.found.lately
    if lately and lately.last:
        yield sheet.words(
            "handover.why.lately",
            n=lately.days,
            last=sheet.short(lately.last),
            done=lately.done,
            given=lately.given,
            worst=sheet.number(lately.morning_worst),
            reds=lately.reds,
            painkillers=lately.painkillers,
        )


def _advice(sheet: Sheet, level: str, rows: Sequence[str]) -> Element:
    """Return what rows with the same advice looked at."""
    said: list[Child] = [element("strong", f"{level}:")]
    for row in rows:
        findings = sheet.found.replay.standing.findings[row]
        figures = "; ".join(sheet.finding(one) for one in findings if one.key != "T.sign")
        said.append(" ")
        said.append(element("strong", sheet.words(f"triage.{row}.sign") + "."))
        said.append(f" {figures}." if figures else None)
    return element("li", *said)
