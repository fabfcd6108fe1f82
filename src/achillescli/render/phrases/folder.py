"""Where the data are, in words."""

from pathlib import Path

from ...store.doctor.finding import Folder
from ...words import Words


def sentence(words: Words, folder: Folder) -> str:
    """Return the folder of the data, and what chose it."""
    path: Path | str = folder.path
    if folder.target != folder.path:
        path = words("doctor.folder.linked", path=path, target=folder.target)
    if folder.variable:
        return words("doctor.folder.variable", path=path, name=folder.variable)
    return words("doctor.folder.default", path=path)
