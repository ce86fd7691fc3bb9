"""How workers reached their jobs: a flow from who helped to the employer."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.reports.charts.canvas import Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart
from recruitcheck.reports.charts.labels import shorten
from recruitcheck.reports.charts.numbers import NOTHING, plural
from recruitcheck.reports.views import Flow, FlowStop

LITTLE, MUCH = 0.5, 2.0  # months of pay: the limits between the three colours
_NODE, _GAP, _TOP = 9, 14, 40


def flow(picture: Flow | None) -> Chart | None:
    """Draw the steps and the ways between them. None where there is nothing to show."""
    if picture is None:
        return None
    cells = tuple(_cells(picture))
    title = f"How {picture.n} interviewed workers reached their jobs"
    told = [
        f"{name}: " + ", ".join(f"{stop.label} {stop.workers}" for stop in stops)
        for name, stops in zip(picture.titles, picture.steps, strict=True)
    ]
    story = ". ".join(told) + "."
    columns = (
        ("Step", False),
        ("From", False),
        ("To", False),
        ("Workers", True),
        ("Median cost, months of pay", True),
    )
    wide = _wide(picture).svg(title, story)
    narrow = _narrow(picture).svg(title, story)
    return Chart("flow", wide, narrow, columns, cells)


def months_words(months: float | None) -> str:
    return NOTHING if months is None else f"{months:.1f}"


def _cells(picture: Flow) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (name, stop.label, "", str(stop.workers), months_words(stop.months))
        for name, stops in zip(picture.titles, picture.steps, strict=True)
        for stop in stops
    ]
    for place, ways in enumerate(picture.ways):
        before, after = picture.steps[place], picture.steps[place + 1]
        rows += [
            (
                f"{picture.titles[place]} to {picture.titles[place + 1]}",
                before[way.source].label,
                after[way.target].label,
                str(way.workers),
                NOTHING,
            )
            for way in ways
        ]
    return rows


def colour(months: float | None) -> str:
    """Of a band by the median cost of its employer; grey where it may not be told."""
    if months is None:
        return "rule"
    return "tint4" if months < LITTLE else "tint2" if months < MUCH else "tint1"


@dataclass(slots=True)
class _Node:
    """Where a stop is drawn, and how far its two edges are used up by bands."""

    top: float
    height: float
    left: float
    right: float


def _wide(picture: Flow) -> Canvas:
    most = max(map(len, picture.steps))
    height = max(300.0, 56.0 * most + _TOP)
    canvas = Canvas("flow", WIDE, height)
    inner = (WIDE - 240 - _NODE) / (len(picture.steps) - 1)
    lefts = [inner * place for place in range(len(picture.steps))]
    scale = (height - _TOP - 8 - _GAP * (most - 1)) / picture.n
    nodes = [_nodes(stops, scale, height) for stops in picture.steps]
    for place in range(len(picture.ways)):
        _draw_ways(canvas, picture, place, nodes, lefts, scale)
    for place, (name, stops) in enumerate(
        zip(picture.titles, picture.steps, strict=True)
    ):
        canvas.text(lefts[place], 16, name, "s b")
        for stop, node in zip(stops, nodes[place], strict=True):
            _draw_stop(canvas, stop, node, lefts[place])
    return canvas


def _nodes(stops: Sequence[FlowStop], scale: float, height: float) -> list[_Node]:
    total = scale * sum(s.workers for s in stops) + _GAP * (len(stops) - 1)
    y = _TOP + (height - _TOP - 8 - total) / 2
    nodes = []
    for stop in stops:
        nodes.append(_Node(y, scale * stop.workers, y, y))
        y += scale * stop.workers + _GAP
    return nodes


def _draw_ways(  # noqa: PLR0917
    canvas: Canvas,
    picture: Flow,
    place: int,
    nodes: Sequence[Sequence[_Node]],
    lefts: Sequence[float],
    scale: float,
) -> None:
    """The ways that may be shown; all others of two steps run through one grey knot."""
    before, after = nodes[place], nodes[place + 1]
    x0, x1 = lefts[place] + _NODE, lefts[place + 1]
    for way in sorted(picture.ways[place], key=lambda w: (w.source, w.target)):
        source, target = before[way.source], after[way.target]
        size = scale * way.workers
        start = picture.steps[place][way.source].label
        end, months = (stop := picture.steps[place + 1][way.target]).label, stop.months
        cost = ""
        if months is not None:
            cost = f"; the median of {end} is {months:.1f} months of pay"
        with canvas.mark(f"{start} to {end}: {way.workers} workers{cost}"):
            canvas.ribbon(
                ((x0, source.right), (x0, source.right + size)),
                ((x1, target.left), (x1, target.left + size)),
                colour(months),
            )
        source.right += size
        target.left += size
    rest = sum(node.top + node.height - node.right for node in before)
    if rest < 0.5 * scale:
        return
    half = (x0 + x1) / 2
    knot = _TOP + (canvas.height - _TOP - 8 - rest) / 2
    others = round(rest / scale)
    with canvas.mark(f"Ways that are too few to show apart: {others} workers together"):
        _draw_rest(canvas, before, (x0, half), knot, leaving=True)
        _draw_rest(canvas, after, (half, x1), knot, leaving=False)


def _draw_rest(
    canvas: Canvas,
    nodes: Sequence[_Node],
    across: tuple[float, float],
    knot: float,
    *,
    leaving: bool,
) -> None:
    for node in nodes:
        used = node.right if leaving else node.left
        size = node.top + node.height - used
        if size <= 0.01:
            continue
        own = (used, used + size)
        mid = (knot, knot + size)
        knot += size
        left, right = (own, mid) if leaving else (mid, own)
        canvas.ribbon(
            ((across[0], left[0]), (across[0], left[1])),
            ((across[1], right[0]), (across[1], right[1])),
            "grid",
        )


def _draw_stop(canvas: Canvas, stop: FlowStop, node: _Node, left: float) -> None:
    canvas.rect(left, node.top, _NODE, max(node.height, 1.5), "ink")
    y = node.top + node.height / 2
    cost = "" if stop.months is None else f" · {stop.months:.1f} months"
    canvas.text(left + _NODE + 8, y - 2, shorten(stop.label, 220, 14), "l b halo")
    canvas.text(
        left + _NODE + 8, y + 14, f"{plural(stop.workers, 'worker')}{cost}", "s halo"
    )


def _narrow(picture: Flow) -> Canvas:
    """On a phone the steps stand below each other, as bars; the ways are in the table."""
    step = 44
    rows = sum(map(len, picture.steps)) + len(picture.steps)
    canvas = Canvas("flow-narrow", NARROW, step * rows)
    y = 0.0
    for name, stops in zip(picture.titles, picture.steps, strict=True):
        canvas.text(0, y + 28, name, "s b")
        canvas.line((0, y + 36), (NARROW, y + 36), "rule")
        y += step
        for stop in stops:
            cost = "" if stop.months is None else f" · {stop.months:.1f} months"
            canvas.text(0, y + 14, shorten(stop.label, 210, 14))
            words = f"{plural(stop.workers, 'worker')}{cost}"
            canvas.text(NARROW, y + 14, words, "s", "end")
            width = NARROW * stop.workers / picture.n
            canvas.rect(0, y + 21, width, 8, colour(stop.months))
            y += step
    return canvas
