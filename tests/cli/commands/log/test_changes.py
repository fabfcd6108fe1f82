"""The list, corrections and removals."""

import datetime as dt
import json
from typing import Any

import pytest

from achillescli import store
from achillescli.cli.app import run
from achillescli.core.log.entries import Entry
from achillescli.core.log.values import table
from achillescli.words import LANGUAGES, Words
from tests.kit.logbook import TODAY, Logbook, ago


def edit(book: Logbook, entry: Entry, *changes: str, **options: str) -> str:
    return book.type("log edit", entry.id, *changes, **options)


EDITS = [
    ("morning", {"pain": 2}, "pain=3", "pain", 3),
    ("morning", {"pain": 2, "stiffness_min": 5}, "stiffness_min=", "stiffness_min", None),
    ("morning", {"pain": 2}, "date=yesterday", "date", ago(1)),
    ("morning", {"pain": 2}, "note=sore and stiff", "note", "sore and stiff"),
    ("session", {"slot": "am", "pain": 2}, "slot=pm", "slot", "pm"),
    ("session", {"slot": "am", "pain": 2}, "completed=no", "completed", False),
    ("session", {"slot": "am", "pain": 2}, "pain=", "pain", None),
    ("run", {"minutes": 30}, "minutes=0:31:30", "minutes", 31.5),
    ("run", {"minutes": 30}, "km=5,2", "km", 5.2),
    ("run", {"minutes": 30, "limped": True}, "limped=nee", "limped", False),
    (
        "activity",
        {"activity": "cycling", "minutes": 30},
        "activity=swimming",
        "activity",
        "swimming",
    ),
    ("check", {"start_test_pain": 2}, "start_test_pain=unable", "start_test_pain", "unable"),
    ("check", {"start_test_pain": "unable"}, "start_test_pain=4", "start_test_pain", 4),
    ("flag", {"fever": True}, "fever=false", "fever", False),
    ("flag", {"spa": []}, "spa=ibd,family", "spa", ("ibd", "family")),
    (
        "flag",
        {"fluoroquinolone_last": True},
        "fluoroquinolone_last=-9",
        "fluoroquinolone_last",
        ago(9),
    ),
    ("clearance", {"by": "doctor", "rows": ["T03"]}, "rows=T03,T04", "rows", ("T03", "T04")),
    (
        "pause",
        {"from": ago(2), "until": ago(1), "reason": "ill"},
        "until=2027-01-02",
        "until",
        dt.date(2027, 1, 2),
    ),
    ("pause", {"from": ago(2), "until": ago(1), "reason": "ill"}, "from=-4", "since", ago(4)),
    ("note", {"text": "a"}, "text=b = c", "text", "b = c"),
]


@pytest.mark.parametrize(("kind", "fields", "change", "name", "value"), EDITS)
def test_a_correction_counts_as_if_it_had_been_typed_at_first(
    book: Logbook, kind: str, fields: dict[str, Any], change: str, name: str, value: Any
) -> None:
    entry = book.write(kind, 0, **fields)
    edit(book, entry, change)
    (now,) = book.log
    assert getattr(now, name) == value
    assert (now.id, now.at) == (entry.id, entry.at)
    assert book.newest.kind == "edit"
    assert book.newest.date == TODAY


def test_one_part_of_what_was_done_is_corrected(book: Logbook) -> None:
    entry = book.write("session", 0, slot="am", done={"sets": 2, "reps": 15})
    edit(book, entry, "done.reps=10", "done.level=L4.1")
    done = book.log[0].done
    assert done
    assert table(done) == {
        "sets": 2,
        "reps": 10,
        "level": "L4.1",
    }


@pytest.mark.parametrize(
    ("change", "section", "name", "value"),
    [
        ("red_flags.snap=false", "red_flags", "snap", False),
        ("answers.red_flags.snap=no", "red_flags", "snap", False),
        ("complaint.location=insertional", "complaint", "location", "insertional"),
        ("complaint.onset=2026-06-01", "complaint", "onset", dt.date(2026, 6, 1)),
        ("person.weight_kg=72,5", "person", "weight_kg", 72.5),
        ("person.weight_kg=", "person", "weight_kg", None),
        ("risk.runs_last_7d=2", "risk", "runs_last_7d", 2),
    ],
)
def test_one_answer_of_an_assessment_is_corrected(
    book: Logbook, change: str, section: str, name: str, value: str | float | dt.date | None
) -> None:
    entry = book.assess(3, snap=True)
    edit(book, entry, change)
    (now,) = book.log
    assert getattr(getattr(now.answers, section), name) == value
    assert set(book.newest.set) | set(book.newest.unset) == {change.partition("=")[0]}


