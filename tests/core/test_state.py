"""One date of a course, and the values that it is made of."""

import pytest

from achillescli.core.state import Level
from tests.kit.course_kit import Log

STATE = Log().day(1)


@pytest.mark.parametrize(
    ("order", "name"), [(1, "L1"), (2, "L2"), (3, "L3"), (4, "L4.1"), (11, "L4.8")]
)
def test_a_level_has_its_order_and_its_name(order: int, name: str) -> None:
    assert (str(Level(order)), Level(order)) == (name, order)


def test_a_closed_gate_says_what_it_looked_at() -> None:
    assert {finding.key[:3] for finding in STATE.concentric_findings} == {"G1."}
    assert {finding.key[:3] for finding in STATE.running_findings} == {"G2."}
