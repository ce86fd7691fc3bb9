"""The shipped questionnaires, scoring models and clauses fit together.

They are content: people edit them in Excel and a text editor, and these tests are what
tells them that something no longer fits.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from recruitcheck import compile_rules
from recruitcheck.content import content_folder
from recruitcheck.corridors.costs import CATEGORIES, REPAID, TOTAL
from recruitcheck.corridors.countries import country_names
from recruitcheck.questionnaires.questionnaire import RESERVED, Question
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.scoring.assessment import ROLES
from recruitcheck.scoring.crosswalk import read_clauses
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.workspace import read_model

FOLDER = content_folder() / "questionnaires"
FORMS = sorted(FOLDER.glob("[!~]*.xlsx"))
MODELS = sorted(
    path.stem for path in (content_folder() / "scoring" / "models").glob("*.toml")
)


@pytest.fixture(params=FORMS, ids=lambda path: path.stem)
def path(request) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def form(path, questionnaires):
    return questionnaires[path.stem]


@pytest.fixture(params=MODELS)
def model(request) -> ScoringModel:
    return read_model(request.param)


def test_it_is_read_without_issues_and_called_as_its_file(path):
    form, issues = read_questionnaire(path)

    assert () == issues
    assert form is not None
    assert path.stem == form.id


def xform(path: Path) -> str:
    made = convert(xlsform=str(path), validate=False, pretty_print=True)
    assert [] == made.warnings
    text: str = made.xform
    return text


@pytest.fixture(scope="session")
def xforms() -> dict[Path, str]:
    return {path: xform(path) for path in FORMS}


def test_a_phone_gets_nothing_that_is_ours(path, xforms, tmp_path):
    """With and without our columns and sheets the phone gets the very same form.

    So no point, weight or gate can be read by the person who answers.
    """
    assert "rc_" not in xforms[path]
    book = openpyxl.load_workbook(path)
    for name in book.sheetnames:
        if name.startswith("rc_"):
            del book[name]
    for sheet in book:
        for column in range(sheet.max_column, 0, -1):
            if str(sheet.cell(1, column).value).startswith("rc_"):
                sheet.delete_cols(column)
    plain = tmp_path / path.name
    book.save(plain)

    assert xform(plain) == xforms[path]


def test_no_points_or_gates_stand_in_the_form_of_the_phone(path, xforms):
    heading, *rows = openpyxl.load_workbook(path)["survey"].iter_rows(values_only=True)
    secret = {"rc_points", "rc_gate", "rc_topic", "rc_evidence", "rc_finding"}
    cells = {
        str(cell)
        for row in rows
        for name, cell in zip(heading, row, strict=True)
        if name in secret and cell
    }

    assert cells
    assert set() == {cell for cell in cells if cell in xforms[path]}


def test_only_sheets_and_columns_of_ours_or_of_xlsform(path):
    """Other columns of 'choices' would be sent to the phone."""
    book = openpyxl.load_workbook(path)

    assert ["survey", "choices", "settings", "rc_settings"] == book.sheetnames
    assert {"list_name", "name"} == {
        str(cell.value)
        for cell in book["choices"][1]
        if "label::" not in str(cell.value)
    }


def _scored(form) -> Iterator[Question]:
    return (question for question in form if question.scored or question.gates)


def test_every_choice_of_a_scored_question_has_points(form):
    missing = [
        (question.id, name)
        for question in form.scored
        for name in question.choice_names
        if name not in RESERVED and name not in question.points.choices
    ]

    assert [] == missing
    assert form.scored


def test_the_best_answer_earns_everything_and_the_worst_nothing(form):
    """Else nobody could reach 100, or nobody could fall to 0."""
    odd = []
    for question in form.scored:
        scale = question.points
        worth = [points for _, points in scale.bands] or [
            points for points in scale.choices.values() if points is not None
        ]
        if scale.rule == "count":
            worth = list(scale.counts)
        if scale.rule == "proportional":
            worth = [0.0, 1.0] if {0.0} < set(worth) else []
        if {0.0, 1.0} > set(worth) or not worth:
            odd.append((question.id, sorted(set(worth))))

    assert [] == odd


def test_every_question_that_can_go_wrong_says_what_and_what_to_do(form):
    """Findings are headlines of reports: short, and without a full stop.

    What workers say is counted and makes no finding of its own.
    """
    told = [] if form.respondent == "worker" else list(_scored(form))
    assert [q.id for q in told] == [q.id for q in form if q.finding]
    for question in told:
        assert question.action.endswith("."), question.id
        assert question.actor, question.id
        assert len(question.finding) <= 100, question.id
        assert not question.finding.endswith("."), question.id


def test_every_clause_is_known_and_named_once(form):
    clauses = read_clauses()
    for question in form:
        assert len(set(question.clauses)) == len(question.clauses), question.id
        assert set() == set(question.clauses) - set(clauses), question.id


def test_only_a_number_of_the_framework_itself_is_official():
    """Clauses we named ourselves are never shown as official numbers."""
    clauses = read_clauses()

    assert {"official", "official order", "toolkit"} == {
        clause.numbering for clause in clauses.values()
    }
    for clause in clauses.values():
        assert clause.official is (clause.numbering != "toolkit")
        assert clause.parent in clauses or not clause.parent
        assert clause.source


def test_every_cost_is_a_category(form):
    """Or what is no cost of getting the job: the total, and what came afterwards."""
    costs = {question.cost for question in form if question.cost}

    assert costs <= {*CATEGORIES, TOTAL, REPAID, "recurring"}


def test_countries_are_those_of_the_table(form):
    """Worker forms add who does not say; all others are the codes of the table."""
    for question in form:
        if "countries" in question.list_name:
            codes = set(question.choice_names) - set(RESERVED)
            assert codes <= set(country_names()), question.id


def test_every_text_stands_in_every_language(form):
    for question in form.asked:
        for language in form.languages:
            assert question.labels[language], (question.id, language)
            for choice in question.choices:
                assert choice.labels[language], (question.id, choice.name, language)
        hints = [bool(question.hints.get(language)) for language in form.languages]
        assert len(set(hints)) == 1, question.id


def test_a_constraint_says_what_to_do(form):
    for question in form:
        messages = question.constraint_messages
        told = [bool(messages.get(language)) for language in form.languages]
        assert {question.constraint is not None} == set(told), question.id


def test_a_list_carries_the_reserved_answers_it_allows(form):
    for question in form:
        if question.choices and question.scope:
            reserved = set(question.choice_names) & set(RESERVED)
            assert reserved == set(question.missing), question.id


def test_no_gate_may_be_left_by_saying_not_applicable(form):
    for question in form:
        if any(gate.severity != "alert" for gate in question.gates):
            assert "na" not in question.missing, question.id


def test_the_short_form_stands_alone(form):
    """A short question depends on short questions only, or nobody could answer it."""
    short = {question.id for question in form if question.form == "short"}
    for name in short:
        question = form[name]
        for expression in (
            question.relevant,
            question.constraint,
            question.calculation,
        ):
            if expression is not None:
                assert set(expression.references) <= short, name


def test_corridors_begin_with_their_origin(form):
    repeated = [section for section in form.sections if section.repeated]

    assert {"origin"} >= {section.questions[0] for section in repeated}
    for question in form:
        assert question.repeated == (question.scope == "corridor") or not question.scope


def test_one_question_is_the_same_in_every_form(questionnaires):
    """Only its place and the groups around it differ, so answers mean the same."""
    known: dict[str, Question] = {}
    twice = set()
    for form in questionnaires.values():
        for question in form:
            if question.scope:
                same = replace(
                    question, place=form["cycle"].place, section="", list_name=""
                )
                other = known.setdefault(question.id, same)
                same = replace(same, place=other.place, relevant=other.relevant)
                assert other == same, (form.id, question.id)
                twice |= {question.id} if other is not same else set()

    assert len(twice) > 20


@pytest.mark.parametrize("role", ROLES)
def test_every_model_can_be_compiled_for_every_role(model, role, questionnaires):
    """Without an issue: conditions are single, sound and speak of known questions."""
    rules, issues = compile_rules(model, role, list(questionnaires.values()))

    assert () == issues
    assert rules.items
    held = {item.principle for item in rules.items if item.weight}
    assert len(held) > 1


def _asked(questionnaires) -> dict[str, Question]:
    return {
        question.id: question for form in questionnaires.values() for question in form
    }


def test_every_principle_holds_scored_questions(model, questionnaires):
    asked = _asked(questionnaires)
    for position, principle in enumerate(model.principles):
        held = [
            question
            for question in asked.values()
            if question.scored
            and model.principle_of(question.id, question.principle) == position
        ]
        assert held, principle.id


def test_every_question_a_model_names_is_asked(model, questionnaires):
    asked = _asked(questionnaires)
    worker = questionnaires["worker-interview"].questions
    named = {name for principle in model.principles for name in principle.questions}

    assert set() == named - set(asked)
    assert all(asked[name].scored or asked[name].gates for name in named)
    assert model.migrant_workers in asked
    for outcome in (*model.outcome_gates, *model.incidences):
        assert outcome.asked in worker
        assert set(outcome.condition.references) <= set(worker)


def test_every_choice_an_outcome_names_is_there(model, questionnaires):
    """A word that is no choice would never be reported by anybody."""
    worker = questionnaires["worker-interview"]
    for outcome in (*model.outcome_gates, *model.incidences):
        choices = {
            name
            for reference in outcome.condition.references
            for name in worker[reference].choice_names
        }
        words = set(outcome.condition.text.split("'")[1::2])
        assert words <= choices, outcome.id


def test_the_default_model_counts_every_scored_question(questionnaires):
    """By rc_principle: what has a weight also has a principle of the model."""
    iris = read_model("iris")
    lost = [
        question.id
        for question in _asked(questionnaires).values()
        if question.scored
        and iris.principle_of(question.id, question.principle) is None
    ]

    assert [] == lost
