"""A workspace: a folder with content, returns and interviews, and what is made of it.

    README.md             what goes where, written by `recruitcheck init`
    workspace.toml        its name, scoring model and whether it is fictional
    organisations.csv     who was asked: id, name, role, corridors (optional)
    rates.csv             exchange rates with date and source (optional)
    headcounts.csv        workers by corridor, recruiter, year and sex (optional)
    payments/             payment plans that came back filled in
    questionnaires/ scoring/ reports/     content, yours to edit
    returns/              filled workbooks of suppliers, recruiters, auditors, members
    interviews/           survey exports of worker interviews
    actions/              action plans that came back (optional)

`recruitcheck run` writes `scores.json`, `scores.csv` and the pages below `reports/`.
"""

from recruitcheck.workspace.asking import (
    BlanksWritten,
    blank_name,
    own_wording,
    write_blanks,
)
from recruitcheck.workspace.contents import (
    Linted,
    find_questionnaire,
    lint_content,
    read_corridor_rules,
    read_model,
    read_questionnaires,
)
from recruitcheck.workspace.folders import (
    ACTIONS,
    EXPECTED,
    INTERVIEWS,
    REPORTS,
    RETURNS,
    SETTINGS,
    Settings,
    Workspace,
    init_workspace,
    make_demo,
    open_workspace,
    read_settings,
)
from recruitcheck.workspace.pages import (
    BRIEFS,
    run_workspace,
    write_brief,
    write_reports,
)
from recruitcheck.workspace.results import (
    assess_workspace,
    compare_cycles,
    find_units,
    read_and_assess,
    what_if,
)
from recruitcheck.workspace.returned import (
    Progress,
    Returned,
    count_aloud,
    read_expected,
    read_plans,
    read_returns,
)

__all__ = [
    "ACTIONS",
    "BRIEFS",
    "EXPECTED",
    "INTERVIEWS",
    "REPORTS",
    "RETURNS",
    "SETTINGS",
    "BlanksWritten",
    "Linted",
    "Progress",
    "Returned",
    "Settings",
    "Workspace",
    "assess_workspace",
    "blank_name",
    "compare_cycles",
    "count_aloud",
    "find_questionnaire",
    "find_units",
    "init_workspace",
    "lint_content",
    "make_demo",
    "open_workspace",
    "own_wording",
    "read_and_assess",
    "read_corridor_rules",
    "read_expected",
    "read_model",
    "read_plans",
    "read_questionnaires",
    "read_returns",
    "read_settings",
    "run_workspace",
    "what_if",
    "write_blanks",
    "write_brief",
    "write_reports",
]
