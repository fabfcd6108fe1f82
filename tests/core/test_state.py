"""One date of a course, and the values that it is made of."""

import pytest

from achillescli.core.state import Colour, Finding, Level, Reason
from tests.kit.course_kit import Log, cells

STATE = Log().day(1)


@pytest.mark.parametrize(
    ("order", "name"), [(1, "L1"), (2, "L2"), (3, "L3"), (4, "L4.1"), (11, "L4.8")]
)
def test_a_level_has_its_order_and_its_name(order, name) -> None:
    assert (str(Level(order)), Level(order)) == (name, order)


def test_a_closed_gate_says_what_it_looked_at() -> None:
    assert {finding.key[:3] for finding in STATE.concentric_findings} == {"G1."}
    assert {finding.key[:3] for finding in STATE.running_findings} == {"G2."}


# met         | not met                      | yesterday | what running still asks for
ASKED = """
  G2.daily    | G2.level G2.rows G2.walk     | GREEN     | G2.level G2.rows
  G2.level    | G2.walk G2.raises G2.hop     | GREEN     | G2.walk
  G2.walk     | G2.raises G2.hop             | GREEN     | G2.raises
  G2.walk     | G2.hop                       | AMBER     | G2.hop
  G2.level    | G2.walk G2.raises G2.hop     | RED       |
  G2.level    | G2.daily G2.hop              | RED       | G2.daily
  G2.walk     |                              | GREEN     |
"""


@pytest.mark.parametrize(("met", "unmet", "yesterday", "wanted"), cells(ASKED))
def test_running_asks_for_one_test_when_the_rest_holds_and_none_after_a_red_day(
    met, unmet, yesterday, wanted
) -> None:
    found = [Finding(key, True, {}) for key in met.split()]
    found += [Finding(key, False, {}) for key in unmet.split()]
    reason = Reason("running", "closed", ("G2",), tuple(found))
    state = STATE._replace(reasons={"running": reason}, colour_yesterday=Colour(yesterday))
    assert [finding.key for finding in state.running_asked] == wanted.split()
