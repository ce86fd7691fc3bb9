"""The authoring lint of `scoring/`: models, the crosswalk, the table of countries.

And of what ties questionnaires to them: principles, clauses, country codes.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from recruitcheck.content import content_folder, is_content
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.lint import (
    Draft,
    Formula,
    ever,
    lint_comparisons,
)
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.scoring.model_reader import read_scoring_model
from recruitcheck.scoring.rules import compile_rules
from recruitcheck.scoring.scoring_model import Outcome, OutcomeGate, ScoringModel
from recruitcheck.sheets import Table, read_table, read_text

_CLAUSES = (
    *("framework", "clause", "title", "parent", "addressee"),
    *("numbering", "verified", "source"),
)
_MAY_BE_BLANK = frozenset({"parent"})
_CLAUSE_WORDS: Mapping[str, tuple[str, ...]] = {
    "numbering": ("official", "official order", "toolkit"),
    "verified": ("yes", "no"),
}
_COUNTRIES: Mapping[str, tuple[str, str]] = {
    "iso3": (r"[A-Z]{3}", "three capital letters"),
    "iso2": (r"[A-Z]{2}", "two capital letters"),
}
_COUNTRY_LIST = "countries"


def lint_scoring(
    folder: Path, drafts: Sequence[Draft], told: Collection[Issue] = ()
) -> tuple[Issue, ...]:
    """Everything wrong in a folder `scoring`, and where questionnaires miss it.

    `drafts` and `told` are what `lint_questionnaires` gives. What needs all of the
    questionnaires is looked at only where all of them can be used. A table that is not
    there is the shipped one.
    """
    clauses, wrong = _read(folder, "crosswalks/clauses.csv")
    countries, amiss = _read(folder, "countries/countries.csv")
    found = [*wrong, *amiss]
    if clauses is not None:
        found += _lint_clauses(clauses)
        found += _lint_rc_clauses(drafts, _names(clauses, "clause"))
    if countries is not None:
        found += _lint_countries(countries)
        found += _lint_country_choices(drafts, _names(countries, "iso3"))
    models: list[ScoringModel] = []
    read = [one.questionnaire for one in drafts if one.questionnaire is not None]
    for path in sorted((folder / "models").glob("*.toml")):
        if is_content(path):
            text = _Lines.of(path, f"{folder.name}/models/{path.name}")
            model, issues = read_scoring_model(path, shown_as=text.file)
            found += [text.placed(one) for one in issues]
            if model is not None:
                models.append(model)
                found += _lint_model(
                    model, text, read if len(read) == len(drafts) else []
                )
    if models and len(read) == len(drafts):
        found += _lint_principles(drafts, models)
        found += _lint_rules(drafts, models, told)
    return tuple(dict.fromkeys(found))


def _read(folder: Path, name: str) -> tuple[Table | None, tuple[Issue, ...]]:
    path = folder / name
    if not path.is_file():
        path = content_folder() / "scoring" / name
    return read_table(path, shown_as=f"{folder.name}/{name}")


def _names(table: Table, column: str) -> tuple[str, ...]:
    return tuple(name for row in table.rows if (name := row.text(column)))


def _lint_table(
    table: Table, columns: Sequence[str], key: str, may_be_blank: Collection[str] = ()
) -> Iterator[Issue]:
    """Columns that must be there and filled, and ids that stand twice."""
    for column in columns:
        if column not in table.letters:
            yield issue("M221", Place(table.file, label=column), column=column)
    needed = [c for c in columns if c in table.letters and c not in may_be_blank]
    first: dict[str, str | None] = {}
    for row in table.rows:
        name = row.text(key)
        for column in needed:
            if not row.text(column):
                place = table.at(row.number, column, name or None)
                yield issue("M223", place, column=column)
        place = table.at(row.number, key, name or None)
        if name in first:
            yield issue("M222", place, found=name, cell=first[name])
        elif name:
            first[name] = place.cell


def _lint_clauses(table: Table) -> Iterator[Issue]:
    yield from _lint_table(table, _CLAUSES, "clause", _MAY_BE_BLANK)
    above: dict[str, None] = {}
    for row in table.rows:
        name, parent = row.text("clause"), row.text("parent")
        if parent and parent not in above:
            place = table.at(row.number, "parent", name)
            yield issue("M225", place, found=parent, hint=did_you_mean(parent, above))
        above[name] = None
        for column, allowed in _CLAUSE_WORDS.items():
            found = row.text(column)
            if found and found not in allowed:
                yield issue(
                    "M224",
                    table.at(row.number, column, name),
                    found=found,
                    column=column,
                    allowed=listed(allowed),
                    hint=did_you_mean(found, allowed),
                )


def _lint_countries(table: Table) -> Iterator[Issue]:
    yield from _lint_table(table, (*_COUNTRIES, "name"), "iso3")
    for row in table.rows:
        for column, (pattern, form) in _COUNTRIES.items():
            found = row.text(column)
            if found and not re.fullmatch(pattern, found):
                place = table.at(row.number, column, row.text("name") or None)
                yield issue("M227", place, found=found, form=form)


def _lint_rc_clauses(
    drafts: Sequence[Draft], known: Collection[str]
) -> Iterator[Issue]:
    for draft in drafts:
        for row in draft.survey.rows:
            for name in filter(None, map(str.strip, row.text("rc_clauses").split(";"))):
                if name not in known:
                    place = draft.survey.place(row, "rc_clauses")
                    hint = did_you_mean(name, known)
                    yield issue("M226", place, found=name, hint=hint)


def _lint_country_choices(
    drafts: Sequence[Draft], known: Collection[str]
) -> Iterator[Issue]:
    for draft in drafts:
        for row in draft.choices.rows:
            name = row.text("name")
            if row.text("list_name") == _COUNTRY_LIST and name and name not in known:
                place = draft.choices.place(row, "name")
                yield issue("M228", place, found=name, hint=did_you_mean(name, known))


_HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")
_KEY = re.compile(r'\s*(?:"([^"]+)"|([\w-]+))\s*=')


@dataclass(frozen=True)
class _Lines:
    """The text of a TOML file, to say in which line something stands."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: Path, shown_as: str) -> "_Lines":
        text, _ = read_text(path)  # why it is not read, the reader of models tells
        return cls(shown_as, tuple((text or "").splitlines()))

    def place(self, *keys: object, value: str = "") -> Place:
        """The line of `bands, 2, least`, or of the text `value` below it.

        Tables of one name are counted from 1. Without a line where they are written
        in some other way.
        """
        label = ".".join(map(str, keys))
        start = self._line(*keys)
        if start is not None and value:
            quoted = (f'"{value}"', f"'{value}'")
            rest = enumerate(self.lines[start - 1 :], start)
            start = next(
                (n for n, text in rest if any(q in text for q in quoted)), None
            )
        cell = None if start is None else f"line {start}"
        return Place(self.file, None, cell, label or None)

    def _line(self, *keys: object) -> int | None:
        """The line of a key, else of the heading it should stand below."""
        table, number, key = "", 1, str(keys[0])
        if len(keys) > 1:
            table, key = str(keys[0]), str(keys[-1])
            number = keys[1] if isinstance(keys[1], int) else 1
        heading = self._written.get((table, number, ""))
        return self._written.get((table, number, key), heading)

    @cached_property
    def _written(self) -> Mapping[tuple[str, int, str], int]:
        """The line of each key by its table and the table's number, '' for headings."""
        found: dict[tuple[str, int, str], int] = {}
        seen = Counter({"": 1})
        here = ""
        for line, text in enumerate(self.lines, start=1):
            if heading := _HEADING.match(text):
                here = heading[1]
                seen[here] += 1
                found[here, seen[here], ""] = line
            elif key := _KEY.match(text):
                found.setdefault((here, seen[here], key[1] or key[2]), line)
        return found

    def placed(self, one: Issue) -> Issue:
        """The reader's issue with its line."""
        keys = [
            int(k) if k.isdecimal() else k for k in (one.place.label or "").split(".")
        ]
        line = self.place(*keys).cell
        return replace(one, place=replace(one.place, cell=line)) if line else one


