"""What a correction changes, and what was corrected before, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...core.log.entries import Edit, Entry, Remove
from ...core.log.history import UNDO, Correction, Step
from ...core.log.values import table
from ...words import Words
from . import dates
from .entries import dated, named, noted, value_of

if TYPE_CHECKING:
    from ..terminal.screen import Screen

Row = tuple[str, str, Sequence[str]]
"""A label, what stands beside it, and what stands below that."""
_ASIDE = frozenset({"id", "at", "kind", "answers.date"})
_QUOTED = frozenset({"note", "text"})
"""Fields whose sentence puts quotation marks around the value."""


def done(words: Words, step: Step) -> str:
    """Return what a correction did just now."""
    if step.after and not step.before:
        text = f"{words('log.step.again')}: {dated(words, step.after)}"
    else:
        text = _said(words, step, "" if step.before else _of(step))
    return f"{text[0].upper()}{text[1:]} [{step.made.id}]"


def told(words: Words, step: Step) -> str:
    """Return what a step did when it was made, with the id of what it corrects."""
    if isinstance(step.made, Correction):
        return _said(words, step, _of(step))
    return words("log.step.logged", what=dated(words, step.made))


def _of(step: Step) -> str:
    """Return the id of what a correction names, as it is shown."""
    return f" [{step.made.of}]" if isinstance(step.made, Correction) else ""


def _said(words: Words, step: Step, of: str = "", *, brief: bool = False) -> str:
    """Return what a correction did; brief where it is clear which entry it is about."""
    effect = _effect(words, step, brief=brief)
    verb = words(f"log.step.{_verb(step)}") + of
    return f"{verb}: {effect}" if effect else verb


def _verb(step: Step) -> str:
    if isinstance(step.made, Edit):
        return "changed"
    undone = step.made.note == UNDO or isinstance(step.of, Correction)
    return "undone" if undone else "removed"


def _effect(words: Words, step: Step, *, brief: bool) -> str:
    """Return what counts since a correction, and what did before it."""
    before, after = step.before, step.after
    if before and after:
        changed = changes(words, before, after) or words("log.step.same")
        return changed if brief else f"{named(words, before)}: {changed}"
    if after:
        again = words("log.step.again")
        return again if brief else f"{dated(words, after)}, {again}"
    if before:
        return "" if brief else dated(words, before)
    return words("log.step.gone")


def changes(words: Words, before: Entry, after: Entry) -> str:
    """Return the fields that differ between two versions of an entry: pain 2 → 4."""
    old, new = dict(_flat(table(before))), dict(_flat(table(after)))
    names = sorted((name for name in {**old, **new} if name not in _ASIDE), key="note".__eq__)
    return ", ".join(
        _change(words, name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def _flat(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the fields with those of sections by their dotted names."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _change(words: Words, name: str, old: object, new: object) -> str:
    """Return what happened to one field; None stands for what was not recorded."""
    if old is None or new is None:
        key = "added" if old is None else "taken_out"
        return words(f"log.step.{key}", what=_field(words, name, old if new is None else new))
    if words.find(f"log.either.{name}"):
        return f"{_field(words, name, old)} → {_field(words, name, new)}"
    arrow = "\u201d → \u201c" if name in _QUOTED else " → "
    return _phrase(words, name, arrow.join(value_of(words, value) for value in (old, new)))


def _field(words: Words, name: str, value: object) -> str:
    """Return one field with its value."""
    if words.find(f"log.either.{name}"):
        return words(f"log.either.{name}.{'yes' if value else 'no'}")
    return _phrase(words, name, value_of(words, value))


def _phrase(words: Words, name: str, value: str) -> str:
    key = f"log.field.{name.removeprefix('done.')}"
    if words.find(key):
        return words(key, value=value)
    return f"{name.removeprefix('answers.')} {value}"


def show_list(
    screen: "Screen", words: Words, rows: Sequence[Entry], steps: Mapping[str, Step]
) -> None:
    """Write entries, each with its id and date before it; corrections by what they changed."""
    _show(screen, [(_label(words, e), _line(words, e, steps), ()) for e in rows])


def show_all(
    screen: "Screen",
    words: Words,
    rows: Sequence[Entry],
    steps: Iterable[Step],
    gone: Collection[str],
) -> None:
    """Write entries as they last counted, each with its corrections below it."""
    below: dict[str, list[str]] = {}
    for step in steps:
        if isinstance(step.made, Correction):
            text = _past(words, step, gone)
            below.setdefault(step.origin, []).append(f"{_written(words, step)}  {text}")
    shown: list[Row] = []
    for entry in rows:
        text = noted(words, entry)
        text = words("log.gone", what=text) if entry.id in gone else text
        shown.append((_label(words, entry), text, below.get(entry.id, ())))
    _show(screen, shown)


def show_steps(
    screen: "Screen",
    words: Words,
    steps: Sequence[Step],
    taken: Mapping[str, Remove],
    coming: Entry | None,
) -> None:
    """Write steps, the one that comes next marked, with what took each of them back."""
    rows: list[Row] = []
    for step in steps:
        mark = "> " if step.made is coming else "  "
        by = taken.get(step.made.id)
        below = [] if by is None else [words("log.step.by", when=_when(words, by), id=by.id)]
        rows.append((mark + _written(words, step), told(words, step), below))
    _show(screen, rows)


def _line(words: Words, entry: Entry, steps: Mapping[str, Step]) -> str:
    known = isinstance(entry, Correction) and steps[entry.id].before is not None
    return told(words, steps[entry.id]) if known else noted(words, entry)


def _past(words: Words, step: Step, gone: Collection[str]) -> str:
    """Return a correction below its entry, and whether it was taken back since."""
    text = _said(words, step, _of(step) if isinstance(step.of, Correction) else "", brief=True)
    return words("log.step.since", what=text) if step.made.id in gone else text


def _label(words: Words, entry: Entry) -> str:
    return f"{entry.id}  {dates.day(words, entry.date)}"


def _written(words: Words, step: Step) -> str:
    return f"{step.made.id}  {_when(words, step.made)}"


def _when(words: Words, entry: Entry) -> str:
    """Return when an entry was written, by the clock of that time and place."""
    at = entry.at
    return f"{dates.day(words, at)} {at:%H:%M}" if at else dates.day(words, entry.date)


def _show(screen: "Screen", rows: Sequence[Row]) -> None:
    """Write rows with their labels beside them, or above them on a narrow screen."""
    from rich.cells import cell_len

    indent = max((cell_len(label) for label, _, _ in rows), default=0) + 2
    stacked = indent * 2 > screen.width
    for label, text, below in rows:
        if stacked:
            screen.say(label, "bold")
            screen.point(text, mark="  ")
        else:
            screen.field(label, text, indent)
        for line in below:
            screen.point(line, mark=" " * (2 if stacked else indent) + "- ")
