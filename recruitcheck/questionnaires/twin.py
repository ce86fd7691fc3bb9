"""A questionnaire as Markdown: what a person reviews where a workbook has no diff."""

from collections.abc import Iterator

from recruitcheck.questionnaires.points import FULL, PointsScale
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire, text_in


def as_markdown(questionnaire: Questionnaire, *, language: str | None = None) -> str:
    """The whole questionnaire in one language, the default one if not named."""
    language = language or questionnaire.languages[0]
    return "\n".join(_lines(questionnaire, language)) + "\n"


def _lines(questionnaire: Questionnaire, language: str) -> Iterator[str]:
    yield f"# {questionnaire.title}"
    yield ""
    yield (
        f"`{questionnaire.id}` version {questionnaire.version},"
        f" respondent {questionnaire.respondent}, languages"
        f" {', '.join(questionnaire.languages)}"
    )
    for section in questionnaire.sections:
        repeated = " (for each corridor)" if section.repeated else ""
        yield ""
        yield f"## {text_in(section.labels, language) or 'Start'}{repeated}"
        for name in section.questions:
            yield ""
            yield from _question(questionnaire[name], language)


def _question(question: Question, language: str) -> Iterator[str]:
    label = question.label(language).replace("\n", " ")
    yield f"**{question.id}** {label}".rstrip()
    hint = question.hint(language).replace("\n", " ")
    if hint:
        yield f"*{hint}*"
    yield ""
    facts = {
        "type": f"{question.kind} {question.list_name}".strip(),
        "form": question.form,
        "required": "yes" if question.required else "",
        "principle": question.principle,
        "weight": f"{question.weight:g}" if question.weight else "",
        "topic": question.topic,
        "unit": question.unit,
        "cost": question.cost,
        "relevant": _code(question.relevant),
        "applies": _code(question.applies),
        "constraint": _code(question.constraint),
        "calculation": _code(question.calculation),
        "gates": ", ".join(gate.severity for gate in question.gates),
        "missing": " ".join(question.missing),
        "sensitive": "yes" if question.sensitive else "",
        "evidence": question.evidence,
        "finding": question.finding,
        "clauses": "; ".join(question.clauses),
    }
    yield from (f"- {name}: {value}" for name, value in facts.items() if value)
    yield from _answers(question, language)


def _code(expression: object) -> str:
    text = getattr(expression, "text", "")
    return f"`{text}`" if text else ""


def _answers(question: Question, language: str) -> Iterator[str]:
    scale = question.points
    if scale is not None and scale.bands:
        for band, points in scale.bands:
            measure = band.measure or ""
            yield f"- points {points * FULL:g}: {measure}{band.sign}{band.bound:g}"
    if len(question.choices) > 60:  # a list of countries says nothing here
        yield f"- choices: {len(question.choices)} of the list {question.list_name}"
        return
    for choice in question.choices:
        worth = _worth(scale, choice.name)
        yield f"- `{choice.name}` {text_in(choice.labels, language)}{worth}"


def _worth(scale: PointsScale | None, choice: str) -> str:
    if scale is None or choice not in scale.choices:
        return ""
    points = scale.choices[choice]
    return " (information)" if points is None else f" ({points * FULL:g})"
