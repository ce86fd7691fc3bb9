"""Inherent risk of a corridor, 0 low to 100 high: what is known before any employer acts.

From facts about origin, destination and the pair (method, section 6). A screening
default, not validated against outcomes. No corridor moves another: every scale is fixed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import country_name, country_names
from recruitcheck.corridors.facts import ANY, Fact, Facts
from recruitcheck.corridors.indicators import INDICATORS
from recruitcheck.corridors.readings import (
    Reading,
    cost_share,
    read_destination,
    read_origin,
    read_pair,
)
from recruitcheck.corridors.risk_kernel import (
    DESTINATION_FLOOR,
    PAIR_FLOOR,
    Column,
    Combined,
    Limits,
    combine,
)
from recruitcheck.corridors.risk_model import (
    PARTS,
    PartName,
    RiskModel,
    shipped_risk_model,
)

if TYPE_CHECKING:
    import numpy as np

CAVEAT = "A screening default, not validated against outcomes."
_FLOORS = {DESTINATION_FLOOR: "destination", PAIR_FLOOR: "pair"}
_TITLES = {"origin": "Origin", "destination": "Destination", "pair": "Between the two"}


@dataclass(frozen=True, slots=True)
class RiskIndicator:
    """One indicator of a part: risk 0-100, None where unknown; weight inside the part.

    `known` is the share of it that is known, `words` the reason, `unknown` what would
    fill what is not known.
    """

    id: str
    title: str
    weight: float
    value: float | None
    known: float
    words: str
    facts: tuple[Fact, ...]
    unknown: str


@dataclass(frozen=True, slots=True)
class RiskPart:
    """Origin, destination or pair: risk 0-100 with unknowns filled in.

    `mean` is that of what is known alone, None where nothing is; `known` its share.
    """

    name: PartName
    title: str
    weight: float
    value: float
    mean: float | None
    known: float
    low: float
    high: float
    indicators: tuple[RiskIndicator, ...]

    @property
    def reason(self) -> str:
        """One sentence: what is known, and how much is not."""
        known = [
            f"{one.title}: {one.words}"
            for one in self.indicators
            if one.value is not None
        ]
        lacking = [one.title for one in self.indicators if one.value is None]
        text = f"{self.title}: {self.value:.0f} of 100. " + "; ".join(known)
        if lacking:
            text += "; " if known else ""
            text += f"not known: {', '.join(lacking)}"
        return f"{text}."


@dataclass(frozen=True, slots=True)
class InherentRisk:
    """The inherent risk of one corridor, 0-100, with everything it rests on.

    [low, high] holds it whatever the unknowns turn out to be; `completeness` is the
    share (0-1) of the weight that is known, `provisional` where that is too little.
    `floors` names the part whose floor lifted the value, empty where none did.
    """

    corridor: Corridor
    value: float
    low: float
    high: float
    completeness: float
    provisional: bool
    origin: RiskPart
    destination: RiskPart
    pair: RiskPart
    floors: tuple[str, ...]
    on: date
    model: RiskModel

    @property
    def parts(self) -> tuple[RiskPart, ...]:
        return self.origin, self.destination, self.pair

    @property
    def reasons(self) -> tuple[str, ...]:
        """A sentence for each part, and for a floor that lifted the value."""
        floors = [
            f"The risk is not put more than {self.model.floor_gap:g} below that of the"
            f" {name} ({getattr(self, name).mean:.0f})."
            for name in self.floors
        ]
        return (*(part.reason for part in self.parts), *floors)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that was looked at, once, in the order of the parts."""
        found = (f for part in self.parts for one in part.indicators for f in one.facts)
        return tuple(dict.fromkeys(found))

    def besides(self, known: Iterable[Fact]) -> tuple[Fact, ...]:
        """Those of the known facts that weigh nothing, marked where they are old."""
        weighed = {replace(fact, stale=False) for fact in self.facts}
        return tuple(
            dated(fact, on=self.on, model=self.model)
            for fact in dict.fromkeys(known)
            if replace(fact, stale=False) not in weighed
        )

    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """What is not known, and what would fill it."""
        return tuple(
            (f"{part.title}, {one.title}", one.unknown)
            for part in self.parts
            for one in part.indicators
            if one.unknown
        )


