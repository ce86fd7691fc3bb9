"""The judgements of corridors together: everything that `scoring/corridors.toml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recruitcheck.corridors.forced_labour import IndicatorRules
from recruitcheck.corridors.gap_texts import GapTexts, read_gap_texts
from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.corridors.residual import ResidualRules
from recruitcheck.corridors.risk_model import RiskModel, read_risk_model
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue


@dataclass(frozen=True, slots=True)
class CorridorModel:
    """How facts become risk, what is left of it, ILO indicators, words of rule gaps."""

    inherent: RiskModel
    residual: ResidualRules
    forced_labour: IndicatorRules
    gaps: GapTexts


def read_corridor_model(
    scoring: Path | None = None,
) -> tuple[CorridorModel | None, tuple[Issue, ...]]:
    """Of a folder `scoring`, else the shipped; None with everything wrong in it."""
    inherent, wrong = read_risk_model(scoring)
    residual, unsound = read_judgements("residual", ResidualRules, scoring)
    indicators, amiss = read_judgements("forced_labour", IndicatorRules, scoring)
    gaps, odd = read_gap_texts(scoring)
    issues = tuple(dict.fromkeys((*wrong, *unsound, *amiss, *odd)))
    if inherent is None or residual is None or indicators is None or gaps is None:
        return None, issues
    return CorridorModel(inherent, residual, indicators, gaps), issues


@cache
def shipped_corridor_model() -> CorridorModel:
    model, issues = read_corridor_model()
    if model is None:
        raise InvalidFileError(issues)
    return model
