"""The wheel carries the content folders, and nothing that an editor left behind."""

import os
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import recruitcheck
from recruitcheck.content import FOLDERS, content_folder, is_content

ROOT = Path(__file__).parents[1]
CONTENT = "recruitcheck/_content/"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (found,) = Path(out).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def site(wheel, tmp_path_factory) -> Path:
    """A folder into which the wheel was installed, as pip would."""
    folder: Path = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _tracked(*folders: str) -> set[str]:
    """Files that git knows or would take, and that are there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


def test_it_carries_every_content_file_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(CONTENT)}

    assert {f"{CONTENT}{name}" for name in _tracked(*FOLDERS)} == packed
    assert len(packed) > 20


def test_it_carries_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    own = {
        name
        for name in names
        if not name.startswith(CONTENT) and ".dist-info/" not in name
    }

    assert _tracked("recruitcheck") == own


def test_it_carries_no_file_that_is_no_content(site):
    packed = [path for path in (site / CONTENT).rglob("*") if path.is_file()]

    assert packed == [path for path in packed if is_content(path)]


def test_its_version_is_the_one_the_package_says(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = message_from_string(archive.read(name).decode())

    assert recruitcheck.__version__ == metadata["Version"]
    assert "Apache-2.0" == metadata["License-Expression"]


def _run(site: Path, folder: Path, *arguments: str) -> str:
    """What the installed package prints, run far from the checkout."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "recruitcheck", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_it_finds_its_content_when_installed(site, tmp_path):
    found = _run(site, tmp_path, "show", "iris-supplier")

    assert (ROOT / "tests/snapshots/iris-supplier.md").read_text("utf-8") == found


def test_it_runs_the_demo_when_installed(site, tmp_path):
    said = _run(site, tmp_path, "demo")

    assert "Band  Score  Supplier" in said
    assert (tmp_path / "recruitcheck-demo" / "reports" / "index.html").is_file()


def test_it_lists_every_questionnaire_when_installed(site, tmp_path):
    found = {line.split()[0] for line in _run(site, tmp_path, "show").splitlines()}

    assert {path.stem for path in (ROOT / "questionnaires").glob("*.xlsx")} == found


def test_a_checkout_finds_the_content_beside_the_package():
    assert ROOT == content_folder()


@pytest.mark.parametrize("name", ["~$form.xlsx", ".DS_Store", ".~lock.form.xlsx#"])
def test_what_an_editor_leaves_behind_is_no_content(tmp_path, name):
    left, form = tmp_path / name, tmp_path / "form.xlsx"
    left.touch()
    form.touch()

    assert not is_content(left)
    assert is_content(form)
    assert not is_content(tmp_path)