def _lint_model(
    model: ScoringModel, lines: _Lines, questionnaires: Sequence[Questionnaire]
) -> Iterator[Issue]:
    """`questionnaires` are all there are, or none where some cannot be used."""
    stem = Path(lines.file).stem
    if model.id != stem:
        yield issue("M205", lines.place("id"), found=model.id, stem=stem)
    total = sum(one.weight for one in model.principles)
    if abs(total - 100) > 1e-6:
        place = lines.place("principles", 1, "weight")
        yield issue("M206", place, total=f"{total:g}")
    if questionnaires:
        asked = {q.id: q for one in questionnaires for q in one}
        yield from _model_questions(model, lines, asked)
        yield from _empty_principles(model, lines, questionnaires)
        workers = [one for one in questionnaires if one.respondent == "worker"]
        told = {q.id: q for one in workers for q in one}
        answered = {name: q for name, q in asked.items() if name not in told}
        outcomes = {
            "outcome_gates": model.outcome_gates,
            "incidences": model.incidences,
        }
        for table, found in outcomes.items() if workers else ():
            for position, outcome in enumerate(found, start=1):
                yield from _outcome(outcome, lines, (table, position), told, answered)


def _model_questions(
    model: ScoringModel, lines: _Lines, asked: Mapping[str, Question]
) -> Iterator[Issue]:
    """Questions that nobody asks; those of a form that is not here are not missed."""
    forms = {_letters(name) for name in asked}
    for position, principle in enumerate(model.principles, start=1):
        for name in (name for part in principle.leaves for name in part.questions):
            if name not in asked and _letters(name) in forms:
                place = lines.place("principles", position, "questions", value=name)
                yield issue("M201", place, found=name, hint=did_you_mean(name, asked))
    name, place = model.migrant_workers, lines.place("migrant_workers")
    if name in asked and asked[name].kind != "integer":
        kind = f"a question of type {asked[name].kind}"
        yield issue("M204", place, found=name, kind=kind)
    elif name not in asked and _letters(name) in forms:
        yield issue("M201", place, found=name, hint=did_you_mean(name, asked))


