"""From those interviewed to all: against the method, samplics and a textbook."""

import json
import math
import warnings
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.remediation.estimates import (
    add_up,
    expand,
    quantile,
    reference_amount,
)

EXAMPLE = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)["F2_cohorts"]


def decimals(values):
    return [Decimal(str(value)) for value in values]


def test_example_f2():
    told, wanted = EXAMPLE["input"], EXAMPLE["expected"]
    cohorts = [expand(decimals(told["s1"]), 120), expand(decimals(told["s2"]), 40)]

    for found, name in zip(cohorts, ("c1", "c2"), strict=True):
        one = wanted[name]
        assert (one["N"], one["n"]) == (found.population, found.n)
        assert found.variance is not None
        assert one["mean"] == pytest.approx(float(found.mean), abs=1e-9)
        assert one["total"] == pytest.approx(float(found.point), abs=1e-9)
        assert one["var"] == pytest.approx(float(found.variance), rel=1e-12)
        assert one["floor"] == float(found.confirmed)
    total = add_up(cohorts)
    assert total is not None
    assert total.high is not None
    wanted = wanted["total"]
    assert Decimal(236600) == total.point
    assert wanted["low"] == pytest.approx(float(total.low), abs=1e-9)
    assert wanted["high"] == pytest.approx(float(total.high), abs=1e-9)
    assert wanted["confirmed_floor"] == float(total.confirmed)
    assert ["169607.33", "303592.67"] == [
        str(end.quantize(Decimal("0.01"))) for end in (total.low, total.high)
    ]


def test_samplics_estimates_the_same_total_and_error():
    """An independent library for survey samples, with strata and finite populations."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it is archived
        import samplics  # noqa: PLC0415
    strata = {"c1": (120, EXAMPLE["input"]["s1"]), "c2": (40, EXAMPLE["input"]["s2"])}
    rows = [
        (name, amount, size / len(amounts))
        for name, (size, amounts) in strata.items()
        for amount in amounts
    ]
    names, amounts, weights = zip(*rows, strict=True)
    estimator = samplics.TaylorEstimator(samplics.PopParam.total)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        estimator.estimate(
            y=np.array(amounts, float),
            samp_weight=np.array(weights),
            stratum=list(names),
            fpc={name: 1 - len(a) / size for name, (size, a) in strata.items()},
        )

    total = add_up(expand(decimals(a), size) for size, a in strata.values())

    assert total is not None
    assert total.variance is not None
    assert float(total.point) == pytest.approx(estimator.point_est, rel=1e-9)
    assert math.sqrt(total.variance) == pytest.approx(estimator.stderror, rel=1e-9)


def test_by_hand():
    """Amounts 2, 4, 6 of 12 workers: 4 x 12 = 48, Var = 144 x 4/3 x 3/4 = 144."""
    found = expand(decimals([2, 4, 6]), 12)

    assert (Decimal(48), Decimal(144)) == (found.point, found.variance)
    assert Decimal(12) == found.confirmed
    # 48 - 1.96 x 12 = 24.48..., above the 12 that are confirmed.
    assert 24.4804 == pytest.approx(float(found.low), abs=1e-4)
    assert found.indicative


def test_a_full_count_has_no_uncertainty():
    found = expand(decimals([2, 4, 6]), 3)

    assert (Decimal(12), Decimal(12), Decimal(12)) == (
        found.low,
        found.point,
        found.high,
    )


def test_one_interview_has_no_interval():
    found = expand(decimals([500]), 20)

    assert (Decimal(10000), Decimal(500), None) == (found.point, found.low, found.high)


def test_a_sum_with_an_unknown_error_has_no_interval():
    total = add_up([expand(decimals([500]), 20), expand(decimals([1, 2]), 20)])

    assert total is not None
    assert (Decimal(10030), Decimal(503), None) == (total.point, total.low, total.high)
    assert add_up([]) is None


@pytest.mark.parametrize(("amounts", "population"), [([], 10), ([1, 2, 3], 2)])
def test_nobody_or_too_many_stand_for_nobody(amounts, population):
    with pytest.raises(ValueError, match="cannot stand for all"):
        expand(decimals(amounts), population)


COHORT = [0, 400, 900, 1000, 1100, 1200, 1200, 1300, 1500, 1800]


@pytest.mark.parametrize(
    ("reference", "amount"), [("p75", "1275"), ("median", "1150"), ("mean", "1040")]
)
def test_reference_amounts_of_ten_workers(reference, amount):
    """Place 0.75 x 9 = 6.75 lies between 1,200 and 1,300; the median between 1,100 and
    1,200."""
    assert Decimal(amount) == reference_amount(decimals(COHORT), reference)


AMOUNTS = st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=30)


@settings(max_examples=400, deadline=None)
@given(amounts=AMOUNTS, share=st.decimals(0, 1, places=2))
def test_quantiles_are_those_of_numpy(amounts, share):
    """Its method 'linear' is the inclusive one."""
    found = quantile(amounts, share)

    assert min(amounts) <= found <= max(amounts)
    expected = np.quantile([float(a) for a in amounts], float(share))
    assert expected == pytest.approx(float(found), rel=1e-9, abs=1e-6)


def test_no_amounts_have_no_quantile():
    with pytest.raises(ValueError, match="no quantile"):
        quantile([], Decimal("0.5"))


@settings(max_examples=400, deadline=None)
@given(
    strata=st.lists(st.tuples(AMOUNTS, st.integers(0, 500)), min_size=1, max_size=4),
    seed=st.randoms(use_true_random=False),
)
def test_strata_add_up_in_any_order(strata, seed):
    """Sum of strata = total of the site; the interval holds the point and the floor."""
    parts = [expand(amounts, len(amounts) + more) for amounts, more in strata]
    mixed = seed.sample(
        [expand(seed.sample(a, len(a)), len(a) + more) for a, more in strata],
        len(strata),
    )

    total, other = add_up(parts), add_up(mixed)

    assert total is not None
    assert other is not None
    assert total.point == pytest.approx(sum(one.point for one in parts))
    assert (total.point, total.confirmed) == pytest.approx(
        (other.point, other.confirmed), rel=Decimal("1e-20")
    )
    assert total.confirmed <= total.low
    if total.high is not None:
        assert total.point <= total.high
