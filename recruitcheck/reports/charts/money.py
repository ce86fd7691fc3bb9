"""Who paid for recruitment, and how unequal workers' payments are."""

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import quantiles

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, Chart
from recruitcheck.reports.charts.labels import nice_step, shorten, text_width, wrap
from recruitcheck.reports.charts.numbers import NOTHING, amount, money, plural
from recruitcheck.reports.views import (
    CostRow,
    Costs,
    EmployerPays,
    PaymentBin,
    Payments,
    Withheld,
)

SAFE_BIN = 3  # a bin of one or two workers would tell their payment
PAYS: dict[EmployerPays, str] = {
    "yes": "yes",
    "some": "in some corridors",
    "no": "no",
    "unknown": "no answer",
    "not_asked": NOTHING,
}


def paid_twice(row: CostRow) -> bool:
    """Management says it pays this cost, and workers paid for it."""
    paid = row.few or (row.worker_mean or 0) > 0
    return paid and row.employer_pays in {"yes", "some"}


FEW_WORDS = "by too few to show"


def paid_words(mean: float | None, *, few: bool, partly: bool) -> str:
    """'240', 'at least 240' where sites are left out, or that it may not be shown."""
    if few:
        return FEW_WORDS
    return f"at least {amount(mean)}" if partly else amount(mean)


def _paid_words(row: CostRow) -> str:
    return paid_words(row.worker_mean, few=row.few, partly=row.partly)


def costs(picture: Costs, *, slug: str = "costs") -> Chart | None:
    """Draw mean payments by category beside what management says it pays.

    None where amounts are withheld or nobody gave one.
    """
    rows = picture.rows
    if isinstance(rows, Withheld) or not rows:
        return None
    cells = tuple(
        (row.group, row.label, _paid_words(row), PAYS[row.employer_pays])
        for row in rows
    )
    title = f"Mean payment per interviewed worker by cost category, {picture.unit}"
    told = (f"{cell[1]} {cell[2]}, management pays: {cell[3]}" for cell in cells)
    wide = _wide_costs(picture, rows, slug).svg(title, story := "; ".join(told) + ".")
    narrow = _narrow_costs(picture, rows, f"{slug}-narrow").svg(title, story)
    columns = (
        ("Group", False),
        ("Cost", False),
        (f"Paid by workers, {picture.unit}", True),
        ("Management says it pays", False),
    )
    return Chart(slug, wide, narrow, columns, cells)


def _pixels(rows: Sequence[CostRow], room: float) -> float:
    """Pixels for one unit of money, so that the longest bar and its number fit."""
    if any(row.partly for row in rows):
        room -= text_width("at least ", 13)
    return room / (max((row.worker_mean or 0 for row in rows), default=0) or 1.0)


def _wide_costs(picture: Costs, rows: tuple[CostRow, ...], slug: str) -> Canvas:
    width, top, step = 640, 30, 27
    groups = [(name, list(held)) for name, held in groupby(rows, attrgetter("group"))]
    height = top + step * (len(rows) + 1.15 * len(groups)) + 44
    canvas = Canvas(slug, width, height)
    axis = Axis(226, _pixels(rows, 190))
    canvas.text(axis.left, 14, "Paid by workers", "s b bad")
    canvas.text(476, 14, "Management says it pays", "s b m")
    y = float(top)
    for name, held in groups:
        canvas.text(0, y + 20, name, "s b")
        canvas.line((0, y + step), (width, y + step), "rule")
        y += step * 1.15
        for row in held:
            canvas.text(0, y + 17, shorten(row.label, 216, 14))
            _draw_cost(canvas, row, axis, y + 4, 18)
            _draw_pays(canvas, row, 483, y + 13)
            y += step
    canvas.line((0, y + 6), (width, y + 6), "ink", 1.4)
    canvas.text(0, y + 29, "Total per worker", "l b")
    _write_totals(canvas, picture, (axis.left, 476), y + 29)
    return canvas


