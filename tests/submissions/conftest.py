"""A small interview form in two languages, and exports of it as servers write them."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire

_SURVEY = """
type | name | label::English (en) | label::Nepali (ne) | relevant | constraint | constraint_message::English (en) | calculation | rc_form | rc_scope | rc_missing | rc_sensitive
begin_group | start | Start | सुरु
text | supplier_id | Supplier ID | आपूर्तिकर्ता | | regex(., '^[A-Z0-9-]+$') | Use capital letters and digits. | | short
select_one countries | destination | Country of work | काम गर्ने देश | | | | | short
text | cycle | Cycle | चक्र | | | | | short
date | interviewed_on | Date | मिति | | . <= today() | Not in the future. | | short
end_group
note | hello | Please read this aloud. | ठूलो स्वरले पढ्नुहोस्।
select_one yes_no | W-PRO-01 | Do you agree? | सहमत हुनुहुन्छ? | | | | | short | worker
begin_group | interview | Interview | अन्तर्वार्ता | ${W-PRO-01} = 'yes'
select_one worker_countries | W-PRO-02 | Where do you come from? | कहाँबाट? | | | | | short | worker | dk pns
integer | W-PRO-04 | Age at start | उमेर | | . >= 5 and . <= 99 | From 5 to 99. | | short | worker | dk pns
begin_group | costs | Costs | खर्च
text | pay_currency | Currency of pay | तलबको मुद्रा | | | | | short
text | cost_currency | Currency of costs | खर्चको मुद्रा | | | | | short
decimal | W-CON-06 | First pay | पहिलो तलब | | . >= 0 | | | short | worker | dk pns
decimal | W-FEE-01 | Total paid / you or family | जम्मा | | . >= 0 | Write 0 or more. | | short | worker | dk pns
calculate | rci | | | | | | if(${W-FEE-01} = '', '', ${W-FEE-01} div ${W-CON-06}) | short
select_multiple sources | W-DEBT-01 | Where did the money come from? | पैसा कहाँबाट? | ${W-FEE-01} > 0 | count-selected(.) = 1 or not(selected(., 'dk')) | 'Do not know' stands alone. | | short | worker | dk
date | W-DEBT-06 | Day of the loan | ऋणको दिन | selected(${W-DEBT-01}, 'bank') | | | | short | worker
decimal | W-PAY-04 | Hours | घण्टा | | | | | full | worker
select_one keepers | W-DOC-01 | Who keeps your passport? | राहदानी | | | | | full | worker | dk | yes
end_group
end_group
"""
_CHOICES = """
list_name | name | label::English (en) | label::Nepali (ne)
yes_no | yes | Yes | हो
yes_no | no | No | होइन
countries | MYS | Malaysia | मलेसिया
countries | QAT | Qatar | कतार
worker_countries | NPL | Nepal | नेपाल
worker_countries | BGD | Bangladesh | बंगलादेश
worker_countries | dk | Do not know | थाहा छैन
sources | savings | My savings | मेरो बचत
sources | family | Family or friends | परिवार वा साथी
sources | bank | Bank | बैंक
sources | dk | Do not know | थाहा छैन
keepers | me | I keep it | मसँग
keepers | employer | The employer | रोजगारदाता
keepers | dk | Do not know | थाहा छैन
"""
_SETTINGS = """
form_title | form_id | version | default_language
Test interview | test-interview | 1 | English (en)
"""
_OURS = """
key | value
respondent | worker
role | supplier
"""

Interview = Mapping[str, str]
Table = list[list[str]]


def _rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    ]


def write_form(path: Path, *, more: str = "", title: str = "Test interview") -> Path:
    """The form as a workbook, with `more` rows at its end."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    texts = {
        "survey": f"{_SURVEY.strip()}\n{more.strip()}",
        "choices": _CHOICES,
        "settings": _SETTINGS.replace("Test interview", title),
        "rc_settings": _OURS,
    }
    for name, text in texts.items():
        sheet = book.create_sheet(name)
        for row in _rows(text):
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def read_form(path: Path) -> Questionnaire:
    questionnaire, issues = read_questionnaire(path)
    assert questionnaire is not None, issues
    return questionnaire


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    """A form of 19 questions in English and Nepali."""
    folder = tmp_path_factory.mktemp("form")
    return read_form(write_form(folder / "test-interview.xlsx"))


def as_export(
    interviews: Sequence[Interview],
    form: Questionnaire,
    *,
    headings: str = "name",
    answers: str = "name",
    multiple: str = "joined",
    groups: str = "",
) -> Table:
    """Interviews as a server writes them, the heading first.

    `headings` and `answers`: 'name' or a language. `multiple`: 'joined', 'split' or
    'both'. `groups`: the sign between groups and question, '' for no groups.
    """
    table: Table = [[], *([] for _ in interviews)]
    for question in form.asked:
        told = question.id if headings == "name" else question.labels[headings]
        section = next(one for one in form.sections if one.id == question.section)
        around = section.id if headings == "name" else section.labels.get(headings, "")
        heading = f"{around}{groups}{told}" if groups and around else told
        shown = {
            one.name: one.name if answers == "name" else one.labels[answers]
            for one in question.choices
        }
        several = question.kind == "select_multiple"
        if not several or multiple != "split":
            table[0].append(heading)
            for row, interview in zip(table[1:], interviews, strict=True):
                given = interview.get(question.id, "")
                words = given.split() if several else [given]
                row.append(" ".join(shown.get(word, word) for word in words))
        if several and multiple != "joined":
            for choice in question.choices:
                name = choice.name if headings == "name" else choice.labels[headings]
                table[0].append(f"{heading}{groups or '/'}{name}")
                for row, interview in zip(table[1:], interviews, strict=True):
                    given = interview.get(question.id, "")
                    row.append(given and str(int(choice.name in given.split())))
    return table


def csv_bytes(table: Table, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue().encode(encoding)


def save_xlsx(
    table: Table,
    path: Path,
    *,
    typed: bool = False,
    sheets: Mapping[str, Table] | None = None,
) -> Path:
    """The table as a workbook; `typed`: numbers as numbers, days as dates.

    `sheets` are more tables, by the name of their sheet.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Interviews"
    for row in table:
        sheet.append([_typed(cell) if typed else cell or None for cell in row])
    for name, rows in (sheets or {}).items():
        more = book.create_sheet(name)
        for row in rows:
            more.append(row)
    book.save(path)
    return path


def _typed(cell: str) -> object:
    for read in (int, float, date.fromisoformat):
        try:
            return read(cell)
        except ValueError:
            continue
    return cell or None


Save = Callable[..., Path]


@pytest.fixture
def save_csv(tmp_path: Path) -> Save:
    """Writes a table, or text, as a .csv file."""

    def save(table: Table | str, name: str = "export.csv", **how: str) -> Path:
        path = tmp_path / name
        content = table.encode() if isinstance(table, str) else csv_bytes(table, **how)
        path.write_bytes(content)
        return path

    return save
