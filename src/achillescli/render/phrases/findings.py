"""What a rule looked at, in a sentence."""

import datetime as dt

from ...core.state import Finding
from ...words import Words
from . import dates
from .numbers import sentence_values

VALUES = {
    "sign": "flags",
    "location": "questions.location.value",
    "verdict": "terms.verdict",
    "side": "terms.side",
    "reason": "triage.stall",
}
"""Where the words of a value stand."""
MANY = 3


def finding_with_dates(words: Words, finding: Finding) -> str:
    """Return one finding with its dates."""
    on = _dates(words, finding.dates)
    return f"{finding_sentence(words, finding)} ({on})" if on else finding_sentence(words, finding)


def finding_sentence(words: Words, finding: Finding) -> str:
    """Return one finding as a sentence."""
    return words(f"why.finding.{finding.key}", **_values(words, finding))


def brief(words: Words, findings: tuple[Finding, ...]) -> str:
    """Return the first condition of a weekly decision that held, in a few words; else nothing."""
    for finding in findings:
        if finding.met:
            return words(f"today.reason.{finding.key}", **sentence_values(words, finding.values))
    return ""


def _values(words: Words, finding: Finding) -> dict[str, object]:
    """Return the values of a finding in words; what is not known is said to be so."""
    values = sentence_values(words, finding.values)
    for name, value in finding.values.items():
        if value is None:
            values[name] = words("terms.none" if name == "rows" else "why.text.unknown")
        elif name == "index":
            values[name] = f"{values[name]} %"
        elif name in VALUES:
            values[name] = words(f"{VALUES[name]}.{value}")
    return values


def _dates(words: Words, days: tuple[dt.date, ...]) -> str:
    """Return the dates that were looked at; many in a row as the first and the last."""
    if len(days) > MANY:
        return f"{dates.short(words, days[0])} ... {dates.short(words, days[-1])}"
    return ", ".join(dates.short(words, date) for date in days)
