"""Text files of cells, as offices save them."""

import io

import pytest

from recruitcheck.issues import Place
from recruitcheck.sheets import Cell, Limits, read_rows

ROWS = [
    (1, [Cell("question", "A1"), Cell("réponse, brève", "B1")]),
    (3, [Cell("fees", "A3"), Cell("12;5", "C3")]),
]


def table(delimiter):
    """Two rows and an empty line between them, lines ended as Windows does."""
    lines = ("question;'réponse, brève'", "", "fees;;'12;5'")
    cells = [
        line.replace("12;5", "12§5").replace(";", delimiter).replace("§", ";")
        for line in lines
    ]
    return "\r\n".join(cells).replace("'", '"') + "\r\n"


def read(content, **more):
    book, issues = read_rows(content, name="returns/himal.csv", **more)
    return (
        None if book is None else list(book.sheets["himal"].rows),
        [issue.code for issue in issues],
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_delimiter_and_encoding_are_found(delimiter, encoding):
    """Every mix of them gives the same cells, without an issue."""
    assert (ROWS, []) == read(table(delimiter).encode(encoding))


def test_an_old_encoding_is_read_with_an_advice():
    """Excel on a Western Windows saves CSV in Windows-1252."""
    book, (issue,) = read_rows(table(";").encode("cp1252"), name="returns/himal.csv")

    assert book is not None
    assert ROWS == list(book.sheets["himal"].rows)
    assert ("F113", False) == (issue.code, issue.blocking)
    assert Place("returns/himal.csv") == issue.place


@pytest.mark.parametrize("line", ["sep=^\n", '"SEP=^" \r\n', "sep=^\r"])
def test_a_line_for_excel_names_the_delimiter(line):
    """Excel does not show that line, so the row below it is row 1."""
    assert (
        [(1, [Cell("a,b", "A1"), Cell("c", "B1")]), (2, [Cell("d", "A2")])],
        [],
    ) == read(f"{line}a,b^c\nd".encode())


def test_rows_below_decide_when_the_heading_does_not():
    """'paid, by' and 'fee; paid': the heading has two cells with either of them."""
    by_semicolon = [Cell("fee", "A1"), Cell("paid, by", "B1")]
    by_comma = [Cell("fee; paid", "A1"), Cell("by", "B1")]

    assert by_semicolon == read(b"fee;paid, by\n1;2\n")[0][0][1]
    assert by_comma == read(b"fee; paid,by\n1,2\n")[0][0][1]


def test_one_column_needs_no_delimiter():
    """The heading is not cut, the commas of an answer are not asked."""
    assert ([(1, [Cell("answer", "A1")]), (2, [Cell("yes", "A2")])], []) == read(
        b"answer\nyes\n"
    )


def test_a_value_may_run_over_several_lines():
    """Rows are counted as Excel shows them."""
    assert (
        [(1, [Cell("a", "A1"), Cell("b\nc", "B1")]), (2, [Cell("d", "A2")])],
        [],
    ) == read(b'a,"b\nc"\nd\n')


def test_text_is_kept_as_it_was_typed():
    """Spaces, formulas and what looks like a number stay text."""
    cells = [Cell(" 007 ", "A1"), Cell("=1+1", "B1"), Cell("1,5", "C1")]

    assert ([(1, cells)], []) == read(b' 007 ;=1+1;"1,5"')


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('question,answer\nfees,"yes\nno,2\n', "line 2"),
        ('question,answer\n"a\nb",1\n"fees"x,yes\n', "line 4"),
        ('sep=,\nquestion,answer\nfees,"yes', "line 3"),
        ('"question', "line 1"),
    ],
)
def test_quotes_that_do_not_match_are_told_with_their_line(content, line):
    """Else everything below would be read as one answer."""
    book, (issue,) = read_rows(content.encode(), name="himal.csv")

    assert book is None
    assert "F116" == issue.code
    assert Place("himal.csv", cell=line) == issue.place


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F103"),
        (b"\r\n;;\r\n", "F103"),
        (b"a;\x81\n", "F112"),
        (b"\xff\xfea", "F112"),
        (b"a\0b\0\0c\0d", "F112"),
        (b"PK\x03\x04", "F117"),
        (b"%PDF-1.7", "F117"),
        (b"<html><table>", "F117"),
    ],
)
def test_what_is_no_text_of_cells_is_told(content, code):
    """Empty, in no encoding that is known, or another kind of file."""
    assert (None, [code]) == read(content)


@pytest.mark.parametrize(
    "limits",
    [Limits(rows=1), Limits(columns=2), Limits(cells=3), Limits(text=4)],
)
def test_more_than_a_table_can_need_is_refused(limits):
    """Rows, columns, cells and characters of a cell, each one too many."""
    assert (None, ["F109"]) == read(b"a,b,c\nhello", limits=limits)


def test_a_stream_without_a_name_is_read():
    """Its sheet has no name then."""
    book, issues = read_rows(io.BytesIO(b"a,b"))

    assert () == issues
    assert book is not None
    assert ("", [""]) == (book.path, list(book.sheets))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,b\n" + "c" * 200_000 + ",d\n", "F109"),
        ("a,b\n" + "c," * 2_100_000, "F109"),
        ('a,b\n"' + "c\n" * 200_000, "F116"),
    ],
)
def test_a_text_without_end_is_not_read_to_its_end(content, code):
    """A long cell, a long row; a quote that is not closed takes in all the rest."""
    assert (None, [code]) == read(content.encode())


@pytest.mark.parametrize("size", [65_534, 65_535, 65_536, 131_070])
def test_letters_may_stand_where_the_text_is_cut(size):
    """Text is decoded piece by piece: a letter of four bytes lies across the cut."""
    rows = "a,b\n" * (size // 4) + "x" * (size % 4) + "😀,é\n"

    book, issues = read_rows(rows.encode(), name="himal.csv")

    assert () == issues
    assert book is not None
    assert "x" * (size % 4) + "😀" == book.sheets["himal"][f"A{size // 4 + 1}"].value
