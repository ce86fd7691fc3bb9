"""What came back: one organisation's answers, each with the cell it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Place
from recruitcheck.questionnaires.questionnaire import Form, Respondent, Role

Given = Literal["answered", "blank", "dk", "pns", "na", "invalid"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `value` is text as XLSForm stores it (a choice, several separated by spaces, a
    number, an ISO date), '' unless `given` is 'answered'; 'invalid' means that something
    stands there which no issue-free reading makes an answer, and `raw` says what. `raw`
    is what stands in the cell. `seen_by` names who saw the evidence or approved that the
    question does not apply; `comment` is the respondent's, also the reason for n/a.
    `applies` is False where other answers say that the question is not to be answered,
    `carried` True where an earlier answer was neither changed nor confirmed.
    """

    question: str
    given: Given
    value: str
    place: Place
    raw: str = ""
    comment: str = ""
    evidence: str = ""
    evidence_date: date | None = None
    seen_by: str = ""
    applies: bool = True
    carried: bool = False

    @property
    def na_approved(self) -> bool:
        """Not applicable counts only with a reason and a named approver."""
        return self.given == "na" and bool(self.comment) and bool(self.seen_by)

    @property
    def document_seen(self) -> bool:
        return bool(self.evidence) and bool(self.seen_by)


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled questionnaire of one organisation in one cycle.

    `site` holds the answers that hold for every corridor, `corridors` those of one. A
    labour recruiter has one corridor and its answers in `site`; a member has none.
    `dated` is the day of the assessment or audit. `hash` is the SHA-256 of the file.
    Questions that are not in `form` were not asked; every question that was has an
    answer here, blank if nothing was written.
    """

    questionnaire: str
    version: str
    questionnaire_hash: str
    respondent: Respondent
    role: Role
    organisation: str
    name: str
    sector: str
    destination: str
    cycle: str
    dated: date | None
    currency: str
    site: Mapping[str, Answer]
    corridors: Mapping[Corridor, Mapping[str, Answer]]
    file: str
    hash: str
    language: str = ""
    form: Form = "full"
    recruiters: Mapping[Corridor, tuple[str, ...]] = field(default_factory=dict)

    @property
    def received(self) -> bool:
        """Whether a return came back. Where none did, only workers were heard."""
        return bool(self.questionnaire)

    def answer(self, question: str, corridor: Corridor | None = None) -> Answer | None:
        """The answer that holds in that corridor; None where it was not asked."""
        if corridor is not None and question in self.corridors.get(corridor, {}):
            return self.corridors[corridor][question]
        return self.site.get(question)
