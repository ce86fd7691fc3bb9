"""The workbook that is sent out: what stands in it, and what its cells accept."""

import csv
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from recruitcheck.content import content_folder
from recruitcheck.corridor import Corridor
from recruitcheck.errors import InvalidFileError, OutputError, UsageError
from recruitcheck.questionnaires.blank import input_cells, write_blank
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.layout import Ref
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.sheets import read_book
from tests.questionnaires.drafting import ask, write_form
from tests.submissions.filling import EN, ES, MEMBER, RECRUITER, SUPPLIER

NEPAL, BANGLADESH = Corridor("NPL", "MYS"), Corridor("BGD", "MYS")


def blank_of(folder, questionnaire=SUPPLIER, **how):
    """The workbook, opened again."""
    path = folder / "blank.xlsx"
    write_blank(questionnaire, path, **how)
    return openpyxl.load_workbook(path)


def texts_of(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


def rule_of(book, ref):
    """What the answer cell of a ref accepts."""
    cell = input_cells(book)[ref]
    rules = book[cell.parent.title].data_validations.dataValidation
    (rule,) = (rule for rule in rules if cell.coordinate in rule.sqref)
    return rule


def state_of(book, ref):
    """The formula that says how far a question is."""
    return input_cells(book)[ref].offset(column=-1).value


def test_same_inputs_give_the_same_bytes(tmp_path):
    """Nothing in the file says when it was written."""
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"

    write_blank(SUPPLIER, first, organisation="SITE-01")
    write_blank(SUPPLIER, second, organisation="SITE-01")

    assert first.read_bytes() == second.read_bytes()


def test_it_has_two_sheets_for_people_and_two_for_the_program(tmp_path):
    """All of them are locked without a password."""
    book = blank_of(tmp_path)

    assert {
        "Start": "visible",
        "Answers": "visible",
        "Lists": "hidden",
        "_rc": "veryHidden",
    } == {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert all(sheet.protection.password is None for sheet in book.worksheets)


def test_every_answer_has_a_row_with_its_ref(tmp_path):
    """Site questions once, corridor questions per block, a row per choice."""
    book = blank_of(tmp_path, blocks=2)

    corridor = ["origin#{0}", "recruiters#{0}", "M-PRO-03#{0}", "M-PRO-05#{0}"]
    corridor += [f"M-PRO-05/{name}#{{0}}" for name in ("direct", "agency", "none")]
    assert [
        *("supplier_id", "supplier_name", "sector", "destination", "cycle"),
        *("assessed_on", "currency", "M-PRO-01", "M-PRO-02"),
        *(ref.format(1) for ref in corridor),
        *(ref.format(2) for ref in corridor),
        *("M-GOV-01", "M-GOV-02", "M-GOV-02/fee", "M-GOV-02/medical"),
        *("M-GOV-02/none", "M-GOV-04", "M-GOV-07", "M-DD-02", "M-DD-03", "M-DD-04"),
    ] == list(input_cells(book))


def test_only_cells_for_people_are_open(tmp_path):
    """The answer and what stands beside it; not the line above several choices."""
    book = blank_of(tmp_path)
    sheet = book["Answers"]
    rows = {ref: cell.row for ref, cell in input_cells(book).items()}

    assert {
        "M-GOV-01": "DEFGH",
        "M-GOV-02": "EFGH",
        "M-GOV-02/fee": "D",
        "origin#1": "D",
    } == {
        ref: "".join(
            c for c in "ABCDEFGH" if not sheet[f"{c}{rows[ref]}"].protection.locked
        )
        for ref in ("M-GOV-01", "M-GOV-02", "M-GOV-02/fee", "origin#1")
    }


def test_the_short_form_has_fewer_questions(tmp_path):
    """Those of the full form only are left out."""
    questions = {
        name: replace(question, form="full" if name == "M-DD-04" else "short")
        for name, question in SUPPLIER.questions.items()
    }
    form = replace(SUPPLIER, questions=questions)

    assert "M-DD-04" in input_cells(blank_of(tmp_path, form))
    assert "M-DD-04" not in input_cells(blank_of(tmp_path, form, form="short"))


def test_what_is_known_is_filled_in(tmp_path):
    """Countries by their name; the id and the cycle are settled and locked."""
    book = blank_of(
        tmp_path,
        organisation="SITE-01",
        name="Acme",
        sector="electronics",
        cycle="2026",
        currency="MYR",
        asked_by="Northwind",
        corridors=[NEPAL, BANGLADESH],
        recruiters={BANGLADESH: ["REC-01", "REC-02"]},
        blocks=1,
    )

    cells = input_cells(book)
    known = {
        "supplier_id": "SITE-01",
        "supplier_name": "Acme",
        "sector": "Electronics",
        "destination": "Malaysia",
        "cycle": "2026",
        "currency": "MYR",
        "origin#1": "Nepal",
        "origin#2": "Bangladesh",
        "recruiters#2": "REC-01 REC-02",
    }
    assert known == {ref: cell.value for ref, cell in cells.items() if cell.value}
    assert ["supplier_id", "cycle"] == [r for r in known if cells[r].protection.locked]
    headings = [
        text for text in texts_of(book["Answers"]) if text.startswith("Corridor")
    ]
    assert [
        "Corridor 1: Nepal → Malaysia",
        "Corridor 2: Bangladesh → Malaysia",
    ] == headings
    assert any("Northwind asks you" in text for text in texts_of(book["Start"]))


def test_a_recruiter_has_its_corridor_on_the_first_sheet(tmp_path):
    """There are no blocks; origin and destination stand beside its id."""
    book = blank_of(tmp_path, RECRUITER, organisation="REC-01", corridors=[NEPAL])

    cells = input_cells(book)
    ends = {name: cells[name].value for name in ("origin", "destination")}
    assert {"origin": "Nepal", "destination": "Malaysia"} == ends
    assert "Start" == cells["origin"].parent.title


@pytest.mark.parametrize(
    ("questionnaire", "how", "words"),
    [
        (SUPPLIER, {"language": "Nepali (ne)"}, "only in English (en), Spanish (es)"),
        (SUPPLIER, {"corridors": [NEPAL], "destination": "BGD"}, "one destination"),
        (SUPPLIER, {"destination": "MYR"}, "Did you mean 'MYS'?"),
        (SUPPLIER, {"sector": "electronic"}, "Did you mean 'electronics'?"),
        (SUPPLIER, {"blocks": 0}, "1 to 100"),
        (SUPPLIER, {"blocks": 101}, "1 to 100"),
        (RECRUITER, {"corridors": [NEPAL, BANGLADESH]}, "one corridor at a time"),
        (MEMBER, {"corridors": [NEPAL]}, "does not ask about corridors"),
        (replace(MEMBER, respondent="worker"), {}, "KoboToolbox or ODK"),
        (
            replace(MEMBER, questions={"N-ACT-01": MEMBER["N-ACT-01"]}),
            {},
            "does not ask for supplier_id or recruiter_id or member_id, cycle: nobody",
        ),
    ],
)
def test_what_cannot_be_written_says_why(tmp_path, questionnaire, how, words):
    """Nothing is written then."""
    with pytest.raises(UsageError, match=re.escape(words)):
        write_blank(questionnaire, tmp_path / "blank.xlsx", **how)

    assert [] == list(tmp_path.iterdir())


def test_it_is_written_whole_or_not_at_all(tmp_path):
    """What stood there stays if the new one cannot be put in its place."""
    path = tmp_path / "blank.xlsx"
    path.mkdir()

    with pytest.raises(OutputError, match="cannot be written"):
        write_blank(SUPPLIER, path)

    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_text_like_a_formula_stays_text(tmp_path, text):
    """In an answer, a label, a hint, a heading, a choice and a name of who asks."""
    question = SUPPLIER["M-GOV-01"]
    choice = replace(question.choices[0], labels={EN: text})
    changed = replace(
        question, labels={EN: text}, hints={EN: text}, choices=(choice,), evidence=text
    )
    section = replace(SUPPLIER.sections[-1], labels={EN: text})
    form = replace(
        SUPPLIER,
        title=text,
        settings={},
        questions={**SUPPLIER.questions, "M-GOV-01": changed},
        sections=(*SUPPLIER.sections[:-1], section),
    )
    path = tmp_path / "blank.xlsx"
    write_blank(form, path, organisation=text, name=text, asked_by=text)

    book, _ = read_book(path)

    assert book is not None
    values = {
        str(cell.value)
        for sheet in book.sheets.values()
        for _, cells in sheet.rows
        for cell in cells
        if cell.flag != "formula"
    }
    assert {text, f"{text}\n{text}\nEvidence: {text}"} <= values
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/sheet" in name]
        formulas = [
            formula
            for name in sheets
            for formula in re.findall(r"<f>(.*?)</f>", parts.read(name).decode())
        ]
    assert formulas
    assert all(formula.startswith(("IF(", "(COUNTIF(")) for formula in formulas)


def test_it_says_what_it_is(tmp_path):
    """The record has what the reader needs, also the words of its language."""
    book = blank_of(
        tmp_path, language=ES, form="short", organisation="S-1", corridors=[NEPAL]
    )

    assert {
        "format": "1",
        "questionnaire": "test-form",
        "version": "1",
        "hash": "abc",
        "language": ES,
        "form": "short",
        "organisation": "S-1",
        "corridors": "NPL-MYS",
        "blocks": "3",
        "yes": "Sí",
        "no": "No",
        "dk": "No sabe",
        "pns": "Prefiere no responder",
        "na": "No se aplica",
    } == {key.value: value.value for key, value in book["_rc"].iter_rows()}


def test_a_spanish_workbook_speaks_spanish(tmp_path):
    """Sheets, headings, questions, hints, choices and words of our own."""
    book = blank_of(tmp_path, language="es", organisation="S-1", blocks=1)

    assert ["Inicio", "Respuestas", "Lists", "_rc"] == book.sheetnames
    texts = texts_of(book["Respuestas"])
    assert "Pregunta" in texts
    assert "Policy (es)" in texts
    assert "Which policy? (es)\nPiense en M-GOV-01." in texts
    assert "Médico" in texts
    lists = {
        tuple(c.value for c in column if c.value) for column in book["Lists"].columns
    }
    assert ("yes_or_no", "Sí", "No") in lists
    assert ("list_M-GOV-01", "Ninguna", "Borrador", "Pública") in lists


def test_a_language_without_texts_of_ours_falls_back_to_english(tmp_path):
    """The questions are in their language all the same."""
    labels = {"Nepali (ne)": "नीति?"}
    question = replace(SUPPLIER["M-GOV-01"], labels=labels, hints={}, evidence="")
    form = replace(
        SUPPLIER,
        languages=("Nepali (ne)",),
        questions={**SUPPLIER.questions, "M-GOV-01": question},
    )

    texts = texts_of(blank_of(tmp_path, form)["Answers"])

    assert "नीति?" in texts
    assert "Question" in texts


def test_texts_may_come_from_a_file_of_ones_own(tmp_path):
    """What it does not say is said as shipped."""
    own = tmp_path / "own.csv"
    own.write_text("key,Spanish (es)\nsheet_start,Primero\nyes,Claro\n", "utf-8")

    book = blank_of(tmp_path, language="es", texts=own)

    assert ["Primero", "Respuestas"] == book.sheetnames[:2]
    assert "Claro" in texts_of(book["Lists"])


def test_a_file_of_texts_without_keys_is_turned_down(tmp_path):
    """The one issue names the column."""
    own = tmp_path / "own.csv"
    own.write_text("name,Spanish (es)\nyes,Claro\n", "utf-8")

    with pytest.raises(InvalidFileError, match="no column 'key'"):
        write_blank(SUPPLIER, tmp_path / "blank.xlsx", texts=own)


def test_a_file_of_texts_that_cannot_be_read_is_turned_down(tmp_path):
    """It says what the file is."""
    own = tmp_path / "own.csv"
    own.write_bytes(b"%PDF-1.7")

    with pytest.raises(InvalidFileError, match="a PDF document"):
        write_blank(SUPPLIER, tmp_path / "blank.xlsx", texts=own)


def test_our_texts_are_whole_in_every_language():
    """No translation lacks a text, or a value that its text names."""
    path = content_folder() / "questionnaires" / "blank_text.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        texts = list(csv.DictReader(rows))

    for row in texts:
        named = {
            language: sorted(re.findall(r"\{\w+\}", text))
            for language, text in row.items()
            if language != "key"
        }
        assert all(row.values()), row["key"]
        assert 1 == len({tuple(names) for names in named.values()}), row["key"]


def test_a_choice_is_made_from_a_list(tmp_path):
    """In the order of the questionnaire; the hint and the proof pop up."""
    book = blank_of(tmp_path)

    rule = rule_of(book, "M-GOV-01")

    sheet, _, cells = rule.formula1.partition("!")
    words = [cell.value for (cell,) in book[sheet][cells]]
    assert ["No policy", "Draft", "Public"] == words
    assert ("list", "M-GOV-01") == (rule.type, rule.promptTitle)
    assert "Think about M-GOV-01.\nEvidence: Proof of M-GOV-01" == rule.prompt
    assert rule.showErrorMessage


@pytest.mark.parametrize(
    ("ref", "formula"),
    [
        ("M-PRO-01", "IF(ISNUMBER(D),AND(MOD(D,1)=0,(D>=0)),FALSE)"),
        ("assessed_on", "IF(ISNUMBER(D),AND((D<=TODAY())),FALSE)"),
        ("M-DD-03", "IF(ISNUMBER(D),AND(TRUE),FALSE)"),
        (
            "M-GOV-04",
            'OR(D="Not applicable",IF(ISNUMBER(D),AND(AND((D>=0),(D<=100))),FALSE))',
        ),
    ],
)
def test_a_number_or_date_keeps_to_its_limits(tmp_path, ref, formula):
    """The limits are those of the constraint; D is the cell itself."""
    book = blank_of(tmp_path)
    cell = input_cells(book)[ref]

    rule = rule_of(book, ref)

    assert ("custom", formula) == (
        rule.type,
        rule.formula1.replace(cell.coordinate, "D"),
    )


def test_limits_that_excel_would_not_take_are_left_to_the_reader(tmp_path):
    """It allows 255 characters: whole numbers, or just numbers, are asked for then."""
    long = parse_expression(" and ".join(f". != {n}" for n in range(100, 150)))
    questions = {
        name: replace(SUPPLIER[name], constraint=long, missing=missing)
        for name, missing in {"M-PRO-01": (), "M-GOV-04": ("dk", "pns")}.items()
    }
    own = tmp_path / "own.csv"
    own.write_text(f"key,English (en)\ndk,{'d' * 120}\npns,{'p' * 120}\n")
    form = replace(SUPPLIER, questions={**SUPPLIER.questions, **questions})

    book = blank_of(tmp_path, form, texts=own)

    cells = input_cells(book)
    assert {
        "M-PRO-01": "IF(ISNUMBER(D),AND(MOD(D,1)=0),FALSE)",
        "M-GOV-04": "ISNUMBER(D)",
    } == {
        ref: rule_of(book, ref).formula1.replace(cells[ref].coordinate, "D")
        for ref in questions
    }


def test_a_limit_by_another_answer_waits_for_it(tmp_path):
    """The number of migrants is limited once the number of people is known."""
    book = blank_of(tmp_path)
    row = input_cells(book)["M-PRO-01"].row
    here = input_cells(book)["M-PRO-02"].coordinate

    assert f'OR($C${row}<>"✓",({here}<=$D${row}))' in rule_of(book, "M-PRO-02").formula1


def test_the_state_of_a_question_is_open_then_answered(tmp_path):
    """A circle, then a tick, by formula."""
    book = blank_of(tmp_path)
    row = input_cells(book)["M-GOV-01"].row

    assert f'=IF($D${row}<>"","✓","○")' == state_of(book, "M-GOV-01")


def test_progress_counts_questions_only(tmp_path):
    """The country that names a corridor is no question of its own."""
    book = blank_of(tmp_path, blocks=1)
    row = input_cells(book)["M-PRO-02"].row
    hidden = f'OR($C${row}="–",AND($C${row}<>"○",NOT(($D${row}>0))))'  # noqa: RUF001

    assert f'=IF({hidden},"–","")' == state_of(book, "origin#1")  # noqa: RUF001


def test_a_question_is_hidden_once_it_is_known_not_to_apply(tmp_path):
    """A missing answer hides nothing; a hidden question hides what rests on it."""
    book = blank_of(tmp_path, blocks=1)
    rows = {ref: cell.row for ref, cell in input_cells(book).items()}
    gov, ticks = (
        rows["M-GOV-01"],
        range(rows["M-GOV-02/fee"], rows["M-GOV-02/none"] + 1),
    )
    shown = f'OR($D${gov}="Draft",$D${gov}="Public")'
    hidden = f'OR($C${gov}="–",AND($C${gov}<>"○",NOT({shown})))'  # noqa: RUF001
    ticked = ",".join(f'$D${row}="Yes"' for row in ticks)

    assert (
        f'=IF({hidden},"–",IF(OR({ticked}),"✓","○"))'  # noqa: RUF001
    ) == state_of(book, "M-GOV-02")


def test_a_condition_on_all_corridors_looks_at_every_block(tmp_path):
    """One corridor with an agency is enough to ask."""
    book = blank_of(tmp_path, blocks=2)
    rows = {ref: cell.row for ref, cell in input_cells(book).items()}
    agency = [f'$D${rows[f"M-PRO-05/agency#{block}"]}="Yes"' for block in (1, 2)]

    assert f"NOT(OR({','.join(agency)}))" in state_of(book, "M-DD-02")


def test_an_unused_block_does_not_count(tmp_path):
    """The first block is always asked, the others once something stands in them."""
    book = blank_of(tmp_path, blocks=2)
    rows = [cell.row for ref, cell in input_cells(book).items() if ref.endswith("#2")]

    heading = min(rows) - 1
    counted = f"=IF(COUNTA($D${heading}:$D${max(rows)})=0,"
    assert state_of(book, "M-PRO-03#2").startswith(counted)
    assert "COUNTA" not in state_of(book, "M-PRO-03#1")


def test_conditions_are_said_in_words(tmp_path):
    """By the labels of the answers, in the language of the workbook."""
    english = texts_of(blank_of(tmp_path)["Answers"])
    spanish = texts_of(blank_of(tmp_path, language=ES)["Respuestas"])

    assert any("Only if M-GOV-01 is not ‘No policy’." in text for text in english)  # noqa: RUF001
    assert any("Only if M-PRO-05 includes ‘Agency’." in text for text in english)  # noqa: RUF001
    assert any("Solo si M-PRO-05 incluye «Agencia»." in text for text in spanish)


def test_an_auditor_is_spoken_to_as_one(tmp_path):
    """Who saw the evidence is the auditor, and the workers are not the auditor's."""
    start, answers, *_ = blank_of(
        tmp_path, replace(SUPPLIER, respondent="auditor")
    ).worksheets

    assert "Protect the workers" in texts_of(start)
    assert "Seen by\nwho saw the evidence" in texts_of(answers)


def test_no_word_on_grey_questions_where_all_apply(tmp_path):
    """A form without conditions needs no rule about them."""
    texts = texts_of(blank_of(tmp_path, MEMBER)["Answers"])

    assert [] == [text for text in texts if "grey" in text]


def test_a_group_inside_the_corridors_is_asked_of_each(tmp_path):
    """With its heading, after the questions before it; in every block."""
    path = write_form(
        tmp_path / "form.xlsx",
        [
            ask("text", "supplier_id"),
            ask("text", "cycle"),
            ask("begin_repeat", "corridors", "Corridor"),
            ask("select_one yn", "origin"),
            ask("begin_group", "costs", "What it costs"),
            ask("integer", "C-01"),
            ask("end_group"),
            ask("text", "C-02"),
            ask("end_repeat"),
        ],
    )
    form, _ = read_questionnaire(path)
    assert form is not None

    book = blank_of(tmp_path, form, blocks=2)

    assert [
        *("supplier_id", "cycle"),
        *("origin#1", "C-01#1", "C-02#1", "origin#2", "C-01#2", "C-02#2"),
    ] == list(input_cells(book))
    assert 2 == texts_of(book["Answers"]).count("What it costs")


def test_a_condition_on_what_the_short_form_leaves_out_hides_nothing(tmp_path):
    """The one question is not there, so the other is open."""
    path = write_form(
        tmp_path / "form.xlsx",
        [
            ask("text", "supplier_id"),
            ask("text", "cycle"),
            ask("select_one yn", "Q-1", rc_scope="site"),
            ask(
                *("text", "Q-2"),
                rc_scope="site",
                rc_form="short",
                relevant="${Q-1} = 'yes'",
            ),
        ],
    )
    form, _ = read_questionnaire(path)
    assert form is not None

    short, full = (blank_of(tmp_path, form, form=one) for one in ("short", "full"))

    row = input_cells(short)["Q-2"].row
    assert f'=IF($D${row}<>"","✓","○")' == state_of(short, "Q-2")
    assert "NOT(" in state_of(full, "Q-2")


def test_a_condition_of_most_questions_is_said_once(tmp_path):
    """Above all questions, instead of below each of them."""
    questions = {
        name: replace(question, relevant=SUPPLIER["M-PRO-03"].relevant)
        if name.startswith(("M-GOV", "M-DD"))
        else question
        for name, question in SUPPLIER.questions.items()
    }
    form = replace(SUPPLIER, questions=questions)

    texts = texts_of(blank_of(tmp_path, form)["Answers"])

    said = [text for text in texts if "M-PRO-02 is more than 0" in text]
    rule = (
        "Most questions apply only if M-PRO-02 is more than 0. A question that does not"
        " apply turns grey: leave it empty."
    )
    assert [rule] == said


def test_a_form_without_texts_or_choices_is_written(tmp_path):
    """Long, empty and odd texts are cut or left out, never an error."""
    question = replace(
        SUPPLIER["M-GOV-01"],
        labels={EN: "word " * 2000},
        hints={EN: "h" * 1000},
        choices=(),
        constraint_messages={},
        evidence="a\x07b",
        unit='"',
    )
    form = replace(SUPPLIER, questions={**SUPPLIER.questions, "M-GOV-01": question})

    rule = rule_of(blank_of(tmp_path, form), "M-GOV-01")

    assert 255 == len(rule.prompt)
    assert rule.prompt.endswith("…")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("M-GOV-01", Ref("M-GOV-01")),
        ("M-FEE-01#2", Ref("M-FEE-01", block=2)),
        ("M-FEE-01/medical", Ref("M-FEE-01", "medical")),
        ("M-FEE-01/medical#12", Ref("M-FEE-01", "medical", 12)),
        ("M-FEE-01/a/b#1", Ref("M-FEE-01", "a/b", 1)),
        ("Ref", None),
        ("two words", None),
        ("", None),
        ("#1", None),
    ],
)
def test_a_ref_says_question_choice_and_block(text, ref):
    """What cannot be a ref is none; what can is written back the same."""
    assert ref == Ref.parse(text)
    assert ref is None or text == str(ref)
