"""Every rule has its sources and its words, and the words state the rule as it is."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from achillescli import catalogue
from achillescli.core import course
from achillescli.core.assessment import risk, triage
from achillescli.core.assessment import standing as watch
from achillescli.core.library.evidence import Mark
from achillescli.core.log import entries
from achillescli.core.log.corrections import log_of
from achillescli.core.programme import (
    breaks,
    checkin,
    colour,
    concentric,
    dose,
    progress,
    running,
    weekly,
)
from achillescli.core.state import Finding, Level, Referral
from achillescli.core.views.why import explain
from achillescli.words import LANGUAGES, Words
from tests.kit.each import each
from tests.kit.places import VECTORS
from tools.pages.rulebook import PAGE, SECTIONS, Rule, page, rules

CORE = Path(course.__file__).parent
COURSES = VECTORS / "courses.jsonl"

IDS = [name for ids in SECTIONS.values() for name in ids]
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
RULE = each("rule", rules().values())
ROW = each("row", triage.ROWS)
FACTOR = each("factor", risk.FACTORS)


def test_every_rule_has_sources_and_a_place_in_the_book() -> None:
    assert sorted(rules()) == sorted(IDS)
    assert len(IDS) == len(set(IDS)) == 93


def test_the_book_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tools.pages.rulebook"


def test_every_rule_id_of_the_core_is_a_rule() -> None:
    named = re.compile(r'"([TRCWDGX]\d{1,2})(?:\.\w+)?"')
    found = {name for path in CORE.rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert {"T01", "R21", "C1", "W7", "D2"} <= found
    assert found <= set(IDS)


# Sources


@RULE
def test_a_rule_cites_known_sources_with_a_place(rule: Rule) -> None:
    assert rule.cites
    for cite in rule.cites:
        assert cite.source in catalogue.sources()
        assert cite.mark in Mark
        assert cite.where.strip()
    assert len(set(rule.cites)) == len(rule.cites)


@RULE
def test_only_numbers_of_this_programme_are_marked_as_design(rule: Rule) -> None:
    for cite in rule.cites:
        if cite.mark is Mark.D:
            assert cite.source == "design"
        if cite.source == "design":
            assert cite.mark in (Mark.D, Mark.G)


@RULE
def test_a_place_in_the_article_is_one_statement(rule: Rule) -> None:
    for cite in rule.cites:
        if cite.source == "article":
            number = re.fullmatch(r"S(\d{1,2})", cite.where)
            assert number
            assert 1 <= int(number[1]) <= 72


@RULE
def test_nothing_rests_on_an_uncertain_place(rule: Rule) -> None:
    assert all(cite.mark is not Mark.U for cite in rule.cites)


@LANGUAGE
def test_every_mark_is_explained(language: str) -> None:
    assert list(Words(language).find("why.mark")) == [mark.value for mark in Mark]


# Words


@LANGUAGE
@RULE
def test_a_rule_has_a_short_name_and_says_what_it_does(rule: Rule, language: str) -> None:
    say = Words(language)
    assert set(say.find(f"rules.{rule.id}")) == {"name", "says"}
    assert 1 <= len(say(f"rules.{rule.id}.name").split()) <= 6
    says = say(f"rules.{rule.id}.says")
    assert says.endswith(".")
    assert says[0] == says[0].upper()


@LANGUAGE
def test_the_texts_of_rules_know_no_other_rule(language: str) -> None:
    assert sorted(Words(language).find("rules")) == sorted(IDS)


STATED = {
    "T07": (triage.FLUOROQUINOLONE_RISK_DAYS,),
    "T08": (triage.FLUOROQUINOLONE_RISK_DAYS + 1, triage.FLUOROQUINOLONE_DAYS),
    "T09": (triage.STEROID_DAYS, triage.INJECTION_DAYS),
    "T10": (triage.ADULT,),
    "T12": (triage.INFLAMMATORY_STIFFNESS_MIN,),
    "T13": (triage.INFLAMMATORY_STIFFNESS_MIN,),
    "T18": (triage.REST_PAIN,),
    "T19": (triage.OFTEN_RED_AT_L1, triage.OFTEN_RED),
    "T20": (triage.MEDIAN_RISE,),
    "T22": (triage.HALF_YEAR_DAY, triage.HIGH_INDEX, triage.LOW_FIRST_INDEX, triage.INDEX_RISE),
    "T23": (triage.LONG_DAYS,),
    "T29": (watch.MORNING_PAIN, watch.MORNING_APART_DAYS, watch.MORNING_MEMORY_DAYS,
            watch.CALM_MORNINGS, watch.CALM_MORNING),
    "T32": (triage.STALLED_DECISIONS,),
    "T33": (triage.PAINKILLER_DAYS, watch.PAINKILLER_WINDOW_DAYS),
    "T34": (triage.EASY_DAYS, course.EASY_WINDOW_DAYS),
    "R04": (risk.MIDDLE_AGE,),
    "R05": (risk.MIDDLE_AGE, risk.CALF_TRAINING),
    "R06": (risk.KNEE_TO_WALL_CM, risk.KNEE_TO_WALL_DIFFERENCE_CM),
    "R07": (risk.FEW_RAISES, risk.RAISES_SHARE / 10, risk.INDEX_SHARE * 10),
    "R09": (risk.SMALL_SPIKE, risk.LARGE_SPIKE),
    "R10": (risk.LARGE_SPIKE,),
    "R11": (risk.MORE_RUNS,),
    "R13": (risk.OVERWEIGHT, risk.OBESE),
    "R14": (risk.OBESE,),
    "R20": (risk.FLUOROQUINOLONE_DAYS,),
    "C1": (colour.TOO_MUCH, colour.FAR_TOO_MUCH, colour.ABOVE_BASELINE, colour.UNSETTLED,
           colour.RISE),
    "C3": (colour.TOLERATED, colour.TOO_MUCH - 1),
    "C4": (colour.STIFF,),
    "C5": (colour.TOLERATED - 1,),
    "B0": (weekly.ENOUGH_MORNINGS,),
    "W1": (weekly.RED_DAYS, weekly.MEDIAN_RISE, weekly.SORE_DAYS, weekly.SORE_DAYS_MAINTAIN,
           weekly.CALM_MEDIAN, weekly.MEDIAN_STEP),
    "W2": (weekly.TRAINED_DAYS, weekly.GREEN_DAYS, weekly.MEDIAN_STEP, 7 - weekly.ENOUGH_MORNINGS,
           weekly.SESSIONS_MAINTAIN, weekly.GREEN_DAYS_MAINTAIN),
    "W3": (catalogue.protocol().load.from_day, checkin.STALE_DAYS,
           checkin.STALE_DAYS_MAINTAIN),
    "W6": (*breaks.STEP_DOWN_AFTER_DAYS, breaks.LONG_BLOCK_DAYS, breaks.STEP_DOWN_APART_DAYS),
    "W7": (breaks.START_AGAIN_AFTER_DAYS,),
    "X6": (checkin.DUE_DAYS, checkin.DUE_DAYS_MAINTAIN, checkin.STALE_DAYS,
           checkin.STALE_DAYS_MAINTAIN),
    "INS": (dose.SORE_PM, dose.SORE_PM_DAYS),
    "D1": (catalogue.protocol().easier_dose.sets, catalogue.protocol().easier_dose.reps),
    "DOSE": (catalogue.protocol().dose.sets, catalogue.protocol().dose.reps,
             catalogue.protocol().dose.lower_s, catalogue.protocol().dose.rest_s,
             catalogue.protocol().first_days.from_age),
    "LEVEL": (catalogue.protocol().load.step_kg, catalogue.protocol().load.max_kg),
    "PHASE": (catalogue.protocol().early.last_day_after_onset,
              catalogue.protocol().phases.load_until_day,
              catalogue.protocol().phases.load_plus_until_day),
    "MAINTAIN": (*catalogue.protocol().maintain.days, catalogue.protocol().maintain.weeks),
    "G1": (catalogue.protocol().concentric.from_day, concentric.TRAINED_DAYS,
           concentric.LOOK_BACK_DAYS, concentric.LOOK_BACK_DAYS_MAINTAIN, concentric.PAIN_FREE,
           concentric.CLOSED_DAYS, concentric.SINGLE_LEG_GREEN_DAYS,
           concentric.SINGLE_LEG_GREEN_DAYS_MAINTAIN),
    "G2": (running.DAILY_PAIN_MAX, running.DAILY_KNOWN_DAYS, running.MEDIAN_MAX, running.WALK_DAYS,
           running.HARD_TEST_DAYS, running.RAISES_LEAST, running.RAISES_ENOUGH),
    "INDEX": (progress.ENOUGH_SCORES, progress.MEANINGFUL_POINTS, progress.COMPARABLE),
    "RECOVERED": (progress.RECOVERED_DAYS, progress.RECOVERED_MORNINGS, progress.RECOVERED_SCORE),
    "RUN": (running.REST_DAYS, running.REST_DAYS_AFTER_MORE, running.MORE_EFFORT),
}  # fmt: skip
"""The numbers of the core and of the protocol that a rule's sentence has to state."""


