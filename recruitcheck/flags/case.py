"""What is known of one organisation in one corridor, as the rules of flags ask for it.

Nothing here tells what one worker said: a count below two and one above all but two look
like none and like all (the laws of `recruitcheck.corridors.privacy`), and where fewer
than the minimum cell answered there is no figure at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from recruitcheck.corridors.privacy import FEW, blurred, is_blurred
from recruitcheck.flags.flag import Source, Unknown
from recruitcheck.questionnaires.questionnaire import RESERVED
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.submissions.submission import Answer

if TYPE_CHECKING:
    import pandas as pd

AGENCIES = frozenset({"agency_o", "agency_d", "broker"})
_LEAST_REPORTS = 2  # of fewer nothing is said: it could lead to one worker


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money that somebody answered.

    `said` is how it was answered, where it was converted since.
    """

    value: Decimal
    currency: str
    who: str
    source: Source
    said: str = ""

    def __str__(self) -> str:
        places = 0 if self.value == self.value.to_integral_value() else 2
        told = f" ({self.said})" if self.said else ""
        return f"{self.value:,.{places}f} {self.currency}{told}"


@dataclass(frozen=True, slots=True)
class Count:
    """`k` of the `n` workers who answered a question, `n` at least the minimum cell."""

    k: int
    n: int
    question: str

    def reaches(self, share: float) -> bool:
        """Whether so many of them do; never because of one worker."""
        return self.k >= _LEAST_REPORTS and blurred(self.k, self.n) / self.n >= share

    @property
    def reported(self) -> bool:
        """Whether more than one of them does."""
        return self.k >= _LEAST_REPORTS

    @property
    def none(self) -> bool:
        """Whether none of them does; of fewer than fifty one looks like none."""
        return self.k == 0 if self.n >= FEW else self.k < _LEAST_REPORTS

    @property
    def source(self) -> Source:
        return Source(self.question, interviews=self.n)

    @property
    def first(self) -> str:
        """The same to begin a sentence with."""
        text = str(self)
        return f"{text[0].upper()}{text[1:]}"

    def __str__(self) -> str:
        if not is_blurred(self.k, self.n):
            return f"{self.k} of {self.n}"
        few = self.k < _LEAST_REPORTS
        return f"{'fewer than 10 %' if few else 'more than 90 %'} of {self.n}"


@dataclass(frozen=True)
class Case:
    """One unit with everything that rules may ask about it."""

    unit: Assessment
    results: Results

    @property
    def minimum(self) -> int:
        return self.results.model.minimum_cell

    def answer(self, question: str) -> Answer | None:
        """The answer to it; None where there is none, or one that says nothing."""
        found = self.unit.unit.answer(question)
        return found if found is not None and found.given == "answered" else None

    def chosen(self, question: str) -> frozenset[str] | None:
        """The choices of an answer, None without one."""
        found = self.answer(question)
        return None if found is None else frozenset(found.value.split())

    def number(self, question: str) -> Decimal | None:
        found = self.answer(question)
        if found is None:
            return None
        try:
            return Decimal(found.value)
        except InvalidOperation:
            return None

    def source(self, question: str) -> Source:
        found = self.unit.unit.answer(question)
        if found is None:
            return Source(question, self.unit.unit.own.file)
        place = found.place
        return Source(question, place.file, place.sheet, place.cell)

    def words(self, question: str) -> str:
        """The answer as the form writes it, in the form's first language."""
        chosen = self.chosen(question) or frozenset()
        labels = self.labels(question)
        return ", ".join(label for name, label in labels.items() if name in chosen)

    def labels(self, question: str) -> Mapping[str, str]:
        """The choices of a question by name, in the form's first language."""
        asked = self.results.questions.get(question)
        return {
            one.name: next(filter(None, one.labels.values()), one.name)
            for one in (asked.choices if asked else ())
        }

    @property
    def uses_agency(self) -> bool | None:
        """Whether workers came through an agency or broker; None: nobody answered."""
        channels = self.chosen("M-PRO-05")
        return None if channels is None else bool(channels & AGENCIES)

    @property
    def recruiters(self) -> tuple["Case", ...]:
        """The recruiters it names that sent a return for this corridor and cycle."""
        named = self.answer("recruiters")
        ids = set(named.value.replace(",", " ").split()) if named else set()
        return tuple(
            Case(one, self.results)
            for one in self.results.network.of("recruiter", cycle=self.unit.cycle)
            if one.organisation in ids and one.corridor == self.unit.corridor
        )

    def amount(self, question: str, who: str) -> Amount | None:
        value = self.number(question)
        if value is None:
            return None
        currency = self.unit.unit.own.currency
        return Amount(value, currency, who, self.source(question))

    @property
    def fees(self) -> tuple[Amount, ...]:
        """What management, auditor and recruiters say the service fee is."""
        told = [
            self.amount("M-DD-05", "management"),
            self.amount("A-INV-02", "the invoices"),
            *(
                one.amount("R-FEE-02", f"recruiter {one.unit.organisation}")
                for one in self.recruiters
            ),
        ]
        return tuple(one for one in told if one is not None)

    def converted(self, amount: Amount, currency: str) -> Amount | None:
        """The amount in another currency, by the user's own rates; None without one."""
        if amount.currency == currency:
            return amount
        on = self.unit.unit.own.dated
        rate = self.results.rates.find(amount.currency, currency, on) if on else None
        if rate is None:
            return None
        value = rate.convert(amount.value)
        return replace(amount, value=value, currency=currency, said=str(amount))

    @cached_property
    def interviews(self) -> "pd.DataFrame | None":
        return self.results.table([self.unit])

    def column(self, question: str) -> "Sequence[str]":
        """What each interviewed worker answered to it; '' where nothing usable."""
        table = self.interviews
        if table is None or question not in table:
            return [""] * (0 if table is None else len(table))
        return [
            ""
            if not (isinstance(one, str | float)) or one != one or one in RESERVED  # noqa: PLR0124
            else str(one)
            for one in table[question].astype(object)
        ]

    def numbers(self, question: str) -> list[float | None]:
        return [float(text) if text else None for text in self.column(question)]

    def count(self, question: str, holds: Callable[[str], bool]) -> Count | Unknown:
        """How many of those who answered it say so."""
        answered = [text for text in self.column(question) if text]
        if len(answered) < self.minimum:
            return self.few(question)
        return Count(sum(map(holds, answered)), len(answered), question)

    def few(self, question: str) -> Unknown:
        """That too few workers answered to say anything."""
        return Unknown(f"fewer than {self.minimum} interviews answer {question}")

    def currencies(self) -> frozenset[str]:
        """The currencies in which its workers named what they paid."""
        return frozenset(filter(None, self.column("cost_currency")))


def by_category(results: Results) -> Mapping[str, tuple[str, ...]]:
    """The workers' questions on cost, by category."""
    found: dict[str, tuple[str, ...]] = {}
    for question in results.worker or ():
        if question.cost:
            found[question.cost] = (*found.get(question.cost, ()), question.id)
    return found
