"""XLSForm workbooks are read whole; what is wrong is told with its cell, all at once."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from recruitcheck.issues import Issue
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.sheets import column_index, column_name
from tests.questionnaires.drafting import ask, write_form

# Cells are parted by a semicolon; the letters of the columns stand above the heading.
SURVEY = """
A              ; B           ; C                  ; D                  ; E                 ; F       ; G                    ; H               ; I                               ; J                   ; K         ; L       ; M        ; N        ; O                            ; P           ; Q                         ; R         ; S           ; T         ; U
type           ; name        ; label::English (en); label::Spanish (es); hint::English (en); required; relevant             ; constraint      ; constraint_message::English (en); calculation         ; appearance; rc_form ; rc_scope ; rc_weight; rc_points                    ; rc_rule     ; rc_gate                   ; rc_missing; rc_sensitive; rc_applies; rc_actor
text           ; supplier_id ; Supplier ID        ; Proveedor          ;                   ; yes     ;                      ;                 ;                                 ;                     ;           ; short
begin_group    ; profile     ; Profile            ; Perfil
integer        ; M-PRO-02    ; Migrants           ; Migrantes          ; Count all         ; YES     ;                      ; . >= 0          ; Write 0 or more.                ;                     ; counter   ; short   ; site
end_group
begin_repeat   ; corridors   ; Corridor           ; Corredor           ;                   ;         ; ${M-PRO-02} > 0
select_one land; origin      ; Origin             ; Origen             ;                   ; true()  ;                      ;                 ;                                 ;                     ;           ; short
select_multiple costs; M-FEE-01; Who pays?        ;                    ;                   ;         ; ${origin} != 'MYS'   ;                 ;                                 ;                     ;           ; full    ; corridor ; 3        ; fee:1 | travel:1 | none:0    ; proportional; MAJ:contains(none)        ; dk pns    ; yes
end_repeat
begin_group    ; policy      ; Policy             ; Norma              ;                   ;         ; ${M-PRO-02} > 0
select_one states; M-GOV-01  ; Is there a policy? ; Norma?             ;                   ; no      ;                      ;                 ;                                 ;                     ;           ;         ; site     ; 2.5      ; none:0 | draft:1 | public:4  ;             ; ZT:in(none) | ALERT:in(draft); na     ; no          ;           ; employer
integer        ; M-GOV-03    ; Days               ; Días               ;                   ;         ; ${M-GOV-01} = 'public'; . < ${M-PRO-02};                                 ;                     ;           ; full    ; site     ; 1        ; >=5:4 | months<1:0 | <5:2    ;             ; ALERT:months>3            ;           ;             ; #{X} > 0
calculate      ; months      ;                    ;                    ;                   ;         ;                      ;                 ;                                 ; ${M-GOV-03} div 30
note           ; bye         ; Thank you          ; Gracias
end_group
"""
CHOICES = """
A        ; B     ; C                  ; D
list_name; name  ; label::English (en); label::Spanish (es)
land     ; NPL   ; Nepal              ; Nepal
land     ; MYS   ; Malaysia           ; Malasia
costs    ; fee   ; Fees               ; Honorarios
costs    ; travel; Travel             ; Viaje
costs    ; none  ; None               ; Nada
costs    ; dk    ; Do not know        ; No sabe
states   ; none  ; None               ; Ninguna
states   ; draft ; Draft              ; Borrador
states   ; public; Public             ; Pública
states   ; na    ; Not applicable     ; No aplica
"""
SETTINGS = """
A         ; B      ; C      ; D
form_title; form_id; version; default_language
A test    ; test   ; 2026.1 ; English (en)
"""
OURS = """
A         ; B
key       ; value
respondent; management
role      ; supplier
purpose   ; To test
"""
SHEETS = {
    "survey": SURVEY,
    "choices": CHOICES,
    "settings": SETTINGS,
    "rc_settings": OURS,
}


def _table(text: str) -> list[list[str | None]]:
    _letters, *rows = text.strip().splitlines()
    return [[cell.strip() or None for cell in row.split(";")] for row in rows]


Read = Callable[..., tuple[Questionnaire | None, tuple[Issue, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the form above after `cells` of it were changed ('survey!A4': 'x')."""

    def build(
        cells: Mapping[str, object] | None = None,
        without: tuple[str, ...] = (),
        **sheets: str,
    ) -> tuple[Questionnaire | None, tuple[Issue, ...]]:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, text in (SHEETS | sheets).items():
            if name not in without:
                sheet = book.create_sheet(name)
                for row in _table(text):
                    sheet.append(row)
        if not book.worksheets:
            book.create_sheet("Sheet1").append(["nothing"])
        for address, value in (cells or {}).items():
            sheet_name, _, cell = address.partition("!")
            # A text that begins with '=' is written as a formula without a result.
            book[sheet_name][cell].value = value
        path = tmp_path / "form.xlsx"
        book.save(path)
        return read_questionnaire(path, shown_as="forms/form.xlsx")

    return build