def stated(text: str) -> set[float]:
    """Return the numbers of a sentence, decimal comma or point."""
    return {float(number.replace(",", ".")) for number in re.findall(r"\d+(?:[.,]\d+)?", text)}


@pytest.mark.hazard("H57")
@LANGUAGE
@each("rule", STATED)
def test_a_rule_says_the_numbers_that_the_core_uses(rule: str, language: str) -> None:
    says = Words(language)(f"rules.{rule}.says")
    assert {float(number) for number in STATED[rule]} <= stated(says)


@LANGUAGE
def test_the_levels_named_in_the_rules_exist(language: str) -> None:
    for rule in IDS:
        for name in re.findall(r"\bL\d\b", Words(language)(f"rules.{rule}.says")):
            assert name in {"L1", "L2", "L3", "L4"}


# Triage


@LANGUAGE
@ROW
def test_a_row_says_what_was_found_why_what_to_do_and_what_ends_it(
    row: triage.TriageRow, language: str
) -> None:
    text = Words(language).find(f"triage.{row.id}")
    own = {"T07": {"name", "who"}, "T26": {"when"}, "T28": {"when"}}
    assert set(text) == {"sign", "why", "todo", "ends"} | own.get(row.id, set())
    assert not text["sign"].endswith(".")
    assert text["why"].endswith(".")
    assert text["why"].count(". ") == 0
    assert text["todo"].endswith(".")


