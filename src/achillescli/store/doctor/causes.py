"""What became of a month that cannot be read, where its bytes show it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...errors import Place, StoreError
from ..files import toml
from ..files.layout import MONTHS, month_file
from ..files.lines import Lines
from ..journal.month import Damage
from .finding import DoctorFinding, Severity

_CAUSES = (
    ("page", r"\s*<(?:!doctype|html|\?xml)"),
    ("conflict", r"(?:.*\n)?<{7}(?: .*)?\n(?:.*\n)?>{7}"),
)
_SCHEMA = r"^[ \t]*schema[ \t]*="


def cause(raw: bytes) -> str:
    """Return what stands in place of a month; empty when it is a month with a fault."""
    text = raw.decode("utf-8", "replace")
    for name, form in _CAUSES:
        if re.match(form, text, re.IGNORECASE | re.DOTALL):
            return name
    joined = len(re.findall(_SCHEMA, Lines(text).bare, re.MULTILINE)) > 1
    return "joined" if joined else ""


def repetitions(damages: Iterable[Damage], raws: Mapping[str, bytes]) -> Iterator[DoctorFinding]:
    """Yield what is known of each id that is used twice: where else, and whether all is alike."""
    tables = {name: _tables(raw) for name, raw in raws.items()}
    for damage in damages:
        name = damage.place.file.removeprefix(f"{MONTHS}/")
        second = tables.get(name, {}).get(damage.place.line or 0)
        ident = second.get("id") if second else None
        others = [
            (Place(month_file(other), line), table)
            for other, found in tables.items()
            for line, table in found.items()
            if table.get("id") == ident and (other, line) != (name, damage.place.line)
        ]
        if second is None or not others:
            yield DoctorFinding(damage.error.key, Severity.TROUBLE, damage.error.values)
            continue
        first, table = others[0]
        alike = "same" if repr(table) == repr(second) else "other"
        values = {"place": damage.place, "file": first.file, "at_line": first.line}
        yield DoctorFinding(f"doctor.finding.twice_{alike}", Severity.TROUBLE, values)


def _tables(raw: bytes) -> dict[int, dict[str, Any]]:
    """Return the entries by the line of their id."""
    try:
        text = toml.text(raw, "")
        found = toml.document(text, "").get("entry", [])
    except StoreError:
        return {}
    lines = Lines(text)
    return {
        lines.of_entry(place, ("id",)) or 0: table
        for place, table in enumerate(found)
        if isinstance(table, dict)
    }