def inherent_risk(
    corridor: Corridor, facts: Facts, *, on: date, model: RiskModel | None = None
) -> InherentRisk:
    """The risk of one corridor. `on` is the day that stale facts are told by.

    Without a `model` the shipped one. Staleness is shown and changes no number.
    """
    model = model or shipped_risk_model()
    readings = {
        "origin": read_origin(facts, corridor.origin, model),
        "destination": read_destination(facts, corridor.destination, model),
        "pair": read_pair(facts, corridor, model),
    }
    columns = {name: _columns([part]) for name, part in readings.items()}
    found = _combined(columns, model)
    origin, destination, pair = (
        _part(name, corridor, readings[name], found, model=model, on=on)
        for name in PARTS
    )
    floor = int(found.floor[0])
    return InherentRisk(
        corridor=corridor,
        value=float(found.value[0]) * 100,
        low=float(found.low[0]) * 100,
        high=float(found.high[0]) * 100,
        completeness=float(found.known[0]),
        provisional=bool(found.known[0] < model.provisional),
        origin=origin,
        destination=destination,
        pair=pair,
        floors=(_FLOORS[floor],) if floor else (),
        on=on,
        model=model,
    )


def dated(fact: Fact, *, on: date, model: RiskModel) -> Fact:
    """The fact, marked stale where it is too old on that day."""
    years = getattr(model.stale_years, INDICATORS[fact.indicator].ages)
    return replace(fact, stale=fact.older_than(years, on=on))


def _part(
    name: PartName,
    corridor: Corridor,
    readings: Sequence[Reading],
    found: Combined,
    *,
    model: RiskModel,
    on: date,
) -> RiskPart:
    part, weights = found.parts[name], _weights(model, name)
    known = float(part.known[0])
    country = "" if name == "pair" else f" ({country_name(getattr(corridor, name))})"
    return RiskPart(
        name=name,
        title=f"{_TITLES[name]}{country}",
        weight=getattr(model.weights, name),
        value=float(part.value[0]) * 100,
        mean=float(part.mean[0]) * 100 if known else None,
        known=known,
        low=float(part.low[0]) * 100,
        high=float(part.high[0]) * 100,
        indicators=tuple(
            RiskIndicator(
                id=one.indicator,
                title=one.title,
                weight=weight,
                value=None if one.value is None else one.value * 100,
                known=one.known,
                words=one.words,
                facts=tuple(dated(fact, on=on, model=model) for fact in one.facts),
                unknown=one.unknown,
            )
            for one, weight in zip(readings, weights, strict=True)
        ),
    )


def _weights(model: RiskModel, part: str) -> tuple[float, ...]:
    """In the order in which `readings` gives the indicators of a part."""
    return tuple(getattr(model, part).model_dump().values())


def _limits(model: RiskModel) -> Limits:
    return Limits(
        fill_towards=model.fill_towards / 100,
        fill_share=model.fill_share,
        floor_gap=model.floor_gap / 100,
        floor_known=model.floor_known,
    )


def _combined(columns: Mapping[str, Sequence[Column]], model: RiskModel) -> Combined:
    parts = {n: (columns[n], _weights(model, n)) for n in columns}
    return combine(parts, model.weights.model_dump(), _limits(model))


