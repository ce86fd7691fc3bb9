"""What the answers rest on: one bar cut by kind of evidence."""

from recruitcheck.reports.charts.canvas import Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart
from recruitcheck.reports.charts.numbers import whole_percents
from recruitcheck.reports.views import EvidenceLevel, EvidenceMix

LEVELS: dict[EvidenceLevel, str] = {
    "declared": "Declared only",
    "document": "Document seen",
    "audited": "Audited on site",
    "corroborated": "Confirmed by workers",
}


def evidence(mix: EvidenceMix) -> Chart | None:
    """Draw the shares; None where nothing is answered."""
    shares = (mix.declared, mix.document, mix.audited, mix.corroborated)
    if not any(shares):
        return None
    cells = tuple(zip(LEVELS.values(), whole_percents(shares), strict=True))
    title = "What the answers rest on, share of the answered weight"
    story = ", ".join(f"{word} {share}" for word, share in cells) + "."
    wide = _bar("evidence", WIDE, shares).svg(title, story)
    narrow = _bar("evidence-narrow", NARROW, shares).svg(title, story)
    columns = ("Evidence", False), ("Share of answered weight", True)
    return Chart("evidence", wide, narrow, columns, cells)


def _bar(slug: str, width: float, shares: tuple[float, ...]) -> Canvas:
    canvas = Canvas(slug, width, 24)
    whole = sum(shares)
    x = 0.0
    told = zip(LEVELS.values(), whole_percents(shares), shares, strict=True)
    for number, (word, percent, share) in enumerate(told, 1):
        length = share / whole * width
        if length > 0:
            with canvas.mark(f"{word}: {percent}"):
                canvas.rect(x, 0, max(length - 2, 1), 24, f"proof{number}")
        x += length
    return canvas
