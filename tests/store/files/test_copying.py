"""A copy before a change: under a name of its own, for the owner only."""

import os
from pathlib import Path

import pytest

from achillescli.store.backups import daily as backup
from achillescli.store.files import copying, layout
from achillescli.store.files.lock import lock
from tests.kit.journals import NOW, month, text


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_only_the_owner_can_read_a_copy(tmp_path: Path, umask: int) -> None:
    month(tmp_path, text())
    before = os.umask(umask)
    try:
        assert backup.keep(tmp_path, NOW) == ()
        with lock(tmp_path):
            copying.copy(tmp_path, "2026-03.toml", NOW)
    finally:
        os.umask(before)
    assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700
    copies = list((tmp_path / "backups").iterdir())
    assert [path.stat().st_mode & 0o777 for path in copies] == [0o600, 0o600]


def test_a_copy_before_a_change_has_a_time_and_never_replaces_another(tmp_path: Path) -> None:
    month(tmp_path, text())
    month(tmp_path, " \n", "log/2026-02.toml")
    with lock(tmp_path):
        made = [copying.copy(tmp_path, "2026-03.toml", NOW) for _ in range(2)]
        assert copying.copy(tmp_path, "2026-02.toml", NOW) is None
        assert copying.copy(tmp_path, "2026-01.toml", NOW) is None
    assert made == [f"backups/2026-03.2026-03-10T07300{second}.toml" for second in (0, 1)]
    assert [one.made for one in layout.backups(tmp_path)] == [
        "2026-03-10T073000",
        "2026-03-10T073001",
    ]
