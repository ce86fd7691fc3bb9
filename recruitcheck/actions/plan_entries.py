"""What stands in the cells of an action plan: what is given, and what is entered so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from recruitcheck.actions.findings import Finding
from recruitcheck.actions.layout import ASKED, status_words
from recruitcheck.actions.words import clauses_words
from recruitcheck.questionnaires.blank_texts import Texts
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.submissions.actions_taken import ActionTaken, FindingId


@dataclass(frozen=True, slots=True)
class Plan:
    findings: tuple[Finding, ...]
    texts: Texts
    taken: Mapping[FindingId, ActionTaken]
    questions: Mapping[str, Question]
    since: date | None
    language: str

    def given(self, finding: Finding) -> dict[str, str]:
        """What stands in the columns that nobody changes."""
        say = self.texts.say
        return {
            "finding": finding.title,
            "severity": say(f"plan_severity_{finding.severity}"),
            "corridor": finding.scope or say("plan_whole_site"),
            "question": f"{finding.question}: {self._asked(finding)}",
            "where": self._where(finding),
            "clauses": " ".join(clauses_words(finding.clauses)),
            "action": finding.action,
            "actor": finding.owner,
        }

    def _asked(self, finding: Finding) -> str:
        question = self.questions.get(finding.question)
        if question is None or finding.kind == "workers":
            return finding.asked
        names = [n for n in question.labels if f"({self.language})" in n]
        return question.label(names[0]) if names else finding.asked

    def _where(self, finding: Finding) -> str:
        place = finding.place
        if place is None or place.cell is None:
            return self.texts.say("plan_interviews") if place is None else place.file
        return self.texts.say(
            "plan_place", sheet=place.sheet, cell=place.cell, file=place.file
        )

    def entered(self, finding: Finding) -> dict[str, str | date | None]:
        """What stands in the columns to fill in: as in the last plan, or as proposed."""
        before = self.taken.get(finding.id)
        if before is None:
            none: dict[str, str | date | None] = dict.fromkeys(ASKED)
            none["status"] = status_words("open", self.texts)
            return none | {"due": self._due(finding)}
        return {
            "owner": before.owner,
            "due": before.due,
            "status": status_words(before.status, self.texts),
            "answer": before.answer,
            "proof": before.proof,
            "proof_date": before.proof_date,
            "checked_by": before.checked_by,
        }

    def _due(self, finding: Finding) -> date | None:
        return replace(finding, since=self.since or finding.since).due

    def sides(self, finding: Finding) -> list[str]:
        say = self.texts.say
        return [
            f"{say(f'plan_side_{side.who}')}: {side.says}" for side in finding.sides
        ]
