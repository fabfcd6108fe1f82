"""The commands that write: one line each, and every part tests them all."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from . import judges
from .judges import Judge
from .program import ROOT, Asked, Elder, Outcome, Program
from .starts import (
    CALENDAR,
    EARLIER,
    EDITED,
    EXPORT,
    RUNS,
    Start,
    course,
    damaged,
    nothing,
    outdated,
    signs,
)

NEXT = ("log", "morning", "2")
"""What is typed at the end, to see whether life goes on."""
EXPORTING = ("export", "{around}/" + EXPORT, "--force")
NEXTS = (("today",), NEXT, EXPORTING, ("undo",), ("doctor",))
"""What is typed first after a fault, in turn; never the command that was faulted."""


@dataclass(frozen=True)
class Command:
    """A command, what it starts from, and how it is known that it did its work."""

    name: str
    arguments: tuple[str, ...]
    """What is typed; {place} is the folder of the things from elsewhere, {around} that of the data."""
    judge: Judge
    starts: tuple[Callable[[], Start], ...] = (signs,)
    said: str = r"\S"
    """A pattern of what it prints once its work is on the disk, and never before."""
    always_said: str = ""
    """What it says of a danger, whatever the system refuses."""
    often: bool = False
    """Whether it is tested with every signal and error number, as the daily one is."""
    pause_s: float = 0.0
    """How long a user needs at least to type it again: names with a time have whole seconds."""
    on_page: bool = False
    """Whether what is wrong may also stand on the page that it prints."""
    elder: bool = False
    """Whether the program has an older schema to migrate from."""
    answers: str = ""
    """What is typed at its prompts on a terminal, with commas between."""
    needs: tuple[str, ...] = ()
    """Which of the next commands would take away what it needs to be typed again."""
    outside: bool = False
    """Whether what it writes is beside the data folder."""

    def acknowledged(self, outcome: Outcome) -> bool:
        """Return whether the user was told that it is done."""
        return outcome.code == 0 or re.search(self.said, outcome.out) is not None

    def of(self, program: Program) -> Program:
        """Return the program that it is tested with."""
        if self.answers:
            return Asked(program.place, self.answers)
        return Elder(program.place) if self.elder else program

    def next(self, where: str) -> tuple[str, ...]:
        """Return what is typed first after a fault, in turn by where it was."""
        mine = {*self.arguments[:2], *self.needs}
        free = [words for words in NEXTS if mine.isdisjoint(words)]
        return free[zlib.crc32(where.encode()) % len(free)]


EMERGENCY = "Call the emergency number now"
RUNNER = str(ROOT / "examples" / "runner.toml")
LOG = Command(
    "log am", ("log", "am", "3"), judges.Appended("session"), (signs, nothing), often=True
)
RESTORE = ("restore", EARLIER, "--yes")
MERGE = ("merge", "{place}/other", "--yes")
MIGRATED = judges.Appended("session", keeps_bytes=False)
COMMANDS = (
    LOG,
    Command("assess", ("assess", "--answers", RUNNER), judges.Appended("assessment"), (nothing,)),
    Command(
        "log flag",
        ("log", "flag", "chest_pain=yes"),
        judges.Appended("flag"),
        said="Saved",
        always_said=EMERGENCY,
    ),
    Command(
        "log flag, asked",
        ("log", "flag"),
        judges.Answered("flag", most=2),
        said="Saved",
        always_said=EMERGENCY,
        answers="0,6",
    ),
    Command(
        "log edit", ("log", "edit", EDITED, "pain=2"), judges.Appended("edit"), needs=("undo",)
    ),
    Command(
        "log run --from",
        ("log", "run", "--from", "{place}/" + RUNS),
        judges.Together("run", most=2),
        said="(?m)^.*taken",
    ),
    Command("undo", ("undo",), judges.Appended("remove")),
    Command("export", EXPORTING, judges.exported, outside=True),
    Command(
        "plan --ics",
        ("plan", "--ics", "{around}/" + CALENDAR, "--force"),
        judges.dated,
        (course,),
        outside=True,
    ),
    Command("backup", ("backup",), judges.backed_up, said="(?s)copied to.*copied to"),
    Command("restore", RESTORE, judges.as_wanted, said="is as it was in"),
    Command("merge", MERGE, judges.merged, said=r"(was|were) added"),
    Command(
        "import",
        ("import", "{place}/export.json"),
        judges.imported,
        (nothing,),
        needs=("morning", "undo"),
    ),
    Command(
        "repair",
        ("doctor", "--repair", "--yes"),
        judges.as_wanted,
        (damaged,),
        "Mended",
        pause_s=1,
        on_page=True,
    ),
    Command("migration", ("log", "am", "3"), MIGRATED, (outdated,), elder=True),
    Command("erase", ("erase", "--yes"), judges.erased, said="Erased"),
)
