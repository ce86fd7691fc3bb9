"""A questionnaire as Markdown: what a person reviews where a workbook has no diff.

It says all that the workbook says, in one language, but for how a phone shows it.
"""

from collections.abc import Iterator

from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.points import FULL, Comparison, Gate, PointsScale
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire, text_in

MOST_CHOICES = 60  # a list of countries says nothing in a review
_IN_THE_HEADING = {"form_id", "form_title", "version", "respondent", "role"}


def as_markdown(questionnaire: Questionnaire, *, language: str | None = None) -> str:
    """The whole questionnaire in one language, the default one if not named."""
    language = language or questionnaire.languages[0]
    return "\n".join(_lines(questionnaire, language)) + "\n"


def _lines(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    yield f"# {questionnaire.title}"
    yield ""
    yield (
        f"`{questionnaire.id}` version {questionnaire.version},"
        f" respondent {questionnaire.respondent}, role {questionnaire.role}, languages"
        f" {', '.join(questionnaire.languages)}"
    )
    yield ""
    for key, value in questionnaire.settings.items():
        if key not in _IN_THE_HEADING and value:
            yield f"- {key}: {value}"
    for section in questionnaire.sections:
        repeated = " (for each corridor)" if section.repeated else ""
        yield ""
        yield f"## {text_in(section.labels, language) or 'Start'}{repeated}"
        for name in section.questions:
            yield ""
            yield from _question(questionnaire[name], language)


def _question(question: Question, language: str) -> Iterator[str]:
    label = _line(question.label(language))
    yield f"**{question.id}** {label}".rstrip()
    hint = _line(question.hint(language))
    if hint:
        yield f"*{hint}*"
    yield ""
    facts = {
        "type": f"{question.kind} {question.list_name}".strip(),
        "form": question.form,
        "required": "yes" if question.required else "",
        "scope": question.scope,
        "stage": question.stage,
        "principle": question.principle,
        "weight": f"{question.weight:g}" if question.weight else "",
        "topic": question.topic,
        "unit": question.unit,
        "cost": question.cost,
        "relevant": _code(question.relevant),
        "applies": _code(question.applies),
        "constraint": _code(question.constraint),
        "message": text_in(question.constraint_messages, language),
        "calculation": _code(question.calculation),
        "rule": _rule(question.points),
        "gates": "; ".join(map(_gate, question.gates)),
        "missing": " ".join(question.missing),
        "sensitive": "yes" if question.sensitive else "",
        "evidence": question.evidence,
        "intent": question.intent,
        "finding": question.finding,
        "action": question.action,
        "actor": question.actor,
        "note": question.note,
        "clauses": "; ".join(question.clauses),
    }
    yield from (f"- {name}: {_line(value)}" for name, value in facts.items() if value)
    yield from _answers(question, language)


def _line(text: str) -> str:
    return " ".join(text.split())


def _code(expression: Expression | None) -> str:
    return f"`{expression.text}`" if expression else ""


def _rule(scale: PointsScale | None) -> str:
    """How several ticks become points: 'worst', or 'count 0 2 4' for 0, 1 and 2."""
    if scale is None or scale.rule in {"single", "bands"}:
        return ""
    return " ".join([scale.rule, *(f"{points * FULL:g}" for points in scale.counts)])


def _gate(gate: Gate) -> str:
    """Severity and what sets it off: 'zero_tolerance: employer, agent'."""
    if gate.comparison is not None:
        return f"{gate.severity}: {_compared(gate.comparison)}"
    named = ", ".join(gate.choices)
    return f"{gate.severity}: {named or 'less than half the points'}"


def _compared(comparison: Comparison) -> str:
    return f"{comparison.measure or ''}{comparison.sign}{comparison.bound:g}"


def _answers(question: Question, language: str) -> Iterator[str]:
    scale = question.points
    if scale is not None and scale.bands:
        for band, points in scale.bands:
            yield f"- points {points * FULL:g}: {_compared(band)}"
    if scale is not None and scale.goals:
        for goal, points in scale.goals:
            yield f"- points {points * FULL:g}: {goal:g}"
        yield f"- between them: {_LINES[scale.rule]}"
    if len(question.choices) > MOST_CHOICES:
        yield f"- choices: {len(question.choices)} of the list {question.list_name}"
        return
    for choice in question.choices:
        worth = _worth(scale, choice.name)
        yield f"- `{choice.name}` {text_in(choice.labels, language)}{worth}"


_LINES = {"linear": "a straight line", "log": "a straight line of the logarithm"}


def _worth(scale: PointsScale | None, choice: str) -> str:
    if scale is None or choice not in scale.choices:
        return ""
    points = scale.choices[choice]
    return " (information)" if points is None else f" ({points * FULL:g})"
