"""What is owed to the workers of a corridor stands on its page, by supplier."""

import pandas as pd

from recruitcheck.reports.corridor_views import corridor_view
from tests.networks import BGD, NPL, best, interviews_with, results_of, submission


def test_a_corridor_shows_what_each_supplier_owes_its_workers(questionnaires, iris):
    """Five of ten workers paid 900, none was repaid: of 80 workers 900 * 40 = 36,000.

    The other supplier was not heard, and what is owed in another corridor is not here.
    """
    form = questionnaires["iris-supplier"]
    both = {one: best(form, "corridor") for one in (NPL, BGD)}
    paid = {"W_FEE_01": ["900"] * 5 + ["0"] * 5}
    results = results_of(
        questionnaires,
        iris,
        submission(form, "SITE-01", corridors=both),
        submission(form, "SITE-02"),
        interviews=pd.concat(
            [interviews_with(10, **paid), interviews_with(10, origin="BGD", **paid)]
        ),
    )

    first, second = corridor_view(NPL, results).owed

    assert ("Site SITE-01 (fictional)", "../suppliers/SITE-01.html") == (
        first.cohort,
        first.href,
    )
    assert ("80", "10", "USD", "36,000") == (
        first.workers,
        first.heard,
        first.currency,
        first.likely,
    )
    assert ("80", "0", "") == (second.workers, second.heard, second.likely)
