"""The dialogue brief of a corridor: facts for everybody, figures of five or more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import country_name
from recruitcheck.corridors.outcomes import Told
from recruitcheck.corridors.residual import Binding
from recruitcheck.corridors.risk import CAVEAT
from recruitcheck.reports import views
from recruitcheck.reports.charts.numbers import percent, whole
from recruitcheck.reports.known import known_summary
from recruitcheck.reports.parts import method_of
from recruitcheck.reports.risks import risk_of
from recruitcheck.reports.rules import rules_of
from recruitcheck.results import Results
from recruitcheck.summaries.corridors import CorridorSummary
from recruitcheck.summaries.samples import shown_units

LEAST_ORGANISATIONS = 5
"""Below so many companies their figures could be guessed by those who know them."""
_FEW_HEARD = (
    f"Workers were interviewed at fewer than {LEAST_ORGANISATIONS} companies. What they"
    " say is not shown, so that nobody can tell where it was said."
)
_LEAST_WEAK = 3
_MOST_WEAK = 4
_BAD = 0.5  # points 0-1 below which an answer is weak

_DECIDES: Mapping[Binding, str] = {
    "inherent risk after practice": "what companies do decides it",
    "observed harm": "what workers report decides it",
    "no worker voice: no control credit": "too few workers were heard to count practice",
    "last known harm": "what workers reported in an earlier cycle decides it",
}


def brief_view(corridor: Corridor, results: Results) -> views.BriefView:
    """The brief of a corridor, from facts and from what members' data show."""
    risk = results.inherent_risk(corridor)
    rules = rules_of(
        results.legal_context(corridor),
        results.clauses,
        on=results.facts_on,
        texts=results.corridor_model.gaps,
        gaps_alone=True,
    )
    scored = _scored(corridor, results)
    enough = len(scored) >= LEAST_ORGANISATIONS
    units = shown_units(results.corridors.get(corridor, ()), results)
    heard = len({one.organisation for one in units})
    summary = _of_many(known_summary(corridor, results), heard) if enough else None
    figures = () if summary is None else tuple(_figures(summary, len(scored)))
    shown = risk_of(
        risk,
        results.facts.known_of(corridor),
        None if summary is None else summary.residual,
    )
    origin, destination = map(country_name, (corridor.origin, corridor.destination))
    return views.BriefView(
        origin=origin,
        origin_code=corridor.origin,
        destination=destination,
        destination_code=corridor.destination,
        cycle=max(results.cycles.values(), default=("",))[-1],
        on=results.facts_on.isoformat(),
        headline=_headline(rules, summary),
        lede=_lede(shown, (origin, destination)),
        risk=shown,
        rules=rules,
        figures=figures,
        why_none=_why_less(heard) if enough else _why_none(results),
        weak=tuple(_weak(corridor, scored, results)) if enough else (),
        steps=_steps(rules.gaps),
        questions=tuple(_questions(rules, summary)),
        unknown=rules.questions,
        method=method_of(results),
        index_href="../index.html",
    )


def _scored(corridor: Corridor, results: Results) -> list[str]:
    """Suppliers with a score in the corridor."""
    units = results.corridors.get(corridor, ())
    return [one.organisation for one in units if one.score is not None]


def _of_many(summary: CorridorSummary | None, heard: int) -> CorridorSummary | None:
    """The summary without what workers of fewer than five companies say.

    Each figure has its own companies, for not every worker answers every question; what
    is left of the risk rests on all of them. Companies with too few interviews count
    together as one.
    """
    if summary is None:
        return None
    months, left = summary.months, summary.residual
    if months is not None and months.parts < LEAST_ORGANISATIONS:
        months = None
    if (
        left is not None
        and heard < LEAST_ORGANISATIONS
        and left.binding in {"observed harm", "last known harm"}
    ):
        left = None
    outcomes = {
        name: told if told is not None and told.parts >= LEAST_ORGANISATIONS else None
        for name, told in summary.outcomes.items()
    }
    return replace(summary, outcomes=outcomes, months=months, residual=left)


def _why_less(heard: int) -> str:
    return _FEW_HEARD if 0 < heard < LEAST_ORGANISATIONS else ""


def _why_none(results: Results) -> str:
    if not results.network.assessments:
        return "No company has reported on this corridor here."
    return (
        f"Fewer than {LEAST_ORGANISATIONS} companies have a score in this corridor. What"
        " they and their workers say is not shown, so that nobody can tell whose it is."
    )


def _headline(rules: views.Rules, summary: CorridorSummary | None) -> str:
    """What workers pay where that may be said, else the first gap, else the risk."""
    fee = None if summary is None else summary.outcomes.get("fee")
    if fee is not None and fee.share is not None and fee.share > 0:
        who = f"About {percent(fee.share)} of interviewed workers paid for their job"
        return f"{who}; {_gaps_words(rules)}"
    if rules.gaps:
        return rules.gaps[0].title
    return "What is known of this corridor, and what is not"


