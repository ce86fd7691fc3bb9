"""The lint of questionnaires: columns, texts, points and what ties forms together."""

import openpyxl
import pytest
from pyxform.xls2xform import convert

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.lint import coverage, lint_questionnaires
from tests.questionnaires.drafting import LABEL, ask, found, score, write_form


@pytest.fixture
def lint(tmp_path):
    """Code and cell of what is found in one form."""

    def run(*rows, **more):
        write_form(tmp_path / "forms" / "form.xlsx", rows, **more)
        return found(tmp_path / "forms")

    return run


@pytest.fixture
def messages(tmp_path):
    """What is said of one form, without the places."""

    def run(*rows, **more):
        write_form(tmp_path / "forms" / "form.xlsx", rows, **more)
        return [one.message for one in lint_questionnaires(tmp_path / "forms")[1]]

    return run


def test_a_clean_form_gives_nothing(lint):
    """Conditions, a repeat, scales, gates and a calculation that are all in order."""
    assert [] == lint(
        ask("integer", "workers", required="yes", constraint=". >= 0", rc_form="short"),
        ask("select_one yn", "paid", relevant="${workers} > 0"),
        ask("begin_repeat", "corridors", "Countries"),
        ask("select_one yn", "origin"),
        ask("select_multiple yn", "ways", relevant="selected(${origin}, 'yes')"),
        ask("end_repeat"),
        ask("text", "why", relevant="selected(join(' ', ${ways}), 'no')"),
        score("select_one yn", "A-1", "yes:4 | no:0", rc_gate="ZT:in(no)"),
        score("integer", "A-2", ">=5:4 | >0:1 | <=0:0", constraint=". >= 0"),
        ask("calculate", "ratio", calculation="${workers} div 2"),
    )


def test_the_shipped_questionnaires_are_clean():
    """What is shipped is what we would have others write."""
    drafts, issues = lint_questionnaires(content_folder() / "questionnaires")
    assert () == issues
    assert 6 == len(drafts)


def test_a_file_that_is_no_workbook_is_told_and_the_others_are_read(tmp_path):
    """The reader's issue comes first; lock files are passed over."""
    folder = tmp_path / "forms"
    write_form(folder / "form.xlsx", [ask("integer", "n", tag="x")])
    (folder / "broken.xlsx").write_bytes(b"no workbook")
    (folder / "~$form.xlsx").write_bytes(b"lock")
    drafts, issues = lint_questionnaires(folder)
    assert ["forms/form.xlsx"] == [draft.file for draft in drafts]
    assert ["F106", "Q202"] == [one.code for one in issues]
    assert "forms/broken.xlsx" == issues[0].place.file


def test_columns_and_texts_are_looked_at_where_the_form_cannot_be_used(lint):
    """A blocking issue hides nothing that does not need the whole form."""
    rows = ask("integr", "n", "4 points", tag="x"), ask("text", "t", relevnt="")
    assert [
        ("Q109", "A2"),
        ("Q202", "D1"),
        ("Q203", "E1"),
        ("Q215", "C2"),
    ] == lint(*rows)


def test_a_sheet_that_is_missing_is_the_readers_to_tell(tmp_path):
    """Lint goes on with the sheets that there are."""
    path = write_form(tmp_path / "forms" / "form.xlsx", [ask("text", "t", value="")])
    book = openpyxl.load_workbook(path)
    for sheet in ("choices", "settings", "rc_settings"):
        book.remove(book[sheet])
    book.save(path)
    codes = [code for code, _ in found(tmp_path / "forms")]
    assert ["Q101", "Q101", "Q101", "Q202"] == codes


def test_rows_may_be_blank_and_types_written_with_a_space(lint):
    """'begin group' is begin_group; a row without a word is no row."""
    cells = lint(
        ask("begin group", "g", "Group", relevant="1 = 2"),
        {"type": " ", "name": None},
        ask("text", "t", relevant=1e16),
        ask("end group"),
    )
    assert [("Q227", "D2"), ("Q227", "D4")] == cells


