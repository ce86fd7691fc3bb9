"""What can be wrong with a file itself."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

FILES: Mapping[str, Entry] = {
    "F101": Entry(
        "The file cannot be opened: {reason}.",
        "Check that it is there, that you may read it, and that no other program"
        " holds it.",
        "blocking",
    ),
    "F102": Entry(
        "This is the lock file that Excel or LibreOffice keeps beside an open workbook,"
        " not the workbook.",
        "Close the workbook and give the file without '~$' or '.~lock.' in its name.",
        "blocking",
    ),
    "F103": Entry(
        "The file is empty.",
        "Ask for it again: it was not saved, or not copied to its end.",
        "blocking",
    ),
    "F104": Entry(
        "The workbook is protected by a password and cannot be read.",
        "Open it with the password, remove the password (File > Info > Protect Workbook"
        " > Encrypt with Password), and save it.",
        "blocking",
    ),
    "F105": Entry(
        "The file is {format}, which cannot be read.",
        "Open it and save it as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F106": Entry(
        "The file is not an Excel workbook: it is {kind}, whatever its name says.",
        "Open it in the program it comes from and save it as 'Excel Workbook (.xlsx)',"
        " or ask for the workbook again.",
        "blocking",
    ),
    "F107": Entry(
        "The workbook is damaged: {detail}.",
        "Ask for the file again, or let Excel repair it and save it under a new name.",
        "blocking",
    ),
    "F108": Entry(
        "The file was not read because it holds {found}, which no spreadsheet program"
        " writes.",
        "Ask the sender how it was made, and copy the answers into a fresh workbook.",
        "blocking",
    ),
    "F109": Entry(
        "The file is too large to be read safely: it has more than {most} {what}.",
        "Delete what it does not need, such as empty rows, unused sheets or pictures,"
        " and save it, or split it.",
        "blocking",
    ),
    "F110": Entry(
        "Something stands far outside the table: cells down to {most} are read.",
        "Delete what stands there, or ask for the file again.",
        "blocking",
    ),
    "F111": Entry(
        "The workbook has no sheet with cells.",
        "Check that it is the right file.",
        "blocking",
    ),
    "F112": Entry(
        "The text of the file cannot be read: its encoding is not known.",
        "Save it again as 'CSV UTF-8' or as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F113": Entry(
        "The file is not in UTF-8 and was read as Windows-1252: letters other than"
        " a to z may be wrong.",
        "Look at names with accents, or save the file again as 'CSV UTF-8'.",
        "advisory",
    ),
    "F114": Entry(
        "The workbook holds macros; they were not run.",
        "No macros are needed: save it as 'Excel Workbook (.xlsx)'.",
        "advisory",
    ),
    "F115": Entry(
        "The workbook takes values from other files; they were not opened, and the"
        " values stored last were read.",
        "Replace the links by their values (Data > Edit Links > Break Link).",
        "advisory",
    ),
    "F116": Entry(
        "The quotation marks do not match: from here on cells cannot be told apart.",
        "Correct them in this line, or save the file as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F117": Entry(
        "The file is not a table as text (CSV): it is {kind}, whatever its name says.",
        "Give it the right ending, such as .xlsx, or save it as 'CSV UTF-8'.",
        "blocking",
    ),
    "F118": Entry(
        "The text of the file is not in UTF-8.",
        "Open it in an editor for plain text and save it with the encoding UTF-8.",
        "blocking",
    ),
}
