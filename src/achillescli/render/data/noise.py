"""`simulate --noise --json`: the figures over many courses as plain values."""

from typing import Any

from ...core.views.noise import Noise


def as_values(noise: Noise, *, name: str | None, sd: float, seed: int) -> dict[str, Any]:
    """Return what was put in, and the figures; shares from 0 to 1."""
    return {
        "pattern": name,
        "noise": sd,
        "seed": seed,
        "runs": noise.runs,
        "reached": {
            str(level): {f"week_{week}": count for week, count in by.items()}
            for level, by in noise.reached.items()
        },
        "red_weeks": round(noise.red_weeks, 3),
        "steps_down": round(noise.steps_down, 2),
        "days_without_load": round(noise.days_without_load, 3),
        "maintained": noise.maintained,
        "raises": noise.raises,
        "rows": noise.rows,
    }
