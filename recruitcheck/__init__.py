"""The open toolkit for assessing ethical recruitment in supply chains.

The public names are loaded when first used, so that importing costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recruitcheck.actions.findings import Finding, find_findings
    from recruitcheck.actions.plan_reader import read_action_plan
    from recruitcheck.actions.plan_writer import write_action_plan
    from recruitcheck.checkup import check_workspace
    from recruitcheck.corridor import Corridor
    from recruitcheck.corridors.countries import find_country
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.corridors.headcounts import read_headcounts
    from recruitcheck.corridors.rates import Rate, Rates, read_rates
    from recruitcheck.corridors.risk import inherent_risk, inherent_risks
    from recruitcheck.errors import (
        InvalidFileError,
        OutputError,
        RecruitcheckError,
        UsageError,
    )
    from recruitcheck.explaining.records import explain_score
    from recruitcheck.explaining.text import explanation_text
    from recruitcheck.exports import write_scores
    from recruitcheck.flags.find import find_flags
    from recruitcheck.issues import Issue, Place
    from recruitcheck.plans import export_plans, import_plans
    from recruitcheck.questionnaires.blank import write_blank
    from recruitcheck.questionnaires.reader import read_questionnaire
    from recruitcheck.remediation.amounts import owed_to_workers
    from recruitcheck.remediation.owed import Terms
    from recruitcheck.remediation.payments import read_payments
    from recruitcheck.remediation.plans import write_payment_plans
    from recruitcheck.sampling.plans import plan_sample
    from recruitcheck.scoring.assessing import assess
    from recruitcheck.scoring.engine import score
    from recruitcheck.scoring.model_changes import change_model
    from recruitcheck.scoring.model_reader import read_scoring_model
    from recruitcheck.scoring.ranges import find_ranges
    from recruitcheck.scoring.roll_ups import roll_up
    from recruitcheck.scoring.rules import compile_rules
    from recruitcheck.scoring.sensitivity import find_sensitivity
    from recruitcheck.scoring.trend import find_trend
    from recruitcheck.submissions.answers import as_batch, make_units
    from recruitcheck.submissions.batch import read_batch
    from recruitcheck.submissions.marking import mark_return
    from recruitcheck.submissions.survey_export import read_survey_export
    from recruitcheck.submissions.workbook import read_return
    from recruitcheck.summaries.corridors import corridor_summary
    from recruitcheck.summaries.recruiters import recruiter_summary
    from recruitcheck.workspace import (
        assess_workspace,
        init_workspace,
        lint_content,
        make_demo,
        open_workspace,
        read_model,
        read_questionnaires,
        run_workspace,
        what_if,
        write_blanks,
        write_brief,
        write_reports,
    )

__version__ = "0.1.0"

_HOMES = {
    "Corridor": "corridor",
    "Finding": "actions.findings",
    "InvalidFileError": "errors",
    "Issue": "issues",
    "OutputError": "errors",
    "Place": "issues",
    "Rate": "corridors.rates",
    "Rates": "corridors.rates",
    "RecruitcheckError": "errors",
    "Terms": "remediation.owed",
    "UsageError": "errors",
    "as_batch": "submissions.answers",
    "assess": "scoring.assessing",
    "assess_workspace": "workspace",
    "change_model": "scoring.model_changes",
    "check_workspace": "checkup",
    "compile_rules": "scoring.rules",
    "corridor_summary": "summaries.corridors",
    "explain_score": "explaining.records",
    "explanation_text": "explaining.text",
    "export_plans": "plans",
    "find_country": "corridors.countries",
    "find_findings": "actions.findings",
    "find_flags": "flags.find",
    "find_ranges": "scoring.ranges",
    "find_sensitivity": "scoring.sensitivity",
    "find_trend": "scoring.trend",
    "import_plans": "plans",
    "inherent_risk": "corridors.risk",
    "inherent_risks": "corridors.risk",
    "init_workspace": "workspace",
    "lint_content": "workspace",
    "make_demo": "workspace",
    "make_units": "submissions.answers",
    "mark_return": "submissions.marking",
    "open_workspace": "workspace",
    "owed_to_workers": "remediation.amounts",
    "plan_sample": "sampling.plans",
    "read_action_plan": "actions.plan_reader",
    "read_batch": "submissions.batch",
    "read_facts": "corridors.fact_tables",
    "read_headcounts": "corridors.headcounts",
    "read_model": "workspace",
    "read_payments": "remediation.payments",
    "read_questionnaire": "questionnaires.reader",
    "read_questionnaires": "workspace",
    "read_rates": "corridors.rates",
    "read_return": "submissions.workbook",
    "read_scoring_model": "scoring.model_reader",
    "read_survey_export": "submissions.survey_export",
    "recruiter_summary": "summaries.recruiters",
    "roll_up": "scoring.roll_ups",
    "run_workspace": "workspace",
    "score": "scoring.engine",
    "what_if": "workspace",
    "write_action_plan": "actions.plan_writer",
    "write_blank": "questionnaires.blank",
    "write_blanks": "workspace",
    "write_brief": "workspace",
    "write_payment_plans": "remediation.plans",
    "write_reports": "workspace",
    "write_scores": "exports",
}
__all__ = [
    "Corridor",
    "Finding",
    "InvalidFileError",
    "Issue",
    "OutputError",
    "Place",
    "Rate",
    "Rates",
    "RecruitcheckError",
    "Terms",
    "UsageError",
    "__version__",
    "as_batch",
    "assess",
    "assess_workspace",
    "change_model",
    "check_workspace",
    "compile_rules",
    "corridor_summary",
    "explain_score",
    "explanation_text",
    "export_plans",
    "find_country",
    "find_findings",
    "find_flags",
    "find_ranges",
    "find_sensitivity",
    "find_trend",
    "import_plans",
    "inherent_risk",
    "inherent_risks",
    "init_workspace",
    "lint_content",
    "make_demo",
    "make_units",
    "mark_return",
    "open_workspace",
    "owed_to_workers",
    "plan_sample",
    "read_action_plan",
    "read_batch",
    "read_facts",
    "read_headcounts",
    "read_model",
    "read_payments",
    "read_questionnaire",
    "read_questionnaires",
    "read_rates",
    "read_return",
    "read_scoring_model",
    "read_survey_export",
    "recruiter_summary",
    "roll_up",
    "run_workspace",
    "score",
    "what_if",
    "write_action_plan",
    "write_blank",
    "write_blanks",
    "write_brief",
    "write_payment_plans",
    "write_reports",
    "write_scores",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"recruitcheck.{_HOMES[name]}"), name)
    message = f"module 'recruitcheck' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
