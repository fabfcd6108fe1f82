"""One test for every case of a list, where a test of its own for each would cost more than it says."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Return a decorator: the test is run over all cases, and one that fails is named.

    It takes what ``pytest.mark.parametrize`` takes. The cases share the fixtures of the test.
    """
    named = (names,) if isinstance(names, str) else names
    listed = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
    assert listed, "there are no cases"

    def decorated(test: Test) -> Test:
        @wraps(test)
        def over_all(**fixtures: Any) -> None:
            for case in listed:
                try:
                    test(**fixtures, **dict(zip(named, case, strict=True)))
                except BaseException as error:
                    error.add_note(f"the case: {case!r:.300}")
                    raise

        known = inspect.signature(test)
        left = [one for name, one in known.parameters.items() if name not in named]
        vars(over_all)["__signature__"] = known.replace(parameters=left)
        return over_all

    return decorated
