"""What a look at the user's files found, what can be mended, and a block to paste."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...store.doctor.finding import Checkup, DoctorFinding, Folder, Mending, Severity
from ...words import Words
from ..phrases import dates
from ..phrases.folder import sentence as folder_sentence
from ..terminal.screen import Screen

GIGABYTE = 1 << 30
MOST_LINES = 20
"""Of the lines of a month with the same finding, no more are told in the block."""


def show(screen: Screen, words: Words, folder: Folder, found: Checkup) -> None:
    """Write the outcome, what there is, and the findings, the troubles first."""
    screen.say(_title(words, found), "bold")
    screen.say()
    label = {name: words(f"doctor.label.{name}") for name in ("folder", "log", "backups", "disk")}
    screen.field(label["folder"], folder_sentence(words, folder))
    if found.months or found.backups:
        screen.field(label["log"], _log(words, found))
        screen.field(label["backups"], _backups(words, found))
    screen.field(label["disk"], _disk(words, found))
    for name, findings in _groups(found).items():
        if findings:
            screen.heading(words(f"doctor.heading.{name}"))
            for finding in findings:
                screen.point(sentence(words, finding))


def _groups(found: Checkup) -> dict[str, list[DoctorFinding]]:
    """Return the findings by what is to be done about them."""
    troubles, remarks = (found.of(severity) for severity in Severity)
    return {
        "hand": [finding for finding in troubles if not finding.mendable],
        "repair": [finding for finding in (*troubles, *remarks) if finding.mendable],
        "remark": [finding for finding in remarks if not finding.mendable],
    }


def _title(words: Words, found: Checkup) -> str:
    remarks = len(found.of(Severity.REMARK))
    if found.of(Severity.TROUBLE):
        return words("doctor.title.trouble")
    if not found.months:
        return words("doctor.title.none")
    return words("doctor.title.remarks", n=remarks) if remarks else words("doctor.title.whole")


def _log(words: Words, found: Checkup) -> str:
    months = words("doctor.log.months", n=found.months)
    entries = words("doctor.log.entries", n=found.entries)
    return words("doctor.log.both", months=months, entries=entries)


def _backups(words: Words, found: Checkup) -> str:
    if not found.newest_backup:
        return words("doctor.backups.none")
    newest = dates.day(words, dt.date.fromisoformat(found.newest_backup))
    return words("doctor.backups.some", n=found.backups, date=newest)


def _disk(words: Words, found: Checkup) -> str:
    return " · ".join(_of_disk(words, found))


def _of_disk(words: Words, found: Checkup) -> Iterator[str]:
    if found.free is not None and found.free >= GIGABYTE:
        yield words("doctor.disk.gigabytes", n=found.free // GIGABYTE)
    elif found.free is not None:
        yield words("doctor.disk.megabytes", n=found.free >> 20)
    if found.months:
        yield words("doctor.disk.cached" if found.cached else "doctor.disk.uncached")
    if found.in_use:
        yield words("doctor.disk.in_use")


def sentence(words: Words, finding: DoctorFinding) -> str:
    """Return the sentence of a finding."""
    return words(finding.key, **_values(words, finding.values))


def _values(words: Words, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with a name for the data folder."""
    itself = {"file": words("doctor.itself")} if values.get("file") == "." else {}
    return {**values, **itself}


def mending(words: Words, one: Mending) -> tuple[str, tuple[str, ...]]:
    """Return what a repair is of, and what will be done, line by line."""
    values = _values(words, {"file": one.files[0], "n": len(one.files)})
    if one.key == "private":
        return words("doctor.repair.private"), (words("doctor.repair.files", **values),)
    if one.key == "leftover":
        return words("doctor.repair.leftover"), (words("doctor.repair.removed", **values),)
    if one.key == "cache":
        return words("doctor.repair.cache"), (words("doctor.repair.removed", **values),)
    if one.key == "gone":
        return one.files[0], (words("doctor.repair.gone", n=len(one.gone)),)
    repairs = (words(f"doctor.step.{repair.key}", **repair.values) for repair in one.repairs)
    after = words("doctor.repair.entries", n=one.entries)
    return one.files[0], (*repairs, f"{after} {words('doctor.repair.keep')}")


def paste(screen: Screen, words: Words, system: str, found: Checkup) -> None:
    """Write what helps another to help: numbers and findings, nothing of the user's."""
    screen.say()
    screen.say(words("doctor.paste.title"))
    for line in block(system, found):
        screen.point(line, "  ")


def block(system: str, found: Checkup) -> Iterator[str]:
    """Yield the lines to paste: the same in every language, without names, paths or dates."""
    yield system
    yield (
        f"months {found.months}, entries {found.entries}, "
        f"backups {found.backups}, findings {len(found.findings)}"
    )
    lines: dict[tuple[str, str], list[int]] = {}
    for finding in found.findings:
        known = lines.setdefault((finding.key, _month(finding.place.file)), [])
        known += [finding.place.line] if finding.place.line else []
    for (key, file), numbers in lines.items():
        short = key.removeprefix("doctor.finding.").removeprefix("store.")
        yield f"{short} {file}{_numbers(numbers)}".rstrip()


def _month(file: str) -> str:
    """Return the name of a month; of no other file."""
    return file if re.fullmatch(r"log/[0-9]{4}-[0-9]{2}\.toml", file) else ""


def _numbers(numbers: Iterable[int]) -> str:
    told = sorted(numbers)[:MOST_LINES]
    return f":{','.join(map(str, told))}" if told else ""
