"""A movement in still frames."""

import pytest

from achillescli import catalogue
from achillescli.core.library.frame import COLUMNS, Frame

TABLE = {"draw": " o\n/|\\\n", "en": "Up.", "nl": "Omhoog."}


def test_a_frame_is_its_lines_and_what_it_says() -> None:
    assert Frame.of(TABLE) == Frame((" o", "/|\\"), {"en": "Up.", "nl": "Omhoog."})


@pytest.mark.parametrize("field", TABLE)
def test_a_frame_that_lacks_something_is_none(field: str) -> None:
    with pytest.raises(KeyError, match=field):
        Frame.of({name: value for name, value in TABLE.items() if name != field})


def test_every_drawing_fits_its_columns() -> None:
    drawn = [frame for one in catalogue.exercises() for frame in catalogue.frames(one.frames)]
    assert len(drawn) > 12
    assert max(len(line) for frame in drawn for line in frame.drawing) <= COLUMNS