@pytest.fixture
def form(read: Read) -> Questionnaire:
    questionnaire, issues = read()
    assert () == issues
    assert questionnaire is not None
    return questionnaire


def told(issues: tuple[Issue, ...]) -> list[tuple[str, str | None, str | None]]:
    assert {"forms/form.xlsx"} >= {one.place.file for one in issues}
    return [(one.code, one.place.sheet, one.place.cell) for one in issues]


def test_settings_name_the_form(form):
    assert ("test", "A test", "2026.1") == (form.id, form.title, form.version)
    assert ("management", "supplier") == (form.respondent, form.role)
    assert "To test" == form.settings["purpose"]
    assert "forms/form.xlsx" == form.file


def test_the_default_language_comes_first(read):
    spanish, issues = read({"settings!D2": "Spanish (es)"})

    assert () == issues
    assert spanish is not None
    assert ("Spanish (es)", "English (en)") == spanish.languages
    assert "Migrantes" == spanish["M-PRO-02"].label("Spanish (es)")


def test_a_text_that_is_not_translated_is_shown_in_another_language(form):
    question = form["M-FEE-01"]

    assert "Who pays?" == question.label("Spanish (es)")
    assert "Count all" == form["M-PRO-02"].hint("Spanish (es)")
    assert "" == question.hint("English (en)")


def test_a_label_without_language_is_in_the_default_language(read):
    form, issues = read(
        {"survey!C1": "label", "choices!C1": "label", "settings!D2": "English (en)"}
    )

    assert () == issues
    assert form is not None
    assert ("English (en)", "Spanish (es)") == form.languages
    assert "Migrants" == form["M-PRO-02"].label("English (en)")


def test_every_column_of_a_question_is_read(read):
    more = {
        "rc_principle": "1",
        "rc_stage": "job_offer",
        "rc_topic": "TG-FEE",
        "rc_cost": "A_fee",
        "rc_unit": "days",
        "rc_evidence": "Invoices",
        "rc_intent": "Nobody pays",
        "rc_finding": "Workers pay",
        "rc_action": "Repay them.",
        "rc_note": "As the law says",
        "rc_clauses": "IRIS-1; IRIS-1:fees ;",
    }
    cells = {}
    for column, (name, text) in enumerate(more.items(), column_index("V")):
        cells[f"survey!{column_name(column)}1"] = name
        cells[f"survey!{column_name(column)}11"] = text

    form, issues = read(cells)

    assert () == issues
    assert form is not None
    question = form["M-GOV-01"]
    expected = Question(
        id="M-GOV-01",
        kind="select_one",
        labels={"English (en)": "Is there a policy?", "Spanish (es)": "Norma?"},
        hints={"English (en)": ""},
        place=question.place,
        section="policy",
        choices=question.choices,
        list_name="states",
        repeated=False,
        required=False,
        relevant=parse_expression("${M-PRO-02} > 0"),
        constraint=None,
        constraint_messages={"English (en)": ""},
        appearance="",
        calculation=None,
        form="full",
        scope="site",
        principle="1",
        stage="job_offer",
        weight=2.5,
        points=PointsScale("single", {"none": 0.0, "draft": 0.25, "public": 1.0}),
        gates=(Gate("zero_tolerance", ("none",)), Gate("alert", ("draft",))),
        topic="TG-FEE",
        cost="A_fee",
        unit="days",
        evidence="Invoices",
        missing=("na",),
        sensitive=False,
        applies=None,
        intent="Nobody pays",
        finding="Workers pay",
        action="Repay them.",
        actor="employer",
        note="As the law says",
        clauses=("IRIS-1", "IRIS-1:fees"),
    )
    assert expected == question
    assert ("none", "draft", "public", "na") == question.choice_names
    assert "Borrador" == question.choices[1].labels["Spanish (es)"]
    place = question.place
    assert ("survey", "B11", "M-GOV-01") == (place.sheet, place.cell, place.label)


