"""The inherent risk of a corridor said to a person, and as plain values for programs."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.corridors.fact_words import citations, record, sentence
from recruitcheck.corridors.facts import Fact
from recruitcheck.corridors.gap_texts import ACTOR_NAMES
from recruitcheck.corridors.gaps import Gap
from recruitcheck.corridors.legal_context import NO_ADVICE, Question
from recruitcheck.corridors.risk import CAVEAT, InherentRisk, RiskPart
from recruitcheck.scoring.crosswalk import Clause

_WIDTH = 88
_NAMES = 42


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a corridor: its risk, what else is known, rules and their gaps.

    `others` are facts that are known, weighed or not; `clauses` those of the
    crosswalk, to say what a gap serves.
    """

    risk: InherentRisk
    others: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    questions: tuple[Question, ...] = ()
    clauses: Mapping[str, Clause] = field(default_factory=dict)


def statement(told: Told) -> str:
    """The whole of it in lines: risk, reasons, unknowns, gaps, facts, sources."""
    risk, rest = told.risk, told.risk.besides(told.others)
    facts = (*risk.facts, *rest)
    sources = list(dict.fromkeys(line for fact in facts for line in citations(fact)))
    at = {line: number for number, line in enumerate(sources, 1)}
    lines = [*_head(risk), ""]
    for part in risk.parts:
        lines += [*_part(part), ""]
    lines += [*_floors(risk), *_unknown(risk), *_gaps(told, at), *_questions(told)]
    if risk.facts:
        lines += ["Facts that were weighed; numbers in brackets are sources", ""]
        lines += [*_facts(risk.facts, at), ""]
    if rest:
        lines += ["Also known, not weighed", "", *_facts(rest, at), ""]
    if sources:
        lines += ["Sources", ""]
        for number, line in enumerate(sources, 1):
            lines += _wrapped(f"[{number}] {line}", hang=5)
        lines.append("")
    weights = f"{risk.model.id} {risk.model.version} ({risk.model.hash[:8]})"
    lines += _wrapped(
        f"Weights: {weights}, scoring/corridors.toml. Facts older than their limit on"
        f" {risk.on} are marked old; that changes no number."
    )
    return "\n".join(lines)


def _head(risk: InherentRisk) -> Iterator[str]:
    yield f"{corridor_name(risk.corridor)} ({risk.corridor})"
    yield ""
    yield from _wrapped(
        f"Inherent risk {risk.value:.0f} of 100 (0 low, 100 high). Whatever is not known"
        f" yet, it lies between {risk.low:.0f} and {risk.high:.0f}."
    )
    known = f"{risk.completeness:.0%} of what is weighed is known"
    least = f"{risk.model.provisional:.0%}"
    provisional = f": provisional, because it is less than {least}"
    yield f"{known}{provisional if risk.provisional else ''}."
    yield from _wrapped(
        f"{CAVEAT} It says where to look first, before any employer or recruiter has"
        " acted, and nothing about any one of them."
    )


def _part(part: RiskPart) -> Iterator[str]:
    yield f"{part.title}: {part.value:.0f} of 100, weight {part.weight:.0%}"
    for one in part.indicators:
        value = "  -" if one.value is None else f"{one.value:3.0f}"
        name = f"{one.title} ({one.weight:.0%})"
        yield from _wrapped(f"  {value}  {name:<{_NAMES}}{one.words}", hang=7 + _NAMES)


def _floors(risk: InherentRisk) -> Iterator[str]:
    lifted = risk.reasons[len(risk.parts) :]
    for line in lifted:
        yield from _wrapped(line)
    if lifted:
        yield ""


def _unknown(risk: InherentRisk) -> Iterator[str]:
    if risk.unknown:
        yield "Not known, and what would fill it"
        yield ""
        for what, by in risk.unknown:
            yield from _wrapped(f"- {what}: {by}", hang=2)
        yield from _wrapped(
            "Add what you find, with its source, to scoring/countries/own (its README"
            " says how)."
        )
        yield ""


