"""What came back in action plans: what became of each finding, and with what proof.

A closed action is evidence for the answer to its question from the next run on. It
never is the answer: where the answer itself got better, a new return has to say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias, get_args

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Place
from recruitcheck.submissions.submission import Answer, Submission

Status: TypeAlias = Literal["open", "in_progress", "done", "disputed", "not_accepted"]
STATUSES: tuple[Status, ...] = get_args(Status)
SITE = "site"  # stands for the corridor in the id of what holds for all of them


@dataclass(frozen=True, slots=True)
class FindingId:
    """What a finding is called in every run and cycle: `SUNDA-01/NPL-MYS/M-DOC-01`.

    `corridor` is '' for what holds for the whole organisation, written `site`. `about`
    is a question or a worker-outcome gate.
    """

    organisation: str
    corridor: str
    about: str

    def __str__(self) -> str:
        return f"{self.organisation}/{self.corridor or SITE}/{self.about}"

    @classmethod
    def parse(cls, text: str) -> "FindingId | None":
        """The id that a text is, None where it is none."""
        parts = text.strip().rsplit("/", 2)
        if len(parts) != 3 or not all(parts):
            return None
        organisation, corridor, about = parts
        return cls(organisation, "" if corridor == SITE else corridor, about)


@dataclass(frozen=True, slots=True)
class ActionTaken:
    """One row of a returned plan.

    `cycle` is that of the return the plan was made from, `returned` the day its plan was
    filled in, None where nobody wrote it. `due` is None where no day is set. `owner`,
    `answer` (what the supplier says was done), `proof` and `checked_by` are '' where
    nothing was written; none of them may name a worker.
    """

    id: FindingId
    cycle: str
    returned: date | None
    status: Status
    severity: str
    action: str
    owner: str
    due: date | None
    answer: str
    proof: str
    proof_date: date | None
    checked_by: str
    place: Place

    @property
    def proven(self) -> bool:
        """Whether a dated proof is named."""
        return bool(self.proof) and self.proof_date is not None

    @property
    def closed(self) -> bool:
        """Done, with a dated proof that somebody checked: only then it is evidence."""
        return self.status == "done" and self.proven and bool(self.checked_by)

    def overdue(self, today: date) -> bool:
        """Whether it is not closed after the day it was due."""
        return not self.closed and self.due is not None and self.due < today


def latest_actions(plans: Iterable[ActionTaken]) -> tuple[ActionTaken, ...]:
    """Of each finding what was returned last, by day and then by file; in order of id.

    A plan without a day counts as the earliest.
    """
    found: dict[FindingId, ActionTaken] = {}
    for one in sorted(plans, key=lambda a: (a.returned or date.min, a.place.file)):
        found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: str(one.id)))


def with_proofs(
    submissions: Iterable[Submission], actions: Iterable[ActionTaken]
) -> tuple[Submission, ...]:
    """The submissions, with the proof of closed actions as a document that was seen.

    It counts for the answer to the action's question in the cycle of its plan and in
    later ones, dated by the proof, so that it ages. It never makes an answer more than
    'document seen' (level 1): on site is what an auditor's own return says. A document
    seen in the return itself stays, unless it is older than the proof.
    """
    closed: dict[str, list[ActionTaken]] = {}
    for one in latest_actions(actions):
        if one.closed:
            closed.setdefault(one.id.organisation, []).append(one)
    return tuple(
        submission
        if submission.respondent == "auditor"
        else _with_proofs(submission, closed.get(submission.organisation, ()))
        for submission in submissions
    )


def _with_proofs(submission: Submission, actions: Iterable[ActionTaken]) -> Submission:
    site = dict(submission.site)
    corridors = {key: dict(answers) for key, answers in submission.corridors.items()}
    changed = False
    for one in actions:
        if one.cycle > submission.cycle:
            continue
        for answers in _answers(one, submission, site, corridors):
            answer = answers.get(one.id.about)
            if answer is not None and _proves(one, answer):
                answers[answer.question] = _proven(answer, one)
                changed = True
    if not changed:
        return submission
    return replace(submission, site=site, corridors=corridors)


def _answers(
    one: ActionTaken,
    submission: Submission,
    site: dict[str, Answer],
    corridors: Mapping[Corridor, dict[str, Answer]],
) -> list[dict[str, Answer]]:
    """Where the answer that an action speaks of may stand."""
    if not one.id.corridor:
        return [site]
    own = [found for key, found in corridors.items() if str(key) == one.id.corridor]
    # A labour recruiter's return is about one corridor, and its answers stand in `site`.
    return [*own, site] if own and submission.role == "recruiter" else own


def _proves(one: ActionTaken, answer: Answer) -> bool:
    """Whether its proof says more about this answer than the return itself does."""
    if answer.given != "answered":
        return False
    if not answer.document_seen:
        return True
    if answer.evidence_date is None or one.proof_date is None:
        return False
    return answer.evidence_date < one.proof_date


def _proven(answer: Answer, one: ActionTaken) -> Answer:
    return replace(
        answer,
        evidence=one.proof,
        evidence_date=one.proof_date,
        seen_by=one.checked_by,
    )
