"""A small questionnaire, and workbooks of it filled in as people do."""

import itertools
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from recruitcheck.issues import Place
from recruitcheck.questionnaires.blank import input_cells, write_blank
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Question,
    Questionnaire,
    Respondent,
    Role,
    Section,
)

EN, ES = "English (en)", "Spanish (es)"
COLUMNS = ("answer", "comment", "evidence", "evidence_date", "seen_by")

_COUNTRIES = "MYS:Malaysia:Malasia NPL:Nepal:Nepal BGD:Bangladesh:Bangladés"
_SUPPLIER = """
supplier_id | text | Supplier ID | required | constraint=regex(., '^[A-Z0-9-]+$')
supplier_name | text | Name | required
sector | select_one electronics:Electronics:Electrónica other:Other:Otro | Sector
destination | select_one COUNTRIES | Where they work | required
cycle | text | Cycle | required
assessed_on | date | Date | required | constraint=. <= today()
currency | text | Currency
"""
_SITE = """
M-PRO-01 | integer | How many people work here? | constraint=. >= 0 | unit=people
M-PRO-02 | integer | How many are migrants? | required | constraint=. >= 0 and . <= ${M-PRO-01}
"""
_CORRIDOR = """
origin | select_one COUNTRIES | Where they come from | required
recruiters | text | Recruiters
M-PRO-03 | integer | How many from there? | required | constraint=. >= 0
M-PRO-05 | select_multiple direct:Direct:Directo agency:Agency:Agencia none:None:Ninguno | Which way?
"""
_POLICY = """
M-GOV-01 | select_one none:No_policy:Ninguna draft:Draft:Borrador public:Public:Pública | Which policy?
M-GOV-02 | select_multiple fee:Fee:Honorario medical:Medical:Médico none:None:Ninguno | What does it cover? | relevant=${M-GOV-01} = 'draft' or ${M-GOV-01} = 'public' | constraint=count-selected(.) = 1 or not(selected(., 'none'))
M-GOV-04 | decimal | What share was trained? | unit=% | missing=na | constraint=. >= 0 and . <= 100
M-GOV-07 | select_one none:None:Ninguno some:Some:Algunos na:Not_applicable:No_se_aplica | Contracts? | missing=na
M-DD-02 | select_one all:All:Todos few:Few:Pocos | Checked? | relevant=selected(join(' ', ${M-PRO-05}), 'agency')
M-DD-03 | date | Checked when?
M-DD-04 | text | Which system?
"""


def _choices(text: str) -> tuple[Choice, ...]:
    found = []
    for entry in text.replace("COUNTRIES", _COUNTRIES).split():
        name, english, spanish = (part.replace("_", " ") for part in entry.split(":"))
        found.append(Choice(name, {EN: english, ES: spanish}))
    return tuple(found)


def _question(line: str, section: str, rows: "itertools.count[int]") -> Question:
    name, kind, label, *more = (part.strip() for part in line.split(" | "))
    kind, _, choices = kind.partition(" ")
    given = dict(part.split("=", 1) for part in more if "=" in part)
    relevant = ["${M-PRO-02} > 0"] if section == "corridors" else []
    relevant += [given["relevant"]] if "relevant" in given else []
    joined = " and ".join(f"({one})" for one in relevant)
    return Question(
        id=name,
        kind=kind,  # type: ignore[arg-type]
        labels={EN: label, ES: f"{label} (es)"},
        hints={EN: f"Think about {name}.", ES: f"Piense en {name}."},
        place=Place("q.xlsx", "survey", f"B{next(rows)}", name),
        section=section,
        choices=_choices(choices),
        list_name=f"list_{name}" if choices else "",
        repeated=section == "corridors",
        required="required" in more,
        relevant=parse_expression(joined) if joined else None,
        constraint=parse_expression(given["constraint"])
        if "constraint" in given
        else None,
        constraint_messages={EN: "Look again."},
        form="short",
        scope="" if name.islower() else "site",
        unit=given.get("unit", ""),
        evidence=f"Proof of {name}",
        missing=tuple(given.get("missing", "").split()),
    )