def typed(key: str, language: str) -> str:
    """Return a sentence with its commands as they are typed, with ordinary spaces."""
    return Words(language)(key).replace("\N{NO-BREAK SPACE}", " ")


@LANGUAGE
@ROW
def test_a_row_is_ended_by_those_who_may(row: triage.TriageRow, language: str) -> None:
    ends = typed(f"triage.{row.id}.ends", language)
    doctor, physio = {"en": ("doctor", "physio"), "nl": ("arts", "fysio")}[language]
    clearances = re.findall(rf"achilles log clearance --by ({doctor}|{physio}) (T\d\d)", ends)
    if not row.clearable:
        assert clearances == []
        assert "achilles assess" in ends
        return
    assert [name for _, name in clearances] == [row.id]
    assert (doctor, row.id) in clearances or not row.doctor
    assert (f"--by {physio}" in ends) is not row.doctor


NO = {language: Words(language).find("log.typed.no")[0] for language in LANGUAGES}


@LANGUAGE
@ROW
def test_a_no_is_offered_only_where_it_ends_the_row(row: triage.TriageRow, language: str) -> None:
    named = {
        name.replace(" ", "_"): sign
        for sign, names in Words(language).find("parser.sign").items()
        for name in names
    }
    found = re.findall(rf"(\w+)={NO[language]}\b", typed(f"triage.{row.id}.ends", language))
    signs = [named.get(name, name) for name in found]
    assert set(signs) <= set(row.flags) & set(watch.TAKEN_BACK_BY_NO)
    offered = set(row.flags) and set(row.flags) <= set(watch.TAKEN_BACK_BY_NO)
    assert bool(signs) is (row.id != "T05") or not offered


@LANGUAGE
@ROW
def test_each_way_to_end_a_row_is_a_line_that_ends_with_what_to_type(
    row: triage.TriageRow, language: str
) -> None:
    for way in typed(f"triage.{row.id}.ends", language).split("\n"):
        assert re.fullmatch(r"[^:].*[a-z]: (achilles [a-z]+( [\w=-]+)*)", way), way
        assert way.count("achilles") == 1


@LANGUAGE
def test_rest_because_of_fever_ends_with_a_no(language: str) -> None:
    line = {"en": "fever=no unwell=no", "nl": "koorts=nee ziek=nee"}[language]
    assert f"achilles log flag {line}" in typed("triage.rest.ends", language)


@LANGUAGE
@each("referral", Referral)
def test_every_referral_says_who_and_when(referral: Referral, language: str) -> None:
    assert set(Words(language).find(f"triage.level.{referral.name}")) == {"name", "who", "when"}


@pytest.mark.hazard("H2")
@LANGUAGE
def test_an_emergency_names_the_number(language: str) -> None:
    say = Words(language)
    assert "112" in say("triage.level.EMERGENCY.who")
    assert "112" in say("triage.T01.todo")


