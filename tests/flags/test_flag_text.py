"""Flags as a page of text and as plain data."""

import json

from recruitcheck.flags.flag import (
    Flag,
    Flags,
    NotJudged,
    Raised,
    Source,
    Subject,
    Unknown,
    either,
    flags_record,
)
from recruitcheck.flags.text import flags_text

HERE = Subject("SITE-01", "A site", "NPL-MYS", "2026")
SITE = Subject("SITE-01", "A site", "", "2026")
FOUND = Flags(
    (
        Flag("RF-01", HERE, "It is 0.", (Source("M-1", "a.xlsx", "Answers", "D9"),)),
        Flag("RF-11", SITE, "There is a policy.", (Source("M-2", "a.xlsx"),)),
    ),
    (
        NotJudged("RF-02", HERE, "no fee", partly=False),
        NotJudged(
            "RF-02", Subject("TWO-02", "Two", "", "2026"), "no fee", partly=False
        ),
        NotJudged("RF-12", HERE, "no audit", partly=True),
    ),
)


def test_by_organisation_then_what_was_not_judged():
    assert (
        "2 flags. A flag is a sign that somebody should look. It is no proof, excludes"
        " nobody\n"
        "and moves no score.\n"
        "\n"
        "A site, 2026\n"
        "  RF-01 The recruiter works for nothing (NPL-MYS)\n"
        "        It is 0.\n"
        "        From: M-1, a.xlsx, sheet 'Answers', cell D9\n"
        "  RF-11 A policy and nothing behind it\n"
        "        There is a policy.\n"
        "        From: M-2, a.xlsx\n"
        "\n"
        "Not judged, or only in part:\n"
        "  RF-02 no fee: SITE-01 NPL-MYS, TWO-02\n"
        "  RF-12 in part: no audit: SITE-01 NPL-MYS"
    ) == flags_text(FOUND)


def test_no_flag_is_said_too():
    assert flags_text(Flags((), ())).startswith("0 flags.")


def test_as_plain_data():
    record = json.loads(json.dumps(flags_record(FOUND)))
    first = record["flags"][0]
    assert ("RF-01", "The recruiter works for nothing", "SITE-01", "NPL-MYS") == (
        first["code"],
        first["title"],
        first["organisation"],
        first["corridor"],
    )
    assert {
        "question": "M-1",
        "file": "a.xlsx",
        "sheet": "Answers",
        "cell": "D9",
        "interviews": None,
    } == first["sources"][0]
    assert record["flags"][1]["corridor"] is None
    assert ("no audit", True) == (
        record["not_judged"][2]["why"],
        record["not_judged"][2]["partly"],
    )


def test_one_verdict_of_several_signs():
    one, other = Source("M-1"), Source("M-2")
    raised = Raised("A.", (one,))
    assert Raised("A. B.", (one, other)) == either(
        [None, raised, Unknown("no"), Raised("B.", (one, other))]
    )
    assert Unknown("no; none") == either(
        [Unknown("no"), Unknown("none"), Unknown("no")]
    )
    assert Unknown("no", partly=True) == either([Unknown("no"), None])
    assert Unknown("no", partly=True) == either([Unknown("no", partly=True)])
    assert either([None, None]) is None
