"""Where the rules of origin and destination leave a gap, and who can close it.

Facts decide whether a gap is there; its words, who can do what and which objectives of
states it serves stand in `corridors.toml`, section [rule_gaps]. No legal advice.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from recruitcheck.corridors.fact_words import said, subject, when
from recruitcheck.corridors.facts import Fact
from recruitcheck.corridors.gap_texts import ACTORS, Actor, GapTexts, shipped_gap_texts
from recruitcheck.corridors.indicators import INDICATORS
from recruitcheck.corridors.legal_context import CountryRules, LegalContext

_WORST_FIRST = ("unregulated", "capped", "zero_fee", "employer_pays")
_FREE = ("zero_fee", "employer_pays")
_WATCHED = ("2WL", "3", "special")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap between rules, with the facts it rests on.

    `steps` says who can close it and how. `clauses` are ids of the crosswalk to which
    closing it contributes evidence: objectives of the Global Compact, targets of the SDGs.
    """

    id: str
    title: str
    words: str
    facts: tuple[Fact, ...]
    steps: Mapping[Actor, str]
    clauses: tuple[str, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who can do something, in the order of `ACTORS`."""
        return tuple(actor for actor in ACTORS if actor in self.steps)


@dataclass(frozen=True, slots=True)
class _Found:
    """A gap that is there: what fills its words, and the facts that say so."""

    values: Mapping[str, str]
    facts: tuple[Fact, ...]
    clauses: tuple[str, ...] = ()
    only: tuple[Actor, ...] = ACTORS


def gaps_between_rules(
    context: LegalContext, *, texts: GapTexts | None = None
) -> tuple[Gap, ...]:
    """The gaps that facts show, in the order of the file; none where too little is known.

    A gap is only said where facts say it: what is not known stands in
    `LegalContext.questions`.
    """
    texts = texts or shipped_gap_texts()
    return tuple(
        Gap(
            id=text.id,
            title=text.title.format(**found.values),
            words=text.words.format(**found.values),
            facts=found.facts,
            steps={
                actor: text.steps[actor]
                for actor in ACTORS
                if actor in text.steps and actor in found.only
            },
            clauses=tuple(dict.fromkeys((*text.clauses, *found.clauses))),
        )
        for text in texts.gaps
        for found in _FINDERS[text.id](context, texts)
    )


def _worst(side: CountryRules) -> Fact | None:
    """The rule that protects least; of two alike the one for all workers."""
    return min(
        side.fee_rules,
        key=lambda rule: (_WORST_FIRST.index(rule.value), rule.for_some),
        default=None,
    )


def _rule(fact: Fact) -> str:
    """'workers may be charged up to a limit: one month of salary (2025)'."""
    return f"{said(fact)}{f': {fact.detail}' if fact.detail else ''} ({when(fact)})"


def _both(context: LegalContext) -> tuple[Fact, Fact] | None:
    origin, destination = map(_worst, context.sides)
    if origin is None or destination is None:
        return None
    return origin, destination


def _pair_values(context: LegalContext, rules: tuple[Fact, Fact]) -> dict[str, str]:
    return {
        "origin": context.origin.name,
        "destination": context.destination.name,
        "origin_rule": _rule(rules[0]),
        "destination_rule": _rule(rules[1]),
    }


def _fee_at_home(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    rules = _both(context)
    if rules and rules[0].value not in _FREE and rules[1].value == "employer_pays":
        facts = (*rules, *context.caps)
        yield _Found(_pair_values(context, rules), facts)


def _fee_against_agreement(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    rule, agreement = _worst(context.origin), context.agreement
    if rule is None or agreement is None or agreement.value != "employer_pays":
        return
    if rule.value not in _FREE:
        values = {**_agreed(context, agreement).values, "origin_rule": _rule(rule)}
        yield _Found(values, (rule, agreement, *context.caps))


def _fee_abroad(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    rules = _both(context)
    if rules and rules[0].value == "zero_fee" and rules[1].value != "employer_pays":
        yield _Found(_pair_values(context, rules), rules)


def _both_charge(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    rules = _both(context)
    if rules and not any(rule.value in _FREE for rule in rules):
        yield _Found(_pair_values(context, rules), (*rules, *context.caps))


def _no_rule(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    for side in context.sides:
        rule = _worst(side)
        if rule is not None and rule.value == "unregulated":
            yield _Found({"country": side.name, "when": when(rule)}, (rule,))


def _other_destinations(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    others = context.origin.other_fee_rules
    if others and not context.origin.fee_rules:
        rule = others[0]
        values = {
            "origin": context.origin.name,
            "destination": context.destination.name,
            "origin_rule": _rule(rule),
            "scope": f"for {rule.scope}" if rule.scope else "for other destinations",
        }
        yield _Found(values, others)


def _for_some(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    for side in context.sides:
        if side.fee_rules and all(rule.for_some for rule in side.fee_rules):
            rule = side.fee_rules[0]
            values = {
                "country": side.name,
                "rule": said(rule),
                "scope": rule.scope,
                "when": when(rule),
            }
            yield _Found(values, side.fee_rules, only=_without(side))


def _without(side: CountryRules) -> tuple[Actor, ...]:
    """Everybody but the government of the other side, which cannot change this."""
    other = {
        "origin": "destination_government",
        "destination": "origin_government",
    }[side.side]
    return tuple(actor for actor in ACTORS if actor != other)


def _not_kept(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    """What workers of this corridor paid against a limit in the same money, or nothing.

    Surveys come before estimates; a single case shows nothing about a corridor.
    """
    own = [one for one in context.costs if one.about == str(context.corridor)]
    costs = sorted((one for one in own if one.grade != "D"), key=lambda one: one.grade)
    for cost in costs:
        for cap in context.caps:
            times = _times(cost, cap)
            if times is not None and times > 1:
                over = f"; that is {times:.1f} times as much"
                rule = f"at most {said(cap)} ({when(cap)}){over}"
                yield _Found(_paid(cost, rule), (cost, cap))
                return
    promise = _promised(context)
    paid = next((one for one in costs if one.number > 0), None)
    if promise is not None and paid is not None:
        yield _Found(_paid(paid, _promise_in_words(promise)), (paid, promise))


def _times(cost: Fact, cap: Fact) -> Decimal | None:
    """How many times the limit was paid; None where the money differs."""
    if not cost.amount or not cap.amount or cost.currency != cap.currency:
        return None
    return cost.amount / cap.amount


def _paid(cost: Fact, rule: str) -> dict[str, str]:
    survey = cost.grade == "A"
    evidence = "A survey found" if survey else "Estimates, not a survey, say"
    return {"evidence": evidence, "paid": said(cost), "when": when(cost), "rule": rule}


def _promised(context: LegalContext) -> Fact | None:
    """That workers pay nothing: a rule of either side for all of them, or an agreement."""
    rules = (*context.destination.fee_rules, *context.origin.fee_rules)
    found = [rule for rule in rules if rule.value in _FREE and not rule.for_some]
    if context.agreement is not None and context.agreement.value == "employer_pays":
        found.append(context.agreement)
    return next(iter(found), None)


def _promise_in_words(promise: Fact) -> str:
    if promise.indicator == "bilateral_agreement":
        return f"{said(promise)} ({when(promise)})"
    return f"{subject(promise)}: {_rule(promise)}"


def _no_agreement(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    if context.agreement is not None and context.agreement.value == "none":
        yield _agreed(context, context.agreement)


def _without_clause(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    if context.agreement is not None and context.agreement.value == "in_place":
        yield _agreed(context, context.agreement)


def _agreed(context: LegalContext, fact: Fact) -> _Found:
    values = {
        "origin": context.origin.name,
        "destination": context.destination.name,
        "when": f"{fact.detail}, {when(fact)}" if fact.detail else when(fact),
    }
    return _Found(values, (fact,))


def _tied(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    fact = context.destination.tied
    if fact is not None and fact.value != "free":
        values = {
            "destination": context.destination.name,
            "rule": said(fact),
            "when": when(fact),
        }
        yield _Found(values, (fact,))


def _not_ratified(context: LegalContext, texts: GapTexts) -> Iterator[_Found]:
    for side in context.sides:
        lacking = side.not_ratified
        if lacking:
            codes = [fact.indicator.partition("_")[2] for fact in lacking]
            names = map(_lacking, lacking)
            clauses = [clause for code in codes for clause in texts.instruments[code]]
            values = {"country": side.name, "instruments": "; ".join(names)}
            yield _Found(values, lacking, tuple(clauses), _without(side))


def _lacking(fact: Fact) -> str:
    """The instrument and since when we know, and more where it is more than 'no'."""
    more = f"{said(fact)}, " if fact.value in {"signed", "denounced"} else ""
    return f"{INDICATORS[fact.indicator].title} ({more}{when(fact)})"


def _trafficking(context: LegalContext, _: GapTexts) -> Iterator[_Found]:
    for side in context.sides:
        if side.tier is not None and side.tier.value in _WATCHED:
            tier = side.tier
            values = {"country": side.name, "rule": said(tier), "when": when(tier)}
            yield _Found(values, (tier,), only=_without(side))


_FINDERS: Mapping[str, Callable[[LegalContext, GapTexts], Iterator[_Found]]] = {
    "fee-at-home-employer-pays-abroad": _fee_at_home,
    "fee-at-home-agreement-says-no": _fee_against_agreement,
    "fee-free-at-home-fee-abroad": _fee_abroad,
    "both-let-workers-pay": _both_charge,
    "no-rule-on-fees": _no_rule,
    "rule-for-other-destinations": _other_destinations,
    "rule-for-some-workers": _for_some,
    "rule-not-kept": _not_kept,
    "no-agreement": _no_agreement,
    "agreement-without-clause": _without_clause,
    "tied-to-employer": _tied,
    "not-ratified": _not_ratified,
    "trafficking-response": _trafficking,
}
