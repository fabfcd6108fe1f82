"""Why each line of a day's plan is as it is."""

from ..assessment.triage import ROW
from ..course import Replay
from ..state import Reason
from .sessions import sessions_today


def explain(replay: Replay) -> tuple[Reason, ...]:
    """Return the reasons of the last date of a replay, in the order of the plan."""
    standing = replay.standing
    triage = [
        Reason("triage", ROW[row].referral.name, (row,), standing.findings[row])
        for row in standing.rows
    ]
    reasons = [*(triage or [Reason("triage", "NONE", ())])]
    if replay.states:
        reasons += replay.states[-1].reasons.values()
        if sessions_today(replay).stopped:
            reasons.append(Reason("rest_of_day", "left_out", ("X3",)))
    return tuple(reasons)