def make_questionnaire(
    parts: Mapping[str, str],
    *,
    respondent: Respondent = "management",
    role: Role = "supplier",
) -> Questionnaire:
    """A questionnaire in English and Spanish, its sections written as above."""
    rows = itertools.count(2)
    questions: dict[str, Question] = {}
    sections = []
    for section, text in parts.items():
        found = [_question(line, section, rows) for line in text.strip().splitlines()]
        questions |= {question.id: question for question in found}
        names = tuple(question.id for question in found)
        title = section.capitalize()
        labels = {EN: title, ES: f"{title} (es)"}
        sections.append(Section(section, labels, names, section == "corridors"))
    return Questionnaire(
        id="test-form",
        title="Test form",
        version="1",
        respondent=respondent,
        role=role,
        languages=(EN, ES),
        sections=tuple(sections),
        questions=questions,
        settings={"title": "A test", "minutes_full": "5"},
        hash="abc",
        file="q.xlsx",
    )


SUPPLIER = make_questionnaire(
    {"start": _SUPPLIER, "profile": _SITE, "corridors": _CORRIDOR, "policy": _POLICY}
)
RECRUITER = make_questionnaire(
    {
        "start": """
recruiter_id | text | Recruiter ID | required
origin | select_one COUNTRIES | From | required
destination | select_one COUNTRIES | To | required
cycle | text | Cycle | required
""",
        "legal": "R-LAW-01 | select_one yes:Yes:Sí no:No:No | Licensed?",
    },
    respondent="recruiter",
    role="recruiter",
)
MEMBER = make_questionnaire(
    {
        "start": "member_id | text | ID | required\ncycle | text | Cycle | required",
        "act": "N-ACT-01 | select_one yes:Yes:Sí no:No:No | Promised?",
    },
    respondent="member",
    role="member",
)

COMPLETE: Mapping[str, Any] = {
    "supplier_id": "SITE-01",
    "supplier_name": "Acme",
    "sector": "Electronics",
    "destination": "Malaysia",
    "cycle": "2026",
    "assessed_on": date(2025, 3, 4),
    "currency": "MYR",
    "M-PRO-01": 250,
    "M-PRO-02": 120,
    "origin#1": "Nepal",
    "M-PRO-03#1": 120,
    "M-PRO-05/direct#1": "Yes",
    "M-PRO-05/agency#1": "Yes",
    "M-GOV-01": "Draft",
    "M-GOV-02/fee": "Yes",
    "M-GOV-04": 50,
    "M-GOV-07": "Some",
    "M-DD-02": "All",
    "M-DD-03": date(2025, 1, 2),
    "M-DD-04": "A system",
}
"""A return of `SUPPLIER` in which nothing is wrong."""

_BLANKS: dict[tuple[Any, ...], bytes] = {}  # written once: that takes longest


def filled(
    target: Path,
    answers: Mapping[str, Any],
    questionnaire: Questionnaire = SUPPLIER,
    **how: Any,
) -> Path:
    """A blank workbook filled in: by ref, or by ref and column ('M-GOV-01|comment')."""
    key = (id(questionnaire), *sorted(how.items()))
    if key not in _BLANKS:
        write_blank(questionnaire, target, **how)
        _BLANKS[key] = target.read_bytes()
    target.write_bytes(_BLANKS[key])
    return fill(target, target, answers)


def fill(blank: Path, target: Path, answers: Mapping[str, Any]) -> Path:
    book = openpyxl.load_workbook(blank, rich_text=True)
    cells = input_cells(book)
    for key, value in answers.items():
        ref, _, column = key.partition("|")
        cell = cells[ref].offset(column=COLUMNS.index(column or "answer"))
        cell.value = value
        if isinstance(value, str) and not value.startswith("#"):
            cell.data_type = "s"
    book.save(target)
    return target


def cell_of(path: Path, key: str) -> str:
    """The address of the cell of a ref, or of a ref and a column."""
    ref, _, column = key.partition("|")
    cell = input_cells(openpyxl.load_workbook(path))[ref]
    return str(cell.offset(column=COLUMNS.index(column or "answer")).coordinate)
