"""The lint of scoring models, the crosswalk and the table of countries."""

import shutil

import pytest

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.lint import lint_questionnaires
from recruitcheck.scoring.lint import lint_scoring
from tests.questionnaires.drafting import ask, score, write_form

MODEL = """\
id = "own"
version = "1"
title = "A model"
credit = [0.6, 0.8, 0.95, 1.0]
migrant_workers = "M-1"

[roles]
supplier = ["management"]

[caps]
zero_tolerance = 24.0
critical = 49.0
major = 69.0

[[bands]]
letter = "A"
name = "Good"
least = 50.0

[[bands]]
letter = "B"
name = "Bad"
least = 0.0

[[principles]]
id = "A"
title = "First"
short = "First"
weight = 60.0

[[principles]]
id = "B"
title = "Second"
short = "Second"
weight = 40.0
questions = [
  "M-3",
]

[[outcome_gates]]
id = "fee"
title = "Paid"
finding = "paid"
asked = "W-1"
reported = "${W-1} = 'yes'"
remedied = "${W-2} > 0"

[[incidences]]
id = "fee"
title = "Paid"
asked = "W-1"
reported = "${W-2} > 0"
"""
SITE = [
    ask("integer", "M-1", required="yes"),
    score("select_one yn", "M-2", "yes:4 | no:0"),
    score("select_one yn", "M-3", "yes:4 | no:0", rc_principle=""),
]
WORKER = [ask("select_one yn", "W-1"), ask("integer", "W-2", constraint=". >= 0")]
CLAUSES = """\
framework,clause,title,parent,addressee,numbering,verified,source
OWN,OWN,The framework,,business,official,yes,A page
OWN,OWN-1,The first clause,OWN,business,toolkit,no,A page
"""
COUNTRIES = "iso3,iso2,name\nNPL,NP,Nepal\nMYS,MY,Malaysia\n"


@pytest.fixture
def lint(tmp_path):
    """Code, file and cell of what is found in `scoring`, and of what it ties to."""

    def run(
        *,
        model=MODEL,
        site=SITE,
        worker=WORKER,
        clauses=CLAUSES,
        countries=COUNTRIES,
        **more,
    ):
        forms, scoring = tmp_path / "questionnaires", tmp_path / "scoring"
        write_form(forms / "site.xlsx", site, **more)
        write_form(forms / "worker.xlsx", worker, respondent="worker")
        for name, text in (
            ("models/own.toml", model),
            ("crosswalks/clauses.csv", clauses),
            ("countries/countries.csv", countries),
        ):
            if text is not None:
                path = scoring / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        (scoring / "models").mkdir(parents=True, exist_ok=True)
        (scoring / "models" / ".own.toml").write_text("no model")
        drafts, told = lint_questionnaires(forms)
        return lint_scoring(scoring, drafts, told)

    return run


def places(issues):
    return [(one.code, one.place.file.split("/")[-1], one.place.cell) for one in issues]


def test_what_is_in_order_gives_nothing(lint):
    """A model, two forms and two tables that fit each other."""
    assert () == lint()


def test_the_shipped_models_and_tables_are_clean():
    """Together with the shipped questionnaires."""
    drafts, told = lint_questionnaires(content_folder() / "questionnaires")
    assert () == lint_scoring(content_folder() / "scoring", drafts, told)


def test_a_model_that_cannot_be_used_has_its_lines(lint):
    """A key at the top, in a table, in a list of tables, and one that is missing."""
    model = (
        MODEL.replace('title = "A model"', "titel = 1")
        .replace("critical = 49.0", "critical = 490.0")
        .replace("weight = 40.0\n", "")
        .replace('"M-1"', "5")
    )
    issues = lint(model=model)
    assert {
        ("M102", "title", None),
        ("M103", "titel", "line 3"),
        ("M104", "caps.critical", "line 12"),
        ("M102", "principles.2.weight", "line 31"),
        ("M104", "migrant_workers", "line 5"),
    } == {(one.code, one.place.label, one.place.cell) for one in issues}


def test_a_model_that_is_no_toml_has_no_line_of_its_own(lint):
    """The message names it."""
    (one,) = lint(model='id = "own\n')
    assert ("M101", None) == (one.code, one.place.cell)
    assert "line 1" in one.message


def test_a_question_that_no_questionnaire_asks(lint):
    """In a principle, as the number of workers, and in what is counted of interviews."""
    model = (
        MODEL.replace('"M-3"', '"M-33"')
        .replace('"M-1"', '"M-11"')
        .replace(
            'asked = "W-1"\nreported = "${W-2} > 0"',
            'asked = "W-9"\nreported = "${W-8} > 0"',
        )
    )
    issues = lint(model=model)
    found = {(one.place.label, one.place.cell, one.message) for one in issues}
    said = "No questionnaire asks '{}'. Did you mean '{}'?"
    assert {
        ("migrant_workers", "line 5", said.format("M-11", "M-1")),
        ("principles.2.questions", "line 37", said.format("M-33", "M-3")),
        ("incidences.1.asked", "line 51", said.format("W-9", "W-2")),
        ("incidences.1.reported", "line 52", said.format("W-8", "W-2")),
    } == {one for one in found if "asks" in one[2]}
    assert 4 == [one.code for one in issues].count("M201")


