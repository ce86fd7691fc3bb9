"""Figures that leave a few workers out tell nothing of these few.

Who named a total but no pay, or no currency, counts in the share of those who paid and
not in the months of pay, or in the amounts. The difference of the two is theirs.
"""

import pandas as pd
import pytest

from recruitcheck.reports import views
from recruitcheck.reports.worker_parts import payment_pictures
from recruitcheck.summaries.corridors import corridor_summary
from tests.networks import NPL, interviews_with, results_of, submission


def paid(amounts, *, pay="300", currency="USD"):
    """Interviews of workers who paid these amounts."""
    table = interviews_with(len(amounts), W_FEE_01=list(map(str, amounts)))
    more = {"W-CON-06": pay, "pay_currency": "USD", "cost_currency": currency}
    return table.assign(**more)


@pytest.fixture
def told(questionnaires, iris):
    """Everything that pages tell of the money of these interviews."""

    def summary_of(*tables):
        table = pd.concat(tables, ignore_index=True)
        form = questionnaires["iris-supplier"]
        results = results_of(questionnaires, iris, submission(form), interviews=table)
        found = corridor_summary(NPL, results)
        (units,) = results.latest("supplier").values()
        return (
            found.outcomes["fee"],
            found.months,
            found.costs,
            payment_pictures(units, results),
        )

    return summary_of


@pytest.mark.parametrize("left", [{"pay": None}, {"currency": None}])
def test_above_a_month_does_not_tell_of_those_left_out(told, left):
    """Five of twelve paid. Did the two whose months are not known?

    All five that are known paid more than a month; or four of them, and one of the two.
    """
    fee, months, *_ = told(paid([900] * 5 + [0] * 5), paid([0, 0], **left))
    other_fee, other, *_ = told(paid([900] * 4 + [0] * 6), paid([900, 0], **left))

    assert fee == other_fee
    assert months.above_one_month == other.above_one_month


@pytest.mark.parametrize("left", [{"pay": None}, {"currency": None}])
def test_too_few_payers_do_not_tell_of_those_left_out(told, left):
    """Three of twelve paid, among them the two whose months are not known, or not."""
    fee, months, *_ = told(paid([900] * 3 + [0] * 7), paid([0, 0], **left))
    other_fee, other, *_ = told(paid([900] + [0] * 9), paid([900, 900], **left))

    assert fee == other_fee
    assert months == other
    assert None is months.mean


def test_a_picture_of_payments_is_not_shown_beside_a_few_without_currency(told):
    """It counts five of ten; the share six of twelve."""
    fee, _, (costs,), (picture,) = told(
        paid([900] * 5 + [0] * 5), paid([900, 0], currency=None)
    )

    assert (6, 12) == (fee.reports, fee.n)
    assert (10, 450.0) == (costs.n, costs.mean)
    why = "a few workers did not say in which currency they paid"
    assert views.Withheld(why) == picture


def test_ten_without_currency_hide_nothing(told):
    *_, (picture,) = told(
        paid([900] * 5 + [0] * 5), paid([900] * 5 + [0] * 5, currency=None)
    )
    assert isinstance(picture, views.Payments)
