"""The page on paper, printed by a browser of the system without a window."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "brave-browser",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""What Chromium and its relatives are called."""
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
)
MOST_S = 60


def browser(environment: Mapping[str, str]) -> str | None:
    """Return a browser that can print without a window; None where there is none."""
    found = (which(name, path=environment.get("PATH", "")) for name in BROWSERS)
    return next(filter(None, found), None)


def contents(command: str, text: str) -> bytes | None:
    """Return the page as PDF; None where the browser makes none.

    The page goes through a folder that only its owner can read, and that is gone afterwards.
    """
    with TemporaryDirectory(prefix="achilles-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_text(text, "utf-8")
        profile = f"--user-data-dir={folder / 'profile'}"
        words = (command, *OPTIONS, *_of_root(), profile, f"--print-to-pdf={pdf}", page.as_uri())
        try:
            # The file has no script, and its policy lets it load nothing.
            subprocess.run(  # noqa: S603
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=MOST_S,
                check=False,
            )
            return pdf.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None


def _of_root() -> tuple[str, ...]:
    """Return what Chromium needs to run as root."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
