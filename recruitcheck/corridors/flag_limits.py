"""When a flag is raised: `scoring/flags.toml`, and fees that are usual in a corridor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.corridors.tables import Reading, Row, Table, read_table, table_files
from recruitcheck.issues import Issue, Place

FILE = "flags.toml"
FEES = Table(
    "service-fees",
    ("corridor", "currency", "lowest-fee", "source", "retrieved-on"),
)
_Share = Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)]
_Positive = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
_Count = Annotated[int, Field(strict=True, ge=1)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RedLimits(_Section):
    """The section `[red]`; shares 0-1, `contract_before` in percent."""

    fee_gap: _Share = 0.20
    long_chain: _Positive = 3
    same_amounts: _Share = 0.90
    debt_months: _Positive = 3.0
    pay_kept: _Share = 0.90
    pay_drop: _Share = 0.20
    contract_before: Annotated[_Positive, Field(le=100)] = 75.0
    without_contract: _Share = 0.25
    silent_from: _Count = 50
    unsafe: _Share = 0.25
    repaid_gap: _Share = 0.20


class InterviewLimits(_Section):
    """The section `[interviews]`; shares and points 0-1."""

    match: _Share = 0.95
    match_answers: _Count = 20
    match_share: _Share = 0.20
    seconds_per_answer: _Positive = 6.0
    fast_share: _Share = 0.10
    effect: _Share = 0.15
    effect_t: _Positive = 3.3


@dataclass(frozen=True, slots=True)
class UsualFee:
    """The lowest service fee per worker that a user holds for possible in a corridor."""

    currency: str
    lowest: Decimal
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything that decides when a flag is raised. No `fees`: RF-02 is not judged."""

    red: RedLimits = field(default_factory=RedLimits)
    interviews: InterviewLimits = field(default_factory=InterviewLimits)
    fees: Mapping[Corridor, UsualFee] = field(default_factory=dict)


def read_limits(root: Path | None = None) -> tuple[Limits | None, tuple[Issue, ...]]:
    """The limits of a workspace, the shipped ones by default; or what is wrong.

    None where a limit cannot be used. A wrong row of fees is left out and said.
    """
    folder = root / "scoring" if root is not None else None
    red, wrong = read_judgements("red", RedLimits, folder, file=FILE)
    of_interviews, also = read_judgements(
        "interviews", InterviewLimits, folder, file=FILE
    )
    fees, unread = _read_fees(folder)
    issues = (*wrong, *also, *unread)
    if red is None or of_interviews is None:
        return None, issues
    return Limits(red, of_interviews, fees), issues


def _read_fees(
    folder: Path | None,
) -> tuple[dict[Corridor, UsualFee], tuple[Issue, ...]]:
    """`service-fees.csv` (or a workbook) beside `flags.toml`; of two rows the last."""
    reading, found = Reading(), {}
    for path in table_files(folder, FEES.name) if folder is not None else ():
        rows, wrong = read_table(path, FEES, shown_as=f"scoring/{path.name}")
        reading.issues += wrong
        for row in rows:
            corridor, fee = reading.corridor(row, "corridor"), _fee(row, reading)
            if corridor is not None and fee is not None:
                found[corridor] = fee
    return found, tuple(reading.issues)


def _fee(row: Row, reading: Reading) -> UsualFee | None:
    currency = reading.currency(row, "currency")
    lowest = reading.positive(row, "lowest-fee")
    source = reading.text(row, "source")
    retrieved = reading.date(row, "retrieved-on")
    if currency is None or lowest is None or not source or retrieved is None:
        return None
    told = f"{source}, looked up {retrieved.isoformat()}"
    return UsualFee(currency, lowest, told, row.at("lowest-fee"))
