"""Workbooks opened and saved again by LibreOffice, if it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or ""
needs_libreoffice = pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice is not installed"
)


def save_again(path: Path, folder: Path, ending: str = "xlsx") -> Path:
    """The workbook as LibreOffice saves it, with all its formulas computed."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", ending]
    command += ["--outdir", str(folder / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "saved" / f"{path.stem}.{ending}"
