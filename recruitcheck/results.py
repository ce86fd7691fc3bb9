"""What came out of a workspace: assessments, interviews, issues, and what they rest on.

Reports and exports are made from it and from nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.corridor_model import (
    CorridorModel,
    shipped_corridor_model,
)
from recruitcheck.corridors.facts import Facts
from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.corridors.headcounts import Headcounts
from recruitcheck.corridors.legal_context import LegalContext, legal_context
from recruitcheck.corridors.rates import Rates
from recruitcheck.corridors.risk import InherentRisk, inherent_risk
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue
from recruitcheck.organisations import Expected
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire, Role
from recruitcheck.scoring.assessing import assess, interviews_of
from recruitcheck.scoring.assessment import Assessment, Network
from recruitcheck.scoring.crosswalk import Clause
from recruitcheck.scoring.ranges import NetworkRanges, find_ranges
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.trend import Trend, find_trend
from recruitcheck.submissions.actions_taken import ActionTaken

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that results rest on, named from the workspace, with its SHA-256."""

    file: str
    hash: str


@dataclass(frozen=True, eq=False)
class Results:
    """Everything known about one network under one scoring model.

    `interviews` is the table of all interviews, `issues` all that was wrong in the
    files, `inputs` the files themselves, `rates` and `headcounts` the
    tables that the user keeps, `facts` what is known of countries, read by
    `corridor_model`, `flag_limits` when a red flag is raised, `actions` the latest
    entries of returned action plans in the order of their ids. `fictional` marks
    example data on every page.
    """

    title: str
    network: Network
    questionnaires: Mapping[str, Questionnaire]
    interviews: "pd.DataFrame | None"
    clauses: Mapping[str, Clause]
    inputs: tuple[InputFile, ...]
    issues: tuple[Issue, ...] = ()
    expected: tuple[Expected, ...] = ()
    rates: Rates = field(default_factory=Rates)
    headcounts: Headcounts = field(default_factory=Headcounts)
    facts: Facts = field(default_factory=Facts)
    corridor_model: CorridorModel = field(default_factory=shipped_corridor_model)
    flag_limits: Limits = field(default_factory=Limits)
    actions: tuple[ActionTaken, ...] = ()
    fictional: bool = False
    tool: str = "recruitcheck"

    @property
    def model(self) -> ScoringModel:
        return self.network.model

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """All questions of all questionnaires; of two with one id the first."""
        found: dict[str, Question] = {}
        for questionnaire in self.questionnaires.values():
            for question in questionnaire:
                found.setdefault(question.id, question)
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every organisation that is known, by id."""
        found = {one.id: one.name for one in self.expected}
        for one in self.network.assessments:
            found[one.organisation] = one.unit.own.name or one.organisation
        return found

    @cached_property
    def silent(self) -> tuple[Expected, ...]:
        """Who was asked and sent no usable return; of some the workers were heard."""
        units = self.network.assessments
        answered = {one.organisation for one in units if one.unit.own.received}
        return tuple(one for one in self.expected if one.id not in answered)

    @cached_property
    def worker(self) -> Questionnaire | None:
        all_ = self.questionnaires.values()
        return next((q for q in all_ if q.respondent == "worker"), None)

    @cached_property
    def cycles(self) -> Mapping[str, tuple[str, ...]]:
        """Cycles of each organisation, the latest last."""
        found: dict[str, set[str]] = {}
        for one in self.network.assessments:
            found.setdefault(one.organisation, set()).add(one.cycle)
        return {name: tuple(sorted(cycles)) for name, cycles in found.items()}

    @cached_property
    def ranges(self) -> NetworkRanges:
        """How far scores and ranks move with the judgements of the model."""
        return find_ranges(self.network)

    @cached_property
    def trend(self) -> Trend | None:
        """What changed since the cycle before the latest; None where there is none."""
        return find_trend(self.network)

    @cached_property
    def as_of(self) -> date | None:
        """The day of the latest return; None where none says its day."""
        days = (r.dated for a in self.network.assessments for r in a.unit.returns)
        return max(filter(None, days), default=None)

    @property
    def facts_on(self) -> date:
        """The day from which the age of facts is told: that of the latest return.

        Without one the end of the year of the newest fact.
        """
        newest = max((fact.year for fact in self.facts), default=2000)
        return self.as_of or date(newest, 12, 31)

    def inherent_risk(self, corridor: Corridor) -> InherentRisk:
        """From the facts of the workspace and its own weights."""
        on, model = self.facts_on, self.corridor_model.inherent
        return inherent_risk(corridor, self.facts, on=on, model=model)

    def legal_context(self, corridor: Corridor) -> LegalContext:
        """What the facts of the workspace say of the rules on both sides."""
        on, model = self.facts_on, self.corridor_model.inherent
        return legal_context(corridor, self.facts, on=on, model=model)

    def rescored(self, model: ScoringModel) -> "Results":
        """The same returns and interviews under another model.

        InvalidFileError where its questions cannot be followed.
        """
        units = [one.unit for one in self.network.assessments]
        network = assess(units, model, self.questionnaires, self.interviews)
        if any(one.code.startswith("Q") and one.blocking for one in network.issues):
            raise InvalidFileError(network.issues)
        kept = [one for one in self.issues if one not in self.network.issues]
        return replace(self, network=network, issues=(*kept, *network.issues))

    def latest(self, role: Role) -> dict[str, tuple[Assessment, ...]]:
        """The assessments of each organisation of a role in its latest cycle."""
        found: dict[str, list[Assessment]] = {}
        for one in self.network.of(role):
            if one.cycle == self.cycles[one.organisation][-1]:
                found.setdefault(one.organisation, []).append(one)
        return {name: tuple(units) for name, units in found.items()}

    def of_cycle(self, organisation: str, cycle: str) -> tuple[Assessment, ...]:
        return tuple(
            one
            for one in self.network.assessments
            if (one.organisation, one.cycle) == (organisation, cycle)
        )

    @cached_property
    def corridors(self) -> Mapping[Corridor, tuple[Assessment, ...]]:
        """The suppliers' latest assessments by corridor, in order of the corridor."""
        found: dict[Corridor, list[Assessment]] = {}
        for units in self.latest("supplier").values():
            for one in units:
                if one.corridor is not None:
                    found.setdefault(one.corridor, []).append(one)
        return {corridor: tuple(found[corridor]) for corridor in sorted(found)}

    def table(self, assessments: Iterable[Assessment]) -> "pd.DataFrame | None":
        """The interviews of these units; None where no survey came back at all."""
        if self.interviews is None:
            return None
        return interviews_of(self.interviews, [one.unit for one in assessments])
