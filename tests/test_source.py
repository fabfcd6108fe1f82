"""What the source never does, seen in its syntax trees."""

import ast
from functools import cache
from pathlib import Path

import pytest

import achillescli

ROOT = Path(achillescli.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
BANNED_CALLS = {"eval", "exec", "__import__", "system", "popen", "mktemp", "input"}
BANNED_STARTS = ("os.exec", "os.spawn", "os.fork", "os.posix_spawn", "os.startfile")
BANNED_IMPORTS = {
    "pickle",
    "marshal",
    "shelve",
    "subprocess",
    "socket",
    "ssl",
    "urllib",
    "http",
    "ftplib",
    "requests",
    "yaml",
    "asyncio",
    "ctypes",
    "multiprocessing",
    "code",
    "pdb",
    "webbrowser",
    "xml",
    "zipfile",
    "tarfile",
}
MARKUP = {"markup", "emoji", "highlight"}
"""What rich makes of words unless it is told not to."""
CLOCK = {"now", "today", "utcnow", "localtime"}


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def calls(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def test_there_is_a_source():
    assert len(MODULES) > 60


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestModule:
    def test_no_assert_stands_for_a_check(self, path):
        assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Assert)]

    def test_nothing_is_run_that_was_read(self, path):
        assert not {name_of(call) for call in calls(path)} & BANNED_CALLS
        assert "compile" not in {ast.unparse(call.func) for call in calls(path)}

    def test_no_other_program_is_started(self, path):
        named = [ast.unparse(call.func) for call in calls(path)]
        assert not [name for name in named if name.startswith(BANNED_STARTS)]
        assert "shell" not in {word.arg for call in calls(path) for word in call.keywords}

    def test_only_what_is_named_in_the_program_is_imported_late(self, path):
        late = [call for call in calls(path) if name_of(call) == "import_module"]
        names = [ast.unparse(call.args[0]) for call in late]
        assert all(
            name.startswith(("f'.{", "f'.commands.{")) and "__package__" in ast.unparse(call)
            for name, call in zip(names, late, strict=True)
        )

    def test_rich_obeys_no_markup(self, path):
        for call in calls(path):
            if name_of(call) == "Console":
                off = {word.arg for word in call.keywords if ast.unparse(word.value) == "False"}
                assert off >= MARKUP
        named = {name_of(call) for call in calls(path)}
        assert not named & {"from_markup", "from_ansi", "rprint", "Markdown", "render_markup"}

    def test_what_reaches_a_table_is_plain_text(self, path):
        for call in calls(path):
            if name_of(call) in ("add_row", "add_column") or ast.unparse(call.func) == "Text":
                assert not [part for part in call.args if isinstance(part, ast.JoinedStr)]

    def test_nothing_reaches_the_network_or_another_program(self, path):
        assert not set(imports(path)) & BANNED_IMPORTS

    def test_only_the_command_line_reads_the_clock(self, path):
        if path.relative_to(ROOT).parts[0] == "cli":
            return
        read = [
            call
            for call in calls(path)
            if isinstance(call.func, ast.Attribute)
            and call.func.attr in CLOCK
            and ast.unparse(call.func.value).split(".")[0] in ("dt", "datetime", "time")
        ]
        assert not read

    def test_only_the_command_line_reads_the_environment(self, path):
        if path.relative_to(ROOT).parts[0] == "cli":
            return
        names = {
            ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)
        }
        assert not names & {"os.environ", "os.getenv"}
