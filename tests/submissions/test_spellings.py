"""Ids that two files spell in two ways."""

import openpyxl

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.submissions.answers import make_units
from recruitcheck.submissions.spellings import spelt_in_two_ways
from recruitcheck.submissions.workbook import read_return
from tests.networks import submission

RETURNS = content_folder() / "questionnaires" / "examples" / "returns" / "2026"


def test_ids_that_differ_in_capitals_are_told(questionnaires):
    """Once for all files, however many corridors and cycles they have."""
    form = questionnaires["iris-supplier"]
    sent = [submission(form, name) for name in ("SITE-01", "Site-01", "SITE-02")]
    units, _ = make_units(sent)

    (issue,) = spelt_in_two_ways(units)

    assert ("W211", "error") == (issue.code, issue.severity)
    assert "'SITE-01', 'Site-01'" in issue.message


def test_an_id_typed_in_other_letters_is_the_one_that_was_sent(
    questionnaires, tmp_path
):
    """The workbook knows for whom it was made: BAYU-04."""
    book = openpyxl.load_workbook(RETURNS / "BAYU-04.xlsx", rich_text=True)
    input_cells(book)["supplier_id"].value = "bayu-04"
    book.save(tmp_path / "r.xlsx")

    found, _ = read_return(tmp_path / "r.xlsx", questionnaires)

    assert found is not None
    assert "BAYU-04" == found.organisation
