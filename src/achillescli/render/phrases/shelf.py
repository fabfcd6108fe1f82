"""What the pages and the tables of `learn` draw from, and what both say of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...core.library.article import Article
from ...core.library.evidence import Citation, Source
from ...core.library.exercise import Exercise
from ...core.programme.protocol import Protocol
from ...words import Words
from . import running

RUNNING = "running"
"""The topic that the rules tell, not the article."""


@dataclass(frozen=True)
class Shelf:
    """The library in one language."""

    words: Words
    article: Article
    sources: Mapping[str, Source]
    protocol: Protocol
    rules: Mapping[str, tuple[Citation, ...]]

    def additions(self, topic: str) -> tuple[running.Part, ...]:
        """Return what the rules add to a topic."""
        if topic != RUNNING:
            return ()
        return running.parts(self.words, self.protocol, self.rules)


def dose(words: Words, protocol: Protocol, chosen: Exercise) -> Iterator[str]:
    """Yield how much of an exercise the programme gives on a good day."""
    if chosen.kind == "easy":
        times = protocol.cross_training
        yield words("learn.exercise.shorter", first=times.weeks_1_2, second=times.weeks_3_6)
    elif chosen.contraction == "eccentric" and chosen.kind == "loading":
        dose = protocol.dose
        yield words("learn.exercise.dose", sets=dose.sets, reps=dose.reps)
        yield words(
            "learn.exercise.tempo",
            raise_s=dose.raise_s,
            lower_s=dose.lower_s,
            total=dose.raise_s + dose.lower_s,
            rest_s=dose.rest_s,
        )
    elif chosen.kind == "loading":
        added = protocol.concentric
        yield words(
            "learn.exercise.dose_concentric", sets=added.sets, reps=added.reps, day=added.from_day
        )
