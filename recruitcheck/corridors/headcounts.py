"""How many workers there are, split as finely as somebody knows, with a source.

`headcounts.csv` (or .xlsx) of a workspace. Questionnaires ask for workers by corridor
only; what is owed and whom to interview need them by recruiter, year and sex too.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.tables import Reading, Row, Table, read_table, table_files
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.submissions.cell_answers import as_text, cleaned, quoted

HEADCOUNTS = Table(
    "headcounts",
    (
        *("supplier", "corridor", "recruiter", "intake-year", "sex"),
        *("current", "former", "left-year", "source"),
    ),
    free=("recruiter", "intake-year", "sex", "former", "left-year"),
)
SEXES = ("female", "male", "other")


@dataclass(frozen=True, slots=True)
class Headcount:
    """Workers of one supplier in one corridor, as one row of the table counts them.

    `recruiter` '' for workers who came without one; `year` of intake and `sex` None
    where the row is not split by them. `former`: workers who left, None where nobody
    knows; in `left_year`, None where the row does not say when.
    """

    supplier: str
    corridor: Corridor
    current: int
    former: int | None
    recruiter: str = ""
    year: int | None = None
    sex: str | None = None
    left_year: int | None = None
    source: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What no two rows may share."""
        split = self.recruiter, self.year, self.sex, self.left_year
        return self.supplier, self.corridor, *split


@dataclass(frozen=True, slots=True)
class Headcounts:
    """Every usable row, in the order of the table."""

    rows: tuple[Headcount, ...] = field(default=())

    def of(self, supplier: str, corridor: Corridor) -> tuple[Headcount, ...]:
        return tuple(
            row
            for row in self.rows
            if (row.supplier, row.corridor) == (supplier, corridor)
        )


def read_headcounts(
    folder: Path, suppliers: Collection[str] = ()
) -> tuple[Headcounts, tuple[Issue, ...]]:
    """The headcounts of a workspace, and everything wrong in its table.

    A wrong row is left out and said. `suppliers`: ids that are known, all if none.
    """
    reading = Reading()
    found: dict[tuple[object, ...], Headcount] = {}
    for path in table_files(folder, HEADCOUNTS.name):
        rows, wrong = read_table(path, HEADCOUNTS)
        reading.issues += wrong
        read: list[tuple[Row, Headcount]] = []
        for row in rows:
            one = _headcount(row, reading, suppliers)
            if one is None:
                continue
            if one.key in found:
                reading.wrong("R302", row.at("supplier"), supplier=one.supplier)
                continue
            found[one.key] = one
            read.append((row, one))
        _say_totals(read, reading)
    return Headcounts(tuple(found.values())), tuple(reading.issues)


def count_differs(rows: Sequence[Headcount], returned: int | None) -> Issue | None:
    """That rows of one supplier and corridor differ from what its return says."""
    counted = sum(row.current for row in rows)
    if not rows or returned is None or counted == returned:
        return None
    supplier, corridor = rows[0].supplier, rows[0].corridor
    return issue(
        "R305",
        Place(f"{HEADCOUNTS.name}.csv", label=f"{supplier} {corridor}"),
        counted=counted,
        supplier=supplier,
        corridor=corridor,
        returned=returned,
    )


def _headcount(
    row: Row, reading: Reading, suppliers: Collection[str]
) -> Headcount | None:
    before = len(reading.issues)
    supplier = reading.text(row, "supplier")
    if supplier and suppliers and supplier not in suppliers:
        hint = did_you_mean(supplier, sorted(suppliers))
        reading.wrong("R301", row.at("supplier"), supplier=quoted(supplier), hint=hint)
    corridor = reading.corridor(row, "corridor")
    current = reading.count(row, "current")
    former = None if row["former"] is None else reading.count(row, "former")
    year = None if row["intake-year"] is None else reading.year(row, "intake-year")
    left = None if row["left-year"] is None else reading.year(row, "left-year")
    sex = None if row["sex"] is None else _sex(row, reading)
    source = reading.text(row, "source")
    if len(reading.issues) > before or corridor is None or current is None:
        return None
    recruiter = cleaned(as_text(row["recruiter"]))
    return Headcount(
        supplier, corridor, current, former, recruiter, year, sex, left, source
    )


def _sex(row: Row, reading: Reading) -> str | None:
    value = row["sex"]
    sex = cleaned(as_text(value)).casefold()
    if sex in SEXES:
        return sex
    hint = did_you_mean(sex, SEXES)
    reading.wrong("R303", row.at("sex"), found=quoted(value), hint=hint)
    return None


def _say_totals(read: Iterable[tuple[Row, Headcount]], reading: Reading) -> None:
    """A row without year or sex beside rows that have it is likely to be their total."""
    rows = tuple(read)
    for column in ("intake-year", "sex"):
        split = {
            (one.supplier, one.corridor, one.recruiter)
            for row, one in rows
            if row[column] is not None
        }
        for row, one in rows:
            key = one.supplier, one.corridor, one.recruiter
            if row[column] is None and key in split:
                reading.wrong("R304", row.at(column), column=column)
