"""Scoring models: what a file may say, and what is told of one that says it wrongly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.content import content_folder
from recruitcheck.issues import Issue
from recruitcheck.scoring.model_reader import read_scoring_model
from recruitcheck.scoring.scoring_model import Band, Outcome, ScoringModel
from recruitcheck.workspace import read_model

MODEL = """\
id = "small"
version = "1"
title = "A small model"
credit = [0.6, 0.8, 0.95, 1]

[roles]
supplier = ["management"]

[caps]
zero_tolerance = 24
critical = 49.0
major = 69.0

[[bands]]
letter = "A"
name = "Good"
least = 50.0

[[bands]]
letter = "B"
name = "Bad"
least = 0.0

[[principles]]
id = "1"
title = "First"
short = "First"
weight = 2

[[principles]]
id = "2"
title = "Second"
short = "Second"
weight = 1.5
questions = ["X-1", "X-2"]

[[outcome_gates]]
id = "fee"
title = "Workers paid"
finding = "paid"
asked = "W-1"
reported = "${W-1} > 0 or ${W-2} > 0"
remedied = "${W-3} >= ${W-1}"

[[incidences]]
id = "debt"
title = "Debt"
asked = "W-4"
reported = "${W-4} = 'yes'"
"""

Read = Callable[..., tuple[ScoringModel | None, tuple[Issue, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the model above with one text replaced by another."""

    def build(
        old: str = "", new: str = "", *, line_end: str = "\n", encoding: str = "utf-8"
    ) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
        assert not old or 1 == MODEL.count(old)
        text = MODEL.replace(old, new).replace("\n", line_end)
        path = tmp_path / "small.toml"
        path.write_bytes(text.encode(encoding))
        return read_scoring_model(path, shown_as="scoring/models/small.toml")

    return build


@pytest.fixture
def model(read: Read) -> ScoringModel:
    found, issues = read()
    assert () == issues
    assert found is not None
    return found


def test_what_is_not_said_is_the_default_of_the_readme(model):
    """scoring/README.md, keys of a model."""
    assert (0.0, 0.99, 0.5) == (model.mean, model.shift, model.gate_threshold)
    assert (0.95, 0.80, 0.20) == (
        model.complete,
        model.provisional,
        model.na_exposure_flag,
    )
    assert (10, 0.05) == (model.minimum_cell, model.outcome_incidence)
    assert "M-PRO-03" == model.migrant_workers
    assert {} == model.respondent_evidence


def test_a_model_cannot_be_changed(model):
    with pytest.raises(ValueError, match="frozen"):
        model.mean = 1.0


@pytest.mark.parametrize(
    ("question", "principle", "expected"),
    [
        ("M-1", "1", 0),  # by its rc_principle
        ("M-1", "2", None),  # the second names its questions itself
        ("X-2", "1", 0),  # the first principle that holds it
        ("X-2", "9", 1),
        ("M-1", "", None),
    ],
)
def test_a_question_counts_in_one_principle(model, question, principle, expected):
    assert expected == model.principle_of(question, principle)


@pytest.mark.parametrize(
    ("score", "letter"), [(100.0, "A"), (50.0, "A"), (49.9, "B"), (0.0, "B")]
)
def test_a_band_begins_with_its_least_score(model, score, letter):
    assert letter == model.band(score).letter


def test_caps_are_by_severity(model):
    assert [24.0, 49.0, 69.0] == [
        model.cap(severity) for severity in ("zero_tolerance", "critical", "major")
    ]


def test_a_worker_who_was_made_whole_reports_no_outcome(model):
    (gate,) = model.outcome_gates

    assert gate.condition.holds({"W-1": "100", "W-3": ""})
    assert gate.condition.holds({"W-2": "5", "W-3": "0"})
    assert not gate.condition.holds({"W-1": "100", "W-3": "100"})
    assert ("W-1", "W-2", "W-3") == gate.condition.references
    assert "(${W-1} > 0 or ${W-2} > 0) and not(${W-3} >= ${W-1})" == (
        gate.condition.text
    )


def test_no_remedy_may_also_be_an_empty_text(read):
    model, issues = read('"${W-3} >= ${W-1}"', '""')

    assert () == issues
    assert model is not None
    assert model.outcome_gates[0].condition.holds({"W-1": "1", "W-3": "1"})


