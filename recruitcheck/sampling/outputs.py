"""The sampling plan as text, as plain data, and as a workbook for the field team."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from recruitcheck.sampling.plans import CorridorPlan, SamplingPlan, SitePlan, Stratum
from recruitcheck.sampling.reach import Reach, percent, sentences

FORMAT_VERSION = 1
HEADINGS = ("Whom", "Workers", "Interview", "New arrivals", "Done")
_SEXES = {"female": "women", "male": "men", "other": "other"}
_FIELD = {
    "Site": 16,
    "Corridor": 11,
    "Recruiter": 22,
    "Sex": 9,
    "Workers": 9,
    "Interview": 10,
    "Arrived within 12 months": 14,
    "Interviewed (tally)": 14,
    "Refused (tally)": 14,
}
RULES = (
    (
        "The auditor or a workers' organisation chooses whom to ask, by chance, from the"
        " full list of workers. Management never chooses."
    ),
    (
        "In private, in the worker's own language, away from the workplace if possible."
        " Ask for consent each time; who refuses is replaced by the next on the list and"
        " counted."
    ),
    (
        "At least so many interviews as the plan says are with people who arrived within"
        " 12 months: fees change, and memory fades."
    ),
    (
        "Keep the list of who was chosen apart from the answers, and destroy it"
        " afterwards."
    ),
    (
        "To work out what is owed, interview all workers of a cohort (corridor,"
        " recruiter, year) of fewer than 30, else 30 or a tenth, whichever is more."
    ),
)
LIMIT = (
    "All of this holds if workers are picked by chance and can speak freely. It says"
    " nothing about those who left, or who were kept away."
)


def plan_as_blocks(
    plan: SamplingPlan,
) -> Iterator[tuple[str, list[list[str]], list[str]]]:
    """For each site a title, a table with its heading, and sentences."""
    for site in plan.sites:
        rows = [list(HEADINGS)]
        for one in site.corridors:
            rows.append(_corridor_row(one))
            if len(one.strata) > 1:
                rows += [_stratum_row(stratum) for stratum in one.strata]
        if len(site.corridors) > 1:
            done = "" if site.done is None else f"{site.done:,}"
            rows.append(
                ["Together", f"{site.workers:,}", f"{site.interviews:,}", "", done]
            )
        if not site.corridors:
            rows = []
        title = f"{site.name}, {site.supplier}"
        yield title, rows, list(_sentences(site, plan))


def _corridor_row(one: CorridorPlan) -> list[str]:
    new = f"{one.recent}" if one.recent_known else f"{one.recent}?"
    new += f", {one.recent_state}" if one.recent_state else ""
    done = "" if one.done is None else f"{one.done:,}"
    return [str(one.corridor), f"{one.workers:,}", f"{one.interviews:,}", new, done]


def _stratum_row(one: Stratum) -> list[str]:
    state = one.state or ""
    return [f"  {_name(one)}", f"{one.workers:,}", f"{one.interviews:,}", "", state]


def _name(one: Stratum) -> str:
    recruiter = "no recruiter" if one.recruiter == "" else one.recruiter
    sex = _SEXES.get(one.sex or "")
    return ", ".join(filter(None, (recruiter, sex))) or "all"


def _sentences(site: SitePlan, plan: SamplingPlan) -> Iterator[str]:
    best = site.held or site.reach
    if site.held is not None:
        yield f"With the {_interviews(site.held.n)} held:"
    if best is not None:
        yield from sentences(best)
    for one in site.corridors:
        best = one.held or one.reach
        if len(site.corridors) > 1 and best is not None:
            yield _of_corridor(one, best)
        if not one.shown and one.workers >= plan.minimum and not one.done:
            yield (
                f"{one.corridor}: figures of fewer than {plan.minimum} interviews are not"
                f" shown alone; with `--each {plan.minimum}` they can be."
            )
        if one.uncounted:
            yield (
                f"{one.corridor}: also cover {', '.join(one.uncounted)}; headcounts.csv"
                " does not say how many workers came with them."
            )
        if not one.recent_known and one.workers:
            yield f"{one.corridor}: nobody says how many arrived within 12 months."
    for corridor in site.uncounted:
        yield (
            f"{corridor}: not known how many workers there are; add them to"
            " headcounts.csv."
        )
    if not site.corridors and not site.uncounted:
        yield "No corridor is known of this site."
    if site.done is not None and site.interviews:
        yield from _progress(site)


def _interviews(number: int) -> str:
    return f"{number:,} interview{'' if number == 1 else 's'}"


def _of_corridor(one: CorridorPlan, found: Reach) -> str:
    if found.n == found.workers:
        return f"{one.corridor}: all {found.workers:,} are asked."
    return (
        f"{one.corridor} alone: if none of {found.n:,} reports something, up to"
        f" {percent(found.silent)} may still be concerned."
    )


def _progress(site: SitePlan) -> Iterator[str]:
    short = [one for one in site.corridors if (one.done or 0) < one.interviews]
    if not short:
        yield f"Done: {_interviews(site.done or 0)}; planned: {site.interviews:,}."
        return
    missing = ", ".join(
        f"{x.interviews - (x.done or 0)} of {x.corridor}" for x in short
    )
    yield f"Done: {_interviews(site.done or 0)}; still to do: {missing}."


def plan_as_record(plan: SamplingPlan) -> Mapping[str, object]:
    """Everything as plain data; the shape of `recruitcheck sample --format json`."""
    return {
        "format": FORMAT_VERSION,
        "fictional": plan.fictional,
        "minimum_cell": plan.minimum,
        "least_in_each_corridor": plan.each,
        "refused": plan.refused,
        "sites": [_site(site) for site in plan.sites],
    }


def _site(site: SitePlan) -> Mapping[str, object]:
    return {
        "supplier": site.supplier,
        "name": site.name,
        "workers": site.workers,
        "interviews": site.interviews,
        "done": site.done,
        "reach": _reach(site.reach),
        "reach_of_held": _reach(site.held),
        "corridors": [_corridor(one) for one in site.corridors],
        "workers_not_known": [str(corridor) for corridor in site.uncounted],
    }


def _corridor(one: CorridorPlan) -> Mapping[str, object]:
    return {
        "corridor": str(one.corridor),
        "workers": one.workers,
        "interviews": one.interviews,
        "arrived_within_12_months": one.recent,
        "arrivals_known": one.recent_known,
        "arrivals_state": one.recent_state,
        "done": one.done,
        "shown_alone": one.shown,
        "reach": _reach(one.reach),
        "reach_of_held": _reach(one.held),
        "recruiters_not_counted": list(one.uncounted),
        "strata": [asdict(stratum) for stratum in one.strata],
    }


def _reach(found: Reach | None) -> Mapping[str, object] | None:
    if found is None:
        return None
    return {
        "silent_share": found.silent,
        "findable_workers": found.findable,
        "findable_share": found.findable_share,
        "margin_at_half": found.margin,
    }


def write_plan(plan: SamplingPlan, path: Path) -> None:
    """Write an .xlsx for the field team: whom to ask, with room to tally, and why.

    OutputError if it cannot be saved.
    """
    from openpyxl import Workbook

    from recruitcheck.questionnaires.blank.tables import write_lines, write_table
    from recruitcheck.sheets.saving import save_book

    book = Workbook()
    first = book.worksheets[0]
    first.title = "Read first"
    invented = ["All of this is an invented example."] if plan.fictional else []
    numbered = [f"{number}. {rule}" for number, rule in enumerate(RULES, start=1)]
    write_lines(first, ["Sampling plan", *invented, "", *numbered, "", LIMIT])
    write_table(book.create_sheet("Plan"), _FIELD, list(_field_rows(plan)))
    said = [
        (site.supplier, text) for site in plan.sites for text in _sentences(site, plan)
    ]
    write_table(book.create_sheet("What it says"), {"Site": 16, "Says": 110}, said)
    book.properties.title = "Sampling plan"
    save_book(book, path)


def _field_rows(plan: SamplingPlan) -> Iterator[tuple[str | float | None, ...]]:
    for site in plan.sites:
        for one in site.corridors:
            for number, stratum in enumerate(one.strata):
                recruiter = stratum.recruiter or (
                    "no recruiter" if stratum.recruiter == "" else "any"
                )
                yield (
                    site.supplier,
                    str(one.corridor),
                    recruiter,
                    _SEXES.get(stratum.sex or "", "any"),
                    stratum.workers,
                    stratum.interviews,
                    # Of the corridor as a whole: its first row says it.
                    f"{one.recent} of {one.interviews}" if number == 0 else None,
                    None,
                    None,
                )