def test_what_a_form_does_with_answers_is_read(form):
    migrants, days = form["M-PRO-02"], form["M-GOV-03"]

    assert (migrants.required, migrants.form) == (True, "short")
    assert (migrants.constraint, migrants.appearance) == (
        parse_expression(". >= 0"),
        "counter",
    )
    assert {"English (en)": "Write 0 or more."} == migrants.constraint_messages
    assert parse_expression("${M-GOV-03} div 30") == form["months"].calculation
    assert parse_expression("#{X} > 0", elsewhere=True) == days.applies
    assert ("dk", "pns") == form["M-FEE-01"].missing
    assert form["M-FEE-01"].sensitive
    assert form["origin"].required


def test_conditions_of_groups_hold_for_their_questions(form):
    days, fee = form["M-GOV-03"], form["M-FEE-01"]

    assert days.relevant is not None
    assert "(${M-PRO-02} > 0) and (${M-GOV-01} = 'public')" == days.relevant.text
    assert [("M-PRO-02",), ("M-GOV-01",)] == [
        part.references for part in days.relevant.conditions
    ]
    assert fee.relevant is not None
    assert ("M-PRO-02", "origin") == fee.relevant.references
    assert form["origin"].relevant == parse_expression("${M-PRO-02} > 0")


def test_a_condition_that_the_group_says_already_is_not_said_twice(read):
    form, _ = read({"survey!G11": "${M-PRO-02} > 0"})

    assert form is not None
    assert form["M-GOV-01"].relevant == parse_expression("${M-PRO-02} > 0")


def test_only_the_repeat_is_asked_for_each_corridor(form):
    assert ["origin", "M-FEE-01"] == [q.id for q in form if q.repeated]
    assert [("corridors", True)] == [
        (one.id, one.repeated) for one in form.sections if one.repeated
    ]


def test_sections_keep_the_order_of_the_form(read):
    """What follows a group stands again under the heading around it."""
    survey = """
        A           ; B    ; C
        type        ; name ; label::English (en)
        text        ; a    ; A
        begin group ; outer; Outer
        text        ; b    ; B
        begin_group ; inner; Inner
        begin_group ; core ; Core
        text        ; c    ; C
        end_group
        end_group
        text        ; d    ; D
        end group
        text        ; e    ; E
    """
    form, issues = read(survey=survey)

    assert () == issues
    assert form is not None
    assert [
        ("", ("a",)),
        ("outer", ("b",)),
        ("core", ("c",)),
        ("outer", ("d",)),
        ("", ("e",)),
    ] == [(one.id, one.questions) for one in form.sections]
    assert ["a", "b", "c", "d", "e"] == list(form.questions)
    assert "core" == form["c"].section


def test_who_is_asked_what(form):
    assert "supplier_id M-PRO-02 origin M-FEE-01 M-GOV-01 M-GOV-03" == " ".join(
        question.id for question in form.asked
    )
    assert ["M-FEE-01", "M-GOV-01", "M-GOV-03"] == [q.id for q in form.scored]
    assert form.asked == form.in_form("full")
    assert ["supplier_id", "M-PRO-02", "origin"] == [
        question.id for question in form.in_form("short")
    ]


def test_a_form_without_groups_may_be_empty(read):
    form, issues = read(survey="A;B;C\ntype;name;label::English (en)")

    assert () == issues
    assert form is not None
    assert ((), {}, ("English (en)",)) == (
        form.sections,
        form.questions,
        form.languages,
    )


Q = "${M-PRO-02}"


