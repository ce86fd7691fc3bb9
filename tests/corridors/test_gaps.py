"""Rules on both sides, where they leave a gap, who can close it, and what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from recruitcheck.content import content_folder
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import country_names
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.facts import Facts
from recruitcheck.corridors.gap_texts import ACTORS, read_gap_texts
from recruitcheck.corridors.gaps import gaps_between_rules
from recruitcheck.corridors.legal_context import legal_context
from recruitcheck.scoring.crosswalk import read_clauses
from tests.corridors.making import fact

ON = date(2026, 11, 25)
NPL_MYS = Corridor("NPL", "MYS")
HOME, ABROAD = "fee_law_origin", "fee_law_destination"


@pytest.fixture(scope="module")
def shipped():
    facts, issues = read_facts()
    assert () == issues
    return facts


def gaps(*facts, corridor=NPL_MYS):
    return gaps_between_rules(legal_context(corridor, Facts.of(facts)))


def ids(*facts):
    return [gap.id for gap in gaps(*facts)]


@pytest.mark.parametrize(
    ("home", "abroad", "found"),
    [
        ("capped", "employer_pays", ["fee-at-home-employer-pays-abroad"]),
        ("zero_fee", "capped", ["fee-free-at-home-fee-abroad"]),
        ("zero_fee", "employer_pays", []),
        ("capped", "capped", ["both-let-workers-pay"]),
        (
            "unregulated",
            "employer_pays",
            ["fee-at-home-employer-pays-abroad", "no-rule-on-fees"],
        ),
        ("zero_fee", "unregulated", ["fee-free-at-home-fee-abroad", "no-rule-on-fees"]),
        ("capped", "unregulated", ["both-let-workers-pay", "no-rule-on-fees"]),
        ("capped", None, []),
        (None, "employer_pays", []),
        (None, "unregulated", ["no-rule-on-fees"]),
        (None, None, []),
    ],
)
def test_fee_rules_of_both_sides_are_compared(home, abroad, found):
    """A gap is said only where facts of both sides say it."""
    facts = [
        fact(name, about, value)
        for name, about, value in ((HOME, "NPL", home), (ABROAD, "MYS", abroad))
        if value is not None
    ]

    assert found == ids(*facts)


def test_of_several_rules_the_one_that_protects_least_makes_the_gap():
    rules = [
        fact(HOME, "NPL", "zero_fee", scope="domestic workers", for_some=True),
        fact(HOME, "NPL", "capped", scope="general"),
        fact(ABROAD, "MYS", "employer_pays"),
    ]

    (gap,) = gaps(*rules)

    assert "fee-at-home-employer-pays-abroad" == gap.id
    assert ["capped", "employer_pays"] == [one.value for one in gap.facts]
    assert "Nepal: workers may be charged up to a limit (2025)" in gap.words
    assert "Malaysia: the employer must pay (2025)" in gap.words


def test_a_rule_for_other_destinations_does_not_reach_the_corridor():
    rule = fact(HOME, "NPL", "capped", destinations=("QAT",), scope="workers to Qatar")

    assert ["rule-for-other-destinations"] == ids(rule, fact(ABROAD, "MYS", "capped"))
    assert [] == [gap.id for gap in gaps(rule, corridor=Corridor("NPL", "QAT"))]


def test_a_rule_for_some_workers_leaves_the_others():
    """Not where another rule of that side covers everybody."""
    some = fact(ABROAD, "MYS", "employer_pays", scope="seafarers", for_some=True)
    everybody = fact(ABROAD, "MYS", "employer_pays", scope="all other workers")

    (gap,) = gaps(some)
    assert "rule-for-some-workers" == gap.id
    assert "seafarers" in gap.words
    assert "origin_government" not in gap.actors
    assert [] == ids(some, everybody)


COST = {"grade": "A", "currency": "NPR", "amount": Decimal(25000)}
CAP = {"currency": "NPR", "amount": Decimal(10000)}


def test_what_workers_paid_is_held_against_the_limit():
    (gap,) = gaps(
        fact("worker_paid_cost", "NPL-MYS", 25000, **COST),
        fact("fee_cap", "NPL-MYS", 10000, **CAP),
    )

    assert "rule-not-kept" == gap.id
    assert "A survey found that workers paid NPR 25,000" in gap.words
    assert "at most NPR 10,000 (2025); that is 2.5 times as much" in gap.words


@pytest.mark.parametrize(
    ("cost", "cap"),
    [
        ({"currency": "USD"}, {}),
        ({"grade": "D"}, {}),
        ({"amount": Decimal(9000)}, {}),
        ({}, {"amount": None}),
    ],
)
def test_other_money_single_cases_and_kept_limits_are_no_gap(cost, cap):
    """Amounts of different currencies are never compared."""
    assert [] == ids(
        fact("worker_paid_cost", "NPL-MYS", 1, **{**COST, **cost}),
        fact("fee_cap", "NPL-MYS", 1, **{**CAP, **cap}),
    )


def test_estimates_are_called_estimates_and_surveys_come_first():
    free = fact(ABROAD, "MYS", "employer_pays")
    estimate = fact("worker_paid_cost", "NPL-MYS", 500, **{**COST, "grade": "C"})
    survey = fact("worker_paid_cost_months", "NPL-MYS", 4, grade="A")

    assert gaps(free, estimate)[0].words.startswith("Estimates, not a survey, say")
    assert "A survey found that workers paid 4 months of earnings" in (
        gaps(free, estimate, survey)[0].words
    )
    assert [] == ids(free, fact("worker_paid_cost_months", "NPL-MYS", 0, grade="A"))


def test_a_figure_for_all_destinations_says_nothing_of_one_corridor():
    assert [] == ids(
        fact(ABROAD, "MYS", "employer_pays"),
        fact("worker_paid_cost_months", "NPL-*", 18, grade="A"),
    )


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("none", ["no-agreement"]),
        ("in_place", ["agreement-without-clause"]),
        ("employer_pays", []),
        ("historic", []),
    ],
)
def test_agreements(value, found):
    assert found == ids(fact("bilateral_agreement", "NPL-MYS", value))


def test_an_agreement_by_which_the_employer_pays_against_a_fee_at_home():
    found = ids(
        fact("bilateral_agreement", "NPL-MYS", "employer_pays"),
        fact(HOME, "NPL", "capped"),
    )

    assert ["fee-at-home-agreement-says-no"] == found


def test_a_tied_status_is_the_gap_of_the_destination_only():
    tied = [fact("employer_tied", code, "kafala_variant") for code in ("NPL", "MYS")]

    (gap,) = gaps(*tied)

    assert "tied-to-employer" == gap.id
    assert ["MYS"] == [one.about for one in gap.facts]
    assert [] == ids(fact("employer_tied", "MYS", "free"))


def test_instruments_are_named_and_serve_what_they_are_about():
    """Only what is known not to be ratified; one that was denounced says so."""
    (gap,) = gaps(
        fact("ratification_C181", "MYS", "not_ratified"),
        fact("ratification_C105", "MYS", "denounced"),
        fact("ratification_P029", "MYS", "ratified"),
    )

    assert "Instruments that Malaysia has not ratified" == gap.title
    assert "Private Employment Agencies Convention (C181) (2025)" in gap.words
    assert "(C105) (ratified and later denounced, 2025)" in gap.words
    assert "P029" not in gap.words
    assert ("destination_government", "network") == gap.actors
    assert {"GCM-6.c", "SDG-8.7"} == set(gap.clauses)


@pytest.mark.parametrize(("tier", "there"), [("1", 0), ("2", 0), ("2WL", 1), ("3", 1)])
def test_watch_list_and_tier_3_are_named(tier, there):
    assert there == len(gaps(fact("tip_tier", "NPL", tier)))


def test_nothing_known_is_no_gap_but_questions():
    """Silence is never told as 'no'."""
    context = legal_context(NPL_MYS, Facts())

    assert () == gaps_between_rules(context)
    assert () == context.facts
    texts = [one.text for one in context.questions]
    assert 7 == len(texts)
    assert "What does the law of Nepal say about fees?" in texts
    assert any("labour agreement" in text for text in texts)
    assert any("Has Malaysia ratified C097" in text for text in texts)
    assert all(one.look_up for one in context.questions)


def test_what_is_known_is_not_asked():
    context = legal_context(
        NPL_MYS,
        Facts.of(
            [
                fact(HOME, "NPL", "capped", destinations=("QAT",)),
                fact("bilateral_agreement", "NPL-MYS", "none"),
                fact("employer_tied", "MYS", "free"),
                fact("worker_paid_cost_months", "NPL-MYS", 1, grade="A"),
            ]
        ),
    )

    texts = " ".join(one.text for one in context.questions)
    assert "law of Nepal" not in texts
    assert "law of Malaysia" in texts
    assert "agreement" not in texts
    assert "change employer" not in texts
    assert "months of earnings" not in texts


def test_an_agreement_of_the_past_is_kept_and_still_asked_for():
    past = fact("bilateral_agreement", "NPL-MYS", "historic", "1961")

    context = legal_context(NPL_MYS, Facts.of([past]), on=ON)

    assert context.agreement is None
    assert ["historic"] == [one.value for one in context.agreements]
    assert context.agreements[0].stale
    assert any("agreement" in one.text for one in context.questions)


def test_a_context_holds_both_sides_between_and_marks_what_is_old(shipped):
    context = legal_context(Corridor("BGD", "SAU"), shipped, on=ON)

    assert "Bangladesh" == context.origin.name
    assert ["capped"] == [one.value for one in context.origin.fee_rules]
    assert 2 == len(context.destination.fee_rules)
    assert context.destination.tied is not None
    assert "kafala_variant" == context.destination.tied.value
    assert [Decimal(165000)] == [one.amount for one in context.caps]
    assert context.caps[0].stale
    assert {"C097"} == {
        one.indicator.removeprefix("ratification_")
        for one in context.origin.not_ratified
    }
    assert all(one.sources for one in context.facts)


def test_gaps_of_every_corridor_rest_on_facts_with_sources(shipped):
    """All pairs of the countries of which a rule is known, in both directions."""
    texts, issues = read_gap_texts()
    clauses = read_clauses()
    assert () == issues
    assert texts is not None
    known = {one.about for one in shipped if one.indicator.startswith("fee_law")}
    seen = set()
    for origin in sorted(known):
        for destination in sorted(
            {*known, "JPN", "KOR", "MYS", "MEX", "LBN", "TUR", "DEU"}
        ):
            if origin == destination:
                continue
            context = legal_context(Corridor(origin, destination), shipped, on=ON)
            for gap in gaps_between_rules(context, texts=texts):
                seen.add(gap.id)
                assert gap.facts
                assert all(one.sources and one.reference for one in gap.facts)
                assert set(gap.facts) <= set(context.facts)
                assert gap.actors
                assert set(gap.actors) <= set(ACTORS)
                assert gap.clauses
                assert set(gap.clauses) <= set(clauses)
                assert "{" not in gap.title + gap.words
                assert "None" not in gap.words
    # No shipped fact says that there is no rule or no agreement.
    assert {one.id for one in texts.gaps} - seen == {"no-rule-on-fees", "no-agreement"}


def test_no_words_of_a_gap_judge_or_advise():
    """Mapped to, never compliant; indicators, never forced labour found."""
    texts, _ = read_gap_texts()
    assert texts is not None
    for gap in texts.gaps:
        told = " ".join([gap.title, gap.words, *gap.steps.values()]).casefold()
        for word in (
            "illegal",
            "complian",
            "violat",
            "guilty",
            "certified",
            "must not",
        ):
            assert word not in told, (gap.id, word)


TEXT = (content_folder() / "scoring" / "corridors.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        ('id = "no-agreement"', 'id = "no-agreements"', "rule_gaps.gaps.9"),
        (
            "{origin} and {destination} have no",
            "{start} and {end} have no",
            "rule_gaps.gaps.9",
        ),
        ('id = "no-agreement"', 'id = "tied-to-employer"', "rule_gaps.gaps.9"),
        ('C029 = ["SDG-8.7"]\n', "", "rule_gaps"),
        ('id = "no-agreement"', 'id = "agreement-without-clause"', "rule_gaps"),
    ],
)
def test_wrong_words_are_said_with_their_place(tmp_path, old, new, label):
    assert old in TEXT
    (tmp_path / "corridors.toml").write_text(TEXT.replace(old, new, 1), "utf-8")

    texts, issues = read_gap_texts(tmp_path)

    assert texts is None
    assert "scoring/corridors.toml" == issues[0].place.file
    assert [label] == [one.place.label for one in issues]


def test_a_file_from_before_there_were_gaps_has_the_shipped_words(tmp_path):
    older = TEXT[: TEXT.index("[[rule_gaps.gaps]]")]
    (tmp_path / "corridors.toml").write_text(older, "utf-8")

    assert read_gap_texts() == read_gap_texts(tmp_path)


def test_every_country_of_the_world_can_be_asked(shipped):
    """No pair breaks: each country once as origin and as destination."""
    codes = [*country_names()]
    for origin, destination in zip(codes, [*codes[1:], codes[0]], strict=True):
        context = legal_context(Corridor(origin, destination), shipped, on=ON)
        gaps_between_rules(context)
        assert context.questions
