"""The commands that write: one line each, and every part tests them all."""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
    cleared,
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
    always_said: Mapping[str, str] = field(default_factory=dict)
    """What it says of a danger, whatever the system refuses, by a pattern of what was answered."""
    often: bool = False
    """Whether it is tested with every signal and error number, as the daily one is."""
    pause_s: float = 0.0
    """How long a user needs at least to type it again: names with a time have whole seconds."""
    on_page: bool = False
    """Whether what is wrong may also stand on the page that it prints."""
    elder: bool = False
    """Whether the program has an older schema to migrate from."""
    answers: tuple[str, ...] = ()
    """What is typed at its prompts on a terminal, as terminal.py takes it."""
    hurried: bool = False
    """Whether its timer is to wait for nothing."""
    stops: bool = False
    """Whether it tells of a danger, so that it may end with the code of one."""
    once: bool = False
    """Whether a session comes of it, and one alone however often it is typed."""
    needs: tuple[str, ...] = ()
    """Which of the next commands would take away what it needs to be typed again."""
    outside: bool = False
    """Whether what it writes is beside the data folder."""

    def acknowledged(self, outcome: Outcome) -> bool:
        """Return whether the user was told that it is done."""
        return outcome.code == 0 or re.search(self.said, outcome.out) is not None

    @property
    def ends(self) -> set[int]:
        """The exit codes with which it ends when nothing goes wrong."""
        return {0, STOPPED} if self.stops else {0}

    def of(self, program: Program) -> Program:
        """Return the program that it is tested with."""
        if self.answers:
            return Asked(program.place, self.answers, hurried=self.hurried)
        return Elder(program.place) if self.elder else program

    def next(self, where: str) -> tuple[str, ...]:
        """Return what is typed first after a fault, in turn by where it was."""
        mine = {*self.arguments[:2], *self.needs}
        free = [words for words in NEXTS if mine.isdisjoint(words)]
        return free[zlib.crc32(where.encode()) % len(free)]


STOPPED = 4
EMERGENCY = "Call the emergency number now"
RUNNER = str(ROOT / "examples" / "runner.toml")
LOG = Command(
    "log am", ("log", "am", "3"), judges.Appended("session"), (signs, nothing), often=True
)
RESTORE = ("restore", EARLIER, "--yes")
MERGE = ("merge", "{place}/other", "--yes")
ANSWERS = (
    "yes/no=yes",
    "How old=40",
    "your sex=1",
    "Which leg=1",
    "does it hurt?=1",
    "complaint begin?=8 months",
    "your sport?=3",
    "last run?=never",
    "programme already=1",
    "Enter to=",
)
DANGER = "Calf and breathing=6"
SIGN_SAID = {"Calf and breathing.*> 6": EMERGENCY}
PAIN = "does the tendon hurt now.*> 7"
MIGRATED = judges.Appended("session", keeps_bytes=False)
COMMANDS = (
    LOG,
    Command("assess", ("assess", "--answers", RUNNER), judges.Appended("assessment"), (nothing,)),
    Command(
        "assess, asked",
        ("assess",),
        judges.Consulted("assessment", most=2),
        (nothing, cleared),
        said="What comes next",
        answers=ANSWERS,
    ),
    Command(
        "assess, a sign",
        ("assess",),
        judges.Consulted("flag"),
        (nothing,),
        said="is stored",
        always_said=SIGN_SAID,
        answers=(DANGER, *ANSWERS),
        stops=True,
    ),
    Command(
        "train",
        ("train",),
        judges.Trained("session"),
        (cleared,),
        said="Saved.*: session",
        answers=("What now?=1",),
        hurried=True,
        needs=("undo",),
        once=True,
    ),
    Command(
        "train, it hurts",
        ("train", "--ready", "600"),
        judges.Trained("session", most=3),
        (cleared,),
        said="Saved.*: session",
        always_said={PAIN: "Stop for today", **SIGN_SAID},
        answers=("Enter pauses|!", DANGER, "7"),
        needs=("undo",),
        stops=True,
        once=True,
    ),
    Command(
        "log flag",
        ("log", "flag", "chest_pain=yes"),
        judges.Appended("flag"),
        said="Saved",
        always_said={"": EMERGENCY},
    ),
    Command(
        "log flag, asked",
        ("log", "flag"),
        judges.Answered("flag", most=2),
        said="Saved",
        always_said={"": EMERGENCY},
        answers=("0", "6"),
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
        "is back",  # a sign in it is said before anything is written
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
