"""What a page says: its headline, its first paragraph, and which charts it shows.

Everything is read from the view, so a headline can never say more than the numbers.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.reports.charts.chart import Chart, band_of
from recruitcheck.reports.charts.evidence import evidence
from recruitcheck.reports.charts.flow import flow
from recruitcheck.reports.charts.journey import comparison, journey
from recruitcheck.reports.charts.labels import clean, isolate
from recruitcheck.reports.charts.money import costs, payments
from recruitcheck.reports.charts.numbers import (
    money,
    percent,
    plural,
    report_words,
    score,
    whole,
)
from recruitcheck.reports.charts.risk import risk
from recruitcheck.reports.charts.scores import distribution, principles, ruler
from recruitcheck.reports.charts.workers import by_gap, gap, incidences, voices
from recruitcheck.reports.views import (
    Band,
    BriefView,
    CorridorRow,
    CorridorView,
    Costs,
    Gate,
    GateLevel,
    Incidence,
    Interviews,
    NetworkView,
    PrincipleScore,
    Score,
    SupplierRow,
    SupplierView,
    View,
    VoiceRow,
    Withheld,
)

LEVELS: dict[GateLevel, str] = {
    "zero_tolerance": "zero-tolerance",
    "critical": "critical",
    "major": "major",
    "alert": "alert",
}
_WORST_FIRST = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Page:
    """What a template gets beside the view.

    charts holds only charts that have something to draw: test with `in`.
    """

    title: str
    headline: str
    lede: str
    charts: dict[str, Chart]


def page_of(view: View) -> Page:
    """Decide headline, first paragraph and charts of a view."""
    match view:
        case SupplierView():
            return _supplier_page(view)
        case CorridorView():
            return _corridor_page(view)
        case BriefView():
            where = f"{clean(view.origin)} to {clean(view.destination)}"
            return Page(
                title=f"{where}, dialogue brief",
                headline=clean(view.headline),
                lede=clean(view.lede),
                charts={},
            )
        case NetworkView():
            return _network_page(view)


def gate_sentence(gate: Gate) -> str:
    """Say what a rule found, without full stop."""
    if gate.statement:
        return clean(gate.statement).rstrip(".")
    if gate.because == "missing":
        return f"Left blank: “{clean(gate.question)}”"
    if gate.because == "workers":
        return f"Workers report a problem: {clean(gate.title)}"
    who = "the auditor answers" if gate.because == "audit" else "the answer is"
    return f"Asked “{clean(gate.question)}”, {who} “{clean(gate.answer)}”"


def worst_gate(gates: Sequence[Gate]) -> Gate | None:
    """Give the rule that caps lowest, the first of equals; None: only alerts."""
    capping = [gate for gate in gates if gate.cap is not None]
    return min(capping, key=_cap, default=None)


def _cap(gate: Gate) -> float:
    return 100.0 if gate.cap is None else gate.cap


def worst_first(rows: Sequence[SupplierRow]) -> tuple[SupplierRow, ...]:
    """Sort by score, then by name; suppliers without a score stand last."""

    def key(row: SupplierRow) -> tuple[float, str]:
        value = row.score.value
        return (101.0 if value is None else value, row.name.casefold())

    return tuple(sorted(rows, key=key))


def supplier_headline(view: SupplierView) -> str:
    """State the finding that matters most, from the view's facts alone.

    In this order: no score, the rule with the lowest ceiling, too few answers, the
    largest disagreement, the weakest principle below the two best bands, all well.
    """
    if view.score.value is None:
        reason = clean(view.score.why_none).rstrip(".") or "nothing is in scope"
        return f"No score can be given: {_lower_first(reason)}"
    if gate := worst_gate(view.gates):
        return gate_sentence(gate)
    if view.coverage.completeness == "incomplete":
        answered = percent(view.coverage.answered_weight)
        return f"Too little is answered to judge: {answered} of what counts"
    if row := _widest(view.voices, view.method.flag_gap):
        points = whole(gap(row))
        title = clean(row.principle.title)
        return f"Workers score “{title}” {points} points lower than management does"
    return _weakest_words(view.principles, view.bands)


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _widest(rows: Sequence[VoiceRow], flag_gap: float) -> VoiceRow | None:
    first = by_gap(rows)[:1]
    return first[0] if first and (gap(first[0]) or 0) >= flag_gap else None


def _weakest_words(rows: Sequence[PrincipleScore], bands: Sequence[Band]) -> str:
    scored = [(row.score, row) for row in rows if row.score is not None]
    if not scored:
        return "The score rests on questions outside every principle"
    lowest, weakest = min(scored, key=_first)
    highest = max(scored, key=_first)[0]
    good = bands[-2].low if len(bands) > 1 else 0.0
    if highest == 0:
        return f"Nothing is in place yet: all {len(scored)} principles score 0"
    if lowest < good:
        title = clean(weakest.principle.title)
        return f"Weakest point: “{title}”, {score(lowest)} of 100"
    return f"Recruitment is well managed: no principle scores below {score(lowest)}"


def _first(pair: tuple[float, PrincipleScore]) -> float:
    return pair[0]


def supplier_lede(view: SupplierView) -> str:
    """Give the two to four sentences with the numbers that carry the headline."""
    sentences = [
        _score_sentence(view.score, view.bands),
        _gates_sentence(view.gates),
        _costs_sentence(view.costs, view.incidences, supplier_headline(view)),
        _interviews_sentence(view.interviews, view.method.minimum_cell),
        f"{percent(view.coverage.answered_weight)} of what counts is answered."
        if view.answers
        else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _score_sentence(result: Score, bands: Sequence[Band]) -> str:
    if result.value is None:
        return ""
    word = band_of(bands, result.value).word
    if result.raw is not None and result.raw > result.value + 0.05:
        return (
            f"The answers earn {score(result.raw)} of 100, and a ceiling holds the "
            f"score at {score(result.value)}, band {result.band} ({word})."
        )
    return f"The score is {score(result.value)} of 100, band {result.band} ({word})."


def _gates_sentence(gates: Sequence[Gate]) -> str:
    """How many rules fire at each level; one that fires in two corridors once."""
    capping = [gate for gate in gates if gate.cap is not None]
    capping.sort(key=lambda gate: -_WORST_FIRST.index(gate.level))
    found = Counter({gate.question_id: gate.level for gate in capping}.values())
    if not found:
        return ""
    told = [
        f"{_in_words(found[level])} {LEVELS[level]}"
        for level in _WORST_FIRST
        if found[level]
    ]
    one = sum(found.values()) == 1
    sentence = f"{_joined(told)} {'rule fires' if one else 'rules fire'}."
    return sentence[:1].upper() + sentence[1:]


def _in_words(number: int) -> str:
    words = "no", "one", "two", "three", "four", "five", "six", "seven", "eight"
    return words[number] if number < len(words) else str(number)


def _joined(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _costs_sentence(
    pictures: Sequence[Costs], reports: Sequence[Incidence], said: str = ""
) -> str:
    """Say what workers paid, without the count that stands in `said` already."""
    shown = [picture for picture in pictures if not isinstance(picture.rows, Withheld)]
    if not shown or shown[0].worker_total is None:
        return ""
    first = shown[0]
    total = money(first.worker_total, first.unit)
    months = first.months_of_pay
    pay = f", {score(months)} months of pay" if (months or 0) >= 0.05 else ""
    repaid = "; most who paid say that they got all of it back"
    repaid = repaid if first.repaid_most else ""
    who = _fee_words(reports)
    if not who:
        return f"Interviewed workers paid {total} on average{pay}{repaid}."
    if who in said:
        return f"The average over all of them is {total}{pay}{repaid}."
    return f"{_of_workers(who)} paid, {total} on average{pay}{repaid}."


def _fee_words(reports: Sequence[Incidence]) -> str:
    """How many paid: "9 of 24", "38%"; "" where that is not shown."""
    for row in reports:
        if row.kind == "fee" and isinstance(row.share, float | int):
            return report_words(row.reports, row.n, row.share)
    return ""


def _of_workers(who: str) -> str:
    of = "of interviewed workers" if "%" in who else "interviewed workers"
    return f"{who} {of}"


def _interviews_sentence(interviews: Interviews | None, minimum: int) -> str:
    if interviews is None:
        return ""
    if interviews.n == 0:
        return "No worker was interviewed, so nothing here is confirmed by workers."
    if interviews.n < minimum:
        held = plural(interviews.n, "interview")
        return f"{held} are too few to show what workers say (from {minimum})."
    return ""


def _supplier_page(view: SupplierView) -> Page:
    subject = {"supplier": "This supplier", "recruiter": "This recruiter"}.get(
        view.role, "This member"
    )
    drawn = [
        ruler(subject, view.score, view.bands, peers=view.peers, last=view.last_cycle),
        principles(view.principles, view.bands),
        evidence(view.evidence),
        *_worker_charts(view),
    ]
    return Page(
        title=f"{clean(view.name)}, {clean(view.cycle)}",
        headline=supplier_headline(view),
        lede=supplier_lede(view),
        charts=_by_slug(drawn),
    )


def _worker_charts(view: SupplierView | CorridorView) -> list[Chart | None]:
    return [
        voices(view.voices, view.method.flag_gap),
        incidences(view.incidences),
        *(costs(held, slug=f"costs{n}") for n, held in enumerate(view.costs)),
        *(payments(held, slug=f"payments{n}") for n, held in enumerate(view.payments)),
    ]


def _by_slug(drawn: Sequence[Chart | None]) -> dict[str, Chart]:
    return {chart.slug: chart for chart in drawn if chart is not None}


_NO_SCORE = "No supplier of this corridor has a score yet"


def corridor_headline(view: CorridorView) -> str:
    """State what matters most in a corridor.

    In this order: without any score what workers paid, zero-tolerance rules, a month of
    pay or more paid by workers, a supplier below the two best bands, all well.
    """
    scored = _scored(view.suppliers)
    if not scored:
        who = _fee_words(view.incidences)
        return f"{_of_workers(who)} paid for their job" if who else _NO_SCORE
    if words := _zero_tolerance_words(view.suppliers):
        return words
    months = [cost.months_of_pay for cost in view.costs if cost.months_of_pay]
    if months and months[0] >= 1:
        return f"The average worker pays {score(months[0])} months of pay for this job"
    return _range_words(scored, view.bands)


def _scored(rows: Sequence[SupplierRow]) -> list[tuple[str, float]]:
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
    if len(_scored(view.suppliers)) > 1:
        lowest, highest = score(practice.lowest), score(practice.highest)
        sentences.append(
            f"Every supplier scores {lowest}."
            if lowest == highest
            else f"Suppliers run from {lowest} to {highest}."
        )
    headline = corridor_headline(view)
    sentences.append(_costs_sentence(view.costs, view.incidences, headline))
    sentences.append(_interviews_sentence(view.interviews, view.method.minimum_cell))
    if practice.value is None and headline != _NO_SCORE:
        sentences.append(f"{_NO_SCORE}.")
    elif view.absent:
        number = plural(len(view.absent), "supplier")
        verb = (
            "has no score and counts"
            if len(view.absent) == 1
            else "have no score and count"
        )
        sentences.append(f"{number} {verb} 0.")
    return " ".join(sentence for sentence in sentences if sentence)


def _corridor_page(view: CorridorView) -> Page:
    scored = _scored(view.suppliers)
    mean = view.practice.assessed_only
    dots = distribution(scored, view.bands, noun="supplier", mean=mean, width=700)
    origin, destination = clean(view.origin), clean(view.destination)
    return Page(
        title=f"{origin} to {destination}, {clean(view.cycle)}",
        headline=corridor_headline(view),
        lede=corridor_lede(view),
        charts=_by_slug([dots, *_worker_charts(view), *_route_charts(view)]),
    )


def _route_charts(view: CorridorView) -> list[Chart | None]:
    """How workers came, where the money went, and what it costs elsewhere."""
    return [
        risk(view.risk),
        flow(view.flow),
        comparison(view.comparison),
        *(journey(one, slug=f"journey{n}") for n, one in enumerate(view.journeys)),
    ]


def network_headline(view: NetworkView) -> str:
    """State what matters most in the network.

    In this order: no score at all, zero-tolerance rules, suppliers in the two lowest
    bands, more than a fifth not answered, suppliers below the two best bands, all well.
    """
    scored = _scored(view.suppliers)
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
    values = sorted(value for _, value in _scored(view.suppliers))
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


def _network_page(view: NetworkView) -> Page:
    dots = distribution(_scored(view.suppliers), view.bands, noun="supplier")
    return Page(
        title=f"{clean(view.name)}, {clean(view.cycle)}",
        headline=network_headline(view),
        lede=network_lede(view),
        charts=_by_slug([dots]),
    )
