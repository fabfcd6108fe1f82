"""Who else can read the files."""

from pathlib import Path

from achillescli.store.doctor import inventory
from tests.kit.journals import MONTH, add


def test_access_for_others_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    add(tmp_path)
    assert list(inventory.shared_files(tmp_path)) == []
    for path in (MONTH, "cache", "log"):
        (tmp_path / path).chmod(0o755)
    tmp_path.chmod(0o750)
    assert list(inventory.shared_files(tmp_path)) == [".", "cache", "log", MONTH]
    (tmp_path / "theirs").write_text("")
    (tmp_path / "theirs").chmod(0o644)
    assert list(inventory.shared_files(tmp_path)) == ["cache", "log", MONTH]
