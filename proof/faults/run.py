"""Faults put into the program, one at a time: no entry may be lost by any of them.

``python -m proof.faults.run`` runs every part, which takes a while; names of parts run only
those, ``--quick`` runs less of each, ``--write`` writes docs/reliability.md. It needs Linux
and root, and fails when anything that it needs is missing.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from . import starts
from .bench import Bench, Row
from .frozen import freeze, load
from .ledger import CATCHES, NOTICES, PARTS
from .needs import missing
from .page import PAGE, text


def main() -> int:
    """Run the parts that were asked for; return 1 when a promise or a control is broken."""
    asked = _asked()
    lacking = missing()
    if lacking:
        print(lacking, file=sys.stderr)
        return 1
    rows: list[Row] = []
    begun = time.monotonic()
    with _bench(quick=asked.quick) as bench:
        for part in asked.parts or PARTS:
            for row in import_module(f".{part}", __package__).run(bench):
                rows.append(row)
                _tell(row)
    seconds = time.monotonic() - begun
    blind = _blind(rows, asked.parts or list(PARTS), quick=asked.quick)
    for part, design in blind:
        print(f"{part} no longer finds what {design} loses: the harness is broken")
    if asked.write:
        PAGE.write_text(text(rows, seconds), "utf-8")
    ours = [row for row in rows if not row.design]
    counts = f"{sum(row.runs for row in ours):,} runs, {sum(row.lost for row in ours)} lost"
    print(f"{counts}, {sum(not row.good for row in ours)} set-ups broken, {seconds:.0f} s")
    return int(bool(blind) or not all(row.good for row in rows))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="less of each part")
    parser.add_argument("--write", action="store_true", help="write docs/reliability.md")
    asked = parser.parse_args()
    if set(asked.parts) - set(PARTS):
        parser.error(f"the parts are {', '.join(PARTS)}")
    if asked.write and (asked.parts or asked.quick):
        parser.error("the page is written by a full run only")
    return asked


@contextmanager
def _bench(*, quick: bool) -> Iterator[Bench]:
    """Yield the program, frozen and loaded, in a folder that goes afterwards."""
    place = Path(tempfile.mkdtemp(prefix="achilles-faults-", dir="/var/tmp"))
    try:
        program = freeze(place)
        load(program)
        starts.prepare(place)
        yield Bench(program, quick=quick)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _tell(row: Row) -> None:
    verdict = "ok" if row.good else "BROKEN"
    if row.design:
        verdict = "caught" if row.noticed else "not caught"
    figures = (
        f"{row.runs:>6,} runs {row.missed:>3} missed {row.lost:>4} lost {row.broken:>3} broken"
    )
    name = f"{row.part:<8} {row.design or 'achilles':<12}"
    print(f"{name} {figures} {row.seconds:>5.0f} s  {verdict}  {row.what} {row.note}", flush=True)
    for one in row.shown if not row.good else ():
        print(f"           {one}", flush=True)


def _blind(rows: Sequence[Row], parts: Sequence[str], *, quick: bool) -> list[tuple[str, str]]:
    """Return the bad designs that a part had to catch and did not."""
    caught = {(row.part, row.design) for row in rows if row.design and row.noticed}
    tried = {(row.part, row.design) for row in rows if row.design}
    due = [
        (part, design)
        for part in parts
        for design in (*CATCHES.get(part, ()), *NOTICES.get(part, ()))
    ]
    return [one for one in due if one not in caught and (one in tried or not quick)]


if __name__ == "__main__":
    sys.exit(main())
