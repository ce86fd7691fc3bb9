"""The scores of many organisations over the bands, a dot each."""

from collections import Counter
from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart, band_of
from recruitcheck.reports.charts.labels import shorten, text_width
from recruitcheck.reports.charts.numbers import plural, score
from recruitcheck.reports.charts.strips import STRIP, draw_bands, with_ends
from recruitcheck.reports.views import Band

MANY_DOTS = 150  # from here on a dot per organisation becomes a bar per two points


def distribution(
    results: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    *,
    noun: str,
    mean: float | None = None,
    width: float = WIDE,
) -> Chart | None:
    """Draw each organisation (name, score) over the bands, the extremes by name.

    `mean` is marked as the worker-weighted mean. None where nobody has a score.
    """
    if not results:
        return None
    ordered = sorted(results, key=_by_score)
    held = Counter(band_of(bands, value).letter for _, value in ordered)
    lowest, highest = ordered[0], ordered[-1]
    told = ", ".join(f"{band.letter} {held[band.letter]}" for band in bands)
    story = (
        f"By band: {told}. Lowest {score(lowest[1])} ({lowest[0]}), highest "
        f"{score(highest[1])} ({highest[0]})."
    )
    title = f"Scores of {plural(len(ordered), noun)}"
    wide, narrow = (
        _distribution(ordered, bands, mean, across).svg(title, story)
        for across in (width, NARROW)
    )
    rows = tuple(
        (band.letter, band.word, f"{band.low:g}", str(held[band.letter]))
        for band in reversed(bands)
    )
    counted = f"Number of {noun}s"
    columns = ("Band", False), ("Word", False), ("From", True), (counted, True)
    return Chart("distribution", wide, narrow, columns, rows)


def _by_score(result: tuple[str, float]) -> float:
    return result[1]


def _distribution(
    ordered: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    mean: float | None,
    width: float,
) -> Canvas:
    axis = Axis(8, (width - 16) / 100)
    radius = 4.0 if width == NARROW else 6.0
    many = len(ordered) > MANY_DOTS
    stacks = _stacked(ordered, 2.0 if many else 2 * radius / axis.pixels)
    tallest = max(len(stack) for stack in stacks.values())
    unit = 130 / tallest if many else min(2 * radius + 1, 260 / tallest)
    top = 48 + tallest * unit
    slug = "distribution-narrow" if width == NARROW else "distribution"
    canvas = Canvas(slug, width, top + STRIP + 56)
    ends = [axis.at(middle) for middle in (min(stacks), max(stacks))]
    if mean is not None:  # below the names, which keep clear of its line by their halo
        _draw_mean(canvas, axis, mean, top + 8)
    _name_extremes(canvas, ordered, ends, top)
    draw_bands(canvas, bands, axis, top + 8)
    for middle, stack in stacks.items():
        at = axis.at(middle)
        if many:
            with canvas.mark(f"about {middle:g}: {len(stack)}"):
                bar = len(stack) * unit
                wide = 2 * axis.pixels - 2
                canvas.rect(at - wide / 2, top - bar, wide, bar, "ink2")
            continue
        for number, (name, value) in enumerate(stack):
            with canvas.mark(f"{name}: {score(value)}"):
                canvas.dot(at, top - radius - number * unit, radius - 0.5, "ink2")
    _count_bands(canvas, ordered, bands, axis, top + STRIP + 46)
    return canvas


def _stacked(
    ordered: Sequence[tuple[str, float]], step: float
) -> dict[float, list[tuple[str, float]]]:
    """Gather scores into stacks `step` points wide, by the middle of the stack."""
    stacks: dict[float, list[tuple[str, float]]] = {}
    for result in ordered:
        place = min(int(result[1] / step), int(99.9 / step))
        stacks.setdefault((place + 0.5) * step, []).append(result)
    return stacks


def _draw_mean(canvas: Canvas, axis: Axis, mean: float, bottom: float) -> None:
    at = axis.at(mean)
    canvas.line((at, 4), (at, bottom), "worker", 2)
    words = f"Worker-weighted mean of these {score(mean)}"
    canvas.beside(at, 15, words, "l b w halo", gap=8)


def _name_extremes(
    canvas: Canvas, ordered: Sequence[tuple[str, float]], ends: list[float], top: float
) -> None:
    """Name the lowest above its dot, and the highest where both have room."""
    room = canvas.width / 2 - 12
    lowest, highest = (
        shorten(f"{name} {score(value)}", room, 13)
        for name, value in (ordered[0], ordered[-1])
    )
    canvas.line((ends[0], 40), (ends[0], top - 2), "soft")
    reach = text_width(lowest, 13)
    left = min(ends[0] - 4, canvas.width - reach)
    canvas.text(left, 34, lowest, "s halo")
    right = max(ends[1] + 4, left + reach + 12 + text_width(highest, 13))
    if len(ordered) > 1 and right <= canvas.width:
        canvas.line((ends[1], 40), (ends[1], top - 2), "soft")
        canvas.text(right, 34, highest, "s halo", "end")


def _count_bands(
    canvas: Canvas,
    ordered: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    axis: Axis,
    y: float,
) -> None:
    held = Counter(band_of(bands, value).letter for _, value in ordered)
    for band, end in with_ends(bands):
        number = held[band.letter]
        look = "l b" if number else "s3"
        canvas.text(axis.at((band.low + end) / 2), y, str(number), look, "middle")