def _letters(question: str) -> str:
    """What the ids of one form begin with: 'M' of 'M-PRO-03'."""
    return re.split(r"[^A-Za-z]", question, maxsplit=1)[0]


def _empty_principles(
    model: ScoringModel, lines: _Lines, questionnaires: Sequence[Questionnaire]
) -> Iterator[Issue]:
    filled = {
        model.leaf_of(question.id, question.principle)
        for one in questionnaires
        for question in one.scored
        if one.respondent in model.roles.get(one.role, ())
    }
    leaves = ((n, p) for n, one in enumerate(model.principles, 1) for p in one.leaves)
    for position, (number, leaf) in enumerate(leaves):
        if position not in filled:
            place = lines.place("principles", number, "id")
            yield issue("M202", place, principle=leaf.id)


def _outcome(
    outcome: Outcome,
    lines: _Lines,
    table: tuple[str, int],
    told: Mapping[str, Question],
    answered: Mapping[str, Question],
) -> Iterator[Issue]:
    """What is counted of interviews: questions and answers that there are.

    Workers are `told`; what verifies it is `answered` by others.
    """
    if outcome.asked not in told:
        place, hint = lines.place(*table, "asked"), did_you_mean(outcome.asked, told)
        yield issue("M201", place, found=outcome.asked, hint=hint)
    expressions = {"reported": parse_expression(outcome.reported)}
    if outcome.remedied:
        expressions["remedied"] = parse_expression(outcome.remedied)
    if isinstance(outcome, OutcomeGate) and outcome.establishes is not None:
        expressions["verified"] = outcome.establishes
    for key, expression in expressions.items():
        known = answered if key == "verified" else told
        place = lines.place(*table, key)
        unknown = [name for name in expression.references if name not in known]
        for name in unknown:
            yield issue("M201", place, found=name, hint=did_you_mean(name, known))
        formula = Formula(key, place, expression, known)
        compared = list(lint_comparisons(formula))
        yield from compared
        if not (unknown or compared or ever([expression], known)):
            names = listed(expression.references)
            yield issue("Q225", place, text=expression.text, questions=names)


def _lint_principles(
    drafts: Sequence[Draft], models: Sequence[ScoringModel]
) -> Iterator[Issue]:
    """Scored questions that no model counts, and principles that no model has."""
    ids = dict.fromkeys(
        one.id for model in models for one in model.leaves if not one.questions
    )
    known = {one.id for model in models for one in model.nodes}
    for draft in drafts:
        for question in draft.questionnaire or ():
            name = question.principle
            lost = all(m.principle_of(question.id, name) is None for m in models)
            unknown = bool(ids) and bool(name) and name not in known
            if (question.scored and lost) or unknown:
                yield issue(
                    "M203" if question.scored and lost else "M208",
                    draft.place(question, "rc_principle"),
                    principle=name,
                    allowed=listed(ids),
                    hint=did_you_mean(name, ids),
                )


def _lint_rules(
    drafts: Sequence[Draft], models: Sequence[ScoringModel], told: Collection[Issue]
) -> Iterator[Issue]:
    """Conditions that a model cannot keep monotone, in the cell they stand in."""
    known = {(one.code, one.place) for one in told}
    by_file = {draft.file: draft for draft in drafts}
    read = [draft.questionnaire for draft in drafts if draft.questionnaire is not None]
    for model in models:
        for role in model.roles:
            _, issues = compile_rules(model, role, read)
            for one in issues:
                place = _condition_place(one, by_file[one.place.file])
                if (one.code, place) not in known:
                    yield replace(one, place=place)


def _condition_place(one: Issue, draft: Draft) -> Place:
    questions = draft.questionnaire.questions if draft.questionnaire else {}
    question = questions[one.place.label or ""]
    applies = question.applies is not None and (
        question.relevant is None or f"'{question.applies.text}'" in one.message
    )
    return draft.place(question, "rc_applies" if applies else "relevant")
