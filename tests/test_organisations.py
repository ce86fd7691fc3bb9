"""The list of who was asked, as people save it."""

import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.organisations import Expected, read_organisations

FILE = "organisations.csv"
NEPAL, BANGLADESH = Corridor("NPL", "MYS"), Corridor("BGD", "MYS")


@pytest.fixture
def read(tmp_path):
    def run(content):
        path = tmp_path / FILE
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_organisations(path, shown_as=FILE)

    return run


def told(issues):
    return [(one.code, one.place.cell, one.place.label) for one in issues]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_way_in_which_excel_saves_text_is_read(read, encoding, separator):
    """Excel writes ';' where the comma stands before decimals."""
    rows = ["id,name,role,corridors", "S-1,Café,supplier,NPL-MYS BGD-MYS"]
    text = "\n".join(row.replace(",", separator) for row in rows)

    found, issues = read(text.encode(encoding))

    assert () == issues
    assert (Expected("S-1", "Café", "supplier", (NEPAL, BANGLADESH)),) == found


def test_a_list_in_an_old_encoding_is_read_and_told(read):
    """Names with accents may be wrong then."""
    found, issues = read("id,name\nS-1,Café\n".encode("cp1252"))

    assert ["F113"] == [one.code for one in issues]
    assert "Café" == found[0].name


def test_only_the_id_must_be_there(read):
    """An organisation is a supplier called by its id, its corridors not known."""
    found, issues = read("id\nS-1\n\nS-2\n")

    assert () == issues
    assert (Expected("S-1", "S-1", "supplier"), Expected("S-2", "S-2", "supplier")) == (
        found
    )


def test_words_may_be_written_otherwise(read):
    """Capitals, spaces, and corridors parted by any sign or named twice."""
    found, issues = read(
        'ID,role,corridors,id\n1,Recruiter,"npl-mys, BGD-MYS;NPL-MYS",R-1 \n'
    )

    assert () == issues
    assert (Expected("R-1", "R-1", "recruiter", (NEPAL, BANGLADESH)),) == found


def test_a_line_that_cannot_be_used_is_told_and_the_others_are_read(read):
    """All of them at once, each with its line."""
    found, issues = read(
        "id,name,role,corridors\n"
        "S-1,One,supplier,NPL-MYS\n"
        "S-2,Two,suplier,\n"
        "S-3,Three,supplier,Nepal\n"
        ",Nobody,supplier,\n"
        "S-1,Again,supplier,\n"
        "S-4,Four,member,\n"
    )

    assert ["S-1", "S-4"] == [one.id for one in found]
    assert [
        ("W205", "line 3", "S-2"),
        ("W205", "line 4", "S-3"),
        ("W205", "line 5", None),
        ("W205", "line 6", "S-1"),
    ] == told(issues)
    assert "'S-1' stands above already" in issues[-1].message


def test_a_misspelt_column_is_told(read):
    """Else the recruiter would pass for a supplier without a word."""
    found, issues = read("id,rolle,remarks\nR-1,recruiter,called twice\n")

    assert ["R-1"] == [one.id for one in found]
    assert [("R102", "B1", None)] == told(issues)
    assert issues[0].message.endswith("Did you mean 'role'?")


def test_a_list_without_ids_says_what_it_has(read):
    """Nobody in it can be known."""
    organisations, issues = read("supplier,name\nS-1,One\n")

    assert () == organisations
    assert [("W209", "line 1", "id")] == told(issues)
    assert issues[0].message.endswith("Its headings are: supplier, name.")


def test_a_list_that_is_no_text_says_what_it_is(read):
    """A workbook renamed."""
    found, issues = read(b"PK\x03\x04" + bytes(40))

    assert () == found
    assert ["F117"] == [one.code for one in issues]