def test_the_date_of_an_assessment_moves_with_the_date_among_its_answers(book: Logbook) -> None:
    entry = book.assess(3)
    told = {**table(entry.answers), "date": ago(2)}
    dated = book.write("assessment", 2, answers=told)
    edit(book, dated, "date=-1")
    now = next(found for found in book.log if found.id == dated.id)
    assert (now.date, now.answers.date) == (ago(1), ago(1))


REFUSED = [
    ("pain=11", "log.error.takes"),
    ("pain=3,5", "log.error.takes"),
    ("pain=-1", "log.error.takes"),
    ("pain=drie", "log.error.takes"),
    ("stiffness_min=1441", "log.error.takes"),
    ("pain=", "store.expected.missing"),
    ("pian=3", "log.error.field_near"),
    ("--pain=3", "log.error.field_near"),
    ("--pain", "log.error.pair"),
    ("slot=am", "log.error.field"),
    ("red_flags.snap=no", "log.error.field"),
    ("kind=session", "log.error.fixed"),
    ("id=abc", "log.error.fixed"),
    ("at=2026-12-10", "log.error.fixed"),
    ("date=tomorrow", "when.error.future"),
    ("date=2026-02-30", "when.error.no_such_day"),
    ("pain", "log.error.pair"),
    ("=3", "log.error.pair"),
]


def test_a_mistyped_option_beside_a_correction_is_guessed(book: Logbook) -> None:
    entry = book.write("morning", 0, pain=2)
    assert book.refused(f"log edit {entry.id} pain=4 --jsn") == "parser.near_option"
    assert "Did you mean --json?" in book.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("change", "key"), REFUSED)
def test_a_correction_that_makes_no_sense_is_refused(
    book: Logbook, change: str, key: str, language: str
) -> None:
    entry = book.write("morning", 0, pain=2)
    assert book.refused("log edit", entry.id, change, language=language) == key


def test_a_correction_that_breaks_the_whole_entry_is_refused(book: Logbook) -> None:
    pause = book.write("pause", 0, **{"from": ago(2), "until": ago(1), "reason": "ill"})
    assert book.refused("log edit", pause.id, "until=-3") == "store.expected.until_before_from"
    flag = book.write("flag", 0, fluoroquinolone_last=ago(2))
    assert book.refused("log edit", flag.id, "date=-3") == "store.expected.after_its_own"
    assert book.refused("log edit", flag.id, "fever=yes", "fever=no") == "log.error.twice"
    entry = book.assess(1)
    assert book.refused("log edit", entry.id, "complaint=x") == "log.error.field"
    assert book.refused("log edit", entry.id, "red_flags.snap=") == "store.error.unanswered"
    assert (
        book.refused("log edit", entry.id, "complaint.onset=today")
        == "store.expected.after_its_own"
    )


def test_what_a_field_takes_is_said_without_the_value(book: Logbook) -> None:
    entry = book.write("run", 0, minutes=30)
    book.refused("log edit", entry.id, "pain=eleven")
    assert book.err == "pain takes a whole number from 0 to 10."
    book.refused("log edit", entry.id, "km=far", language="nl")
    assert book.err == "bij km hoort een getal van 0 tot en met 1000."


NEAR = [
    ("morning", {"pain": 2}, "pian", "Did you mean pain?"),
    ("morning", {"pain": 2}, "stiffness", "Did you mean stiffness_min?"),
    ("morning", {"pain": 2}, "level", "Known: date, note, pain, stiffness_min."),
    ("session", {"slot": "am"}, "reps", "Did you mean done.reps?"),
    ("session", {"slot": "am"}, "done.levle", "Did you mean done.level?"),
    ("pause", {"from": ago(2), "until": ago(1), "reason": "ill"}, "form", "Did you mean from?"),
]


