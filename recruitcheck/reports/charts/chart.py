"""A finished chart: two drawings and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.reports.views import Band

WIDE, HALF, NARROW = 1040, 600, 358


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template prints beside a heading of its own.

    wide, narrow  `<svg>` for screens and paper, and for a phone; both escaped
    columns       head of the details table, and whether its cells are numbers
    rows          cells as text
    """

    slug: str
    wide: str
    narrow: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


def rank(bands: Sequence[Band], letter: str) -> int:
    """Place of a band among the five colours, 1 worst to 5 best; 0 for no band.

    Five bands have one each; other scales are spread over the five.
    """
    for place, band in enumerate(bands):
        if band.letter == letter:
            return 5 if len(bands) == 1 else 1 + round(4 * place / (len(bands) - 1))
    return 0


def band_of(bands: Sequence[Band], score: float) -> Band:
    """Give the band a rounded score falls in."""
    return [band for band in bands if band.low <= score or band is bands[0]][-1]
