"""The indicators of forced labour that interviewed workers report.

Which answers stand for which indicator is written in `scoring/corridors.toml`. One
indicator may be enough in one case, in another several must be read together: what is
printed is "reported by n of m interviewed workers", never that forced labour was found.

Source: ILO indicators of forced labour (2012); the method, section 12.
"""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from recruitcheck.questionnaires.expressions import (
    Expression,
    ExpressionError,
    parse_expression,
)
from recruitcheck.scoring.workers import answered, holding

if TYPE_CHECKING:
    import pandas as pd


class Indicator(BaseModel):
    """One indicator: `id` is a clause of the crosswalk.

    A worker was asked about it who answered one of the questions in `asked`, and
    reports it where `reported` is true of the answers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    asked: Annotated[tuple[str, ...], Field(min_length=1)]
    reported: str

    @field_validator("reported")
    @classmethod
    def _readable(cls, text: str) -> str:
        try:
            parse_expression(text)
        except ExpressionError as error:
            message = f"{error} (character {error.position + 1})"
            raise ValueError(message) from error
        return text

    @property
    def condition(self) -> Expression:
        return parse_expression(self.reported)


class IndicatorRules(BaseModel):
    """Section [forced_labour]: the indicators in the order they are printed.

    `several` is the number of them from which a worker counts as reporting several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    several: Annotated[int, Field(strict=True, ge=2)]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


def asked_and_reported(
    table: "pd.DataFrame", indicator: Indicator
) -> tuple[list[bool], list[bool]]:
    """Per interview whether the worker was asked about it, and whether it is reported."""
    heard = [answered(table, name) for name in indicator.asked]
    asked = [any(answers) for answers in zip(*heard, strict=True)]
    holds = holding(table, indicator.condition)
    return asked, [a and h for a, h in zip(asked, holds, strict=True)]


def reporting_several(
    table: "pd.DataFrame", rules: IndicatorRules
) -> tuple[list[bool], list[bool]]:
    """Per interview whether enough was asked to report several, and whether it is so."""
    each = [asked_and_reported(table, one) for one in rules.indicators]
    asked = [sum(row) for row in zip(*(one[0] for one in each), strict=True)]
    reported = [sum(row) for row in zip(*(one[1] for one in each), strict=True)]
    return (
        [n >= rules.several for n in asked],
        [n >= rules.several for n in reported],
    )
