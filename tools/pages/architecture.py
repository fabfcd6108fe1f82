"""The map in docs/architecture.md: each folder of the program with a line of its docstring.

``python -m tools.pages.architecture`` writes it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "src" / "achillescli"
STARTS = "<!-- map: written by python -m tools.pages.architecture -->\n"
ENDS = "<!-- end of the map -->\n"
ORDER = ("cli", "render", "store", "core")
"""The layers from the top down; everything else comes after them by name."""
WIDTH = 23
"""Columns of the tree, before the words."""


def docstring(path: Path) -> str:
    """Return the first line of the docstring of a module or a package."""
    module = path / "__init__.py" if path.is_dir() else path
    return (ast.get_docstring(ast.parse(module.read_text("utf-8"))) or "").split("\n")[0]


def parts(folder: Path) -> list[Path]:
    """Return the folders of a package; of a layer and of the program its modules too."""
    found = [path.parent for path in folder.glob("*/__init__.py")]
    if PACKAGE in (folder, folder.parent):
        found += [path for path in folder.glob("*.py") if not path.name.startswith("__")]
    return sorted(found, key=lambda path: (_layer(path), path.is_file(), path.name))


def _layer(path: Path) -> int:
    return ORDER.index(path.name) if path.name in ORDER else len(ORDER)


def rows(folder: Path, indent: str = "") -> Iterator[str]:
    """Yield a line for each part of a package, and for the parts of those."""
    found = parts(folder)
    for part in found:
        last = part == found[-1]
        name = f"{indent}{'└── ' if last else '├── '}{part.name}{'/' * part.is_dir()}"
        yield f"{name:{WIDTH}} {docstring(part)}"
        if part.is_dir():
            yield from rows(part, indent + ("    " if last else "│   "))


def written(page: str) -> str:
    """Return the page with the map of the program as it is."""
    head, _, rest = page.partition(STARTS)
    tree = "\n".join(("src/achillescli/", *rows(PACKAGE)))
    return f"{head}{STARTS}\n```text\n{tree}\n```\n\n{ENDS}{rest.partition(ENDS)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
