"""A return with ten mistakes among good ones, through the real command."""

import json
import shutil
import subprocess
import sys

import openpyxl
import pytest

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.workspace import init_workspace

MISTAKES: dict[str, tuple[str | int | None, str]] = {
    "M-GOV-01": ("Aproved, but only used inside", "S204"),
    "M-PRO-01": ("about 900", "S205"),
    "M-GOV-04": (150, "S212"),
    "M-FEE-08": (7, "S204"),
    "M-CON-01#1": (-3, "S212"),
    "M-PRO-03#1": (99999, "S212"),
    "M-PRO-04#1": (None, "S213"),
    "M-DD-05#1": ("1,250", "S206"),
    "M-FEE-01/medical#1": ("yess", "S209"),
    "M-GRV-02": ("#REF!", "S215"),
}


@pytest.fixture
def workspace(tmp_path):
    """Two returns of the example, one of them with ten mistakes."""
    root = init_workspace(tmp_path / "network", name="Ours").root
    examples = content_folder() / "questionnaires" / "examples" / "returns" / "2026"
    shutil.copy(examples / "KERUING-02.xlsx", root / "returns" / "good.xlsx")
    book = openpyxl.load_workbook(examples / "SUNDA-01.xlsx", rich_text=True)
    cells = input_cells(book)
    for ref, (value, _) in MISTAKES.items():
        cells[ref].value = value
    book.save(root / "returns" / "bad.xlsx")
    return root, {cells[ref].coordinate for ref in MISTAKES}


def recruitcheck(*words):
    return subprocess.run(
        [sys.executable, "-m", "recruitcheck", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_ten_mistakes_are_ten_issues_and_the_others_are_scored(workspace):
    root, places = workspace
    done = recruitcheck("check", root, "--format", "json")
    errors = [i for i in json.loads(done.stdout) if i["severity"] != "advisory"]
    assert 1 == done.returncode
    assert "Traceback" not in done.stderr
    assert 10 == len(errors)
    assert places == {one["cell"] for one in errors}
    assert {"returns/bad.xlsx"} == {one["file"] for one in errors}

    done = recruitcheck("score", root, "--format", "json")
    scores = {
        one["organisation"]: one["score"]
        for one in json.loads(done.stdout)["organisations"]
    }
    assert 1 == done.returncode
    assert scores["KERUING-02"] is not None
    assert {"KERUING-02", "SUNDA-01"} == set(scores)


def test_each_mistake_is_told_with_its_own_code(workspace):
    root, _ = workspace
    done = recruitcheck("check", root, "--format", "json")
    found = {
        one["label"]: one["code"]
        for one in json.loads(done.stdout)
        if one["severity"] != "advisory"
    }
    assert {ref: code for ref, (_, code) in MISTAKES.items()} == found
