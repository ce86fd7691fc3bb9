"""What a page of a supplier says first, read from the view alone.

So a headline can never say more than the numbers.
"""

from collections import Counter
from collections.abc import Sequence

from recruitcheck.reports.charts.chart import band_of
from recruitcheck.reports.charts.labels import clean
from recruitcheck.reports.charts.numbers import (
    money,
    percent,
    plural,
    report_words,
    score,
    whole,
)
from recruitcheck.reports.charts.workers import by_gap, gap
from recruitcheck.reports.views import (
    Band,
    Costs,
    Gate,
    GateLevel,
    Incidence,
    Interviews,
    PrincipleScore,
    Score,
    SupplierView,
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
        costs_sentence(view.costs, view.incidences, supplier_headline(view)),
        interviews_sentence(view.interviews, view.method.minimum_cell),
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


def costs_sentence(
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
    who = fee_words(reports)
    if not who:
        return f"Interviewed workers paid {total} on average{pay}{repaid}."
    if who in said:
        return f"The average over all of them is {total}{pay}{repaid}."
    return f"{of_workers(who)} paid, {total} on average{pay}{repaid}."


def fee_words(reports: Sequence[Incidence]) -> str:
    """How many paid: "9 of 24", "38%"; "" where that is not shown."""
    for row in reports:
        if row.kind == "fee" and isinstance(row.share, float | int):
            return report_words(row.reports, row.n, row.share)
    return ""


def of_workers(who: str) -> str:
    of = "of interviewed workers" if "%" in who else "interviewed workers"
    return f"{who} {of}"


def interviews_sentence(interviews: Interviews | None, minimum: int) -> str:
    if interviews is None:
        return ""
    if interviews.n == 0:
        return "No worker was interviewed, so nothing here is confirmed by workers."
    if interviews.n < minimum:
        held = plural(interviews.n, "interview")
        return f"{held} are too few to show what workers say (from {minimum})."
    return ""
