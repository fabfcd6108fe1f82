"""The pages of `learn`: the article beside the studies, and each exercise step by step."""

from collections.abc import Iterable, Sequence
from itertools import chain

from ...core.library.article import Article, Correction, Statement
from ...core.library.evidence import Citation
from ...core.library.exercise import Exercise
from ...core.library.frame import Frame
from ...words import Words
from ..phrases import frames
from ..phrases.shelf import Shelf, dose
from ..terminal.screen import Screen


def listing(screen: Screen, words: Words, exercises: Iterable[Exercise]) -> None:
    """Write every topic and exercise with one line each."""
    screen.heading(words("learn.topics"))
    for topic in words.find("learn.topic").values():
        screen.point(topic["line"], f"{topic['name']}: ")
    screen.heading(words("learn.exercises"))
    for exercise in exercises:
        screen.point(exercise.name(words.language), f"{exercise.id}: ")
    screen.say()
    screen.say(words("learn.how"))


def topic(screen: Screen, shelf: Shelf, name: str) -> None:
    """Write one topic, each correction directly under what it corrects."""
    words, language = shelf.words, shelf.words.language
    statements = shelf.article.on(name)
    screen.heading(words(f"learn.topic.{name}.title"))
    added = shelf.additions(name)
    for part in added:
        screen.heading(part.heading)
        for line in part.lines:
            screen.point(line)
    for statement, following in zip(statements, (*statements[1:], None), strict=False):
        screen.point(_statement_line(statement, language))
        for correction in _due(shelf.article, statement, following):
            says = correction.text[language]
            screen.point(words("learn.correction", id=correction.id, says=says), "    ! ")
    findings = shelf.article.study_notes(name)
    screen.heading(words("learn.studies"))
    for finding in findings:
        screen.point(finding.text[language])
    beside = shelf.article.beside(statements)
    cites = chain.from_iterable(
        [one.cites for one in added]
        + [one.cites for one in beside]
        + [one.cites for one in findings]
    )
    _sources(screen, shelf, cites, "learn.sources" if statements else "learn.sources_only")
    _close(screen, words, name)


def exercise(screen: Screen, shelf: Shelf, chosen: Exercise, drawn: Sequence[Frame] = ()) -> None:
    """Write how one exercise is done, step by step."""
    words, told = shelf.words, chosen.told[shelf.words.language]
    screen.heading(told.name)
    screen.say(told.cue)
    if drawn:
        screen.say()
        frames.show(screen, shelf.words.language, drawn)
    screen.say()
    screen.say(" ".join(_kind(words, chosen)))
    screen.say(words("learn.exercise.needs", equipment=told.equipment))
    for line in dose(words, shelf.protocol, chosen):
        screen.say(line)
    screen.heading(words("learn.exercise.steps"))
    for number, step in enumerate(told.steps, 1):
        screen.point(step, f"{number}. ")
    if chosen.video:
        film = shelf.sources[chosen.video]
        screen.say(words("learn.exercise.video", title=film.title, by=film.authors, url=film.url))
    _named(screen, words("learn.exercise.rom"), [("", line) for line in told.rom.values()])
    _named(screen, words("learn.exercise.level"), told.level.items())
    _sources(screen, shelf, chosen.cites, "learn.sources_only")
    screen.say()
    screen.say(words("learn.general"))
    if chosen.kind != "easy":
        screen.say(words("learn.exercise.stop"), "bold")


def _statement_line(statement: Statement, language: str) -> str:
    return f"{statement.text[language]} [{statement.id}]"


def _due(
    article: Article, statement: Statement, following: Statement | None
) -> tuple[Correction, ...]:
    """Return the corrections of a statement that the next one does not share."""
    shared = following.corrections if following else ()
    return tuple(found for found in article.beside([statement]) if found.id not in shared)


def _close(screen: Screen, words: Words, name: str) -> None:
    screen.say()
    screen.say(words("learn.general"))
    close = words.find(f"learn.topic.{name}.close")
    if close:
        screen.say(close, "bold")


def _kind(words: Words, chosen: Exercise) -> Iterable[str]:
    if chosen.contraction:
        yield words(f"learn.exercise.contraction.{chosen.contraction}")
    if chosen.knee:
        yield words(f"learn.exercise.knee.{chosen.knee}")
    yield words("learn.exercise.muscle", muscle=chosen.told[words.language].muscle)


def _named(screen: Screen, heading: str, lines: Iterable[tuple[str, str]]) -> None:
    rows = list(lines)
    if rows:
        screen.heading(heading)
    for name, line in rows:
        screen.point(line, f"{name}: " if name else "- ")


def _sources(screen: Screen, shelf: Shelf, cites: Iterable[Citation], key: str) -> None:
    keys = dict.fromkeys(cite.source for cite in cites)
    own = {"article", "design"} if key == "learn.sources" else {"design"}
    names = [shelf.sources[one].short for one in keys if one not in own]
    if names:
        article = shelf.sources["article"].short
        screen.say()
        screen.say(shelf.words(key, sources="; ".join(names), article=article))
