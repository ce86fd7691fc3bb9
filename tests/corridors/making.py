"""Facts made for tests: true of no country."""

from recruitcheck.corridors.facts import Fact, Source
from recruitcheck.corridors.indicators import INDICATORS

SOURCE = Source(
    id="TEST",
    title="A report",
    publisher="An office",
    year="2025",
    address="https://example.org/report",
    retrieved_on="2026-11-02",
)


def fact(indicator, about, value, reference="2025", **more):
    return Fact(
        indicator=indicator,
        about=about,
        value=str(value),
        unit=INDICATORS[indicator].unit or "NPR",
        reference=reference,
        sources=(SOURCE,),
        **more,
    )
