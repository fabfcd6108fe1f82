"""A backup put back: shown first, asked, exact, and undone."""

import datetime as dt
import re
from pathlib import Path

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.errors import StoreError
from achillescli.store.doctor import mend
from achillescli.words import Words
from tests.kit.journals import NOW
from tests.kit.logbook import Logbook
from tests.kit.terminal import Terminal

MONTH = "log/2026-12.toml"
NAME = "2026-12.2026-12-10"
COPY = "2026-12.2026-12-10T063000"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def two(book: Logbook) -> Logbook:
    """A log of which the backup lacks the second entry."""
    book.write("morning", 1, pain=2)
    book.type("log am 3")
    return book


def live(book: Logbook) -> bytes:
    return (book.home / MONTH).read_bytes()


def held(book: Logbook, name: str = NAME) -> bytes:
    return (book.home / "backups" / f"{name}.toml").read_bytes()


# The list


def test_without_backups_the_list_says_how_they_come(book: Logbook) -> None:
    assert "achilles backup" in flat(book.type("restore"))


def test_the_list_says_when_how_many_and_what_differs(two: Logbook) -> None:
    edited = live(two).replace(b"pain = 2", b"pain = 4")
    other = two.home / "backups" / f"{COPY}.toml"
    other.write_bytes(edited)
    (two.home / "backups" / "2026-12.mine.toml").write_bytes(live(two))
    (two.home / "backups" / "2026-12.2026-12-09.toml").write_bytes(b"oops")
    rows = re.split(r"\n(?=2026|\n)", two.type("restore"))
    assert [flat(row) for row in rows[:4]] == [
        "2026-12.mine 2 entries; as the month is now",
        f"{COPY} Thu 10 Dec 2026 06:30, 2 entries; 1 would change",
        f"{NAME} Thu 10 Dec 2026, one entry; 1 would go",
        "2026-12.2026-12-09 Wed 9 Dec 2026, 0 entries; cannot be read, so it cannot be put back",
    ]
    assert "er gaan er 1 weg" in two.type("restore", language="nl")


def test_the_list_is_short_but_for_months_that_cannot_be_read(two: Logbook) -> None:
    for day in range(1, 26):
        (two.home / f"backups/2026-11.2026-11-{day:02}.toml").write_bytes(held(two))
    (two.home / "backups/2026-01.2026-02-01.toml").write_bytes(held(two))
    (two.home / "log/2026-11.toml").write_bytes(held(two).replace(b"id =", b"note = 'other'\nid ="))
    (two.home / "log/2026-01.toml").write_bytes(b"oops")
    out = two.type("restore")
    assert len(re.findall(r"^2026", out, re.MULTILINE)) == 21
    assert "6 older backups are not shown" in flat(out)
    assert "2026-01.2026-02-01" in out
    assert "achilles: log/2026-01.toml, line 1:" in two.err
    assert len(re.findall(r"^2026", two.type("restore --all"), re.MULTILINE)) == 27


# What it shows, and what it does


@pytest.mark.parametrize("name", [NAME, f"{NAME}.toml"])
def test_a_backup_is_put_back_exactly_and_the_way_back_is_named(two: Logbook, name: str) -> None:
    gone = two.newest
    before, wanted = live(two), held(two)
    out = flat(two.type("restore", name, "--yes"))
    assert live(two) == wanted == held(two)
    assert held(two, COPY) == before
    assert f"One entry would go - {gone.id} Thu 10 Dec 2026 session: am, pain 3" in out
    assert f"To go back: achilles restore {COPY}." in out
    assert f"achilles merge backups/{COPY}.toml" in out
    two.type("restore", COPY, "--yes")
    assert live(two) == before


@pytest.mark.hazard("H45")
def test_what_would_come_and_change_is_shown_by_entry(two: Logbook) -> None:
    first = two.log[0]
    (two.home / "backups" / f"{COPY}.toml").write_bytes(live(two))
    path = two.home / MONTH
    path.write_bytes(held(two).replace(b"pain = 2", b"pain = 4"))
    out = flat(two.type("restore", COPY, "--yes"))
    assert "One entry would come -" in out
    assert re.search(rf"One entry would change - {first.id} .*: pain 4 → 2", out)
    assert "would go" not in out