def _narrow_costs(picture: Costs, rows: tuple[CostRow, ...], slug: str) -> Canvas:
    step = 48
    canvas = Canvas(slug, NARROW, 24 + step * len(rows) + 62)
    axis = Axis(0, _pixels(rows, 150))
    canvas.text(0, 14, "Paid by workers", "s b bad")
    canvas.text(204, 14, "Management pays", "s b m")
    y = 24.0
    for row in rows:
        canvas.text(0, y + 18, shorten(row.label, NARROW, 14))
        _draw_cost(canvas, row, axis, y + 25, 14)
        _draw_pays(canvas, row, 211, y + 32)
        canvas.line((0, y + step - 2), (NARROW, y + step - 2), "grid")
        y += step
    canvas.text(0, y + 24, "Total per worker", "l b")
    _write_totals(canvas, picture, (0, 204), y + 46)
    return canvas


def _write_totals(
    canvas: Canvas, picture: Costs, lefts: tuple[float, float], y: float
) -> None:
    ends = lefts[1] - 12, canvas.width
    totals = (
        (money(picture.worker_total, picture.unit), "l b bad"),
        (money(picture.employer_total, picture.employer_unit), "l b m"),
    )
    for (words, look), left, end in zip(totals, lefts, ends, strict=True):
        canvas.text(left, y, shorten(words, end - left, 14), look)


def _draw_cost(
    canvas: Canvas, row: CostRow, axis: Axis, y: float, height: float
) -> None:
    if row.worker_mean is None:
        words = _paid_words(row) if row.few else "not asked"
        canvas.text(axis.left, y + height - 4, words, "s3")
        return
    length = row.worker_mean * axis.pixels
    if row.worker_mean > 0:
        with canvas.mark(f"{row.label}: {_paid_words(row)}"):
            canvas.rect(axis.left, y, max(length, 1.5), height, "bad")
    at = axis.left + length + (6 if row.worker_mean > 0 else 0)
    canvas.text(at, y + height - 4.5, _paid_words(row), "v")


def _draw_pays(canvas: Canvas, row: CostRow, x: float, y: float) -> None:
    words = PAYS[row.employer_pays]
    if row.employer_pays == "not_asked":
        canvas.text(x - 5, y + 4.5, words, "s3")
        return
    with canvas.mark(f"{row.label}: management pays: {words}"):
        if row.employer_pays == "unknown":
            canvas.line((x - 5, y), (x + 5, y), "ink3", 1.6)
        else:
            canvas.dot(x, y, 5.4, "paper", "mgmt")
        if row.employer_pays == "yes":
            canvas.dot(x, y, 5.4, "mgmt")
        if row.employer_pays == "some":
            canvas.polygon(_half_disc(x, y, 5.4), "mgmt")
    look = "s b bad" if paid_twice(row) else "s"
    canvas.text(x + 13, y + 4.5, words, look)


