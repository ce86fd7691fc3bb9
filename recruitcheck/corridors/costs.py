"""What recruitment cost the workers, from their interviews.

Amounts of different currencies are never added. Every function takes a table of
interviews and gives figures over all of them; whoever shows a figure withholds it
below the minimum cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recruitcheck.questionnaires.questionnaire import Questionnaire

if TYPE_CHECKING:
    import pandas as pd

TOTAL, REPAID = "total", "repaid"

CATEGORIES: Mapping[str, tuple[str, str]] = {
    "A_fee": ("Recruitment fees", "Agents and sub-agents"),
    "B1_medical": ("Related costs", "Medical"),
    "B2_insurance": ("Related costs", "Insurance"),
    "B3_tests": ("Related costs", "Skills and language tests"),
    "B4_training": ("Related costs", "Training and orientation"),
    "B5_equipment": ("Related costs", "Equipment"),
    "B6_travel": ("Related costs", "Travel and lodging"),
    "B7_admin": ("Related costs", "Passports, visas, permits"),
    "C_illegitimate": ("Illegitimate or undisclosed", "Deposits, bribes"),
    "other": ("Illegitimate or undisclosed", "Anything else"),
}
"""Group and label of each cost category, in the order of the ILO definition (2019)."""


@dataclass(frozen=True, slots=True)
class WorkerCosts:
    """What `n` interviewed workers paid in one currency, those who paid nothing too.

    `means` by cost category; None where nobody was asked; `payers` how many workers
    paid something of it. `totals` is each worker's own
    total, in rising order: never to be shown one by one. `months_of_pay` is the mean of
    each worker's cost over the same worker's first full month's pay (the method of SDG
    indicator 10.7.1), over `n_months` workers with both.
    """

    currency: str
    n: int
    means: Mapping[str, float | None]
    payers: Mapping[str, int]
    totals: tuple[float, ...]
    months_of_pay: float | None
    n_months: int

    @property
    def mean(self) -> float:
        return sum(self.totals) / self.n


def worker_costs(
    table: "pd.DataFrame", questionnaire: Questionnaire
) -> tuple[WorkerCosts, ...]:
    """Costs by currency, most interviews first; empty where nobody was asked."""
    import pandas as pd

    questions: dict[str, list[str]] = {}
    for question in questionnaire:
        if question.cost and question.id in table:
            questions.setdefault(question.cost, []).append(question.id)
    if TOTAL not in questions or not len(table):
        return ()
    amounts = pd.DataFrame(
        {
            name: pd.to_numeric(table[name].astype("string"), errors="coerce")
            for names in questions.values()
            for name in names
        }
    ).astype(float)
    (total,) = questions[TOTAL]
    by_currency = table["cost_currency"].astype("string").fillna("")
    heard = amounts[total].notna()
    found = []
    for currency in sorted(set(by_currency[heard])):
        rows = heard & (by_currency == currency)
        own = amounts[rows]
        months = table["rci"][rows].astype(float).dropna()
        found.append(
            WorkerCosts(
                currency=str(currency),
                n=len(own),
                means={
                    category: _mean(own, questions.get(category, []))
                    for category in CATEGORIES
                },
                payers={
                    category: int(
                        (own[questions.get(category, [])].sum(axis=1) > 0).sum()
                    )
                    for category in CATEGORIES
                },
                totals=tuple(sorted(map(float, own[total]))),
                months_of_pay=float(months.mean()) if len(months) else None,
                n_months=len(months),
            )
        )
    return tuple(sorted(found, key=lambda costs: (-costs.n, costs.currency)))


def _mean(amounts: "pd.DataFrame", names: list[str]) -> float | None:
    """Mean per worker of the sum of these items, over workers who answered any."""
    items = amounts[names]
    asked = items.notna().any(axis=1)
    return float(items[asked].sum(axis=1).mean()) if asked.any() else None