@pytest.mark.parametrize(
    ("cells", "expected", "message"),
    [
        # Sheets settings and rc_settings
        ({"settings!A2": None}, ("Q102", "settings", "A2"), "'form_title' is missing."),
        ({"settings!B1": "id"}, ("Q102", "settings", "row 2"), "'form_id' is missing."),
        ({"settings!C2": " "}, ("Q102", "settings", "C2"), "'version' is missing."),
        (
            {"settings!D2": "English"},
            ("Q103", "settings", "D2"),
            (
                "'English' is not a language of the labels: English (en), Spanish (es)."
                " Did you mean 'English (en)'?"
            ),
        ),
        (
            {"rc_settings!B2": "manager"},
            ("Q103", "rc_settings", "B2"),
            (
                "'manager' is not a respondent: management, recruiter, auditor, worker,"
                " member. Did you mean 'management'?"
            ),
        ),
        (
            {"rc_settings!A2": "respondents"},
            ("Q102", "rc_settings", None),
            "'respondent' is missing.",
        ),
        ({"rc_settings!B3": None}, ("Q102", "rc_settings", "B3"), "'role' is missing."),
        (
            {"rc_settings!B3": "worker"},
            ("Q103", "rc_settings", "B3"),
            "'worker' is not a role: supplier, recruiter, member.",
        ),
        # Sheet choices
        (
            {"choices!B3": "NPL"},
            ("Q104", "choices", "B3"),
            "The choice 'NPL' stands twice in this list.",
        ),
        ({"choices!A11": None}, ("Q102", "choices", "A11"), "'list_name' is missing."),
        ({"choices!B11": None}, ("Q102", "choices", "B11"), "'name' is missing."),
        # Groups
        (
            {"survey!A3": "note"},
            ("Q105", "survey", "A5"),
            "This ends a group or repeat that was never begun.",
        ),
        (
            {"survey!A15": "note", "survey!B15": "end", "survey!C15": "End"},
            ("Q106", "survey", "A10"),
            "The group or repeat is never ended.",
        ),
        (
            {"survey!A15": "end_repeat"},
            ("Q105", "survey", "A15"),
            "This ends a group or repeat that was never begun.",
        ),
        (
            {"survey!B6": "corridor"},
            ("Q107", "survey", "B6"),
            "The repeat 'corridor' is not known; the only repeat is 'corridors'.",
        ),
        # Names, types and lists
        (
            {"survey!B14": "M-GOV-01"},
            ("Q108", "survey", "B14"),
            "The name 'M-GOV-01' stands twice.",
        ),
        ({"survey!B14": None}, ("Q102", "survey", "B14"), "'name' is missing."),
        (
            {"survey!A4": "integr"},
            ("Q109", "survey", "A4"),
            (
                "Unknown type 'integr'. Did you mean 'integer'? Known are select_one,"
                " select_multiple, integer, decimal, text, date, calculate, note."
            ),
        ),
        (
            {"survey!A14": None},
            ("Q109", "survey", "A14"),
            (
                "Unknown type ''. Known are select_one, select_multiple, integer,"
                " decimal, text, date, calculate, note."
            ),
        ),
        (
            {"survey!A7": "select_one lands"},
            ("Q110", "survey", "A7"),
            "There is no choice list 'lands'. Did you mean 'land'?",
        ),
        # Words
        (
            {"survey!F4": "always"},
            ("Q111", "survey", "F4"),
            "'always' is not known in required: yes, no, true, false, true(), false().",
        ),
        (
            {"survey!L4": "shrt"},
            ("Q111", "survey", "L4"),
            "'shrt' is not known in rc_form: short, full. Did you mean 'short'?",
        ),
        (
            {"survey!M11": "plant"},
            ("Q111", "survey", "M11"),
            (
                "'plant' is not known in rc_scope: site, corridor, recruiter, worker,"
                " company."
            ),
        ),
        (
            {"survey!R8": "dk; psn"},
            ("Q111", "survey", "R8"),
            "'psn' is not known in rc_missing: dk, pns, na. Did you mean 'pns'?",
        ),
        (
            {"survey!S8": "y"},
            ("Q111", "survey", "S8"),
            "'y' is not known in rc_sensitive: yes, no, true, false, true(), false().",
        ),
        (
            {"survey!U11": "recruiter"},
            ("Q111", "survey", "U11"),
            (
                "'recruiter' is not known in rc_actor: employer, recruiter_origin,"
                " recruiter_destination, buyer, government, member."
                " Did you mean 'recruiter_origin'?"
            ),
        ),
        # Expressions
        (
            {"survey!G11": "${M-PRO-02} == 1"},
            ("Q112", "survey", "G11"),
            (
                "'${M-PRO-02} == 1' cannot be read: '==' is not known; equality is written"
                " '=' (character 13)."
            ),
        ),
        (
            {"survey!G6": "(1"},
            ("Q112", "survey", "G6"),
            "'(1' cannot be read: ')' is missing before the end (character 3).",
        ),
        (
            {"survey!H4": ". => 0"},
            ("Q112", "survey", "H4"),
            ("'. => 0' cannot be read: '=>' is not known; write >= (character 3)."),
        ),
        (
            {"survey!J13": "M-GOV-03 * 2"},
            ("Q112", "survey", "J13"),
            (
                "'M-GOV-03 * 2' cannot be read: 'M-GOV-03' is not a known function; text"
                " stands in quotes (character 1)."
            ),
        ),
        (
            {"survey!T12": "${M-PRO-02} > 0"},
            ("Q112", "survey", "T12"),
            (
                "'${M-PRO-02} > 0' cannot be read: a question of another form is written"
                " '#{M-PRO-02}' (character 1)."
            ),
        ),
        (
            {"survey!G12": "#{M-GOV-01} = 'public'"},
            ("Q112", "survey", "G12"),
            (
                "'#{M-GOV-01} = 'public'' cannot be read: a question of this form is written"
                " '${M-GOV-01}' (character 1)."
            ),
        ),
        (
            {"survey!G12": "${M-GOV-02} = 'public'"},
            ("Q113", "survey", "G12"),
            "No question 'M-GOV-02' stands above this row. Did you mean 'M-GOV-01'?",
        ),
        (
            {"survey!G11": "${M-GOV-03} > 0"},  # asked below
            ("Q113", "survey", "G11"),
            "No question 'M-GOV-03' stands above this row. Did you mean 'M-PRO-02'?",
        ),
        (
            {"survey!G12": "${M-GOV-03} > 0"},  # its own
            ("Q113", "survey", "G12"),
            "No question 'M-GOV-03' stands above this row. Did you mean 'M-GOV-01'?",
        ),
        # Weights, points, gates
        ({"survey!N8": "much"}, ("Q114", "survey", "N8"), "'much' is not a weight."),
        ({"survey!N8": -1}, ("Q114", "survey", "N8"), "'-1' is not a weight."),
        ({"survey!N8": "nan"}, ("Q114", "survey", "N8"), "'nan' is not a weight."),
        ({"survey!N8": "9" * 400}, ("Q114", "survey", "N8"), None),
        (
            {"survey!O12": ">=5:4 | <5"},
            ("Q115", "survey", "O12"),
            (
                "'>=5:4 | <5' in rc_points cannot be read: '<5' is not `answer:points` with"
                " points from 0 to 4 or x."
            ),
        ),
        (
            {"survey!P8": "worse"},
            ("Q115", "survey", "O8"),
            (
                "'fee:1 | travel:1 | none:0' in rc_points cannot be read: 'worse' is not a"
                " rule: proportional, worst, count:0=0,1=2."
            ),
        ),
        (
            {"survey!Q11": "STOP:in(none)"},
            ("Q115", "survey", "Q11"),
            (
                "'STOP:in(none)' in rc_gate cannot be read: 'STOP' is not a gate: ZT, CRIT,"
                " MAJ, ALERT."
            ),
        ),
        (
            {"survey!O11": "none:0 | draft:1"},
            ("Q116", "survey", "O11"),
            "The choice 'public' has no points.",
        ),
        (
            {"survey!O11": "none:0 | draft:1 | public:4 | na:0"},
            ("Q117", "survey", "O11"),
            "'na' has points but is not a choice.",
        ),
        (
            {"survey!O11": None},
            ("Q118", "survey", "O11"),
            "The question has a weight but no points.",
        ),
        (
            {"survey!O11": None, "survey!N11": 0.5},
            ("Q118", "survey", "O11"),
            "The question has a weight but no points.",
        ),
        (
            {"survey!O11": "none:x | draft:x | public:x", "survey!N11": 0.5},
            ("Q118", "survey", "O11"),
            "The question has a weight but no points.",
        ),
        (
            {"survey!Q11": "ZT:in(non)"},
            ("Q119", "survey", "Q11"),
            "The gate names 'non', which is not a choice. Did you mean 'none'?",
        ),
        (
            {"survey!Q12": "ZT:in(none)"},
            ("Q119", "survey", "Q12"),
            "The gate names 'none', which is not a choice.",
        ),
        # Cells
        (
            {"survey!N8": "=1+2"},
            ("Q124", "survey", "N8"),
            "The cell holds a formula without a result, which says nothing.",
        ),
        (
            {"choices!C3": "#REF!"},
            ("Q124", "choices", "C3"),
            "The cell holds #REF!, which says nothing.",
        ),
        # Rules and measures
        (
            {"survey!P8": None, "survey!N8": 0.5},
            ("Q125", "survey", "P8"),
            (
                "Several choices may be ticked, but no rule says what they are worth"
                " together."
            ),
        ),
        (
            {"survey!O12": ">=5:4 | month<1:0"},
            ("Q126", "survey", "O12"),
            (
                "rc_points compares 'month', which this form does not calculate."
                " Did you mean 'months'?"
            ),
        ),
        (
            {"survey!Q12": "ALERT:rci>3"},
            ("Q126", "survey", "Q12"),
            "rc_gate compares 'rci', which this form does not calculate.",
        ),
        # Whose return it is
        (
            {"survey!A2": "note"},
            ("Q127", "survey", "A2"),
            (
                "'supplier_id' says whose return it is, so its type must be text or"
                " select_one or integer."
            ),
        ),
        (
            {"survey!A7": "text", "survey!G8": None},
            ("Q127", "survey", "A7"),
            "'origin' says whose return it is, so its type must be select_one.",
        ),
        (
            {"survey!A4": "text", "survey!B14": "assessed_on"},
            ("Q127", "survey", "A14"),
            "'assessed_on' says whose return it is, so its type must be date.",
        ),
        (
            {"survey!B7": "country", "survey!G8": None},
            ("Q128", "survey", "B7"),
            (
                "The repeat has no question 'origin', so nobody can know which corridor"
                " its answers are about."
            ),
        ),
        (
            {"survey!B7": "country", "survey!G8": None, "survey!B4": "origin"}
            | {"survey!A4": "select_one land", "survey!H12": None}
            | dict.fromkeys(("survey!H4", "survey!G6", "survey!G10")),
            ("Q128", "survey", "B7"),
            None,
        ),
    ],
)
def test_every_fault_is_told_with_its_cell(read, cells, expected, message):
    """One fault, one issue, and the questionnaire cannot be used."""
    form, issues = read(cells)

    assert [expected] == told(issues)
    assert form is None
    assert message in {None, issues[0].message}
    assert issues[0].blocking