@pytest.mark.parametrize(("kind", "fields", "name", "told"), NEAR)
def test_of_a_field_that_is_none_the_nearest_is_named(
    book: Logbook, kind: str, fields: dict[str, Any], name: str, told: str
) -> None:
    entry = book.write(kind, 0, **fields)
    book.refused("log edit", entry.id, f"{name}=3")
    assert book.err.endswith(told)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("snap", "red_flags.snap"),
        ("red_flags.snnap", "red_flags.snap"),
        ("answers.person.wieght_kg", "person.weight_kg"),
        ("onset", "complaint.onset"),
    ],
)
def test_of_an_answer_that_is_none_the_nearest_is_named_with_its_section(
    book: Logbook, name: str, near: str
) -> None:
    entry = book.assess(1)
    book.refused("log edit", entry.id, f"{name}=3")
    assert book.err.endswith(f"Did you mean {near}?")


@pytest.mark.parametrize("line", ["log edit nothing pain=2", "log remove nothing", "undo nothing"])
def test_an_unknown_id_is_refused(book: Logbook, line: str) -> None:
    entry = book.write("morning", 0, pain=2)
    assert book.refused(line) == "log.error.id"
    slip = f"{entry.id[:3]}-{entry.id[4:]}"
    assert book.refused(line.replace("nothing", slip)) == "log.error.id_near"
    assert entry.id in book.err


@pytest.mark.parametrize("line", ["log edit {} pain=3", "log remove {}", "undo {}"])
def test_of_an_entry_in_a_month_that_is_broken_the_month_is_named(book: Logbook, line: str) -> None:
    book.write("morning", 1, pain=2)
    (path,) = (book.home / "log").iterdir()
    whole = path.read_bytes()
    book.write("morning", 0, pain=2)
    ident = book.newest.id
    other = path.with_name("2026-11.toml")
    other.write_bytes(whole.replace(b"2026-12", b"2026-11"))
    path.write_bytes(path.read_bytes() + b"pain = 7,5\n")
    assert book.refused(line.format(ident)).startswith("store.error.toml.")
    assert "log/2026-12.toml, line" in book.err


def test_a_removed_entry_is_gone_and_comes_back(book: Logbook) -> None:
    entry = book.write("morning", 0, pain=2)
    out = book.type("log remove", entry.id)
    removal = book.newest
    assert out.startswith(f"Removed: morning score: pain 2 (Thu 10 Dec 2026) [{removal.id}]\n")
    assert book.log == ()
    for line in (f"log edit {entry.id} pain=3", f"log remove {entry.id}", f"undo {entry.id}"):
        assert book.refused(line) == "log.error.gone"
        assert book.err.endswith(f"achilles undo {removal.id}")
    out = " ".join(book.type("log remove", removal.id).split())
    assert "Counts again: morning score: pain 2 (Thu 10 Dec 2026) [" in out
    assert book.log == (entry,)


def test_a_correction_is_no_entry_to_correct_but_can_be_removed(book: Logbook) -> None:
    entry = book.write("morning", 0, pain=2)
    edit(book, entry, "pain=3")
    change = book.newest
    assert book.refused("log edit", change.id, "pain=4") == "log.error.correction"
    out = book.type("log remove", change.id)
    assert out.startswith("Taken back: morning score (Thu 10 Dec 2026): pain 3 → 2 [")
    assert book.log[0].pain == 2


CHANGES = [
    ("morning", {"pain": 2}, "pain=3", "pain 2 → 3"),
    ("morning", {"pain": 2}, "stiffness_min=5", "stiffness 5 min added"),
    ("morning", {"pain": 2, "stiffness_min": 5}, "stiffness_min=", "stiffness 5 min taken out"),
    ("morning", {"pain": 2, "note": "a"}, "note=b", "note “a” → “b”"),
    ("morning", {"pain": 2}, "date=-1", "date Thu 10 Dec 2026 → Wed 9 Dec 2026"),
    ("session", {"slot": "am"}, "slot=pm", "session, am (Thu 10 Dec 2026): am → pm"),
    ("session", {"slot": "am"}, "completed=no", "completed → not completed"),
    ("session", {"slot": "am", "done": {"reps": 9}}, "done.reps=10", "repetitions 9 → 10"),
    ("run", {"minutes": 30}, "limped=yes", "with a limp added"),
    ("run", {"minutes": 30, "limped": True}, "limped=no", "with a limp → without a limp"),
    ("flag", {"fever": True, "spa": []}, "spa=ibd,family", "spa no → ibd + family"),
    ("note", {"text": "a"}, "text=b", "“a” → “b”"),
]


