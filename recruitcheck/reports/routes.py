"""How workers reached their jobs and what it cost them, as a corridor's page shows it."""

from collections.abc import Mapping, Sequence

from recruitcheck.actions.words import first_text
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.costs import CATEGORIES
from recruitcheck.corridors.countries import corridor_name, country_name
from recruitcheck.corridors.paths import CHANNEL, NOT_SAID, STEPS, Stop, find_paths
from recruitcheck.corridors.privacy import OTHERS
from recruitcheck.reports import views
from recruitcheck.reports.parts import page_name
from recruitcheck.reports.worker_parts import months_quartiles
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.summaries.samples import shown_units

# In the order in which they fall due on the way to a job.
JOURNEY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Finding the job", ("A_fee", "C_illegitimate")),
    ("Getting ready", ("B7_admin", "B1_medical", "B3_tests", "B4_training")),
    ("Before departure", ("B2_insurance", "B5_equipment", "B6_travel")),
    ("Anything else", ("other",)),
)


def flow_of(
    corridor: Corridor, units: Sequence[Assessment], results: Results
) -> views.Flow | None:
    """Who helped, through which recruiter, to which supplier; None for too few."""
    table = results.table(shown_units(units, results))
    found = None if table is None else find_paths(table, results.model.minimum_cell)
    if found is None:
        return None
    names = _names(results)
    others = ("Other ways", "Other recruiters", "Other suppliers")
    unsaid = ("Not said", "No recruiter named", "Not said")
    steps = tuple(
        tuple(
            views.FlowStop(
                _label(stop, names[place], others[place], unsaid[place]),
                stop.workers,
                _months(stop, units, results) if place == len(STEPS) - 1 else None,
            )
            for stop in stops
        )
        for place, stops in enumerate(found.steps)
    )
    at = [{s.key: n for n, s in enumerate(stops)} for stops in found.steps]
    ways = tuple(
        tuple(
            views.FlowWay(
                at[place][way.source],
                at[place + 1][way.target],
                way.workers,
            )
            for way in ways
        )
        for place, ways in enumerate(found.ways)
    )
    titles = (
        "Who helped most",
        "Labour recruiter",
        f"Employer in {country_name(corridor.destination)}",
    )
    return views.Flow(found.n, titles, steps, ways)


def _months(stop: Stop, units: Sequence[Assessment], results: Results) -> float | None:
    """The median cost at an employer, where the table of suppliers may tell it too."""
    own = [one for one in units if one.organisation == stop.key]
    found = months_quartiles(own, results) if own else None
    return found.median if isinstance(found, views.MonthsOfPay) else None


def _label(stop: Stop, names: Mapping[str, str], others: str, unsaid: str) -> str:
    if stop.key == OTHERS:
        return others
    return unsaid if stop.key == NOT_SAID else names.get(stop.key, stop.key)


def _names(
    results: Results,
) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """Words for the answers of each step."""
    channels = {}
    if results.worker is not None and CHANNEL in results.worker.questions:
        choices = results.worker[CHANNEL].choices
        channels = {choice.name: first_text(choice.labels) for choice in choices}
    return channels, results.names, results.names


def journeys_of(pictures: Sequence[views.Costs]) -> tuple[views.Journey, ...]:
    """The mean costs of each currency in the order in which they fall due."""
    return tuple(
        views.Journey(
            picture.unit, picture.n, _steps(picture.rows), picture.worker_total
        )
        for picture in pictures
        if not isinstance(picture.rows, views.Withheld)
        and picture.worker_total is not None
    )


def _steps(rows: Sequence[views.CostRow]) -> tuple[views.JourneyStep, ...]:
    by_label = {row.label: row for row in rows}
    found = []
    for place, categories in JOURNEY:
        for category in categories:
            row = by_label.get(CATEGORIES[category][1])
            if row is not None and (row.few or row.worker_mean is not None):
                step = views.JourneyStep(
                    place, row.label, row.worker_mean, few=row.few, partly=row.partly
                )
                found.append(step)
    return tuple(found)


def comparison_of(
    corridor: Corridor, results: Results
) -> tuple[views.CostOfCorridor, ...]:
    """All corridors with enough interviews, the most expensive first."""
    rows = []
    for other, units in results.corridors.items():
        months = months_quartiles(units, results)
        if isinstance(months, views.MonthsOfPay):
            here = other == corridor
            href = "" if here else page_name(str(other))
            rows.append(
                views.CostOfCorridor(corridor_name(other), href, months, here=here)
            )
    return tuple(
        sorted(rows, key=lambda r: (-r.months.median, -r.months.upper, r.label))
    )
