"""The strip of bands under every chart of scores."""

from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import rank
from recruitcheck.reports.charts.labels import text_width
from recruitcheck.reports.views import Band

STRIP = 32  # height of the strip of bands


def draw_bands(
    canvas: Canvas, bands: Sequence[Band], axis: Axis, y: float, *, current: str = ""
) -> None:
    """Draw the model's scale as a strip: letters, words where they fit, limits."""
    for band, end in with_ends(bands):
        left, right = axis.at(band.low) + (band.low > 0), axis.at(end) - (end < 100)
        place = rank(bands, band.letter)
        canvas.rect(left, y, right - left, STRIP, f"band{place}")
        words = f"{band.letter} {band.word}"
        fits = text_width(words, 13) + 14 <= right - left
        text = words if fits else band.letter
        bold = " b" if band.letter == current else ""
        canvas.text(left + 8, y + 21, text, f"chip on{place}{bold}")
    for limit in limits_of(bands):
        anchor = "start" if limit == 0 else "end" if limit == 100 else "middle"
        canvas.text(axis.at(limit), y + STRIP + 17, f"{limit:g}", "s3", anchor)


def with_ends(bands: Sequence[Band]) -> list[tuple[Band, float]]:
    ends = [*(band.low for band in bands[1:]), 100.0]
    return list(zip(bands, ends, strict=True))


def limits_of(bands: Sequence[Band]) -> tuple[float, ...]:
    return (*(band.low for band in bands), 100.0)
