"""Programs of node, where it and the modules that they need are there."""

import os
import shutil
import subprocess
from functools import cache


def missing(*modules: str) -> bool:
    """Whether node or one of its modules is not to be had."""
    return printed("".join(f"require('{module}');" for module in modules)) is None


def printed(code: str, text: str = "") -> str | None:
    """Return what a program prints when it reads a text; None when it fails."""
    program = shutil.which("node")
    if not program:
        return None
    environment = {**os.environ, "NODE_PATH": _paths()}
    done = subprocess.run(
        [program, "-e", code],
        input=text.encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    return done.stdout.decode() if done.returncode == 0 else None


@cache
def _paths() -> str:
    """Return where modules are looked for: where the environment says, and where npm puts them."""
    paths, npm = [os.environ.get("NODE_PATH", "")], shutil.which("npm")
    if npm:
        root = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        paths.append(root.stdout.strip())
    return os.pathsep.join(filter(None, paths))
