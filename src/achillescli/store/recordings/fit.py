"""FIT: the binary files of watches, read by fitdecode."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from ...errors import UsageError
from .recording import FARTHEST, QUARTER, Lap, Note, Recording, running_s

_NAMES = frozenset({"file_id", "session", "lap", "activity"})
"""The messages that are looked at."""
_NEEDED = _NAMES | {"developer_data_id", "field_description"}
"""Those and the messages by which fitdecode reads others."""
_MOST_MESSAGES = 10_000
"""So many of them no watch writes into one file."""
_SLACK = dt.timedelta(seconds=61)
"""A lap may begin so much before or after its session, as clocks are rounded."""
_TYPES = ("course", "workout")
"""Files that plan an activity."""


class _Contents(NamedTuple):
    """The messages of a file, each as its fields, up to where it is damaged."""

    messages: list[tuple[str, dict[str, Any]]]
    notes: tuple[Note, ...]

    def messages_of(self, name: str) -> list[dict[str, Any]]:
        """Return the messages of one name."""
        return [fields for kind, fields in self.messages if kind == name]


def is_fit(head: bytes) -> bool:
    """Return whether bytes begin as a FIT file does."""
    return head[8:12] == b".FIT"


def read(raw: bytes) -> list[Recording]:
    """Return the sessions of a file.

    Raises:
        UsageError: fitdecode is not installed, or there is no session.
    """
    found = _contents(raw)
    kinds = {f"{fields.get('type')}" for fields in found.messages_of("file_id")}
    for kind in _TYPES:
        if kind in kinds:
            raise UsageError(f"recording.error.{kind}")
    sessions = found.messages_of("session")
    if not sessions:
        raise UsageError("recording.error.session")
    offset = next(filter(None, map(_offset, found.messages_of("activity"))), None)
    laps = found.messages_of("lap")
    alone = len(sessions) == 1
    return [
        _recording(one, [lap for lap in laps if alone or _within(lap, one)], offset, found.notes)
        for one in sessions
    ]


def _contents(raw: bytes) -> _Contents:
    try:
        import fitdecode
    except ImportError:
        raise UsageError("recording.error.extra") from None
    messages: list[tuple[str, dict[str, Any]]] = []
    notes: list[Note] = []
    reader = fitdecode.FitReader(
        BytesIO(raw),
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_CRC and not frame.matched:
                notes.append("checksum")
            elif frame.frame_type == fitdecode.FIT_FRAME_DEFINITION and frame.name not in _NEEDED:
                _pass_over(frame)
            elif frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in _NAMES:
                messages.append((frame.name, dict(_fields(frame))))
            if len(messages) > _MOST_MESSAGES:
                break
    except Exception:  # noqa: BLE001  # whatever it meets: what came before it counts
        notes.append("tail")
    if len(messages) > _MOST_MESSAGES:
        raise UsageError("recording.error.unpacked")
    return _Contents(messages, tuple(dict.fromkeys(notes)))


def _pass_over(definition: Any) -> None:
    """Let fitdecode read the messages of a definition as bytes, each at once.

    Those of every second are nearly the whole file.
    """
    from fitdecode.types import BASE_TYPE_BYTE, FieldDefinition

    if size := sum(one.size for one in definition.all_field_defs):
        definition.field_defs = [FieldDefinition(None, 0, BASE_TYPE_BYTE, size)]
        definition.dev_field_defs = []


def _fields(frame: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a message that have a value, the first of each name."""
    known = set()
    for one in frame.fields:
        if one.value is not None and one.name not in known:
            known.add(one.name)
            yield one.name, one.value


def _recording(
    session: dict[str, Any],
    laps: list[dict[str, Any]],
    offset: dt.timedelta | None,
    notes: tuple[Note, ...],
) -> Recording:
    start = _moment(session.get("start_time"))
    metres = _number(session.get("total_distance"))
    parts = [
        Lap(_number(lap.get("total_timer_time")) or 0.0, _number(lap.get("total_distance")))
        for lap in laps
    ]
    timer_s = _number(session.get("total_timer_time")) or sum(lap.timer_s for lap in parts)
    return Recording(
        source="fit",
        sport=f"{session.get('sport') or ''}",
        start=start.astimezone(dt.timezone(offset)) if start and offset else start,
        timer_s=timer_s,
        elapsed_s=max(_number(session.get("total_elapsed_time")) or 0.0, timer_s),
        km=metres / 1000 if metres else None,
        running_s=running_s(parts, timer_s),
        notes=notes,
    )


def _within(lap: dict[str, Any], session: dict[str, Any]) -> bool:
    """Return whether a lap belongs to one of several sessions, by its sport and its start."""
    begun, start = _moment(lap.get("start_time")), _moment(session.get("start_time"))
    if not begun or not start or lap.get("sport", session.get("sport")) != session.get("sport"):
        return False
    took_s = _number(session.get("total_elapsed_time")) or 0.0
    return start - _SLACK <= begun <= start + dt.timedelta(seconds=took_s) + _SLACK


def _offset(activity: dict[str, Any]) -> dt.timedelta | None:
    """Return how far the watch was from UTC; None where it says nothing plausible.

    Watches that do not know write UTC, or a time of another year.
    """
    here, there = _moment(activity.get("local_timestamp")), _moment(activity.get("timestamp"))
    if not here or not there:
        return None
    offset = here - there
    known = offset and abs(offset) <= FARTHEST and not offset % QUARTER
    return offset if known else None


def _moment(value: object) -> dt.datetime | None:
    """Return a moment; a bare number is that of a clock that was never set."""
    if not isinstance(value, dt.datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)


def _number(value: object) -> float | None:
    known = isinstance(value, int | float) and 0 <= value < float("inf")
    return float(value) if known else None  # type: ignore[arg-type]
