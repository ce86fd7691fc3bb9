"""Throw broken files at every reader, and count what breaks.

    python benchmarks/fuzz_readers.py [--minutes 5] [--seed 1] [--slow 2] [--keep FOLDER]

Files are made from the shipped questionnaires, the filled examples, the files of
LibreOffice in `tests/sheets/files` and the small ones of `tests/bad`: bytes changed,
cut, doubled and joined; parts of zip files changed as XML and packed again; records of
old workbooks; text tables; models and settings; archives and Parquet files of
interviews; and random bytes. A reader may give a result or say why not; it may not
raise, nor give nothing without a blocking issue, nor take 600 MB, and should not be
slow. A file that breaks this is kept in FOLDER with its traceback. The same seed gives
the same files in the same order.
"""

import argparse
import csv
import io
import itertools
import random
import re
import resource
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from recruitcheck.organisations import read_organisations  # noqa: E402
from recruitcheck.questionnaires.reader import read_questionnaire  # noqa: E402
from recruitcheck.scoring.model_reader import read_scoring_model  # noqa: E402
from recruitcheck.sheets import read_book, read_rows  # noqa: E402
from recruitcheck.submissions.survey_export import read_survey_export  # noqa: E402
from recruitcheck.submissions.workbook import read_return  # noqa: E402
from recruitcheck.workspace import read_questionnaires, read_settings  # noqa: E402
from tests.bad import BAD_FILES  # noqa: E402

EXAMPLES = ROOT / "questionnaires" / "examples"
MOST_MEMORY = 600 << 20
SMALL = 200_000  # bytes of a file that others are made from
NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF)
WORDS = (
    *("", "0", "1", "-1", "1.5", "99999", "1048576", "9999999", "4294967295", "1e999"),
    *(
        "nan",
        "A1",
        "XFD1048576",
        "A1:XFD1048576",
        "B2:A1",
        "true",
        "hidden",
        "collapse",
    ),
    *("n", "s", "str", "inlineStr", "b", "e", "d", "float", "date", "time", "string"),
    *(
        "PT30H",
        "2024-03-01",
        "9999-12-31T23:59:59.9999",
        "#REF!",
        "yes",
        "None",
        "\ud7ff",
    ),
    *(
        "../../etc/passwd",
        "xl/workbook.xml",
        "rId1",
        "rId2",
        "_x0000_",
        "&#10;",
        "&l9;",
    ),
)
TEXTS = (
    '"',
    '""',
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\0",
    "\ufeff",
    "sep=;\n",
    "é",
    "😀",
)
FREELY = ("text", "toml", "packed export", "random")
VALUES = (
    *("1", "0", "-1", "1e999", "inf", "nan", "true", '""', '"yes"', "'a'", "[]", "{}"),
    *("9" * 5000, "0x" + "f" * 900, "1979-05-27", "{a = 1}", '"' + "(" * 900 + '"'),
)
TAG = re.compile(rb"<[^<>]*>")
VALUE = re.compile(rb'"[^"<>]*"')


