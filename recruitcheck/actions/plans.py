"""All plans that came back: read together, and held against what is known."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from recruitcheck.actions.plan_reader import ReturnedPlan, read_action_plan
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.submissions.actions_taken import ActionTaken, latest_actions


def read_action_plans(
    named: Iterable[tuple[Path, str]],
) -> tuple[tuple[ReturnedPlan, ...], tuple[Issue, ...]]:
    """The plans of these files, each with the name that issues print, and all issues."""
    plans: list[ReturnedPlan] = []
    issues: list[Issue] = []
    for path, shown in named:
        plan, told = read_action_plan(path, shown_as=shown)
        issues += told
        if plan is not None:
            plans.append(plan)
    return tuple(plans), tuple(issues)


def actions_of(plans: Iterable[ReturnedPlan]) -> tuple[ActionTaken, ...]:
    """Of each finding what was returned last, in order of its id."""
    return latest_actions(action for plan in plans for action in plan.actions)


def misplaced(
    plans: Iterable[ReturnedPlan],
    organisations: Mapping[str, object] | Collection[str],
    about: Collection[str],
) -> tuple[Issue, ...]:
    """Plans of organisations without a return, and actions about nothing any more.

    `about` holds the questions and worker-outcome gates that there are.
    """
    issues: list[Issue] = []
    for plan in plans:
        name = plan.organisation
        if name not in organisations:
            hint = did_you_mean(name, organisations)
            place = Place(plan.file)
            issues.append(issue("A217", place, organisation=name, hint=hint))
        issues += [
            issue("A218", one.place, found=one.id.about)
            for one in plan.actions
            if one.id.about not in about
        ]
    return tuple(issues)
