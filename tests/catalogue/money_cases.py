"""R: tables of rates, headcounts and payments that people keep."""

from collections.abc import Callable, Iterable
from pathlib import Path

from recruitcheck.corridors.headcounts import read_headcounts
from recruitcheck.corridors.rates import read_rates
from recruitcheck.issues import Issue
from recruitcheck.remediation.payments import FOLDER, read_payments
from tests.catalogue.registry import enter
from tests.corridors.tabling import write_csv

RATE = "date,from,to,rate,source,retrieved-on"
COUNT = "supplier,corridor,recruiter,intake-year,sex,current,former,source"
PAID = (
    "supplier,cohort,payment-date,amount-paid,currency,workers-paid,method,proof,note"
)


def _table(
    code: str, name: str, lines: Iterable[str], read: Callable[[Path], Iterable[Issue]]
) -> None:
    def make(folder: Path):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        write_csv(path.parent, path.stem, *lines)
        return read(folder)

    enter(code, name, make)


def rate(code: str, *rows: str, heading: str = RATE) -> None:
    _table(code, "rates.csv", (heading, *rows), lambda folder: read_rates(folder)[1])


def count(code: str, *rows: str) -> None:
    def read(folder: Path):
        return read_headcounts(folder, {"S-1"})[1]

    _table(code, "headcounts.csv", (COUNT, *rows), read)


def paid(code: str, row: str) -> None:
    def read(folder: Path):
        return read_payments(folder, {"S-1"})[1]

    _table(code, f"{FOLDER}/plan.csv", (PAID, row), read)


DAY, LATER = "2024-03-15", "2026-11-02"
rate("R101", heading="date,from,to")
rate("R102", heading=f"{RATE},bank")
rate("R103", f"{DAY},NPR,USD,0.0075,,{LATER}")
rate("R104", f"{DAY},NRP,USD,0.0075,a bank,{LATER}")
rate("R105", f"15/03/2024,NPR,USD,0.0075,a bank,{LATER}")
rate("R107", f"{DAY},NPR,USD,-0.0075,a bank,{LATER}")
rate("R201", f"{DAY},USD,USD,1.5,a bank,{LATER}")
rate("R202", f"{LATER},NPR,USD,0.0075,a bank,{DAY}")
rate(
    "R204",
    f"{DAY},NPR,USD,0.0075,a bank,{LATER}",
    f"{DAY},NPR,USD,0.0078,another bank,2026-11-03",
)
count("R108", "S-1,NPL-MYS,,,,4.5,,payroll")
count("R109", "S-1,Nepal,,,,40,,payroll")
count("R110", "S-1,NPL-MYS,,24,,40,,payroll")
count("R301", "S-9,NPL-MYS,,,,40,,payroll")
count("R302", *["S-1,NPL-MYS,,,,40,,payroll"] * 2)
count("R303", "S-1,NPL-MYS,,,m,40,,payroll")
count("R304", "S-1,NPL-MYS,,,female,40,,payroll", "S-1,NPL-MYS,,,,90,,payroll")
paid("R401", "S-1,all,2026-12-01,10,USD,,,,")
