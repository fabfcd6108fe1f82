"""What every part of the page is written with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...core.programme.protocol import Protocol
from ...core.state import Finding, Level
from ...core.views.fortnights import Pain
from ...core.views.handover import Handover
from ...words import Words
from ..phrases import dates
from ..phrases.findings import finding_sentence
from ..phrases.numbers import number
from .markup import Child, element


@dataclass(frozen=True)
class Sheet:
    """A course, and how it is told: in which words, to whom it may point."""

    words: Words
    found: Handover
    protocol: Protocol
    name: str | None = None
    anonymous: bool = False
    """Whether no date and no words of the person's own are shown."""
    notes: bool = False

    def day(self, date: dt.date) -> str:
        """Return a date with its year, or the day of the course where nobody may be known."""
        if self.anonymous:
            return self.short(date)
        return f"{dates.short(self.words, date)} {date.year}"

    def short(self, date: dt.date) -> str:
        """Return a date without its year, or the day of the course."""
        if not self.anonymous:
            return dates.short(self.words, date)
        number = self.found.day_number(date)
        if number > 0:
            return self.words("handover.day", n=number)
        return self.words("handover.before", n=1 - number)

    def number(self, value: float | None) -> str:
        """Return a number as people write it."""
        return number(self.words, value)

    def kg(self, level: Level) -> str:
        """Return what a level has in the backpack in kg; nothing without one."""
        load = self.protocol.load.kg(level)
        return self.number(float(load)) if load else ""

    def pain(self, found: Pain | None) -> str:
        """Return the median and the worst of some scores."""
        if found is None:
            return self.words("terms.unknown")
        return f"{self.number(found.median)} / {found.worst}"

    def dated_finding(self, finding: Finding) -> Finding:
        """Return a finding with the dates among its values as they are told here."""
        values = finding.values.items()
        told = {k: self.short(v) if isinstance(v, dt.date) else v for k, v in values}
        return finding._replace(values=told)

    def finding(self, finding: Finding) -> str:
        """Return what a row looked at, with its dates."""
        said = finding_sentence(self.words, self.dated_finding(finding))
        on = ", ".join(map(self.short, finding.dates))
        return f"{said} ({on})" if on else said

    def sign(self, name: object) -> str:
        """Return a warning sign in a few words."""
        return self.words(f"handover.sign.{name}")

    def section(self, key: str, *children: Child, class_: str = "whole") -> Element:
        """Return a part of the page under its heading."""
        title = element("h2", self.words(f"handover.title.{key}"))
        return element("section", title, *children, class_=class_)

    def line(self, key: str, said: str) -> Element:
        """Return a part of the page that is one sentence."""
        return self.section(key, self.paragraph(said), class_="whole line")

    def paragraph(self, key: str, **values: object) -> Element:
        """Return a sentence of the page as a paragraph."""
        return element("p", self.words(key, **values))

    def table(
        self,
        key: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Child]],
        left: int,
        class_: str = "",
    ) -> Element:
        """Return a table with its heads; the first cell names its row, ``left`` are texts."""
        heads = [self.words(f"handover.{key}.column.{name}") for name in columns]
        classes = ["" if place < left else "n" for place in range(len(columns))]
        head = element(
            "tr",
            *(
                element("th", text, scope="col", class_=name)
                for text, name in zip(heads, classes, strict=True)
            ),
        )
        body = [_row(cells, heads, classes) for cells in rows]
        return element("table", element("thead", head), element("tbody", *body), class_=class_)


def _row(cells: Sequence[Child], heads: Sequence[str], classes: Sequence[str]) -> Element:
    first, *others = cells
    return element(
        "tr",
        element("th", first, scope="row"),
        *(
            element("td", element("span", cell), class_=name, data_label=head)
            for cell, head, name in zip(others, heads[1:], classes[1:], strict=True)
        ),
    )
