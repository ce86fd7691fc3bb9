"""Text files of cells, as offices save them."""

import io
import zipfile

import pytest

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Place
from recruitcheck.sheets import Cell, Limits, read_rows
from recruitcheck.sheets.delimited import stream_archive, stream_rows

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


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a", "\r\n\x1a\r\n"])
def test_the_sign_that_ends_a_text_of_dos_is_no_row(end):
    """Old programs write Ctrl-Z last, behind the last row or below it."""
    book, issues = read_rows(f"a,b\r\n1,2{end}".encode(), name="old.csv")

    assert book is not None
    (sheet,) = book.sheets.values()
    assert () == issues
    assert {1: {1: "a", 2: "b"}, 2: {1: "1", 2: "2"}} == sheet.values


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


# Row by row

LIKE_ROWS = [(1, ["question", "réponse, brève"]), (3, ["fees", "", "12;5"])]


def streamed(content, path=None, **more):
    """The rows and the codes of issues, read from memory or from a path."""
    if path is not None:
        path.write_bytes(content)
    rows, issues = stream_rows(path or content, **more)
    return None if rows is None else list(rows), [issue.code for issue in issues]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_rows_are_streamed_as_they_are_read(delimiter, encoding, tmp_path):
    """From a path or from memory, as often as asked, numbered as Excel shows them."""
    content = table(delimiter).encode(encoding)
    guessed = ["F113"] if encoding == "cp1252" else []

    assert (LIKE_ROWS, guessed) == streamed(content)
    assert (LIKE_ROWS, guessed) == streamed(content, tmp_path / "a.csv")
    rows, _ = stream_rows(str(tmp_path / "a.csv"))
    assert rows is not None
    assert [LIKE_ROWS, LIKE_ROWS] == [list(rows), list(rows)]


def test_letters_may_lie_across_pieces_of_a_file(tmp_path):
    """A megabyte is read at once; neither letters nor rows care."""
    row = "é" * 500 + ",b\n"
    rows, codes = streamed(("x," + row * 3000).encode(), tmp_path / "a.csv")

    assert [] == codes
    assert 3000 == len(rows)
    assert ["é" * 500, "b"] == rows[-1][1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F103"),
        (b"a;\x81\n", "F112"),
        (b"\xff\xfea", "F112"),
        (b"a\0b\0\0c\0d", "F112"),
        (b"%PDF-1.7", "F117"),
    ],
)
def test_what_cannot_be_streamed_is_told_at_once(content, code, tmp_path):
    """Before the first row."""
    assert (None, [code]) == streamed(content)
    assert (None, [code]) == streamed(content, tmp_path / "a.csv")


def test_one_null_does_not_make_a_text_of_two_bytes_a_letter():
    """Read so, it would be letters that nobody wrote."""
    assert (None, ["F112"]) == read(b"question,answer\nfees,y\0es\n")


def test_a_row_may_be_longer_than_a_cell():
    """Each of its cells counts, not all of them together."""
    rows, codes = streamed(f"{'a' * 30_000},{'b' * 30_000}\n".encode())

    assert ([], [60_000]) == (codes, [len("".join(fields)) for _, fields in rows])


def test_the_place_of_what_is_too_long_is_told():
    """The cell, or the line where even that cannot be told."""
    for size, cell in ((40_000, "B2"), (200_000, "line 2")):
        content = f"a,b\nx,{'y' * size}\n".encode()
        book, (issue,) = read_rows(content, name="a.csv")
        rows, _ = stream_rows(content, name="a.csv")

        assert book is None
        assert ("F109", cell) == (issue.code, issue.place.cell)
        assert rows is not None
        assert ([1], issue) == fault(rows)


def test_a_path_that_cannot_be_read_is_told(tmp_path):
    """Not there, a folder, or the lock file of an open document."""
    (tmp_path / "~$a.csv").write_bytes(b"a,b")

    for name, code in (("none.csv", "F101"), ("", "F101"), ("~$a.csv", "F102")):
        rows, (issue,) = stream_rows(tmp_path / name)
        assert (None, code) == (rows, issue.code)


def test_a_file_larger_than_allowed_is_not_read_to_its_end(tmp_path):
    """What is there counts."""
    limits = Limits(file_bytes=5)

    assert (None, ["F109"]) == streamed(
        b"a,b\nc,d\n", tmp_path / "a.csv", limits=limits
    )
    assert (None, ["F109"]) == streamed(b"a,b\nc,d\n", limits=limits)


def fault(rows):
    """The issue that ends the rows, and what came before."""
    found: list[int] = []
    with pytest.raises(InvalidFileError) as raised:
        found.extend(row for row, _ in rows)
    (issue,) = raised.value.issues
    return found, issue


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b'a,b\nc,"d\n', Limits(), "F116"),
        (b"a,b\n\n\nc,d\n", Limits(rows=3), "F109"),
        (b"a,b\nc,d,e\n", Limits(columns=2), "F109"),
        (b"a,b\nc,hello\n", Limits(text=4), "F109"),
    ],
)
def test_a_fault_ends_the_rows(content, limits, code):
    """The rows above it were given."""
    rows, _ = stream_rows(content, name="a.csv", limits=limits)

    found, issue = fault(rows)

    assert ([1], code, "a.csv") == (found, issue.code, issue.place.file)


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path):
    """It was text when its encoding was found out."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    rows, _ = stream_rows(path)
    path.write_bytes(b"a,\xff\n")

    assert "F112" == fault(rows)[1].code


def archive(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as found:
        for name, text in files.items():
            found.writestr(name, text)
    return content.getvalue()


def test_text_files_of_an_archive_are_streamed():
    """Each in its own way; empty ones, hidden ones and other files are passed over."""
    content = archive(
        **{
            "Main.csv": "a;b\n1;2\n",
            "sub/repeat.csv": "\ufeffa,é\n".encode("utf-8"),
            "old.csv": "é,b\n".encode("cp1252"),
            "empty.csv": "",
            "photo.jpg": "x",
            "__MACOSX/._main.csv": "x",
            "._main.csv": "x",
        }
    )

    tables, issues = stream_archive(content, name="a.zip")

    assert {
        "main.csv": [(1, ["a", "b"]), (2, ["1", "2"])],
        "sub/repeat.csv": [(1, ["a", "é"])],
        "old.csv": [(1, ["é", "b"])],
    } == {table.name: list(table) for table in tables}
    assert [("F113", Place("a.zip", "old.csv"))] == [
        (issue.code, issue.place) for issue in issues
    ]


def test_a_fault_in_an_archive_is_told_with_the_file():
    """The sheet of its place is the name inside."""
    (table,), _ = stream_archive(archive(**{"a.csv": 'a,b\nc,"d\n'}), name="a.zip")

    found, issue = fault(table)

    assert ([1], "F116") == (found, issue.code)
    assert Place("a.zip", "a.csv", "line 2") == issue.place


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype"])
def test_an_office_document_is_no_archive_of_texts(part):
    """Though it could hold one; nor is any file that is no archive."""
    assert ((), ()) == stream_archive(archive(**{part: "x", "a.csv": "a,b"}))
    assert ((), ()) == stream_archive(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_files_of_an_archive_count_together():
    """Unpacked, they hold more than either of them."""
    content = archive(**{"a.csv": "a," * 500, "b.csv": "a," * 500})

    tables, (issue,) = stream_archive(content, limits=Limits(unpacked_bytes=1500))

    assert ((), "F109") == (tables, issue.code)
    assert 2 == len(stream_archive(content, limits=Limits(unpacked_bytes=2000))[0])
