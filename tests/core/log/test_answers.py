"""Which answers and entries are accepted."""

import datetime as dt
from typing import Any

import pytest

from achillescli.core.log import entries
from achillescli.core.log.answers import RED_FLAGS, REQUIRED, Answers, RedFlags, missing
from achillescli.core.log.values import Misfit, record, table
from achillescli.store.journal import models
from achillescli.store.journal.expected import Flaw, FlawError
from tests.kit.course_kit import DAY_ONE, answers, cells, date
from tests.kit.each import each


def refusals(table: dict[str, Any]) -> list[str]:
    """Return the places at which the door refuses a table, as the core does too."""
    with pytest.raises(Misfit):
        entries.parse(table)
    with pytest.raises(FlawError) as refused:
        models.entry(table)
    return [".".join(map(str, flaw.path)) for flaw in refused.value.flaws]


def contradiction(table: dict[str, Any]) -> tuple[str, str]:
    """Return what a table contradicts, by the core and by the door."""
    with pytest.raises(Misfit) as misfit:
        entries.parse(table)
    with pytest.raises(FlawError) as refused:
        models.entry(table)
    assert misfit.value.contradiction
    key, field = misfit.value.contradiction
    assert refused.value.flaws == (Flaw(key, (), field),)
    return key, field


def assessed(**changes: Any) -> dict[str, Any]:
    told = answers(**changes)
    return {"id": "a", "kind": "assessment", "date": DAY_ONE, "answers": told}


REFUSED = """
# kind        field            refused            | accepted
  morning     pain             -1 11 3.5 yes drie | 0 10
  morning     stiffness_min    -1 1441            | 0 1440
  session     pain             -1 11              | 0 10
  session     slot             noon               | am pm
  session     after            11                 | 10
  session     completed        1                  | no
  evening     daily_pain       11                 | 10
  run         minutes          -1 1441            | 0 30 7.5 1440
  run         km               -1 1001            | 0 1000
  run         rpe              11                 | 10
  activity    minutes          -1 1441            | 0 1440
  check       visa_a           -1 101             | 0 100
  check       tendins_a        -1 101             | 0 100
  check       raises_left      -1 1001            | 0 1000
  check       start_test_pain  -1 11 able         | 0 10 unable
  check       hop_pain         11                 | 10
  check       knee_to_wall_left_cm -1 51          | 0 50
  clearance   by               nurse              | doctor physio
  pause       reason           bored              | ill travel other
"""
WHOLE: dict[str, dict[str, Any]] = {
    "morning": {"pain": 1},
    "session": {"slot": "am"},
    "run": {"minutes": 5},
    "activity": {"activity": "cycling", "minutes": 5},
    "clearance": {"by": "doctor", "rows": ["T03"]},
    "pause": {"from": date(1), "until": date(2), "reason": "ill"},
}


def value(word: str) -> str | float:
    words = {"yes": True, "no": False}
    try:
        return words[word] if word in words else float(word) if "." in word else int(word)
    except ValueError:
        return word


@each(("line", "accepted"), cells(REFUSED))
def test_ranges_of_the_log(line: str, accepted: str) -> None:
    kind, field, *refused = line.split()
    whole = {"id": "a", "kind": kind, "date": DAY_ONE, **WHOLE.get(kind, {})}
    for word in refused:
        assert refusals({**whole, field: value(word)})[0].startswith(field), word
    for word in accepted.split():
        assert getattr(entries.parse({**whole, field: value(word)}), field) == value(word)


ANSWERS = """
# field                 refused            | accepted
  age                   -1 121 3.5         | 0 120
  height_cm             49.9 275.1         | 50.0 275.0
  weight_kg             19.9 500.1         | 20.0 500.0
  morning_pain          -1 11              | 0 10
  stiffness_min         -1 1441            | 0 1440
  sex                   man                | male female unspecified
  side                  middle             | left right both
  location              heel               | insertional midportion both unsure elsewhere
  sport_possible        maybe              | yes reduced no
  calf_training_per_week -1 1001           | 0 1000
  longest_run_30d_km    -0.1 1000.1        | 0.0 1000.0
  snap                  1 0 maybe          | yes no
  start_test_pain       11 able            | 0 10 unable
  knee_to_wall_left_cm  50.1               | 50.0
"""


@each(("line", "accepted"), cells(ANSWERS))
def test_ranges_of_an_assessment(line: str, accepted: str) -> None:
    field, *refused = line.split()
    for word in refused:
        assert field in refusals(assessed(**{field: value(word)}))[0], word
    for word in accepted.split():
        told = word if field == "sport_possible" else value(word)
        assert entries.parse(assessed(**{field: told}))


@each("field", ["age", "sex", "side", "location", "onset"])
def test_what_must_be_answered(field: str) -> None:
    assert refusals(assessed(**{field: None}))[0].endswith(field)


@each("section", ["person", "complaint", "red_flags", "risk", "tests"])
def test_unknown_answers_are_refused(section: str) -> None:
    told = assessed()
    told["answers"][section]["hat_size"] = 7
    assert refusals(told) == [f"answers.{section}.hat_size"]


def test_unknown_keys_of_an_entry_are_kept() -> None:
    entry = entries.parse({"id": "a", "kind": "painkiller", "date": DAY_ONE, "colour": "white"})
    assert table(entry)["colour"] == "white"


