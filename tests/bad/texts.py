"""Bad text tables, as offices and survey platforms send them."""

from functools import partial

from tests.bad import old_workbooks, opendocuments, workbooks
from tests.bad.registry import bad
from tests.sheets.making import ods, xls, xlsx

csv = partial(bad, "csv", reader="read_rows")


@csv()
def text_empty() -> bytes:
    """A file of no bytes."""
    return b""


@csv()
def text_of_delimiters() -> bytes:
    """Lines, and nothing in them."""
    return b";;;\r\n;;;\r\n\r\n"


@csv()
def text_quote_open() -> bytes:
    """A quote that is not closed: everything below would be one answer."""
    return b'question,answer\nfees,"yes\npassports,no\nhousing,"no"\n'


@csv()
def text_quote_open_to_the_end() -> bytes:
    """The same in a file of 2 MB, where the one answer is longer than a cell."""
    return b'question,answer\nfees,"yes\n' + b"passports,no\n" * 150_000


@csv()
def text_quote_in_a_word() -> bytes:
    """A quote that is closed within a cell."""
    return b'question,answer\n"fees"s,yes\n'


@csv()
def text_with_null() -> bytes:
    """A null character in the middle of a text."""
    return b"question,answer\nfees,y\0es\n"


@csv()
def text_of_nulls() -> bytes:
    """What is left where a disk failed."""
    return bytes(100_000)


@csv()
def text_utf16_without_mark() -> bytes:
    """As some programs export: it is read."""
    return "question;answer\nfees;réponse\n".encode("utf-16-le")


@csv()
def text_utf16_cut_short() -> bytes:
    """A letter of two bytes of which one is missing."""
    return "question;answer\nfees;yes\n".encode("utf-16")[:-1]


@csv()
def text_utf32() -> bytes:
    """Four bytes for each letter."""
    return "question;answer\nfees;yes\n".encode("utf-32-le")


@csv()
def text_of_windows() -> bytes:
    """As Excel saves CSV in Western Europe: it is read, with an advice."""
    return "question;réponse\r\nfrais;payés « 1 250 €\r\n".encode("cp1252")


@csv()
def text_of_japan() -> bytes:
    """Shift-JIS, which is not told from Windows-1252: the advice is all there is."""
    return "質問,回答\nfees,はい\n".encode("shift-jis")


@csv()
def text_of_no_encoding() -> bytes:
    """A byte that is a letter neither in UTF-8 nor in Windows-1252."""
    return b"question;answer\nfees;\x81\n"


@csv()
def text_of_two_encodings() -> bytes:
    """One line of another program pasted into a file in UTF-8."""
    return "question;réponse\n".encode() + "frais;payés\n".encode("cp1252")


@csv()
def text_with_two_marks() -> bytes:
    """Two files joined, each with its mark: the second is kept as it stands."""
    return "\ufeffa,b\n\ufeffc,d\n".encode()


@csv()
def text_with_separator_line() -> bytes:
    """A first line for Excel, which does not show it: row 1 stands in line 2."""
    return b"sep=;\r\nquestion;answer\r\nfees;yes, all\r\n"


@csv()
def text_with_separator_line_and_quote() -> bytes:
    """The line that is told counts that first one."""
    return b'sep=;\nquestion;answer\nfees;"yes\n'


@csv()
def text_one_line() -> bytes:
    """5 MB without an end of line."""
    return b"a" * 5_000_000


@csv()
def text_long_cell() -> bytes:
    """A cell of 32,768 characters, one more than Excel has room for."""
    return b"question,answer\nfees," + b"a" * 32_768 + b"\n"


@csv()
def text_longer_cell() -> bytes:
    """A cell of 200,000 characters, more than Python's csv takes."""
    return b"question,answer\nfees," + b"a" * 200_000 + b"\n"


@csv()
def text_long_row() -> bytes:
    """A row of 3 million cells."""
    return b"question,answer\n" + b"a" + b",a" * 3_000_000


@csv()
def text_columns_without_end() -> bytes:
    """2,001 columns."""
    return b"a" + b",a" * 2000


@csv()
def text_rows_without_end() -> bytes:
    """100,001 rows."""
    return b"a\n" * 100_001


@csv()
def text_cells_without_end() -> bytes:
    """300,001 cells."""
    return (b"a," * 29 + b"a\n") * 10_000 + b"a\n"


@csv()
def text_of_45_megabytes() -> bytes:
    """One letter of four bytes makes all the others as large in Python's memory."""
    return "😀,b\n".encode() + b"a,b\n" * 11_250_000


@csv()
def text_of_60_megabytes() -> bytes:
    """More than is read of any file."""
    return b"a,b\n" * 15_000_000


@csv()
def text_of_old_mac() -> bytes:
    """Lines that end in a carriage return alone: they are read."""
    return b"question,answer\rfees,yes\r"


@csv()
def text_of_lines_in_lines() -> bytes:
    """An answer over three lines: rows are counted as Excel shows them."""
    return b'question,answer\nfees,"yes,\nall of them\n"\nhousing,no\n'


@csv()
def text_with_formulas() -> bytes:
    """What Excel would run is read as the text it is."""
    return b'question,answer\nfees,=HYPERLINK("http://example.org")\npay,+1\n'


@csv()
def text_workbook_renamed() -> bytes:
    """An .xlsx file that was renamed."""
    return xlsx(workbooks.ONE)


@csv()
def text_old_workbook_renamed() -> bytes:
    """An .xls file that was renamed."""
    return xls(old_workbooks.ONE)


@csv()
def text_opendocument_renamed() -> bytes:
    """An .ods file that was renamed."""
    return ods(opendocuments.row(opendocuments.ONE))


@csv()
def text_web_page() -> bytes:
    """An error page of the website instead of the export."""
    return b"<!DOCTYPE html>\n<html><body>Please log in again</body></html>"


@csv()
def text_pdf() -> bytes:
    """A printed export."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@csv(file=".~lock.export.csv#")
def text_lock() -> bytes:
    """What LibreOffice keeps beside an open table."""
    return b",somebody,laptop,23.11.2026 19:00,file:///home/somebody/.config;"


@csv()
def text_of_json() -> bytes:
    """Another kind of text: it is read as a table, whose headings nobody knows."""
    return b'[{"question": "fees", "answer": "yes"}]\n'
