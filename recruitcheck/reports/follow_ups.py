"""What to look into and to put right at an organisation, as its page shows it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from shlex import quote

from recruitcheck.actions.findings import SEVERITIES, Finding, find_findings
from recruitcheck.actions.gates import level_of
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import corridor_name
from recruitcheck.flags.flag import Flag, NotJudged, Subject
from recruitcheck.remediation.outputs import sentences_of
from recruitcheck.remediation.owed import Amounts, CohortOwed, SupplierOwed
from recruitcheck.remediation.payments import Payment
from recruitcheck.remediation.plans import basis
from recruitcheck.reports import views
from recruitcheck.reports.charts.numbers import money, percent
from recruitcheck.reports.known import known_flags, known_owed
from recruitcheck.reports.parts import page_name
from recruitcheck.results import Results
from recruitcheck.submissions.actions_taken import ActionTaken, Status
from recruitcheck.summaries.recruiters import (
    FeesTold,
    RecruiterSummary,
    findings_of_recruiters,
    recruiter_summary,
)

_MOST_PROBLEMS = 6
_STATUS: Mapping[Status, str] = {
    "open": "open",
    "in_progress": "in progress",
    "done": "done, not checked yet",
    "disputed": "disputed",
    "not_accepted": "not accepted",
}


def flags_of(organisation: str, results: Results) -> views.Flags:
    """The flags of an organisation, and what could not be judged about it."""
    found = known_flags(results).of(organisation)
    rows = [_flag(one) for one in found.raised]
    return views.Flags(
        red=tuple(one for one in rows if one.code.startswith("RF")),
        interviews=tuple(one for one in rows if not one.code.startswith("RF")),
        unknown=tuple(_unknown(one) for one in found.not_judged),
    )


def _flag(one: Flag) -> views.FlagRow:
    sources = tuple(map(str, one.sources))
    return views.FlagRow(
        one.code, one.title, one.sentence, sources, _scope(one.subject)
    )


def _unknown(one: NotJudged) -> views.FlagUnknown:
    scope = _scope(one.subject)
    return views.FlagUnknown(one.code, one.title, one.why, one.partly, scope)


def _scope(subject: Subject) -> str:
    return corridor_name(Corridor.parse(subject.corridor)) if subject.corridor else ""


def actions_of(
    organisation: str, fixes: Sequence[views.Fix], results: Results
) -> views.Actions | None:
    """The corrective action plan as far as it is known; None without a finding."""
    findings = find_findings(results, organisation)
    if not findings:
        return None
    own = [one for one in results.actions if one.id.organisation == organisation]
    taken = {one.id: one for one in own}
    on = max(
        filter(None, (results.as_of, *(one.returned for one in own))), default=None
    )
    rows = [
        replace(
            _action(one, taken.get(one.id), on, planned=bool(own)),
            first=_place(one, fixes),
        )
        for one in findings
    ]
    counts = Counter(row.severity for row in rows)
    now = {one.id for one in findings}
    return views.Actions(
        on=on.isoformat() if on else "",
        rows=tuple(row for row in rows if row.severity != "minor"),
        minor=tuple(row for row in rows if row.severity == "minor"),
        counts={name: counts[name] for name in SEVERITIES if counts[name]},
        settled=sum(one.closed and one.id not in now for one in own),
        planned=bool(own),
        command=f"recruitcheck actions export --supplier {quote(organisation)}",
    )


def _place(finding: Finding, fixes: Sequence[views.Fix]) -> int | None:
    """Where a finding stands in what to fix first."""
    for place, fix in enumerate(fixes, 1):
        here = not fix.scope or finding.scope in fix.scope
        if here and finding.id.about in fix.questions:
            return place
    return None


def _action(
    finding: Finding, taken: ActionTaken | None, on: date | None, *, planned: bool
) -> views.ActionRow:
    due = finding.due if taken is None or taken.due is None else taken.due
    closed = taken is not None and taken.closed
    return views.ActionRow(
        severity=finding.severity,
        title=finding.title,
        action=finding.action,
        owner=(taken.owner if taken is not None else "") or finding.owner,
        due=due.isoformat() if due else "",
        status=_status(taken, planned=planned),
        question=finding.id.about,
        overdue=not closed and due is not None and on is not None and due < on,
        scope=finding.scope,
    )


def _status(taken: ActionTaken | None, *, planned: bool) -> str:
    """What the last plan says; 'new' is what no plan of the organisation knows."""
    if taken is None:
        return "new" if planned else "open"
    if taken.closed:
        return "closed"
    if taken.status == "done" and not taken.proven:
        return "done, no dated proof yet"
    return _STATUS[taken.status]


def owed_of(
    organisation: str, results: Results, payments: tuple[Payment, ...] = ()
) -> views.Owed | None:
    """What a supplier owes its workers; None where there is nobody to owe anything."""
    owed = known_owed(results, payments)
    own = next((one for one in owed.suppliers if one.supplier == organisation), None)
    if own is None or not own.cohorts:
        return None
    return views.Owed(
        headline=_headline(own.totals),
        rows=tuple(_owed_rows(own)),
        sentences=tuple(sentences_of(own)),
        basis=tuple(line.removeprefix("- ") for line in basis(owed.terms)),
        command=f"recruitcheck remediation --supplier {quote(organisation)} -o plans",
    )


def owed_in(corridor: Corridor, results: Results) -> tuple[views.OwedRow, ...]:
    """What each supplier of a corridor owes the workers of that corridor alone."""
    rows = []
    for one in known_owed(results).suppliers:
        own = [cohort for cohort in one.cohorts if cohort.corridors == (corridor,)]
        for cohort in own:
            whose = one.name if len(own) == 1 else f"{one.name}: {cohort.key}"
            href = f"../suppliers/{page_name(one.supplier)}"
            rows.append(replace(_owed_row(cohort), cohort=whose, href=href))
    return tuple(rows)


def _headline(totals: Mapping[str, Amounts]) -> str:
    if not totals:
        return ""
    parts = [
        f"{currency} {one.likely:,f} ({one.low:,f} to {one.high:,f})"
        for currency, one in totals.items()
    ]
    return f"About {' and '.join(parts)} is owed to workers"


def _owed_rows(own: SupplierOwed) -> Iterator[views.OwedRow]:
    yield from map(_owed_row, own.cohorts)
    for currency, total in own.totals.items():
        parts = [one for one in own.cohorts if one.amounts and one.currency == currency]
        if len(parts) > 1:
            amounts = _amounts(total)
            yield views.OwedRow("Together", "", "", currency, **amounts)


def _owed_row(one: CohortOwed) -> views.OwedRow:
    return views.OwedRow(
        one.key,
        _workers(one),
        "few" if one.interviews is None else f"{one.interviews:,}",
        one.currency,
        each=_amount(one.reference),
        repaid=_amount(one.repaid),
        **_amounts(one.amounts),
    )


def _workers(one: CohortOwed) -> str:
    now = "not known" if one.current is None else f"{one.current:,}"
    return now if one.former is None else f"{now} + {one.former:,} left"


def _amounts(one: Amounts | None) -> dict[str, str]:
    if one is None:
        return {}
    return {
        "low": _amount(one.low),
        "likely": _amount(one.likely),
        "high": _amount(one.high),
        "set_aside": _amount(one.plan),
    }


def _amount(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"


def problems_of_recruiters(
    supplier: str, results: Results
) -> tuple[views.RecruiterProblem, ...]:
    """The hardest findings at the recruiters that a supplier uses."""
    pages = results.latest("recruiter")
    return tuple(
        views.RecruiterProblem(
            results.names.get(one.recruiter, one.recruiter),
            f"../recruiters/{page_name(one.recruiter)}"
            if one.recruiter in pages
            else "",
            level_of(one.cap, results.model),
            one.title,
            one.question,
            "" if one.corridor is None else corridor_name(one.corridor),
        )
        for one in findings_of_recruiters(supplier, results)[:_MOST_PROBLEMS]
    )


def serving_of(recruiter: str, results: Results) -> views.Serving:
    """Whom a recruiter serves, and what its workers paid as far as that is shown."""
    summary = recruiter_summary(recruiter, results)
    return views.Serving(
        tuple(_served(corridor, summary, results) for corridor in summary.serves),
        fees_words(summary.fees),
    )


def _served(
    corridor: Corridor, summary: RecruiterSummary, results: Results
) -> views.Served:
    told = summary.workers.get(corridor)
    named = tuple(
        (results.names.get(one, one), f"../suppliers/{page_name(one)}")
        for one in summary.serves[corridor]
    )
    label, href = corridor_name(corridor), f"../corridors/{page_name(str(corridor))}"
    if told is None:
        return views.Served(label, href, named)
    cost = "" if told.mean_cost is None else money(told.mean_cost, told.currency)
    return views.Served(label, href, named, told.n, told.shares.get("fee"), cost)


def fees_words(told: FeesTold | None) -> str:
    """'About 60% of its interviewed workers ...'; '' where nothing may be shown."""
    if told is None:
        return ""
    mean = ""
    if told.mean_cost is not None:
        mean = f"{money(told.mean_cost, told.currency)} on average"
    if told.share is None:
        return f"Its interviewed workers paid {mean}." if mean else ""
    share = f"About {percent(told.share)} of its interviewed workers paid for their job"
    return f"{share}, {mean}." if mean else f"{share}."