def test_a_repeat_of_an_interview_needs_no_origin(read):
    """A worker has one corridor; what repeats are jobs, or loans."""
    cells = {"survey!B7": "job", "survey!G8": None, "rc_settings!B2": "worker"}

    form, issues = read(cells)

    assert () == issues
    assert form is not None


def test_an_origin_that_cannot_be_used_is_told_once(read):
    """It is there, whatever is wrong with it."""
    _, issues = read({"survey!A7": "selectone land", "survey!G8": None})

    assert [("Q109", "survey", "A7")] == told(issues)


@pytest.mark.parametrize("form_of_it", ["full", None])
def test_every_form_asks_whose_return_it_is(read, form_of_it):
    """Without the id nobody could use a short return, whatever rc_form says."""
    form, _ = read({"survey!L2": form_of_it, "survey!L7": form_of_it})

    assert form is not None
    assert ["supplier_id", "M-PRO-02", "origin"] == [
        question.id for question in form.in_form("short")
    ]


def test_thousands_of_faults_are_told_the_first_with_their_nearest_match(tmp_path):
    """Each has its cell; to look for the nearest of thousands of names takes long."""
    rows = [
        ask("text", f"question-{n}", relevant=f"${{question-{n}x}} = 'a'")
        for n in range(400)
    ]
    path = write_form(tmp_path / "form.xlsx", rows)

    _, issues = read_questionnaire(path)

    unknown = [one for one in issues if one.code == "Q113"]
    assert [f"D{n}" for n in range(2, 402)] == [one.place.cell for one in unknown]
    hinted = ["Did you mean" in one.message for one in unknown]
    assert [False] + [True] * 99 + [False] * 300 == hinted


