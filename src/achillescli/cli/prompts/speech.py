"""A voice, where the computer has one: short sentences, never waited for."""

import shutil
import subprocess
from collections.abc import Mapping

VOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "spd-say": {"en": ("-l", "en"), "nl": ("-l", "nl")},
    "espeak-ng": {"en": ("-v", "en"), "nl": ("-v", "nl")},
    "say": {"en": (), "nl": ("-v", "Xander")},
}
"""The programs that speak, the best first, and how each is told its language."""


class Speech:
    """One voice; what it still says when more is to be said is cut short."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, text: str) -> None:
        """Begin to say a text; a voice that cannot is silent."""
        self.hush()
        nothing = subprocess.DEVNULL
        try:
            self._speaking = subprocess.Popen(  # noqa: S603  # found on PATH, and no shell
                [*self._command, text],
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                start_new_session=True,
            )
        except OSError:
            self._speaking = None

    def hush(self) -> None:
        """End what is still being said."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.kill()


def speech(language: str, path: str | None) -> Speech | None:
    """Return the voice of a language among the programs on a path; None without one."""
    for name, options in VOICES.items():
        found = shutil.which(name, path=path)
        if found:
            return Speech((found, *options[language]))
    return None