@pytest.mark.hazard("H50")
@pytest.mark.parametrize("how", ["", "--yes", "--dry-run", "--yes --json", "--yes --quiet"])
@pytest.mark.parametrize("held", [True, False])
def test_a_sign_in_a_backup_or_in_its_month_is_said_before_anything_is_tried(
    two: Logbook, capsys: pytest.CaptureFixture[str], how: str, held: bool
) -> None:
    two.write("flag", 0, chest_pain=True)
    if held:
        (two.home / f"backups/{NAME}.toml").write_bytes(live(two))
        two.type("undo")
    assert run(["restore", NAME, *how.split()]) == (0 if how else 2)
    out, err = capsys.readouterr()
    said = flat(err if "json" in how else out)
    assert said.startswith(Words("en")("triage.T01.sign")), said
    assert said.count("emergency number") == 1


def test_remarks_alone_are_named_too(two: Logbook) -> None:
    path = two.home / MONTH
    path.write_bytes(held(two) + b"# mine\n")
    assert "only comments" in flat(two.type("restore", NAME, "--yes"))
    assert live(two) == held(two)


def test_a_backup_that_equals_the_month_changes_nothing(two: Logbook) -> None:
    two.type("restore", NAME, "--yes")
    before = two.bytes()
    assert "exactly this already" in flat(two.type("restore", NAME, "--yes"))
    assert two.bytes() == before


@pytest.mark.hazard("H45")
@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_says_what_changes_in_the_plan(book: Logbook, language: str) -> None:
    book.assess(3)
    book.days(3, 1)
    book.type("log morning 1")
    book.type("log am 7")
    name = store_copy_without_the_last(book)
    out = flat(book.type("restore", name, "--yes", language=language))
    assert "3 × 15" in out


def store_copy_without_the_last(book: Logbook) -> str:
    """Put a backup in place that lacks the newest entry, and return its name."""
    before, _, _ = live(book).rpartition(b"\n[[entry]]")
    (book.home / "backups" / "2026-12.mine.toml").write_bytes(before)
    return "2026-12.mine"


# A month that is damaged, empty or missing


@pytest.mark.parametrize("content", [None, b"", b" \n"])
def test_a_lost_month_comes_back_by_the_line_that_is_told(
    two: Logbook, content: bytes | None
) -> None:
    wanted = held(two)
    (two.home / MONTH).unlink()
    if content is not None:
        (two.home / MONTH).write_bytes(content)
    with pytest.raises(StoreError) as lost:
        store.load(two.home)
    out = flat(two.type("restore", lost.value.values["name"], "--yes"))
    assert live(two) == wanted
    assert "nothing to go back to" in out
    # The entry that no backup has is missed until a person lets it go.
    assert f"achilles: {MONTH}: one entry that was here is gone" in flat(two.err)
    (gone,) = [one for one in mend.mendings(two.home) if one.key == "gone"]
    mend.mend(two.home, gone, NOW)
    store.load(two.home)
    assert not (two.home / "backups" / f"{COPY}.toml").exists()


@pytest.mark.hazard("H45")
def test_a_copy_beside_is_named_before_an_older_backup_takes_the_place(two: Logbook) -> None:
    copy = two.home / "log" / "2026-12.toml.conflict1"
    (two.home / MONTH).rename(copy)
    (two.home / "cache").unlink()
    assert run(["today"]) == 5
    out = flat(two.type("restore", NAME, "--yes"))
    named = f"log/{copy.name} is a copy of this month with one entry that the backup lacks."
    assert named in out
    assert out.index(named) < out.index("nothing to go back to")
    assert f"achilles merge log/{copy.name}" in out


def test_a_damaged_month_is_kept_beside_and_can_be_mended_there(two: Logbook) -> None:
    path = two.home / MONTH
    last = two.newest
    path.write_bytes(live(two)[:-5])
    before = live(two)
    out = flat(two.type("restore", NAME, "--yes"))
    assert f"{MONTH} cannot be read as it is" in out
    assert "One entry seems to be in what cannot be read" in out
    assert "damaged as it was" in out
    assert live(two) == held(two)
    assert held(two, COPY) == before
    assert two.refused("restore", COPY, "--yes").startswith("store.")
    assert last.id.encode() in held(two, COPY)


def test_while_another_month_is_damaged_no_advice_is_given(two: Logbook) -> None:
    (two.home / "log/2026-01.toml").write_bytes(b"oops")
    out = flat(two.type("restore", NAME, "--yes"))
    assert live(two) == held(two)
    assert "no advice is given" in out
    assert "log/2026-01.toml" in two.err


