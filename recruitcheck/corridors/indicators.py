"""The indicators that facts are about: their values, units and what would fill them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_RATIFICATIONS: Mapping[str, str] = {
    "ratification_C029": "ILO Forced Labour Convention (C029)",
    "ratification_C087": "ILO Freedom of Association Convention (C087)",
    "ratification_C097": "ILO Migration for Employment Convention (C097)",
    "ratification_C098": "ILO Collective Bargaining Convention (C098)",
    "ratification_C105": "ILO Abolition of Forced Labour Convention (C105)",
    "ratification_C143": "ILO Migrant Workers Convention (C143)",
    "ratification_C181": "ILO Private Employment Agencies Convention (C181)",
    "ratification_C189": "ILO Domestic Workers Convention (C189)",
    "ratification_C190": "ILO Violence and Harassment Convention (C190)",
    "ratification_ICRMW": "UN Convention on Migrant Workers (ICRMW)",
    "ratification_P029": "Protocol to the ILO Forced Labour Convention (P029)",
    "ratification_PALERMO": "UN Trafficking Protocol (Palermo)",
}
INSTRUMENTS: Mapping[str, str] = {
    name.removeprefix("ratification_"): title for name, title in _RATIFICATIONS.items()
}
"""Instruments by code, as they are called in pages."""

Ages = Literal["tier", "governance", "law", "survey"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What one kind of fact says.

    `values` are the words that may stand; without them the value is a number from
    `least` to `most`. `ages` says after how many years it is marked stale. `filled_by`
    tells what to look up where it is not known.
    """

    id: str
    title: str
    about: Literal["country", "corridor"]
    ages: Ages
    filled_by: str
    values: tuple[str, ...] = ()
    unit: str = ""
    least: float = 0.0
    most: float = float("inf")

    @property
    def is_number(self) -> bool:
        return not self.values


_RANK = "percentile rank"
_GOVERNANCE = "the World Bank's Worldwide Governance Indicators: the percentile rank"
_RATIFIED = ("ratified", "not_ratified", "no_action", "signed", "denounced")

INDICATORS: Mapping[str, Indicator] = {
    one.id: one
    for one in (
        Indicator(
            "tip_tier",
            "trafficking tier",
            "country",
            "tier",
            "the newest Trafficking in Persons Report of the US Department of State",
            ("1", "2", "2WL", "3", "special"),
            "tier",
        ),
        *(
            Indicator(
                name,
                title,
                "country",
                "governance",
                f"{_GOVERNANCE} of {title}",
                unit=_RANK,
                most=100,
            )
            for name, title in (
                ("rule_of_law", "rule of law"),
                ("control_of_corruption", "control of corruption"),
                ("voice_accountability", "voice and accountability"),
            )
        ),
        Indicator(
            "fee_law_origin",
            "law on recruitment fees",
            "country",
            "law",
            "the article of its law that says what agencies may charge workers",
            ("zero_fee", "capped", "unregulated"),
            "rule",
        ),
        Indicator(
            "fee_law_destination",
            "law on recruitment fees",
            "country",
            "law",
            "the article of its law that says who pays for recruitment",
            ("employer_pays", "capped", "unregulated"),
            "rule",
        ),
        Indicator(
            "employer_tied",
            "status tied to the employer",
            "country",
            "law",
            "its rule on changing employer and on leaving the country",
            ("kafala_variant", "permit_tied", "free"),
            "status",
        ),
        *(
            Indicator(
                name,
                title,
                "country",
                "law",
                f"the depositary's list of parties to the {title}",
                _RATIFIED,
                "status",
            )
            for name, title in _RATIFICATIONS.items()
        ),
        Indicator(
            "bilateral_agreement",
            "agreement between the two states",
            "corridor",
            "law",
            "the text of the labour agreement or memorandum between the two states",
            ("employer_pays", "in_place", "none", "historic"),
            "status",
        ),
        Indicator(
            "worker_paid_cost_months",
            "what workers pay",
            "corridor",
            "survey",
            "a survey after the method of SDG indicator 10.7.1 (months of earnings)",
            unit="months_of_destination_earnings",
        ),
        Indicator(
            "worker_paid_cost",
            "what workers pay, in money",
            "corridor",
            "survey",
            "a survey of what workers paid",
        ),
        Indicator(
            "fee_cap",
            "highest fee the state allows",
            "corridor",
            "law",
            "the official rate for this destination",
        ),
    )
}
"""Every kind of fact that is read, by its id."""
