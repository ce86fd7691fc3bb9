"""Workbooks are saved whole or not at all, with the same bytes each time."""

import io
import zipfile

import openpyxl
import pytest

from recruitcheck.errors import OutputError
from recruitcheck.sheets.saving import save_book


def test_the_same_cells_give_the_same_bytes(tmp_path):
    """Nothing in the file says when it was written."""
    paths = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in paths:
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = "text"
        save_book(book, path)

    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(io.BytesIO(paths[0].read_bytes())) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {e.date_time for e in archive.infolist()}
    assert "text" == openpyxl.load_workbook(paths[0]).worksheets[0]["A1"].value


def test_what_cannot_be_saved_leaves_nothing_behind(tmp_path):
    """Nor does it harm what is there."""
    (tmp_path / "folder.xlsx").mkdir()

    with pytest.raises(OutputError, match=r"folder\.xlsx' cannot be written"):
        save_book(openpyxl.Workbook(), tmp_path / "folder.xlsx")
    with pytest.raises(OutputError):
        save_book(openpyxl.Workbook(), tmp_path / "none" / "a.xlsx")

    assert ["folder.xlsx"] == [path.name for path in tmp_path.iterdir()]
