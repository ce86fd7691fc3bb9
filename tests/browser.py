"""Pages opened in a real browser, if one is installed."""

import re
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
    *("--disable-sync", "--disable-extensions"),
    *("--enable-logging=stderr", "--virtual-time-budget=3000"),
)
DARK, LIGHT = (f"--blink-settings=preferredColorScheme={n}" for n in (0, 1))
"""What the system prefers."""


def open_page(path: Path, profile: Path, *options: str) -> tuple[str, str]:
    """The text of the page after its script ran, and the browser's log."""
    done = _run(path, profile, "--dump-dom", *options)
    return done.stdout, done.stderr


def printed_pages(path: Path, profile: Path) -> int:
    """How many sheets a page fills when it is printed."""
    paper = path.with_suffix(".pdf")
    _run(path, profile, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


def _run(
    path: Path, profile: Path, *options: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(BROWSER), *QUIET, f"--user-data-dir={profile}", *options, path.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
