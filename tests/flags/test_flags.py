"""Each flag: what raises it, what does not, and what is said of workers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from recruitcheck.corridors.flag_limits import (
    Limits,
    RedLimits,
    UsualFee,
)
from recruitcheck.corridors.rates import Rate, Rates
from recruitcheck.flags.find import find_flags
from recruitcheck.issues import Place
from recruitcheck.results import Results
from recruitcheck.scoring.assessing import assess
from recruitcheck.submissions.answers import make_units
from tests.networks import BGD, NPL, best, submission

SAFE = {
    "W-FEE-01": "900",
    "W-FEE-18": "no",
    "W-PRO-06": "2",
    "W-CON-01": "contract",
    "W-CON-05": "500",
    "W-CON-06": "500",
    "W-DOC-01": "me",
    "W-GRV-02": "safe",
    "W-FEE-16": "agency_o",
    "W-FEE-15": "0",
    "debt_months": 1.0,
    "rci": 1.8,
    "cost_currency": "MYR",
    "interview_minutes": 40.0,
    "interviewer": None,
}
ITEMS = [f"W-FEE-{n:02d}" for n in range(2, 14)]


def told(n=20, origin="NPL", **answers):
    """Interviews of workers with good answers; others as a list or one for all."""
    columns: dict[str, Any] = {"supplier_id": "SITE-01", "origin": origin}
    columns |= {"cycle": "2026", "destination": "MYS"} | SAFE
    columns |= dict.fromkeys(ITEMS, "0")
    columns |= {
        name.replace("_", "-") if name.startswith("W_") else name: value
        for name, value in answers.items()
    }
    return pd.DataFrame(
        {k: v if isinstance(v, list) else [v] * n for k, v in columns.items()}
    )


def some(k, value, n=20, rest=None):
    """`k` of `n` workers answer `value`, the others `rest`."""
    return [value] * k + [rest] * (n - k)


@pytest.fixture
def flags(questionnaires, iris):
    """The flags of a small network: a site, its audit, its recruiter, its workers."""

    def found(
        *,
        site=None,
        corridor=None,
        audit=None,
        recruiter=None,
        workers=None,
        limits=None,
        corridors=None,
        rates=None,
    ):
        form = questionnaires["iris-supplier"]
        places = {"M_PRO_02": "120", "M_DD_05": "900", **(corridor or {})}
        own = {
            "M_FEE_04": "none",
            "recruiters": "REC-01",
            "M_PRO_02": "120",
            **(site or {}),
        }
        sent = [
            submission(
                form,
                corridors=corridors or {NPL: best(form, "corridor", **places)},
                site=best(form, "site", **own),
                currency="MYR",
            )
        ]
        if audit is not None:
            asked = questionnaires["iris-audit"]
            seen = {
                key: value
                for key, value in audit.items()
                if key in asked_at(asked, "site")
            }
            rest = {key: value for key, value in audit.items() if key not in seen}
            sent.append(
                submission(
                    asked,
                    corridors={NPL: best(asked, "corridor", **rest)},
                    site=best(asked, "site", **seen),
                )
            )
        if recruiter is not None:
            asked = questionnaires["iris-recruiter"]
            answers = {"R_FEE_02": "900", **recruiter}
            sent.append(
                submission(
                    asked,
                    "REC-01",
                    corridors={NPL: {}},
                    site=best(asked, "recruiter", **answers),
                    currency="MYR",
                )
            )
        network = assess(make_units(sent)[0], iris, questionnaires, workers)
        more = {} if limits is None else {"flag_limits": limits}
        if rates is not None:
            more["rates"] = rates
        results = Results("Ours", network, questionnaires, workers, {}, (), **more)
        return find_flags(results)

    return found


def asked_at(form, scope):
    return {q.id.replace("-", "_") for q in form if q.scope == scope}


def raised(flags_, code):
    """The sentence of a flag; None where it is not raised."""
    sentences = [one.sentence for one in flags_.raised if one.code == code]
    assert len(sentences) <= 1
    return sentences[0] if sentences else None


def why(flags_, code):
    """Why a flag was not judged; None where it was."""
    reasons = [one.why for one in flags_.not_judged if one.code == code]
    return reasons[0] if reasons else None


FEES = {
    NPL: UsualFee("MYR", Decimal(800), "A survey, looked up 2026-01-31", Place("f.csv"))
}
RAISING: dict[str, Any] = {
    "RF-01": {"corridor": {"M_DD_05": "0"}},
    "RF-02": {"corridor": {"M_DD_05": "500"}, "limits": Limits(fees=FEES)},
    "RF-03": {"recruiter": {"R_FEE_02": "600"}},
    "RF-04": {"workers": told(W_FEE_01="0", W_PRO_06="3")},
    "RF-05": {"workers": told(W_FEE_18=some(3, "yes", rest="no"))},
    "RF-06": {"workers": told(W_FEE_03=some(11, "50", rest="0"))},
    "RF-07": {"workers": told(debt_months=some(11, 3.5, rest=0.0))},
    "RF-08": {"workers": told(W_CON_06=some(4, "449", rest="500"))},
    "RF-09": {"workers": told(W_CON_01=some(5, "spoken", rest="contract"))},
    "RF-10": {"site": {"M_DOC_01": "employer"}},
    "RF-11": {
        "site": {"M_GOV_01": "public", "M_FEE_03": "no", "M_FEE_04": "notchecked"}
    },
    "RF-12": {"workers": told(W_GRV_02=some(5, "unsafe", rest="safe"))},
    "RF-13": {
        "site": {"M_FEE_04": "repaid", "M_FEE_05": "60", "M_FEE_06": "20000"},
        "workers": told(W_FEE_15=some(10, "100", rest="0")),
    },
    "RF-14": {"recruiter": {"R_FEE_04": "often"}},
    "RF-15": {"recruiter": {"R_SUB_01": "2", "R_SUB_02": "mixed"}},
    "RF-16": {"workers": pd.concat([told(), told(12, origin="IND")])},
    "IN-01": {"workers": told()},
    "IN-02": {"workers": told(interview_minutes=some(4, 0.5, rest=40.0))},
    "IN-03": {
        "workers": told(
            interviewer=some(10, "a", rest="b"),
            W_GRV_02=some(10, "unsafe", rest="safe"),
            W_DOC_01=[*["employer", "me"] * 5, *["me"] * 10],
        )
    },
}
QUIET: dict[str, Any] = {
    "RF-01": {"corridor": {"M_DD_05": "1"}},
    "RF-02": {"corridor": {"M_DD_05": "800"}, "limits": Limits(fees=FEES)},
    "RF-03": {"recruiter": {"R_FEE_02": "720"}},
    "RF-04": {"workers": told(W_FEE_01=some(2, "900", rest="0"), W_PRO_06="3")},
    "RF-05": {"workers": told(W_FEE_01=[str(900 + i) for i in range(20)])},
    "RF-06": {"workers": told(W_FEE_03=some(10, "50", rest="0"))},
    "RF-07": {"workers": told(debt_months=some(11, 3.0, rest=0.0))},
    "RF-08": {"workers": told(W_CON_06=some(3, "449", rest="450"))},
    "RF-09": {
        "workers": told(W_CON_01=some(4, "spoken", rest="contract")),
        "audit": {},
    },
    "RF-10": {"site": {"M_DOC_01": "worker"}, "workers": told(), "audit": {}},
    "RF-11": {
        "site": {"M_GOV_01": "draft", "M_FEE_03": "no", "M_FEE_04": "notchecked"}
    },
    "RF-12": {"workers": told(W_GRV_02=some(4, "unsafe", rest="safe")), "audit": {}},
    "RF-13": {
        "site": {"M_FEE_04": "repaid", "M_FEE_05": "60", "M_FEE_06": "5000"},
        "workers": told(W_FEE_15=some(10, "100", rest="0")),
    },
    "RF-14": {"recruiter": {"R_FEE_04": "never"}, "workers": told()},
    "RF-15": {"recruiter": {"R_SUB_01": "2", "R_SUB_02": "agency"}},
    "RF-16": {"workers": pd.concat([told(), told(9, origin="IND")])},
    "IN-01": {
        "workers": told(
            **{
                name.replace("-", "_"): [str(7 * w + i) for w in range(20)]
                for i, name in enumerate(ITEMS)
            }
        )
    },
    "IN-02": {"workers": told(interview_minutes=some(1, 0.5, rest=40.0))},
    "IN-03": {"workers": told(interviewer=some(10, "a", rest="b"))},
}
EXPECTED = {
    "RF-01": "Workers come through an agency or broker, and management say that the service fee per worker is 0.",
    "RF-02": "The service fee per worker is 500 MYR by management: below the lowest usual one of 800 MYR (A survey, looked up 2026-01-31).",
    "RF-03": "The service fee per worker is 900 MYR by management, 600 MYR by recruiter REC-01: the lowest is 33 % below the highest.",
    "RF-04": "No cost: fewer than 10 % of 20 interviewed workers report one, although half of them went through 3 people or agencies or more to get the job.",
    "RF-05": "More than 90 % of 20 interviewed workers name exactly the same amount that they paid for the job. 3 of 20 interviewed workers were told what to say about payments.",
    "RF-06": "The employer says that it pays these costs in full, and most of the interviewed workers paid too: medical checks (11 of 20).",
    "RF-07": "Half of the 20 workers who borrowed to get the job still owe about 3.5 months of pay or more.",
    "RF-08": "4 of 20 interviewed workers got less than 90 % of the promised pay in their first full month.",
    "RF-09": "5 of 20 interviewed workers had no contract before they left home.",
    "RF-10": "Management answers that passports are kept by: the site.",
    "RF-12": "5 of 20 interviewed workers would not feel safe to report a problem.",
    "RF-14": "The recruiter says that it often gives payments or gifts to employer staff to get job orders.",
    "RF-15": "The recruiter says how its sub-agents are paid: partly by workers.",
    "RF-16": "Workers were interviewed who come from a country that the return does not name: 12 from India.",
    "IN-01": "More than 90 % of 20 interviews agree with another one in 95 % or more of what both answer.",
    "IN-02": "4 of 20 interviews took less than 6 seconds for each answer.",
}


@pytest.mark.parametrize("code", RAISING)
def test_is_raised(flags, code):
    sentence = raised(flags(**RAISING[code]), code)
    assert sentence is not None
    assert EXPECTED.get(code, sentence) == sentence


@pytest.mark.parametrize("code", QUIET)
def test_is_judged_and_not_raised(flags, code):
    found = flags(**QUIET[code])
    assert raised(found, code) is None
    assert why(found, code) is None


def test_a_flag_says_whom_it_is_about_and_where_its_numbers_are(flags):
    found = flags(corridor={"M_DD_05": "0"})
    (one,) = [flag for flag in found.raised if flag.code == "RF-01"]
    assert ("SITE-01", "NPL-MYS", "2026") == (
        one.subject.organisation,
        one.subject.corridor,
        one.subject.cycle,
    )
    assert "The recruiter works for nothing" == one.title
    first, second = map(str, one.sources)
    assert "M-DD-05, returns/x.xlsx, sheet 'Answers', cell D9" == first
    assert second.startswith("M-PRO-05, ")
    told_by = flags(workers=told(W_GRV_02="unsafe"))
    (one,) = [flag for flag in told_by.raised if flag.code == "RF-12"]
    assert ("W-GRV-02, 20 interviews",) == tuple(map(str, one.sources))
    assert found.of("SITE-01").raised == found.raised
    assert () == found.of("OTHER").raised
    about = {one.subject.corridor for one in found.of("SITE-01", "NPL-MYS").not_judged}
    assert {"", "NPL-MYS"} == about
    assert "" in {o.subject.corridor for o in found.of("SITE-01", "BGD-MYS").not_judged}


@pytest.mark.parametrize(
    ("code", "where", "sentence"),
    [
        ("RF-01", {"recruiter": {"R_FEE_02": "0"}}, "recruiter REC-01 say that"),
        ("RF-01", {"audit": {"A_INV_02": "0"}}, "the invoices say that"),
        (
            "RF-04",
            {"corridor": {"M_DD_05": "0"}, "workers": told(W_FEE_01="0")},
            "although the recruiter is said to get no service fee",
        ),
        (
            "RF-05",
            {"workers": told(W_FEE_01=some(18, "900", rest="800"))},
            "18 of 20 interviewed workers name exactly the same amount",
        ),
        (
            "RF-09",
            {"audit": {"A_CON_01": "74"}},
            "Only 74 % of the files that the auditor saw",
        ),
        (
            "RF-10",
            {"audit": {"A_DOC_01": "site"}},
            "The auditor saw passports kept: with the site.",
        ),
        (
            "RF-10",
            {"recruiter": {"R_DOC_01": "handover"}},
            "how long it keeps passports: until we hand them to the employer",
        ),
        (
            "RF-10",
            {"workers": told(W_DOC_01=some(2, "agent", rest="me"))},
            "2 of 20 interviewed workers say that the employer or an agent keeps",
        ),
        (
            "RF-12",
            {"audit": {"A_GRV_01": "na"}},
            "The auditor found no complaint at all among 120 migrant workers.",
        ),
        (
            "RF-14",
            {"workers": told(W_FEE_16=some(2, "employer", rest="broker"))},
            "2 of 20 workers who paid say that the largest payment went to somebody",
        ),
        (
            "RF-16",
            {
                "workers": pd.concat(
                    [told(), told(6, origin="IND"), told(5, origin="LKA")]
                )
            },
            "from a country that the return does not name: 11 in all.",
        ),
    ],
)
def test_other_signs_raise_it_too(flags, code, where, sentence):
    found = raised(flags(**where), code)
    assert found is not None
    assert sentence in found


@pytest.mark.parametrize(
    ("code", "where", "reason"),
    [
        ("RF-01", {"corridor": {"M_PRO_05": None}}, "M-PRO-05 has no answer"),
        (
            "RF-01",
            {"corridor": {"M_DD_05": None}},
            "nobody answered what the service fee is",
        ),
        ("RF-02", {}, "scoring/service-fees.csv has no usual fee for NPL-MYS"),
        (
            "RF-02",
            {
                "limits": Limits(
                    fees={NPL: UsualFee("USD", Decimal(1), "", Place("f.csv"))}
                )
            },
            "nobody told the service fee in USD",
        ),
        ("RF-03", {}, "the service fee is told only once"),
        ("RF-04", {"workers": told(9)}, "fewer than 10 interviews answer W-FEE-01"),
        (
            "RF-04",
            {"workers": told(W_FEE_01="0", W_PRO_06=some(9, "4"))},
            "fewer than 10 interviews answer W-PRO-06",
        ),
        ("RF-06", {"corridor": {"M_FEE_01": None}}, "M-FEE-01 has no answer"),
        ("RF-06", {}, "fewer than 10 interviews answer W-FEE-02"),
        ("RF-07", {}, "it is known how many months of pay the worker owes"),
        ("RF-08", {}, "fewer than 10 interviews answer W-CON-05 and W-CON-06"),
        ("RF-09", {"workers": told(9)}, "no auditor answered A-CON-01"),
        ("RF-10", {"site": {"M_DOC_01": None}}, "M-DOC-01 has no answer"),
        ("RF-10", {"recruiter": {"R_DOC_01": None}}, "A-DOC-01 has no answer"),
        ("RF-11", {"site": {"M_FEE_03": None}}, "nobody answered M-FEE-03"),
        ("RF-12", {}, "no auditor answered A-GRV-01"),
        ("RF-13", {"site": {"M_FEE_04": "part"}}, "M-FEE-06 has no answer"),
        ("RF-13", {"site": {"M_FEE_04": "part", "M_FEE_06": "9"}}, "W-FEE-15"),
        (
            "RF-13",
            {
                "site": {"M_FEE_04": "part", "M_FEE_06": "9"},
                "workers": told(W_FEE_15="10", cost_currency="NPR"),
            },
            "9 MYR cannot be compared with what workers got: rates.csv has no rate",
        ),
        (
            "RF-13",
            {"site": {"M_FEE_04": "part", "M_FEE_06": "9"}, "workers": told()},
            "M-FEE-05 has no answer, and too few workers got money back",
        ),
        ("RF-14", {"recruiter": {"R_FEE_04": None}}, "R-FEE-04 has no answer"),
        (
            "RF-15",
            {"recruiter": {"R_SUB_01": "2", "R_SUB_02": None}},
            "R-SUB-02 has no answer",
        ),
        ("RF-16", {}, "there are no interviews"),
        (
            "RF-16",
            {"workers": told().assign(supplier_id="OTHER")},
            "there are no interviews of its workers",
        ),
        ("IN-01", {"workers": told(9)}, "fewer than 10 workers of this site"),
        ("IN-02", {"workers": told(9)}, "fewer than 10 workers of this site"),
        ("IN-03", {"workers": told(9)}, "fewer than 10 workers of this site"),
        (
            "IN-02",
            {"workers": told(interview_minutes=float("nan"))},
            "the export has no start and end of the interviews",
        ),
        ("IN-03", {"workers": told()}, "the export does not say who interviewed"),
        (
            "IN-03",
            {"workers": told(interviewer=some(9, "a", rest="b"))},
            "no two interviewers have 10 interviews here to compare",
        ),
    ],
)
def test_what_cannot_be_judged_is_told_with_why(flags, code, where, reason):
    found = flags(**where)
    assert raised(found, code) is None
    reasons = [one.why for one in found.not_judged if one.code == code]
    assert any(reason in one for one in reasons), reasons


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("RF-01", {"corridor": {"M_PRO_05": "direct", "M_DD_05": "0"}}),
        ("RF-02", {"corridor": {"M_PRO_05": "direct"}, "limits": Limits(fees=FEES)}),
        ("RF-03", {"corridor": {"M_PRO_05": "direct"}}),
        ("RF-03", {"corridor": {"M_DD_05": "0"}, "recruiter": {"R_FEE_02": "0"}}),
        ("RF-04", {"workers": told(W_FEE_01="0")}),
        ("RF-05", {"workers": told(W_FEE_01="0")}),  # RF-04 judges zeros
        ("RF-13", {"site": {"M_FEE_04": "none"}}),
        ("RF-15", {"recruiter": {"R_SUB_01": "0", "R_SUB_02": None}}),
        (
            "RF-11",
            {
                "site": {
                    "M_GOV_01": "public",
                    "M_FEE_03": "all",
                    "M_FEE_04": "notchecked",
                }
            },
        ),
    ],
)
def test_where_it_does_not_apply_nothing_is_said(flags, code, where):
    found = flags(**where)
    assert (None, None) == (raised(found, code), why(found, code))


def test_a_part_that_could_not_be_judged_is_told_as_a_part(flags):
    found = flags(workers=told())
    (one,) = [o for o in found.not_judged if o.code == "RF-12"]
    assert (True, "no auditor answered A-GRV-01") == (one.partly, one.why)


def test_fees_in_other_currencies_are_compared_by_the_users_rates(flags):
    """300 USD at 4 MYR are 1,200 MYR; 900 MYR is 25 % below. Without a rate nobody can
    tell."""
    usd = UsualFee("USD", Decimal(300), "Survey", Place("f.csv"))
    low = {"corridor": {"M_DD_05": "900"}, "limits": Limits(fees={NPL: usd})}
    rate = Rate("USD", "MYR", date(2026, 3, 1), Decimal(4), "Bank", date(2026, 3, 2))
    assert why(flags(**low), "RF-02") == "nobody told the service fee in USD"
    sentence = raised(flags(**low, rates=Rates.of([rate])), "RF-02")
    assert sentence is not None
    assert (
        "225 USD (900 MYR) by management: below the lowest usual one of 300 USD"
        in sentence
    )


def test_nothing_is_said_because_of_one_worker(flags):
    """One report of twenty looks like none, in every flag that workers raise."""
    for question, value in (
        ("W_FEE_18", "yes"),
        ("W_DOC_01", "employer"),
        ("W_FEE_16", "employer"),
    ):
        rest = SAFE[question.replace("_", "-")]
        strict = Limits(RedLimits(unsafe=0.01, without_contract=0.01, pay_drop=0.01))
        none = flags(workers=told(**{question: rest}), limits=strict)
        one = flags(
            workers=told(**{question: some(1, value, rest=rest)}), limits=strict
        )
        assert [f.sentence for f in none.raised] == [f.sentence for f in one.raised]
        assert none.not_judged == one.not_judged


def test_a_perfect_zero_looks_the_same_with_one_who_paid(flags):
    """Of fewer than fifty workers nobody and one are not told apart; of fifty they are."""
    zero, one = (
        raised(flags(workers=told(W_FEE_01=paid, W_PRO_06="3")), "RF-04")
        for paid in ("0", some(1, "900", rest="0"))
    )
    assert zero is not None
    assert zero == one
    paid = some(1, "900", n=60, rest="0")
    fifty = flags(workers=told(60, W_FEE_01=paid, W_PRO_06="3"))
    assert raised(fifty, "RF-04") is None


def test_below_the_minimum_cell_workers_raise_nothing(flags):
    """Nine workers with everything wrong: no flag, and no number of theirs."""
    bad = told(
        9,
        W_FEE_18="yes",
        W_DOC_01="employer",
        W_CON_01="spoken",
        W_CON_06="100",
        W_GRV_02="unsafe",
        W_FEE_16="employer",
        W_FEE_03="50",
        debt_months=9.0,
    )
    bad = pd.concat([bad, told(1, origin="IND")])
    found = flags(workers=bad)
    by_workers = [one for one in found.raised if any(s.interviews for s in one.sources)]
    assert [] == [one.code for one in by_workers]


def test_workers_of_an_unnamed_country_are_not_told_if_they_are_few(flags):
    one = flags(workers=pd.concat([told(), told(1, origin="IND")]))
    none = flags(workers=told())
    assert raised(one, "RF-16") is raised(none, "RF-16") is None
    assert why(one, "RF-16") is why(none, "RF-16") is None


def test_repaid_workers_are_counted_where_fewer_than_three_got_money(flags):
    """60 repaid is said, of 20 heard (of 80) none, one or two got something: at most
    about 25 can have. All three cases are told alike."""
    site = {"M_FEE_04": "repaid", "M_FEE_05": "60", "M_FEE_06": "20000"}
    said = {
        raised(
            flags(site=site, workers=told(W_FEE_15=some(k, "100", rest="0"))), "RF-13"
        )
        for k in (0, 1, 2)
    }
    (sentence,) = said
    assert sentence == (
        "The site says that it repaid 60 workers, but fewer than 3 of 20 interviewed"
        " workers got anything back; workers who left may explain a part."
    )
    few = {**site, "M_FEE_05": "10"}
    assert raised(flags(site=few, workers=told()), "RF-13") is None


def test_repaid_amounts_by_hand(flags):
    """20 of 80 heard, 10 of them got 100: 80 x 50 = 4,000. Variance 80^2 s^2/20 (1 - 20/80)
    with s^2 = 20 x 2,500 / 19 = 2,631.6: 631,579, root 794.7; 4,000 + 1.96 x 794.7 =
    5,558. From 1.2 x 5,558 = 6,669 on it is raised."""
    for repaid, is_raised in (("6669", False), ("6670", True)):
        site = {"M_FEE_04": "repaid", "M_FEE_05": "60", "M_FEE_06": repaid}
        found = flags(site=site, workers=told(W_FEE_15=some(10, "100", rest="0")))
        sentence = raised(found, "RF-13")
        assert is_raised == (sentence is not None)
        if sentence is not None:
            assert "it should be about 4,000 MYR and at most 5,600" in sentence


def test_every_corridor_of_a_site_is_judged_apart(flags, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor", M_DD_05="900"),
        BGD: best(form, "corridor", M_DD_05="0"),
    }
    found = flags(corridors=corridors)
    assert ["BGD-MYS"] == [
        one.subject.corridor for one in found.raised if one.code == "RF-01"
    ]
