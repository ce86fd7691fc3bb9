"""What a page says first and which charts it shows: read from the view alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.reports.charts.chart import Chart
from recruitcheck.reports.charts.distributions import distribution
from recruitcheck.reports.charts.evidence import evidence
from recruitcheck.reports.charts.flow import flow
from recruitcheck.reports.charts.journey import comparison, journey
from recruitcheck.reports.charts.labels import clean
from recruitcheck.reports.charts.money import costs, payments
from recruitcheck.reports.charts.principles import principles
from recruitcheck.reports.charts.risk import risk
from recruitcheck.reports.charts.rulers import ruler
from recruitcheck.reports.charts.workers import incidences, voices
from recruitcheck.reports.headlines import supplier_headline, supplier_lede
from recruitcheck.reports.network_headlines import (
    corridor_headline,
    corridor_lede,
    network_headline,
    network_lede,
    scored_names,
)
from recruitcheck.reports.views import (
    BriefView,
    CorridorView,
    NetworkView,
    SupplierView,
    View,
)


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


def _corridor_page(view: CorridorView) -> Page:
    scored = scored_names(view.suppliers)
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


def _network_page(view: NetworkView) -> Page:
    dots = distribution(scored_names(view.suppliers), view.bands, noun="supplier")
    return Page(
        title=f"{clean(view.name)}, {clean(view.cycle)}",
        headline=network_headline(view),
        lede=network_lede(view),
        charts=_by_slug([dots]),
    )