@pytest.mark.parametrize(("kind", "fields", "change", "told"), CHANGES)
def test_a_correction_is_shown_as_before_and_after(
    book: Logbook, kind: str, fields: dict[str, Any], change: str, told: str
) -> None:
    entry = book.write(kind, 0, **fields)
    out = " ".join(edit(book, entry, change).split())
    assert "Changed: " in out
    assert f"{told} [{book.newest.id}]" in out


def test_a_corrected_answer_is_shown_by_its_name(book: Logbook) -> None:
    entry = book.assess(3)
    out = " ".join(edit(book, entry, "person.weight_kg=70,5", "date=-2").split())
    assert "date Mon 7 Dec 2026 → Tue 8 Dec 2026, person.weight_kg 80 → 70.5" in out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", ["pain=2", "stiffness_min=", "date=today"])
def test_a_correction_that_changes_nothing_is_not_written(
    book: Logbook, change: str, language: str
) -> None:
    entry = book.write("morning", 0, pain=2)
    before = book.bytes()
    out = edit(book, entry, change, language=language)
    assert book.bytes() == before
    assert len(out.splitlines()) == 1
    assert Words(language)("terms.kind.morning") in out


@pytest.mark.hazard("H44")
def test_a_correction_of_weeks_ago_says_what_it_changes_in_the_plan(book: Logbook) -> None:
    book.assess(30)
    book.days(30, 0)
    entry = next(e for e in book.log if e.kind == "session" and e.date == ago(1))
    out = " ".join(edit(book, entry, "pain=6").split())
    assert "pain 1 → 6" in out
    assert "Yesterday counts as red" in out
    answers = next(e for e in book.log if e.kind == "assessment")
    out = " ".join(edit(book, answers, "red_flags.snap=yes").split())
    assert "red_flags.snap no → yes" in out
    assert "No workout until this is settled" in out


@pytest.mark.parametrize(
    ("kind", "fields", "change", "told"),
    [
        ("session", {"slot": "am", "pain": 2}, "pain=6", True),
        ("session", {"slot": "am", "pain": 6}, "pain=7", True),
        ("session", {"slot": "am"}, "pain=6", True),
        ("session", {"slot": "am", "pain": 2}, "pain=5", False),
        ("session", {"slot": "am", "pain": 7}, "pain=6", False),
        ("session", {"slot": "am", "pain": 7}, "note=x", False),
        ("run", {"minutes": 5, "pain": 1}, "pain=8", True),
        ("activity", {"activity": "rowing", "minutes": 5}, "pain=6", True),
        ("check", {"hop_pain": 1}, "walk_pain=6", True),
        ("check", {"start_test_pain": "unable"}, "start_test_pain=9", True),
        ("morning", {"pain": 2}, "pain=7", False),
    ],
)
def test_a_correction_that_raises_a_pain_too_far_names_the_warning_signs(
    book: Logbook, kind: str, fields: dict[str, Any], change: str, told: bool
) -> None:
    entry = book.write(kind, 0, **fields)
    out = " ".join(edit(book, entry, change).split())
    assert ("achilles log flag" in out) == told
    assert ("Stop for today" in out) == told


# The list


def test_the_list_shows_what_counts_with_its_corrections(book: Logbook) -> None:
    first = book.write("morning", 1, pain=2, note="stiff")
    book.write("session", 0, slot="am", pain=3)
    edit(book, first, "pain=4")
    out = book.type("log list").splitlines()
    assert [line.split("  ")[:2] for line in out[:3]] == [
        [first.id, "Wed 9 Dec 2026"],
        [book.log[1].id, "Thu 10 Dec 2026"],
        [book.newest.id, "Thu 10 Dec 2026"],
    ]
    assert "pain 4 \u201cstiff\u201d" in out[0]
    assert f"changed [{first.id}]: morning score" in out[2]
    assert "pain 2 → 4" in " ".join(out)


