"""What has to be put right, looked into and paid back at the sample supplier."""

from recruitcheck.reports.views import (
    ActionRow,
    Actions,
    Fix,
    FlagRow,
    Flags,
    FlagUnknown,
    Owed,
    OwedRow,
    RecruiterProblem,
    Served,
    Serving,
)

NEPAL = "Nepal to Malaysia"
FIXES = (
    Fix(
        "Repay every worker in full.",
        "Workers paid for their job; Workers are in debt",
        "employer",
        18.6,
        42.6,
        ("worker-paid-fee", "debt-bondage"),
        NEPAL,
    ),
)
ACTIONS = Actions(
    on="2026-07-08",
    rows=(
        ActionRow(
            *("zero_tolerance", "21 of 24 workers paid and were not repaid"),
            *("Repay every worker in full.", "employer", "2026-06-10", "in progress"),
            "worker-paid-fee",
            overdue=True,
            first=1,
            scope=NEPAL,
        ),
        ActionRow(
            *("major", "Payments were found and not repaid", "Repay them.", "A. Lim"),
            *("", "done, not checked yet", "M-FEE-04"),
        ),
    ),
    minor=(
        ActionRow(
            *("minor", "Not proven yet", "Show the proof.", "employer"),
            *("2026-08-25", "new", "M-GOV-02"),
        ),
    ),
    counts={"zero_tolerance": 1, "major": 1, "minor": 1},
    settled=2,
    planned=True,
    command="recruitcheck actions export --supplier HIMAL-E",
)
FLAGS = Flags(
    red=(
        FlagRow(
            *("RF-06", "Paid twice", "Most of the workers paid too: tests (19 of 25)."),
            (
                "M-FEE-01, himal.xlsx, sheet 'Answers', cell D23",
                "W-FEE-06, 25 interviews",
            ),
            NEPAL,
        ),
    ),
    interviews=(FlagRow("IN-02", "Too fast", "6 of 24 took under two minutes."),),
    unknown=(
        FlagUnknown("RF-02", "The fee is too low", "no fee is known", scope=NEPAL),
        FlagUnknown("RF-12", "A silent channel", "no audit", partly=True),
    ),
)
OWED = Owed(
    headline="About USD 650,000 (520,000 to 780,000) is owed to workers",
    rows=(
        OwedRow(
            *("NPL-MYS, all recruiters, 2022-2026", "540 + 13 left", "24", "USD"),
            *("4,900", "520,000", "650,000", "780,000", "760,000", "71,000"),
        ),
        OwedRow("BGD-MYS, all recruiters, all years", "272", "few", "USD"),
    ),
    sentences=("BGD-MYS: not shown: fewer than 10 workers were interviewed.",),
    basis=("Owed is what a worker paid, with interest, less what was paid back.",),
    command="recruitcheck remediation --supplier HIMAL-E -o plans",
)
UNTOLD = Owed(
    headline="",
    rows=(OwedRow("NPL-MYS, all recruiters, all years", "540", "", ""),),
    sentences=("Not known: nobody was interviewed.",),
    basis=(),
    command="",
)
PROBLEMS = (
    RecruiterProblem(
        *("Himal Bridge Overseas", "../recruiters/HIMAL-01.html", "critical"),
        *("The recruiter charges workers", "R-FEE-01", NEPAL),
    ),
)
SERVING = Serving(
    (
        Served(
            *(NEPAL, "../corridors/NPL-MYS.html"),
            (("Sunrise Precision", "../suppliers/HIMAL-E.html"), ("Kulim", "")),
            120,
            0.5,
            "USD 900",
        ),
        Served("Nepal to Qatar", "../corridors/NPL-QAT.html", ()),
    ),
    "About 50% of its interviewed workers paid for their job, USD 900 on average.",
)
