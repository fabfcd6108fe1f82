"""The pages say what the program does: commands, options, links, JSON keys, the tour."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from achillescli.cli.app import run
from achillescli.cli.commands.log import command as log
from achillescli.cli.commands.status import DUE
from achillescli.cli.context import current_context
from achillescli.cli.names import COMMANDS, OF_THE_LOG
from achillescli.cli.parser import program
from achillescli.core.log.entries import KINDS, Logged
from achillescli.core.state import Colour, Phase, Referral, Verdict
from achillescli.errors import AchillesError
from achillescli.words import LANGUAGES
from benchmarks import logs
from tests.kit.each import each
from tests.kit.places import ROOT
from tools.pages import architecture, rulebook, tour

FOLDERS = (".", "docs", "proof", "tests")
PAGES = [page for folder in FOLDERS for page in sorted((ROOT / folder).glob("*.md"))]
GUIDES = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/commands.md",
        "docs/files.md",
        "docs/json.md",
        "docs/tables.md",
    )
]
PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
GUIDE = pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


# commands and options


@cache
def options(command: str, language: str = "en") -> dict[str, str]:
    """Return the options of a command such as "today" or "log session", with their help."""
    found = current_context(language)
    name, _, part = command.partition(" ")
    if part:
        shown = [log.command(found, part)]
    else:
        whole = typer.main.get_command(program(found))
        one = getattr(whole, "commands", {})[name] if name else whole
        shown = [one, *(getattr(one, "commands", {}).values() if name else ())]
    return {
        option: getattr(param, "help", None) or ""
        for command in shown
        for param in command.params
        if not getattr(param, "hidden", False)
        for option in (*param.opts, *param.secondary_opts)
        if option.startswith("-")
    }


EVERYWHERE = {"-h", "--help", "--lang", "--debug"}


def every_command() -> list[str]:
    return [*COMMANDS, *(f"log {part}" for part in OF_THE_LOG)]


def quoted(page: Path) -> list[str]:
    """Return every command line that a page quotes, without the program's name."""
    told = page.read_text("utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", told, re.DOTALL)
    typed = [line for block in blocks for line in re.split(r"\n|&&", block)]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", told, flags=re.DOTALL))
    lines = [re.sub(r"^(\$ |\S*/bin/)", "", line.strip()) for line in (*typed, *spans)]
    return [line.removeprefix("achilles ") for line in lines if line.startswith("achilles ")]


def named(line: str) -> str:
    words = line.split()
    return " ".join(
        words[:2] if words[0] == "log" and {*words[1:2]} <= {*OF_THE_LOG} else words[:1]
    )


@GUIDE
def test_every_command_that_a_page_quotes_exists_with_its_options(page: Path) -> None:
    lines = quoted(page)
    assert lines or page.name == "CONTRIBUTING.md"
    for line in lines:
        command = "" if line.startswith("-") else named(line)
        assert not command or command.split()[0] in COMMANDS, line
        taken = re.findall(r"(?<!\S)--?[a-z][a-z-]*", line)
        assert set(taken) <= set(options(command)) | EVERYWHERE, line


@GUIDE
def test_every_option_that_a_page_names_alone_exists(page: Path) -> None:
    known = {name for command in every_command() for name in options(command)} | EVERYWHERE
    known |= set(options(""))
    if page.name == "CONTRIBUTING.md":
        for script in (
            "benchmarks/run.py",
            "proof/faults/run.py",
            "tools/checks/mutants.py",
            "proof/explore.py",
            "tools/compare_outputs.py",
            "tools/pages/verification.py",
        ):
            known |= set(re.findall(r"--[a-z]+", text(script)))
    for span in re.findall(r"`(--[a-z-]+)[^`]*`", page.read_text("utf-8")):
        assert span in known


