"""What the source never does, seen in its syntax trees."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import achillescli

ROOT = Path(achillescli.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
BANNED_CALLS = {"eval", "exec", "__import__", "system", "popen", "mktemp", "compile"}
BANNED_STARTS = ("os.exec", "os.spawn", "os.fork", "os.posix_spawn", "os.startfile")
BANNED_IMPORTS = {
    "pickle", "marshal", "shelve", "subprocess", "socket", "ssl", "urllib", "http", "ftplib",
    "requests", "yaml", "asyncio", "ctypes", "multiprocessing", "code", "pdb", "webbrowser", "xml",
    "zipfile", "tarfile",
}  # fmt: skip
MARKUP = {"markup", "emoji", "highlight"}
"""What rich makes of words unless it is told not to."""
FROM_MARKUP = {"from_markup", "from_ansi", "rprint", "Markdown", "render_markup"}
CLOCK = {"now", "today", "utcnow", "localtime", "time"}

Place = ast.stmt | ast.expr
Looks = Callable[[ast.AST], Iterable[Place]]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (call for call in ast.walk(node) if isinstance(call, ast.Call))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def asserts(node: ast.AST) -> Iterable[Place]:
    return (found for found in ast.walk(node) if isinstance(found, ast.Assert))


def runs_of_what_was_read(node: ast.AST) -> Iterable[Place]:
    for call in calls(node):
        bare = not isinstance(call.func, ast.Attribute) or name_of(call) != "compile"
        if name_of(call) in BANNED_CALLS and bare:
            yield call


def starts_of_programs(node: ast.AST) -> Iterable[Place]:
    for call in calls(node):
        shell = "shell" in {word.arg for word in call.keywords}
        if shell or ast.unparse(call.func).startswith(BANNED_STARTS):
            yield call


def late_imports_by_a_free_name(node: ast.AST) -> Iterable[Place]:
    for call in calls(node):
        if name_of(call) == "import_module":
            name, *package = map(ast.unparse, call.args)
            if not name.startswith(("f'.{", "f'.commands.{")) or package != ["__package__"]:
                yield call


def markup_obeyed(node: ast.AST) -> Iterable[Place]:
    for call in calls(node):
        off = {word.arg for word in call.keywords if ast.unparse(word.value) == "False"}
        if name_of(call) in FROM_MARKUP or (name_of(call) == "Console" and not off >= MARKUP):
            yield call


def imports_of_the_network_or_another_program(node: ast.AST) -> Iterable[Place]:
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            names = [alias.name for alias in found.names]
        elif isinstance(found, ast.ImportFrom) and not found.level:
            names = [found.module or ""]
        else:
            continue
        if {name.split(".")[0] for name in names} & BANNED_IMPORTS:
            yield found


def looks_at_the_clock(node: ast.AST) -> Iterable[Place]:
    for call in calls(node):
        owner, _, name = ast.unparse(call.func).rpartition(".")
        if name in CLOCK and owner.split(".")[0] in ("dt", "datetime", "time"):
            yield call


def asks(node: ast.AST) -> Iterable[Place]:
    return (call for call in calls(node) if ast.unparse(call.func) == "input")


def looks_at_the_environment(node: ast.AST) -> Iterable[Place]:
    for found in ast.walk(node):
        if isinstance(found, ast.Attribute) and ast.unparse(found) in ("os.environ", "os.getenv"):
            yield found


NEVER: dict[Looks, str] = {
    asserts: "assert x",
    runs_of_what_was_read: "eval(x)",
    starts_of_programs: "run(x, shell=True)",
    late_imports_by_a_free_name: "import_module(x)",
    markup_obeyed: "Console(markup=False)",
    imports_of_the_network_or_another_program: "from urllib.request import urlopen",
    looks_at_the_clock: "dt.datetime.now()",
    looks_at_the_environment: "os.environ['HOME']",
    asks: "input('> ')",
}
"""What is looked for, and a line in which it is found."""
STARTERS = (
    "render/terminal/pager.py",
    "cli/commands/demo.py",
    "cli/prompts/speech.py",
    "render/html/pdf.py",
)
"""The pager, the shell, the voice and the browser of the user, which are other programs."""
PAGE = "render/html/"
"""It writes a tree of elements, and reads none."""
RECORDINGS = "store/recordings/"
"""It reads archives and XML of others, of which no document type is left."""
ONLY_IN: dict[Looks, str | tuple[str, ...]] = {
    starts_of_programs: STARTERS,
    imports_of_the_network_or_another_program: (*STARTERS, PAGE, RECORDINGS),
    looks_at_the_clock: "cli/",
    looks_at_the_environment: "cli/",
    asks: "cli/prompts/",
}
"""Where it may be done all the same."""


@pytest.mark.slow
@pytest.mark.parametrize("looked_for", NEVER, ids=lambda found: found.__name__)
def test_no_module_does_it(looked_for: Looks) -> None:
    assert list(looked_for(ast.parse(NEVER[looked_for])))
    modules = [path.relative_to(ROOT) for path in MODULES]
    found = [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path in modules
        if not path.as_posix().startswith(ONLY_IN.get(looked_for, "nowhere"))
        for node in looked_for(tree(ROOT / path))
    ]
    assert len(modules) > 60
    assert found == []


RULES = ("core.course", "core.questionnaire", "core.programme", "core.assessment", "core.views")


def functions_of_the_rules(node: ast.AST) -> Iterable[str]:
    """Yield what is taken from the rules and is neither a type nor a constant."""
    for found in ast.walk(node):
        if isinstance(found, ast.ImportFrom) and (found.module or "").startswith(RULES):
            yield from (alias.name for alias in found.names if not alias.name[0].isupper())


def test_what_is_shown_was_worked_out_before() -> None:
    assert list(functions_of_the_rules(ast.parse("from ...core.programme.dose import dose")))
    pages = [path for path in MODULES if path.relative_to(ROOT).parts[0] == "render"]
    found = {path.name: [*functions_of_the_rules(tree(path))] for path in pages}
    assert len(pages) > 40
    assert {name: taken for name, taken in found.items() if taken} == {}


def test_no_two_classes_have_one_name() -> None:
    names = [
        node.name
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    ]
    assert len(names) > 100
    assert {name for name in names if names.count(name) > 1} == set()
