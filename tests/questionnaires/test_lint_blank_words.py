"""The lint of the words around the questions of a blank workbook."""

import shutil

import pytest

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.lint import lint_questionnaires

FILE = "forms/blank_text.csv"


@pytest.fixture
def lint(tmp_path):
    """Code, cell and message of what is found in the file."""

    def run(*lines):
        path = tmp_path / FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), "utf-8")
        drafts, issues = lint_questionnaires(path.parent)
        assert () == drafts
        assert {FILE} >= {one.place.file for one in issues}
        return [(one.code, one.place.cell, one.message) for one in issues]

    return run


def test_the_shipped_texts_are_in_order(tmp_path):
    """All of them, in every language."""
    shutil.copy(content_folder() / "questionnaires" / "blank_text.csv", tmp_path)
    assert ((), ()) == lint_questionnaires(tmp_path)


def test_a_few_texts_of_ones_own_are_enough(lint):
    """In a language that is shipped; semicolons are read as commas are."""
    assert [] == lint("key;Spanish (es)", "sheet_start;Primero", "yes;Claro")


def test_a_key_that_there_is_not(lint):
    """With the nearest one; it would never be shown."""
    ((code, cell, message),) = lint("Spanish (es),key", "Primero,sheet_strat")
    assert ("Q271", "B2") == (code, cell)
    assert message.endswith("Did you mean 'sheet_start'?")


def test_a_value_that_was_lost_or_made_up(lint):
    """The number of the corridor is filled in; a name in other braces is not."""
    found = lint(
        "key,English (en),Spanish (es)",
        "corridor,Corridor {n},Corredor",
        "yes,Yes {n},",
    )
    assert [("Q272", "C2"), ("Q272", "B3")] == [(code, cell) for code, cell, _ in found]
    assert "{n} stands in only one of this text and the English one" in found[0][2]


def test_a_language_of_ones_own_is_whole_or_said(lint):
    """Once for each language: what is missing is shown in English."""
    ((code, cell, message),) = lint("key,French (fr),Spanish (es)", "yes,Oui,Claro")
    assert ("Q273", "B1") == (code, cell)
    assert "missing in French (fr), shown in English" in message
    assert "sheet_start" in message
    assert ["Q273"] == [code for code, *_ in lint("key,French (fr)")]


def test_a_file_without_keys_or_without_text_says_so(lint, tmp_path):
    """What writes blanks says the same."""
    assert [("S260", "row 1")] == [
        (code, cell) for code, cell, _ in lint("name,Spanish (es)", "yes,Claro")
    ]
    (tmp_path / FILE).write_bytes(b"%PDF-1.7")
    _, issues = lint_questionnaires(tmp_path / "forms")
    assert [("F117", FILE)] == [(one.code, one.place.file) for one in issues]
