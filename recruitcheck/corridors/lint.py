"""The authoring lint of `scoring/corridors.toml` and of the facts about countries."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from recruitcheck.corridors.costs import CATEGORIES, RECURRING, REPAID, TOTAL
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.forced_labour import Indicator, IndicatorRules
from recruitcheck.corridors.gap_texts import GapTexts, read_gap_texts
from recruitcheck.corridors.judgements import FILE, read_judgements
from recruitcheck.corridors.residual import ResidualRules
from recruitcheck.corridors.risk_model import read_risk_model
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.lint import Formula, ever, lint_comparisons
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire


def lint_corridors(
    folder: Path,
    questionnaires: Sequence[Questionnaire],
    clauses: Collection[str] | None,
) -> tuple[Issue, ...]:
    """Everything wrong in the judgements of corridors and the facts they weigh.

    `folder` is that of the scoring rules, `clauses` the ids of the crosswalk, None
    where that cannot be used. Questions are looked at only where a worker questionnaire
    can be used.
    """
    _, found = read_judgements("residual", ResidualRules, folder)
    rules, wrong = read_judgements("forced_labour", IndicatorRules, folder)
    _, risk = read_risk_model(folder)
    _, facts = read_facts(folder)
    gaps, amiss = read_gap_texts(folder)
    issues = [*risk, *found, *wrong, *amiss, *facts, *_costs(questionnaires)]
    if gaps is not None and clauses is not None:
        issues += _gap_clauses(gaps, clauses)
    if rules is None:
        return tuple(issues)
    told = {
        q.id: q for one in questionnaires if one.respondent == "worker" for q in one
    }
    for number, indicator in enumerate(rules.indicators, 1):
        label = f"forced_labour.indicators.{number}"
        if clauses is not None:
            issues += _clause(indicator, label, clauses)
        if told:
            issues += _questions(indicator, label, told)
    return tuple(issues)


def _costs(questionnaires: Sequence[Questionnaire]) -> Iterator[Issue]:
    """Amounts of no category, which no table and no sum would show."""
    known = (*CATEGORIES, TOTAL, REPAID, RECURRING)
    for question in (one for form in questionnaires for one in form):
        if question.cost and question.cost not in known:
            hint = did_you_mean(question.cost, known)
            yield issue(
                "Q261",
                question.place,
                found=question.cost,
                allowed=listed(known, most=len(known)),
                hint=hint,
            )


def _gap_clauses(gaps: GapTexts, clauses: Collection[str]) -> Iterator[Issue]:
    """Clauses that no framework has."""
    named = [
        *(
            (f"rule_gaps.gaps.{n}.clauses", one.clauses)
            for n, one in enumerate(gaps.gaps, 1)
        ),
        *(
            (f"rule_gaps.instruments.{k}", names)
            for k, names in gaps.instruments.items()
        ),
    ]
    for label, names in named:
        for name in names:
            if name not in clauses:
                place = Place(f"scoring/{FILE}", label=label)
                hint = did_you_mean(name, clauses)
                yield issue("M226", place, found=name, hint=hint)


def _place(label: str, key: str) -> Place:
    return Place(f"scoring/{FILE}", label=f"{label}.{key}")


def _clause(
    indicator: Indicator, label: str, clauses: Collection[str]
) -> Iterator[Issue]:
    if indicator.id not in clauses:
        hint = did_you_mean(indicator.id, clauses)
        yield issue("M226", _place(label, "id"), found=indicator.id, hint=hint)


def _questions(
    indicator: Indicator, label: str, told: Mapping[str, Question]
) -> Iterator[Issue]:
    condition, place = indicator.condition, _place(label, "reported")
    for name in indicator.asked:
        if name not in told:
            hint = did_you_mean(name, told)
            yield issue("M201", _place(label, "asked"), found=name, hint=hint)
    unknown = [name for name in condition.references if name not in told]
    for name in unknown:
        yield issue("M201", place, found=name, hint=did_you_mean(name, told))
    compared = list(lint_comparisons(Formula("reported", place, condition, told)))
    yield from compared
    if not (unknown or compared or ever([condition], told)):
        names = listed(condition.references)
        yield issue("Q225", place, text=condition.text, questions=names)
