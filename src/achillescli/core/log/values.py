"""Value types shared by the records that a user writes."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A strict, immutable value; unknown keys and guessed types are refused."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )


Nrs = Annotated[int, Field(ge=0, le=10)]
"""A score on the numeric rating scale: 0 none, 10 worst."""

Count = Annotated[int, Field(ge=0, le=1000)]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Day = Annotated[
    dt.date,
    Field(ge=dt.date(2000, 1, 1), le=dt.date(2100, 12, 31)),
]
"""A calendar date between 2000 and 2100."""

Text = Annotated[str, Field(max_length=2000)]

StartTest = Nrs | Literal["unable"]
