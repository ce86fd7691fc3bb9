"""Check a workspace: a summary of the batch, and copies to send back."""

import shutil
import sys

import openpyxl
import pytest

from recruitcheck import cli
from recruitcheck.checkup import check_workspace
from recruitcheck.content import content_folder
from recruitcheck.errors import OutputError, UsageError
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.workspace import count_aloud, init_workspace, open_workspace

EXAMPLES = content_folder() / "questionnaires" / "examples" / "returns" / "2026"


def written(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    )


@pytest.fixture
def workspace(tmp_path):
    """A good return, one with a mistake, and a letter with the ending of a workbook."""
    root = init_workspace(tmp_path / "network", name="Ours").root
    returns = root / "returns"
    (returns / "late").mkdir()
    shutil.copy(EXAMPLES / "KERUING-02.xlsx", returns / "good.xlsx")
    book = openpyxl.load_workbook(EXAMPLES / "LUPIN-09.xlsx", rich_text=True)
    input_cells(book)["M-GOV-01"].value = "Aproved"
    book.save(returns / "late" / "wrong.xlsx")
    (returns / "letter.xlsm").write_bytes(b"Dear customer")
    return open_workspace(root)


def test_a_workspace_is_checked(workspace):
    """A line for each return, a copy of each that has something wrong."""
    said: list[str] = []

    found = check_workspace(workspace, progress=said.append)

    folder = workspace.root / "checked"
    assert ["late/wrong.xlsx", "letter.xlsm.xlsx", "summary.xlsx"] == written(folder)
    assert folder / "summary.xlsx" == found.summary
    assert {folder / "late" / "wrong.xlsx", folder / "letter.xlsm.xlsx"} == set(
        found.copies
    )
    assert [
        ("returns/good.xlsx", True, 0),
        ("returns/late/wrong.xlsx", True, 1),
        ("returns/letter.xlsm", False, 0),
    ] == [(line.file, line.usable, line.errors) for line in found.returns]
    assert ["F106"] == [one.code for one in found.issues if one.blocking]
    assert "Reading 3 returns" in said
    assert "Marking 2 copies" in said
    marked = openpyxl.load_workbook(folder / "late" / "wrong.xlsx")
    assert "Para corregir" == marked.sheetnames[0]  # as the workbook speaks Spanish


def test_copies_may_be_left_out_and_go_elsewhere(workspace, tmp_path):
    """The summary is always written."""
    found = check_workspace(workspace, tmp_path / "out" / "now", copies=False)

    assert () == found.copies
    assert ["now/summary.xlsx"] == written(tmp_path / "out")
    assert not (workspace.root / "checked").exists()


def test_a_copy_goes_when_its_return_is_corrected(workspace):
    """But no file of anybody else that stands under that name."""
    check_workspace(workspace)
    folder = workspace.root / "checked"
    shutil.copy(EXAMPLES / "LUPIN-09.xlsx", workspace.root / "returns/late/wrong.xlsx")
    shutil.copy(EXAMPLES / "LUPIN-09.xlsx", folder / "good.xlsx")

    found = check_workspace(workspace)

    assert ["good.xlsx", "letter.xlsm.xlsx", "summary.xlsx"] == written(folder)
    assert [folder / "letter.xlsm.xlsx"] == list(found.copies)


@pytest.mark.parametrize("folder", ["returns", "returns/checked"])
def test_copies_never_go_among_the_returns(workspace, folder):
    """They would be read as returns, or replace them."""
    before = written(workspace.root)

    with pytest.raises(UsageError, match="name another folder"):
        check_workspace(workspace, workspace.root / folder)

    assert before == written(workspace.root)


def test_a_folder_that_cannot_be_made_is_said(workspace, tmp_path):
    """As where a file stands in its way."""
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OutputError, match="cannot be made"):
        check_workspace(workspace, tmp_path / "file")


def test_long_batches_are_counted_aloud():
    """Every hundred, and at the end; a short one says nothing."""
    said: list[str] = []
    done = count_aloud(said.append, "Read {} of {} returns")

    for number in range(1, 1251):
        done(number, 1250)
    for number in range(1, 101):
        done(number, 100)

    assert 13 == len(said)
    assert ("Read 100 of 1,250 returns", "Read 1,250 of 1,250 returns") == (
        said[0],
        said[-1],
    )


def call(monkeypatch, capsys, *words):
    monkeypatch.setattr(sys, "argv", ["recruitcheck", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr()
    return left.value.code or 0, said.out, said.err


def test_the_command_prints_the_table(workspace, monkeypatch, capsys, tmp_path):
    """After the issues; where the files are is said on standard error."""
    out = tmp_path / "out"

    code, printed, said = call(
        monkeypatch, capsys, "check", workspace.root, "-o", out, "--no-copies"
    )

    assert 1 == code
    table = printed[printed.index("Return  ") :].splitlines()
    assert table[0].split() == [
        *("Return", "Organisation", "Form", "Cycle", "Answered", "Blocking"),
        *("Errors", "Advisories", "Usable"),
    ]
    assert table[1].startswith("returns/good.xlsx")
    assert table[3].endswith("no")
    assert f"Look at {out / 'summary.xlsx'}" in said
    assert ["summary.xlsx"] == written(out)


def test_a_blank_may_begin_with_an_earlier_return(monkeypatch, capsys, tmp_path):
    """In its form and language; what is no longer possible is said."""
    path = tmp_path / "new.xlsx"
    earlier = EXAMPLES / "BAYU-04.xlsx"

    code, printed, said = call(
        *(monkeypatch, capsys, "blank", "iris-supplier", "--from", earlier),
        *("--cycle", "2027", "-o", path),
    )

    assert (0, f"{path}\n", "") == (code, printed, said)
    book = openpyxl.load_workbook(path)
    cells = input_cells(book)
    assert ("BAYU-04", "2027") == (
        cells["supplier_id"].value,
        cells["cycle"].value,
    )
    assert "M-GOV-01" in cells
    short = len(cells)

    call(
        *(monkeypatch, capsys, "blank", "iris-supplier", "--from", earlier),
        *("--full", "--language", "es", "-o", path),
    )
    assert short < len(input_cells(openpyxl.load_workbook(path)))

    code, _, said = call(
        *(monkeypatch, capsys, "blank", "iris-recruiter", "--from", earlier),
        *("-o", path),
    )
    assert (2, True) == (code, "another kind of organisation" in said)


def test_a_blank_cannot_begin_with_a_broken_file(monkeypatch, capsys, tmp_path):
    """Its issue is said."""
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"Dear customer")

    code, _, said = call(
        *(monkeypatch, capsys, "blank", "iris-supplier", "--from", letter),
        *("-o", tmp_path / "new.xlsx"),
    )

    assert (1, True) == (code, "[F106]" in said)
