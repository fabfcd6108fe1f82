"""What a field may hold: the words in which the table of fields is written.

The table itself is the bodies of the classes in ``answers`` and ``entries``, a line a field:
its name, what it takes, and whether it must be there. The models at the door, the sentences
about errors, ``name=value``, the columns of the CSV and the template all read it from there.
"""

import datetime as dt
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

Takes = Literal[
    "whole", "number", "amount", "truth", "date", "time", "text", "choice", "list", "part", "values"
]
"""A number becomes a float, an amount stays as it was written, a part has fields of its own,
values are those of fields of another entry."""
FIRST_DATE, LAST_DATE = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
MOST = 2000
"""How many signs a text may have, and a list how many items."""


class Field(NamedTuple):
    """What one field takes; bounds are inclusive."""

    takes: Takes
    low: int = 0
    high: int = 1000
    words: tuple[str, ...] = ()
    """What a choice is one of; of a whole number, the words that may stand for it."""
    truth: bool = False
    """Whether a date may be true or false instead."""
    ahead: bool = False
    """Whether a date may lie ahead."""
    least: int = 0
    """The fewest signs of a text, the fewest items of a list."""
    most: int = MOST
    form: str = ""
    """The form of a text, one of ``FORMS``."""
    of: Any = None
    """The field that each item of a list is; the class of a part."""
    name: str = ""
    """What it is called where it is written, if that is no name in Python."""
    must: bool = False
    """Whether it must be there."""
    default: Any = None

    @property
    def may_be_none(self) -> bool:
        """Whether None is taken, and says the same as nothing."""
        return not self.must and self.default is None


FORMS = {
    "id": r"[0-9A-Za-z_-]{1,64}",
    "rows": r"T(0[1-9]|[12][0-9]|3[0-8])",
    "level": r"L([123]|4\.[1-8])",
}
"""What a whole text of a form looks like."""

# All are typed Any: a class body says with one line what a value is and what its field takes.
SCORE: Any = Field("whole", high=10)
"""A score on the numeric rating scale: 0 none, 10 worst."""
START_TEST: Any = Field("whole", high=10, words=("unable",))
COUNT: Any = Field("whole")
TOTAL: Any = Field("whole", high=100)
"""The points of a questionnaire."""
MINUTES: Any = Field("whole", high=1440)
DURATION: Any = Field("amount", high=1440)
"""Minutes, with decimals where they were typed."""
KM: Any = Field("number")
WALL_CM: Any = Field("number", high=50)
"""From the knee to the wall."""
DATE: Any = Field("date")
DAY_OF_PAUSE: Any = Field("date", ahead=True)
LAST: Any = Field("date", truth=True)
"""When something was last: a date, true (the day of the answer) or false (never)."""
TIME: Any = Field("time")
TRUTH: Any = Field("truth")
TEXT: Any = Field("text")
SHORT_TEXT: Any = Field("text", least=1, most=100)
ID: Any = Field("text", form="id")
LEVEL: Any = Field("text", form="level")
ROWS: Any = Field("list", of=Field("text", form="rows"), least=1)
NAMES: Any = Field("list", of=TEXT, default=())
VALUES: Any = Field("values", default=MappingProxyType({}))
DATES = frozenset(
    {
        *("date", "from", "until", "onset", "previous_episode_end", "last_run"),
        *("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last"),
    }
)
TIMES = frozenset({"at", "start"})
"""The names of the fields that hold a date or a time, which JSON has as text."""


def must(field: Any) -> Any:
    """Return a field that must be there."""
    return field._replace(must=True)


def whole(low: int, high: int) -> Any:
    """Return a field for whole numbers."""
    return Field("whole", low, high)


def number(low: int, high: int) -> Any:
    """Return a field for numbers."""
    return Field("number", low, high)


def choice(literal: Any) -> Any:
    """Return a field for one of the words of a Literal."""
    return Field("choice", words=get_args(literal))


def only(word: str) -> Any:
    """Return a field that must be there and takes one word."""
    return Field("choice", words=(word,), must=True, default=word)


def some(literal: Any) -> Any:
    """Return a field for a list out of the words of a Literal."""
    return Field("list", of=choice(literal))


def part(record: Any, default: Any = None) -> Any:
    """Return a field for a record with fields of its own."""
    return Field("part", of=record, default=default)


def parts(record: Any, most: int) -> Any:
    """Return a field for a list of records, at least one and at most so many."""
    return Field("list", of=must(part(record)), least=1, most=most)