@pytest.mark.parametrize("line", ["log list", "log list --all"])
def test_the_first_entry_of_a_day_says_how_that_day_was(book: Logbook, line: str) -> None:
    book.assess(9)
    book.days(9, 2)
    book.write("morning", 1, pain=6)
    book.write("session", 1, slot="am", pain=6)
    book.write("morning", 0, pain=6)
    lines = [" ".join(said.split()[1:]) for said in book.type(line).splitlines()]
    assert "Wed 9 Dec 2026 day: red · morning score: pain 6" in lines
    assert "Wed 9 Dec 2026 session: am, pain 6" in lines
    assert "Thu 10 Dec 2026 morning score: pain 6" in lines
    assert sum("day: " in said for said in lines) == 9


@pytest.mark.parametrize("word", ["last", "LAST", "laatste"])
def test_the_newest_entry_needs_no_id(book: Logbook, word: str) -> None:
    assert book.refused("log remove", word) == "log.error.id"
    first = book.write("morning", 0, pain=2)
    book.write("morning", 1, pain=4)
    book.type("log edit", word, "pain=5")
    book.type("log edit", word, "date=-2")
    assert [(entry.date, entry.pain) for entry in book.log[1:]] == [(ago(2), 5)]
    book.type("log remove", word)
    assert [entry.id for entry in book.log] == [first.id]
    book.type("log remove", word)
    assert book.log == ()


def test_the_list_goes_by_date(book: Logbook) -> None:
    book.assess(9)
    book.days(9, 1)
    book.type("log morning 1")
    book.type("log am 2 --date -2")
    edit(book, book.newest, "date=-4")
    listed = [
        dt.date.fromisoformat(e["date"])
        for e in json.loads(book.type("log list --json"))["entries"]
    ]
    assert listed == sorted(listed)
    said = book.type("log list").splitlines()
    named = [line for line in said if "day: " in line]
    assert len(named) == len({" ".join(line.split()[1:5]) for line in named}) == 9


def test_a_log_that_is_not_whole_has_no_colours(book: Logbook) -> None:
    book.assess(9)
    book.days(9, 0)
    (book.home / "log" / "2026-11.toml").write_text("oops")
    assert "day: " not in book.type("log list")


def test_what_was_removed_is_listed_with_all_only(book: Logbook) -> None:
    kept, gone = book.write("morning", 1, pain=2), book.write("morning", 0, pain=3)
    edit(book, gone, "pain=4")
    book.type("log remove", gone.id)
    removal = book.newest
    assert [line.split()[0] for line in book.type("log list").splitlines()] == [kept.id]
    out = book.type("log list --all")
    assert f"- {removal.id}  Thu 10 Dec 2026 06:30  removed\n" in out
    assert f"{gone.id}  Thu 10 Dec 2026  removed: morning score: pain 4" in out
    assert "changed: pain 3 → 4" in " ".join(out.split())
    assert "verwijderd: ochtendscore" in book.type("log list --all", language="nl")
    ids = [entry["id"] for entry in json.loads(book.type("log list --json"))["entries"]]
    assert removal.id in ids
    assert gone.id not in ids


def test_all_tells_each_correction_below_its_entry_and_whether_it_stands(book: Logbook) -> None:
    entry = book.write("morning", 3, pain=2)
    other = book.write("painkiller", 0)
    for change in ("pain=3", "pain=4"):
        edit(book, entry, change)
    second = book.newest
    book.type("undo")
    third = book.newest
    book.type("undo", third.id)
    book.type("undo")
    out = " ".join(book.type("log list --all").split())
    assert out.index(entry.id) < out.index("pain 2 → 3") < out.index("pain 3 → 4")
    assert out.index("pain 3 → 4") < out.index(other.id)
    assert f"- {second.id} Thu 10 Dec 2026 06:30 changed: pain 3 → 4 (taken back since)" in out
    assert f"taken back [{second.id}]: pain 4 → 3 (taken back since)" in out
    assert f"taken back [{third.id}]: pain 3 → 4 -" in out
    assert f"taken back [{second.id}]: pain 4 → 3 {other.id}" in out


