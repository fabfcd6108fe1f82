"""Each module with a function has its tests under its own name, or says here where they are."""

from pathlib import Path

import achillescli
from tests.kit.places import ROOT

SOURCE = Path(achillescli.__file__).parent
ELSEWHERE = {
    "cli/commands/assess/test_command.py": ("cli/commands/assess/template.py",),
    "cli/commands/completion/test_script.py": ("cli/commands/completion/command.py",),
    "cli/commands/assess/test_interview.py": ("cli/commands/assess/headings.py",),
    "cli/commands/log/test_changes.py": ("cli/inputs/assignments.py", "render/phrases/entries.py"),
    "cli/commands/log/test_due.py": ("cli/prompts/lone.py",),
    "cli/commands/log/test_recorded.py": ("render/phrases/recordings.py",),
    "cli/commands/log/test_remarks.py": ("render/phrases/remarks.py",),
    "cli/commands/log/test_training.py": ("cli/commands/log/own.py",),
    "cli/commands/log/test_scores.py": (
        "cli/inputs/options.py", "cli/journal/append.py",
    ),
    "cli/commands/log/test_signs.py": ("cli/journal/signs.py",),
    "cli/commands/train/test_follow.py": ("cli/commands/train/record.py",),
    "cli/commands/test_backup.py": ("render/pages/backup.py",),
    "cli/commands/test_doctor.py": ("render/pages/doctor.py", "store/doctor/finding.py"),
    "cli/commands/test_learn.py": (
        "render/data/learn.py", "render/pages/learn.py", "render/phrases/references.py",
        "render/phrases/frames.py", "render/phrases/running.py", "render/phrases/shelf.py",
    ),
    "cli/commands/test_merge.py": ("render/pages/merge.py",),
    "cli/commands/test_remind.py": ("render/data/remind.py",),
    "cli/commands/test_replay.py": (
        "cli/inputs/course_file.py", "cli/journal/course.py", "render/data/entries.py",
        "render/pages/replay.py",
    ),
    "cli/commands/test_report.py": ("render/data/report.py", "render/data/week.py"),
    "cli/commands/test_settings.py": ("render/data/settings.py", "render/pages/settings.py"),
    "cli/commands/test_simulate.py": (
        "render/data/noise.py", "render/data/simulate.py", "render/pages/noise.py",
        "render/pages/simulate.py",
    ),
    "cli/commands/test_status.py": ("render/data/status.py",),
    "cli/commands/test_undo.py": ("cli/journal/find.py",),
    "cli/commands/test_why.py": ("render/data/citations.py", "render/data/why.py"),
    "cli/inputs/test_answers_file.py": ("cli/inputs/tables.py",),
    "cli/test_for_programs.py": (
        "render/data/backups.py", "render/data/doctor.py", "render/data/protocol.py",
        "render/data/steps.py", "render/data/transfer.py",
    ),
    "cli/test_danger.py": ("cli/journal/danger.py",),
    "cli/test_withheld.py": ("cli/journal/reading.py", "cli/journal/unread.py"),
    "cli/journal/test_logbook.py": ("render/phrases/consequences.py",),
    "cli/prompts/test_ask.py": ("cli/prompts/values.py",),
    "cli/test_help.py": ("render/pages/help.py",),
    "cli/test_app.py": ("cli/names.py", "cli/parser.py", "errors.py"),
    "cli/test_environment.py": ("cli/context.py",),
    "cli/test_privacy.py": ("cli/mistake.py",),
    "cli/test_settings.py": ("render/terminal/wishes.py", "store/settings.py"),
    "core/log/test_corrections.py": ("core/log/fields.py",),
    "core/programme/test_running.py": ("core/programme/gate_inputs.py",),
    "cli/journal/test_place.py": ("render/phrases/folder.py",),
    "render/html/test_page.py": (
        "render/html/ability.py", "render/html/diary.py", "render/html/person.py",
        "render/html/sheet.py", "render/html/weeks.py",
    ),
    "render/pages/test_assess.py": ("render/data/assess.py", "render/phrases/result.py"),
    "render/pages/test_plan.py": ("render/data/plan.py",),
    "render/pages/test_report.py": (
        "render/phrases/gates.py", "render/phrases/measures.py", "render/phrases/weeks.py",
    ),
    "render/pages/test_today.py": ("render/pages/closed_gate.py", "render/pages/today_page.py"),
    "render/pages/test_today_sessions.py": ("render/phrases/done.py",),
    "render/pages/test_why.py": ("render/phrases/findings.py",),
    "store/files/test_slips.py": ("store/files/lines.py", "store/files/toml.py"),
    "store/journal/test_expected.py": ("store/journal/refusals.py",),
    "store/journal/test_migration.py": ("store/journal/schema.py",),
    "store/recordings/test_read.py": (
        "store/recordings/limits.py", "store/recordings/single.py",
    ),
}  # fmt: skip
"""Modules that are tested through another one, a page or a command, by the tests that do it."""


def mirror(module: Path) -> Path:
    """Return where the tests of a module belong."""
    return ROOT / "tests" / module.with_name(f"test_{module.name}")


def test_every_module_has_its_tests_or_names_them() -> None:
    paths = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")
    modules = [path.relative_to(SOURCE) for path in paths if "def " in path.read_text("utf-8")]
    lacking = {module.as_posix() for module in modules if not mirror(module).exists()}
    named = [module for some in ELSEWHERE.values() for module in some]
    assert len(named) == len(set(named))
    assert lacking - set(named) == set(), "write its tests under its name, or name them above"
    assert set(named) - lacking == set(), "these have tests under their own name now"
    assert [name for name in ELSEWHERE if not (ROOT / "tests" / name).exists()] == []
