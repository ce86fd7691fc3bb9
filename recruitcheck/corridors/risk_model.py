"""The weights, scales and limits of inherent risk: `corridors.toml`, and not code."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from recruitcheck.corridors.indicators import INDICATORS, INSTRUMENTS
from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, listed

PartName: TypeAlias = Literal["origin", "destination", "pair"]
PARTS: tuple[PartName, ...] = ("origin", "destination", "pair")
SECTION = "inherent"
_EXACT = 1e-9

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True)]
Share = Annotated[Number, Field(ge=0, le=1)]
Points100 = Annotated[Number, Field(ge=0, le=100)]
Grade = Literal["A", "B", "C", "D"]
Months = tuple[Annotated[Number, Field(ge=0)], Points100]
Governance = Annotated[tuple[str, ...], Field(min_length=1)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weights(Frozen):
    """Shares of the parts; they add up to 1."""

    origin: Share
    destination: Share
    pair: Share


class OriginWeights(Frozen):
    """Shares of the indicators of the origin."""

    tip_tier: Share
    governance: Share
    fee_law: Share
    ratifications: Share


class DestinationWeights(OriginWeights):
    """Shares of the indicators of the destination."""

    employer_tied: Share


class PairWeights(Frozen):
    """Shares of the indicators of the corridor itself."""

    worker_paid_cost: Share
    bilateral_agreement: Share


class Scales(Frozen):
    """The risk (0-100) of each value of an indicator."""

    tip_tier: Mapping[str, Points100]
    fee_law_origin: Mapping[str, Points100]
    fee_law_destination: Mapping[str, Points100]
    employer_tied: Mapping[str, Points100]
    bilateral_agreement: Mapping[str, Points100]
    cost_months: Annotated[tuple[Months, ...], Field(min_length=2)]

    @field_validator("cost_months")
    @classmethod
    def _rising(cls, points: Sequence[Months]) -> Sequence[Months]:
        if any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(points)):
            raise ValueError("months must rise, and the risk may not fall")
        return points

    @model_validator(mode="after")
    def _known_values(self) -> Self:
        for name in type(self).model_fields:
            if name != "cost_months":
                strange = set(getattr(self, name)) - set(INDICATORS[name].values)
                if strange:
                    raise ValueError(f"{name} has no value {listed(sorted(strange))}")
        return self


class StaleYears(Frozen):
    """Years after which a fact is marked stale, by kind of fact."""

    tier: Annotated[Whole, Field(ge=0)]
    governance: Annotated[Whole, Field(ge=0)]
    law: Annotated[Whole, Field(ge=0)]
    survey: Annotated[Whole, Field(ge=0)]


class RiskModel(Frozen):
    """How facts become the inherent risk of a corridor. Every number is a judgement."""

    id: str
    version: str
    title: str
    fill_towards: Points100
    fill_share: Share
    floor_gap: Points100
    floor_known: Annotated[Share, Field(gt=0)]
    provisional: Share
    aggregate_credit: Annotated[Share, Field(lt=1)]
    cost_grades: tuple[Grade, ...]
    least_ratifications: Annotated[Whole, Field(ge=1)]
    instruments: Annotated[tuple[str, ...], Field(min_length=1)]
    percentile_goalposts: tuple[Number, Number]
    governance_origin: Governance
    governance_destination: Governance
    weights: Weights
    origin: OriginWeights
    destination: DestinationWeights
    pair: PairWeights
    scales: Scales
    stale_years: StaleYears

    @property
    def hash(self) -> str:
        """Of every value, not of how the file writes it; printed on outputs."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @field_validator("instruments")
    @classmethod
    def _known_instruments(cls, codes: Sequence[str]) -> Sequence[str]:
        strange = [code for code in codes if code not in INSTRUMENTS]
        if strange or len(set(codes)) < len(codes):
            raise ValueError(f"write each of {', '.join(INSTRUMENTS)} once at most")
        return codes

    @field_validator("governance_origin", "governance_destination")
    @classmethod
    def _known_governance(cls, names: Sequence[str]) -> Sequence[str]:
        known = [one.id for one in INDICATORS.values() if one.ages == "governance"]
        if any(name not in known for name in names):
            raise ValueError(f"write only {', '.join(known)}")
        return names

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name in ("weights", *PARTS):
            total = sum(getattr(self, name).model_dump().values())
            if abs(total - 1) > _EXACT:
                raise ValueError(
                    f"the shares of [{name}] add up to {total:g}, not to 1"
                )
        if self.percentile_goalposts[0] == self.percentile_goalposts[1]:
            raise ValueError("the best and the worst percentile are the same")
        return self


def read_risk_model(
    scoring: Path | None = None,
) -> tuple[RiskModel | None, tuple[Issue, ...]]:
    """Section [inherent] of a folder `scoring`, else the shipped; None where wrong."""
    return read_judgements(SECTION, RiskModel, scoring)


@cache
def shipped_risk_model() -> RiskModel:
    model, issues = read_risk_model()
    if model is None:
        raise InvalidFileError(issues)
    return model
