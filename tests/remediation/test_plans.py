"""Payment plans: written without a worker, filled in, read back, counted."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from recruitcheck.errors import OutputError
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.payments import Payment, read_payments
from recruitcheck.remediation.plans import write_payment_plans
from tests.corridors.tabling import told, write_csv
from tests.networks import interviews_with, results_of, submission

HEADING = (
    "supplier,cohort,payment-date,amount-paid,currency,workers-paid,method,proof,remark"
)


@pytest.fixture
def owed(questionnaires, iris):
    """One supplier, 80 workers, of whom twelve were interviewed and paid 1,000."""
    table = interviews_with(12, W_FEE_01=["1000"] * 12).assign(
        instance=[f"{number:016x}" for number in range(12)], recruiter_id="REC-1"
    )
    returned = submission(questionnaires["iris-supplier"])
    return owed_to_workers(results_of(questionnaires, iris, returned, interviews=table))


def folder(tmp_path):
    path = tmp_path / "payments"
    path.mkdir()
    return path


def test_a_plan_has_cohorts_totals_and_rows_to_fill_in(owed, tmp_path):
    (path,) = write_payment_plans(owed, tmp_path / "plans")

    assert "payment-plan-SITE-01.xlsx" == path.name
    book = openpyxl.load_workbook(path)
    assert ["Read first", "Cohorts", "Payments"] == book.sheetnames
    rows = list(book["Cohorts"].iter_rows(min_row=2, values_only=True))
    assert ("NPL-MYS, all recruiters, all years", 80, None, 12, "USD", 1000) == (
        rows[0][:6]
    )
    assert (80000, 80000, 80000, 80000, 0) == rows[0][6:11]
    assert ("Together, USD", 80000) == (rows[1][0], rows[1][7])
    payment = next(book["Payments"].iter_rows(min_row=2, values_only=True))
    assert ("SITE-01", "NPL-MYS, all recruiters, all years", None, None, "USD") == (
        payment[:5]
    )


def test_a_plan_holds_no_formula_and_no_worker(owed, tmp_path):
    """Nor the id of an interview: an amount beside it would be a single answer."""
    (path,) = write_payment_plans(owed, tmp_path)

    book = openpyxl.load_workbook(path)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert [] == [c.coordinate for c in cells if c.data_type == "f"]
    assert [] == [
        c.value for c in cells if re.search("[0-9a-f]{16}", str(c.value or ""))
    ]


def test_the_same_plan_has_the_same_bytes(owed, tmp_path):
    (one,), (other,) = (write_payment_plans(owed, tmp_path / name) for name in "ab")

    assert one.read_bytes() == other.read_bytes()


def test_a_name_like_a_formula_or_a_path_stays_a_name(owed, tmp_path):
    """Ids and names come out of files of other people."""
    (one,) = owed.suppliers
    strange = replace(one, supplier="../=1+1", name="=cmd()")

    (path,) = write_payment_plans(replace(owed, suppliers=(strange,)), tmp_path)

    assert tmp_path / "payment-plan-____1_1.xlsx" == path
    book = openpyxl.load_workbook(path)
    assert "s" == book["Payments"]["A2"].data_type
    assert "../=1+1" == book["Payments"]["A2"].value


def test_a_supplier_without_amounts_gets_no_plan(owed, tmp_path):
    (one,) = owed.suppliers

    empty = replace(owed, suppliers=(replace(one, totals={}),))

    assert () == write_payment_plans(empty, tmp_path)


def test_a_folder_that_cannot_be_made_is_said(owed, tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputError, match="cannot be made"):
        write_payment_plans(owed, tmp_path / "file" / "plans")


def test_what_is_filled_in_is_read_back(owed, tmp_path):
    (path,) = write_payment_plans(owed, folder(tmp_path))
    book = openpyxl.load_workbook(path)
    sheet = book["Payments"]
    sheet["C2"], sheet["D2"], sheet["F2"] = date(2026, 12, 1), 40000.5, 40
    sheet["G2"], sheet["H2"] = "bank transfer", "bank list 7"
    book.save(path)

    payments, issues = read_payments(tmp_path, {"SITE-01"})

    assert () == issues
    assert (
        Payment(
            "SITE-01",
            "NPL-MYS, all recruiters, all years",
            date(2026, 12, 1),
            Decimal("40000.5"),
            "USD",
            40,
            "bank transfer",
            "bank list 7",
        ),
    ) == payments


def test_a_plan_that_nobody_filled_in_has_no_payments(owed, tmp_path):
    write_payment_plans(owed, folder(tmp_path))

    assert ((), ()) == read_payments(tmp_path)


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ("S-9,all,2026-12-01,10,USD,,,list,", ("R301", "A2", "supplier")),
        ("S-1,,2026-12-01,10,USD,,,list,", ("R103", "B2", "cohort")),
        ("S-1,all,,10,USD,,,list,", ("R103", "C2", "payment-date")),
        ("S-1,all,2026-12-01,,USD,,,list,", ("R103", "D2", "amount-paid")),
        ("S-1,all,2026-12-01,-5,USD,,,list,", ("R107", "D2", "amount-paid")),
        ("S-1,all,2026-12-01,10,dollars,,,list,", ("R104", "E2", "currency")),
        ("S-1,all,2026-12-01,10,USD,a few,,list,", ("R108", "F2", "workers-paid")),
    ],
)
def test_a_wrong_payment_is_left_out_and_said(tmp_path, row, issue):
    write_csv(folder(tmp_path), "plan", HEADING, row)

    payments, issues = read_payments(tmp_path, {"S-1"})

    assert [issue] == told(issues)
    assert () == payments


def test_a_payment_without_proof_counts_as_said(tmp_path):
    write_csv(folder(tmp_path), "plan", HEADING, "S-1,all,2026-12-01,10,USD,,,,")

    (payment,), issues = read_payments(tmp_path, {"S-1"})

    assert "" == payment.proof
    assert [("R401", "H2", "proof")] == told(issues)
    assert not issues[0].blocking


def test_files_that_are_no_plans_are_passed_over(tmp_path):
    path = folder(tmp_path)
    (path / "notes.md").write_text("x")
    (path / "~$plan.xlsx").write_text("x")

    assert ((), ()) == read_payments(tmp_path)
