"""Survey exports as the real servers write them, made from the XLSForm itself.

KoboToolbox: after its exporter formpack (sections, labels, copied fields, `_index`).
ODK Central: after its export of submissions (paths joined by '-', keys, split columns).
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import xlsxwriter

Interview = Mapping[str, Any]
"""Answers by question; for a repeat, its name and a list of such mappings."""
Table = list[list[str]]


@dataclass(frozen=True)
class Item:
    """A row of the `survey` sheet inside its groups: names and labels by language."""

    kind: str
    name: str
    labels: Mapping[str, str]
    groups: tuple["Item", ...] = ()
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def several(self) -> bool:
        return self.kind == "select_multiple"


@dataclass
class Section:
    """The interviews themselves, or a repeat: what becomes a sheet or a file."""

    name: str
    parent: "Section | None"
    path: tuple[Item, ...]
    items: list[Item] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)

    def all(self) -> Iterator["Section"]:
        yield self
        for section in self.sections:
            yield from section.all()


@dataclass(frozen=True)
class XlsForm:
    title: str
    id: str
    main: Section


def read_xlsform(path: Path) -> XlsForm:
    book = openpyxl.load_workbook(path)
    choices: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in _records(book["choices"]):
        names = choices.setdefault(row["list_name"], {})
        names[row["name"]] = _labels(row)
    (settings, *_) = _records(book["settings"])
    main = Section(settings["form_title"], None, ())
    section = main
    groups: list[tuple[Item, ...]] = [()]
    for row in _records(book["survey"]):
        kind, _, of = row["type"].replace("begin ", "begin_").partition(" ")
        item = Item(kind, row.get("name", ""), _labels(row), groups[-1])
        if kind == "begin_repeat":
            inner = Section(item.name, section, (*groups[-1], item))
            section.sections.append(inner)
            section = inner
            groups.append(inner.path)
        elif kind == "begin_group":
            groups.append((*groups[-1], item))
        elif kind.startswith("end"):
            groups.pop()
            if section.parent and len(groups[-1]) < len(section.path):
                section = section.parent
        else:
            known = choices.get(of, {})
            section.items.append(Item(kind, item.name, item.labels, item.groups, known))
    return XlsForm(settings["form_title"], settings["form_id"], main)


def _records(sheet: Any) -> list[dict[str, str]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [
        {str(name): str(cell) for name, cell in zip(head, row, strict=True) if cell}
        for row in rows
        if any(row)
    ]


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    return {
        name.partition("::")[2]: text
        for name, text in row.items()
        if name.startswith("label::")
    }


@dataclass(frozen=True)
class Kobo:
    """Choices of 'Downloads' in KoboToolbox.

    `language`: that of headings and answers, '' for XML values. `groups`: the sign
    between groups and question, '' to leave groups out. `multiple`: 'summary',
    'details' or 'both'. `typed`: numbers and dates not stored as text. `hxl`: a row of
    tags below the heading. `uuid`: whether that column was asked for.
    """

    language: str = ""
    groups: str = ""
    multiple: str = "both"
    typed: bool = False
    hxl: bool = False
    uuid: bool = True

    def headings(self, item: Item, section: Section) -> list[str]:
        inside = item.groups[len(section.path) :] if section.parent else item.groups
        path = [*(section.path if section.parent else ()), *inside, item]
        parts = [self._label(one.labels, one.name) for one in path]
        heading = self.groups.join(parts) if self.groups else parts[-1]
        if not item.several:
            return [heading]
        found = [heading] if self.multiple != "details" else []
        if self.multiple != "summary":
            found += [
                f"{heading}{self.groups or '/'}{self._label(labels, name)}"
                for name, labels in item.choices.items()
            ]
        return found

    def _label(self, labels: Mapping[str, str], name: str) -> str:
        return labels.get(self.language) or name

    def cells(self, item: Item, answer: str) -> list[str]:
        if item.kind == "calculate":
            return ["0.5"]  # what the phone worked out, which nobody reads
        labels = item.choices
        if not item.several:
            return [self._label(labels.get(answer, {}), answer)]
        words = answer.split()
        found = [" ".join(self._label(labels[word], word) for word in words)]
        if self.multiple == "details":
            found = []
        if self.multiple != "summary":
            found += [str(int(n in words)) if words else "" for n in labels]
        return found

    def added(self, number: int, uuid: str, status: str) -> dict[str, str]:
        uid = f"validation_status_{status}" if status else ""
        label = status.replace("_", " ").title()
        return {
            "_id": str(70_000 + number),
            "_uuid": uuid,
            "_submission_time": "2026-03-02T09:41:07",
            "_validation_status": label if self.language else uid,
            "_notes": "",
            "_status": "submitted_via_web",
            "_submitted_by": "enumerator",
            "__version__": "vQ7pXyZ",
            "_tags": "",
        }

    def tables(
        self,
        form: XlsForm,
        interviews: Sequence[Interview],
        uuids: Sequence[str],
        statuses: Sequence[str] = (),
    ) -> dict[str, Table]:
        """A table for each section that has rows, the interviews first."""
        sections = list(form.main.all())
        tables = {one.name: [self._heading(one)] for one in sections}
        if self.hxl:
            for one in sections:
                tables[one.name].append(self._tags(one, tables[one.name][0]))
        indexes = dict.fromkeys(tables, 1)
        for number, interview in enumerate(interviews):
            status = statuses[number] if statuses else ""
            added = self.added(number, uuids[number], status)
            self._rows(form.main, [interview], added, tables, indexes)
        least = 2 if self.hxl else 1
        return {
            name: table
            for name, table in tables.items()
            if len(table) > least or name == form.main.name
        }

    def _heading(self, section: Section) -> list[str]:
        heading = [h for item in section.items for h in self.headings(item, section)]
        added = list(self.added(0, "", ""))
        if section.parent is None:
            found = [*heading, *added, "_index"]
            return [one for one in found if self.uuid or one != "_uuid"]
        own = ["_index", "_parent_table_name", "_parent_index"]
        return [*heading, *own, *(f"_submission_{name}" for name in added)]

    def _tags(self, section: Section, heading: list[str]) -> list[str]:
        tags: list[str] = []
        for item in section.items:
            more = len(self.headings(item, section)) - 1
            tag = "" if item.kind == "note" else "#indicator+" + item.kind
            tags += [tag, *[""] * more]
        return tags + [""] * (len(heading) - len(tags))

    def _rows(
        self,
        section: Section,
        entries: Sequence[Interview],
        added: Mapping[str, str],
        tables: dict[str, Table],
        indexes: dict[str, int],
    ) -> None:
        for entry in entries:
            row = [
                cell
                for item in section.items
                for cell in self.cells(item, entry.get(item.name, ""))
            ]
            index = str(indexes[section.name])
            if section.parent is None:
                known = {**added, "_index": index}
                row += [v for k, v in known.items() if self.uuid or k != "_uuid"]
            else:
                name = section.parent.name
                row += [index, name, str(indexes[name]), *added.values()]
            tables[section.name].append(row)
            for inner in section.sections:
                self._rows(inner, entry.get(inner.name, []), added, tables, indexes)
            indexes[section.name] += 1

    def save_xlsx(self, tables: Mapping[str, Table], path: Path) -> Path:
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        used: list[str] = []
        for name, table in tables.items():
            used.append(sheet_name(name, used))
            sheet = book.add_worksheet(used[-1])
            for at, row in enumerate(table):
                for column, cell in enumerate(row):
                    value = typed(cell) if self.typed and at else cell
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(at, column, value)
                    else:
                        sheet.write_number(at, column, value)
        book.close()
        return path

    def save_csv(self, tables: Mapping[str, Table], path: Path) -> Path:
        """Of the interviews alone; every cell in quotation marks, ';' between."""
        (table, *_) = tables.values()
        text = io.StringIO(newline="")
        csv.writer(
            text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
        ).writerows(table)
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        return path


def sheet_name(title: str, used: Sequence[str]) -> str:
    """What KoboToolbox calls the sheet of a section."""
    name = re.sub(r"[\[\]*?:\\/]", "_", title)
    found, number = _shortened(name, "..."), 1
    while found in used:
        found, number = _shortened(name, f"... ({number})"), number + 1
    return found


def _shortened(name: str, end: str) -> str:
    return name if len(name) <= 31 else f"{name[: 31 - len(end)]}{end}"


def typed(cell: str) -> str | int | float | date:
    for read in (int, float, date.fromisoformat):
        try:
            return read(cell)
        except ValueError:
            continue
    return cell


CENTRAL_ADDS = """
KEY SubmitterID SubmitterName AttachmentsPresent AttachmentsExpected Status ReviewState
DeviceID Edits FormVersion
"""


@dataclass(frozen=True)
class Central:
    """Choices of 'Download' in ODK Central: `split` select multiples, group `paths`."""

    split: bool = True
    paths: bool = True

    def tables(
        self,
        form: XlsForm,
        interviews: Sequence[Interview],
        uuids: Sequence[str],
        states: Sequence[str] = (),
    ) -> dict[str, Table]:
        """A table for each file, by its name."""
        tables: dict[str, Table] = {}
        for section in form.main.all():
            headings = [
                h for item in section.items for h in self.headings(item, section)
            ]
            name = form.id if section.parent is None else f"{form.id}-{section.name}"
            if section.parent is None:
                meta = "meta-instanceID" if self.paths else "instanceID"
                headings = ["SubmissionDate", *headings, meta, *CENTRAL_ADDS.split()]
            else:
                headings += ["PARENT_KEY", "KEY"]
            tables[f"{name}.csv"] = [headings]
        for number, interview in enumerate(interviews):
            state = states[number] if states else ""
            key = f"uuid:{uuids[number]}"
            end = [key, key, "12", "Enumerator", "0", "0", "", state, "", "0", "1"]
            row = [
                "2026-03-02T09:41:07.123Z",
                *self._cells(form.main, interview),
                *end,
            ]
            tables[f"{form.id}.csv"].append(row)
            self._repeats(form, form.main, interview, key, tables)
        return tables

    def headings(self, item: Item, section: Section) -> list[str]:
        inside = item.groups[len(section.path) :]
        path = [*(one.name for one in inside), item.name] if self.paths else [item.name]
        heading = "-".join(path)
        if item.several and self.split:
            return [heading, *(f"{heading}/{name}" for name in item.choices)]
        return [heading]

    def _cells(self, section: Section, entry: Interview) -> list[str]:
        cells = []
        for item in section.items:
            answer = entry.get(item.name, "")
            cells.append("0.5" if item.kind == "calculate" else answer)
            if item.several and self.split:
                # 0 also where nobody was asked.
                cells += [str(int(name in answer.split())) for name in item.choices]
        return cells

    def _repeats(
        self,
        form: XlsForm,
        section: Section,
        entry: Interview,
        key: str,
        tables: dict[str, Table],
    ) -> None:
        for inner in section.sections:
            between = inner.path[len(section.path) : -1]
            path = "/".join([key, *(one.name for one in between), inner.name])
            for number, row in enumerate(entry.get(inner.name, []), start=1):
                own = f"{path}[{number}]"
                cells = [*self._cells(inner, row), key, own]
                tables[f"{form.id}-{inner.name}.csv"].append(cells)
                self._repeats(form, inner, row, own, tables)

    def save_zip(self, tables: Mapping[str, Table], path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, table in tables.items():
                archive.writestr(name, _text(table))
        return path

    def save_csv(self, tables: Mapping[str, Table], path: Path) -> Path:
        """The 'main data table' alone."""
        (table, *_) = tables.values()
        path.write_text(_text(table), encoding="utf-8", newline="")
        return path


def _text(table: Table) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def plain_table(form: XlsForm, interviews: Sequence[Interview]) -> Table:
    """One column a question, named after it."""
    names = [
        item.name for item in form.main.items if item.kind not in {"note", "calculate"}
    ]
    return [names, *([one.get(name, "") for name in names] for one in interviews)]


def save_plain_csv(table: Table, path: Path) -> Path:
    path.write_text(_text(table), encoding="utf-8", newline="")
    return path


def save_plain_xlsx(table: Table, path: Path) -> Path:
    return Kobo(typed=True).save_xlsx({"Interviews": table}, path)


def save_parquet(table: Table, path: Path, *, as_types: bool = True) -> Path:
    """Columns of numbers, days and categories, as a data frame has them, or texts."""
    columns = {}
    for name, *cells in zip(*table, strict=True):
        values = [typed(cell) if cell and as_types else cell or None for cell in cells]
        kinds = {type(value) for value in values if value is not None}
        if kinds <= {int, float}:
            columns[name] = pd.Series(values, dtype="float64")
        elif kinds == {date}:
            columns[name] = pd.Series(values, dtype=object)
        else:
            texts = [cell or None for cell in cells]
            columns[name] = pd.Series(texts, dtype="category" if as_types else str)
    pd.DataFrame(columns).to_parquet(path)
    return path
