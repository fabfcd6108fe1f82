"""Why each line of a day's plan is as it is."""

from ..assessment.triage import ROW
from ..course import Replay
from ..state import Reason


def explain(replay: Replay) -> tuple[Reason, ...]:
    """Return the reasons of the last date of a replay, in the order of the plan."""
    standing = replay.standing
    triage = [
        Reason("triage", ROW[row].referral.name, (row,), standing.findings[row])
        for row in standing.rows
    ]
    reasons = replay.states[-1].reasons.values() if replay.states else ()
    return (*(triage or [Reason("triage", "NONE", ())]), *reasons)
