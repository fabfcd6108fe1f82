"""What every part works with: the program, the machine's cores, and the rows of figures."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from .calls import Call, Point, points, recorded
from .commands import COMMANDS, LOG, Command
from .judges import LOST
from .program import Design, Program, Variant
from .promises import WANTED, broken
from .starts import Start
from .variants import VARIANTS

SHOWN = 3
TELLING = ("rename", "fsync")
"""The calls at which a mistake is looked for."""
MOST, FEW = 60, 12
"""So many calls of a command are tried in full and in a quick run; the others are passed over."""
TURNS = (2, 5)
"""How many errors take turns; a step of so many would always meet the same one."""
TRIES = 4
"""How often a fault is put in again when a busy machine missed its moment."""


class Result(NamedTuple):
    """One run: where the fault was, whether it was met, and the promises not kept."""

    where: str
    hit: bool
    broken: list[str]

    @property
    def lost(self) -> bool:
        """Whether an entry was lost."""
        return any(one.startswith(LOST) for one in self.broken)


@dataclass
class Row:
    """The figures of one set-up of a part."""

    part: str
    what: str
    runs: int
    missed: int = 0
    lost: int = 0
    broken: int = 0
    seconds: float = 0.0
    design: str = ""
    """The bad design that was tested, of which entries are meant to be lost."""
    note: str = ""
    shown: list[str] = field(default_factory=list)

    @property
    def noticed(self) -> int:
        """In how many runs a bad design lost entries, or a mistake broke any promise."""
        return self.lost + (self.broken if self.design in VARIANTS else 0)

    @property
    def good(self) -> bool:
        """Whether every fault was met and every promise kept; a bad design is judged elsewhere."""
        return bool(self.design) or not (self.missed or self.lost or self.broken or not self.runs)


class Bench:
    """The program under test and the cores to test it on."""

    def __init__(self, program: Program, *, quick: bool) -> None:
        """Test a program, on every core."""
        self.program = program
        self.quick = quick
        self.cores = os.cpu_count() or 1

    def spread(self, function: Callable[..., Any], cases: Iterable[Any]) -> list[Any]:
        """Return what a function makes of each case, worked out on every core."""
        with get_context("fork").Pool(self.cores + 1) as pool:
            return pool.map(function, list(cases), chunksize=1)

    def row(
        self,
        part: str,
        what: str,
        function: Callable[..., Result],
        cases: Iterable[Any],
        **more: str,
    ) -> Row:
        """Run every case and count."""
        begun = time.monotonic()
        results = self.spread(function, cases)
        return counted(part, what, results, time.monotonic() - begun, **more)

    def sampled(self, cases: Sequence[Any]) -> Sequence[Any]:
        """Return so many of the cases as there is time for, spread over all of them."""
        most = FEW if self.quick else MOST
        step = -(-len(cases) // most)
        while step > 1 and any(step % turn == 0 for turn in TURNS):
            step += 1
        return cases[:: step or 1]

    def variants(self, commands: Mapping[str, str]) -> list[tuple[Variant, Command]]:
        """Return the program with each mistake, and the command that it is tested with."""
        named = {command.name: command for command in COMMANDS}
        return [
            (Variant(self.program.place, name, named[command].answers), named[command])
            for name, command in commands.items()
        ]

    def designs(self, names: Iterable[str]) -> list[Design]:
        """Return the bad designs of these names."""
        return [Design(self.program.place, name) for name in names]


def counted(part: str, what: str, results: Sequence[Result], seconds: float, **more: str) -> Row:
    """Return the row of these results."""
    bad = [result for result in results if result.broken or not result.hit]
    return Row(
        part=part,
        what=what,
        runs=len(results),
        missed=sum(not result.hit for result in results),
        lost=sum(result.lost for result in results),
        broken=sum(bool(result.broken) and not result.lost for result in results),
        seconds=seconds,
        shown=[f"{one.where}: {'; '.join(one.broken) or 'not met'}" for one in bad[:SHOWN]],
        **more,
    )


def in_turn(faults: Sequence[str], place: int) -> tuple[str, ...]:
    """Return the first of some faults, and the others in turn."""
    others = faults[1:]
    return (faults[0], others[place % len(others)]) if others else (faults[0],)


def home_of(program: Program) -> Path:
    """Return the data folder of this worker; its path is as long as that of any other."""
    return program.place / "work" / f"{os.getpid():07d}" / "home"


def undisturbed(program: Program, home: Path, command: Command, start: Start) -> list[Call]:
    """Record a run in which nothing goes wrong, and keep what it leaves in the log.

    Raises:
        RuntimeError: the command does not work even without a fault.
    """
    start.put(home)
    calls, outcome = recorded(program, home, command.arguments)
    if outcome.code not in command.ends:
        raise RuntimeError(f"{command.name} from {start.name}: {outcome}")
    left = {f"log/{path.name}": path.read_bytes() for path in (home / "log").glob("*.toml")}
    WANTED[command.name, start.name] = left
    return calls


def met(program: Program, command: Command, start: Start) -> list[Point]:
    """Return the calls of a command at which a fault can matter, from a recorded run."""
    home = home_of(program)
    return points(undisturbed(program, home, command, start), home)


def judged(
    program: Program,
    command: Command,
    start: Start,
    where: str,
    fault: Callable[[Path], Any],
) -> Result:
    """Put the start in place, run with a fault and judge; try again when it was not met."""
    home = home_of(program)
    for _ in range(TRIES):
        start.put(home)
        outcome, hit = fault(home)
        if hit:
            return Result(where, hit, broken(program, home, command, start, outcome, where))
    return Result(where, hit=False, broken=[])


def for_designs(program: Program) -> list[tuple[Command, Start]]:
    """Return what a bad design is tested with: it knows one command."""
    assert isinstance(program, Design)
    return [(LOG, LOG.starts[0]())]
