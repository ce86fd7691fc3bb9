"""How gaps between rules are told: section [rule_gaps] of `corridors.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, Self, TypeAlias, get_args

from pydantic import model_validator

from recruitcheck.corridors.indicators import INSTRUMENTS
from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.corridors.risk_model import Frozen
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, listed

SECTION = "rule_gaps"
_MISSING = "M102"
Actor: TypeAlias = Literal[
    "employer", "recruiter", "origin_government", "destination_government", "network"
]
ACTORS: tuple[Actor, ...] = get_args(Actor)
ACTOR_NAMES: Mapping[Actor, str] = {
    "employer": "Employer",
    "recruiter": "Recruiter",
    "origin_government": "Government of the origin",
    "destination_government": "Government of the destination",
    "network": "Network",
}
_TWO = ("origin", "destination", "origin_rule", "destination_rule")
_PLACES: Mapping[str, tuple[str, ...]] = {
    "fee-at-home-employer-pays-abroad": _TWO,
    "fee-at-home-agreement-says-no": ("origin", "destination", "origin_rule", "when"),
    "fee-free-at-home-fee-abroad": _TWO,
    "both-let-workers-pay": _TWO,
    "no-rule-on-fees": ("country", "when"),
    "rule-for-other-destinations": ("origin", "destination", "origin_rule", "scope"),
    "rule-for-some-workers": ("country", "rule", "scope", "when"),
    "rule-not-kept": ("evidence", "paid", "when", "rule"),
    "no-agreement": ("origin", "destination", "when"),
    "agreement-without-clause": ("origin", "destination", "when"),
    "tied-to-employer": ("destination", "rule", "when"),
    "not-ratified": ("country", "instruments"),
    "trafficking-response": ("country", "rule", "when"),
}
"""What may be filled in, by the id of a gap: every gap that there is."""


class GapText(Frozen):
    """How a gap is told. Words in braces are filled in from facts."""

    id: str
    title: str
    words: str
    clauses: tuple[str, ...]
    steps: Mapping[Actor, str]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.id not in _PLACES:
            message = f"'{self.id}' is none of {listed(_PLACES, most=20)}"
            raise ValueError(message)
        allowed = _PLACES[self.id]
        found = [name for _, name, *_ in Formatter().parse(self.title + self.words)]
        strange = [name for name in found if name is not None and name not in allowed]
        if strange:
            message = f"{{{strange[0]}}} is none of {listed(allowed)} of '{self.id}'"
            raise ValueError(message)
        return self


class GapTexts(Frozen):
    """Section [rule_gaps]: every gap, and what an instrument contributes to."""

    gaps: tuple[GapText, ...]
    instruments: Mapping[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        ids = [one.id for one in self.gaps]
        if sorted(ids) != sorted(_PLACES):
            odd = sorted(set(_PLACES) - set(ids)) or [
                i for i in ids if ids.count(i) > 1
            ]
            message = f"each gap stands once; look at {listed(odd)}"
            raise ValueError(message)
        if set(self.instruments) != set(INSTRUMENTS):
            message = f"write {', '.join(INSTRUMENTS)} once each"
            raise ValueError(message)
        return self


def read_gap_texts(
    scoring: Path | None = None,
) -> tuple[GapTexts | None, tuple[Issue, ...]]:
    """Section [rule_gaps] of a folder `scoring`; None where it is wrong.

    Without the section the shipped words: they are no judgement that changes a number.
    """
    texts, issues = read_judgements(SECTION, GapTexts, scoring)
    told = [(one.code, one.place.label) for one in issues]
    if scoring is not None and told == [(_MISSING, SECTION)]:
        return read_gap_texts()
    return texts, issues


@cache
def shipped_gap_texts() -> GapTexts:
    texts, issues = read_gap_texts()
    if texts is None:
        raise InvalidFileError(issues)
    return texts
