"""Parts 8 to 10 of the page: how far to trust it, what is asked, and room to write."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from ...core.assessment.triage import ROW
from ...core.log.entries import By
from ...core.views.handover import OwnWords
from ...core.views.trust import Share, Trust
from .markup import Child, element
from .sheet import Sheet

FIELDS = ("seen", "by", "load", "running", "remarks")
"""What is filled in."""


def trust(sheet: Sheet) -> Element:
    """Return how much of the diary is there, and when it was written."""
    found = sheet.found.trust
    if found is None or not found.mornings.of:
        return sheet.line("trust", "handover.trust.none")
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


def questions(sheet: Sheet) -> Element | None:
    """Return the questions to the physiotherapist, where words of the person may be shown."""
    if sheet.anonymous:
        return None
    asked = _list(sheet, sheet.found.questions)
    if asked is not None:
        return sheet.section("questions", asked)
    return sheet.line("questions", "handover.questions.none")


def notes(sheet: Sheet) -> Element | None:
    """Return the notes, where they were asked for and may be shown."""
    found = _list(sheet, sheet.found.notes)
    if sheet.anonymous or not sheet.notes or found is None:
        return None
    return sheet.section("notes", found, class_="")


def _list(sheet: Sheet, said: Sequence[OwnWords]) -> Element | None:
    lines = (element("li", f"{sheet.day(one.date)}: {one.text}") for one in said)
    return element("ul", *lines) if said else None


def room(sheet: Sheet) -> Element:
    """Return room to write, and how to type that back."""
    fields = (_field(sheet, name) for name in FIELDS)
    return sheet.section(
        "room",
        *(element("p", *_clearance(sheet, by, rows)) for by, rows in _clearable(sheet)),
        element("div", *fields, class_="fields"),
        element("dl", _line(sheet, "note"), _line(sheet, "flag"), class_="typed"),
    )


def _field(sheet: Sheet, name: str) -> Element:
    label = sheet.words(f"handover.room.{name}")
    return element("div", f"{label} ", element("span", class_="blank"), class_=name)


def _clearable(sheet: Sheet) -> Iterator[tuple[By, list[str]]]:
    """Yield the open rows by who may clear them; what a physiotherapist may, they may here."""
    rows = [row for row in sheet.found.replay.standing.ranked if ROW[row].clearable]
    here = [row for row in rows if ROW[row].may_clear("physio")]
    if here:
        yield "physio", here
    if elsewhere := [row for row in rows if row not in here]:
        yield "doctor", elsewhere


def _clearance(sheet: Sheet, by: By, rows: Sequence[str]) -> Iterator[Child]:
    yield sheet.words(f"handover.room.clear.{by}")
    for row in rows:
        yield " "
        box = element("span", class_="box")
        yield element("span", box, f"{_row_signs(sheet, row)} ({row})", class_="tick")
    who = sheet.words(f"handover.room.who.{by}")
    yield element("code", sheet.words("handover.room.type.clearance", rows=tuple(rows), by=who))


def _row_signs(sheet: Sheet, row: str) -> str:
    """Return the signs that opened a row, or the row itself."""
    findings = sheet.found.replay.standing.findings[row]
    signs = (sheet.sign(one.values["sign"]) for one in findings if ROW[row].flags)
    return ", ".join(signs) or sheet.words(f"triage.{row}.sign")


def _line(sheet: Sheet, name: str) -> Element:
    """Return what fields are typed back with."""
    return element(
        "div",
        element("dt", sheet.words(f"handover.room.typed.{name}")),
        element("dd", element("code", sheet.words(f"handover.room.type.{name}"))),
    )