def test_an_outcome_that_nothing_remedies_is_what_is_reported(model):
    (debt,) = model.incidences

    assert "${W-4} = 'yes'" == debt.condition.text
    assert debt.condition.holds({"W-4": "yes"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_hash_is_the_same_on_every_system(model, read, line_end, encoding):
    other, issues = read(line_end=line_end, encoding=encoding)

    assert () == issues
    assert model == other
    assert 64 == len(model.hash)


def test_the_hash_changes_with_any_number(model, read):
    other, _ = read("weight = 1.5", "weight = 1.6")

    assert other is not None
    assert model.hash != other.hash


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # M101, no TOML at all
        (
            "[roles]",
            "[roles",
            [("M101", None, "This is not a TOML file: ")],
        ),
        ("[caps]", "[roles]", [("M101", None, "This is not a TOML file: ")]),
        # M102, a key that is missing
        ('version = "1"\n', "", [("M102", "version", "'version' is missing.")]),
        (
            "critical = 49.0\n",
            "",
            [("M102", "caps.critical", "'critical' is missing.")],
        ),
        (
            'name = "Bad"\n',
            "",
            [("M102", "bands.2.name", "'name' is missing.")],
        ),
        # M103, not a key of a model
        (
            "version",
            "versoin",
            [
                ("M102", "version", "'version' is missing."),
                (
                    "M103",
                    "versoin",
                    "'versoin' is not a key of a scoring model. Did you mean 'version'?",
                ),
            ],
        ),
        (
            'finding = "paid"',
            'finding = "paid"\nremedy = ""',
            [
                (
                    "M103",
                    "outcome_gates.1.remedy",
                    "'remedy' is not a key of a scoring model. Did you mean 'remedied'?",
                )
            ],
        ),
        (
            'debt"\n',
            'debt"\nfinding = "owe"\n',
            [("M103", "incidences.1.finding", "'finding' is not a key of a scoring")],
        ),
        (
            'version = "1"',
            'version = "1"\nhash = "0"',
            [("M103", "hash", "'hash' is not a key of a scoring model.")],
        ),
        # M104, a value that cannot stand
        (
            'id = "small"',
            "id = 3",
            [("M104", "id", "3 cannot stand here: it is not text in quotes.")],
        ),
        (
            'short = "First"',
            'short = "Longer than a page has room"',
            [("M104", "principles.1.short", "it has more than 22 characters.")],
        ),
        (
            "weight = 2",
            'weight = "2"',
            [("M104", "principles.1.weight", "'2' cannot stand here: it is not a num")],
        ),
        (
            "weight = 2",
            "weight = true",
            [("M104", "principles.1.weight", "True cannot stand here: it is not a nu")],
        ),
        (
            "weight = 2",
            "weight = 0",
            [
                (
                    "M104",
                    "principles.1.weight",
                    "0 cannot stand here: it is not above 0.",
                )
            ],
        ),
        (
            "weight = 2",
            "weight = inf",
            [("M104", "principles.1.weight", "it is not a finite number.")],
        ),
        (
            "least = 50.0",
            "least = nan",
            [("M104", "bands.1.least", "nan cannot stand here: it is ")],
        ),
        (
            "least = 50.0",
            "least = 101",
            [("M104", "bands.1.least", "101 cannot stand here: it is above 100.")],
        ),
        (
            'version = "1"',
            'version = "1"\nmean = -10.5',
            [("M104", "mean", "-10.5 cannot stand here: it is below -10.")],
        ),
        (
            'version = "1"',
            'version = "1"\nmean = 10.5',
            [("M104", "mean", "10.5 cannot stand here: it is above 10.")],
        ),
        (
            'version = "1"',
            'version = "1"\nshift = 1.01',
            [("M104", "shift", "1.01 cannot stand here: it is above 1.")],
        ),
        (
            'version = "1"',
            'version = "1"\nshift = 0',
            [("M104", "shift", "0 cannot stand here: it is not above 0.")],
        ),
        (
            'version = "1"',
            'version = "1"\ncomplete = 95',
            [("M104", "complete", "95 cannot stand here: it is above 1.")],
        ),
        (
            'version = "1"',
            'version = "1"\nrespondent_evidence = {auditor = 4}',
            [
                (
                    "M104",
                    "respondent_evidence.auditor",
                    "4 cannot stand here: it is above",
                )
            ],
        ),
        (
            'version = "1"',
            'version = "1"\nminimum_cell = 4',
            [("M104", "minimum_cell", "4 cannot stand here: it is below 5.")],
        ),
        (
            'version = "1"',
            'version = "1"\nminimum_cell = 12.0',
            [("M104", "minimum_cell", "12.0 cannot stand here: it is not a whole")],
        ),
        (
            "[0.6, 0.8, 0.95, 1]",
            "[0.6, 0.8, 0.95]",
            [
                (
                    "M104",
                    "credit",
                    "[0.6, 0.8, 0.95] cannot stand here: it needs 4 or more",
                )
            ],
        ),
        (
            "[0.6, 0.8, 0.95, 1]",
            "[0.6, 0.8, 0.95, 1, 1]",
            [("M104", "credit", "it has more than 4 entries.")],
        ),
        (
            "[0.6, 0.8, 0.95, 1]",
            '[0.6, 1.8, "0.95", 1]',
            [
                ("M104", "credit.2", "1.8 cannot stand here: it is above 1."),
                ("M104", "credit.3", "'0.95' cannot stand here: it is not a number."),
            ],
        ),
        (
            "[0.6, 0.8, 0.95, 1]",
            "0.6",
            [("M104", "credit", "0.6 cannot stand here: it is not a list in square")],
        ),
        (
            '["management"]',
            '["workers"]',
            [
                (
                    "M104",
                    "roles.supplier.1",
                    (
                        "'workers' cannot stand here: it is none of 'management', 'recruiter',"
                        " 'auditor', 'worker' or 'member'."
                    ),
                )
            ],
        ),
        (
            "supplier =",
            "buyer =",
            [("M104", "roles.buyer", "'buyer' cannot stand here: it is none of")],
        ),
        (
            "[roles]\nsupplier",
            "roles",
            [("M104", "roles", "['management'] cannot stand here: it is not a table.")],
        ),
        (
            '"${W-1} > 0 or ${W-2} > 0"',
            '"${W-1} == 0"',
            [
                (
                    "M104",
                    "outcome_gates.1.reported",
                    (
                        "'${W-1} == 0' cannot stand here: '==' is not known; equality is"
                        " written '=' (character 8)."
                    ),
                )
            ],
        ),
        (
            '"${W-3} >= ${W-1}"',
            '"${W-3} >="',
            [("M104", "outcome_gates.1.remedied", "'${W-3} >=' cannot stand here: ")],
        ),
        (
            "\"${W-4} = 'yes'\"",
            '""',
            [("M104", "incidences.1.reported", "'' cannot stand here: the expression")],
        ),
        # M105, parts that do not go together
        (
            "least = 0.0",
            "least = 10.0",
            [
                (
                    "M105",
                    None,
                    "bands stand from the best to the worst, which begins at 0.",
                )
            ],
        ),
        (
            "least = 50.0",
            "least = 0",
            [
                (
                    "M105",
                    None,
                    "bands stand from the best to the worst, which begins at 0.",
                )
            ],
        ),
        (
            "0.8, 0.95",
            "0.95, 0.8",
            [("M105", None, "credit never falls as evidence gets better.")],
        ),
        (
            "critical = 49.0",
            "critical = 19.0",
            [("M105", None, "caps rise from zero_tolerance over critical to major.")],
        ),
        (
            'version = "1"',
            'version = "1"\nprovisional = 0.96',
            [("M105", None, "provisional is not above complete.")],
        ),
        (
            'version = "1"',
            'version = "1"\nactions.days.critical = 7',
            [
                (
                    "M105",
                    None,
                    "days rise from zero_tolerance over critical and major to minor.",
                )
            ],
        ),
        (
            'version = "1"',
            'version = "1"\nactions.days.minor = 0',
            [("M104", "actions.days.minor", "it is below 1")],
        ),
        ('id = "2"', 'id = "1"', [("M105", None, "the principle '1' stands twice.")]),
        (
            "weight = 1.5\n",
            'weight = 1.5\nparts = [{id = "2a", title = "A part"}]\n',
            [("M105", None, "'2' holds either questions or parts.")],
        ),
        ('"B"', '"A"', [("M105", None, "the band 'A' stands twice.")]),
        ('"X-2"', '"X-1"', [("M105", None, "the question 'X-1' stands twice.")]),
    ],
)
def test_every_fault_is_told_with_its_key(read, old, new, expected):
    """In our own words: nobody has to know the library that checks the values."""
    model, issues = read(old, new)

    assert model is None
    assert [(code, label) for code, label, _ in expected] == [
        (one.code, one.place.label) for one in issues
    ]
    for one, (_, _, message) in zip(issues, expected, strict=True):
        assert message in one.message
        assert "Input should" not in one.message
        assert one.blocking
        assert "scoring/models/small.toml" == one.place.file


