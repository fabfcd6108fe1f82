"""A pytest plugin of mutants.py: the tests that a mutant is close to run first."""

import os
import signal
from pathlib import Path

import hypothesis
import pytest
from mutmut.mutation import trampoline

QUIET = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:unraisableexception")
LAST = ("test_triage_table", "test_vectors", "test_explained", "test_soundness")
"""Tests that reach nearly everything, and take long."""
WHY = ("findings", "figures", "reason")
"""Words in the names of functions that say why; the tests of that are test_explained."""
LONGEST_S = 150
"""Seconds of the processor that all tests together may take; they take about sixty."""
TIMEOUT = 36
"""What mutmut takes for the exit code of a mutant that never ends."""

hypothesis.settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
hypothesis.settings.load_profile("mutants")


def mirror(module: str) -> str:
    """Return the path of the tests of a module such as achillescli.core.programme.colour."""
    *wing, name = module.split(".")[1:]
    return "/".join(("tests", *wing, f"test_{name}.py"))


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the tests of the mutant's module; when they pass, those of its folder, and all others."""
    module, _, mutant = os.environ.get("MUTANT_UNDER_TEST", "").rpartition(".")
    if "__mutmut_" not in mutant or config.args == [own := mirror(module)]:
        return None
    name = f"{module}.{mutant}"
    trampoline.get_mutant_under_test = lambda: name  # asked at every call; the environment is slow
    signal.signal(signal.SIGPROF, lambda *_: os._exit(TIMEOUT))
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    if Path(own).exists() and pytest.main([*QUIET, own]) != pytest.ExitCode.OK:
        return pytest.ExitCode.TESTS_FAILED
    others = [test for test in config.args if not test.startswith(own)]
    first = "tests/core/views/test_explained" if any(word in mutant for word in WHY) else own
    config.args = sorted(others, key=lambda test: _distance(test, first))
    return None if others else pytest.ExitCode.OK


def _distance(test: str, first: str) -> tuple[bool, bool, bool]:
    """Return how soon a test is to run, given the tests that are closest to a mutant."""
    slow = any(name in test for name in LAST)
    return not test.startswith(first), slow, not test.startswith(first.rpartition("/")[0])