DATES = ("onset", "previous_episode_end", "last_run", "fluoroquinolone_last", "oral_steroid_last")


@each("field", [*DATES, "tendon_injection_last"])
def test_no_date_of_an_assessment_lies_after_its_own(field: str) -> None:
    entries.parse(assessed(**{field: 0}))
    (place,) = refusals(assessed(**{field: -1}))
    assert place == ""


def test_a_date_after_its_own_is_named() -> None:
    assert contradiction(assessed(onset=-1)) == ("after_its_own", "complaint.onset")


def test_no_date_of_a_flag_lies_after_its_own() -> None:
    flag = {"id": "a", "kind": "flag", "date": DAY_ONE}
    entries.parse({**flag, "oral_steroid_last": DAY_ONE})
    told = {**flag, "oral_steroid_last": date(2)}
    assert contradiction(told) == ("after_its_own", "oral_steroid_last")


def test_a_flag_may_be_written_after_its_date() -> None:
    written = dt.datetime(2026, 2, 1, 7, 0, tzinfo=dt.UTC)
    flag = entries.parse({"id": "a", "kind": "flag", "date": DAY_ONE, "at": written, "gap": True})
    assert (flag.date, flag.at) == (DAY_ONE, written)


def test_an_assessment_has_one_date() -> None:
    told = assessed()
    told["answers"]["date"] = DAY_ONE
    entries.parse(told)
    told["answers"]["date"] = date(2)
    assert contradiction(told) == ("two_dates", "")


def test_a_pause_ends_no_earlier_than_it_begins() -> None:
    pause = {"id": "a", "kind": "pause", "date": DAY_ONE, "from": date(2), "reason": "ill"}
    entries.parse({**pause, "until": date(2)})
    assert contradiction({**pause, "until": DAY_ONE}) == ("until_before_from", "")


def test_a_pause_ends_after_its_begin() -> None:
    pause = {"id": "a", "kind": "pause", "date": DAY_ONE, "reason": "ill"}
    entries.parse({**pause, "from": date(2), "until": date(2)})
    assert refusals({**pause, "from": date(2), "until": date(1)})


@each("row", ["T00", "T39", "T3", "t03", "X1", "T101"])
def test_a_clearance_names_rows_that_exist(row: str) -> None:
    clearance = {"id": "a", "kind": "clearance", "date": DAY_ONE, "by": "doctor"}
    assert refusals({**clearance, "rows": [row]})
    assert refusals({**clearance, "rows": []})


@each("level", ["L0", "L4", "L4.0", "L4.9", "L5", "l3"])
def test_what_was_done_names_a_level_that_exists(level: str) -> None:
    session = {"id": "a", "kind": "session", "date": DAY_ONE, "slot": "am"}
    assert refusals({**session, "done": {"level": level}})
    entries.parse({**session, "done": {"level": "L4.8", "sets": 2, "reps": 8, "load_kg": 20.0}})


@each("name", ["", "a b", "a/b", "é", "a" * 65])
def test_ids_are_short_and_plain(name: str) -> None:
    assert refusals({"id": name, "kind": "painkiller", "date": DAY_ONE}) == ["id"]


@each("kind", ["meal", "", None, 3, ["morning"]])
def test_only_known_kinds(kind: str | int | list[str] | None) -> None:
    assert refusals({"id": "a", "kind": kind, "date": DAY_ONE})[0] == "kind"


@each("day", [dt.date(1999, 12, 31), dt.date(2101, 1, 1), "today"])
def test_dates_lie_in_this_century(day: str | dt.date) -> None:
    assert refusals({"id": "a", "kind": "painkiller", "date": day}) == ["date"]


def test_a_local_time_needs_its_offset() -> None:
    entry = {"id": "a", "kind": "painkiller", "date": DAY_ONE}
    assert refusals({**entry, "at": dt.datetime(2026, 1, 5, 6, 0)}) == ["at"]  # noqa: DTZ001


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    told = {"id": "a", "kind": "morning", "date": DAY_ONE, "pain": 77}
    with pytest.raises(Misfit) as misfit:
        entries.parse(told)
    with pytest.raises(FlawError) as refused:
        models.entry(told)
    assert "77" not in f"{misfit.value!r} {refused.value!r}"


def test_a_screening_is_complete_when_every_sign_is_answered() -> None:
    whole: dict[str, Any] = dict.fromkeys(RED_FLAGS, False) | {"spa": ()}
    assert missing(RedFlags(**whole)) == ()
    assert missing(RedFlags()) == REQUIRED
    assert missing(RedFlags(**{**whole, "wound": None, "gap": None})) == ("gap", "wound")
    assert (len(REQUIRED), RED_FLAGS[32:]) == (32, ("effort_limited", "fall_risk", "pregnant"))


@pytest.mark.hazard("H13")
@each("name", REQUIRED)
def test_one_open_question_makes_an_assessment_incomplete(name: str) -> None:
    assert entries.parse(assessed()).complete
    assert not entries.parse(assessed(**{name: None})).complete


def test_answers_alone_may_leave_out_whole_sections() -> None:
    told = answers()
    alone = record(Answers, {name: told[name] for name in ("person", "complaint")})
    assert (missing(alone.red_flags), alone.risk.metabolic) == (REQUIRED, None)
    assert alone.tests.start_test_pain is None