def test_pyxform_ships_columns_of_choices_and_drops_unknown_ones(tmp_path):
    """Why lint looks at columns at all."""
    path = write_form(
        tmp_path / "form.xlsx",
        [ask("select_one yn", "q", relevent="${q} = 'yes'", rc_points="yes:4")],
        lists={},
        choices=[{"list_name": "yn", "name": "yes", LABEL: "Yes", "points": 4}],
    )
    form = convert(path, validate=False).xform
    assert "<points>4</points>" in form
    assert "relevent" not in form
    assert "relevant" not in form
    assert "yes:4" not in form


# Columns


def test_a_heading_that_stands_twice(tmp_path):
    """The second one is told."""
    path = write_form(tmp_path / "forms" / "form.xlsx", [ask("text", "t", rc_note="")])
    book = openpyxl.load_workbook(path)
    book["survey"]["E1"] = "rc_note"
    book.save(path)
    assert [("Q201", "E1")] == found(tmp_path / "forms")


@pytest.mark.parametrize(
    "name",
    [
        *("value", "tag", "caption", "command", "relevance", "count", "readonly"),
        *("image", "audio", "video"),
    ],
)
def test_another_name_that_xlsform_tools_take_for_a_column(lint, name):
    """pyxform reads it as something that we do not."""
    assert [("Q202", "D1")] == lint(ask("text", "t", **{name: ""}))


def test_another_name_in_settings_and_choices(tmp_path):
    """`title` would be the title of the form, `value` the name of the choice."""
    write_form(
        tmp_path / "forms" / "form.xlsx",
        [ask("select_one l", "t")],
        settings={"title": "Another"},
        choices=[{"list_name": "l", "name": "a", LABEL: "A", "value": "b"}],
    )
    assert [("Q202", "D1"), ("Q202", "E1")] == found(tmp_path / "forms")


def test_a_column_that_nobody_reads_has_its_nearest_match(lint, messages):
    """`relevent` would ask everybody; pyxform drops it without a word."""
    row = ask("text", "t", relevent="${a} = 1")
    assert [("Q203", "D1")] == lint(row)
    assert "Did you mean 'relevant'?" in messages(row)[0]


def test_a_misspelt_column_of_ours_is_told_and_one_of_somebody_elses_is_not(lint):
    """Columns that begin with rc_ may be anybody's."""
    assert [("Q203", "D1")] == lint(ask("text", "t", rc_wieght=1, rc_reviewed_by="me"))


def test_a_column_of_ours_in_settings_belongs_to_rc_settings(lint):
    """pyxform drops it there."""
    assert [("Q203", "E1")] == lint(ask("text", "t"), settings={"rc_role": "supplier"})


def test_a_column_that_only_phones_understand(lint):
    """It means nothing in a workbook."""
    assert [("Q204", "D1"), ("Q204", "E1")] == lint(
        ask("text", "t", choice_filter="", media__image="")
    )


@pytest.mark.parametrize("name", ["points", "rc_points", "Score", "my_weight"])
def test_points_in_choices_would_be_sent_to_the_phone(lint, name):
    """Every column of `choices` is in the form that a phone loads."""
    row = {"list_name": "l", "name": "a", LABEL: "A", name: 4}
    assert [("Q205", "D1")] == lint(ask("select_one l", "t"), choices=[row])


def test_points_in_attributes_would_be_sent_to_the_phone(lint):
    """Of a question, and of the whole form."""
    assert [("Q205", "D1"), ("Q205", "E1")] == lint(
        ask("text", "t", bind__rc_points=4), settings={"attribute::score": 4}
    )


def test_any_other_column_of_choices_reaches_the_phone(lint):
    """A filter may need it."""
    row = {"list_name": "l", "name": "a", LABEL: "A", "region": "north"}
    assert [("Q206", "D1")] == lint(ask("select_one l", "t"), choices=[row])


# Texts

ES = "label::Spanish (es)"


def spanish(kind, name, said, **more):
    return {**ask(kind, name, **more), ES: said}


def test_a_text_that_is_not_translated(lint):
    """Each in its cell: a label, a hint and a choice."""
    rows = [
        spanish("select_one l", "a", "Uno"),
        spanish("text", "b", ""),
        spanish("text", "c", "Tres", hint__English=""),
    ]
    rows[0] |= {"hint::English (en)": "One", "hint::Spanish (es)": ""}
    rows[2].pop("hint::English")
    choices = [
        {"list_name": "l", "name": "x", LABEL: "X", ES: "Equis"},
        {"list_name": "l", "name": "y", LABEL: "Y"},
    ]
    assert [("Q211", "F2"), ("Q211", "D3"), ("Q211", "D3")] == lint(
        *rows, lists={}, choices=choices
    )


