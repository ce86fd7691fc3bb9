"""Headlines and first paragraphs come from the view's facts, in a fixed order."""

from dataclasses import replace

import pytest

from recruitcheck.reports.headlines import (
    gate_sentence,
    supplier_headline,
    supplier_lede,
    worst_gate,
)
from recruitcheck.reports.network_headlines import (
    corridor_headline,
    corridor_lede,
    network_headline,
    worst_first,
)
from recruitcheck.reports.views import Absent, Interviews, Score, VoiceRow
from tests.reports import samples

_NOT_REPAID = "Payments found, not repaid"


def test_the_rule_with_the_lowest_ceiling_is_the_headline():
    """Zero tolerance (24) goes before major (69), whatever their order."""
    view = replace(samples.supplier(), gates=samples.GATES[::-1])

    assert supplier_headline(view) == (
        "21 of 24 interviewed workers report paying for their job"
    )


def test_of_two_equal_rules_the_first_is_told():
    """Both major rules cap at 69: the view's order decides."""
    assert worst_gate(samples.GATES[1:]) is samples.GATES[1]


def test_alerts_alone_are_no_headline():
    """An alert has no ceiling, so the weakest principle (31.2) is told instead."""
    view = replace(samples.supplier(), gates=samples.GATES[3:], voices=())

    assert worst_gate(view.gates) is None
    assert supplier_headline(view) == (
        "Weakest point: “No recruitment fees and related costs to workers”, 31.2 of 100"
    )


@pytest.mark.parametrize(
    ("gate", "sentence"),
    [
        (
            samples.GATES[1],
            f"Asked “{samples.GATES[1].question}”, the answer is “{_NOT_REPAID}”",
        ),
        (
            samples.GATES[2],
            f"Left blank: “{samples.GATES[2].question}”",
        ),
        (
            replace(samples.GATES[0], statement=""),
            "Workers report a problem: Fees paid by workers",
        ),
    ],
)
def test_a_rule_without_statement_quotes_what_fired_it(gate, sentence):
    """Question and answer are quoted; a blank answer is called one."""
    assert gate_sentence(gate) == sentence


def test_without_a_score_the_headline_says_why():
    """The reason becomes part of the sentence."""
    assert supplier_headline(samples.no_score()) == (
        "No score can be given: the number of migrant workers (M-PRO-02) is not stated"
    )


def test_too_few_answers_go_before_disagreement():
    """61 % answered is "incomplete" (under 80 %)."""
    view = samples.supplier()
    thin = replace(view.coverage, answered_weight=0.61, completeness="incomplete")

    assert supplier_headline(replace(view, gates=(), coverage=thin)) == (
        "Too little is answered to judge: 61% of what counts"
    )


def test_the_largest_disagreement_is_told_when_no_rule_fires():
    """Management 88, workers 24: 64 points."""
    assert supplier_headline(replace(samples.supplier(), gates=())) == (
        "Workers score “No recruitment fees and related costs to workers” "
        "64 points lower than management does"
    )


@pytest.mark.parametrize(
    ("workers", "told"),
    [(63.0, "Workers score “Access to remedy” 25 points lower"), (63.1, "Weakest")],
)
def test_a_disagreement_counts_from_the_flagged_gap_on(workers, told):
    """The gap is 88 - 63 = 25.0, or 24.9."""
    row = VoiceRow(samples.PRINCIPLES[6], 88.0, workers, n=24)
    view = replace(samples.supplier(), gates=(), voices=(row,))

    assert supplier_headline(view).startswith(told)


def test_a_withheld_voice_is_no_disagreement():
    """Nine interviews show nothing, so the headline may not either."""
    view = replace(samples.nine_interviews(), gates=())

    assert supplier_headline(view).startswith("Weakest point:")


def test_well_managed_names_the_lowest_principle():
    """The lowest of seven principles is 85.0; B starts at 70."""
    assert supplier_headline(samples.well_managed()) == (
        "Recruitment is well managed: no principle scores below 85.0"
    )


