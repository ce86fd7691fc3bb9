"""Everything that can be wrong in an export, where it stands and how it is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recruitcheck.catalogue import CATALOGUE
from recruitcheck.issues import Issue
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions.survey_export import join_interviews, read_survey_export
from tests.submissions.conftest import Save, Table, as_export, save_xlsx

WORKER = {
    "supplier_id": "SITE-01",
    "destination": "MYS",
    "cycle": "2025",
    "interviewed_on": "2025-03-02",
    "W-PRO-01": "yes",
    "W-PRO-02": "NPL",
    "W-PRO-04": "24",
    "pay_currency": "MYR",
    "cost_currency": "MYR",
    "W-CON-06": "1500",
    "W-FEE-01": "3000",
    "W-DEBT-01": "bank",
    "W-DEBT-06": "2024-11-30",
    "W-PAY-04": "48",
    "W-DOC-01": "me",
}
# The columns of the table of one worker: A supplier_id, B destination, C cycle,
# D interviewed_on, E W-PRO-01, F W-PRO-02, G W-PRO-04, H pay_currency, I cost_currency,
# J W-CON-06, K W-FEE-01, L W-DEBT-01, M W-DEBT-06, N W-PAY-04, O W-DOC-01.

Told = tuple[str, str | None, str | None, str]


def told(issues: tuple[Issue, ...]) -> list[Told]:
    return [(one.code, one.place.cell, one.place.label, one.message) for one in issues]


WRONG_ANSWERS: list[tuple[dict[str, str], list[Told]]] = [
    (
        {"W-DEBT-01": "bnak"},
        [
            (
                "S311",
                "L2",
                "W-DEBT-01",
                (
                    "'bnak' is not a choice of this question: savings, family, bank, dk."
                    " Did you mean 'bank'?"
                ),
            ),
            (
                "S316",
                None,
                "W-DEBT-06",
                (
                    "Answers where the form does not show the question, not used (1): M2."
                    " It is shown if W-PRO-01 is ‘Yes’ and W-DEBT-01 includes ‘Bank’."  # noqa: RUF001
                ),
            ),
        ],
    ),
    (
        {"W-PRO-02": "Nepall"},
        [
            (
                "S312",
                "F2",
                "W-PRO-02",
                "'Nepall' is not a country of the form. Did you mean 'Nepal'?",
            ),
            (
                "S309",
                "F2",
                "W-PRO-02",
                (
                    "There is no usable answer to 'Where do you come from?'. The interview"
                    " is left out."
                ),
            ),
        ],
    ),
    (
        {"W-PRO-02": "dk"},
        [
            (
                "S309",
                "F2",
                "W-PRO-02",
                (
                    "There is no usable answer to 'Where do you come from?'. The interview"
                    " is left out."
                ),
            )
        ],
    ),
    (
        {"destination": ""},
        [
            (
                "S309",
                "B2",
                "destination",
                (
                    "There is no usable answer to 'Country of work'. The interview is left"
                    " out."
                ),
            )
        ],
    ),
    (
        {"W-PRO-01": ""},
        [
            (
                "S309",
                "E2",
                "W-PRO-01",
                (
                    "There is no usable answer to 'Do you agree?'. The interview is left"
                    " out."
                ),
            )
        ],
    ),
    (
        {"W-CON-06": "1,500"},
        [("S313", "J2", "W-CON-06", "'1,500' is not a number.")],
    ),
    ({"W-CON-06": "1e15"}, [("S313", "J2", "W-CON-06", "'1e15' is not a number.")]),
    (
        {"W-PRO-04": "24.5"},
        [("S313", "G2", "W-PRO-04", "'24.5' is not a whole number.")],
    ),
    (
        {"interviewed_on": "31/03/2025"},
        [("S314", "D2", "interviewed_on", "This is not a date.")],
    ),
    (
        {"interviewed_on": "2025-02-29"},
        [("S314", "D2", "interviewed_on", "This is not a date.")],
    ),
    (
        {"interviewed_on": "2999-01-01"},
        [
            (
                "S315",
                "D2",
                "interviewed_on",
                "The answer is not allowed here. Not in the future.",
            )
        ],
    ),
    (
        {"W-PRO-04": "4"},
        [("S315", "G2", "W-PRO-04", "'4' is not allowed here. From 5 to 99.")],
    ),
    (
        {"W-CON-06": "-1"},
        [
            (
                "S315",
                "J2",
                "W-CON-06",
                "'-1' is not allowed here. The form asks for . >= 0.",
            )
        ],
    ),
    (
        {"W-PAY-04": "-48"},
        [("S315", "N2", "W-PAY-04", "'-48' is not allowed here. It is below 0.")],
    ),
    (
        {"W-DEBT-01": "dk family", "W-DEBT-06": ""},
        [
            (
                "S315",
                "L2",
                "W-DEBT-01",
                "'family dk' is not allowed here. 'Do not know' stands alone.",
            )
        ],
    ),
    (
        {"W-DOC-01": "the boss"},
        [
            (
                "S311",
                "O2",
                "W-DOC-01",
                "The answer is not a choice of this question: me, employer, dk.",
            )
        ],
    ),
    (
        {"W-PRO-01": "no"},
        [
            (
                "S310",
                None,
                "W-PRO-01",
                (
                    "Rows with answers of workers who did not agree to the interview, not"
                    " read (1): row 2."
                ),
            )
        ],
    ),
]


@pytest.mark.parametrize(("changed", "expected"), WRONG_ANSWERS)
def test_a_wrong_answer_is_told_with_its_cell_and_read_as_blank(
    changed: dict[str, str], expected: list[Told], form: Questionnaire, save_csv: Save
) -> None:
    """The rest of the interview is read, unless nobody could say whose it is."""
    interviews, issues = read_survey_export(
        save_csv(as_export([WORKER | changed], form)), form
    )

    assert expected == told(issues)
    assert interviews is not None
    left_out = {"S309", "S310"} & {code for code, *_ in expected}
    assert (0 if left_out else 1) == len(interviews)
    for name in changed:
        assert interviews.table[name].isna().all()


Change = Callable[[Table], Table]


def without(name: str) -> Change:
    def change(table: Table) -> Table:
        at = table[0].index(name)
        return [row[:at] + row[at + 1 :] for row in table]

    return change


def with_column(heading: str, *cells: str) -> Change:
    return lambda table: [
        [*row, cell] for row, cell in zip(table, [heading, *cells], strict=True)
    ]


UNKNOWN = [
    "Phone/mobile",
    "W-DEBT-01/pawnshop",
    "W-PRO-04/bank",
    "hiddencosts-W-FEE-01",
    "costs_W-FEE-01",
]
WRONG_TABLES: list[tuple[Change, list[Told]]] = [
    (
        lambda table: [["a", "b"], *table[1:]],
        [
            (
                "S301",
                None,
                None,
                "None of the 2 headings is a question of 'Test interview'.",
            )
        ],
    ),
    (
        without("supplier_id"),
        [("S302", None, "supplier_id", "There is no column for 'Supplier ID'.")],
    ),
    (
        with_column("costs/W-FEE-01", "7"),
        [("S304", "P1", None, "This column says the same as K1. Only K1 is read.")],
    ),
    (
        lambda table: [
            [*table[0], *UNKNOWN],
            [*table[1], *["98"] * len(UNKNOWN)],
        ],
        [
            (
                "S305",
                None,
                None,
                (
                    "Columns that are no question of the form, not kept (5):"
                    " 'Phone/mobile', 'W-DEBT-01/pawnshop', 'W-PRO-04/bank',"
                    " 'hiddencosts-W-FEE-01', 'costs_W-FEE-01'."
                ),
            )
        ],
    ),
    (
        without("W-PAY-04"),
        [("S306", None, None, "Questions of the form without a column (1): W-PAY-04.")],
    ),
    (
        lambda table: with_column("_uuid", "u", "u", "u")([*table, *table[1:] * 2]),
        [
            (
                "S307",
                cell,
                "_uuid",
                "The interview 'u' stands in row 2 already. It is counted once.",
            )
            for cell in ("P3", "P4")
        ],
    ),
    (
        with_column("_validation_status", "Not Approved"),
        [
            (
                "S308",
                None,
                "_validation_status",
                "Interviews marked as not approved, left out (1): row 2.",
            )
        ],
    ),
    (
        lambda table: [
            [*table[0], "Status"],
            [*table[1], ""],
            ["", *[""] * len(table[0][1:]), "not decrypted"],
            ["", *[""] * len(table[0][1:]), "missing encrypted form data"],
        ],
        [
            (
                "S325",
                None,
                "Status",
                (
                    "Interviews that the server did not decrypt, left out (2): row 3,"
                    " row 4."
                ),
            )
        ],
    ),
    (
        with_column("W-DEBT-01/family", "1"),
        [
            (
                "S317",
                None,
                "W-DEBT-01",
                (
                    "Cells that differ from the columns of the single choices, used instead"
                    " of them (1): L2."
                ),
            )
        ],
    ),
    (
        with_column("costs/W-DEBT-01/Bank", "x"),
        [
            (
                "S318",
                "P2",
                "W-DEBT-01",
                "'x' stands in a column of a single choice; allowed are 1 and 0.",
            )
        ],
    ),
    (
        lambda table: [*table, [*table[1], "", "Ali"]],
        [
            (
                "S320",
                "row 3",
                None,
                (
                    "The row has more cells than the heading, which has 15. It is left"
                    " out."
                ),
            )
        ],
    ),
    (
        lambda table: table[:1],
        [("S322", None, None, "The sheet has a heading but no interview.")],
    ),
]


@pytest.mark.parametrize(("change", "expected"), WRONG_TABLES)
def test_a_wrong_column_or_row_is_told(
    change: Change, expected: list[Told], form: Questionnaire, save_csv: Save
) -> None:
    """Without a question that nothing works without, nothing is read."""
    path = save_csv(change(as_export([WORKER], form)))

    interviews, issues = read_survey_export(path, form)

    assert expected == told(issues)
    blocked = any(one.blocking for one in issues)
    assert blocked == (interviews is None)
    assert {"S301", "S302"} >= {one.code for one in issues if one.blocking}


def same_labels(form: Questionnaire) -> Questionnaire:
    """The form with two questions of different groups that have one label."""
    labels = {"English (en)": "Amount"}
    twins = {name: replace(form[name], labels=labels) for name in TWINS}
    return replace(form, questions={**form.questions, **twins})


TWINS = ("W-PRO-04", "W-FEE-01")


def test_a_label_of_two_questions_is_not_guessed(
    form: Questionnaire, save_csv: Save
) -> None:
    """With the group before it, or by its name, each is clear."""
    amounts = same_labels(form)
    table = as_export([WORKER], form)
    clear = [*table[0]]
    clear[6], clear[10] = "interview/Amount", "Interview / Costs/Amount"
    table[0][6] = "Amount"

    _, unclear_issues = read_survey_export(save_csv(table), amounts)
    interviews, issues = read_survey_export(save_csv([clear, table[1]]), amounts)

    assert (
        "S303",
        "G1",
        None,
        (
            "The heading 'Amount' fits several questions: W-PRO-04, W-FEE-01. It is not"
            " read."
        ),
    ) == told(unclear_issues)[0]
    assert () == issues
    assert interviews is not None
    assert ["24"] == interviews.table["W-PRO-04"].tolist()
    assert ["3000"] == interviews.table["W-FEE-01"].tolist()


def test_the_first_twenty_faults_of_a_column_are_listed_and_the_rest_counted(
    form: Questionnaire, save_csv: Save, tmp_path: Path
) -> None:
    """Of each kind, and in a workbook with the name of the sheet."""
    many = [WORKER | {"W-CON-06": f"n{at}"} for at in range(23)]
    many += [WORKER | {"W-CON-06": "-1"}]
    table = as_export(many, form)

    for path in (save_csv(table), save_xlsx(table, tmp_path / "export.xlsx")):
        _, issues = read_survey_export(path, form)

        cells = [(one.code, one.place.cell) for one in issues]
        assert [("S313", f"J{row}") for row in range(2, 22)] == cells[:20]
        assert [("S319", "J22"), ("S315", "J25")] == cells[20:]
        assert "(3)" in issues[20].message
        sheet = "Interviews" if path.suffix == ".xlsx" else None
        assert {sheet} == {one.place.sheet for one in issues}


def test_damaged_rows_are_listed_and_counted_too(
    form: Questionnaire, save_csv: Save
) -> None:
    """Twenty of them, then how many more."""
    table = as_export([WORKER] * 22, form)
    table[1:] = [[*row, "moved"] for row in table[1:]]

    interviews, issues = read_survey_export(save_csv(table), form)

    assert ["S320"] * 20 + ["S319"] == [one.code for one in issues]
    assert "row 22" == issues[20].place.cell
    assert interviews is not None
    assert (22, 0) == (interviews.received, len(interviews))


def test_an_interview_of_a_file_read_before_is_told(
    form: Questionnaire, save_csv: Save
) -> None:
    """Once for each file, with the number of interviews."""
    table = with_column("_uuid", "a", "b")(as_export([WORKER, WORKER], form))
    parts = []
    for name in ("one.csv", "two.csv"):
        interviews, _ = read_survey_export(save_csv(table, name), form, shown_as=name)
        assert interviews is not None
        parts.append(interviews)

    _, issues = join_interviews(parts)

    message = "Interviews that stand in a file read before, counted once (2)."
    assert [("S321", None, None, message)] == told(issues)
    assert "two.csv" == issues[0].place.file


def test_a_blank_that_the_form_does_not_allow_is_told(
    form: Questionnaire, save_csv: Save
) -> None:
    """Where it asks; an answer that cannot be read was told already."""
    required = [replace(form[name], required=True) for name in ("cycle", "W-DEBT-06")]
    strict = replace(form, questions={**form.questions, **{q.id: q for q in required}})
    told_ = [
        WORKER | {"cycle": "", "W-DEBT-06": ""},
        WORKER | {"W-DEBT-06": "in winter"},
        WORKER | {"W-DEBT-01": "family", "W-DEBT-06": ""},
    ]

    interviews, issues = read_survey_export(save_csv(as_export(told_, form)), strict)

    blank = "Blank, although the form asks for an answer here (1): "
    assert [
        ("S326", None, "cycle", f"{blank}C2."),
        ("S314", "M3", "W-DEBT-06", "This is not a date."),
        ("S326", None, "W-DEBT-06", f"{blank}M2."),
    ] == told(issues)
    assert interviews is not None
    assert 3 == len(interviews)


def test_every_issue_of_survey_exports_is_tested_here() -> None:
    """A new code needs a new test."""
    tables = [*WRONG_ANSWERS, *WRONG_TABLES]
    codes = {code for _, expected in tables for code, *_ in expected}

    apart = {"S303", "S319", "S321", "S326"}
    of_files = {"S323", "S324", "S327", "S328", "S329"}  # test_survey_files, _repeats
    assert {
        code for code in CATALOGUE if code.startswith("S3")
    } == codes | apart | of_files