def test_a_constraint_may_name_its_own_question(read):
    form, issues = read({"survey!H12": "${M-GOV-03} > 0"})

    assert () == issues
    assert form is not None


@pytest.mark.parametrize("sheet", ["survey", "choices", "settings", "rc_settings"])
def test_a_missing_sheet_is_told(read, sheet):
    form, issues = read(without=(sheet,))

    assert form is None
    assert [("Q101", sheet, None)] == told(issues)
    there = ", ".join(name for name in SHEETS if name != sheet)
    assert f"There is no sheet '{sheet}'; the workbook has {there}." == (
        issues[0].message
    )


def test_all_missing_sheets_are_told(read):
    form, issues = read(without=tuple(SHEETS))

    assert form is None
    assert [("Q101", name, None) for name in SHEETS] == told(issues)


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("survey!A1", "type"),
        ("survey!B1", "name"),
        ("choices!A1", "list_name"),
        ("choices!B1", "name"),
    ],
)
def test_a_missing_column_is_told_once(read, cell, column):
    form, issues = read({cell: "other"})

    assert form is None
    sheet = cell.partition("!")[0]
    assert [(sheet, "row 1", column)] == [
        (one.place.sheet, one.place.cell, one.place.label)
        for one in issues
        if one.code == "Q102"
    ]


