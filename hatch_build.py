"""What the program says of itself goes into the wheel: manual pages, scripts for completion."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Share(BuildHookInterface[Any]):
    """Writes the folder share/ of the wheel, by the program itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it; what is installed to be edited has none."""
        if version == "editable":
            return
        sys.path[:0] = [self.root, str(Path(self.root, "src"))]
        from tools.manual import write

        self.written = TemporaryDirectory()
        write(Path(self.written.name))
        build_data["shared_data"][self.written.name] = "share"
