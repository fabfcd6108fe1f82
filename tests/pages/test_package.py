"""What an installer and a package index are told is so."""

import re
import tomllib
from itertools import pairwise

from tests.kit.places import ROOT

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = CONFIG["project"]
WORKFLOW = (ROOT / ".github/workflows/check.yml").read_text("utf-8")


def named(start: str) -> list[str]:
    """Return the ends of the classifiers that begin like this."""
    found = [one for one in PROJECT["classifiers"] if one.startswith(start)]
    return [one.removeprefix(start) for one in found]


def listed(key: str) -> list[str]:
    """Return a list of the workflow."""
    (found,) = re.findall(rf"^ +{key}: \[(.*)\]$", WORKFLOW, re.MULTILINE)
    return [one.strip('" ') for one in found.split(",")]


def test_every_python_that_is_named_is_tried() -> None:
    pythons = [one for one in named("Programming Language :: Python :: 3.") if one.isdigit()]
    assert [f"3.{one}" for one in pythons] == listed("python")
    assert PROJECT["requires-python"] == f">=3.{pythons[0]}"
    assert all(int(after) == int(one) + 1 for one, after in pairwise(pythons))


def test_every_system_that_is_named_is_tried() -> None:
    systems = {"macos": "MacOS", "windows": "Microsoft :: Windows", "ubuntu": "POSIX :: Linux"}
    tried = [systems[one.removesuffix("-latest")] for one in listed("os")]
    assert sorted(tried) == named("Operating System :: ")


def test_the_readme_of_an_index_has_no_link_that_leads_nowhere() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    links = set(re.findall(r"\]\(([^)#]+)", page))
    for one in CONFIG["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        page = re.sub(one["pattern"], one["replacement"], page)
    assert re.findall(r"\]\((?!https://|#)", page) == []
    assert len(links) > 10
    assert all(f"`{link}`" in page for link in links if "://" not in link)