def test_forms_that_are_not_here_are_not_missed(tmp_path):
    """A network without worker interviews and recruiters keeps the shipped models."""
    forms = tmp_path / "questionnaires"
    forms.mkdir()
    for name in ("iris-supplier", "iris-audit"):
        shutil.copy(content_folder() / "questionnaires" / f"{name}.xlsx", forms)
    drafts, told = lint_questionnaires(forms)
    assert () == lint_scoring(content_folder() / "scoring", drafts, told)
    shutil.copy(content_folder() / "questionnaires" / "bali-aaa-member.xlsx", forms)
    (forms / "iris-supplier.xlsx").unlink()
    (forms / "iris-audit.xlsx").unlink()
    drafts, told = lint_questionnaires(forms)
    issues = lint_scoring(content_folder() / "scoring", drafts, told)
    assert {"M202"} == {one.code for one in issues}


def test_a_question_in_a_table_that_is_written_inline_has_no_line(lint):
    """TOML can be written in many ways; the key is named in any case."""
    start, end = MODEL.index("[[principles]]"), MODEL.index("[[outcome_gates]]")
    inline = (
        "principles = [{id = 'A', title = 'T', short = 'S', weight = 100.0,"
        " questions = ['M-2', 'M-3', 'M-9']}]\n"
    )
    model = inline + MODEL[:start] + MODEL[end:]
    (one,) = lint(model=model)
    assert ("principles.1.questions", None) == (one.place.label, one.place.cell)


def test_a_principle_without_questions(lint):
    """Its weight would be lost."""
    model = MODEL.replace('  "M-3",', '  "W-1",')
    issues = lint(model=model)
    assert [("M202", "own.toml", "line 32"), ("M203", "site.xlsx", "J4")] == places(
        issues
    )


def test_a_scored_question_that_no_model_counts(lint):
    """Principle Z is none; M-3 is named by its id and needs none."""
    site = [*SITE, score("select_one yn", "M-4", "yes:4 | no:0", rc_principle="Z")]
    (one,) = lint(site=site)
    assert [("M203", "site.xlsx", "J5")] == places([one])
    assert "'Z' is none of A." in one.message


@pytest.mark.parametrize(("principle", "codes"), [("9", ["M208"]), ("A", []), ("", [])])
def test_a_principle_that_no_model_has(lint, principle, codes):
    """Also of a question that is not scored: reports sort by it."""
    site = [*SITE, ask("select_one yn", "M-4", rc_principle=principle)]
    issues = lint(site=site)
    assert codes == [one.code for one in issues]
    assert all(
        "'9' is the principle of no scoring model: A." in one.message for one in issues
    )


def test_the_number_of_workers_is_a_whole_number(lint):
    """A choice says nothing about how many."""
    (one,) = lint(model=MODEL.replace('"M-1"', '"M-2"'))
    assert [("M204", "own.toml", "line 5")] == places([one])
    assert "'M-2' is a question of type select_one" in one.message


def test_a_model_is_called_like_its_file(lint):
    """Commands go by the file, reports by the id."""
    assert [("M205", "own.toml", "line 1")] == places(
        lint(model=MODEL.replace('"own"', '"x"'))
    )


def test_weights_that_do_not_add_up(lint):
    """Only their shares count, but people read them as parts of 100."""
    (one,) = lint(model=MODEL.replace("weight = 40.0", "weight = 30.0"))
    assert [("M206", "own.toml", "line 29")] == places([one])
    assert "add up to 90, not" in one.message


@pytest.mark.parametrize(
    ("reported", "codes"),
    [
        ("${W-1} = 'Yes'", ["Q222"]),
        ("${W-1} > 3", ["Q223"]),
        ("${W-2} < 0", ["Q225"]),
    ],
)
def test_what_is_counted_of_interviews_can_be_answered(lint, reported, codes):
    """As conditions of questionnaires are."""
    model = MODEL.replace("reported = \"${W-1} = 'yes'\"", f'reported = "{reported}"')
    issues = lint(model=model)
    assert [(code, "own.toml", "line 45") for code in codes] == places(issues)


def test_a_questionnaire_that_cannot_be_used_is_not_missed(lint):
    """Else every question of it would be unknown; the tables are looked at."""
    issues = lint(site=[ask("integr", "M-1")], clauses=CLAUSES.replace("yes", "maybe"))
    assert [("M224", "clauses.csv", "G2")] == places(issues)


