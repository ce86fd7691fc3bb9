"""Files of other kinds that are called workbooks or tables."""

import gzip

from tests.bad.old_workbooks import ONE as OLD_ONE
from tests.bad.registry import bad
from tests.bad.workbooks import ONE
from tests.sheets.making import OLE, compound, ods_content, xls, xlsx, zipped


@bad("xlsx")
def empty() -> bytes:
    """A file of no bytes: it was not saved, or not copied to its end."""
    return b""


@bad("xlsx")
def four_bytes() -> bytes:
    """A file that starts as a workbook and ends there."""
    return b"PK\x03\x04"


@bad("xlsx", file="~$answers.xlsx")
def lock_of_excel() -> bytes:
    """What Excel keeps beside an open workbook is easily sent instead of it."""
    return b"\x08Somebody".ljust(165, b" ")


@bad("xlsx", file=".~lock.answers.xlsx#")
def lock_of_libreoffice() -> bytes:
    """The same of LibreOffice."""
    return b",somebody,laptop,23.11.2026 19:00,file:///home/somebody/.config;"


@bad("xlsx")
def web_page() -> bytes:
    """A table that a website calls a workbook; Excel opens it."""
    return (
        b"<html><body><table><tr><td>fees</td><td>yes</td></tr></table></body></html>"
    )


@bad("xls")
def web_archive() -> bytes:
    """A page saved as one file, which Excel calls .xls."""
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html/>\r\n"


@bad("xls")
def xml_of_excel_2003() -> bytes:
    """A workbook as XML, as some databases write it."""
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )


@bad("xlsx")
def text_table() -> bytes:
    """A text table that was renamed."""
    return b"question;answer\r\nfees;yes\r\n"


@bad("xlsx")
def pdf() -> bytes:
    """A printed return."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@bad("xlsx")
def photo() -> bytes:
    """A photo of a return."""
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"


@bad("xlsx")
def packed_by_gzip() -> bytes:
    """A workbook packed by another program."""
    return gzip.compress(xlsx(ONE), mtime=0)


@bad("xlsx")
def letter_of_word() -> bytes:
    """A Word document that was renamed."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@bad("xlsx")
def presentation() -> bytes:
    """A presentation that was renamed."""
    return zipped({"ppt/presentation.xml": "<p/>"})


@bad("ods")
def letter_of_libreoffice() -> bytes:
    """A text document of LibreOffice: its parts are called as those of a table."""
    content = ods_content("").replace("office:spreadsheet", "office:text")
    return zipped({"content.xml": content})


@bad("xlsb")
def binary_workbook() -> bytes:
    """Excel's binary kind of workbook: Excel saves it as .xlsx."""
    return zipped({"xl/workbook.bin": b"\x83\x01\0"})


@bad("numbers")
def numbers_of_apple() -> bytes:
    """A document of Apple Numbers: it exports .xlsx."""
    return zipped({"Index/Document.iwa": b"\0"})


@bad("zip")
def photos() -> bytes:
    """A folder of photos."""
    return zipped({"photo-1.jpg": b"\xff\xd8", "photo-2.jpg": b"\xff\xd8"})


@bad("xlsx")
def password() -> bytes:
    """A workbook with a password lies in the container of an old Office file."""
    return compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 5000})


@bad("xlsx")
def container_cut_short() -> bytes:
    """The first bytes of such a container."""
    return OLE + b"\0" * 100


@bad("xlsx")
def old_workbook_renamed() -> bytes:
    """An .xls file that was renamed is read as what it is."""
    return xls(OLD_ONE)


@bad("xls")
def workbook_renamed() -> bytes:
    """An .xlsx file that was renamed is read as what it is."""
    return xlsx(ONE)