def test_a_language_without_a_column(lint, messages):
    """One issue at the first column of that kind, not one a row."""
    rows = (
        spanish("text", "a", "Uno", hint__English="x"),
        spanish("text", "b", "Dos"),
    )
    rows[0]["hint::English (en)"] = rows[0].pop("hint::English")
    assert [("Q212", "E1"), ("Q212", "C1")] == lint(*rows)
    assert "'hint::Spanish (es)'" in messages(*rows)[0]


def test_a_language_that_is_written_in_two_ways(lint, messages):
    """To a phone these are two languages."""
    row = spanish("select_one l", "a", "Uno")
    row |= {"hint::English (en)": "One", "hint::Spanish(es)": "Uno"}
    choices = [{"list_name": "l", "name": "x", LABEL: "X", ES: "Equis"}]
    cells = lint(row, lists={}, choices=choices)
    assert [("Q212", "E1"), ("Q213", "F1")] == cells
    said = messages(row, lists={}, choices=choices)
    assert "Did you mean 'Spanish (es)'?" in said[1]


def test_a_plain_label_counts_as_the_default_language(lint):
    """As in the reader; in choices the language may be written out."""
    choices = [{"list_name": "l", "name": "x", LABEL: "X"}]
    row = {"type": "select_one l", "name": "a", "label": "One"}
    assert [] == lint(row, lists={}, choices=choices)


def test_a_question_without_any_label(lint):
    """Groups and calculations need none."""
    assert [("Q214", "C3")] == lint(
        ask("begin_group", "g"),
        ask("text", "a", ""),
        ask("end_group"),
        ask("calculate", "c", calculation="1 + 1"),
    )


@pytest.mark.parametrize(
    "label",
    ["Public (4 points)", "Yes, score: 4", "Sí = 4 puntos", "weight = 3", "४ अंक"],
)
def test_points_in_a_label(lint, label):
    """Whoever answers must not see what the answer is worth."""
    assert [("Q215", "C2")] == lint(ask("text", "a", label))


def test_points_in_brackets_behind_choices(lint):
    """Two of a list make it likely; one may be a number of something."""
    rows = [
        {"list_name": "l", "name": "a", LABEL: "None (0)"},
        {"list_name": "l", "name": "b", LABEL: "Public (4)"},
        {"list_name": "m", "name": "c", LABEL: "Category (2)"},
    ]
    asked = [ask(f"select_one {name}", name) for name in "lm"]
    cells = lint(*asked, lists={}, choices=rows)
    assert [("Q215", "C2"), ("Q215", "C3")] == cells


@pytest.mark.parametrize(
    "label", ["${a} = 'yes'", "Shown if ${a} > 3", "selected(${a}, 'x')", "today()"]
)
def test_an_expression_in_a_label(lint, label):
    """It would be read aloud."""
    assert [("Q216", "C2")] == lint(ask("text", "a", label))


def test_a_very_long_text_is_cut_in_the_message(messages):
    """After 60 letters."""
    (said,) = messages(ask("text", "a", "Shown if ${a} > 3 " + "x" * 100))
    assert f"'Shown if ${{a}} > 3 {'x' * 39}...'" in said


@pytest.mark.parametrize("label", ["You said ${a}", "${a}", "18-24", "Yes / no", "4"])
def test_a_label_that_is_no_expression(lint, label):
    """XLSForm writes an answer in place of `${a}`."""
    assert [] == lint(ask("text", "a", label))


def test_an_expression_in_a_hint_a_message_or_an_appearance(lint):
    """None of them is worked out."""
    row = ask("text", "b", appearance="${a} > 1")
    row["hint::English (en)"] = "${a} > 1"
    row["constraint_message::English (en)"] = "string-length(.) < 5"
    cells = lint(ask("text", "a"), row)
    assert [("Q216", "D3"), ("Q216", "E3"), ("Q216", "F3")] == cells


