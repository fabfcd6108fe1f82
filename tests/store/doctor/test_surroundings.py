"""Where the data lie: a folder, a disk, a service, other logs."""

import os
from pathlib import Path

import pytest

from achillescli.store.doctor import surroundings
from tests.kit.journals import add
from tests.kit.looks import keys, look


def test_a_folder_that_may_not_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "log")
    assert [key for key, _ in keys(tmp_path)] == ["unwritable"]


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path)
    real = os.statvfs(tmp_path)
    for fields, told in (
        ({"f_bavail": 100}, ["little_room"]),
        ({"f_files": 9, "f_favail": 0}, ["little_room"]),
        ({"f_files": 0, "f_favail": 0}, []),
    ):
        names = ("f_bavail", "f_frsize", "f_files", "f_favail")
        state = {name: getattr(real, name) for name in names} | fields
        monkeypatch.setattr(os, "statvfs", lambda _, state=state: type("State", (), state))
        assert [key for key, _ in keys(tmp_path)] == told


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/achilles", "Dropbox"),
        ("Dropbox (Work)/a", "Dropbox"),
        ("OneDrive - Firm/a", "OneDrive"),
        ("Library/Mobile Documents/a", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Google Drive/My Drive/a", "Google Drive"),
        ("megabytes/a", None),
    ],
)
def test_a_folder_that_is_synced_is_told(tmp_path: Path, folder: str, service: str | None) -> None:
    home = tmp_path / folder
    add(home)
    found = [one.values["service"] for one in surroundings.of_place(home)]
    assert found == ([service] if service else [])


def test_a_folder_that_syncthing_has_marked_is_told_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real" / "home").mkdir(parents=True)
    (tmp_path / "real" / ".stfolder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "home")
    (finding,) = surroundings.of_place(tmp_path / "link")
    assert finding.values["service"] == "Syncthing"


def test_a_log_elsewhere_is_told_once(tmp_path: Path) -> None:
    home, other, empty = (tmp_path / name for name in ("home", "other", "empty"))
    for folder in (home, other):
        add(folder)
    (tmp_path / "link").symlink_to(other)
    (tmp_path / "same").symlink_to(home)
    places = [home, tmp_path / "same", other, tmp_path / "link", empty]
    told = [one for one in look(home, places).findings if one.key.endswith("elsewhere")]
    assert [(one.values["path"], one.values["n"]) for one in told] == [(other, 1)]
    assert not empty.exists()
