"""`status --json`: what is due, as plain values."""

from typing import Any

from ...core.course import Replay
from ...core.views.due import Due
from .day import triage


def as_values(replay: Replay, due: Due | None, at: str) -> dict[str, Any]:
    """Return what is due on a date; nothing is while loading is forbidden."""
    standing = replay.standing
    return {
        "date": replay.until.isoformat(),
        "blocked": standing.blocked,
        "triage": triage(standing.referral, standing.rows),
        "due": list(due.now) if due else [],
        "next": {"what": due.later, "at": at} if due and due.later else None,
    }
