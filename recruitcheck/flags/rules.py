"""Which flags there are, and whom each is about.

Red flags are signs that somebody should look, in words and numbers; none is proof.
Source: patterns that recruitment due diligence reports. Every threshold stands in
`scoring/flags.toml`.
"""

from collections.abc import Callable, Mapping, Sequence

from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.flags import conditions, fees, integrity
from recruitcheck.flags.case import Case
from recruitcheck.flags.flag import Verdict
from recruitcheck.flags.repayment import repaid_on_paper

Rule = Callable[[Case, Limits], Verdict]
SiteRule = Callable[[Sequence[Case], Limits], Verdict]

CORRIDOR_RULES: Mapping[str, Rule] = {
    "RF-01": fees.works_for_nothing,
    "RF-02": fees.fee_too_low,
    "RF-03": fees.three_stories,
    "RF-04": fees.perfect_zero,
    "RF-05": fees.all_the_same,
    "RF-06": fees.paid_twice,
    "RF-07": fees.debt_trap,
    "RF-08": conditions.pay_drop,
    "RF-09": conditions.contract_late,
    "RF-10": conditions.passports_kept,
    "RF-12": conditions.nobody_complains,
    "RF-14": fees.kickback,
}
"""Of a supplier in one corridor."""

RECRUITER_RULES: Mapping[str, Rule] = {
    "RF-10": conditions.passports_with_recruiter,
    "RF-14": fees.gifts,
    "RF-15": fees.sub_agents,
}
"""Of a labour recruiter in one corridor."""

SITE_RULES: Mapping[str, SiteRule] = {
    "RF-11": conditions.policy_only,
    "RF-13": repaid_on_paper,
    "RF-16": conditions.hidden_corridor,
    "IN-01": integrity.near_identical,
    "IN-02": integrity.too_fast,
    "IN-03": integrity.one_interviewer,
}
"""Of a supplier over all its corridors."""