@pytest.mark.parametrize(
    "line",
    [
        "mean = 10",
        "mean = -10.0",
        "shift = 1",
        "minimum_cell = 5",
        "respondent_evidence = {auditor = 3, worker = 0}",
        "gate_threshold = 0",
        "complete = 0.8",  # as low as provisional
    ],
)
def test_the_limits_themselves_are_allowed(read, line):
    model, issues = read('version = "1"', f'version = "1"\n{line}')

    assert () == issues
    assert model is not None


def test_a_model_needs_a_principle_and_a_band(read):
    head, _, _ = MODEL.partition("[[bands]]")
    _, issues = read(MODEL, f"bands = []\nprinciples = []\n{head}")

    assert [
        ("M104", "principles", "[] cannot stand here: it needs 1 or more entries."),
        ("M104", "bands", "[] cannot stand here: it needs 1 or more entries."),
    ] == [(one.code, one.place.label, one.message) for one in issues]


def test_all_faults_are_told_at_once(read):
    changed = MODEL.replace("weight = 2", "weight = -2").replace("24", "240")
    _, issues = read(MODEL, changed.replace('title = "Second"', 'titel = "Second"'))

    assert [
        ("M104", "principles.1.weight"),
        ("M102", "principles.2.title"),
        ("M103", "principles.2.titel"),
        ("M104", "caps.zero_tolerance"),
    ] == [(one.code, one.place.label) for one in issues]


