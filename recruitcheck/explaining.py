"""Why a score is what it is, in words that a person without programming can check."""

from collections.abc import Iterator, Mapping

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.explain import Explanation, Loss, explain

_MOST = 15


def explain_assessment(one: Assessment, results: Results) -> Explanation | None:
    """The exact split of the points an organisation lost in a corridor."""
    (row,) = score(one.inputs, results.network.rules[one.role]).to_pylist()
    return explain(row, one.details, results.network.rules[one.role])


def explanation_record(one: Assessment, results: Results) -> Mapping[str, object]:
    """The split as plain data, each question with its clauses and its cell."""
    found = explain_assessment(one, results)
    return {
        "organisation": one.organisation,
        "corridor": str(one.corridor) if one.corridor else None,
        "cycle": one.cycle,
        "score": one.score,
        "band": one.band,
        "why_no_score": one.why_none or None,
        "gate": found.gate if found else None,
        "rounding": found.rounding if found else None,
        "lost": [
            {
                "question": loss.question,
                "principle": loss.principle,
                "answer": loss.answer,
                "missing": loss.missing,
                "evidence": loss.evidence,
                "workers": loss.workers,
                "clauses": list(results.questions[loss.question].clauses),
                "file": place[0],
                "sheet": place[1],
                "cell": place[2],
            }
            for loss in (found.losses if found else ())
            for place in [_place(one, loss.question)]
        ],
    }


def _place(one: Assessment, question: str) -> tuple[str, str | None, str | None]:
    answer = one.unit.answer(question)
    if answer is None:
        return one.unit.own.file, None, None
    return answer.place.file, answer.place.sheet, answer.place.cell


def explanation_text(one: Assessment, results: Results) -> str:
    """The split as a page of text: the reasons, then the questions that cost most."""
    return "\n".join(_lines(one, results))


def _lines(one: Assessment, results: Results) -> Iterator[str]:
    name = one.unit.own.name or one.organisation
    where = f", {corridor_name(one.corridor)}" if one.corridor else ""
    yield f"{name}{where}, {one.cycle}"
    found = explain_assessment(one, results)
    if found is None or one.score is None:
        yield f"No score. {one.why_none}"
        return
    band = results.model.band(one.score)
    yield f"{one.score:.1f} of 100, band {band.letter} ({band.name})"
    yield ""
    yield f"Where the other {100 - one.score:.1f} points went:"
    sums = {
        "answers worth less than the best": sum(x.answer for x in found.losses),
        "questions not answered": sum(x.missing for x in found.losses),
        "claims without enough evidence": sum(x.evidence for x in found.losses),
        "claims that workers contradict": sum(x.workers for x in found.losses),
        f"the ceiling of {one.cap:.0f} ({', '.join(one.binding)})": found.gate,
        "rounding to one decimal": found.rounding,
    }
    for words, points in sums.items():
        if abs(points) >= 0.05:
            yield f"{points:6.1f}  {words}"
    ranked = sorted(found.losses, key=lambda loss: -loss.total)
    ranked = [loss for loss in ranked if loss.total >= 0.05]
    if not ranked:
        return
    yield ""
    yield "The questions that cost most:"
    for loss in ranked[:_MOST]:
        yield from _loss(loss, one, results)
    rest = sum(loss.total for loss in ranked[_MOST:])
    if rest:
        yield f"{rest:6.1f}  in {len(ranked) - _MOST} more questions"


def _loss(loss: Loss, one: Assessment, results: Results) -> Iterator[str]:
    question = results.questions[loss.question]
    label = next(filter(None, question.labels.values()), "")
    yield f"{loss.total:6.1f}  {loss.question} {label}"
    parts = {
        "answer": loss.answer,
        "not answered": loss.missing,
        "evidence": loss.evidence,
        "workers": loss.workers,
    }
    told = ", ".join(f"{w} {p:.1f}" for w, p in parts.items() if p >= 0.05)
    file, sheet, cell = _place(one, loss.question)
    at = f"{file}, sheet '{sheet}', cell {cell}" if cell else file
    yield f"        {told} · {at}"
