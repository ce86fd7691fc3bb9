"""A workspace scored: results of everything in it, changed models, two cycles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recruitcheck.errors import InvalidFileError, UsageError
from recruitcheck.issues import Issue, listed
from recruitcheck.workspace.contents import (
    found_by_name,
    read_corridor_rules,
    read_model,
    read_questionnaires,
)
from recruitcheck.workspace.folders import Workspace
from recruitcheck.workspace.returned import (
    Progress,
    Returned,
    read_expected,
    read_plans,
    read_returns,
)

if TYPE_CHECKING:
    from recruitcheck.corridors.recruiters import RecruiterNames
    from recruitcheck.organisations import Expected
    from recruitcheck.results import Results
    from recruitcheck.scoring.assessment import Assessment
    from recruitcheck.scoring.trend import Trend
    from recruitcheck.submissions.answers import Unit
    from recruitcheck.submissions.submission import Submission


def assess_workspace(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "Results":
    """Read and score everything in a workspace; what is wrong stands in `issues`.

    `processes`: None to read with as many as pay. InvalidFileError where a questionnaire
    or the model itself cannot be used.
    """
    return read_and_assess(
        workspace, model=model, processes=processes, progress=progress
    )[0]


def read_and_assess(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "tuple[Results, Returned]":
    """As `assess_workspace`, with every return as it was read."""
    from recruitcheck.actions.plans import actions_of, misplaced
    from recruitcheck.corridors.conversions import with_known_months
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.corridors.flag_limits import read_limits
    from recruitcheck.corridors.headcounts import read_headcounts
    from recruitcheck.corridors.rates import read_rates
    from recruitcheck.corridors.recruiters import (
        name_recruiters,
        name_recruiters_of_workers,
    )
    from recruitcheck.results import InputFile, Results
    from recruitcheck.scoring.assessing import assess
    from recruitcheck.scoring.crosswalk import read_clauses
    from recruitcheck.submissions.actions_taken import with_proofs
    from recruitcheck.submissions.unheard import unheard_interviews, units_heard_alone

    questionnaires, wrong = read_questionnaires(workspace.root / "questionnaires")
    if any(one.blocking for one in wrong):
        raise InvalidFileError(wrong)
    rules = read_model(model or workspace.settings.model, workspace.root)
    limits, unlimited = read_limits(workspace.root)
    if limits is None:
        raise InvalidFileError(unlimited)
    returned = read_returns(
        workspace, questionnaires, processes=processes, progress=progress
    )
    expected, unexpected = read_expected(workspace)
    rates, unrated = read_rates(workspace.root)
    facts, unsourced = read_facts(workspace.root / "scoring")
    known = _recruiter_names(returned.submissions, expected)
    plans, unplanned = read_plans(workspace)
    actions = actions_of(plans)
    proven = with_proofs(returned.submissions, actions)
    submissions, unnamed = name_recruiters(proven, known)
    units, unmatched = _units(submissions)
    suppliers = {one.own.organisation for one in units if one.own.role == "supplier"}
    suppliers |= {one.id for one in expected if one.role == "supplier"}
    headcounts, uncounted = read_headcounts(workspace.root, suppliers)
    progress("Scoring organisations in their corridors")
    table = None if returned.interviews is None else returned.interviews.table
    unconverted: tuple[Issue, ...] = ()
    if table is not None:
        table, unconverted = with_known_months(table, rates)
        table, misnamed = name_recruiters_of_workers(table, known)
        unnamed += misnamed
        units += units_heard_alone(table, units, expected)
        unmatched += unheard_interviews(table, units)
    network = assess(units, rules, questionnaires, table)
    if any(one.code.startswith("Q") and one.blocking for one in network.issues):
        raise InvalidFileError(network.issues)
    issues = (
        *wrong,
        *returned.issues,
        *unexpected,
        *unrated,
        *unsourced,
        *uncounted,
        *unconverted,
        *unplanned,
        *unmatched,
        *unnamed,
        *network.issues,
    )
    results = Results(
        title=workspace.settings.name,
        network=network,
        questionnaires=questionnaires,
        interviews=table,
        clauses=read_clauses(workspace.root),
        inputs=(*returned.inputs, *(InputFile(one.file, one.hash) for one in plans)),
        issues=issues,
        expected=expected,
        rates=rates,
        headcounts=headcounts,
        facts=facts,
        corridor_model=read_corridor_rules(workspace.root),
        flag_limits=limits,
        actions=actions,
        fictional=workspace.settings.fictional,
    )
    about = {*results.questions, *(gate.id for gate in rules.outcome_gates)}
    lost = misplaced(plans, results.cycles, about)
    return replace(results, issues=(*issues, *lost)), returned


def _units(
    submissions: "Sequence[Submission]",
) -> "tuple[tuple[Unit, ...], tuple[Issue, ...]]":
    """The units of returns; what cannot be put together, or only seems to be two."""
    from recruitcheck.submissions.answers import make_units
    from recruitcheck.submissions.spellings import spelt_in_two_ways

    units, unmatched = make_units(submissions)
    return units, (*unmatched, *spelt_in_two_ways(units))


def _recruiter_names(
    submissions: "Iterable[Submission]", expected: "Iterable[Expected]"
) -> "RecruiterNames":
    """Who is known to recruit: who was asked for a return, and who sent one."""
    from recruitcheck.corridors.recruiters import RecruiterNames

    sent = {o.organisation: o.name for o in submissions if o.role == "recruiter"}
    asked = {one.id: one.name for one in expected if one.role == "recruiter"}
    return RecruiterNames(sent | asked)


def what_if(results: "Results", changes: Sequence[str]) -> "Results":
    """The same returns under the model with some values changed, each `KEY=VALUE`.

    UsageError with everything wrong in the changes.
    """
    from recruitcheck.scoring.model_changes import change_model

    pairs = [one.partition("=") for one in changes]
    unequal = [key for key, sign, _ in pairs if not sign]
    if unequal:
        message = (
            f"Write a key and its value, as in weight.1=30: not {listed(unequal)}."
        )
        raise UsageError(message)
    model, wrong = change_model(
        results.model, {key.strip(): value.strip() for key, _, value in pairs}
    )
    if model is None:
        raise UsageError("\n".join(map(str, wrong)))
    return results.rescored(model)


def compare_cycles(
    results: "Results", *, old: str | None = None, new: str | None = None
) -> "Trend":
    """What changed from one cycle to another; the last two if none are named.

    UsageError where there are no two, or none of that name.
    """
    from recruitcheck.scoring.trend import cycles_of, find_trend

    cycles = dict.fromkeys(cycles_of(results.network), True)
    for named in (old, new):
        if named is not None:
            found_by_name(named, cycles, "cycle")
    trend = find_trend(results.network, old=old, new=new)
    if trend is None:
        there = f"there is only {listed(tuple(cycles))}" if cycles else "there is none"
        message = f"A trend needs two cycles: {there}."
        raise UsageError(message)
    return trend


def find_units(
    organisation: str, corridor: str | None, results: "Results"
) -> "tuple[Assessment, ...]":
    """The latest assessments of an organisation, of one corridor if one is named.

    UsageError with the nearest name where there is none.
    """
    cycles = found_by_name(organisation, results.cycles, "organisation with a return")
    units = results.of_cycle(organisation, cycles[-1])
    if corridor is None:
        return units
    by_corridor = {str(one.corridor): one for one in units}
    return (
        found_by_name(corridor.upper(), by_corridor, "corridor of this organisation"),
    )
