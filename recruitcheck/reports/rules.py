"""The rules of a corridor on both sides, as its page and its brief show them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from recruitcheck.corridors.fact_words import citations, sentence
from recruitcheck.corridors.facts import Fact
from recruitcheck.corridors.gap_texts import ACTOR_NAMES, Actor, GapTexts
from recruitcheck.corridors.gaps import Gap, gaps_between_rules
from recruitcheck.corridors.legal_context import (
    NO_ADVICE,
    LegalContext,
)
from recruitcheck.reports import views
from recruitcheck.scoring.crosswalk import Clause


def rules_of(
    context: LegalContext,
    clauses: Mapping[str, Clause],
    *,
    on: date,
    texts: GapTexts | None = None,
    gaps_alone: bool = False,
) -> views.Rules:
    """Every rule with its source, the gaps between them, and what is not known.

    `texts` are the words of gaps, without them the shipped ones. With `gaps_alone` only the facts that gaps rest on, and their sources.
    """
    gaps = gaps_between_rules(context, texts=texts)
    facts = [fact for gap in gaps for fact in gap.facts]
    if not gaps_alone:
        facts = [*context.facts, *facts]
    sources = tuple(dict.fromkeys(line for one in facts for line in citations(one)))
    names = _actors(context)
    between = (*context.agreements, *context.caps, *context.costs)
    return views.Rules(
        rows=() if gaps_alone else tuple(_rows(context, sources)),
        between=() if gaps_alone else fact_rows(between, sources),
        gaps=tuple(_gap(gap, names, clauses, sources) for gap in gaps),
        questions=tuple((one.text, one.look_up) for one in context.questions),
        sources=sources,
        on=on.isoformat(),
        no_advice=NO_ADVICE,
    )


def _actors(context: LegalContext) -> dict[Actor, str]:
    """Governments by the name of their country."""
    names = dict(ACTOR_NAMES)
    for side in context.sides:
        actor: Actor = (
            "origin_government" if side.side == "origin" else "destination_government"
        )
        names[actor] = f"Government of {side.name}"
    return names


def _rows(context: LegalContext, sources: Sequence[str]) -> Iterable[views.RuleRow]:
    for title, some in (
        ("Fees for recruitment", lambda side: side.fee_rules),
        ("Fees, other destinations", lambda side: side.other_fee_rules),
        ("Bound to one employer", lambda side: _known(side.tied)),
        ("Ratified", lambda side: side.ratified),
        ("Not ratified", lambda side: side.not_ratified),
        ("Trafficking report", lambda side: _known(side.tier)),
    ):
        own = [fact_rows(some(side), sources) for side in context.sides]
        if any(own):
            yield views.RuleRow(title, *own)


def _known(fact: Fact | None) -> tuple[Fact, ...]:
    return () if fact is None else (fact,)


def fact_rows(
    facts: Iterable[Fact], sources: Sequence[str]
) -> tuple[views.FactRow, ...]:
    """Facts in sentences, each with the numbers of its sources, from 1."""
    return tuple(
        views.FactRow(
            sentence(fact),
            tuple(sources.index(line) + 1 for line in citations(fact)),
            stale=fact.stale,
            own=fact.by_user,
        )
        for fact in facts
    )


def _gap(
    gap: Gap,
    names: Mapping[Actor, str],
    clauses: Mapping[str, Clause],
    sources: Sequence[str],
) -> views.RuleGap:
    numbers = {
        sources.index(line) + 1 for fact in gap.facts for line in citations(fact)
    }
    return views.RuleGap(
        gap.title,
        gap.words,
        tuple(sorted(numbers)),
        tuple((names[actor], gap.steps[actor]) for actor in gap.actors),
        tuple(_clause(name, clauses) for name in gap.clauses),
    )


def _clause(name: str, clauses: Mapping[str, Clause]) -> str:
    """'GCM-6.c' where that number is official, else its title."""
    found = clauses.get(name)
    if found is None or found.numbering == "official":
        return name.replace("_", " ")
    return found.title