def _gaps_words(rules: views.Rules) -> str:
    number = len(rules.gaps)
    if not number:
        return "no gap between the rules is known"
    one = "one gap between the rules is" if number == 1 else None
    return f"{one or f'{number} gaps between the rules are'} known"


def _lede(risk: views.Risk, names: tuple[str, str]) -> str:
    known = f"{percent(risk.known)} of what is weighed is known"
    provisional = ", so this is provisional" if risk.provisional else ""
    return (
        f"Before any company acts, recruitment from {names[0]} to {names[1]} has a risk of"
        f" {whole(risk.value)} of 100 ({whole(risk.low)} to {whole(risk.high)} whatever is"
        f" still unknown; {known}{provisional}). {CAVEAT}"
    )


def _figures(summary: CorridorSummary, companies: int) -> Iterator[views.BriefFigure]:
    """In whole numbers: practice, what is left of the risk, what workers report."""
    if summary.practice is not None:
        covered = percent(summary.practice.coverage)
        yield views.BriefFigure(
            f"{whole(summary.practice.assured)} of 100",
            "How companies recruit",
            f"mean of {companies} companies by their workers; {covered} of the workers"
            " known here are at companies with a score",
        )
    if summary.residual is not None:
        yield views.BriefFigure(
            f"{whole(summary.residual.risk)} of 100",
            f"Risk that is left: {summary.residual.tier}",
            _DECIDES[summary.residual.binding],
        )
    titles = {
        "fee": "paid for their job",
        "debt": "borrowed to pay for it",
        "documents": "say somebody else keeps their passport",
        "contract": "got worse terms than promised",
    }
    for name, title in titles.items():
        yield from _share(summary.outcomes.get(name), title)
    months = summary.months
    if months is not None and months.mean is not None:
        yield views.BriefFigure(
            f"{months.mean:.1f} months",
            "of their own pay is what workers paid on average",
            f"{months.n} interviews at these companies, those who paid nothing included;"
            " not a national figure (SDG 10.7.1)",
        )


def _share(found: Told | None, title: str) -> Iterator[views.BriefFigure]:
    if found is None or found.share is None or found.low is None or found.high is None:
        return
    yield views.BriefFigure(
        f"about {percent(found.share)}",
        f"of interviewed workers {title}",
        f"{percent(found.low)} to {percent(found.high)} fits this sample;"
        f" {found.n} interviews",
    )


def _weak(corridor: Corridor, scored: Sequence[str], results: Results) -> Iterator[str]:
    """Questions with a weak answer at three or more companies, the most common first."""
    count: Counter[str] = Counter()
    for one in results.corridors[corridor]:
        if one.organisation in scored:
            count.update(
                name
                for name, detail in one.details.items()
                if detail.weight and detail.limited < _BAD
            )
    common = [(name, n) for name, n in count.items() if n >= _LEAST_WEAK]
    ranked = sorted(common, key=lambda pair: (-pair[1], pair[0]))
    said = [(results.questions[name].finding, n) for name, n in ranked]
    for finding, n in [pair for pair in said if pair[0]][:_MOST_WEAK]:
        yield f"{finding} ({n} of {len(scored)} companies)"


def _steps(gaps: Iterable[views.RuleGap]) -> tuple[views.ActorSteps, ...]:
    found: dict[str, list[tuple[str, int]]] = {}
    for number, gap in enumerate(gaps, 1):
        for actor, step in gap.steps:
            found.setdefault(actor, []).append((step, number))
    return tuple(
        views.ActorSteps(actor, tuple(_once(steps))) for actor, steps in found.items()
    )


def _once(steps: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The same step once, for the first gap it closes."""
    seen: set[str] = set()
    for step, number in steps:
        if step not in seen:
            seen.add(step)
            yield step, number


def _questions(rules: views.Rules, summary: CorridorSummary | None) -> Iterator[str]:
    """For the table: they follow from what was found, and nobody knows the answer."""
    fee: Mapping[str, Told | None] = {} if summary is None else summary.outcomes
    paid = fee.get("fee")
    if paid is not None and paid.share:
        yield (
            "Which of these payments can employers take over this year, and what would"
            " keep them from coming back under another name?"
        )
    for number, gap in enumerate(rules.gaps[:3], 1):
        first = gap.steps[0][0] if gap.steps else "Somebody"
        yield (
            f"Gap {number}, “{gap.title}”: who moves first, the {_lower(first)} or another,"
            " and by when?"
        )
    yield (
        "How will workers who already paid learn that they can be repaid, also after they"
        " have gone home?"
    )
    yield "What will each side report to the other before the next meeting?"


def _lower(text: str) -> str:
    return text if text.startswith("Government") else text[:1].lower() + text[1:]
