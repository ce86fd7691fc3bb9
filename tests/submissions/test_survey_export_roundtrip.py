"""Whatever workers may answer, an export of it is read back the same."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.submissions.survey_export import read_survey_export
from tests.submissions.answering import interviews
from tests.submissions.conftest import as_export, csv_bytes, save_xlsx

SHIPPED = Path(__file__).parents[2] / "questionnaires" / "worker-interview.xlsx"
ENGLISH = "English (en)"


@pytest.fixture(scope="module")
def shipped() -> Questionnaire:
    questionnaire, issues = read_questionnaire(SHIPPED)
    assert questionnaire is not None, issues
    return questionnaire


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_a_server_writes_is_read_back(
    data: st.DataObject, shipped: Questionnaire
) -> None:
    """By name or label, with or without groups, in one column or many, typed or not."""
    told = data.draw(st.lists(interviews(shipped), min_size=1, max_size=3))
    table = as_export(
        told,
        shipped,
        headings=data.draw(st.sampled_from(["name", ENGLISH])),
        answers=data.draw(st.sampled_from(["name", ENGLISH])),
        multiple=data.draw(st.sampled_from(["joined", "split", "both"])),
        groups=data.draw(st.sampled_from(["", "/"])),
    )
    with TemporaryDirectory() as folder:
        if data.draw(st.booleans()):
            typed = data.draw(st.booleans())
            path = save_xlsx(table, Path(folder) / "export.xlsx", typed=typed)
        else:
            path = Path(folder) / "export.csv"
            path.write_bytes(csv_bytes(table))
        read, issues = read_survey_export(path, shipped)

    agreed = [one for one in told if one["W-PRO-01"] == "yes"]
    assert () == issues, list(map(str, issues))
    assert read is not None
    assert len(told) - len(agreed) == read.refused
    for question in shipped.asked:
        found = read.table[question.id].astype(object)
        expected = [one[question.id] or None for one in agreed]
        assert expected == found.where(found.notna(), None).tolist(), question.id


def cost_ratio(told: dict[str, str]) -> float:
    """The form's own rule, by hand: total paid in months of first pay."""
    paid, pay = told["W-FEE-01"], told["W-CON-06"]
    if paid and float(paid) == 0:
        return 0.0
    same = told["pay_currency"] == told["cost_currency"]
    known = paid and pay and float(pay) > 0 and same
    return float(paid) / float(pay) if known else math.nan


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_costs_are_measured_in_months_of_pay(
    data: st.DataObject, shipped: Questionnaire
) -> None:
    """In one currency only; nothing paid is 0 whatever the pay; else not known."""
    told = data.draw(st.lists(interviews(shipped), min_size=1, max_size=3))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(csv_bytes(as_export(told, shipped)))
        read, _ = read_survey_export(path, shipped)

    assert read is not None
    expected = [cost_ratio(one) for one in told if one["W-PRO-01"] == "yes"]
    assert expected == pytest.approx(read.table["rci"].tolist(), nan_ok=True)
