"""Ways of writing a log that lose entries: the controls of the fault tests.

``python designs.py DESIGN log am 3`` adds an entry to the month of writing as the program
does, but with the mistake that its name says. If a test that should catch one no longer
does, the test is broken.
"""

import datetime as dt
import os
import secrets
import sys
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def _write(path: Path, new: bytes, *, flags: int = _FRESH, sync: bool = False) -> None:
    opened = os.open(path, flags, PRIVATE)
    try:
        rest = memoryview(new)
        while rest:
            rest = rest[os.write(opened, rest) :]
        if sync:
            os.fsync(opened)
    finally:
        os.close(opened)


def _sync_folder(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def overwrite(path: Path, old: bytes, block: bytes) -> None:
    """Open the file itself for writing, as most small trackers do."""
    _write(path, old + block)


def unsynced(path: Path, old: bytes, block: bytes) -> None:
    """Write beside the file and rename, but leave it to the system when to write."""
    beside = path.with_name(f".{path.name}.tmp")
    _write(beside, old + block)
    beside.replace(path)


def half_synced(path: Path, old: bytes, block: bytes) -> None:
    """Bring the new file to the disk before the rename, but never the rename."""
    beside = path.with_name(f".{path.name}.tmp")
    _write(beside, old + block, sync=True)
    beside.replace(path)


def appended(path: Path, old: bytes, block: bytes) -> None:
    """Append to the file in place, without a lock; the folder is never synced."""
    _write(path, block, flags=os.O_WRONLY | os.O_CREAT | os.O_APPEND, sync=True)


def unlink(path: Path, old: bytes, block: bytes) -> None:
    """Remove the old file first, because some systems cannot rename over one."""
    beside = path.with_name(f".{path.name}.tmp")
    _write(beside, old + block, sync=True)
    with suppress(FileNotFoundError):
        path.unlink()
    beside.rename(path)
    _sync_folder(path.parent)


def aside(path: Path, old: bytes, block: bytes) -> None:
    """Move the old file away as a backup, then move the new one in from another folder."""
    elsewhere = path.parents[1] / "new"
    elsewhere.mkdir(mode=0o700, exist_ok=True)
    _write(elsewhere / path.name, old + block)
    with suppress(FileNotFoundError):
        path.rename(path.with_name(f"{path.name}.bak"))
    (elsewhere / path.name).rename(path)


DESIGNS: dict[str, Callable[[Path, bytes, bytes], None]] = {
    design.__name__: design
    for design in (overwrite, unsynced, half_synced, appended, unlink, aside)
}


def add(home: Path, design: str, table: dict[str, str]) -> str:
    """Add an entry in the way of a design and return its id."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    path = home / "log" / f"{now:%Y-%m}.toml"
    for folder in (home, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    old = path.read_bytes() if path.exists() else b""
    tomllib.loads(old.decode())
    ident = secrets.token_hex(4)
    fields = {"id": f'"{ident}"', "at": f"{now}", "date": f"{now:%Y-%m-%d}", **table}
    block = "[[entry]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items())
    heading = "\n" if old else "schema = 1\n\n"
    DESIGNS[design](path, old, (heading + block).encode())
    return ident


def main() -> None:
    """Run one command of the designs."""
    design, _, kind, score = sys.argv[1:]
    table = {"kind": '"morning"', "pain": score}
    if kind != "morning":
        table = {"kind": '"session"', "slot": f'"{kind}"', "pain": score}
    try:
        ident = add(Path(os.environ["ACHILLES_HOME"]), design, table)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{design}: {type(error).__name__}\n")
        raise SystemExit(5) from None
    sys.stdout.write(f"Saved: {kind} {score} [{ident}]\n")


if __name__ == "__main__":
    main()
