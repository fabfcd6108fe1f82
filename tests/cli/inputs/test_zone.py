"""The name of the time zone, by TZ or by the system."""

import os
from pathlib import Path

import pytest

from achillescli.cli.inputs.zone import zone_name

NAMES = {
    "Europe/Amsterdam": "Europe/Amsterdam",
    ":Europe/Amsterdam": "Europe/Amsterdam",
    "CET-1CEST": "",
    "Mars/Phobos": "",
    "UTC": "",
    "../../etc/passwd": "",
    "/usr/share/zoneinfo/Europe/Amsterdam": "",
}


@pytest.mark.parametrize("said", NAMES)
def test_a_zone_is_named_by_the_environment(said: str) -> None:
    assert zone_name({"TZ": said}, "/nowhere") == NAMES[said]


def test_else_by_the_link_of_the_system(tmp_path: Path) -> None:
    rules = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    rules.parent.mkdir(parents=True)
    rules.touch()
    link = tmp_path / "localtime"
    os.symlink(rules, link)  # noqa: PTH211
    assert zone_name({}, str(link)) == "Asia/Tokyo"
    assert zone_name({"TZ": ""}, str(link)) == "Asia/Tokyo"
    assert zone_name({}, str(tmp_path / "none")) == ""
