"""Pages opened in a real browser, if one is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-extensions", "--dump-dom"),
    *("--enable-logging=stderr", "--virtual-time-budget=3000"),
)


def open_page(path: Path, profile: Path) -> tuple[str, str]:
    """The text of the page after its script ran, and the browser's log."""
    done = subprocess.run(
        [str(BROWSER), *QUIET, f"--user-data-dir={profile}", path.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout, done.stderr