def test_a_form_without_labels_is_told(read):
    cells = {"survey!C1": "text", "survey!D1": "texto"}

    form, issues = read(cells)

    assert form is None
    assert [("Q102", "survey", "row 1")] == told(issues)
    assert "'label' is missing." == issues[0].message


def test_empty_settings_are_told(read):
    _, issues = read(settings="A\nform_id", rc_settings="A;B\nkey;value")

    assert [
        *[("Q102", "settings", "row 2")] * 4,
        *[("Q102", "rc_settings", None)] * 2,
    ] == told(issues)


def test_all_faults_are_told_at_once(read):
    """Also of a row whose type is wrong: a question that refers to it is not blamed."""
    form, issues = read(
        {
            "settings!A2": None,
            "rc_settings!B3": "buyer",
            "choices!B3": "NPL",
            "survey!A4": "integr",
            "survey!B6": "corridor",
            "survey!N8": "heavy",
            "survey!O8": "fee:9",
            "survey!Q11": "ZT:in(never,none) | ALERT:rci>1",
            "survey!G12": "${M-GOV-01} = public",
            "survey!B14": "months",
        }
    )

    assert form is None
    assert [
        ("Q102", "settings", "A2"),
        ("Q104", "choices", "B3"),
        ("Q109", "survey", "A4"),
        ("Q107", "survey", "B6"),
        ("Q114", "survey", "N8"),
        ("Q115", "survey", "O8"),
        ("Q119", "survey", "Q11"),
        ("Q112", "survey", "G12"),
        ("Q108", "survey", "B14"),
        ("Q126", "survey", "Q11"),
        ("Q103", "rc_settings", "B3"),
    ] == told(issues)
    labels = {one.code: one.place.label for one in issues}
    assert ("form_title", "land", "M-PRO-02", "corridor", "M-FEE-01") == tuple(
        labels[code] for code in ("Q102", "Q104", "Q109", "Q107", "Q114")
    )


