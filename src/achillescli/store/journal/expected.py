"""What a field should hold, said of a value that a model refused."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...core.log.answers import Answers
from ...core.log.entries import KINDS
from ...core.log.fields import Field, Takes
from ...core.log.values import Record
from ...errors import NOWHERE, Place, Sentence

_BARE = {"whole": "whole_bare", "number": "number_bare", "boolean": "boolean_bare"}
_PLAIN: dict[Takes, str] = {
    "truth": "boolean",
    "time": "date_time",
    "part": "object",
    "values": "object",
}


class Flaw(NamedTuple):
    """What is wrong with a table: pydantic's word for it or a contradiction, and where.

    ``field`` is the dotted name of the field that a contradiction is about.
    """

    type: str
    path: tuple[str | int, ...] = ()
    field: str = ""


class FlawError(ValueError):
    """A table states no such record."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__()
        self.flaws = flaws
        """What is wrong, in the order of the fields."""

    @property
    def first(self) -> Flaw:
        """The flaw to tell; a key that nothing knows goes before one that is missing."""
        return min(self.flaws, key=lambda flaw: flaw.type != "extra_forbidden")


def expectation(flaw: Flaw, kind: type[Record] = Answers, place: Place = NOWHERE) -> Sentence:
    """Return the sentence that says what a kind of record expected.

    Names and allowed values are told, never what the user wrote.
    """
    path, inside, field = _walk(kind, flaw.path)
    values: dict[str, object] = {"place": place, "field": ".".join(path)}
    match flaw.type:
        case "extra_forbidden":
            return unknown_key("expected", [*path, *flaw.path[-1:]], inside.attributes, place)
        case "missing":
            name = ".".join(map(str, flaw.path))
            form = "missing_id" if name == "id" else "missing"
            return Sentence(f"store.expected.{form}", {**values, "field": name})
        case "after_its_own" | "two_dates" | "until_before_from":
            named = {"field": flaw.field} if flaw.field else {}
            return Sentence(f"store.expected.{flaw.type}", {**values, **named})
        case _ if field is None:
            name = str(flaw.path[-1])
            options = {"field": name, "options": ", ".join(KINDS)}
            return Sentence("store.expected.one_of", {**values, **options})
        case _:
            form, more = _form_of(field)
            return Sentence(f"store.expected.{form}", {**values, **more})


def closer(sentence: Sentence, written: object) -> Sentence:
    """Return a sentence that fits better to a text that was written, without telling the text."""
    from difflib import get_close_matches

    values = sentence.values
    group, _, form = sentence.key.rpartition(".")
    if isinstance(written, str) and form in _BARE:
        return Sentence(f"{group}.{_BARE[form]}", values)
    if isinstance(written, str) and form == "one_of":
        options = str(values["options"]).split(", ")
        if near := get_close_matches(written[:100].lower(), options, n=1):
            return Sentence(f"{group}.one_of_near", {**values, "near": near[0]})
    return sentence


def unknown_key(group: str, path: Sequence[object], known: Iterable[str], place: Place) -> Sentence:
    """Return the sentence for a key that nothing knows."""
    from difflib import get_close_matches

    *sections, last = map(str, path)
    near = get_close_matches(last[:100], list(known), n=1)
    field = ".".join([*sections, printable_name(last)])
    values: dict[str, object] = {"place": place, "field": field}
    if near:
        return Sentence(f"store.{group}.unknown_near", {**values, "near": near[0]})
    return Sentence(f"store.{group}.unknown", values)


def printable_name(name: str) -> str:
    """Return the start of a name from the user's file, without control characters."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:40])


def _walk(
    kind: type[Record], path: Sequence[str | int]
) -> tuple[list[str], type[Record], Field | None]:
    """Return the names along a path as far as the table knows them, and what is there."""
    names: list[str] = []
    field: Field | None = None
    for part in path:
        if isinstance(part, int) and field is not None and field.takes == "list":
            field = field.of
            kind = field.of if field.takes == "part" else kind
            continue
        attribute = kind.attributes.get(str(part))
        if attribute is None or (field is not None and field.takes != "part"):
            break
        names.append(str(part))
        field = kind.fields[attribute]
        if field.takes == "part":
            kind = field.of
    return names, kind, field


def _form_of(field: Field) -> tuple[str, dict[str, object]]:
    """Return the form of the sentence for a field, and what it says besides the name."""
    match field.takes:
        case "whole" | "number" | "amount":
            form = "whole" if field.takes == "whole" else "number"
            bounds: dict[str, object] = {"low": field.low, "high": field.high}
            return (
                ("whole_or_word", {**bounds, "word": field.words[0]})
                if field.words
                else (form, bounds)
            )
        case "choice":
            return "one_of", {"options": ", ".join(field.words)}
        case "list" if field.of.takes == "part":
            return "parts", {"most": field.most, "names": ", ".join(field.of.of.attributes)}
        case "list":
            form, values = _form_of(field.of)
            return {"text": "list", "one_of": "list_of"}.get(form, form), values
        case "text":
            return (field.form, {}) if field.form else ("text", {"most": field.most})
        case "date":
            return ("date_or_truth" if field.truth else "date"), {}
        case _:
            return _PLAIN[field.takes], {}