def changed_bytes(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """One to eight changes somewhere in the file."""
    found = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randint(0, len(found))
        size = dice.choice((1, 2, 4, 8, 64, 512, dice.randint(1, 4096)))
        piece = bytes(found[at : at + size])
        match dice.randrange(8):
            case 0 | 1:
                found[at : at + len(piece)] = dice.randbytes(len(piece))
            case 2:
                found[at : at + 4] = struct.pack("<I", dice.choice(NUMBERS))
            case 3:
                found[at : at + 2] = struct.pack("<H", dice.choice(NUMBERS) & 0xFFFF)
            case 4:
                del found[at : at + size]
            case 5:
                found[at:at] = piece * dice.choice((1, 2, 50))
            case 6:
                other = dice.choice(others)
                start = dice.randint(0, len(other))
                found[at:at] = other[start : start + size]
            case 7 if dice.random() < 0.3:
                del found[at:]
    return bytes(found)


def changed_xml(dice: random.Random, content: bytes) -> bytes:
    """Some changes of tags and values, most of which leave it well-formed."""
    for _ in range(dice.choice((1, 1, 2, 6))):
        finds = list(itertools.islice(TAG.finditer(content), 20_000))
        if not finds:
            return dice.randbytes(50)
        tag = dice.choice(finds)
        word = dice.choice(WORDS).encode()
        match dice.randrange(9):
            case 0 | 1 | 2 | 3 | 4:
                values = list(VALUE.finditer(tag[0])) or [None]
                value = dice.choice(values)
                text = word if value is None else b'"' + word + b'"'
                start, end = (0, 0) if value is None else value.span()
                start, end = tag.start() + start, tag.start() + end
            case 5:
                start, end, text = tag.end(), tag.end(), word
            case 6:
                other = dice.choice(finds)
                start, end, text = *tag.span(), other[0]
            case 7:
                start, end = sorted((tag.start(), dice.choice(finds).start()))
                text = content[start:end] * dice.choice((0, 2, 3))
            case _:
                start, end = tag.span()
                text = tag[0] * dice.choice((0, 2, 300))
        content = content[:start] + text + content[end:]
    return content


def changed_zip(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """Parts changed, left out, renamed or exchanged, and packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.choice((1, 1, 1, 3))):
        tables = [name for name in parts if "sheet" in name or name == "content.xml"]
        name = dice.choice(tables if tables and dice.random() < 0.7 else list(parts))
        match dice.randrange(10):
            case 0:
                parts[name] = changed_bytes(dice, parts[name], others)
            case 1:
                parts[name] = parts[dice.choice(list(parts))]
            case 2:
                parts[dice.choice((*parts, "xl/vbaProject.bin"))] = parts.pop(name)
            case _:
                parts[name] = changed_xml(dice, parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def changed_records(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """Records of an old workbook changed, doubled or left out, in their container."""
    start = content.find(b"\x09\x08\x10\x00")
    places, at = [], start
    while 0 <= at < len(content) - 4 and len(places) < 5000:
        places.append(at)
        at += 4 + struct.unpack_from("<2xH", content, at)[0]
    if len(places) < 5:
        return changed_bytes(dice, content, others)
    found = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        place, other = dice.choice(places), dice.choice(places)
        match dice.randrange(4):
            case 0:
                found[place : place + 2] = found[other : other + 2]
            case 1:
                size = struct.pack("<H", dice.choice((0, 1, 2, 6, 8, 0x2020, 0xFFFF)))
                found[place + 2 : place + 4] = size
            case 2:
                inside = place + 4 + dice.randint(0, 20)
                found[inside : inside + 2] = struct.pack(
                    "<H", dice.choice(NUMBERS) & 0xFFFF
                )
            case 3:
                found[place : place + 40] = found[other : other + 40]
    return bytes(found)


def changed_text(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """A text table with signs put in, lines exchanged, in another encoding."""
    if dice.random() < 0.3:
        return changed_bytes(dice, content, others)
    text = content.decode("utf-8", "replace")
    for _ in range(dice.randint(1, 8)):
        at = dice.randint(0, len(text))
        end = at + dice.choice((0, 0, 1, 20, 500))
        sign = dice.choice((*TEXTS, *WORDS)) * dice.choice((1, 1, 1, 2, 3000))
        text = text[:at] + sign + text[end:]
    encodings = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")
    return text.encode(dice.choice(encodings), "replace")


def changed_toml(dice: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """A TOML file with values, keys and lines changed, doubled or nested."""
    if dice.random() < 0.3:
        return changed_text(dice, content, others)
    lines = content.decode("utf-8", "replace").split("\n")
    for _ in range(dice.choice((1, 1, 2, 6))):
        at = dice.randrange(len(lines))
        key, sign, _ = lines[at].partition("=")
        value = dice.choice(VALUES)
        match dice.randrange(6):
            case 0 | 1 if sign:
                lines[at] = f"{key}= {value}"
            case 2:
                del lines[at]
                lines = lines or [""]
            case 3 if sum(map(len, lines)) < SMALL:
                lines[at:at] = lines[at : at + dice.randint(1, 12)] * dice.choice(
                    (1, 60)
                )
            case 4:
                levels = dice.choice((1, 3, 17, 400, 6000))
                lines[at] = f"{key}= {'[' * levels}{value}{']' * levels}"
            case _:
                lines[at] = ".".join([value] * dice.choice((1, 2, 20, 3000))) + " = 1"
    return "\n".join(lines).encode("utf-8", "replace")


@dataclass(slots=True)
class Tally:
    """What came of the files that one reader was given."""

    given: int = 0
    read: int = 0
    crashes: int = 0
    slow: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)


Reader = Callable[[Path], tuple[object, tuple]]


@dataclass(frozen=True, slots=True)
class Seeds:
    """What files are made from: good ones more often than bad ones."""

    workbooks: list[bytes]
    texts: list[bytes]
    tomls: list[bytes]
    packed: list[bytes]


def seeds() -> Seeds:
    content = [
        *ROOT.glob("questionnaires/**/*.xlsx"),
        *ROOT.glob("tests/sheets/files/*"),
    ]
    workbooks = [
        path.read_bytes() for path in sorted(content) if path.name[0] not in "~."
    ]
    texts = [path.read_bytes() for path in sorted(ROOT.glob("**/*.csv"))][:40]
    texts += [as_text(path) for path in EXAMPLES.glob("interviews/*.xlsx")] * 10
    tomls = [path.read_bytes() for path in sorted(ROOT.glob("scoring/**/*.toml"))]
    packed = [as_parquet(texts[-1]), *map(as_zip, texts[-3:])]
    bad: dict[str, list[bytes]] = {}
    for one in BAD_FILES.values():
        made = one.build()
        if 0 < len(made) < SMALL:
            bad.setdefault(one.file.rpartition(".")[2], []).append(made)
    found = Seeds(
        [],
        texts * 4 + bad.pop("csv"),
        [*tomls * 10, b'name = "Network"\nmodel = "iris"\n', *bad.pop("toml")],
        packed * 5 + bad.pop("parquet") + bad.pop("zip"),
    )
    for ending in ("html", "css"):  # templates are read by nobody here
        del bad[ending]
    others = [made for kind in bad.values() for made in kind]
    found.workbooks[:] = workbooks * (4 * len(others) // len(workbooks) + 1) + others
    return found


def as_parquet(text: bytes) -> bytes:
    """A text table as a Parquet file of texts."""
    stream = io.BytesIO()
    pd.read_csv(io.BytesIO(text), dtype=str).to_parquet(stream)
    return stream.getvalue()


def as_zip(text: bytes) -> bytes:
    """A text table in an archive, as ODK Central exports it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("interviews.csv", text)
        archive.writestr("interviews-jobs.csv", b"PARENT_KEY,KEY\n1,2\n")
    return stream.getvalue()


def as_text(path: Path) -> bytes:
    """The first sheet of an export of interviews, as a text table."""
    book, _ = read_book(path)
    if book is None:
        return b""
    stream = io.StringIO()
    lines = csv.writer(stream)
    for _, values in sorted(next(iter(book.sheets.values())).values.items()):
        row = [values.get(column, "") for column in range(1, max(values) + 1)]
        lines.writerow(row)
    return stream.getvalue().encode()


def files(dice: random.Random, found: Seeds) -> Iterator[tuple[str, bytes]]:
    """Kind and content of one broken file after the other."""
    while True:
        kind = dice.choices(
            (*("zip parts", "records", "workbook bytes"), *FREELY),
            (43, 10, 16, 14, 8, 6, 3),
        )[0]
        if kind == "random":
            yield kind, dice.randbytes(dice.choice((1, 10, 600, 5000)))
        elif kind == "text":
            yield kind, changed_text(dice, dice.choice(found.texts), found.texts)
        elif kind == "toml":
            yield kind, changed_toml(dice, dice.choice(found.tomls), found.tomls)
        elif kind == "packed export":
            content = dice.choice(found.packed)
            change = changed_bytes
            if dice.random() < 0.5 and zipfile.is_zipfile(io.BytesIO(content)):
                change = changed_zip
            with suppress(Exception):
                yield kind, change(dice, content, found.packed)
        else:
            content = dice.choice(found.workbooks)
            change = changed_bytes
            if kind == "zip parts" and zipfile.is_zipfile(io.BytesIO(content)):
                change = changed_zip
            elif kind == "records" and content.startswith(b"\xd0\xcf"):
                change = changed_records
            # A seed may itself be a zip file that nobody can unpack.
            with suppress(Exception):
                yield kind, change(dice, content, found.workbooks)


def readers() -> dict[str, Reader]:
    questionnaires, _ = read_questionnaires()
    interview = questionnaires["worker-interview"]
    return {
        "read_book": lambda path: read_book(path, name="file"),
        "read_rows": lambda path: read_rows(path, name="file"),
        "read_return": lambda path: read_return(path, questionnaires, shown_as="file"),
        "read_survey_export": lambda path: read_survey_export(
            path, interview, shown_as="file"
        ),
        "read_questionnaire": lambda path: read_questionnaire(path, shown_as="file"),
        "read_organisations": listed,
        "read_scoring_model": lambda path: read_scoring_model(path, shown_as="file"),
        "read_settings": lambda path: read_settings(path, shown_as="file"),
    }


def listed(path: Path) -> tuple[object, tuple]:
    """A list without anybody in it is no failure, unless something blocks it."""
    found, issues = read_organisations(path, shown_as="file")
    return None if any(one.blocking for one in issues) else found, issues


def check(read: Reader, path: Path, tally: Tally) -> None:
    """Read the file and ask for all of it; raises when a promise is broken."""
    found, issues = read(path)
    tally.read += found is not None
    tally.codes.update({one.code for one in issues})
    "".join(map(str, issues))
    for sheet in getattr(found, "sheets", {}).values():
        for _ in sheet.rows:
            pass
    if (found is None) != any(one.blocking for one in issues):
        message = f"found {found!r:.60}, issues {[one.code for one in issues]}"
        raise AssertionError(message)


def run(seconds: float, seed: int, keep: Path, slow: float) -> dict[str, Tally]:
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    tallies = {name: Tally() for name in readers()}
    kinds: Counter[str] = Counter()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        found = seeds()
        # What a file may make a reader take, beside what is loaded and held already.
        most = used() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        print(f"memory  {most_memory()} MB before the first file")
        for kind, content in files(dice, found):
            if time.monotonic() > end:
                break
            kinds[kind] += 1
            path.write_bytes(content)
            for name, read in chosen(dice, kind, content):
                one_file(name, read, path, tallies[name], keep=keep, slow=slow)
    print("files  ", dict(kinds))
    return tallies


def chosen(
    dice: random.Random, kind: str, content: bytes
) -> Iterator[tuple[str, Reader]]:
    """The readers that fit the file, and now and then those that do not."""
    known = KNOWN or KNOWN.update(readers()) or KNOWN
    is_text = kind in {"text", "random"} or not content.startswith((b"PK", b"\xd0"))
    is_toml, is_packed = kind == "toml", kind == "packed export"
    for name, read in known.items():
        fits = not (is_toml or is_packed) and {
            "read_book": not is_text,
            "read_rows": is_text,
            "read_return": not is_text and dice.random() < 0.4,
            "read_survey_export": dice.random() < (0.7 if is_text else 0.2),
            "read_questionnaire": not is_text and dice.random() < 0.3,
            "read_organisations": is_text and dice.random() < 0.5,
        }.get(name, False)
        fits |= is_toml and name in {"read_scoring_model", "read_settings"}
        fits |= is_packed and name == "read_survey_export"
        if fits or dice.random() < 0.02:
            yield name, read


KNOWN: dict[str, Reader] = {}


def one_file(
    name: str, read: Reader, path: Path, tally: Tally, *, keep: Path, slow: float
) -> None:
    tally.given += 1
    start = time.process_time()
    try:
        check(read, path, tally)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        tally.crashes += 1
        keep_file(keep, f"{name}-crash-{tally.given}", path, traceback.format_exc())
    spent = time.process_time() - start
    tally.slowest = max(tally.slowest, spent)
    if spent > slow:
        tally.slow += 1
        keep_file(keep, f"{name}-slow-{tally.given}", path, f"{spent:.1f} s")


def keep_file(keep: Path, name: str, path: Path, words: str) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    (keep / name).write_bytes(path.read_bytes())
    (keep / f"{name}.txt").write_text(words, "utf-8")
    print(f"{name}: {words.strip().splitlines()[-1]}", flush=True)


def used() -> int:
    """Bytes of the address space that are taken."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    parser.add_argument(
        "--slow",
        type=float,
        default=2.0,
        help="Keep a file that takes more seconds of processor time than this.",
    )
    asked = parser.parse_args()
    tallies = run(asked.minutes * 60, asked.seed, asked.keep, asked.slow)
    print("reader                 inputs    read  crashes  slow  slowest  issue codes")
    for name, tally in tallies.items():
        print(
            f"{name:20} {tally.given:8,} {tally.read:7,} {tally.crashes:8} "
            f"{tally.slow:5} {tally.slowest:7.2f}s  {len(tally.codes)}"
        )
    total = sum(tally.given for tally in tallies.values())
    print(f"{total:,} inputs in {asked.minutes:g} min, memory {most_memory()} MB")
    sys.exit(any(tally.crashes for tally in tallies.values()))


if __name__ == "__main__":
    main()
