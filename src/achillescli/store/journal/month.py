"""One month of the journal: bytes to entries, with what is wrong in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from ...core.log.entries import Assessment, Edit, Entry, Flag
from ...errors import AchillesError, Place, Sentence, StoreError
from ..files import disk, toml
from ..files.lines import Lines
from . import refusals, schema
from .expected import FlawError, unknown_key
from .misspelt import likely, misspelling, names

MOST_TOLD = 20
"""Of a file with more faults than this, no more are listed."""
MOST_UNKNOWN = 500
"""Names that nothing knows; each is held against every score and sign."""


class Damage(NamedTuple):
    """What could not be read, and where."""

    error: AchillesError

    @property
    def place(self) -> Place:
        """The file and the line."""
        place = self.error.values.get("place")
        return place if isinstance(place, Place) else Place()


class Month(NamedTuple):
    """The entries of one file in its order."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    damaged: tuple[Damage, ...] = ()


def entries_of(months: Mapping[str, Month]) -> tuple[Entry, ...]:
    """Return the entries of months by name, in their order."""
    return tuple(entry for one in months.values() for entry in one.entries)


def warnings_of(months: Mapping[str, Month]) -> tuple[Sentence, ...]:
    """Return the warnings of months by name, in their order."""
    return tuple(warning for one in months.values() for warning in one.warnings)


@lru_cache(maxsize=2)
def month(raw: bytes, file: str) -> Month:
    """Return what one month's bytes hold; nothing but white space is an empty month."""
    try:
        source = toml.text(raw, file)
        if disk.blank(raw):
            return Month()
        found = toml.document(source, file)
        stated = schema.number(found, source, file)
        if stated != schema.CURRENT:
            found = toml.document(schema.upgrade(source, stated), file)
        tables = _tables(found, source, file)
    except StoreError as error:
        return Month(damaged=(Damage(error),))
    return _Reader(source, file).month(found, tables)


def _tables(found: dict[str, Any], source: str, file: str) -> list[Any]:
    """Return the entries as tables; refuse what is no list, or too long a one."""
    tables = found.get("entry", [])
    if not isinstance(tables, list):
        line = Lines(source).of_key("entry")
        raise StoreError("store.error.no_list", place=Place(file, line))
    if len(tables) > toml.MOST_ENTRIES:
        raise StoreError("store.error.many", place=Place(file), most=toml.MOST_ENTRIES)
    return tables


class _Reader:
    """The entries of one file; lines are looked up only to name them."""

    def __init__(self, source: str, file: str) -> None:
        self._source = source
        self._file = file
        self._damaged: list[Damage] = []
        self._warnings: list[Sentence] = []
        self._told: set[str] = set()
        self._names: set[str] = set()

    def month(self, found: dict[str, Any], tables: list[Any]) -> Month:
        for key, value in found.items():
            if _has_entry(key, value):
                self._no_heading(key)
            elif key not in ("schema", "entry"):
                self._unknown([key], value, ("schema", "entry"))
        read = tuple(self._entries(tables))
        if len(self._names) > MOST_UNKNOWN:
            error = StoreError("store.error.unknown", place=Place(self._file), most=MOST_UNKNOWN)
            return Month(read, damaged=(Damage(error),))
        return Month(read, tuple(self._warnings), tuple(self._damaged))

    def _entries(self, tables: list[Any]) -> Iterator[Entry]:
        kinds: dict[str, type[Entry]] = {}
        for position, table in enumerate(tables):
            entry = self._entry(table, position)
            if entry is None:
                continue
            if entry.id in kinds:
                self._refuse("store.error.twice", position, ("id",))
                continue
            kinds[entry.id] = type(entry)
            for key, value in (entry.extra or {}).items():
                self._unknown([key], value, type(entry).attributes, position, type(entry))
            if isinstance(entry, Edit):
                known = [*refusals.settable(kinds.get(entry.of))]
                for key, value in entry.set.items():
                    if key.partition(".")[0] not in known:
                        self._unknown(["set", key], value, known, position, kinds.get(entry.of))
            yield entry

    def _entry(self, table: Any, position: int) -> Entry | None:
        if not isinstance(table, dict):
            self._refuse("store.error.no_table", position)
            return None
        try:
            entry = refusals.entry(table)
        except FlawError as error:
            self._invalid(error, table, position)
            return None
        if entry.at is None:
            self._refuse("store.expected.missing_at", position, field="at")
            return None
        if isinstance(entry, Assessment) and not entry.complete:
            self._refuse("store.error.unanswered", position)
            return None
        return entry

    def _no_heading(self, key: str) -> None:
        """Refuse an entry that stands under no heading, or under one that nothing knows."""
        if len(self._damaged) < MOST_TOLD:
            line = self._lines.of_heading(key) or self._lines.of_key(key)
            place = Place(self._file, line)
            self._damaged.append(Damage(StoreError("store.error.toml.heading", place=place)))

    def _invalid(self, error: FlawError, table: dict[str, Any], position: int) -> None:
        if len(self._damaged) >= MOST_TOLD:
            return

        def place(path: Sequence[object]) -> Place:
            return Place(self._file, self._line(position, path))

        self._damaged.append(Damage(refusals.refusal(error, table, place)))

    def _refuse(
        self, key: str, position: int, path: tuple[str, ...] = (), **values: object
    ) -> None:
        if len(self._damaged) < MOST_TOLD:
            place = Place(self._file, self._line(position, path))
            self._damaged.append(Damage(StoreError(key, place=place, **values)))

    def _unknown(
        self,
        path: list[str],
        value: object,
        known: Iterable[str],
        position: int | None = None,
        kind: type[Entry] | None = None,
    ) -> None:
        """Refuse a key that nothing knows and that may be a score or a sign; warn of another."""
        known = tuple(known)
        self._names.update(names(path[-1], value))
        if len(self._names) > MOST_UNKNOWN:
            return
        name, meant = likely(path[-1], value, known)
        told = name == path[-1] and value is True and kind in (Flag, Assessment)
        if not meant and not told:
            self._warn(path, known, position)
        elif len(self._damaged) < MOST_TOLD:
            place = Place(self._file, self._line_of(path, position))
            self._damaged.append(Damage(StoreError.of(misspelling(name, meant, place))))

    def _warn(self, path: list[str], known: Iterable[str], position: int | None) -> None:
        """Warn of a key that nothing knows, once a file."""
        key = ".".join(path)
        if key in self._told or len(self._told) >= MOST_TOLD:
            return
        self._told.add(key)
        line = self._line_of(path, position)
        self._warnings.append(unknown_key("warning", path, known, Place(self._file, line)))

    def _line_of(self, path: list[str], position: int | None) -> int | None:
        """Return the line of a key of an entry, or of one at the top."""
        return self._lines.of_key(path[0]) if position is None else self._line(position, path)

    def _line(self, position: int, path: Sequence[object] = ()) -> int | None:
        return self._lines.of_entry(position, path)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._source)


def _has_entry(key: str, value: object) -> bool:
    """Whether a key at the top is an entry, or a part of one, whose heading is lost."""
    if isinstance(value, list):
        return key != "entry" and any(isinstance(part, dict) for part in value)
    return key in ("id", "kind", "at") or (isinstance(value, dict) and "kind" in value)
