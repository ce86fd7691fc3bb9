"""What tests of findings and plans share: a network, and the supplier's form."""

from functools import partial

import pytest

from tests.networks import results_of


@pytest.fixture
def make(questionnaires, iris):
    """Results of some submissions and interviews."""
    return partial(results_of, questionnaires, iris)


@pytest.fixture
def form(questionnaires):
    return questionnaires["iris-supplier"]