def test_two_choices_of_a_list_that_read_alike(lint):
    """A return could not be read back; other lists may say the same."""
    rows = [
        {"list_name": "l", "name": "a", LABEL: "Other"},
        {"list_name": "l", "name": "b", LABEL: "other"},
        {"list_name": "m", "name": "a", LABEL: "Other"},
    ]
    asked = [ask(f"select_one {name}", name) for name in "lm"]
    cells = lint(*asked, lists={}, choices=rows)
    assert [("Q217", "C2"), ("Q217", "C3")] == cells


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("text", "q1", "What is your name?"),
        ("text", "worker_name", "Respondent"),
        ("text", "q1", "Phone of the family"),
        ("text", "q1", "Passport number"),
        ("integer", "q1", "ID card no."),
        ("integer", "passport_number", "Document"),
        ("text", "q1", "Home address"),
        ("text", "address", "Where?"),
        ("text", "q1", "E-mail"),
        ("date", "q1", "Date of birth"),
        ("date", "dob", "When?"),
        ("text", "q1", "¿Cuál es su nombre completo?"),
        ("text", "q1", "Número de teléfono"),
        ("integer", "q1", "Número de pasaporte"),
        ("date", "q1", "Fecha de nacimiento"),
        ("text", "q1", "Correo electrónico"),
        ("text", "q1", "तपाईंको नाम के हो?"),
        ("integer", "q1", "राहदानी नम्बर"),
        ("text", "q1", "ठेगाना"),
        ("date", "q1", "जन्म मिति"),
        ("text", "q1", "What is your mobile?"),
        ("integer", "q1", "What is your mobile?"),
        ("decimal", "q1", "Cell phone no."),
        ("text", "q1", "Mobile"),
        ("integer", "q1", "Contact number"),
        ("text", "q1", "Passport"),
        ("text", "q1", "What is the worker's passport?"),
        ("text", "q1", "Name"),
        ("text", "q1", "What are you called?"),
        ("text", "q1", "¿Cómo se llama usted?"),
        ("text", "q1", "¿Cuál es su móvil?"),
        ("integer", "q1", "Su pasaporte"),
        ("integer", "q1", "तपाईंको मोबाइल?"),
    ],
)
def test_an_interview_may_not_ask_who_the_worker_is(lint, kind, name, label):
    """By its label or its name, in any of the three languages."""
    assert [("Q218", "B2")] == lint(ask(kind, name, label), respondent="worker")


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("decimal", "How much did you pay for your phone?"),
        ("select_one yn", "Did they keep your passport?"),
        ("integer", "How old were you?"),
        ("text", "Currency of the pay"),
        ("date", "When did you start?"),
        ("integer", "How many days was your passport kept?"),
        ("integer", "How many mobile phones may you use?"),
        ("decimal", "How much did you pay to get back your passport?"),
        ("text", "What happened to your passport?"),
        ("text", "Name the agency"),
        ("text", "¿Cómo se llama la agencia?"),
    ],
)
def test_an_interview_may_ask_for_what_names_nobody(lint, kind, label):
    """Amounts, choices, ages and dates of work."""
    assert [] == lint(ask(kind, "q1", label), respondent="worker")


def test_a_form_of_the_site_may_name_organisations_and_is_warned_of_people(lint):
    """The same words are advisory where no worker answers."""
    assert [("Q219", "B3")] == lint(
        ask("text", "supplier_name", "Your name"), ask("text", "contact", "Your e-mail")
    )


def test_coverage_is_the_share_of_texts_in_each_language(tmp_path):
    """English 5 of 5; Spanish the labels of a and of x, 2 of 5."""
    a, b = spanish("select_one l", "a", "Uno"), ask("select_one l", "b")
    a["hint::English (en)"] = "One"
    choices = [
        {"list_name": "l", "name": "x", LABEL: "X", ES: "Equis"},
        {"list_name": "l", "name": "y", LABEL: "Y"},
    ]
    path = tmp_path / "forms" / "form.xlsx"
    write_form(path, [a, b], lists={}, choices=choices)
    (draft,), _ = lint_questionnaires(tmp_path / "forms")
    assert draft.questionnaire is not None
    assert {"English (en)": 1.0, "Spanish (es)": 0.4} == coverage(draft.questionnaire)