def test_zero_everywhere_is_said_as_such():
    """Seven principles at 0 have no weakest one."""
    assert supplier_headline(samples.all_zero()) == (
        "Nothing is in place yet: all 7 principles score 0"
    )


def test_the_first_paragraph_does_not_repeat_the_headline():
    """The count stands in the headline; amount, ceiling and rules follow."""
    assert supplier_lede(samples.supplier()) == (
        "The answers earn 52.6 of 100, and a ceiling holds the score at 24.0, band E "
        "(Critical). One zero-tolerance and two major rules fire. The average over all "
        "of them is USD 1,180, 3.4 months of pay. 91% of what counts is answered."
    )


def test_a_rule_that_fires_in_two_corridors_is_one_rule():
    """The same rules as in the test above: the worst stands, as on the overview."""
    view = samples.supplier()
    worst = view.gates[0]
    again = replace(worst, level="major", cap=69.0, scope="Nepal to Malaysia")

    told = supplier_lede(replace(view, gates=(again, *view.gates)))

    assert "zero_tolerance" == worst.level
    assert "One zero-tolerance and two major rules fire." in told


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, " No worker was interviewed, so nothing here is confirmed by workers."),
        (9, " 9 interviews are too few to show what workers say (from 10)."),
        (10, ""),
    ],
)
def test_the_first_paragraph_says_what_workers_could_not_say(n, sentence):
    """Ten interviews are the minimum cell."""
    view = replace(samples.without_interviews(), interviews=Interviews(n))

    assert supplier_lede(view) == (
        "The score is 58.8 of 100, band C (Partial). Two major rules fire."
        f"{sentence} 91% of what counts is answered."
    )


def test_a_corridor_tells_zero_tolerance_first_then_months_of_pay():
    """Two of thirteen suppliers; without rules the workers' 3.4 months."""
    view = samples.corridor()
    calm = replace(view, suppliers=tuple(replace(s, gates=()) for s in view.suppliers))

    assert corridor_headline(view) == "Zero-tolerance rules fire at 2 of 13 suppliers"
    assert corridor_headline(calm) == (
        "The average worker pays 3.4 months of pay for this job"
    )
    assert corridor_headline(replace(calm, costs=())) == (
        "11 of 13 suppliers stay below band B; Perai Moulding is lowest with 12.4"
    )


def test_a_network_tells_rules_then_low_bands_then_silence():
    """Scores below 50 are the two lowest bands: six of thirteen suppliers."""
    view = samples.network()
    calm = replace(view, suppliers=tuple(replace(s, gates=()) for s in view.suppliers))
    best = tuple(s for s in calm.suppliers if (s.score.value or 0) >= 70)
    silent = replace(calm, suppliers=best)

    assert network_headline(view) == "Zero-tolerance rules fire at 2 of 13 suppliers"
    assert network_headline(calm) == "6 of 13 suppliers are in the two lowest bands"
    assert network_headline(silent) == "1 of 3 suppliers have no score yet"
    assert network_headline(replace(silent, absent=())) == (
        "Recruitment is well managed: no supplier scores below 86.8"
    )
    assert network_headline(replace(view, suppliers=())) == (
        "No supplier has a score yet"
    )


def test_suppliers_stand_worst_first_and_unscored_last():
    """24.0 twice: by name; no score: last."""
    rows = samples.network().suppliers
    none = replace(rows[0], name="A", score=Score(None))

    ordered = worst_first((none, rows[2], rows[1], rows[0]))

    assert [row.name for row in ordered] == [
        *("Perai Moulding", "Kinta Textiles", "Selat Gloves", "A"),
    ]


@pytest.mark.parametrize(
    ("workers", "sentence"),
    [(40, "1 supplier has no score and counts 0."), (None, "1 supplier has no score.")],
)
def test_a_supplier_counts_nothing_only_where_its_workers_are_known(workers, sentence):
    """Whose workers nobody knows has no weight in the mean, and lowers it by nothing."""
    silent = Absent("S-9", "Nine", "supplier", "No return.", workers=workers)
    lede = corridor_lede(replace(samples.corridor(), absent=(silent,)))
    assert lede.endswith(sentence)
