"""What answers are worth: points in the workbook run 0-4, here 0-1."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.questionnaires.points import (
    Comparison,
    Gate,
    PointsScale,
    parse_gates,
    parse_points,
)


def test_a_choice_is_worth_a_quarter_of_its_points():
    scale = parse_points("none:0 | draft:1|  approved : 3 | public:4 | other:x", "")

    answers = ("none", "draft", "approved", "public", "other")
    assert [0.0, 0.25, 0.75, 1.0, None] == [scale.points(one) for one in answers]


def test_half_points_may_be_written():
    assert 0.625 == parse_points("a:2.5", "none").points("a")


@pytest.mark.parametrize("answer", ["unknown", "", "   ", "yes no", "dk", "YES"])
def test_a_single_choice_knows_no_other_answer(answer):
    """An answer nobody gave points to is never guessed, and one choice is not two."""
    scale = parse_points("yes:4 | no:0", "")

    with pytest.raises(ValueError, match="is not an answer of this question"):
        scale.points(answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("none", 0.0),
        ("fee", 1 / 3),
        ("fee travel", 2 / 3),
        ("fee travel medical", 1.0),
        ("fee none", 1 / 3),  # a choice worth nothing takes nothing away
        ("other", 0.0),  # information is not one of the wanted answers
        ("other fee", 1 / 3),
    ],
)
def test_proportional_is_the_share_of_wanted_choices_ticked(answer, expected):
    text = "fee:1 | travel:1 | medical:4 | none:0 | other:x"
    scale = parse_points(text, "proportional")

    assert expected == scale.points(answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("none", 1.0),
        ("food none", 0.75),
        ("food loan", 0.5),
        ("deposit none food", 0.0),
        ("other", None),
        ("other food", 0.75),
    ],
)
def test_worst_is_the_lowest_points_ticked(answer, expected):
    scale = parse_points("none:4 | food:3 | loan:2 | deposit:0 | other:x", "worst")

    assert expected == scale.points(answer)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("none", 0.0),
        ("peers", 0.5),
        ("peers none", 0.5),
        ("peers union", 1.0),
        ("peers union io", 1.0),  # the last count is for more
        ("other", 0.0),
    ],
)
def test_count_is_by_how_many_of_worth_are_ticked(answer, expected):
    text = "peers:1 | union:1 | io:1 | none:0 | other:x"
    scale = parse_points(text, "count: 0=0, 1=2, 2=4")

    assert expected == scale.points(answer)


@pytest.mark.parametrize("rule", ["proportional", "count:0=0,1=2,2=4"])
def test_a_choice_ticked_twice_is_ticked_once(rule):
    """One of two wanted choices is half, however often it stands in the answer."""
    scale = parse_points("a:1 | b:1", rule)

    assert 0.5 == scale.points("a a a")


@pytest.mark.parametrize("rule", ["proportional", "worst", "count:0=0,1=4"])
def test_one_unknown_tick_makes_the_whole_answer_unknown(rule):
    scale = parse_points("a:1 | b:0", rule)

    with pytest.raises(ValueError, match="'a c' is not an answer"):
        scale.points("a c")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("100", 1.0),
        ("95", 1.0),
        ("94.9", 0.75),
        ("0.1", 0.25),
        ("0", 0.0),
        ("-5", 0.0),
    ],
)
def test_the_first_band_that_holds_wins(answer, expected):
    scale = parse_points(">=95:4 | >=75:3 | >0:1 | <=0:0", "")

    assert expected == scale.points(answer)


@pytest.mark.parametrize(
    ("band", "holding"),
    [
        (">=2", ("2", "3")),
        (">2", ("3",)),
        ("<=2", ("1", "2")),
        ("<2", ("1",)),
        ("=2", ("2",)),
        ("!=2", ("1", "3")),
        (">=-1.5", ("1", "2", "3")),
    ],
)
def test_every_comparison_may_make_a_band(band, holding):
    scale = parse_points(f"{band}:4 | >=-99:0", "")

    assert holding == tuple(n for n in ("1", "2", "3") if scale.points(n) == 1)


@pytest.mark.parametrize("answer", ["", "many", "dk", "1,5"])
def test_no_band_holds_for_what_is_no_number(answer):
    scale = parse_points(">=1:4 | <1:0", "")

    with pytest.raises(ValueError, match="no band holds"):
        scale.points(answer)


def test_bands_need_not_cover_every_number():
    with pytest.raises(ValueError, match="no band holds '1'"):
        parse_points(">=2:4", "").points("1")


def test_a_band_may_name_a_number_that_the_form_calculates():
    """The answer is an amount; the worth is of the months of pay it makes."""
    scale = parse_points("rci<=0:4 | rci<=0.25:2 | rci>0.25:0", "")

    assert [1.0, 0.5, 0.0] == [
        scale.points("900", {"rci": months}) for months in (0.0, 0.25, 0.3)
    ]


@pytest.mark.parametrize("measures", [None, {}, {"other": 1.0}, {"rci": float("nan")}])
def test_a_measure_that_is_not_known_holds_no_band(measures):
    scale = parse_points("rci<=0.25:4 | rci>0.25:0", "")

    with pytest.raises(ValueError, match="no band holds"):
        scale.points("900", measures)


def test_a_scale_without_points_informs_only():
    assert parse_points("a:x | b:x", "").informs_only
    assert not parse_points("a:x | b:0", "").informs_only
    assert not parse_points(">0:0", "").informs_only


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("yes", "", "'yes' is not `answer:points`"),
        ("yes:", "", "'yes:' is not `answer:points`"),
        ("yes:5", "", "'yes:5' is not `answer:points`"),
        ("yes:-1", "", "'yes:-1' is not `answer:points`"),
        ("yes:four", "", "'yes:four' is not `answer:points`"),
        ("yes:nan", "", "'yes:nan' is not `answer:points`"),
        (":4", "", "':4' is not `answer:points`"),
        ("no:0 | : x", "", "': x' is not `answer:points`"),
        ("yes:4 | yes:3", "", "'yes' has points twice"),
        (">1:x", "", "'>1:x': a band needs points from 0 to 4"),
        ("yes:4 | >1:0", "", "choices and numbers stand side by side"),
        ("", "", "it names no answer"),
        (" | ", "", "it names no answer"),
        (">1:4", "worst", "'worst' is a rule for several choices, not for numbers"),
        ("a:4", "best", "'best' is not a rule"),
        ("a:4", "count", "'count' is not a rule"),
        ("a:0 | b:x", "proportional", "'proportional' needs a choice"),
        ("a:4", "count:", "'count:' is not written as"),
        ("a:4", "count:0,1=2", "'count:0,1=2' is not written as"),
        ("a:4", "count:1=2", "'count:1=2' is not written as"),
        ("a:4", "count:0=0,2=4", "'count:0=0,2=4' is not written as"),
        ("a:4", "count:0=0,1=5", "'count:0=0,1=5' is not written as"),
        ("a:4", "count:0=0,1=2=4", "'count:0=0,1=2=4' is not written as"),
        ("a:4", "count:none=0", "'count:none=0' is not written as"),
    ],
)
def test_what_cannot_be_read_is_told(text, rule, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_points(text, rule)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4), min_size=1),
    st.sets(st.sampled_from("abcdef"), min_size=1),
    st.sampled_from(["proportional", "worst", "count:0=0,1=1,2=4"]),
)
def test_points_stay_between_0_and_1_in_any_order_of_ticks(worth, ticked, rule):
    ticks = sorted(ticked & set(worth))
    if not ticks or (rule == "proportional" and not any(worth.values())):
        return
    scale = parse_points(" | ".join(f"{a}:{p}" for a, p in worth.items()), rule)

    found = scale.points(" ".join(ticks))

    assert found is not None
    assert 0 <= found <= 1
    assert found == scale.points(" ".join(reversed(ticks)))


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4), min_size=2),
    st.sampled_from(["proportional", "count:0=0,1=1,2=4"]),
    st.data(),
)
def test_one_more_wanted_tick_never_lowers_the_points(worth, rule, data):
    wanted = [name for name, points in worth.items() if points]
    if len(wanted) < 2:
        return
    scale = parse_points(" | ".join(f"{a}:{p}" for a, p in worth.items()), rule)
    ticks = data.draw(st.lists(st.sampled_from(wanted), min_size=2, unique=True))

    fewer, more = (scale.points(" ".join(one)) for one in (ticks[1:], ticks))

    assert fewer is not None
    assert more is not None
    assert fewer <= more


def test_gates_are_read_hardest_first():
    gates = parse_gates(
        "ALERT:<100 | ZT:in(some, yes) | MAJ:contains(docs) | CRIT:rci>1"
    )

    assert (
        Gate("zero_tolerance", ("some", "yes")),
        Gate("critical", (), Comparison("rci", ">", 1.0)),
        Gate("major", ("docs",)),
        Gate("alert", (), Comparison(None, "<", 100.0)),
    ) == gates


def test_a_level_alone_is_a_gate_without_a_trigger():
    """The kernel then lets it fire below half the points of the question."""
    (gate,) = parse_gates("MAJ")

    assert Gate("major") == gate
    assert not gate.fires("none")


def test_an_empty_cell_holds_no_gate():
    assert () == parse_gates("") == parse_gates(" | ")


@pytest.mark.parametrize(
    ("trigger", "answer", "fires"),
    [
        ("in(some,yes)", "yes", True),
        ("in(some,yes)", "no", False),
        ("in(some,yes)", "", False),
        ("contains(docs)", "workers docs", True),
        ("contains(docs)", "mydocs", False),
        ("<100", "99", True),
        ("<100", "100", False),
        ("<100", "", False),
        ("<100", "dk", False),
        ("=0", "0.0", True),
    ],
)
def test_a_gate_fires_on_what_it_names(trigger, answer, fires):
    (gate,) = parse_gates(f"ZT:{trigger}")

    assert fires is gate.fires(answer)


@pytest.mark.parametrize(
    ("measures", "fires"), [({"rci": 1.1}, True), ({"rci": 1.0}, False), (None, False)]
)
def test_a_gate_may_compare_a_number_that_the_form_calculates(measures, fires):
    (gate,) = parse_gates("ZT:rci>1")

    assert fires is gate.fires("2000", measures)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("HARD:in(a)", "'HARD' is not a gate: ZT, CRIT, MAJ, ALERT"),
        ("zt:in(a)", "'zt' is not a gate: ZT, CRIT, MAJ, ALERT"),
        ("ZT:a", "'a' is not `in(a,b)`, `contains(a,b)` or `<100`"),
        ("ZT:in()", "'in()' is not `in(a,b)`, `contains(a,b)` or `<100`"),
        ("ZT:in(a) or in(b)", "'in(a) or in(b)' is not `in(a,b)`"),
        ("MAJ:<much", "'<much' is not `in(a,b)`"),
    ],
)
def test_a_gate_that_cannot_be_read_is_told(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_gates(text)


@pytest.mark.parametrize("text", ["", "yes", "a>b", "RCI>1", ">= 1 2", ">1e3", "=>1"])
def test_no_comparison(text):
    assert Comparison.parse(text) is None


def test_a_scale_can_be_made_in_code():
    assert 1.0 == PointsScale("worst", {"a": 1.0, "b": None}).points("a b")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("-3", 0.0),
        ("20", 0.0),
        ("46", 0.4),
        ("85", 1.0),
        ("1000000", 1.0),
        ("52.5", 0.5),
    ],
)
def test_a_number_lies_between_goals(answer, expected):
    """(46 - 20) / (85 - 20) = 0.4; beyond the goals it stays at their points."""
    scale = parse_points("85:4 | 20:0", "linear")
    assert scale.points(answer) == pytest.approx(expected, abs=1e-15)
    assert scale.numeric
    assert not scale.informs_only


def test_goals_may_fall_and_be_more_than_two():
    """Months of pay: 0 is best, 1 is 2 of 4, 6 and more is 0."""
    scale = parse_points("0:4 | 1:2 | 6:0", "linear")
    found = [scale.points(one) for one in ("0", "0.5", "1", "3.5", "6", "9")]
    assert [1.0, 0.75, 0.5, 0.25, 0.0, 0.0] == found


def test_a_logarithm_gives_every_tenfold_the_same():
    """From 100 to 10,000 the middle is 1,000; nothing and less is the low end."""
    scale = parse_points("100:0 | 10000:4", "log")
    found = [scale.points(one) for one in ("1000", "0", "-5", "20000")]
    assert [0.5, 0.0, 0.0, 1.0] == pytest.approx(found)


def test_between_goals_only_numbers_count():
    with pytest.raises(ValueError, match="'much' is not a number"):
        parse_points("0:0 | 1:4", "linear").points("much")


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("20:0", "linear", "two or more numbers"),
        ("20:0 | few:4", "linear", "two or more numbers"),
        ("20:0 | 85:x", "linear", "two or more numbers"),
        ("0:0 | 85:4", "log", "numbers above 0, not 0"),
        (">=20:0 | <20:4", "log", "not for numbers"),
    ],
)
def test_goals_that_make_no_line(text, rule, words):
    with pytest.raises(ValueError, match=words):
        parse_points(text, rule)


@given(st.lists(st.integers(-2000, 2000), min_size=2))
def test_between_goals_more_is_never_worth_less(tenths):
    scale = parse_points("-50:0 | 0:1 | 10:3 | 100:4", "linear")
    found = [scale.points(f"{one / 10:.1f}") or 0.0 for one in sorted(tenths)]
    assert sorted(found) == found
    assert 0 <= min(found) <= max(found) <= 1
