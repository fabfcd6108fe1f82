"""What a system runs at the times of a day to say what is due; nothing here installs it."""

import datetime as dt
import plistlib
import re
import shlex
from collections.abc import Mapping, Sequence
from typing import NamedTuple

NAME = "achilles-remind"
CODES = (10, 4)
"""The exit codes of `status` that are shown: something is due, or a warning sign is open."""
_SHOWN = {
    "notify-send": 'notify-send achilles "$said"',
    "osascript": (
        "osascript -e 'on run given' -e 'display notification (item 1 of given)"
        ' with title "achilles"\' -e \'end run\' -- "$said"'
    ),
    "": 'echo "$said"',
}
"""How a line is shown, by the program that shows it."""
_BUS = 'DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/$(id -u)/bus" '
"""Where notify-send finds the desktop, which crontab does not say."""


class Reminder(NamedTuple):
    """The call that says what is due, with its environment, its times, and what shows it."""

    command: Sequence[str]
    environment: Mapping[str, str]
    times: Sequence[dt.time]
    shown_by: str = ""


def script(reminder: Reminder, before: str = "") -> str:
    """Return a line for a shell that says what is due or that a sign is open, else nothing."""
    settings = "".join(f"{name}={shlex.quote(it)} " for name, it in reminder.environment.items())
    shown = f"{before}{_SHOWN[reminder.shown_by]}"
    codes = "|".join(map(str, CODES))
    return f"said=$({settings}{shlex.join(reminder.command)}); case $? in {codes}) {shown};; esac"


def systemd(reminder: Reminder) -> str:
    """Return a service and its timer, each under the name of its file."""
    folder = "~/.config/systemd/user"
    escaped = re.sub(r'([\\"])', r"\\\1", script(reminder)).replace("$", "$$").replace("%", "%%")
    lines = [
        f"# {folder}/{NAME}.service",
        "[Service]",
        "Type=oneshot",
        f'ExecStart=/bin/sh -c "{escaped}"',
        "",
        f"# {folder}/{NAME}.timer",
        "[Timer]",
        *(f"OnCalendar=*-*-* {time:%H:%M}:00" for time in reminder.times),
        "",
        "[Install]",
        "WantedBy=timers.target",
        "",
        f"# systemctl --user daemon-reload && systemctl --user enable --now {NAME}.timer",
    ]
    return "".join(f"{line}\n" for line in lines)


def cron(reminder: Reminder) -> str:
    """Return a line of a crontab for each time."""
    bus = _BUS if reminder.shown_by == "notify-send" else ""
    run = script(reminder, bus).replace("%", r"\%")
    times = (f"{time.minute} {time.hour} * * * {run}\n" for time in reminder.times)
    return "".join(("# crontab -e\n", *times))


def launchd(reminder: Reminder) -> str:
    """Return a property list of launchd."""
    label = f"achillescli.{NAME}"
    path = f"~/Library/LaunchAgents/{label}.plist"
    table = {
        "Label": label,
        "ProgramArguments": ["/bin/sh", "-c", script(reminder)],
        "StartCalendarInterval": [
            {"Hour": time.hour, "Minute": time.minute} for time in reminder.times
        ],
    }
    found = plistlib.dumps(table).decode()
    return f"{found}<!-- {path}\n     launchctl load {path} -->\n"


FORMS = {"systemd": systemd, "cron": cron, "launchd": launchd}
