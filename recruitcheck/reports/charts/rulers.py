"""One score on the model's scale, with what holds it and what to compare it with."""

from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, Chart
from recruitcheck.reports.charts.labels import text_width, wrap
from recruitcheck.reports.charts.numbers import score
from recruitcheck.reports.charts.strips import STRIP, draw_bands
from recruitcheck.reports.views import Band, LastCycle, Peers, Score


def ruler(
    subject: str,
    result: Score,
    bands: Sequence[Band],
    *,
    peers: Peers | None = None,
    last: LastCycle | None = None,
) -> Chart | None:
    """Draw one score with its ceiling, its interval and what to compare it with.

    None where there is no score.
    """
    if result.value is None:
        return None
    compared = _compared(peers, last)
    title = f"{subject}: {score(result.value)} of 100, band {result.band}"
    told = [limits_words(result), *(text for _, text in compared)]
    story = "; ".join(text for text in told if text) + "."
    canvases = Canvas("ruler", 700, 140 + 20 * len(compared)), _phone_ruler(compared)
    for canvas in canvases:
        _draw_ruler(canvas, subject, result, bands, compared)
    wide, narrow = (canvas.svg(title, story) for canvas in canvases)
    rows = [(subject, score(result.value)), *_limit_rows(result)]
    rows += [(text, score(value)) for value, text in compared]
    columns = ("What", False), ("Score", True)
    return Chart("ruler", wide, narrow, columns, tuple(rows))


def _compared(
    peers: Peers | None, last: LastCycle | None
) -> tuple[tuple[float, str], ...]:
    found = []
    if last:
        found.append((last.score, f"{last.cycle} assessment {score(last.score)}"))
    if peers:
        words = f"Median of {peers.n} peers {score(peers.median)}"
        found.append((peers.median, words))
    return tuple(found)


def _limit_rows(result: Score) -> list[tuple[str, str]]:
    rows = (
        ("Before the ceiling", result.raw),
        ("Ceiling", result.cap),
        ("With missing answers at their worst", result.low),
        ("With missing answers at their best", result.high),
    )
    return [(words, score(value)) for words, value in rows if value is not None]


def limits_words(result: Score) -> str:
    """Say what holds the score and what missing answers could change; may be ""."""
    if result.value is None:
        return ""
    parts = []
    if result.raw is not None and result.raw > result.value + 0.05:
        parts.append(f"{score(result.raw)} before the ceiling")
    if result.high is not None and result.high > result.value + 0.05:
        parts.append(f"up to {score(result.high)} with the missing answers")
    return ", ".join(parts)


def _phone_ruler(compared: Sequence[object]) -> Canvas:
    return Canvas("ruler-narrow", NARROW, 174 + 20 * len(compared))


def _draw_ruler(
    canvas: Canvas,
    subject: str,
    result: Score,
    bands: Sequence[Band],
    compared: tuple[tuple[float, str], ...],
) -> None:
    axis = Axis(8, (canvas.width - 16) / 100)
    top = 106 if canvas.width == NARROW else 72
    middle = axis.at(result.value or 0.0)
    draw_bands(canvas, bands, axis, top, current=result.band)
    _draw_limits(canvas, result, axis, top - 11)
    arrow = ((middle - 8, top - 28), (middle + 8, top - 28), (middle, top - 5))
    canvas.polygon(arrow, "ink")
    canvas.line((middle, top - 8), (middle, top + STRIP), "ink", 2.5)
    _write_value(canvas, subject, score(result.value), middle, top - 36)
    _write_limits(canvas, limits_words(result), middle, top - 20)
    _draw_compared(canvas, compared, axis, top + STRIP)


def _write_value(
    canvas: Canvas, subject: str, value: str, middle: float, y: float
) -> None:
    held = min(max(middle, 34), canvas.width - 34)
    canvas.text(held, y, value, "big", "middle")
    if held > text_width(subject, 15) + 42:
        canvas.text(held - 42, y - 1, subject, "l b", "end")
    else:
        canvas.text(held + 42, y - 1, subject, "l b")


def _draw_limits(canvas: Canvas, result: Score, axis: Axis, y: float) -> None:
    value = result.value or 0.0
    low = value if result.low is None else result.low
    high = value if result.high is None else result.high
    if high > low:
        canvas.line((axis.at(low), y), (axis.at(high), y), "ink2", 2)
        for end in (low, high):
            canvas.line((axis.at(end), y - 4), (axis.at(end), y + 4), "ink2", 2)
    if result.raw is not None and result.raw > value + 0.05:
        raw = axis.at(result.raw)
        canvas.line((axis.at(max(high, value)), y), (raw, y), "ink2", 1.4, (3, 3))
        canvas.dot(raw, y, 5, "paper", "ink2")


def _write_limits(canvas: Canvas, words: str, middle: float, y: float) -> None:
    if canvas.width == NARROW:
        for number, line in enumerate(wrap(words, NARROW, 13)):
            canvas.text(0, 14 + 17 * number, line, "s")
        return
    canvas.beside(middle, y, words, "s", gap=46)


def _draw_compared(
    canvas: Canvas,
    compared: tuple[tuple[float, str], ...],
    axis: Axis,
    top: float,
) -> None:
    """Write a line per value: highest first, so leaders pass beside the texts."""
    for number, (value, text) in enumerate(sorted(compared, reverse=True)):
        at, y = axis.at(value), top + 42 + 20 * number
        canvas.line((at, top + 2), (at, y), "ink3")
        canvas.beside(at, y, text, "s halo", gap=6)