def test_coverage_of_a_form_without_texts_is_nothing(tmp_path):
    """Not a division by zero."""
    row = ask("calculate", "c", calculation="1 + 1")
    write_form(tmp_path / "forms" / "form.xlsx", [row], lists={})
    (draft,), _ = lint_questionnaires(tmp_path / "forms")
    assert draft.questionnaire is not None
    assert {"English (en)": 0.0} == coverage(draft.questionnaire)


# Points and gates


@pytest.mark.parametrize(
    ("points", "constraint", "said"),
    [
        (">=10:4 | <=5:0", None, "7.5"),  # between the edges
        (">0:4 | <0:0", None, "0"),  # on an edge
        (">0:4", None, "-1"),  # below all
        ("<=100:4 | >120:0", ". >= 0 and . <= ${m}", "110"),
        ("<2:4 | =2:0", ". >= 1 and . <= 3", "2.5"),  # inside the constraint
    ],
)
def test_a_number_that_no_band_holds(messages, points, constraint, said):
    """Edges of bands and of the constraint, and numbers between and beyond them."""
    form = (ask("integer", "m"), score("decimal", "q", points, constraint=constraint))
    assert f"No band holds {said}." in messages(*form)[0]


def test_bands_without_a_gap(lint):
    """Whole numbers need no band between 0 and 1; a constraint needs none below 0."""
    assert [] == lint(
        score("integer", "a", ">=1:4 | <=0:0"),
        score("decimal", "b", ">=50:4 | >=0:0", constraint=". >= 0 and . <= 100"),
    )


def test_bands_of_a_calculated_number(lint, messages):
    """2 is held by no band; below 0 the ratio cannot be, because n is not."""
    rows = [
        ask("decimal", "n", required="yes", constraint=". >= 0"),
        score("decimal", "q", "ratio<=1:4 | ratio>2:0"),
        ask("calculate", "ratio", calculation="${n} div 2"),
    ]
    assert [("Q251", "G3")] == lint(*rows)
    assert "No band holds ratio = 1.5." == messages(*rows)[0]


def test_bands_of_a_number_and_a_calculated_one_together(messages):
    """Both are tried together; the ratio may be negative as n may be."""
    rows = [
        ask("decimal", "n"),
        score("decimal", "q", "ratio<=1:4 | >0:0", constraint=". >= 0"),
        ask("calculate", "ratio", calculation="${n} div 2"),
    ]
    assert "No band holds 0 and ratio = 2." == messages(*rows)[0]


def test_bands_need_numbers_as_answers(messages):
    """Names of choices are compared as numbers: yes is none."""
    said = messages(score("select_one yn", "q", ">0:4 | <=0:0"))
    assert "No band holds yes." == said[0]


def test_a_band_that_is_never_reached(lint, messages):
    """The first that holds counts."""
    row = score("decimal", "q", ">=50:4 | >=75:3 | <50:0")
    assert [("Q252", "E2")] == lint(row)
    assert "The band '>=75' is never reached." == messages(row)[0]
    assert [("Q252", "E2")] == lint(
        score("decimal", "q", ">=50:4 | <0:1 | <50:0", constraint=". >= 0")
    )


def test_a_count_that_cannot_be_ticked(lint):
    """Two choices are worth something, so 3 is never reached."""
    rule = "count:0=0,1=1,2=2,3=4"
    row = score("select_multiple l", "q", "a:1 | b:1 | none:0", rc_rule=rule)
    assert [("Q252", "J2")] == lint(row, lists={"l": "a b none"})


@pytest.mark.parametrize(
    ("kind", "points", "rule"),
    [
        ("select_one yn", "yes:3 | no:0", None),
        ("select_one yn", "yes:4 | no:1", None),
        ("decimal", ">0:3 | <=0:0", None),
        ("select_multiple yn", "yes:3 | no:0", "worst"),
        ("select_multiple yn", "yes:1 | no:0", "count:0=0,1=3"),
    ],
)
def test_a_scale_that_is_not_used_whole(lint, kind, points, rule):
    """The best answer gets less than 4, or the worst more than 0."""
    assert [("Q253", "E2")] == lint(score(kind, "q", points, rc_rule=rule))