@pytest.mark.parametrize("command", every_command())
def test_every_command_has_help_in_both_languages(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for language in LANGUAGES:
        assert run(["--lang", language, *command.split(), "--help"]) == 0
        shown.append(capsys.readouterr().out)
        assert "None" not in shown[-1]
    assert shown[0] != shown[1]


@LANGUAGE
@each("command", ["", *every_command()])
def test_every_option_has_help(command: str, language: str) -> None:
    told = {name: said for name, said in options(command, language).items() if name != "--help"}
    assert all(said and said != "None" for said in told.values()), told


# README.md, docs/commands.md


def test_the_page_of_commands_has_a_row_for_each() -> None:
    table = text("docs/commands.md").split("\n## ")[0]
    rows = re.findall(r"^\| `achilles (\w+)[^`]*` \| \S", table, re.MULTILINE)
    assert rows == list(COMMANDS)


def test_the_page_of_commands_has_a_row_for_each_part_of_the_log() -> None:
    rows = re.findall(
        r"^\| `achilles log (\w+)[^`]*` \| \S", text("docs/commands.md"), re.MULTILINE
    )
    assert sorted(rows) == sorted(OF_THE_LOG)


def test_the_readme_is_short_and_answers_a_runner_first() -> None:
    told = text("README.md")
    assert len(told.splitlines()) <= 130
    heads = re.findall(r"^## (.+)$", told, re.MULTILINE)
    assert heads[0] == "I am in pain: what now?"
    assert "Where your data are" in heads
    lines = quoted(ROOT / "README.md")
    assert {line.split()[0] for line in lines} >= {
        *("assess", "today", "log", "undo", "report", "plan", "why", "learn")
    }


def test_the_readme_has_one_line_that_runs_the_main_job_and_one_that_tests() -> None:
    lines = [line for line in text("README.md").splitlines() if line.startswith("python3 -m venv")]
    main, tests = lines
    assert main.endswith("&& .venv/bin/achilles demo")
    assert "export" not in main
    assert tests.endswith("-m pytest -n 4")


def test_the_page_of_commands_has_every_exit_code() -> None:
    rows = re.findall(r"^\| (\d+) \| ", text("docs/commands.md"), re.MULTILINE)
    kinds: tuple[type[AchillesError], ...] = (AchillesError, *AchillesError.__subclasses__())
    raised = {kind.exit_code for kind in kinds}
    assert {int(row) for row in rows} == raised | {0, 4, DUE, 130}


def test_the_contents_of_the_rules_name_every_rule() -> None:
    rows = re.findall(
        r"^\| \[[^]]+\]\(#[\w-]+\) \| (.+?) \| \w", text("docs/rules.md"), re.MULTILINE
    )
    told = ", ".join(rows)
    for name in rulebook.rules():
        series = re.match(r"[TR](?=\d\d)", name)
        if series:
            assert re.search(rf"{series[0]}01–{series[0]}\d\d", told)
        else:
            assert re.search(rf"\b{name}\b", told), name


def test_the_tour_is_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shown = tour.undated(tour.tour(tmp_path))
    assert tour.undated(tour.written()) == shown, "run: python -m tools.pages.tour"


def test_the_map_is_that_of_the_program() -> None:
    page = text("docs/architecture.md")
    assert page == architecture.written(page), "run: python -m tools.pages.architecture"


# links and paths


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@PAGE
def test_every_link_leads_somewhere(page: Path) -> None:
    told = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", told)
    links += re.findall(r"^\[[^]]+\]: (\S+)$", told, re.MULTILINE)
    for link in links:
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@PAGE
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    roots = "src|data|tests|proof|tools|docs|benchmarks|examples|\\.ci"
    for span in re.findall(rf"(?<=[`\s])((?:{roots})/[\w./-]*)", page.read_text("utf-8")):
        assert (ROOT / span.rstrip(".")).exists(), span


def test_the_words_in_python_are_where_the_page_of_contributing_says() -> None:
    told = text("CONTRIBUTING.md").split("\n## Add a language")[1].split("\n## ")[0]
    rows = re.findall(r"^ +\| `([\w/]+\.py)` \| ((?:`\w+`(?:, )?)+):", told, re.MULTILINE)
    assert len(rows) == 9
    for file, names in rows:
        for name in re.findall(r"\w+", names):
            assert f"\n{name}" in text(f"src/achillescli/{file}"), (file, name)


def test_every_key_of_the_json_is_spelt_by_the_tables_for_machines() -> None:
    for module in sorted((ROOT / "src/achillescli/cli").rglob("*.py")):
        assert not re.search(r"write_json\(\s*[{[]+\s*\"", module.read_text("utf-8")), module


# docs/json.md


def tables() -> dict[str, list[set[str]]]:
    """Return the keys of each table of each section of docs/json.md."""
    found = {}
    for section in text("docs/json.md").split("\n## ")[1:]:
        parts = re.split(r"^\| Key \| Value \|$", section, flags=re.MULTILINE)[1:]
        title = section.split("\n", 1)[0]
        rows = [part.strip().split("\n\n")[0] for part in parts]
        found[title] = [set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)) for part in rows]
    return found