def _gaps(told: Told, at: Mapping[str, int]) -> Iterator[str]:
    if told.gaps:
        yield "Where the rules leave a gap"
        yield from _wrapped(NO_ADVICE)
        yield ""
    for gap in told.gaps:
        cited = dict.fromkeys(line for fact in gap.facts for line in citations(fact))
        numbers = "".join(f"[{at[line]}]" for line in cited)
        yield from _wrapped(f"* {gap.title}", hang=2)
        yield from _wrapped(f"  {gap.words} {numbers}", hang=2)
        for actor in gap.actors:
            yield from _wrapped(f"  - {ACTOR_NAMES[actor]}: {gap.steps[actor]}", hang=4)
        served = "; ".join(served_by(gap, told.clauses))
        if served:
            yield from _wrapped(f"  Contributes evidence to: {served}.", hang=4)
        yield ""


def served_by(gap: Gap, clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    """Objectives of states that closing a gap contributes evidence to, in words."""
    return tuple(
        f"{clauses[name].framework} {clauses[name].title}"
        for name in gap.clauses
        if name in clauses
    )


def _questions(told: Told) -> Iterator[str]:
    if told.questions:
        yield "Questions that no fact answers yet"
        yield ""
        for question in told.questions:
            yield from _wrapped(
                f"- {question.text} Look for {question.look_up}.", hang=2
            )
        yield ""


def _facts(facts: Iterable[Fact], at: dict[str, int]) -> Iterator[str]:
    for fact in facts:
        numbers = "".join(f"[{at[line]}]" for line in citations(fact))
        old = " OLD." if fact.stale else ""
        own = " Your own row." if fact.by_user else ""
        yield from _wrapped(f"- {sentence(fact)}{old}{own} {numbers}", hang=2)
        for one in fact.replaced:
            where = f"{one.sources[0].title}, {one.sources[0].publisher}"
            yield from _wrapped(f"  replaces: {sentence(one)} {where}", hang=4)


def _wrapped(text: str, *, hang: int = 0) -> list[str]:
    """Lines of a readable width; addresses are never broken."""
    return textwrap.wrap(
        text,
        _WIDTH,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def risk_record(told: Told) -> dict[str, object]:
    """The same as plain values: numbers 0-100, shares 0-1, None where not known."""
    risk = told.risk
    return {
        "corridor": str(risk.corridor),
        "name": corridor_name(risk.corridor),
        "inherent_risk": risk.value,
        "low": risk.low,
        "high": risk.high,
        "completeness": risk.completeness,
        "provisional": risk.provisional,
        "caveat": CAVEAT,
        "floors": list(risk.floors),
        "reasons": list(risk.reasons),
        "parts": [
            {
                "part": part.name,
                "title": part.title,
                "weight": part.weight,
                "risk": part.value,
                "mean_of_known": part.mean,
                "known": part.known,
                "low": part.low,
                "high": part.high,
                "indicators": [
                    {
                        "indicator": one.id,
                        "title": one.title,
                        "weight": one.weight,
                        "risk": one.value,
                        "known": one.known,
                        "words": one.words,
                        "filled_by": one.unknown or None,
                    }
                    for one in part.indicators
                ],
            }
            for part in risk.parts
        ],
        "unknown": [{"what": what, "filled_by": by} for what, by in risk.unknown],
        "facts": [record(fact) for fact in risk.facts],
        "also_known": [record(fact) for fact in risk.besides(told.others)],
        "gaps": [
            {
                "gap": gap.id,
                "title": gap.title,
                "words": gap.words,
                "steps": {actor: gap.steps[actor] for actor in gap.actors},
                "contributes_evidence_to": list(gap.clauses),
                "facts": [sentence(fact) for fact in gap.facts],
            }
            for gap in told.gaps
        ],
        "questions": [
            {"question": one.text, "look_up": one.look_up} for one in told.questions
        ],
        "on": risk.on.isoformat(),
        "model": {
            "id": risk.model.id,
            "version": risk.model.version,
            "hash": risk.model.hash,
        },
    }
