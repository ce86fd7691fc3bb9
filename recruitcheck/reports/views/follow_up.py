"""What to look into and what to put right: flags, actions, money owed, recruiters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recruitcheck.reports.views.words import GateLevel

ActionSeverity: TypeAlias = Literal["zero_tolerance", "critical", "major", "minor"]


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A sign that somebody should look; no proof, and it moves no score.

    sentence  why it is raised, with its numbers
    sources   where these come from, in words
    scope     corridor; "" for the whole site
    """

    code: str
    title: str
    sentence: str
    sources: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class FlagUnknown:
    """A flag that nobody could judge, or only in part, and why."""

    code: str
    title: str
    why: str
    partly: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Flags:
    """Red flags (RF), flags of the interviews themselves (IN), what is not judged."""

    red: tuple[FlagRow, ...] = ()
    interviews: tuple[FlagRow, ...] = ()
    unknown: tuple[FlagUnknown, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many flags are raised in a network, at how many organisations.

    most  titles and how often each is raised, the most frequent first
    """

    raised: int
    organisations: int
    most: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One finding with what is to be done about it.

    owner    who must act, in words; the name that a returned plan gives goes first
    due      ISO 8601, of the plan where it names a day; "" where none is known
    status   in words, as the last returned plan says
    overdue  not closed, and due before the day that `Actions.on` is
    first    place in "what to fix first", from 1; None: not there
    scope    corridor; "" for the whole site
    """

    severity: ActionSeverity
    title: str
    action: str
    owner: str
    due: str
    status: str
    question: str
    overdue: bool = False
    first: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Actions:
    """The corrective action plan: hard findings as `rows`, minor ones as `minor`.

    on       the day of the latest return or plan, ISO 8601; "" where no day is known
    counts   findings of each severity, worst first, those there are
    settled  actions that are closed and no longer a finding
    planned  whether a plan of this organisation came back
    command  writes the plan as a workbook
    """

    on: str
    rows: tuple[ActionRow, ...]
    minor: tuple[ActionRow, ...]
    counts: Mapping[ActionSeverity, int]
    settled: int
    planned: bool
    command: str

    @property
    def overdue(self) -> int:
        return sum(row.overdue for row in (*self.rows, *self.minor))


@dataclass(frozen=True, slots=True)
class OwedRow:
    """What one cohort of workers is owed; amounts as printed, "" not known or shown.

    workers   how many there are, those who left apart: "142 + 13 left"
    heard     interviews, "few" below the minimum cell
    each      what each worker who was not interviewed is owed
    low, high 95 % interval of `likely`
    set_aside what to plan for
    repaid    what workers say they got back, expanded to all of them
    href      page of the supplier, where `cohort` is its name
    """

    cohort: str
    workers: str
    heard: str
    currency: str
    each: str = ""
    low: str = ""
    likely: str = ""
    high: str = ""
    set_aside: str = ""
    repaid: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """Money owed to workers who paid for their jobs; figures as remediation lets out.

    headline   the total in a sentence; "" where no total may be shown
    rows       cohorts, then totals by currency where several are added
    sentences  what is not shown or not known and why, loans, what was repaid
    basis      how it was worked out, sentence by sentence
    command    writes the payment plan
    """

    headline: str
    rows: tuple[OwedRow, ...]
    sentences: tuple[str, ...]
    basis: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class RecruiterProblem:
    """A rule that fired at a labour recruiter: a finding of all whom it serves too.

    scope  corridor
    """

    recruiter: str
    href: str
    level: GateLevel
    title: str
    question: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """Whom a labour recruiter serves in a corridor, and what its workers report there.

    suppliers  name and link each
    n          interviews; None: nobody was asked, or it may not be shown
    paid       about this share paid something, 0-1; None as `n`
    mean_cost  per worker, as printed: "USD 900"; "" not shown
    """

    corridor: str
    href: str
    suppliers: tuple[tuple[str, str], ...]
    n: int | None = None
    paid: float | None = None
    mean_cost: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """The corridors that a labour recruiter serves; `fees` sums them up in a sentence."""

    rows: tuple[Served, ...]
    fees: str = ""