@pytest.mark.hazard("H52")
@LANGUAGE
@ROW
def test_a_blocking_row_says_that_nothing_is_prescribed(
    row: triage.TriageRow, language: str
) -> None:
    none = {"en": "othing is prescribed", "nl": "wordt niets voorgeschreven"}[language]
    assert (none in Words(language)(f"rules.{row.id}.says")) is row.referral.blocks


# Risk checklist


@LANGUAGE
@FACTOR
def test_what_can_be_changed_has_one_action(factor: risk.Factor, language: str) -> None:
    text = Words(language).find(f"risk.{factor.id}")
    assert set(text) == ({"name"} if factor.modifiable == "no" else {"name", "action"})


@LANGUAGE
def test_every_band_states_its_points(language: str) -> None:
    say = Words(language)
    assert set(say.find("risk.band")) == {"few", "several", "many"}
    assert stated(say("risk.band.few")) == {0, risk.SEVERAL - 1}
    assert stated(say("risk.band.several")) == {risk.SEVERAL, risk.MANY - 1}
    assert stated(say("risk.band.many")) == {risk.MANY}


# Findings


def keys_of_the_core() -> set[str]:
    """Return the keys of the findings that the core spells out."""
    key = re.compile(r'"((?:W|C|G)\d\.[a-z_]+)"')
    found = {name for path in CORE.rglob("*.py") for name in key.findall(path.read_text("utf-8"))}
    return found - {"W3.progress"}


@LANGUAGE
def test_a_step_up_says_what_would_have_changed_it(language: str) -> None:
    assert Words(language).find("why.would.W3.progress")


KEYS = sorted(keys_of_the_core())
KEY = each("key", KEYS)


def test_the_core_has_findings() -> None:
    assert len(KEYS) >= 40


@LANGUAGE
@KEY
def test_a_finding_has_a_sentence_and_what_would_have_changed_it(key: str, language: str) -> None:
    say = Words(language)
    assert say.find(f"why.finding.{key}")
    assert say.find(f"why.would.{key}")


@LANGUAGE
@each("key", [key for key in KEYS if key.startswith("G")])
def test_a_condition_of_a_gate_says_what_is_missing(key: str, language: str) -> None:
    assert Words(language).find(f"gates.missing.{key}")


@cache
def findings() -> dict[str, list[Finding]]:
    """Return the findings of some reference courses by key; the last five reach maintenance."""
    seen: dict[str, list[Finding]] = {}
    courses = COURSES.read_text("utf-8").splitlines()
    for line in (*courses[::9], *courses[-5:]):
        for finding in _found(json.loads(line)):
            seen.setdefault(finding.key, []).append(finding)
    return seen


def _found(told: dict[str, Any]) -> Iterator[Finding]:
    first = {"kind": "assessment", "date": told["answers"]["date"], "answers": told["answers"]}
    tables = enumerate([first, *told["entries"]])
    log = log_of([entries.parse_json({"id": f"e{n}", **table}) for n, table in tables])
    until = dt.date.fromisoformat(told["until"])
    for state in course.replay(log, catalogue.protocol(), until).states:
        if state.decision:
            yield from state.decision.findings
    for back in range(0, 7 * 30, 9):
        replay = course.replay(log, catalogue.protocol(), until - dt.timedelta(days=back))
        if not replay.states:
            return
        for reason in explain(replay):
            yield from (*reason.findings, *reason.would)


@pytest.mark.slow
@LANGUAGE
def test_whatever_a_course_finds_has_a_sentence(language: str) -> None:
    say = Words(language)
    assert {"T.sign", "T.decisions", "LEVEL.since", "D1.red", "X6.checked_in"} <= findings().keys()
    lacking = {key for key in findings() if not say.find(f"why.finding.{key}")}
    assert {key for key in lacking if not say.find(f"why.would.{key}")} == set()


@pytest.mark.slow
@pytest.mark.hazard("H55")
@LANGUAGE
@KEY
def test_a_sentence_about_a_finding_is_filled_by_its_values(key: str, language: str) -> None:
    say = Words(language)
    assert key in findings()
    for finding in findings()[key][:50]:
        values = finding.values or {"n": 0}
        for area in ("why.finding", "why.would", "gates.missing"):
            if say.find(f"{area}.{key}"):
                assert "{" not in say(f"{area}.{key}", **values)


@LANGUAGE
def test_the_levels_and_kinds_of_the_protocol_are_named(language: str) -> None:
    names = [str(Level(number)) for number in range(1, 12)]
    assert all(Words(language).find(f"terms.level.{name}") for name in names)