def test_all_lists_corrections_of_what_the_log_does_not_have(book: Logbook) -> None:
    book.write("edit", 0, of="gone-id", set={"pain": 3})
    made = book.newest
    book.write("remove", 0, of="gone-too")
    for line in ("log list --all", "undo --list"):
        out = " ".join(book.type(line).split())
        assert made.id in out
        assert "gone-id" in out
        assert "gone-too" in out
    assert "gone-id" in book.type("log list")


def test_the_list_goes_back_14_days_unless_asked_otherwise(book: Logbook) -> None:
    for days in (0, 13, 14, 40):
        book.write("painkiller", days)
    lengths = {"": 2, "--days 1": 1, "--days 15": 3, "--all": 4, "--days 0": 0}
    for options, length in lengths.items():
        found = json.loads(book.type(f"log list {options} --json"))
        assert len(found["entries"]) == length
    assert book.refused("log list --days -1") == "log.error.whole"
    assert book.type("log list --days 0").startswith("Nothing was logged")


def test_the_list_as_json_is_the_entries(book: Logbook) -> None:
    book.write("flag", 0, fluoroquinolone_last=ago(3), spa=["ibd"])
    book.write("pause", 0, **{"from": ago(0), "until": ago(-3), "reason": "other"})
    flag, pause = json.loads(book.type("log list --json"))["entries"]
    assert (flag["fluoroquinolone_last"], flag["spa"]) == ("2026-12-07", ["ibd"])
    assert (pause["from"], pause["until"]) == ("2026-12-10", "2026-12-13")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_listed_in_words(book: Logbook, language: str) -> None:
    book.assess(5)
    for line in ("morning 2", "am 2", "evening --after 1", "painkiller", "run 30min --limped"):
        book.type(f"log {line}")
    for line in ("activity rowing 30min", "check --hop 0", "flag fever=no", "note x"):
        book.type(f"log {line}")
    book.type("log clearance T03 --by physio")
    book.type("log pause -3 -2 --reason other")
    book.type("log remove", book.newest.id)
    out = book.type("log list --all", language=language)
    assert len(out.splitlines()) >= 13
    assert "None" not in out
    assert "{" not in out


# A month that cannot be read


@pytest.fixture
def damaged(book: Logbook) -> Logbook:
    """A log with an older month that was edited into nonsense."""
    old = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    store.append(book.home, {"kind": "morning", "date": ago(20), "pain": 1}, old)
    book.assess(9)
    path = book.home / "log" / "2026-11.toml"
    path.write_text(path.read_text("utf-8").replace("pain = 1", "pain = 11"), "utf-8")
    return book


def test_with_a_damaged_month_an_entry_is_stored_and_advice_withheld(damaged: Logbook) -> None:
    out = damaged.type("log morning 2")
    assert store.load(damaged.home, tolerant=True).entries[-1].pain == 2
    assert "no advice is given" in " ".join(out.split())
    assert "×" not in out
    assert "2026-11.toml" in damaged.err


def test_with_a_damaged_month_no_warning_sign_is_said_to_be_absent(damaged: Logbook) -> None:
    assert damaged.refused("log clearance").startswith("store.")
    damaged.type("log clearance T03 --by physio")
    assert damaged.fields()["rows"] == ("T03",)


def test_with_a_damaged_month_the_list_goes_on(damaged: Logbook) -> None:
    damaged.type("log session 2")
    assert "session: am, pain 2" in damaged.type("log list")
    assert "2026-11.toml" in damaged.err
    assert json.loads(damaged.type("log list --json"))["unreadable"] == ["log/2026-11.toml"]


def test_a_damaged_month_of_writing_is_not_written_to(book: Logbook) -> None:
    path = book.home / "log" / "2026-12.toml"
    book.write("morning", 1, pain=1)
    path.write_text(path.read_text("utf-8").replace("pain = 1", "pain = 11"), "utf-8")
    key = book.refused("log morning 2")
    assert key.startswith("store.")


def test_a_folder_that_cannot_be_made_is_said_with_the_exit_code_of_data(
    book: Logbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.home.parent.mkdir(exist_ok=True)
    book.home.write_text("a file", "utf-8")
    assert run(["log", "morning", "2"]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert book.home.read_text("utf-8") == "a file"
