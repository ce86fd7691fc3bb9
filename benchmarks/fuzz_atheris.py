"""Search for bytes that break the file readers, guided by which lines they reach.

    pip install atheris
    python benchmarks/fuzz_atheris.py [-max_total_time=300] [-seed=1] [FOLDER]

Atheris changes the bytes; the first of them says what they are: a sheet, texts or
styles of a workbook, an .ods document, the records of an .xls file, a text table, a TOML
file, or a whole file. They are packed as that kind is, for no change of packed bytes
would get past the checksum. All further options are those of libFuzzer.
"""

import struct
import sys
import zipfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["recruitcheck.sheets"]):
    from recruitcheck.sheets import (
        LIMITS,
        parse_toml,
        read_book,
        read_rows,
        read_text,
    )
    from recruitcheck.sheets.compound import CompoundFile

from tests.bad import BAD_FILES  # noqa: E402
from tests.bad.expecting import expected  # noqa: E402
from tests.sheets.making import compound, parts_of, record, zipped  # noqa: E402

FILES = ROOT / "tests" / "sheets" / "files"
SHEET = "xl/worksheets/sheet1.xml"
RECORDS = (
    *(0x06, 0x0A, 0x22, 0x2F, 0x3C, 0x7D, 0x85, 0xBD, 0xE0, 0xE5, 0xFC, 0xFD, 0x1AE),
    *(0x203, 0x204, 0x205, 0x207, 0x208, 0x27E, 0x41E, 0x809),
)


def workbook(name: str, content: bytes) -> bytes:
    parts = parts_of(
        '<row r="1"><c r="A1" s="0" t="s"><v>0</v></c></row>', strings="", styles=""
    )
    return zipped({**parts, name: content}, stored=True)


def old_workbook(content: bytes) -> bytes:
    """Records by a short number each: two bytes of kind and size, then as many bytes."""
    stream, at = b"", 0
    while at + 2 <= len(content):
        kind, size = content[at : at + 2]
        inside = content[at + 2 : at + 2 + size]
        stream += record(RECORDS[kind % len(RECORDS)], rest=inside)
        at += 2 + size
    return compound({"Workbook": stream})


def one_input(content: bytes) -> None:
    kind, content = content[:1], content[1:]
    match struct.unpack("<B", kind or b"\0")[0] % 9:
        case 0:
            found = read_book(workbook(SHEET, content))
        case 1:
            found = read_book(workbook("xl/sharedStrings.xml", content))
        case 2:
            found = read_book(workbook("xl/styles.xml", content))
        case 3:
            found = read_book(zipped({"content.xml": content}, stored=True))
        case 4:
            found = read_book(old_workbook(content))
        case 5:
            found = read_book(compound({"Workbook": content}))
        case 6:
            found = read_rows(content)
        case 7:
            one_toml(content)
            return
        case _:
            found = read_book(content)
    book, issues = found
    if (book is None) != any(issue.blocking for issue in issues):
        raise AssertionError([issue.code for issue in issues])
    for sheet in book.sheets.values() if book else ():
        for _ in sheet.rows:
            pass


def one_toml(content: bytes) -> None:
    """As a model is read: what comes of it must be small enough to be looked at."""
    text, issues = read_text(content)
    if text is None:
        values: object = None
    else:
        values, issues = parse_toml(text, "a.toml")
    if (values is None) != any(issue.blocking for issue in issues):
        raise AssertionError([issue.code for issue in issues])
    repr(values)


def main() -> None:
    folder = next((Path(a) for a in sys.argv[1:] if not a.startswith("-")), None)
    if folder is not None and not folder.exists():
        write_seeds(folder)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


def write_seeds(folder: Path) -> None:
    """What the search begins with, where the folder is new."""
    folder.mkdir(parents=True)
    saved = {path.name: path.read_bytes() for path in FILES.iterdir()}
    with zipfile.ZipFile(FILES / "answers.xlsx") as archive:
        for kind, name in enumerate((SHEET, "xl/sharedStrings.xml", "xl/styles.xml")):
            write_seed(folder, kind, archive.read(name))
    with zipfile.ZipFile(FILES / "answers.ods") as archive:
        write_seed(folder, 3, archive.read("content.xml"))
    stream = CompoundFile(saved["answers.xls"], LIMITS).stream("Workbook")
    write_seed(folder, 4, shortened(stream))
    write_seed(folder, 5, stream)
    for one in BAD_FILES.values():
        # Those that are too large for us are slow to search with.
        large = any(issue["code"] == "F109" for issue in expected(one)["issues"])
        if one.reader in {"read_book", "read_rows"} and not large:
            write_seed(folder, 6 if one.reader == "read_rows" else 8, one.build())
    for path in sorted(ROOT.glob("scoring/**/*.toml")):
        write_seed(folder, 7, path.read_bytes())


def shortened(stream: bytes) -> bytes:
    """Records as `old_workbook` takes them."""
    found, at = b"", 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        if kind in RECORDS:
            inside = stream[at + 4 : at + 4 + min(size, 255)]
            found += bytes((RECORDS.index(kind), len(inside))) + inside
        at += 4 + size
    return found


def write_seed(folder: Path, kind: int, content: bytes) -> None:
    number = len(list(folder.iterdir()))
    (folder / f"seed-{number}").write_bytes(bytes((kind,)) + content)


if __name__ == "__main__":
    main()
