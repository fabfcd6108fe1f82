"""What a merge takes in: a folder, a log, a month, an export, and nothing else."""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from achillescli.errors import UsageError
from achillescli.store.transfer import other_log
from tests.kit.journals import month, second, sentence, text
from tests.kit.merges import merge, months, put, refused, score

# What can be merged


def exported(home: Path) -> str:
    """Return the months of a log as an export has them."""
    kept = [
        {"file": name, "sha256": sha256(raw).hexdigest(), "text": raw.decode()}
        for name, raw in sorted(months(home).items())
    ]
    head = {"format": "achilles export", "version": 1, "schema": 1}
    return json.dumps({**head, "months": kept, "entries": [], "unreadable": []})


def test_every_form_of_another_log_is_taken_in(tmp_path: Path) -> None:
    other = put(tmp_path / "b", [score(n) for n in range(40)])
    (tmp_path / "export.json").write_bytes(b"\xef\xbb\xbf \n" + exported(other).encode())
    (tmp_path / "old").mkdir()
    for name, raw in months(other).items():
        (tmp_path / "old" / name).write_bytes(raw)
    for number, form in enumerate(("b", "b/", "b/log", "old", "export.json")):
        home = put(tmp_path / f"a{number}", [score(n) for n in range(5)])
        assert len(merge(home, tmp_path / form)) == 35
        assert months(home) == months(other)


def test_a_path_is_seen_from_here_first_and_then_from_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = put(tmp_path / "a", [score(n) for n in range(40)])
    month(home, text(), "backups/2026-03.2026-03-09.toml")
    month(home, text() + second(), "log/2026-03 2.toml")
    monkeypatch.chdir(tmp_path)
    assert [e.id for e in merge(home, "log/2026-03 2.toml")] == ["a1", "a2"]
    assert merge(home, "backups/2026-03.2026-03-09.toml") == ()
    month(
        tmp_path, second("a9").replace("\n", "schema = 1\n", 1), "backups/2026-03.2026-03-09.toml"
    )
    assert [e.id for e in merge(home, "backups/2026-03.2026-03-09.toml")] == ["a9"]


def test_the_log_itself_and_what_is_no_log_are_refused(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    (tmp_path / "link").symlink_to(home / "log" / "2026-02.toml")
    (tmp_path / "empty" / "log").mkdir(parents=True)
    for other in (home, home / "log", home / "log" / "2026-02.toml", tmp_path / "link"):
        assert refused(home, other).key == "merge.error.same"
    for named in ("nothing", "", " ", "a\0b", "x" * 300, tmp_path / "a" / "lock" / "x"):
        assert refused(home, named).key in ("merge.error.missing", "store.error.read")
    for other in (tmp_path / "empty", home / "backups", tmp_path):
        (home / "backups").mkdir(exist_ok=True)
        assert refused(home, other).key == "merge.error.no_log"
    assert isinstance(refused(home, "nothing"), UsageError)


DAMAGED = {
    "broken": ("oops", "2026-03.toml, line 1: "),
    "a value": (text(pain=11), "2026-03.toml, line 8: pain must be"),
    "newer": (text(schema="schema = 99\n"), "2026-03.toml, line 1: this was written by a newer"),
    "zeros": ("schema = 1\n\0\0", "2026-03.toml, line 2: there are zero bytes"),
    "twice": (text() + second("a1"), "2026-03.toml, line 12: another entry has this id"),
    "too big": ("#" * 100 + "\n" * (2 << 20), "2026-03.toml: this file is larger than 2 MiB"),
}


@pytest.mark.parametrize(("content", "said"), DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_damaged_is_refused_with_file_and_line(
    tmp_path: Path, content: str, said: str, whole: bool
) -> None:
    home = put(tmp_path / "a", [score(0)])
    path = month(tmp_path / "b", content)
    month(tmp_path / "b", text(id="'fine'"), "log/2026-01.toml")
    error = refused(home, path.parents[1] if whole else path)
    assert error.exit_code == 5
    shown = sentence(error)
    assert shown.startswith(f"{path.parent}/{said}")


def test_an_id_in_two_of_their_months_is_refused(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    path = month(tmp_path / "b", text())
    month(tmp_path / "b", text(), "log/2026-04.toml")
    assert sentence(refused(home, tmp_path / "b")).startswith(
        f"{path.parent}/2026-04.toml, line 4:"
    )


def test_a_log_that_lost_a_month_is_refused(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    path = month(tmp_path / "b", text())
    month(tmp_path / "b", text(), "backups/2026-02.2026-02-20.toml")
    shown = sentence(refused(home, tmp_path / "b"))
    assert shown.startswith(f"{path.parent}/2026-02.toml: the file is missing or empty")
    assert refused(home, tmp_path / "b" / "log").exit_code == 5


EXPORTS = [
    ('"text"', '"other"', 2),
    ('"version": 1', '"version": 9', 5),
    ("achilles export", "another export", 2),
    ("pain = 2", "pain = 3", 2),
    ("{", "{,", 2),
]


@pytest.mark.parametrize(("old", "new", "code"), EXPORTS)
def test_an_export_that_is_not_as_it_was_made_is_refused(
    tmp_path: Path, old: str, new: str, code: int
) -> None:
    home = put(tmp_path / "a", [score(0)])
    raw = exported(put(tmp_path / "b", [score(n) for n in range(3)]))
    path = tmp_path / "export.json"
    path.write_text(raw.replace(old, new, 1))
    assert refused(home, path).exit_code == code
    path.write_text(raw)
    assert len(merge(home, path)) == 2


def test_a_month_of_an_export_that_is_damaged_is_named(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    raw = b"\xff" + text().encode()
    coded = f'"sha256": "{sha256(raw).hexdigest()}", "base64": "{b64encode(raw).decode()}"'
    path = tmp_path / "export.json"
    path.write_text(
        '{"format": "achilles export", "version": 1, "schema": 1, "entries": [], "unreadable": [],'
        f' "months": [{{"file": "2026-03.toml", {coded}}}]}}'
    )
    assert sentence(refused(home, path)).startswith(f"{path}: 2026-03.toml, line 1: ")


def test_a_copy_beside_the_other_log_is_named(tmp_path: Path) -> None:
    home = put(tmp_path / "a", [score(0)])
    path = month(tmp_path / "b", text())
    month(tmp_path / "b", text() + second() + second("a3"), "log/2026-03-LAPTOP.toml")
    (warning,) = other_log.read(home, str(tmp_path / "b")).warnings
    assert warning.values["n"] == 2
    assert warning.values["file"] == f"{path.parent}/2026-03-LAPTOP.toml"
