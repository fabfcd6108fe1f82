"""Parts 8 to 10 of the page: how far to trust it, what is asked, and room to write."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from ...core.assessment.triage import ROW
from ...core.views.handover import OwnWords
from ...core.views.trust import Share, Trust
from .markup import Child, element
from .sheet import Sheet


def trust(sheet: Sheet) -> Element:
    """Return how much of the diary is there, and when it was written."""
    found = sheet.found.trust
    if found is None or not found.mornings.of:
        return sheet.section("trust", sheet.paragraph("handover.trust.none"))
    return sheet.section("trust", element("ul", *(element("li", s) for s in _trust(sheet, found))))


def _trust(sheet: Sheet, found: Trust) -> Iterator[str]:
    words = sheet.words
    yield words(
        "handover.trust.shares",
        mornings=_share(sheet, found.mornings),
        evenings=_share(sheet, found.evenings),
        sessions=_share(sheet, found.sessions),
    )
    yield words(
        "handover.trust.written",
        late=found.late,
        corrections=found.corrections,
        empty_weeks=found.empty_weeks,
    )


def _share(sheet: Sheet, share: Share) -> str:
    return sheet.words("handover.course.of", n=share.known, of=share.of)


def own_words(sheet: Sheet) -> Iterator[Element]:
    """Yield the questions to the physiotherapist, and the notes where they were asked for."""
    if sheet.anonymous:
        return
    questions = _listed(sheet, sheet.found.questions)
    if questions is None:
        questions = sheet.paragraph("handover.questions.none")
    yield sheet.section("questions", questions)
    notes = _listed(sheet, sheet.found.notes)
    if sheet.notes and notes is not None:
        yield sheet.section("notes", notes, class_="")


def _listed(sheet: Sheet, said: Sequence[OwnWords]) -> Element | None:
    lines = (element("li", f"{sheet.day(one.date)}: {one.text}") for one in said)
    return element("ul", *lines) if said else None


def room(sheet: Sheet) -> Element:
    """Return room to write, and how to type that back."""
    words = sheet.words
    return sheet.section(
        "room",
        element("p", *_blank(words("handover.room.seen"), words("handover.room.by"))),
        element("p", *_blank(words("handover.room.load"), words("handover.room.running"))),
        *(element("p", *_cleared(sheet, row)) for row in _clearable(sheet)),
        element("p", *_blank(words("handover.room.remarks"), long=True)),
        element("dl", *(_line(sheet, *typed) for typed in _typed(sheet))),
    )


def _blank(*labels: str, long: bool = False) -> Iterator[Child]:
    for label in labels:
        yield f"{label} "
        yield element("span", class_="blank long" if long else "blank")
        yield " "


def _clearable(sheet: Sheet) -> list[str]:
    standing = sheet.found.replay.standing
    return [row for row in standing.ranked if ROW[row].clearable]


def _cleared(sheet: Sheet, row: str) -> Iterator[Child]:
    key = "clear" if _by(row) == "physio" else "clear_doctor"
    yield element("span", class_="box")
    yield sheet.words(f"handover.room.{key}", row=row, sign=sheet.words(f"triage.{row}.sign"))


def _by(row: str) -> str:
    """Return who may clear a row; what a physiotherapist may, they may here."""
    return "physio" if ROW[row].may_clear("physio") else "doctor"


def _typed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield what each field is typed with, by name: the command."""
    words, rows = sheet.words, _clearable(sheet)
    yield "note", words("handover.room.type.note")
    for by in ("physio", "doctor"):
        if named := tuple(row for row in rows if _by(row) == by):
            yield "clearance", words("handover.room.type.clearance", rows=named, by=by)
    yield "flag", words("handover.room.type.flag")


def _line(sheet: Sheet, name: str, command: str) -> Element:
    return element(
        "div",
        element("dt", sheet.words(f"handover.room.typed.{name}")),
        element("dd", element("code", command)),
    )
