"""Months of every schema that was released open for good; an older one becomes ours by copies."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from achillescli import store
from achillescli.core.log import corrections, entries
from achillescli.errors import StoreError
from achillescli.store.files import disk, layout
from achillescli.store.files.lock import lock
from achillescli.store.journal import cache, migration, schema
from achillescli.store.journal.month import month as read
from tests.kit.journals import MONTH, NOW, SECRET, add, month, second, sentence, text, tree

RELEASED = Path(__file__).parent / "schemas"


# What was released


def test_every_released_schema_has_its_month() -> None:
    numbers = {int(path.stem) for path in RELEASED.glob("*.toml")}
    assert numbers == {*schema.STEPS, schema.CURRENT} == set(range(1, schema.CURRENT + 1))


@pytest.mark.parametrize("number", range(1, schema.CURRENT + 1))
def test_a_released_month_opens_with_every_kind_of_entry(tmp_path: Path, number: int) -> None:
    raw = (RELEASED / f"{number}.toml").read_bytes()
    month(tmp_path, raw)
    journal = store.load(tmp_path)
    assert {entry.kind for entry in journal.entries} == set(entries.KINDS)
    assert {warning.values["field"] for warning in journal.warnings} == {"mood", "weather"}
    live = {entry.id: entry for entry in corrections.log_of(journal.entries)}
    assert (live["morning1"].pain, live["morning1"].stiffness_min) == (4, None)
    assert live["session2"].done.load_kg == 2.5
    assert live["assess01"].complete
    assert live["pause001"].until == dt.date(2026, 3, 8)
    assert "pill-001" not in live
    entry = add(tmp_path)
    after = (tmp_path / MONTH).read_bytes()
    assert after.startswith(raw) or number < schema.CURRENT
    assert store.load(tmp_path).entries == (*journal.entries, entry)


@pytest.mark.hazard("H47")
def test_a_newer_schema_is_refused_and_untouched(tmp_path: Path) -> None:
    month(tmp_path, text(schema="schema = 2\n"))
    before = tree(tmp_path / "log")
    for attempt in (store.load, add):
        with pytest.raises(StoreError, match="newer"):
            attempt(tmp_path)
    with lock(tmp_path):
        migration.migrate(tmp_path, "2026-03.toml", NOW)
    assert tree(tmp_path / "log") == before
    assert layout.backups(tmp_path) == ()


# A schema to come: the score was called "score", and a remark stood in front of each entry


def renamed(source: str) -> str:
    """Make of the made-up schema 1 the made-up schema 2."""
    return re.sub(r"(?m)^score =", "pain =", source)


def headed(source: str) -> str:
    """Make of the made-up schema 2 the made-up schema 3: more lines than before."""
    return source.replace("[[entry]]", "# an entry\n[[entry]]")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the program be of schema 3."""
    monkeypatch.setattr(schema, "CURRENT", 3)
    monkeypatch.setattr(schema, "STEPS", {1: renamed, 2: headed})
    read.cache_clear()
    yield
    read.cache_clear()


OLD = (
    "# mine, from the first day\r\n"
    "schema = 1  # as it was\n"
    "mood = 'fine'\n\n"
    "[[entry]]\n"
    "id = 'a1'  # the first\n"
    "kind = 'morning'\n"
    "date = 2026-03-01\n"
    "at = 2026-03-01T07:30:00+01:00\n"
    "score = 3\n"
    f"note = '{SECRET}'\n"
    "weather = 'rain'\n"
)
OLD_SECOND = second().replace("pain", "score")