def test_a_scale_that_is_used_whole_by_its_rule(lint):
    """'proportional' makes its own points of 0 and 1."""
    rule = {"rc_rule": "proportional"}
    assert [] == lint(score("select_multiple yn", "q", "yes:1 | no:0", **rule))


def test_points_without_a_weight(lint):
    """A weight of 0 is meant so, an empty one is not; information has no weight."""
    assert [("Q254", "D2")] == lint(
        score("select_one yn", "a", "yes:4 | no:0", rc_weight=None),
        score("select_one yn", "b", "yes:4 | no:0", rc_weight=0),
        score("select_one yn", "c", "yes:x | no:x", rc_weight=None),
    )


def test_a_gate_may_not_be_answered_by_not_applicable(lint):
    """An alert may, because it never limits the score."""
    row = {"rc_missing": "na", "rc_gate": "MAJ:>1"}
    assert [("Q255", "J2")] == lint(
        score("integer", "a", ">0:0 | <=0:4", **row),
        score("integer", "b", ">0:0 | <=0:4", rc_missing="na", rc_gate="ALERT:>1"),
    )


def test_words_for_no_answer_stand_in_the_list_and_beside_the_question(lint):
    """In a list but not beside it, and the other way; structural ones need none."""
    lists = {"l": "yes no dk"}
    assert [("Q256", "E2"), ("Q257", "E3")] == lint(
        ask("select_one l", "a", rc_scope="site", rc_missing="dk pns"),
        ask("select_one l", "b", rc_scope="site"),
        ask("select_one l", "c"),
        lists=lists,
    )


def test_a_scored_question_says_what_is_wrong_and_who_mends_it(lint):
    """So does one with a gate; an interview does not."""
    row = score(
        "select_one yn", "a", "yes:4 | no:0", rc_finding="", rc_action="", rc_actor=""
    )
    cells = [("Q258", "F2"), ("Q258", "G2"), ("Q258", "H2")]
    assert cells == lint(row)
    assert [] == lint(row, respondent="worker")


@pytest.mark.parametrize(
    ("gate", "more"),
    [
        ("ZT:<0", {"constraint": ". >= 0"}),
        ("ZT", {"rc_points": ">0:4 | <=0:2"}),
        ("ZT", {"rc_points": None, "rc_weight": 0}),
    ],
)
def test_a_gate_that_no_answer_sets_off(lint, gate, more):
    """Outside the constraint, or without points below half."""
    codes = lint(score("integer", "a", ">0:4 | <=0:0", rc_gate=gate, **more))
    assert ("Q260", "J2") in codes


def test_a_gate_without_a_condition_fires_below_half_the_points(lint):
    """Here at 'no'; a gate of information alone cannot."""
    assert [("Q260", "J3")] == lint(
        score("select_one yn", "a", "yes:4 | no:0", rc_gate="ZT"),
        score("select_one yn", "b", "yes:x | no:x", rc_weight=0, rc_gate="ZT"),
    )


# Conditions on scored answers (the method, section 2)

STATUS = {"status": "none draft public", "yn": "yes no"}
PARENT = score("select_one status", "p", "none:0 | draft:2 | public:4")


@pytest.mark.parametrize(
    ("shows", "wrong"),
    [
        ("${p} = 'draft' or ${p} = 'public'", 0),  # none: worse than the worst
        ("${p} = 'none' or ${p} = 'draft'", 0),  # public: as good as the best
        ("${p} = 'none' or ${p} = 'public'", 1),  # draft: between
    ],
)
def test_an_answer_that_hides_is_the_best_or_worse_than_the_worst(lint, shows, wrong):
    """Between, a better answer could lower the score."""
    child = score("select_one yn", "c", "yes:4 | no:0", relevant=shows)
    assert [("Q122", "J3")] * wrong == lint(PARENT, child, lists=STATUS)


def test_numbers_that_hide_are_held_to_the_same(lint):
    """Shown below 10 and from 50; what is between is worth neither."""
    parent = score("decimal", "p", ">=50:4 | >=10:2 | <10:0")
    child = score("select_one yn", "c", "yes:4 | no:0", relevant="${p} < 10")
    assert [] == lint(parent, child)
    middle = score(
        "select_one yn", "c", "yes:4 | no:0", relevant="${p} < 10 or ${p} >= 50"
    )
    assert {("Q122", "J3")} == set(lint(parent, middle))