# What is refused


@pytest.mark.parametrize(
    "name",
    ["2026-12", "../log/2026-12", f"backups/{NAME}", f"/{NAME}", ".", "", "2026-12.x/../" + NAME],
)
def test_only_a_listed_name_is_taken(two: Logbook, name: str) -> None:
    assert two.refused("restore", name, "--yes") in ("backup.error.name", "backup.error.near")


def test_a_name_that_is_nearly_one_gets_that_one(two: Logbook) -> None:
    assert two.refused("restore", NAME[:-1], "--yes") == "backup.error.near"
    assert two.err.endswith(f"achilles restore {NAME}?")


def test_a_link_is_no_backup(two: Logbook, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(live(two))
    (two.home / "backups/2026-12.link.toml").symlink_to(other)
    assert two.refused("restore", "2026-12.link", "--yes") in (
        "backup.error.name",
        "backup.error.near",
    )
    assert "link" not in two.err


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"schema = 2\n", "store.error.newer"),
        (b"\xff\xfe", "store.error.utf16"),
        (b"schema = 1\n[[entry]]\nid = 'a'\n", "store.expected.missing"),
        (b" \n", "backup.error.empty"),
    ],
)
def test_a_backup_that_cannot_be_read_is_refused(two: Logbook, content: bytes, key: str) -> None:
    (two.home / "backups/2026-12.x.toml").write_bytes(content)
    assert two.refused("restore", "2026-12.x", "--yes") == key
    assert "backups/2026-12.x.toml" in two.err


def test_nobody_to_ask_needs_yes(two: Logbook, capsys: pytest.CaptureFixture[str]) -> None:
    assert two.refused("restore", NAME) == "backup.error.yes"
    capsys.readouterr()
    assert run(["restore", NAME]) == 2
    assert "--yes" in capsys.readouterr().err


def test_without_a_copy_of_the_month_nothing_is_restored(
    two: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from achillescli.store.files import copying

    def refuse(*_: str | dt.datetime | Path) -> None:
        raise StoreError("store.error.in_use")

    monkeypatch.setattr(copying, "copy", refuse)
    assert two.refused("restore", NAME, "--yes") == "store.error.in_use"


# On a terminal


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "is_done"), [("y", True), ("n", False), ("<", False)])
def test_the_difference_is_shown_and_then_asked_about(
    two: Logbook, typed: str, is_done: bool
) -> None:
    before = live(two)
    terminal = Terminal("restore", NAME, ACHILLES_HOME=str(two.home))
    question = flat(terminal.prompt())
    assert "One entry would go" in question
    assert f"Put this backup in the place of {MONTH}?" in question
    terminal.type(typed)
    assert terminal.end() == 0
    shown = flat(" ".join(terminal.screen()))
    assert (live(two) == held(two)) is is_done
    assert ("To go back" in shown) is is_done
    assert ("Nothing was changed." in shown) is not is_done
    if is_done:
        (copy,) = (two.home / "backups").glob(f"{NAME[:7]}*T*.toml")
        assert copy.read_bytes() == before


@pytest.mark.slow
def test_an_interrupt_changes_nothing(two: Logbook) -> None:
    before = two.bytes()
    terminal = Terminal("restore", NAME, ACHILLES_HOME=str(two.home))
    terminal.prompt()
    terminal.child.sendintr()
    assert terminal.end() == 130
    assert two.bytes() == before


@pytest.mark.slow
def test_the_question_explains_itself(two: Logbook) -> None:
    terminal = Terminal("--lang", "nl", "restore", NAME, ACHILLES_HOME=str(two.home))
    assert "op de plaats van" in flat(terminal.prompt())
    terminal.type("?")
    assert "eerst naar de map backups gekopieerd" in flat(terminal.prompt())
    terminal.type("nee")
    assert terminal.end() == 0


@pytest.mark.slow
def test_a_narrow_screen_stacks_the_list(two: Logbook) -> None:
    terminal = Terminal("restore", columns=40, ACHILLES_HOME=str(two.home))
    assert terminal.end() == 0
    lines = terminal.screen()
    assert lines[0] == NAME
    assert lines[1].startswith("  Thu 10 Dec 2026, one entry")
