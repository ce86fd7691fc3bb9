"""The table of clauses, as people keep it."""

import pytest

from recruitcheck.content import content_folder
from recruitcheck.errors import InvalidFileError
from recruitcheck.scoring.crosswalk import Clause, read_clauses

HEADING = "framework,clause,title,parent,numbering,addressee,source"


@pytest.fixture
def table(tmp_path):
    """Writes the table of a workspace and gives the folder."""

    def write(content: bytes):
        path = tmp_path / "scoring" / "crosswalks" / "clauses.csv"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return tmp_path

    return write


def test_a_workspace_without_a_table_has_the_shipped_one(tmp_path):
    """It is the one of the content folder."""
    assert read_clauses() == read_clauses(tmp_path) == read_clauses(content_folder())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_that_excel_saved_is_read(table, encoding, separator):
    """Whatever the language of Excel."""
    rows = [f"{HEADING},note", "Ours,O-1,Café,,toolkit,business,We,"]
    text = "\r\n".join(rows).replace(",", separator)

    clauses = read_clauses(table(text.encode(encoding)))

    expected = Clause("Ours", "O-1", "Café", "", "toolkit", "business", "We")
    assert {"O-1": expected} == clauses
    assert not expected.official


def test_columns_that_are_missing_are_named(table):
    """All at once."""
    root = table(b"framework;clause;title;parent;source\nOurs;O-1;A;;We\n")

    with pytest.raises(InvalidFileError) as error:
        read_clauses(root)

    file = "scoring/crosswalks/clauses.csv"
    assert [("M221", file, "numbering"), ("M221", file, "addressee")] == [
        (one.code, one.place.file, one.place.label) for one in error.value.issues
    ]


def test_a_table_that_cannot_be_read_says_why(table):
    """It is something else."""
    with pytest.raises(InvalidFileError, match="a photo"):
        read_clauses(table(b"\xff\xd8\xff\xe0"))
