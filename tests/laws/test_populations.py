"""Ordinary people with ordinary noise in their scores are treated, not only protected."""

import pytest

from proof import populations


@pytest.mark.slow
@pytest.mark.hazard("H16", "H20", "H60", "H61")
@pytest.mark.parametrize("group", populations.GROUPS, ids=lambda group: group.name)
def test_a_group_stays_within_its_bounds(group: populations.Group) -> None:
    played = populations.courses(group)
    assert len(played) >= 40
    shares = {bound.says: bound.share(played) for bound in group.bounds}
    broken = {b.says: shares[b.says] for b in group.bounds if not b.holds(shares[b.says])}
    assert broken == {}


def test_a_group_is_the_same_each_time() -> None:
    group = populations.GROUPS[0]
    assert list(populations.lived(group, 3)) == list(populations.lived(group, 3))
    assert list(populations.lived(group, 3)) != list(populations.lived(group, 4))


def test_a_bound_can_be_broken() -> None:
    least = populations.Bound("", lambda _: 0.0, least=0.9)
    most = populations.Bound("", lambda _: 0.0, most=0.1)
    assert [least.holds(0.9), least.holds(0.89)] == [True, False]
    assert [most.holds(0.1), most.holds(0.11)] == [True, False]
