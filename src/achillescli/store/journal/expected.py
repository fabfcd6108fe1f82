"""What a field should hold, said of a value that a model refused."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from ...core.log.answers import Answers
from ..files.place import NOWHERE, Place

_PATTERNS = {"id": "id", "of": "id", "rows": "rows", "level": "level"}
_BARE = {"whole": "whole_bare", "number": "number_bare", "boolean": "boolean_bare"}
_WHOLE_RECORD = {"after_its_own", "two_dates", "until_before_from"}


def expected(
    error: Mapping[str, Any], model: type[BaseModel] = Answers, place: Place = NOWHERE
) -> tuple[str, dict[str, object]]:
    """Return the key and values of the sentence that says what was expected.

    The error is one of ``ValidationError.errors(include_input=False)`` of the model.
    Names and allowed values are told, never what the user wrote.
    """
    schema = model.model_json_schema(by_alias=True)
    path, here = _walk(schema, error["loc"])
    field = ".".join(path)
    values: dict[str, object] = {"place": place, "field": field}
    if error["type"] == "extra_forbidden":
        known = (name for option in _options(here, schema) for name in option.get("properties", ()))
        return unknown("expected", [*path, *error["loc"][-1:]], known, place)
    if error["type"] == "missing":
        name = ".".join(str(part) for part in error["loc"])
        form = "missing_id" if name == "id" else "missing"
        return f"store.expected.{form}", {**values, "field": name}
    if error["type"] in _WHOLE_RECORD:
        return f"store.expected.{error['type']}", {**values, **_names(error)}
    if not path and error["type"] == "literal_error":
        options = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        name = str(error["loc"][-1])
        return "store.expected.one_of", {**values, "field": name, "options": options}
    form, more = _wanted(here, schema, path[-1] if path else "")
    return f"store.expected.{form}", {**values, **more}


def first_fault(error: ValidationError) -> Mapping[str, Any]:
    """Return the fault to tell; a key that nothing knows goes before one that is missing."""
    faults = error.errors(include_input=False, include_url=False)
    return min(faults, key=lambda fault: fault["type"] != "extra_forbidden")


def closer(key: str, values: dict[str, object], written: object) -> tuple[str, dict[str, object]]:
    """Return a sentence that fits better to a text that was written, without telling the text."""
    from difflib import get_close_matches

    group, _, form = key.rpartition(".")
    if isinstance(written, str) and form in _BARE:
        return f"{group}.{_BARE[form]}", values
    if isinstance(written, str) and form == "one_of":
        options = str(values["options"]).split(", ")
        if near := get_close_matches(written[:100].lower(), options, n=1):
            return f"{group}.one_of_near", {**values, "near": near[0]}
    return key, values


def unknown(
    group: str, path: Sequence[object], known: Iterable[str], place: Place
) -> tuple[str, dict[str, object]]:
    """Return the key and values of the sentence for a key that nothing knows."""
    from difflib import get_close_matches

    *sections, last = map(str, path)
    near = get_close_matches(last[:100], list(known), n=1)
    field = ".".join([*sections, _shown(last)])
    values: dict[str, object] = {"place": place, "field": field}
    if near:
        return f"store.{group}.unknown_near", {**values, "near": near[0]}
    return f"store.{group}.unknown", values


def _shown(name: str) -> str:
    """Return the start of a name from the user's file, without control characters."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:40])


def _names(error: Mapping[str, Any]) -> dict[str, object]:
    return {"field": error["ctx"]["field"]} if "field" in error.get("ctx", {}) else {}


def _walk(schema: dict[str, Any], loc: Sequence[str | int]) -> tuple[list[str], dict[str, Any]]:
    """Return the names along a location as far as the schema knows them, and what it has there."""
    path: list[str] = []
    here = schema
    for part in loc:
        inner = _inside(here, part, schema)
        if inner is None:
            break
        here = inner
        if isinstance(part, str):
            path.append(part)
    return path, here


def _inside(here: dict[str, Any], part: str | int, root: dict[str, Any]) -> dict[str, Any] | None:
    for option in _options(here, root):
        if isinstance(part, int) and "items" in option:
            return dict(option["items"])
        if part in option.get("properties", {}):
            return dict(option["properties"][part])
    return None


def _options(here: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what may stand there, references resolved, without null."""
    if "$ref" in here:
        return _options(root["$defs"][here["$ref"].rsplit("/", 1)[1]], root)
    if "anyOf" in here:
        bounds: dict[str, Any] = {name: here[name] for name in ("ge", "le") if name in here}
        return [{**bounds, **o} for some in here["anyOf"] for o in _options(some, root)]
    return [] if here.get("type") == "null" else [here]


def _wanted(here: dict[str, Any], root: dict[str, Any], name: str) -> tuple[str, dict[str, object]]:
    options = {o.get("format", o.get("type")): o for o in _options(here, root)}
    for kind in ("number", "integer", "array", "date", "boolean", "date-time", "object", "string"):
        if kind in options:
            form, values = _form(kind, options[kind], name)
            return _with_other(form, values, options)
    return "other", {}


def _form(kind: str, here: dict[str, Any], name: str) -> tuple[str, dict[str, object]]:
    match kind:
        case "integer" | "number":
            low = here.get("minimum", here.get("ge"))
            high = here.get("maximum", here.get("le"))
            return ("whole" if kind == "integer" else "number"), {"low": low, "high": high}
        case "array":
            form, values = _form("string", here["items"], name)
            return ("list" if form == "text" else "list_of" if form == "one_of" else form), values
        case "string":
            return _text(here, name)
        case _:
            return kind.replace("-", "_"), {}


def _text(here: dict[str, Any], name: str) -> tuple[str, dict[str, object]]:
    choices = here.get("enum") or ([here["const"]] if "const" in here else [])
    if choices:
        return "one_of", {"options": ", ".join(choices)}
    if "pattern" in here:
        return _PATTERNS.get(name, "other"), {}
    return "text", {"most": here.get("maxLength", 2000)}


def _with_other(
    form: str, values: dict[str, object], options: dict[Any, dict[str, Any]]
) -> tuple[str, dict[str, object]]:
    """Return the form for a field that may hold a second kind of value."""
    if form == "date" and "boolean" in options:
        return "date_or_truth", values
    if form == "whole" and "string" in options:
        return "whole_or_word", {**values, "word": options["string"]["const"]}
    return form, values
