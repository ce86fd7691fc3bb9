"""What plans changed: what is closed now, what is overdue, what no plan knows yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from recruitcheck.actions.findings import Finding
from recruitcheck.results import Results
from recruitcheck.submissions.actions_taken import ActionTaken


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How far the actions of some organisations are on a day.

    `actions` are all of them in their last state. `closed` are done, proven and checked
    and were not before; `reopened` were closed before; `unchecked` are done and proven,
    and nobody has signed; `overdue` are not closed after their day, the oldest first;
    `new` are findings that no plan knows.
    """

    today: date
    actions: tuple[ActionTaken, ...]
    closed: tuple[ActionTaken, ...]
    reopened: tuple[ActionTaken, ...]
    unchecked: tuple[ActionTaken, ...]
    overdue: tuple[ActionTaken, ...]
    new: tuple[Finding, ...]


def progress_of(
    before: Iterable[ActionTaken],
    after: Sequence[ActionTaken],
    findings: Iterable[Finding],
    today: date,
) -> PlanProgress:
    """What changed between two states of the actions, for whoever has a plan now."""
    was_closed = {one.id for one in before if one.closed}
    known = {one.id for one in after}
    planned = {one.id.organisation for one in after}
    late = [one for one in after if one.overdue(today)]
    return PlanProgress(
        today=today,
        actions=tuple(after),
        closed=tuple(x for x in after if x.closed and x.id not in was_closed),
        reopened=tuple(x for x in after if not x.closed and x.id in was_closed),
        unchecked=tuple(
            x for x in after if x.status == "done" and x.proven and not x.checked_by
        ),
        overdue=tuple(sorted(late, key=lambda x: (x.due or date.max, str(x.id)))),
        new=tuple(
            x for x in findings if x.id.organisation in planned and x.id not in known
        ),
    )


def effect_words(action: ActionTaken, results: Results) -> str:
    """What a closed action changes in the score, and what has to come by other ways."""
    question = results.questions.get(action.id.about)
    if question is None:
        return "Workers have to say so: only new interviews change the score."
    cycles = results.cycles.get(action.id.organisation)
    if not cycles:
        return "No return of this organisation came back, so there is no score."
    items = {i.id: i for rules in results.network.rules.values() for i in rules.items}
    item = items.get(question.id)
    if item is not None and item.respondent == "auditor":
        return "An auditor has to see it: only a new audit changes the score."
    details = [
        one.details[question.id]
        for one in results.of_cycle(action.id.organisation, cycles[-1])
        if question.id in one.details
        and action.id.corridor in {"", str(one.corridor or "")}
    ]
    if not any(d.state == "answered" and d.points > 0 for d in details):
        return "The answer earns nothing yet: the new answer has to come by a return."
    better = any(d.points < 1 for d in details)
    more = " A better answer has to come by a new return." if better else ""
    return f"Its proof counts as a document that was seen.{more}"
