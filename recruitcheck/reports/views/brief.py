"""The dialogue brief: two pages for a meeting of companies and public authorities."""

from dataclasses import dataclass

from recruitcheck.reports.views.risk import Risk
from recruitcheck.reports.views.rules import Rules
from recruitcheck.reports.views.words import Method


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """One thing that the data show, over at least five organisations.

    value  as printed: "53%", "57 of 100"; detail: what it is, and its range
    """

    value: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class ActorSteps:
    """What one actor can do, each step with the number of the gap it closes."""

    actor: str
    steps: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief of one corridor. It names no company and no recruiter.

    figures     what members' data show; `why_none` says why there are none, or why none
                of workers
    weak        what is weak at three or more companies, in sentences
    steps       by actor, from the gaps between rules, in the order of the actors
    questions   to discuss; `unknown` is what is not known, and where to look
    tool        name and version of the program, for the foot of the page
    method      None outside a workspace
    """

    origin: str
    origin_code: str
    destination: str
    destination_code: str
    cycle: str
    on: str
    headline: str
    lede: str
    risk: Risk
    rules: Rules
    figures: tuple[BriefFigure, ...]
    why_none: str
    weak: tuple[str, ...]
    steps: tuple[ActorSteps, ...]
    questions: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]
    method: Method
    index_href: str = ""
