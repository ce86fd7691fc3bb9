"""Facts in plain words, for people who read neither codes nor tables."""

from collections.abc import Mapping

from recruitcheck.corridors.countries import country_name
from recruitcheck.corridors.facts import ANY, Fact
from recruitcheck.corridors.indicators import INDICATORS

_VALUES: Mapping[str, str] = {
    "1": "Tier 1",
    "2": "Tier 2",
    "2WL": "Tier 2 Watch List",
    "3": "Tier 3",
    "special": "special case",
    "zero_fee": "workers may not be charged",
    "employer_pays": "the employer must pay",
    "capped": "workers may be charged up to a limit",
    "unregulated": "no rule",
    "kafala_variant": "tied to the employer (sponsorship, a variant of kafala)",
    "permit_tied": "tied to the employer by the permit",
    "free": "free to change employer",
    "ratified": "ratified",
    "not_ratified": "not ratified",
    "no_action": "not ratified, not signed",
    "signed": "signed, not ratified",
    "denounced": "ratified and later denounced",
    "in_place": "an agreement, not known to say that the employer pays",
    "none": "no agreement",
    "historic": "an agreement of the past",
}
_AGREED = "an agreement by which the employer pays"
_UNITS = {"months_of_destination_earnings": "months of earnings"}


def subject(fact: Fact) -> str:
    """'Nepal', 'Nepal to Malaysia', 'Bangladesh to all destinations'."""
    origin, between, destination = fact.about.partition("-")
    if not between:
        return country_name(origin)
    start = "All origins" if origin == ANY else country_name(origin)
    end = "all destinations" if destination == ANY else country_name(destination)
    return f"{start} to {end}"


def said(fact: Fact) -> str:
    """What a fact says: 'Tier 2', '11 months of earnings', 'BDT 165,000'."""
    if fact.indicator == "bilateral_agreement" and fact.value == "employer_pays":
        return _AGREED
    if not INDICATORS[fact.indicator].is_number:
        return _VALUES[fact.value]
    if INDICATORS[fact.indicator].unit:
        unit = _UNITS.get(fact.unit, fact.unit)
        if unit == "percentile rank":
            return f"{unit} {fact.number:.0f} of 100"
        return f"{fact.number:g} {unit.removesuffix('s') if fact.number == 1 else unit}"
    return money(fact)


def money(fact: Fact) -> str:
    """'BDT 165,000', 'USD 4,000 to 4,500'; '' without an amount."""
    if fact.amount is None:
        return ""
    high = "" if fact.amount_high is None else f" to {fact.amount_high:,}"
    return f"{fact.currency} {fact.amount:,}{high}"


def when(fact: Fact) -> str:
    """'2024', or '2024, carried forward'."""
    basis = "" if fact.basis == "listed" else f", {fact.basis}"
    return f"{fact.reference}{basis}"


def sentence(fact: Fact) -> str:
    """The fact in one line, with its day, whom it covers, and what to know about it."""
    title = INDICATORS[fact.indicator].title
    text = f"{subject(fact)}, {title}: {said(fact)} ({when(fact)})"
    limit = money(fact) if fact.indicator.startswith("fee_law") else ""
    for label, more in (
        ("for", fact.scope),
        ("limit", limit),
        (_detail(fact), fact.detail),
        ("legal basis", fact.legal_basis),
        ("grade of evidence", fact.grade if len(fact.grade) == 1 else ""),
        ("note", fact.note),
    ):
        text += f"; {label}: {more}" if more else ""
    return f"{text}."


def _detail(fact: Fact) -> str:
    """What the detail of a fact is: the rule in words, a statistic, a day."""
    if fact.indicator.startswith("ratification"):
        return "on"
    return "statistic" if INDICATORS[fact.indicator].ages == "survey" else "rule"


def citations(fact: Fact) -> tuple[str, ...]:
    """Each source: title, publisher, year, address, and the day it was entered."""
    return tuple(
        f"{one.title}. {one.publisher}, {one.year}. {one.address}"
        + (f" ({one.version})" if one.version else "")
        + (f", entered {one.retrieved_on}" if one.retrieved_on else "")
        + (f" [{one.note}]" if one.note else "")
        for one in fact.sources
    )


def record(fact: Fact) -> dict[str, object]:
    """The fact as plain values, for JSON; amounts as text, so that no digit is lost."""
    return {
        "indicator": fact.indicator,
        "about": fact.about,
        "value": fact.value,
        "unit": fact.unit,
        "reference_date": fact.reference,
        "basis": fact.basis,
        "stale": fact.stale,
        "by_user": fact.by_user,
        "scope": fact.scope,
        "detail": fact.detail,
        "legal_basis": fact.legal_basis,
        "amount": None if fact.amount is None else str(fact.amount),
        "amount_high": None if fact.amount_high is None else str(fact.amount_high),
        "currency": fact.currency,
        "grade": fact.grade,
        "note": fact.note,
        "words": sentence(fact),
        "sources": [
            {
                "title": one.title,
                "publisher": one.publisher,
                "year": one.year,
                "address": one.address,
                "version": one.version,
                "terms": one.terms,
                "retrieved_on": one.retrieved_on,
                "note": one.note,
            }
            for one in fact.sources
        ],
        "replaced": [record(old) for old in fact.replaced],
    }