def _half_disc(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    angles = [math.pi / 2 + math.pi * part / 12 for part in range(13)]
    return [(x + radius * math.cos(a), y - radius * math.sin(a)) for a in angles]


def payments(picture: Payments | Withheld, *, slug: str = "payments") -> Chart | None:
    """Draw the number of workers by what they paid; None where it is withheld."""
    if isinstance(picture, Withheld) or not picture.bins:
        return None
    cells = tuple((_bin_words(held), str(held.workers)) for held in picture.bins)
    title = f"What {plural(picture.n, 'interviewed worker')} paid, {picture.unit}"
    story = "; ".join(f"{cell[0]}: {cell[1]}" for cell in cells) + "."
    wide = _draw_payments(picture, slug).svg(title, story)
    narrow = _draw_payments(picture, f"{slug}-narrow").svg(title, story)
    workers = "Workers, in threes" if picture.rounded else "Workers"
    columns = (f"Paid, {picture.unit}", False), (workers, True)
    return Chart(slug, wide, narrow, columns, cells)


def _bin_words(held: PaymentBin) -> str:
    if held.high is None:
        return f"{_exact(held.low)} or more"
    if held.low == held.high == 0:
        return "paid nothing"
    return f"{_exact(held.low)} to under {_exact(held.high)}"


def _exact(value: float) -> str:
    return f"{value:,.10g}"


def _draw_payments(picture: Payments, slug: str) -> Canvas:
    step = 30
    canvas = Canvas(slug, NARROW, 8 + step * len(picture.bins) + 57)
    axis = Axis(152, 168 / max(held.workers for held in picture.bins))
    for number, held in enumerate(picture.bins):
        y = 8 + step * number
        canvas.text(142, y + 17, _bin_words(held), "s", "end")
        fill = "emp" if held.low == held.high == 0 else "bad"
        with canvas.mark(f"{_bin_words(held)}: {plural(held.workers, 'worker')}"):
            if held.workers:
                length = held.workers * axis.pixels
                canvas.rect(axis.left, y, length, step - 6, fill)
        at = axis.at(held.workers) + (6 if held.workers else 0)
        canvas.text(at, y + 17, str(held.workers), "v")
    y = 8 + step * len(picture.bins)
    canvas.line((axis.left, 4), (axis.left, y), "ink3")
    words = quartile_words(picture) + (ROUNDED_WORDS if picture.rounded else "")
    for number, line in enumerate(wrap(words, NARROW, 13)):
        canvas.text(0, y + 18 + 17 * number, line, "s b")
    return canvas


ROUNDED_WORDS = ". Numbers of workers are rounded to threes"


def quartile_words(picture: Payments) -> str:
    low, middle, high = (
        _exact(value)
        for value in (picture.lower_quartile, picture.median, picture.upper_quartile)
    )
    return f"Median about {middle}, middle half about {low} to {high}"


def bin_payments(
    amounts: Sequence[float], unit: str, *, minimum_cell: int = 10, label: str = ""
) -> Payments | Withheld:
    """Count workers by what they paid so that no payment can be told from it.

    `amounts` holds one total per interviewed worker in `unit`, 0 for nothing. Bins
    are equally wide and the last is open; none but an empty one holds fewer than
    three workers, and quartiles are rounded to half a bin. Withheld below
    `minimum_cell` workers, or where only wide bins would be safe.
    """
    n = len(amounts)
    if n < minimum_cell:
        return Withheld(f"{plural(n, 'amount')}, shown from {minimum_cell}")
    paid = sum(value > 0 for value in amounts)
    if paid < SAFE_BIN:
        return Withheld(f"fewer than {SAFE_BIN} workers paid something")
    bins = _safe_bins(sorted(amounts))
    if not bins:
        return Withheld("too few workers paid similar amounts")
    told = n >= 50 or SAFE_BIN <= paid <= n - SAFE_BIN
    lower, median, upper = quantiles(amounts, n=4, method="inclusive")
    half = _bin_width(bins) / 2
    return Payments(
        unit=unit,
        n=n,
        bins=bins,
        median=_to_step(median, half),
        lower_quartile=_to_step(lower, half),
        upper_quartile=_to_step(upper, half),
        paid=paid if told else None,
        label=label,
    )


def _to_step(value: float, step: float) -> float:
    return math.floor(value / step + 0.5) * step


def _bin_width(bins: Sequence[PaymentBin]) -> float:
    return next(part.high - part.low for part in bins if part.high)


def _safe_bins(ordered: list[float]) -> tuple[PaymentBin, ...]:
    """Try ever wider bins until each holds none or enough workers; () for never."""
    top = ordered[math.ceil(0.9 * len(ordered)) - 1] or ordered[-1]
    for steps in (8, 6, 5, 4, 3, 2):
        bins = _bins(ordered, nice_step(top, steps), top)
        held = [part.workers for part in bins if part.workers]
        # A lone open bin "0 or more" would say nothing about anybody.
        closed = any(part.high for part in bins)
        if closed and len(held) > 1 and min(held) >= SAFE_BIN:
            return bins
    return ()


def _bins(ordered: list[float], width: float, top: float) -> tuple[PaymentBin, ...]:
    """Cut into bins of `width`; from `top` or the last three on, one open bin."""
    nothing = sum(value == 0 for value in ordered)
    apart = nothing >= SAFE_BIN
    rest = ordered[nothing:] if apart else ordered
    last = min(int(rest[-SAFE_BIN] // width), int(top // width))
    edges = [place * width for place in range(last + 1)]
    bins = [PaymentBin(0.0, 0.0, nothing)] if apart else []
    for low, high in pairwise(edges):
        held = sum(low <= value < high for value in rest)
        bins.append(PaymentBin(low, high, held))
    bins.append(PaymentBin(edges[-1], None, sum(v >= edges[-1] for v in rest)))
    return tuple(bins)