OPEN = {"values", "rom", "level", "set", "answers", "done"}
"""Objects whose keys a page tells elsewhere or calls open."""


def keys(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the name of every key of a JSON value, as docs/json.md writes them."""
    if isinstance(value, list):
        for part in value:
            yield from keys(part, prefix and f"{prefix}[]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            path = f"{prefix}.{name}" if prefix else name
            yield path
            if name not in OPEN:
                yield from keys(inner, path)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a log of twelve weeks, one of a blocked course, and none."""
    work = tmp_path_factory.mktemp("homes")
    logs.write(work / "course", logs.twelve_weeks(current_context("en").today))
    return work


Printed = Callable[..., Any]
"""Gives the JSON that a command prints, by a folder and the command."""


@pytest.fixture
def printed(
    homes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Printed:
    """Return what a command prints as JSON."""

    def of(home: str, command: str, code: int = 0) -> Any:
        monkeypatch.setenv("ACHILLES_HOME", str(homes / home))
        assert run([*command.split(), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return of


DAY = "today"
NOT_ALWAYS = {"entries[].note"}


@each("command", ["replay", "report", "plan", "why"])
def test_the_page_names_every_key_of_a_course(command: str, printed: Printed) -> None:
    told = tables()["today"][0] - {"stopped"} if command == "replay" else tables()[command][0]
    shown = set(keys(printed("course", command)))
    if command == "report":
        printed("measured", f"assess --answers {ROOT}/examples/runner.toml")
        printed("measured", "log check --visa-a 62")
        shown |= set(keys(printed("measured", "report")))
    assert shown == told


def test_the_page_names_every_key_of_a_week(
    printed: Printed,
) -> None:
    shown = set(keys(printed("course", "report --week")))
    parts = {key for key in shown if re.match(r"(week|before|triage)\.|red_days\[\]", key)}
    assert shown - parts == tables()["report"][1]
    assert {re.sub(r"^(week|before)\.", "weeks[].", key) for key in parts} <= tables()["report"][0]


def test_the_page_names_every_key_of_what_writes(
    printed: Printed,
) -> None:
    (entry,) = printed("own", "log morning 2")["entries"]
    assert tables()["log"] == [{"entries", "entries[].id"}]
    assert entry["id"]
    assert set(keys(printed("own", "undo --list"))) == tables()["undo --list"][0]


def test_the_page_names_every_key_of_the_backups(
    printed: Printed,
) -> None:
    printed("kept", "log morning 2")
    copied = printed("kept", "backup")
    assert {*copied} == tables()["backup"][0]
    told, restored = tables()["restore"]
    assert set(keys(printed("kept", "restore"))) == told
    (one,) = copied["copied"]
    seen = printed("kept", f"restore {one['name']} --dry-run")
    assert {f"backups[].{key}" for key in seen} == (told - {"backups"}) | {"backups[].restored"}
    assert restored == {"restored"}


def test_the_page_names_every_key_of_the_doctor(
    printed: Printed,
) -> None:
    assert set(keys(printed("course", "doctor --repair --yes"))) == tables()["doctor"][0]


def test_the_page_names_every_key_of_logs_that_come_and_go(
    printed: Printed, homes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(homes)
    printed("here", "log morning 2")
    assert run(["export", "log.json", "--quiet"]) == 0
    shutil.copytree(homes / "here", homes / "there")
    (month,) = (homes / "there" / "log").iterdir()
    month.write_text(month.read_text("utf-8").replace("pain = 2", "pain = 3"), "utf-8")
    shown = {
        "import": printed("empty", "import log.json"),
        "merge": printed("here", "merge there --theirs --yes"),
        "erase": printed("there", "erase --yes"),
    }
    assert {name: [set(keys(value))] for name, value in shown.items()} == {
        name: tables()[name] for name in shown
    }


def test_the_page_names_every_key_of_a_check_of_the_programme(
    printed: Printed, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text("data/protocol.toml").replace("sets = 3", "sets = 0", 1), "utf-8")
    assert [set(keys(printed("none", f"protocol check {own}", 2)))] == tables()["protocol check"]


def test_the_page_names_every_key_of_the_status(
    printed: Printed,
) -> None:
    told = tables()["status"][0]
    shown = set(keys(printed("course", "status", 10)))
    assert shown | {"next.what", "next.at"} == told


def test_the_page_names_every_key_of_the_settings(
    printed: Printed,
) -> None:
    shown = keys(printed("none", "settings"))
    assert {re.sub("(?<=^settings.)[a-z_]+", "NAME", key) for key in shown} == tables()["settings"][
        0
    ]


def test_the_page_names_every_key_of_a_rule(
    printed: Printed,
) -> None:
    told = tables()["why"][1]
    assert {key.split("[]")[0] for key in keys(printed("none", "why W2"))} == told


def test_the_page_names_every_key_of_a_simulation(
    printed: Printed,
) -> None:
    (told,) = tables()["simulate"]
    shown = set(keys(printed("none", "simulate steady-recovery")))
    assert {key for key in shown if not re.match(r"(weeks|days)\[\]|triage\.", key)} == told
    assert {key for key in shown if key.startswith("weeks[]")} <= tables()["report"][0]
    days = {key.removeprefix("days[].") for key in shown if key.startswith("days[]")}
    assert days <= tables()["today"][0]


def test_the_page_names_every_key_of_a_day(
    printed: Printed,
) -> None:
    (told,) = tables()[DAY]
    today = set(keys(printed("course", "today")))
    assert today <= told
    assert today | set(keys(printed("course", "replay"))) == told
    assert set(keys(printed("none", "today", 3))) == {
        *("date", "day", "blocked", "triage", "triage.level", "triage.rows")
    }


def test_the_page_names_every_key_of_an_assessment(
    printed: Printed,
) -> None:
    told, refused = tables()["assess"]
    for name, code in (("runner", 0), ("doctor-today", 4)):
        command = f"assess --answers {ROOT}/examples/{name}.toml"
        assert set(keys(printed(name, command, code))) == told
    assert refused == {"missing"}


def test_the_page_names_what_an_incomplete_assessment_prints(
    printed: Printed, tmp_path: Path
) -> None:
    whole = text("examples/runner.toml")
    (tmp_path / "part.toml").write_text(whole.replace("gap = false\n", ""), "utf-8")
    assert printed("part", f"assess --answers {tmp_path}/part.toml", 2) == {"missing": ["gap"]}


def kinds() -> dict[str, set[str]]:
    """Return the fields of each kind of entry, as docs/json.md tells them."""
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", text("docs/json.md"), re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", told)) for name, told in rows if name in KINDS}


def test_the_page_names_every_key_of_the_log(
    printed: Printed,
) -> None:
    (told,) = tables()["log list"]
    shown = printed("course", "log list --all")
    assert {entry["kind"] for entry in shown["entries"]} > {"morning", "session", "run", "check"}
    for entry in shown["entries"]:
        fields = {f"entries[].{name}" for name in kinds()[entry["kind"]]}
        assert set(keys({"entries": [entry]})) <= told | fields
    assert set(keys(shown)) >= told - NOT_ALWAYS


@each("kind", [kind for kind in KINDS if kind != "flag"])
def test_the_page_names_every_field_of_a_kind(kind: str) -> None:
    own = set(KINDS[kind].attributes)
    assert own - {"kind", *Logged.attributes} <= kinds()[kind]


@each("topic", ["", "prognosis", "heel-drop-bent", "cycling"])
def test_the_page_names_every_key_of_a_topic(topic: str, printed: Printed) -> None:
    listing, of_topic, of_exercise, source = tables()["learn"]
    found = set(keys(printed("none", f"learn {topic}")))
    told = {"": listing, "prognosis": of_topic}.get(topic, of_exercise)
    cited = {f"{name}[].{key}" for name in told if name.endswith("sources") for key in source}
    assert found == told | cited


@each("names", [Referral, Phase, Colour, Verdict])
def test_the_page_names_every_value(names: type[Enum]) -> None:
    told = text("docs/json.md").split("## assess")[0]
    assert all(f"`{one.name}`" in told for one in names)


# tests/README.md


def test_the_examples_of_the_tests_are_theirs() -> None:
    parts = re.split(r"```python\n(.*?)```", text("tests/README.md"), flags=re.DOTALL)
    examples = list(zip(parts[::2], parts[1::2], strict=False))
    files = re.compile(r"`(tests/[\w/]+\.py)`")
    place = ""
    for before, example in examples:
        place = (files.findall(before) or [place])[-1]
        assert example in text(place), (place, example)
    assert len(examples) >= 5