def test_a_group_that_ends_too_often_is_told_and_read_on(read):
    form, issues = read({"survey!A14": "end_group", "survey!A3": "end_group"})

    assert form is None
    assert [("Q105", "survey", "A3"), ("Q105", "survey", "A5")] == told(issues)[:2]


def test_a_file_that_is_no_workbook_is_told(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_text("type,name\n")

    form, issues = read_questionnaire(path)

    assert form is None
    assert [("F106", path.as_posix())] == [(i.code, i.place.file) for i in issues]


def test_a_question_that_only_informs_needs_neither_points_nor_a_rule(read):
    cells = {"survey!N8": 0, "survey!P8": None}
    form, issues = read(cells | {"survey!N11": 0, "survey!O11": None})
    informing = {"survey!O8": "fee:x | travel:x | none:x"}
    other, others = read(cells | informing)

    assert () == issues == others
    assert form is not None
    assert other is not None
    assert ["M-GOV-03"] == [question.id for question in form.scored]


def test_a_row_of_blanks_is_no_row(read):
    form, issues = read({"survey!C17": "  ", "choices!H20": "A note beside the table"})

    assert () == issues
    assert form is not None


def test_words_may_be_written_with_capitals(read):
    form, issues = read({"survey!L4": "Short", "survey!S8": "Yes", "survey!F7": True})

    assert () == issues
    assert form is not None
    assert ("short", True, True) == (
        form["M-PRO-02"].form,
        form["M-FEE-01"].sensitive,
        form["origin"].required,
    )


def test_whole_numbers_are_the_same_with_and_without_a_point(read, tmp_path):
    """A code typed as a number is '1', also where a program saves it as 1.0."""
    cells: dict[str, object] = {"choices!B6": 1, "survey!N8": 3}
    cells |= {"survey!O8": "fee:1 | travel:1 | 1:0", "survey!Q8": "MAJ:contains(1)"}
    form, issues = read(cells)
    assert () == issues
    assert form is not None
    assert ("fee", "travel", "1", "dk") == form["M-FEE-01"].choice_names

    path = tmp_path / "points.xlsx"
    changed = 0
    with ZipFile(tmp_path / "form.xlsx") as old, ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.startswith("xl/worksheets/"):
                content, times = re.subn(
                    rb"(t=\"n\"><v>[13])</v>", rb"\1.0</v>", content
                )
                changed += times
            new.writestr(part, content)
    other, issues = read_questionnaire(path)

    assert 2 == changed
    assert () == issues
    assert other is not None
    assert form["M-FEE-01"].choices == other["M-FEE-01"].choices
    assert form.hash == other.hash


def _with_xlsxwriter(path: Path) -> None:
    """The same form from another program: styles, widths, a hidden and a spare sheet."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write(0, 0, "Changes nothing")
        bold = book.add_format({"bold": True, "bg_color": "#FFEECC"})
        for name, text in reversed(SHEETS.items()):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 5, 40)
            sheet.freeze_panes(1, 2)
            for row, cells in enumerate(_table(text)):
                for column, cell in enumerate(cells):
                    if cell == "2.5":
                        sheet.write_number(row, column, 2.5)
                    elif cell is None:
                        sheet.write_blank(row, column, None, bold)
                    else:
                        sheet.write_string(row, column, cell, bold)


def test_the_hash_is_the_same_whatever_wrote_the_file(form, tmp_path):
    path = tmp_path / "other.xlsx"
    _with_xlsxwriter(path)

    other, issues = read_questionnaire(path)

    assert () == issues
    assert other is not None
    assert form.hash == other.hash
    assert 64 == len(form.hash)


@pytest.mark.parametrize(
    "cell",
    ["survey!C4", "survey!N8", "survey!O11", "choices!D9", "settings!C2"],
)
def test_the_hash_changes_with_any_word(form, read, cell):
    changed = "none:0 | draft:2 | public:4" if cell == "survey!O11" else 7

    other, _ = read({cell: changed})

    assert other is not None
    assert form.hash != other.hash


def test_the_hash_is_of_what_is_said(form, read):
    """Blanks around a text, other sheets and the file's name say nothing."""
    other, _ = read({"survey!C4": " Migrants ", "survey!N8": "3"})

    assert other is not None
    assert form.hash == other.hash
