"""One test over many cases."""

import inspect

import pytest

from tests.kit.each import each


def test_every_case_is_tried() -> None:
    seen = []

    @each(("one", "two"), [(1, 2), (3, 4)])
    @each("more", "ab")
    def test(one: int, two: int, more: str, fixture: str) -> None:
        seen.append((one, two, more, fixture))

    assert [*inspect.signature(test).parameters] == ["fixture"]
    test(fixture="f")
    assert seen == [(1, 2, "a", "f"), (1, 2, "b", "f"), (3, 4, "a", "f"), (3, 4, "b", "f")]


def test_the_case_that_fails_is_named() -> None:
    @each("n", [1, 2, 3])
    def test(n: int) -> None:
        assert n != 2

    with pytest.raises(AssertionError) as failed:
        test()
    assert failed.value.__notes__ == ["the case: (2,)"]


def test_no_cases_are_no_test() -> None:
    with pytest.raises(AssertionError):
        each("n", [])
