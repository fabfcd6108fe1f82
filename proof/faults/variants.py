"""The program with one mistake put in: the controls of what is asked after a fault.

``python variants.py MISTAKE log am 3`` runs the command with the mistake of that name. If the
part that should notice one no longer does, the part is broken.
"""

import datetime as dt
import sys
from collections.abc import Callable
from typing import Any


def _put(owner: object, name: str, mistake: object) -> None:
    setattr(owner, name, mistake)


def forgetful() -> None:
    """Forget the signs of older months."""
    from achillescli.core.log import corrections

    whole = corrections.log_of

    def newer(entries: Any) -> Any:
        kept = list(entries)
        month = max((entry.date for entry in kept), default=dt.date.min).replace(day=1)
        return whole(entry for entry in kept if entry.kind != "flag" or entry.date >= month)

    _put(corrections, "log_of", newer)


def cheerful() -> None:
    """End as if all were well when nothing could be saved."""
    from achillescli.errors import StoreError

    StoreError.exit_code = 0


def gloomy() -> None:
    """Say that nothing was saved when it is not known."""
    from achillescli.store.files import disk

    whole = disk.refusing
    _put(
        disk, "refusing", lambda key, *rest: whole("write" if key == "unconfirmed" else key, *rest)
    )


def silent() -> None:
    """Say what is a danger only after it is stored."""
    from achillescli.cli.journal.logbook import Logbook

    warn, kept = Logbook.warn, Logbook._keep

    def late(self: Logbook, tables: Any) -> Any:
        entry = kept(self, tables)
        for table in tables:
            warn(self, table)
        return entry

    _put(Logbook, "warn", lambda *_, **__: None)
    _put(Logbook, "_keep", late)


def deferred() -> None:
    """Ask everything before anything is stored."""
    from achillescli.cli.journal import signs
    from achillescli.cli.journal.logbook import Logbook

    keep, tell = signs.keep, Logbook.tell
    told: list[tuple[Any, ...]] = []

    def at_last(self: Logbook, *before: Any) -> None:
        for one in told:
            keep(*one)
        tell(self, *before)

    _put(signs, "keep", lambda *one: told.append(one))
    _put(Logbook, "tell", at_last)


def careless() -> None:
    """Keep nothing of what is not finished."""
    from achillescli import store

    _put(store, "write_draft", lambda *_: None)


def repeated() -> None:
    """Offer a session again that is logged."""
    from achillescli.cli.commands.train import command, kept

    _put(kept, "drop", lambda *_: None)
    _put(command, "_kept_session", lambda context, _: kept.KeptSession.read(context.home))


def partial() -> None:
    """Take away the newest month alone."""
    from achillescli.store.transfer import export

    whole = export._months

    def newest(home: Any) -> Any:
        months, lacking = whole(home)
        return months[-1:], lacking

    _put(export, "_months", newest)


def trusting() -> None:
    """Take the order of the files for that of the timestamps."""
    import dataclasses

    from achillescli.core.log import corrections

    whole = corrections.log_of
    begun = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

    def stamped(entries: Any) -> Any:
        return whole(
            dataclasses.replace(entry, at=begun + dt.timedelta(seconds=place))
            for place, entry in enumerate(entries)
        )

    _put(corrections, "log_of", stamped)


VARIANTS: dict[str, Callable[[], None]] = {
    variant.__name__: variant
    for variant in (
        forgetful,
        cheerful,
        gloomy,
        silent,
        deferred,
        careless,
        repeated,
        partial,
        trusting,
    )
}

if __name__ == "__main__":
    VARIANTS[sys.argv.pop(1)]()
    from achillescli.cli import main

    main()
