"""What workers say and paid: means and shares over enough interviews, or why not."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from recruitcheck.reports.views.words import Principle, Withheld

EmployerPays: TypeAlias = Literal["yes", "some", "no", "unknown", "not_asked"]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """What workers and management say about one principle. The page sorts by gap.

    management  mean points of management's answers, times 100; None: not asked
    workers     mean points of the workers' answers, times 100; Withheld below the
                minimum cell; None: workers were not asked about it
    low, high   95 % interval of `workers`; None when that is not a number
    n           interviews that answered; 0 when none
    """

    principle: Principle
    management: float | None
    workers: float | Withheld | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What each kind of respondent says about one topic, 0-100 as in VoiceRow.

    discrepancy  max(0, management - upper bound of workers), 0-100; None without
                 worker data
    scope        corridor; "" for the whole site
    """

    topic: str
    management: float | None
    recruiter: float | None
    auditor: float | None
    workers: float | Withheld | None
    n: int
    discrepancy: float | None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One ILO cost category.

    group          heading on the page: "Recruitment fees", "Related costs", ...;
                   rows of one group stand together
    worker_mean    mean per interviewed worker, those who paid nothing included;
                   None: not asked, or `few`
    few            too few workers paid it to show how much
    partly         the least that the mean can be: sites where a few paid are left out
    employer_pays  what management says it pays in full: in all corridors, in some,
                   in none, did not answer, was not asked about this category
    """

    group: str
    label: str
    worker_mean: float | None
    employer_pays: EmployerPays = "not_asked"
    few: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """Who paid for recruitment, in one unit. One Costs per currency.

    unit            "USD", "NPR" or "months of pay"
    n               interviews with amounts in this unit
    rows            by category; Withheld below the minimum cell (the employer's
                    side is then in `employer_only`)
    worker_total    mean total per interviewed worker as workers state it (may differ
                    from the sum of the rows); None when withheld or not asked
    employer_total  what management says it paid per worker; None: not stated
    employer_unit   unit of employer_total; often another currency
    employer_only   category label and what management says, in the order of the
                    questionnaire; used when rows is Withheld
    months_of_pay   mean of each worker's cost over the same worker's first full
                    month's pay (SDG 10.7.1 method); None: withheld or unknown
    label           who: "Nepal to Malaysia"; "" for everybody on the page
    repaid_most     more than half of those who paid say they got all of it back
    """

    unit: str
    n: int
    rows: tuple[CostRow, ...] | Withheld
    worker_total: float | None = None
    employer_total: float | None = None
    employer_unit: str = ""
    employer_only: tuple[tuple[str, EmployerPays], ...] = ()
    months_of_pay: float | None = None
    label: str = ""
    repaid_most: bool = False


@dataclass(frozen=True, slots=True)
class PaymentBin:
    """Number of workers who paid from `low` up to, not including, `high`.

    high None: `low` or more. low == high == 0: paid nothing.
    """

    low: float
    high: float | None
    workers: int


@dataclass(frozen=True, slots=True)
class Payments:
    """How unequal payments are, safe to publish. Build it with `bin_payments`.

    No bin holds one or two workers, the last one is open so that the highest payment
    is not shown, and quartiles are rounded to half a bin.
    paid  workers who paid something; None when the number would say that all or none
          of fewer than fifty workers did
    rounded  numbers of workers are rounded to threes, because of other pages' pictures
    """

    unit: str
    n: int
    bins: tuple[PaymentBin, ...]
    median: float
    lower_quartile: float
    upper_quartile: float
    paid: int | None = None
    label: str = ""
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class MonthsOfPay:
    """Cost of recruitment in months of each worker's own pay, over `n` workers.

    lower, median, upper  quartiles to a tenth, those who paid nothing included
    """

    n: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class MonthsTable:
    """Recruitment cost in months of pay by the rules of SDG 10.7.1, in words.

    rows  what is measured, and the figure; Withheld where it may not be shown
    n     workers whose cost and pay are known and counted
    without_pay  workers whose cost is known and whose pay is not; they are left out
    note  that a sample is not a national indicator
    """

    rows: tuple[tuple[str, str], ...] | Withheld
    n: int
    without_pay: int
    note: str


@dataclass(frozen=True, slots=True)
class Incidence:
    """Share of interviewed workers who report something, with its 95 % interval.

    reports  number of workers; None where it is not to be printed (one report)
    share    0-1, or Withheld below the minimum cell
    low,high 95 % interval; None when withheld
    n        interviews that answered
    kind     fee: paid anything for the job; the other three of the method; other
    """

    label: str
    n: int
    share: float | Withheld
    reports: int | None = None
    low: float | None = None
    high: float | None = None
    kind: Literal["fee", "documents", "debt", "contract", "other"] = "other"
