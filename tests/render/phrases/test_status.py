"""One line of what is due, short enough for a prompt."""

from itertools import chain, combinations

import pytest

from achillescli.core.views.due import PARTS, Due
from achillescli.render.phrases.status import MOST, line, without
from achillescli.words import LANGUAGES, Words

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
ALWAYS = ("checkin", "test")


@LANGUAGE
def test_the_line_fits_whatever_is_due(language: str) -> None:
    words = Words(language)
    some = chain.from_iterable(combinations((*PARTS, *ALWAYS), n) for n in range(1, 6))
    every = [*some, ("evening", *ALWAYS)]
    lines = [line(words, Due(now, None), "") for now in every]
    lines += [line(words, Due((), later), "19:00") for later in (*PARTS, None)]
    lines += [without(words, why) for why in ("none", "blocked", "emergency")]
    assert len({*lines}) == len(lines)
    assert [said for said in lines if len(said) > MOST or "\n" in said] == []
    assert all(said.isascii() for said in lines)


SAID = {
    ("morning", "am", "pm", "test"): "Due: morning score, both sessions, start test",
    ("am", "checkin"): "Due: morning session, check-in",
    ("evening",): "Due: evening scores",
}


@pytest.mark.parametrize("now", SAID)
def test_what_is_due_is_named(now: tuple[str, ...]) -> None:
    assert line(Words("en"), Due(now, "pm"), "19:00") == SAID[now]


def test_where_nothing_is_due_the_next_is_named_with_its_time() -> None:
    assert line(Words("nl"), Due((), "pm"), "19:00") == "Nu niets. Straks: avondsessie, 19:00"
