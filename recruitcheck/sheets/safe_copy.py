"""A workbook written anew from the parts that are known, for programs that trust it.

Programs that write into a workbook read all that it holds: pictures, links, entities of
XML, merged ranges cell by cell. Here only cells and how they look and what they accept
are passed on, out of XML that the guard has read; all else is left out.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from recruitcheck.sheets.archive import Archive
from recruitcheck.sheets.cells import split_ref
from recruitcheck.sheets.files import ZIP, kind_of
from recruitcheck.sheets.limits import Limits, Refused
from recruitcheck.sheets.links import Link, links_of, relation_id, target_of
from recruitcheck.sheets.markup import DEEPEST, TRUE, elements, parse, too_deep

# Of a workbook that a program copies, which takes it long: some 50,000 cells, more than
# twice the largest return.
COPIED = Limits(unpacked_bytes=16_000_000, tags=250_000)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DOCUMENT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KEPT = frozenset(
    {
        *("sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
        *("sheetProtection", "mergeCells", "conditionalFormatting", "hyperlinks"),
        *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
        "colBreaks",
    }
)
# Excel keeps a dropdown whose words stand on another sheet among its extensions.
_RULES = ("dataValidations", "extLst")
_RULE = frozenset(
    {
        *("type", "errorStyle", "operator", "allowBlank", "showDropDown", "prompt"),
        *("showInputMessage", "showErrorMessage", "errorTitle", "error", "sqref"),
        "promptTitle",
    }
)
_MOST_MERGED = 50_000  # cells in merged ranges, which a program may list one by one

KeepFormula = Callable[[str, str], bool]
"""Whether the formula of a cell is passed on, by the address and the formula."""


def safe_copy(
    content: bytes, keep_formula: KeepFormula, *, limits: Limits = COPIED
) -> bytes | None:
    """The .xlsx with the same cells, formats, rules, protection and hidden sheets.

    Without macros, pictures, notes, tables, names and links to other files; a formula
    that is not kept leaves the value that was stored. None where the file is no .xlsx or
    .xlsm, is not read, or has more cells than can be copied.
    """
    if kind_of(content) != ZIP:
        return None
    try:
        archive = Archive(content, limits)
        part = target_of(links_of(archive, "").values(), "officeDocument")
        return None if part is None else _written(archive, part, keep_formula)
    except Refused:
        return None


def _written(archive: Archive, part: str, keep_formula: KeepFormula) -> bytes:
    links = links_of(archive, part)
    wanted = ("workbook/workbookPr", "workbook/workbookProtection", "sheets/sheet")
    found = elements(archive.chunks(part), part, "workbook", wanted)
    sheets = [
        (entry, link.target)
        for path, entry in found
        if path == "sheets/sheet"
        and (link := links.get(relation_id(entry))) is not None
        and link.kind == "worksheet"
    ]
    has = {path: entry for path, entry in found if path != "sheets/sheet"}
    parts = {"xl/workbook.xml": _workbook(has, [entry for entry, _ in sheets])}
    for number, (_, target) in enumerate(sheets, start=1):
        copy = _SheetCopy(keep_formula)
        parse(archive.chunks(target), target, "worksheet", copy)
        parts[f"xl/worksheets/sheet{number}.xml"] = copy.as_part()
    parts |= _looks(archive, links.values())
    return _zipped(parts, len(sheets))


def _looks(archive: Archive, links: Iterable[Link]) -> dict[str, bytes]:
    """Texts, styles and colours as they are, checked."""
    roots = {"sharedStrings": "sst", "styles": "styleSheet", "theme": "theme"}
    names = {"theme": "xl/theme/theme1.xml"}
    parts = {}
    for kind, root in roots.items():
        part = target_of(links, kind)
        if part is not None and part in archive:
            chunks = list(archive.chunks(part))
            elements(chunks, part, root, ())
            whole = b"".join(chunks).replace(_STRICT, _MAIN.encode())
            parts[names.get(kind, f"xl/{kind}.xml")] = whole
    return parts


def _workbook(
    has: Mapping[str, Mapping[str, str]], sheets: Iterable[Mapping[str, str]]
) -> bytes:
    from_1904 = has.get("workbook/workbookPr", {}).get("date1904") in TRUE
    protection = has.get("workbook/workbookProtection", {})
    locked = protection.get("lockStructure") in TRUE
    entries = "".join(
        f"<sheet name={quoteattr(sheet.get('name', ''))}"
        f" sheetId={quoteattr(str(number))} r:id={quoteattr(f'rId{number}')}"
        + (f" state={quoteattr(sheet['state'])}" if "state" in sheet else "")
        + "/>"
        for number, sheet in enumerate(sheets, start=1)
    )
    text = (
        f'{_DOCUMENT}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<workbookPr date1904="{int(from_1904)}"/>'
        f'<workbookProtection lockStructure="{int(locked)}"/>'
        f"<sheets>{entries}</sheets></workbook>"
    )
    return text.encode()


@dataclass(slots=True)
class _Rule:
    """What cells accept: attributes, and the text of elements, by name."""

    attributes: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        attributes = {**self.attributes, **self.texts}
        formulas = "".join(
            f"<{name}>{escape(attributes.pop(name))}</{name}>"
            for name in ("formula1", "formula2")
            if name in attributes
        )
        kept = {name: text for name, text in attributes.items() if name in _RULE}
        return f"<dataValidation{_attributes(kept)}>{formulas}</dataValidation>"


class _SheetCopy:
    """Writes what is known of a sheet again, while it is read."""

    def __init__(self, keep_formula: KeepFormula) -> None:
        self.keep_formula = keep_formula
        self.written: list[str] = []
        self.rules: list[_Rule] = []
        self.open: list[str] = []  # names from the top; '' for what is left out
        self.cell = ""
        self.formula = ""
        self.merged = 0

    def as_part(self) -> bytes:
        rules = "".join(map(str, self.rules))
        inside = f"{''.join(self.written)}<dataValidations>{rules}</dataValidations>"
        return f'{_DOCUMENT}<worksheet xmlns="{_MAIN}">{inside}</worksheet>'.encode()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            raise too_deep()
        top = self.open[0] if self.open else name
        if top in _RULES:
            if _local(name) == "dataValidation":
                self.rules.append(_Rule(attributes))
            self.open.append(name)
        elif top not in _KEPT or not all(self.open) or not self._keep(name, attributes):
            self.open.append("")
        else:
            if name != "f":
                self.written.append(f"<{name}{_attributes(attributes)}>")
            self.open.append(name)

    def end(self, _name: str) -> None:
        name = self.open.pop() if self.open else ""  # of the root
        if name == "f":
            if self.keep_formula(self.cell, self.formula):
                self.written.append(f"<f>{escape(self.formula)}</f>")
        elif name and (self.open or [name])[0] not in _RULES:
            self.written.append(f"</{name}>")

    def text(self, characters: str) -> None:
        if not self.open or not self.open[-1]:
            return
        if self.open[0] in _RULES:
            self._rule_text(characters)
        elif self.open[-1] == "f":
            self.formula += characters
        else:
            self.written.append(escape(characters))

    def _keep(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name == "hyperlink":  # one within the workbook, of a single cell
            return "location" in attributes and ":" not in attributes.get("ref", ":")
        if name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            (top, left), (bottom, right) = split_ref(first), split_ref(last or first)
            self.merged += (1 + bottom - top) * (1 + right - left)
            return self.merged <= _MOST_MERGED
        if name == "c":
            self.cell = attributes.get("r", "")
        if name == "f":  # neither shared nor of a range
            self.formula = ""
            return attributes.get("t", "normal") == "normal"
        return ":" not in name

    def _rule_text(self, characters: str) -> None:
        """Of `formula1`, `formula2` or `sqref`, or of an element in them."""
        names = [_local(name) for name in self.open]
        if "dataValidation" in names[:-1]:
            texts = self.rules[-1].texts
            inside = names[names.index("dataValidation") + 1]
            texts[inside] = texts.get(inside, "") + characters


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f" {name}={quoteattr(text)}"
        for name, text in attributes.items()
        if ":" not in name or name == "xml:space"
    )


def _zipped(parts: Mapping[str, bytes], sheets: int) -> bytes:
    kinds = {f"worksheets/sheet{n}": "worksheet" for n in range(1, sheets + 1)}
    kinds |= {"sharedStrings": "sharedStrings", "styles": "styles"}
    kinds |= {"theme/theme1": "theme"}
    there = {path: kind for path, kind in kinds.items() if f"xl/{path}.xml" in parts}
    office = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{path}.xml"/>'
        for number, (path, kind) in enumerate(there.items(), start=1)
    )
    types = "".join(
        f'<Override PartName="/xl/{path}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for path, kind in {**there, "workbook": "sheet.main"}.items()
        if kind != "theme"
    )
    root = f'{_DOCUMENT}<Relationships xmlns="{_PACKAGE}/relationships">'
    every = {
        "[Content_Types].xml": (
            f'{_DOCUMENT}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{types}</Types>"
        ).encode(),
        "_rels/.rels": f'{root}{office} Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/_rels/workbook.xml.rels": f"{root}{links}</Relationships>".encode(),
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in every.items():
            archive.writestr(name, part)
    return stream.getvalue()