def test_contradictions_are_told_together(read):
    changed = MODEL.replace("0.8, 0.95", "0.95, 0.8").replace("49.0", "9.0")
    _, issues = read(MODEL, changed)

    assert [
        (
            "The parts of the model do not go together: credit never falls as evidence gets"
            " better; caps rise from zero_tolerance over critical to major."
        )
    ] == [one.message for one in issues]


def test_a_value_is_quoted_but_not_at_any_length(read):
    _, issues = read('short = "First"', f'short = "{"x" * 200}"')

    assert f"'{'x' * 56}... cannot stand here: it has more than 22 characters." == (
        issues[0].message
    )


def test_a_file_in_another_encoding_is_told(read):
    model, issues = read("A small model", "Modèle", encoding="cp1252")

    assert model is None
    assert ["The text of the file is not in UTF-8."] == [one.message for one in issues]


def test_without_another_name_the_path_is_told(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("x")

    _, issues = read_scoring_model(path)

    assert [str(path)] == [one.place.file for one in issues]


SHIPPED = sorted((content_folder() / "scoring" / "models").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_model_is_read_and_named_as_its_file(path):
    model, issues = read_scoring_model(path)

    assert () == issues
    assert model is not None
    assert path.stem == model.id == read_model(path.stem).id


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_model_has_the_numbers_of_the_method(path):
    """scoring/README.md: credit, caps, bands, thresholds; weights add up to 100."""
    model = read_model(path.stem)

    assert (0.60, 0.80, 0.95, 1.00) == model.credit
    assert (24.0, 49.0, 69.0) == (
        model.caps.zero_tolerance,
        model.caps.critical,
        model.caps.major,
    )
    assert [("A", 85.0), ("B", 70.0), ("C", 50.0), ("D", 25.0), ("E", 0.0)] == [
        (band.letter, band.least) for band in model.bands
    ]
    assert (0.0, 0.99, 0.5) == (model.mean, model.shift, model.gate_threshold)
    assert (0.95, 0.80, 0.20) == (
        model.complete,
        model.provisional,
        model.na_exposure_flag,
    )
    assert (10, 0.05) == (model.minimum_cell, model.outcome_incidence)
    assert {"auditor": 2} == model.respondent_evidence
    assert 100.0 == sum(principle.weight for principle in model.principles)


@given(
    st.lists(st.floats(0.1, 100), min_size=1, max_size=6, unique=True),
    st.floats(0, 100),
    st.floats(0, 100),
)
def test_a_better_score_is_never_in_a_worse_band(least, one, other):
    rising = [0.0, *sorted(least)]
    bands = tuple(
        Band(letter=chr(65 + n), name="", least=bound)
        for n, bound in enumerate(reversed(rising))
    )
    model = read_model("iris").model_copy(update={"bands": bands})

    worse, better = sorted((one, other))

    assert model.band(worse).letter >= model.band(better).letter
    assert model.band(one).least <= one


def test_an_outcome_made_in_code_is_checked_too():
    with pytest.raises(ValueError, match="ends too early"):
        Outcome(id="x", title="X", asked="W-1", reported="${W-1} >")
