"""What a look at the user's files tells: findings, what can be mended, and how much there is."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ...errors import Place

_NONE: Mapping[str, Any] = MappingProxyType({})


class Severity(StrEnum):
    """Whether advice is withheld until something is mended."""

    TROUBLE = "trouble"
    REMARK = "remark"


class DoctorFinding(NamedTuple):
    """A sentence about the files, by its key and what fills it."""

    key: str
    severity: Severity
    values: Mapping[str, Any] = _NONE
    mendable: bool = False

    @property
    def place(self) -> Place:
        """The file and the line."""
        place = self.values.get("place")
        return place if isinstance(place, Place) else Place()


def remark(key: str, **values: object) -> DoctorFinding:
    """Return a finding of the doctor's own that withholds nothing."""
    return DoctorFinding(f"doctor.finding.{key}", Severity.REMARK, values)


class Checkup(NamedTuple):
    """All findings, and how much there is of everything.

    The newest backup is a date as 2026-11-23, empty without one; free space is in bytes.
    """

    findings: tuple[DoctorFinding, ...] = ()
    months: int = 0
    entries: int = 0
    backups: int = 0
    newest_backup: str = ""
    cached: bool = False
    in_use: bool = False
    free: int | None = None

    def of(self, severity: Severity) -> list[DoctorFinding]:
        """Return the findings of one severity, in their order."""
        return [finding for finding in self.findings if finding.severity is severity]


class Folder(NamedTuple):
    """The folder of the data: where it is named, where it lies, and what named it.

    ``variable`` is the name of the environment variable, empty for the system's own place.
    """

    path: Path
    target: Path
    variable: str = ""


class Repair(NamedTuple):
    """One repair of a month: the bytes that it leaves, and what fills a sentence about it."""

    key: str
    new: bytes
    values: Mapping[str, Any] = _NONE


LOSING = frozenset({"zeros", "cut"})
"""Repairs of a file of which a piece is gone."""


class Mending(NamedTuple):
    """What can be done about some files at once; for a month, the repairs and its old bytes."""

    key: str
    files: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    old: bytes = b""
    entries: int = 0
    gone: tuple[str, ...] = ()
    """The ids that are missed, for a person to say that they may be gone."""

    @property
    def loses(self) -> bool:
        """Whether the log goes on without something that was in it."""
        return bool(self.gone) or any(repair.key in LOSING for repair in self.repairs)
