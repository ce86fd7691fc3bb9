"""Which judgement moves a score most."""

import json
import sys

import pytest

from recruitcheck.comparing.ranking import sensitivity_record, sensitivity_rows
from recruitcheck.errors import UsageError
from recruitcheck.results import Results
from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.scoring_model import Ranges
from recruitcheck.scoring.sensitivity import JUDGEMENTS, find_sensitivity
from recruitcheck.submissions.answers import make_units
from tests.networks import NPL, answer, best, submission


@pytest.fixture(scope="module")
def results(questionnaires, iris):
    """All declared; the same with a silence; under a ceiling of 24; without a score."""
    form = questionnaires["iris-supplier"]
    silent = {**best(form, "site"), "M-GOV-01": answer("M-GOV-01", None)}
    sent = [
        submission(form, "BEST-01"),
        submission(form, "SILENT-02", site=silent),
        submission(form, "GATE-03", site=best(form, "site", M_DOC_01="employer")),
        submission(form, "NONE-04", corridors={NPL: {}}),
    ]
    network = assess(make_units(sent)[0], iris, questionnaires)
    return Results("Ours", network, questionnaires, None, {}, ())


@pytest.fixture(scope="module")
def found(results):
    pytest.importorskip("SALib")
    return find_sensitivity(results.network)


def test_where_all_is_declared_only_credit_for_evidence_matters(found):
    """All principles are alike, so weights and mean change nothing; nothing is
    missing."""
    one = found.scores["BEST-01"]
    assert list(JUDGEMENTS) == list(one)
    assert 1.0 == pytest.approx(one["credit"].total, abs=0.01)
    assert 1.0 == pytest.approx(one["credit"].first, abs=0.01)
    for other in ("weights", "mean", "missing"):
        assert 0.0 == pytest.approx(one[other].total, abs=1e-9)


def test_silence_makes_missing_answers_matter(found):
    assert found.scores["SILENT-02"]["missing"].total > 0.05
    total = sum(one.total for one in found.scores["SILENT-02"].values())
    assert total > 0.97


def test_nothing_moves_what_lies_under_a_ceiling(found):
    assert found.scores["GATE-03"] is None
    assert "NONE-04" not in found.scores


def test_the_same_seed_gives_the_same_indices(found, results):
    assert found == find_sensitivity(results.network)
    # Two to the power of ten points, for four judgements and two more.
    assert (1024 * 6, 20_260_101) == (found.evaluations, found.seed)


def test_in_words_and_as_plain_data(found, results):
    heading, gate, silent, best_, ranks = sensitivity_rows(found, results)
    assert "Credit for evidence" == heading[4]
    assert ["24.0", "nothing moves it"] == gate[1:3]
    assert "60.0" == best_[1]
    assert ["0%", "0%", "100%", "0%"] == best_[2:]
    assert silent[5] != "0%"
    assert "Places in the ranking" == ranks[0]
    record = json.loads(json.dumps(sensitivity_record(found, results)))
    assert results.model.hash == record["model"]["hash"]
    assert record["suppliers"]["GATE-03"] is None
    assert {"first", "total", "total_error"} == set(
        record["suppliers"]["BEST-01"]["credit"]
    )


def test_a_network_without_suppliers_has_nothing_to_move(questionnaires, iris):
    pytest.importorskip("SALib")
    few = iris.model_copy(update={"ranges": Ranges(draws=100)})
    nothing = find_sensitivity(assess((), few, questionnaires))
    assert {} == nothing.scores
    assert nothing.rank_shift is None


def test_without_salib_it_says_what_to_install(results, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib", None)
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(UsageError, match=r"pip install 'recruitcheck\[sobol\]'"):
        find_sensitivity(results.network)