def test_conditions_that_no_model_can_keep_monotone(lint):
    """In the cell of the condition; what the questionnaires' lint told is not told
    again."""
    two = "${M-1} > 1 or ${M-2} = 'yes'"
    status = {"yn": "yes no", "status": "none draft public"}
    site = [
        *SITE,
        score("select_one yn", "M-4", "yes:4 | no:0", relevant=two),
        score("select_one yn", "M-5", "yes:4 | no:0", rc_applies="#{W-1} = 'yes'"),
        score("select_one status", "M-6", "none:0 | draft:2 | public:4"),
        score(
            "select_one yn",
            "M-7",
            "yes:4 | no:0",
            relevant="${M-6} = 'none' or ${M-6} = 'public'",
        ),
        score(
            "select_one yn",
            "M-8",
            "yes:4 | no:0",
            relevant="${M-1} > 1",
            rc_applies="#{W-2} > 1",
        ),
    ]
    issues = lint(site=site, lists=status)
    assert [
        ("Q120", "site.xlsx", "K5"),
        ("Q121", "site.xlsx", "L6"),
        ("Q121", "site.xlsx", "L9"),
    ] == places(issues)


def test_a_clause_that_no_framework_has(lint):
    """In the questionnaire, with the nearest match."""
    site = [*SITE, ask("text", "t", rc_clauses="OWN-1; OWN-11 ;")]
    (one,) = lint(site=site)
    assert [("M226", "site.xlsx", "K5")] == places([one])
    assert "'OWN-11'. Did you mean 'OWN-1'?" in one.message


def test_a_table_without_a_column(lint):
    """Told once; what is there is looked at. Without `addressee` nothing is scored."""
    clauses = "framework,clause,title,parent,numbering,verified\nO,O,T,,official,yes\n"
    countries = "iso3,name\nNPL,\n"
    issues = lint(clauses=clauses, countries=countries)
    assert [
        ("M221", "clauses.csv", None),
        ("M221", "clauses.csv", None),
        ("M221", "countries.csv", None),
        ("M223", "countries.csv", "B2"),
    ] == places(issues)
    assert ["addressee", "source", "iso2"] == [
        one.place.label for one in issues if one.code == "M221"
    ]


def test_rows_of_the_crosswalk(lint):
    """An id twice, none at all, a word that is not known, a parent further down."""
    clauses = (
        CLAUSES
        + "OWN,OWN-1,Again,OWN,business,toolkit,no,A page\n"
        + "OWN,,Nameless,OWN,business,official,no,\n"
        + "OWN,OWN-3,Third,OWN-4,business,offical,no,A page\n"
        + "OWN,OWN-4,Fourth,OWN,business,official,,A page\n"
    )
    issues = lint(clauses=clauses)
    assert [
        ("M222", "clauses.csv", "B4"),
        ("M223", "clauses.csv", "B5"),
        ("M223", "clauses.csv", "H5"),
        ("M223", "clauses.csv", "G7"),
        ("M225", "clauses.csv", "D6"),
        ("M224", "clauses.csv", "F6"),
    ] == places(issues)
    assert "'OWN-1' stands in B3 already." == issues[0].message
    assert "Did you mean 'official'?" in issues[-1].message


def test_rows_of_the_table_of_countries(lint):
    """Codes as ISO 3166-1 writes them."""
    issues = lint(countries=COUNTRIES + "npl,NPX,Nepal\n")
    assert [
        ("M227", "countries.csv", "A4"),
        ("M227", "countries.csv", "B4"),
    ] == places(issues)
    assert "three capital letters" in issues[0].message


def test_a_country_of_a_questionnaire_that_is_not_in_the_table(lint):
    """Other lists may hold what they like."""
    site = [*SITE, ask("select_one countries", "t")]
    issues = lint(site=site, lists={"yn": "yes no", "countries": "NPL MYA"})
    assert [("M228", "site.xlsx", "B5")] == places(issues)


def test_a_table_that_cannot_be_read(lint):
    """Nothing else is said of it, or because of it."""
    site = [*SITE, ask("text", "t", rc_clauses="NONE")]
    issues = lint(site=site, clauses="", countries="")
    assert [("F103", "clauses.csv", None), ("F103", "countries.csv", None)] == places(
        issues
    )


def test_tables_that_are_not_there_are_the_shipped_ones(lint):
    """As when scoring."""
    site = [*SITE, ask("text", "t", rc_clauses="IRIS-2; OWN")]
    issues = lint(site=site, clauses=None, countries=None)
    assert [("M226", "site.xlsx", "K5")] == places(issues)


def test_no_models_no_issues(tmp_path):
    """A folder with tables only."""
    shutil.copytree(content_folder() / "scoring", tmp_path / "scoring")
    shutil.rmtree(tmp_path / "scoring" / "models")
    assert () == lint_scoring(tmp_path / "scoring", ())
