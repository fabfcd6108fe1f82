"""Where a question stands: which screen of the warning signs, which part of the rest."""

from ....core.questionnaire.questions import QUESTIONS, Question, is_screening
from ....words import Words

_OPENS = {"age": "you", "side": "complaint", "last_run": "running", "size": "body"}
_OPENS |= {"start_test": "tests"}
"""The question that opens each part after the warning signs."""

_SCREENS = ("signs", "ever", "spa")


def header(words: Words, question: Question, before: Question | None) -> str:
    """Return the line above a question; empty within a part, except for warning signs."""
    if is_screening(question):
        n = _screens_up_to(question)
        return words("questions.part.signs", n=n, of=_screens_up_to(QUESTIONS[-1]))
    part = _part(question)
    if before is not None and not is_screening(before) and _part(before) == part:
        return ""
    names = list(dict.fromkeys(_OPENS.values()))
    place = 2 + names.index(part)
    return words(
        "questions.part.line",
        n=place,
        of=1 + len(names),
        name=words(f"questions.part.{part}"),
    )


def _screens_up_to(question: Question) -> int:
    """Return how many screens of warning signs there are up to a question, itself included."""
    up_to = QUESTIONS[: QUESTIONS.index(question) + 1]
    return sum(each.kind in _SCREENS for each in up_to)


def _part(question: Question) -> str:
    up_to = QUESTIONS[: QUESTIONS.index(question) + 1]
    return [_OPENS[each.name] for each in up_to if each.name in _OPENS][-1]
