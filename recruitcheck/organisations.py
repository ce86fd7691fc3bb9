"""Who was asked for a return: the list `organisations.csv` of a workspace."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.questionnaire import Role
from recruitcheck.sheets import Table, read_table

_ID = "id"
_COLUMNS = (_ID, "name", "role", "corridors")
_ROLES: Mapping[str, Role] = {
    "supplier": "supplier",
    "recruiter": "recruiter",
    "member": "member",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """An organisation that was asked for a return."""

    id: str
    name: str
    role: Role
    corridors: tuple[Corridor, ...] = ()


def read_organisations(
    path: Path, *, shown_as: str
) -> tuple[tuple[Expected, ...], tuple[Issue, ...]]:
    """The organisations of a table with the columns id, name, role and corridors.

    Only `id` must be there: a name is the id by default, a role 'supplier'. A line
    that cannot be used is an issue and left out. `shown_as` is what issues call the file.
    """
    table, issues = read_table(path, shown_as=shown_as)
    if table is None:
        return (), issues
    if _ID not in table.letters:
        found = listed([one.text for one in table.headings])
        place = Place(shown_as, cell="line 1", label=_ID)
        return (), (*issues, issue("W209", place, column=_ID, found=found))
    listed_so_far: dict[str, Expected] = {}
    told = [*issues, *_misspelt(table)]
    for row in table.rows:
        try:
            one = _expected(row.texts, listed_so_far)
        except ValueError as error:
            label = row.text(_ID) or None
            place = Place(shown_as, cell=f"line {row.number}", label=label)
            told.append(issue("W205", place, reason=error))
        else:
            listed_so_far[one.id] = one
    return tuple(listed_so_far.values()), tuple(told)


def _misspelt(table: Table) -> Iterator[Issue]:
    """Columns that look like one of ours: a recruiter would pass for a supplier."""
    lacking = [name for name in _COLUMNS if name not in table.letters]
    for one in table.headings:
        hint = did_you_mean(one.text, lacking)
        if one.text not in _COLUMNS and hint:
            place = Place(table.file, cell=one.ref)
            yield issue("R102", place, column=one.text, hint=hint)


def _expected(texts: Mapping[str, str], above: Container[str]) -> Expected:
    """The organisation of a line; ValueError says why it is none."""
    id_, role = texts.get(_ID, ""), texts.get("role", "supplier")
    if not id_:
        raise ValueError("the id is missing")
    if id_ in above:
        raise ValueError(f"'{id_}' stands above already")
    if role.casefold() not in _ROLES:
        raise ValueError(f"'{role}' is not a role")
    keys = texts.get("corridors", "").replace(";", " ").replace(",", " ").split()
    corridors = tuple(dict.fromkeys(map(Corridor.parse, keys)))
    return Expected(id_, texts.get("name", id_), _ROLES[role.casefold()], corridors)
