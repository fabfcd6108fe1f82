"""The name of the time zone, such as Europe/Amsterdam."""

import os
from collections.abc import Mapping

LOCALTIME = "/etc/localtime"
"""On Linux and macOS a link to the rules of the zone."""


def zone_name(environment: Mapping[str, str], link: str = LOCALTIME) -> str:
    """Return the name of the zone, by TZ or else by the system; empty where it has none."""
    said = environment.get("TZ", "").removeprefix(":")
    name = said or os.path.realpath(link).partition("/zoneinfo/")[2]
    return name if "/" in name and _is_known(name) else ""


def _is_known(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        return False
