"""What interviewed workers say, as pages show it. What may be said is decided elsewhere.

See `recruitcheck.corridors.privacy` for the rules; here figures become words and rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from recruitcheck.actions.heard import (
    NEARLY_NONE,
    limit_of_views,
    reported,
    topic_told,
    withheld_words,
)
from recruitcheck.corridors.costs import CATEGORIES
from recruitcheck.corridors.months_of_pay import MEAN_OF_RATIOS, NOTE, RATIO_OF_MEANS
from recruitcheck.corridors.outcomes import Told, told
from recruitcheck.corridors.privacy import FEW, in_threes, told_amounts
from recruitcheck.reports import views
from recruitcheck.reports.charts.money import bin_payments
from recruitcheck.reports.charts.numbers import percent
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.scoring_model import Outcome
from recruitcheck.summaries.costs import (
    CostsTold,
    costs_told,
    leaves_few_out,
    shown_payments,
)
from recruitcheck.summaries.months import MonthsTold, months_told
from recruitcheck.summaries.samples import (
    cell_of,
    voice_samples,
)

EMPLOYER_PAYS = "M-FEE-01"  # the question where management ticks what it pays in full
EMPLOYER_TOTAL = "M-FEE-02"  # what it paid in total per worker
_TICKS: Mapping[str, str] = {
    "A_fee": "fee",
    "B1_medical": "medical",
    "B2_insurance": "insurance",
    "B3_tests": "tests",
    "B4_training": "training",
    "B5_equipment": "equipment",
    "B6_travel": "travel",
    "B7_admin": "admin",
}


_FEW_PAID = views.Withheld("too few workers paid something")
_FEW_LEFT_OUT = views.Withheld("a few workers did not say in which currency they paid")


def withheld(n: int, minimum: int) -> views.Withheld:
    """Why a figure of `n` interviews is not shown."""
    return views.Withheld(withheld_words(n, minimum))


def limit_words(found: Told, few: str, most: str) -> str:
    """'nobody or one worker ...' of one employer, or at each of several."""
    where = " at each employer" if found.parts > 1 else ""
    if found.limit == "few":
        return f"nobody or one worker{where} {few}"
    return f"all or all but one{where} {most}"


def voice_rows(
    units: Sequence[Assessment],
    results: Results,
    management: Mapping[str, float | None],
) -> tuple[views.VoiceRow, ...]:
    """Management's and workers' views per principle, workers pooled over the units."""
    rows = []
    cells, minimum = [cell_of(one) for one in units], results.model.minimum_cell
    for own in results.model.principles:
        principle = views.Principle(own.id, own.title, own.short)
        found = told(voice_samples(results, own.id), cells, minimum, points=True)
        said = management.get(own.id)
        if found is None:
            if said is not None:
                rows.append(views.VoiceRow(principle, said, None))
            continue
        n = found.n or found.heard
        if found.share is None or found.low is None or found.high is None:
            workers = withheld(found.heard, minimum)
            rows.append(views.VoiceRow(principle, said, workers, n=n))
            continue
        share, low, high = 100 * found.share, 100 * found.low, 100 * found.high
        rows.append(views.VoiceRow(principle, said, share, low, high, n))
    return tuple(rows)


def _kind(
    outcome: str,
) -> Literal["fee", "documents", "debt", "contract", "other"]:
    for kind in ("fee", "documents", "debt", "contract"):
        if kind == outcome:
            return kind
    return "other"


def incidence_rows(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Incidence, ...]:
    """What interviewed workers report, over these units, with 95 % intervals."""
    return tuple(
        _incidence_row(outcome, found, results.model.minimum_cell)
        for outcome in results.model.incidences
        if (found := reported(outcome, units, results)) is not None
    )


def _incidence_row(outcome: Outcome, found: Told, minimum: int) -> views.Incidence:
    """One indicator. A share of 0 is printed as "< 10 %", of 1 as "> 90 %".

    Where that would not be true of one worker at each employer, it is said in words.
    """
    kind, n = _kind(outcome.id), found.n or found.heard
    if found.n == 0:
        why = withheld(found.heard, minimum)
        return views.Incidence(outcome.title, n, why, kind=kind)
    share = found.share
    if found.limit and n < FEW and found.parts / n < NEARLY_NONE:
        share = 0.0 if found.limit == "few" else 1.0
    if share is not None:
        bounds = found.low, found.high
        return views.Incidence(outcome.title, n, share, found.reports, *bounds, kind)
    reason = limit_words(found, "reports it", "report it")
    return views.Incidence(outcome.title, n, views.Withheld(reason), kind=kind)


def topic_heard(
    units: Sequence[Assessment], topic: str, results: Results
) -> tuple[float | views.Withheld, int, float | None] | None:
    """Share of workers with a favourable view times 100, pooled; None: none asked.

    Then the interviews, and the upper end of what the share can be, times 100.
    """
    found = topic_told(units, topic, results)
    if found is None:
        return None
    if found.n == 0:
        return withheld(found.heard, results.model.minimum_cell), found.heard, None
    upper = None if found.high is None else 100 * found.high
    if found.share is None:
        return views.Withheld(limit_of_views(found)), found.n, upper
    return 100 * found.share, found.n, upper


def cost_pictures(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Costs, ...]:
    """Who paid for recruitment, one picture per currency.

    Months of pay are of all currencies together and stand with the first.
    """
    cells = [cell_of(one) for one in units]
    employer = employer_pays(units)
    total, unit = _employer_total(units)
    found = months_told(cells, results)
    months = None if found is None else found.mean
    pictures = [
        replace(
            _costs(costs, employer, results.model.minimum_cell),
            employer_total=total,
            employer_unit=unit,
        )
        for costs in costs_told(cells, results)
    ]
    if pictures and not isinstance(pictures[0].rows, views.Withheld):
        pictures[0] = replace(pictures[0], months_of_pay=months)
    return tuple(pictures)


def _employer_total(units: Iterable[Assessment]) -> tuple[float | None, str]:
    """Mean cost per worker as management states it, weighted by workers.

    None where nobody states one, or where they are of several currencies.
    """
    stated = [
        (float(answer.value), one.workers or 0, one.unit.own.currency)
        for one in units
        if (answer := one.unit.answer(EMPLOYER_TOTAL)) is not None
        and answer.given == "answered"
    ]
    workers = sum(n for _, n, _ in stated)
    if not workers or len({currency for *_, currency in stated}) > 1:
        return None, ""
    return sum(value * n for value, n, _ in stated) / workers, stated[0][2]


def _costs(
    costs: CostsTold, employer: Mapping[str, views.EmployerPays], minimum: int
) -> views.Costs:
    labels = {c: label for c, (_, label) in CATEGORIES.items()}
    employer_only = tuple(
        (labels[c], said) for c, said in employer.items() if said != "not_asked"
    )
    if costs.categories is None:
        n = costs.n or costs.heard
        why = withheld(costs.heard, minimum)
        if costs.few:
            why = _FEW_PAID
        return views.Costs(costs.currency, n, why, employer_only=employer_only)
    rows = tuple(
        views.CostRow(
            group,
            label,
            costs.categories[category].mean,
            employer[category],
            few=costs.categories[category].few,
            partly=costs.categories[category].partly,
        )
        for category, (group, label) in CATEGORIES.items()
    )
    return views.Costs(
        unit=costs.currency,
        n=costs.n,
        rows=rows,
        worker_total=costs.mean,
        employer_only=employer_only,
        repaid_most=costs.repaid_most,
    )


def employer_pays(units: Iterable[Assessment]) -> dict[str, views.EmployerPays]:
    """What management says it pays in full, per cost category, over all corridors."""
    answers = [one.unit.answer(EMPLOYER_PAYS) for one in units]
    given = [a for a in answers if a is not None and a.given == "answered"]
    found: dict[str, views.EmployerPays] = {}
    for category in CATEGORIES:
        tick = _TICKS.get(category)
        ticked = sum(tick in answer.value.split() for answer in given)
        if tick is None or not any(answers):
            found[category] = "not_asked"
        elif not given:
            found[category] = "unknown"
        elif ticked == len(given):
            found[category] = "yes"
        else:
            found[category] = "some" if ticked else "no"
    return found


def payment_pictures(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Payments | views.Withheld, ...]:
    """How unequal payments are, one picture per currency.

    Of several blocks the numbers of workers are rounded to threes: less the picture of
    another page they would else tell of one or two workers.
    """
    cells = [cell_of(one) for one in units]
    minimum = results.model.minimum_cell
    pictures: list[views.Payments | views.Withheld] = []
    for costs in costs_told(cells, results):
        parts = shown_payments(cells, costs.currency, results)
        if not parts or costs.few:
            pictures.append(_FEW_PAID if costs.few else withheld(costs.heard, minimum))
            continue
        if leaves_few_out(cells, results):
            pictures.append(_FEW_LEFT_OUT)
            continue
        totals = [
            amount
            for part in parts
            for amount in told_amounts([float(one.total) for one in part])
        ]
        picture = bin_payments(totals, costs.currency, minimum_cell=minimum)
        pictures.append(_in_threes(picture) if len(parts) > 1 else picture)
    return tuple(pictures)


def _in_threes(
    picture: views.Payments | views.Withheld,
) -> views.Payments | views.Withheld:
    if isinstance(picture, views.Withheld):
        return picture
    bins = tuple(
        replace(one, workers=in_threes(one.workers, picture.n)) for one in picture.bins
    )
    return replace(picture, bins=bins, paid=None, rounded=True)


def months_quartiles(
    units: Sequence[Assessment], results: Results
) -> views.MonthsOfPay | views.Withheld | None:
    """Each worker's cost over the same worker's monthly pay, where both are known."""
    found = months_told([cell_of(one) for one in units], results)
    if found is None:
        return None
    if found.n == 0:
        return withheld(found.heard, results.model.minimum_cell)
    if found.lower_quartile is None or found.median is None:
        return _FEW_PAID
    upper = found.upper_quartile or 0.0
    return views.MonthsOfPay(found.n, found.lower_quartile, found.median, upper)


def months_table(found: MonthsTold | None, minimum: int) -> views.MonthsTable | None:
    """Cost in months of pay, every measure under its own name."""
    if found is None:
        return None
    known, without = found.n or found.heard, found.without_pay
    if found.mean is None:
        why = _FEW_PAID if found.few else withheld(found.heard, minimum)
        return views.MonthsTable(why, known, without, NOTE)
    measures = (
        (MEAN_OF_RATIOS, found.mean),
        ("Median: half of the workers paid this or less", found.median),
        ("Fourth quintile: four in five paid this or less", found.fourth_quintile),
        (RATIO_OF_MEANS, found.ratio_of_means),
    )
    rows = [(title, f"{value:g}") for title, value in measures if value is not None]
    above = _above_one(found.above_one_month, minimum)
    return views.MonthsTable((*rows[:3], above, *rows[3:]), known, without, NOTE)


def _above_one(found: Told | None, minimum: int) -> tuple[str, str]:
    title = "Workers who paid more than one month of pay"
    if found is None or found.n == 0:
        heard = 0 if found is None else found.heard
        return title, f"withheld: {withheld(heard, minimum).reason}"
    if found.share is None:
        return title, limit_words(found, "did", "did")
    return title, percent(found.share)
