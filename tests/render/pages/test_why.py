"""The page of `why`, in words."""

from achillescli.core.state import Reason
from achillescli.render.pages import why
from achillescli.words import Words


def test_the_weight_has_the_decimal_sign_of_the_language() -> None:
    line = Reason("load", "12.5", ("LEVEL",), ())
    assert [why.outcome(Words(language), line) for language in ("en", "nl")] == [
        "12.5 kg",
        "12,5 kg",
    ]
