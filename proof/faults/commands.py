"""The commands that write: one line each, and every part tests them all."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import judges
from .judges import Judge
from .program import ROOT, Elder, Outcome, Program
from .starts import EARLIER, EDITED, Start, course, damaged, nothing, outdated

NEXT = ("log", "morning", "2")
"""What is typed after a fault, to see whether life goes on."""


@dataclass(frozen=True)
class Command:
    """A command, what it starts from, and how it is known that it did its work."""

    name: str
    arguments: tuple[str, ...]
    """What is typed; {place} stands for the folder of the things from elsewhere."""
    judge: Judge
    starts: tuple[Callable[[], Start], ...] = (course,)
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

    def acknowledged(self, outcome: Outcome) -> bool:
        """Return whether the user was told that it is done."""
        return outcome.code == 0 or re.search(self.said, outcome.out) is not None

    def of(self, program: Program) -> Program:
        """Return the program that it is tested with."""
        return Elder(program.place) if self.elder else program


RUNNER = str(ROOT / "examples" / "runner.toml")
LOG = Command(
    "log am", ("log", "am", "3"), judges.Appended("session"), (course, nothing), often=True
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
        always_said="Call the emergency number now",
    ),
    Command("log edit", ("log", "edit", EDITED, "pain=2"), judges.Appended("edit")),
    Command("undo", ("undo",), judges.Appended("remove")),
    Command("backup", ("backup",), judges.backed_up, said="(?s)copied to.*copied to"),
    Command("restore", RESTORE, judges.as_wanted, said="is as it was in"),
    Command("merge", MERGE, judges.merged, said=r"(was|were) added"),
    Command("import", ("import", "{place}/export.json"), judges.as_wanted, (nothing,)),
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
