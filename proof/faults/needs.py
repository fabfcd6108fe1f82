"""What this run needs from the machine; a part that cannot run must fail and never be skipped."""

import os
import shutil
from pathlib import Path

from .program import readable_python

TOOLS = {
    "strace": "strace",
    "mkfs.ext4": "e2fsprogs",
    "mkfs.xfs": "xfsprogs",
    "mount": "mount",
    "umount": "mount",
    "losetup": "mount",
    "unshare": "util-linux",
    "faketime": "faketime",
}
"""Each tool, and the Debian package that has it."""


def missing() -> str:
    """Return in one sentence what is not there; empty when everything is."""
    if os.geteuid() != 0:
        return "This run needs root, for mounts and power cuts on file systems of its own."
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        packages = " ".join(sorted({TOOLS[tool] for tool in lacking}))
        return f"This run needs {', '.join(lacking)}: apt-get install -y {packages}"
    if not Path("/dev/loop-control").exists():
        return "This run needs loop devices, and this kernel offers none."
    if readable_python() is None:
        return "This run needs a Python of the same version that every user can start."
    return ""