@pytest.mark.usefixtures("later")
class TestOlder:
    def test_reading_understands_it_and_changes_nothing(self, tmp_path: Path) -> None:
        month(tmp_path, OLD)
        before = tree(tmp_path)
        journal = store.load(tmp_path)
        assert [entry.pain for entry in journal.entries] == [3]
        assert {warning.values["field"] for warning in journal.warnings} == {"mood", "weather"}
        assert tree(tmp_path) == before

    def test_the_first_write_copies_it_and_rewrites_it(self, tmp_path: Path) -> None:
        path = month(tmp_path, "\ufeff" + OLD)
        before = path.read_bytes()
        entry = add(tmp_path)
        (copy,) = layout.backups(tmp_path)
        assert copy.name == "2026-03.2026-03-10T073000.toml"
        assert (tmp_path / "backups" / copy.name).read_bytes() == before
        rewritten = headed(renamed(OLD)).replace("schema = 1", "schema = 3")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf" + rewritten.encode())
        assert [found.id for found in store.load(tmp_path).entries] == ["a1", entry.id]
        assert path.stat().st_mode & 0o777 == 0o600

    def test_twice_is_once(self, tmp_path: Path) -> None:
        path = month(tmp_path, OLD)
        with lock(tmp_path):
            migration.migrate(tmp_path, path.name, NOW)
            before = tree(tmp_path)
            migration.migrate(tmp_path, path.name, NOW)
        assert tree(tmp_path) == before
        add(tmp_path)
        assert len(layout.backups(tmp_path)) == 1

    def test_only_the_month_of_writing_is_rewritten(self, tmp_path: Path) -> None:
        other = month(tmp_path, OLD, "log/2026-02.toml")
        add(tmp_path)
        assert other.read_bytes() == OLD.encode()
        assert len(store.load(tmp_path).entries) == 2

    def test_a_month_of_ours_beside_it_is_read_as_it_is(self, tmp_path: Path) -> None:
        month(tmp_path, text(schema="schema = 3\n"))
        before = (tmp_path / MONTH).read_bytes()
        add(tmp_path)
        assert (tmp_path / MONTH).read_bytes().startswith(before)
        assert layout.backups(tmp_path) == ()

    @pytest.mark.parametrize(
        ("wrong", "line", "said"),
        [
            (OLD.replace("score = 3", "score = 30"), 5, "pain must be a whole number"),
            (OLD.replace("2026-03-01\n", "'soon'\n"), 8, "date must be a date"),
            (OLD + OLD_SECOND.replace("a2", "a1"), 15, "another entry has this id"),
            (OLD + "oops\n", 13, "a line must be a name"),
            (OLD.replace("schema = 1", "schema = 0"), 2, "the file must begin with"),
        ],
    )
    def test_a_fault_is_named_by_the_line_of_the_file(
        self, tmp_path: Path, wrong: str, line: int, said: str
    ) -> None:
        month(tmp_path, wrong)
        with pytest.raises(StoreError) as error:
            store.load(tmp_path)
        assert error.value.values["place"].line == line
        assert said in sentence(error.value)

    def test_a_month_with_a_fault_is_not_rewritten(self, tmp_path: Path) -> None:
        month(tmp_path, OLD.replace("score = 3", "score = 30"))
        before = tree(tmp_path / "log")
        with pytest.raises(StoreError):
            add(tmp_path)
        assert tree(tmp_path / "log") == before
        assert layout.backups(tmp_path) == ()

    def test_without_a_copy_it_stays_as_it_is(self, tmp_path: Path) -> None:
        month(tmp_path, OLD)
        month(tmp_path, "", "backups")
        before = tree(tmp_path / "log")
        with pytest.raises(StoreError):
            add(tmp_path)
        assert tree(tmp_path / "log") == before

    def test_a_kill_after_the_copy_loses_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = month(tmp_path, OLD + OLD_SECOND)
        replace = disk.replace

        def killed(target: Path, old: bytes | None, new: bytes, file: str) -> None:
            if file == MONTH:
                raise KeyboardInterrupt
            replace(target, old, new, file)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                add(tmp_path)
        (copy,) = layout.backups(tmp_path)
        assert path.read_text() == (tmp_path / "backups" / copy.name).read_text()
        assert [entry.id for entry in store.load(tmp_path).entries] == ["a1", "a2"]
        entry = add(tmp_path)
        assert [found.id for found in store.load(tmp_path).entries] == ["a1", "a2", entry.id]

    @pytest.mark.parametrize("leaves", ["score", "schema"])
    def test_a_step_that_breaks_the_month_is_not_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaves: str
    ) -> None:
        step = {"score": str, "schema": lambda source: renamed(source).replace("schema", "x")}
        monkeypatch.setitem(schema.STEPS, 1, step[leaves])
        month(tmp_path, OLD)
        with pytest.raises(StoreError):
            add(tmp_path)
        assert (tmp_path / MONTH).read_bytes() == OLD.encode()

    def test_a_number_that_cannot_be_found_in_the_text_is_not_guessed(self, tmp_path: Path) -> None:
        hidden = 'mood = """\nschema = 1\n"""\n' + OLD.replace("mood", "more")
        month(tmp_path, hidden)
        assert len(store.load(tmp_path).entries) == 1
        with pytest.raises(StoreError, match="not_kept"):
            add(tmp_path)
        assert (tmp_path / MONTH).read_bytes() == hidden.encode()

    def test_a_linked_month_stays_a_link(self, tmp_path: Path) -> None:
        target = month(tmp_path, OLD, "elsewhere/real.toml")
        (tmp_path / "log").mkdir()
        (tmp_path / MONTH).symlink_to(target)
        add(tmp_path)
        assert (tmp_path / MONTH).is_symlink()
        assert "schema = 3" in target.read_text()


def test_a_cache_of_the_program_before_is_of_no_use_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month(tmp_path, text())
    add(tmp_path)
    assert cache.read(tmp_path).months
    monkeypatch.setattr(cache, "VERSION", "0.0.0 0")
    assert not cache.read(tmp_path).months
