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
LONGEST_S = 300
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
    near = own.rpartition("/")[0]
    config.args = sorted(
        others, key=lambda test: (any(name in test for name in LAST), not test.startswith(near))
    )
    return None if others else pytest.ExitCode.OK
