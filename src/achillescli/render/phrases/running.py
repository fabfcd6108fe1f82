"""The way back to running, as the rules have it: conditions, steps, the next run."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...core.library.evidence import Citation
from ...core.programme.protocol import Protocol
from ...words import Words
from . import gates


class Part(NamedTuple):
    """Some lines under a heading, and what they rest on."""

    heading: str
    lines: Sequence[str]
    cites: Sequence[Citation]


def parts(
    words: Words, protocol: Protocol, rules: Mapping[str, Sequence[Citation]]
) -> tuple[Part, ...]:
    """Return what opens the gate to running, and the steps behind it."""
    conditions = words.find("learn.running.conditions")
    steps = list(_steps(words, protocol))
    return (
        Part(words("learn.running.gate"), conditions, rules["G2"]),
        Part(words("learn.running.steps"), steps, rules["RUN"]),
    )


def _steps(words: Words, protocol: Protocol) -> Iterator[str]:
    running = protocol.running
    joins = next(place for place, step in enumerate(running.B) if step in running.A)
    near, far, last, join = running.A[0], running.B[0], running.B[joins - 1], running.B[joins]
    yield words("learn.running.path", near=near, far=far, last=last, join=join)
    for step in running.steps:
        what = f"{step.id}: {gates.step(words, protocol, step.id)}"
        yield words("learn.running.step", what=what, passes=step.passes)
    yield from words.find("learn.running.rules")
    yield words("learn.running.free", last=running.A[-1])
