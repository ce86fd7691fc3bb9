"""What pages of corridors and of the network say first, read from the view alone."""

from collections.abc import Sequence

from recruitcheck.reports.charts.chart import band_of
from recruitcheck.reports.charts.labels import isolate
from recruitcheck.reports.charts.numbers import plural, score
from recruitcheck.reports.headlines import (
    costs_sentence,
    fee_words,
    interviews_sentence,
    of_workers,
)
from recruitcheck.reports.views import (
    Band,
    CorridorRow,
    CorridorView,
    NetworkView,
    SupplierRow,
)


def worst_first(rows: Sequence[SupplierRow]) -> tuple[SupplierRow, ...]:
    """Sort by score, then by name; suppliers without a score stand last."""

    def key(row: SupplierRow) -> tuple[float, str]:
        value = row.score.value
        return (101.0 if value is None else value, row.name.casefold())

    return tuple(sorted(rows, key=key))


_NO_SCORE = "No supplier of this corridor has a score yet"


def corridor_headline(view: CorridorView) -> str:
    """State what matters most in a corridor.

    In this order: without any score what workers paid, zero-tolerance rules, a month of
    pay or more paid by workers, a supplier below the two best bands, all well.
    """
    scored = scored_names(view.suppliers)
    if not scored:
        who = fee_words(view.incidences)
        return f"{of_workers(who)} paid for their job" if who else _NO_SCORE
    if words := _zero_tolerance_words(view.suppliers):
        return words
    months = [cost.months_of_pay for cost in view.costs if cost.months_of_pay]
    if months and months[0] >= 1:
        return f"The average worker pays {score(months[0])} months of pay for this job"
    return _range_words(scored, view.bands)


def scored_names(rows: Sequence[SupplierRow]) -> list[tuple[str, float]]:
    return [
        (isolate(row.name), row.score.value)
        for row in rows
        if row.score.value is not None
    ]


def _zero_tolerance_words(rows: Sequence[SupplierRow]) -> str:
    scored = [row for row in rows if row.score.value is not None]
    hit = sum("zero_tolerance" in row.gates for row in scored)
    if not hit:
        return ""
    if hit == len(scored):
        everyone = "the only supplier" if hit == 1 else f"all {hit} suppliers"
        return f"Zero-tolerance rules fire at {everyone}"
    return f"Zero-tolerance rules fire at {hit} of {plural(len(scored), 'supplier')}"


def _range_words(scored: Sequence[tuple[str, float]], bands: Sequence[Band]) -> str:
    name, lowest = min(scored, key=_second)
    good = bands[-2].low if len(bands) > 1 else 0.0
    weak = sum(value < good for _, value in scored)
    if not weak:
        return f"Recruitment is well managed: no supplier scores below {score(lowest)}"
    if len(scored) == 1:
        return f"The only supplier with a score, {name}, reaches {score(lowest)} of 100"
    letter = bands[-2].letter
    verb = "stays" if weak == 1 else "stay"
    below = f"{weak} of {plural(len(scored), 'supplier')} {verb} below band {letter}"
    if sum(score(value) == score(lowest) for _, value in scored) > 1:
        return f"{below}; the lowest score is {score(lowest)}"
    return f"{below}; {name} is lowest with {score(lowest)}"


def _second(pair: tuple[str, float]) -> float:
    return pair[1]


def corridor_lede(view: CorridorView) -> str:
    """Give practice, its range, what workers paid, and who is missing."""
    practice = view.practice
    sentences = []
    if practice.value is not None:
        sentences.append(
            f"Weighted by workers, practice scores {score(practice.value)} of 100."
        )
    if len(scored_names(view.suppliers)) > 1:
        lowest, highest = score(practice.lowest), score(practice.highest)
        sentences.append(
            f"Every supplier scores {lowest}."
            if lowest == highest
            else f"Suppliers run from {lowest} to {highest}."
        )
    headline = corridor_headline(view)
    sentences.append(costs_sentence(view.costs, view.incidences, headline))
    sentences.append(interviews_sentence(view.interviews, view.method.minimum_cell))
    if practice.value is None and headline != _NO_SCORE:
        sentences.append(f"{_NO_SCORE}.")
    elif view.absent:
        number = plural(len(view.absent), "supplier")
        has, counts = ("has", "counts") if len(view.absent) == 1 else ("have", "count")
        # Without a number of workers they have no weight in the mean.
        known = all(one.workers is not None for one in view.absent)
        weight = f" and {counts} 0" if known else ""
        sentences.append(f"{number} {has} no score{weight}.")
    return " ".join(sentence for sentence in sentences if sentence)


def network_headline(view: NetworkView) -> str:
    """State what matters most in the network.

    In this order: no score at all, zero-tolerance rules, suppliers in the two lowest
    bands, more than a fifth not answered, suppliers below the two best bands, all well.
    """
    scored = scored_names(view.suppliers)
    if not scored:
        return "No supplier has a score yet"
    if words := _zero_tolerance_words(view.suppliers):
        return words
    bands = view.bands
    low = sum(band_of(bands, value) in bands[:2] for _, value in scored)
    if low and len(bands) > 3:
        verb = "is" if low == 1 else "are"
        number = plural(len(scored), "supplier")
        return f"{low} of {number} {verb} in the two lowest bands"
    missing = sum(absent.kind == "supplier" for absent in view.absent)
    if missing > 0.2 * (missing + len(scored)):
        return f"{missing} of {missing + len(scored)} suppliers have no score yet"
    return _range_words(scored, bands)


def network_lede(view: NetworkView) -> str:
    """Give the range, the median, corridors and what has not arrived."""
    values = sorted(value for _, value in scored_names(view.suppliers))
    sentences = []
    if values:
        middle = len(values) // 2
        median = (values[middle] + values[~middle]) / 2
        number = plural(len(values), "supplier")
        verb = "has" if len(values) == 1 else "have"
        told = f", from {score(values[0])} to {score(values[-1])}, median {median:.1f}"
        sentences.append(f"{number} {verb} a score{told if len(values) > 1 else ''}.")
    if view.corridors:
        weakest = [row for row in view.corridors if row.practice.value is not None]
        found = min(weakest, key=_practice, default=None)
        if found and len(weakest) > 1:
            where = f"{isolate(found.label)} ({score(found.practice.value)})"
            number = plural(len(view.corridors), "corridor")
            sentences.append(f"Of {number}, {where} is the weakest.")
    if view.absent:
        number = plural(len(view.absent), "organisation")
        verb = "has" if len(view.absent) == 1 else "have"
        sentences.append(f"{number} {verb} no score yet.")
    wrong = sum(problem.errors > 0 for problem in view.problems)
    if wrong:
        verb = "has" if wrong == 1 else "have"
        sentences.append(f"{plural(wrong, 'return')} {verb} errors.")
    return " ".join(sentences)


def _practice(row: CorridorRow) -> float:
    return 100.0 if row.practice.value is None else row.practice.value