def test_answers_without_points_of_their_own_are_passed_over(lint):
    """Scales of calculated numbers, parents without points, and two at once."""
    rows = [
        score("decimal", "p", "r<=0:4 | r>0:0"),
        ask("calculate", "r", calculation="${p} div 2"),
        ask("select_one yn", "u"),
        score("select_one yn", "a", "yes:4 | no:0", relevant="${p} > 1 and ${p} < 3"),
        score("select_one yn", "b", "yes:4 | no:0", relevant="${u} = 'yes'"),
        score("select_one yn", "c", "yes:4 | no:0", relevant="${p} > 1 or ${u} = ''"),
        score("select_one yn", "d", "yes:4 | no:x", relevant="${a} = 'no'"),
    ]
    assert [("Q253", "E8")] == lint(*rows)


# Forms together


def test_two_forms_with_one_id(tmp_path):
    """The second in the order of names is told."""
    for name in ("a", "b"):
        path = tmp_path / "forms" / f"{name}.xlsx"
        write_form(path, [ask("text", "t")], form_id="same")
    assert [("Q123", "B2")] == found(tmp_path / "forms")


def test_one_question_asked_in_two_ways(tmp_path):
    """Choices, points and weight differ; structural questions and other roles may."""
    folder, points = tmp_path / "forms", "yes:4 | no:0"
    structural = ask("text", "supplier_id")
    same = {"rc_scope": "site", "rc_finding": "", "rc_action": "", "rc_actor": ""}
    write_form(
        folder / "a.xlsx",
        [structural, score("select_one yn", "Q", points, **same)],
        respondent="worker",
    )
    other = score("select_one l", "Q", f"{points} | part:2", **same | {"rc_weight": 2})
    lists = {"l": "yes no part"}
    write_form(
        folder / "b.xlsx",
        [ask("integer", "supplier_id"), other],
        lists=lists,
        respondent="worker",
    )
    write_form(
        folder / "c.xlsx", [ask("text", "Q", rc_scope="recruiter")], role="recruiter"
    )
    assert [("Q259", "A3"), ("Q259", "D3"), ("Q259", "E3")] == found(folder)


def test_one_question_shown_in_two_ways(tmp_path):
    """Only one of the conditions can count in a score; blanks in them say nothing."""
    folder, yes = tmp_path / "forms", "${a} = 'yes'"
    for name, first, second in (
        ("a.xlsx", yes, yes),
        ("b.xlsx", "${a}='yes'", "${a} = 'no'"),
    ):
        write_form(
            folder / name,
            [
                ask("select_one yn", "a", rc_scope="site"),
                ask("text", "b", rc_scope="site", relevant=first),
                ask("text", "c", rc_scope="site", relevant=second),
            ],
        )
    assert [("Q259", "E4")] == found(folder)


def test_a_form_that_cannot_be_used_is_compared_with_nothing(tmp_path):
    """Its own issues are told, and no others because of it."""
    folder = tmp_path / "forms"
    write_form(folder / "a.xlsx", [ask("integr", "n")], form_id="same")
    write_form(
        folder / "b.xlsx", [ask("text", "t", rc_applies="#{n} > 0")], form_id="same"
    )
    assert [("Q109", "A2")] == found(folder)


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("TG-PASSPRT", [("Q262", "D2")]),
        ("TG-PASSPORT", []),
        ("TG-HOUSING", []),
        ("TG-AGES", []),
    ],
)
def test_a_topic_that_looks_like_a_slip(tmp_path, topic, told):
    """Of two forms; a topic may well be that of one question."""
    shared = [ask("text", f"a{n}", rc_topic="TG-PASSPORT") for n in "12"]
    shared += [ask("text", f"b{n}", rc_topic="TG-AGE") for n in "12"]
    write_form(tmp_path / "forms" / "audit.xlsx", shared)
    write_form(tmp_path / "forms" / "site.xlsx", [ask("text", "c", rc_topic=topic)])

    assert told == found(tmp_path / "forms")