def _columns(rows: Sequence[Sequence[Reading]]) -> list[Column]:
    """A column of each indicator, a row of each country or corridor."""
    import numpy as np

    def column(readings: Iterable[Reading]) -> Column:
        values = [(r.value or 0.0, r.known, r.low, r.high) for r in readings]
        return Column(*np.array(values, float).T)

    return [column(readings) for readings in zip(*rows, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class RiskTable:
    """The inherent risk of many corridors, 0-100; every column in the same order.

    `floor` is 'destination' or 'pair' where that floor lifted the risk, else ''.
    """

    corridors: tuple[Corridor, ...]
    value: "np.ndarray[Any, Any]"
    low: "np.ndarray[Any, Any]"
    high: "np.ndarray[Any, Any]"
    completeness: "np.ndarray[Any, Any]"
    provisional: "np.ndarray[Any, Any]"
    floor: "np.ndarray[Any, Any]"


def inherent_risks(
    facts: Facts,
    pairs: Sequence[Corridor] | None = None,
    *,
    model: RiskModel | None = None,
) -> RiskTable:
    """The risk of many corridors in one call, to the bit what `inherent_risk` gives.

    Without `pairs` every ordered pair of two countries of the world.
    """
    import numpy as np

    model = model or shipped_risk_model()
    if pairs is None:
        codes = tuple(country_names())
        pairs = [Corridor(o, d) for o in codes for d in codes if o != d]
    codes = tuple(
        sorted({code for one in pairs for code in (one.origin, one.destination)})
    )
    at = {code: number for number, code in enumerate(codes)}
    origin = np.array([at[one.origin] for one in pairs], dtype=np.intp)
    destination = np.array([at[one.destination] for one in pairs], dtype=np.intp)
    found = _combined(
        {
            "origin": _taken(facts, codes, model, read_origin, origin),
            "destination": _taken(facts, codes, model, read_destination, destination),
            "pair": _pair_columns(facts, pairs, codes, (origin, destination), model),
        },
        model,
    )
    names = np.array(["", *_FLOORS.values()])
    return RiskTable(
        corridors=tuple(pairs),
        value=found.value * 100,
        low=found.low * 100,
        high=found.high * 100,
        completeness=found.known,
        provisional=found.known < model.provisional,
        floor=names[found.floor],
    )


def _taken(
    facts: Facts,
    codes: Sequence[str],
    model: RiskModel,
    read: Callable[[Facts, str, RiskModel], Sequence[Reading]],
    at: "np.ndarray[Any, Any]",
) -> list[Column]:
    """Each country is read once; each corridor then takes the row of its country."""
    columns = _columns([read(facts, code, model) for code in codes])
    return [
        Column(one.value[at], one.known[at], one.low[at], one.high[at])
        for one in columns
    ]


def _pair_columns(
    facts: Facts,
    pairs: Sequence[Corridor],
    codes: Sequence[str],
    ends: "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]",
    model: RiskModel,
) -> list[Column]:
    """Few corridors have facts of their own; the others only those of their ends."""
    import numpy as np

    count = len(pairs)
    origin, destination = ends
    wider = np.fmax(
        _wider(facts, [f"{code}-{ANY}" for code in codes], model)[origin],
        _wider(facts, [f"{ANY}-{code}" for code in codes], model)[destination],
    )
    known = np.where(np.isnan(wider), 0.0, model.aggregate_credit)
    cost = Column(np.nan_to_num(wider), known, np.zeros(count), np.ones(count))
    zero = np.zeros(count)
    columns = [cost, Column(zero, zero.copy(), zero.copy(), np.ones(count))]
    rows = [n for n, one in enumerate(pairs) if str(one) in facts.corridors]
    if rows:
        own = _columns([read_pair(facts, pairs[row], model) for row in rows])
        for column, other in zip(columns, own, strict=True):
            for name in ("value", "known", "low", "high"):
                getattr(column, name)[rows] = getattr(other, name)
    return columns


def _wider(
    facts: Facts, names: Sequence[str], model: RiskModel
) -> "np.ndarray[Any, Any]":
    """The cost of an origin or a destination as a whole; NaN where it is not known."""
    import numpy as np

    found = np.full(len(names), np.nan)
    for row, name in enumerate(names):
        shares = [
            cost_share(fact, model)
            for fact in facts.find("worker_paid_cost_months", name)
            if fact.grade in model.cost_grades
        ]
        if shares:
            found[row] = max(shares)
    return found
