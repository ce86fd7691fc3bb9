"""Harm tells nobody from one no better than the shares do."""

import pytest

from recruitcheck.summaries.corridors import corridor_summary
from tests.networks import NPL, interviews_with, results_of, submission


def heard(amounts, passports):
    """Interviews of workers who paid these amounts and earn 300 a month."""
    n = len(amounts)
    answers = {"W_FEE_01": list(map(str, amounts)), "W_DOC_01": passports}
    table = interviews_with(n, **answers, W_CON_04="same", W_CON_07="no")
    extra = {
        "W-CON-06": "300",
        "pay_currency": "USD",
        "rci": [a / 300 for a in amounts],
    }
    return table.assign(**extra)


OWN, KEPT = ["me"], ["employer"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (heard([0] * 20, OWN * 20), heard([0] * 20, KEPT + OWN * 19)),
        (heard([0] * 20, KEPT * 20), heard([0] * 20, OWN + KEPT * 19)),
        (heard([0] * 20, OWN * 20), heard([900] + [0] * 19, OWN * 20)),
        (heard([900] * 19 + [600], OWN * 20), heard([900] * 19 + [0], OWN * 20)),
    ],
    ids=["nobody or one", "all or all but one", "payers", "all payers but one"],
)
def test_harm_does_not_tell_nobody_from_one(questionnaires, iris, one, other):
    """Else it would, all else being shown: the share itself is printed as "< 10 %"."""
    form = questionnaires["iris-supplier"]
    first, second = (
        corridor_summary(
            NPL, results_of(questionnaires, iris, submission(form), interviews=t), 55.0
        )
        for t in (one, other)
    )
    assert None is not first.harm
    assert first.harm == second.harm
    assert first.residual is not None
    assert second.residual is not None
    assert first.residual.harm == second.residual.harm


def test_two_reports_are_more_harm_than_one(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    one, two = (
        corridor_summary(
            NPL,
            results_of(
                questionnaires,
                iris,
                submission(form),
                interviews=heard([0] * 20, KEPT * k + OWN * (20 - k)),
            ),
        )
        for k in (1, 2)
    )
    assert one.harm is not None
    assert two.harm is not None
    assert one.harm < two.harm
