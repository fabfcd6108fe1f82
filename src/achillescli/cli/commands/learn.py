"""`achilles learn`: what the article says, what studies found, and each exercise."""

from typing import Annotated, Any

import typer

from ... import catalogue
from ...errors import UsageError
from ...render.data import learn as data
from ...render.pages import learn as pages
from ...render.phrases.shelf import Shelf
from ...render.terminal.screen import Screen
from ...words import Words
from ..context import Context
from ..journal.course import write_json
from ..names import like


def add(app: typer.Typer, context: Context) -> None:
    """Add the command to the program."""
    words = context.words

    @app.command("learn", help=words("help/learn.help"))
    def learn(
        topic: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=words("help/learn.metavar"), help=words("help/learn.option.topic")
            ),
        ] = None,
        *,
        as_json: Annotated[
            bool, typer.Option("--json", help=words("help/learn.option.json"))
        ] = False,
    ) -> None:
        name = topic_id(words, " ".join(topic)) if topic else ""
        if as_json:
            write_json(_values(words, name), indent=2)
        else:
            with context.pager():
                _write(context.out, words, name)


def topic_id(words: Words, typed: str) -> str:
    """Return the topic or exercise that was typed, by its id.

    Raises:
        UsageError: there is none of that name.
    """
    names = _names(words)
    wish = "-".join(typed.lower().replace("_", " ").replace("-", " ").split())
    if wish in names:
        return names[wish]
    known = ", ".join(_known_names(words))
    if near := like(wish, names):
        raise UsageError("learn.error.unknown", near=near, known=known)
    raise UsageError("learn.error.unlike", known=known)


def _names(words: Words) -> dict[str, str]:
    """Return every name that is understood, with the id that it stands for."""
    topics = words.find("learn.topic")
    aliases = {key: topic["aliases"] for key, topic in topics.items()}
    aliases |= words.find("learn.aliases")
    names = {alias: key for key, several in aliases.items() for alias in several.split()}
    return (
        names
        | {topic["name"]: key for key, topic in topics.items()}
        | {key: key for key in aliases}
    )


def _known_names(words: Words) -> list[str]:
    topics = [topic["name"] for topic in words.find("learn.topic").values()]
    return [*topics, *words.find("learn.aliases")]


def _shelf(words: Words) -> Shelf:
    return Shelf(
        words,
        catalogue.article(),
        catalogue.sources(),
        catalogue.protocol(),
        catalogue.rules(),
    )


def _values(words: Words, name: str) -> dict[str, Any]:
    if not name:
        return data.listing_values(words, catalogue.exercises())
    if name in words.find("learn.topic"):
        return data.topic_values(_shelf(words), name)
    exercise = catalogue.exercise(name)
    return data.exercise_values(_shelf(words), exercise, catalogue.frames(exercise.frames))


def _write(screen: Screen, words: Words, name: str) -> None:
    if not name:
        pages.listing(screen, words, catalogue.exercises())
    elif name in words.find("learn.topic"):
        pages.topic(screen, _shelf(words), name)
    else:
        exercise = catalogue.exercise(name)
        pages.exercise(screen, _shelf(words), exercise, catalogue.frames(exercise.frames))
