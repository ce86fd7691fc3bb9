"""The risk of a corridor and the facts it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact in a sentence, with the numbers of its sources in `Risk.sources`.

    stale  older than facts of its kind should be; own: entered by the user
    """

    text: str
    sources: tuple[int, ...]
    stale: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class RiskIndicator:
    """One indicator: risk 0-100, None where unknown; `unknown` says what would help."""

    title: str
    value: float | None
    words: str
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class RiskPart:
    """Origin, destination or the pair.

    value   risk 0-100 with unknowns filled in
    weight  share of the whole, 0-1; `known` share of the part that is known
    """

    title: str
    value: float
    weight: float
    known: float
    indicators: tuple[RiskIndicator, ...]


@dataclass(frozen=True, slots=True)
class Residual:
    """What is left of the risk, 0-100, and the sentence that says which term decides.

    after_practice  inherent risk less what practice takes away, counted or not
    harm            from what workers report; None: too few were heard
    """

    value: float
    tier: str
    why: str
    after_practice: float
    harm: float | None


@dataclass(frozen=True, slots=True)
class Risk:
    """Inherent risk 0-100, within [low, high] whatever the unknowns turn out to be.

    known    share of the weight that is known, 0-1; `provisional` where too little
    floors   sentences for parts that hold the risk up
    facts    what was weighed; `others` what is known and weighs nothing
    sources  in the order of their numbers, from 1
    rules    id, version and hash of the weights
    on       day by which facts are old, ISO 8601
    """

    value: float
    low: float
    high: float
    known: float
    provisional: bool
    parts: tuple[RiskPart, ...]
    facts: tuple[FactRow, ...]
    others: tuple[FactRow, ...]
    sources: tuple[str, ...]
    rules: str
    on: str
    floors: tuple[str, ...] = ()
    residual: Residual | None = None


@dataclass(frozen=True, slots=True)
class ForcedLabourRow:
    """One ILO indicator, "reported by n of m"; `words` as they may be printed.

    low, high  95 % interval, 0-1; None where withheld or nobody was asked
    """

    title: str
    words: str
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PartOfWorkers:
    """Workers of one recruiter, year or sex: what they report, 0-1, and paid.

    shares  in the order of `Breakdown.outcomes`, about; None: too few answered
    cost    mean per worker; "" where withheld or nobody was asked
    """

    label: str
    n: int
    shares: tuple[float | None, ...]
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to part the workers of a corridor, the parts that may be shown."""

    title: str
    outcomes: tuple[str, ...]
    parts: tuple[PartOfWorkers, ...]
