"""The page that describes the batch, and the kernel, say the same."""

import contextlib
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from recruitcheck.errors import UsageError
from recruitcheck.questionnaires.points import parse_points
from recruitcheck.questionnaires.questionnaire import RESERVED
from recruitcheck.scoring.batch_faults import CAPPING
from recruitcheck.scoring.engine import BATCH_FORMAT, details, score
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import OutcomeGate
from recruitcheck.scoring.states import NA_APPROVED, NOT_ASKED, STATES
from tests.scoring.test_engine_laws import SCALE, model

PAGE = Path(__file__).parents[2] / "docs" / "batch.md"


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rules():
    """A claim and an audit in topic T, ticks, a number, and what hangs on the site."""
    gate = OutcomeGate(id="fee", title="f", finding="f", asked="W", reported="1")
    items = (
        Item("claim", "management", 1, 0, SCALE, topic="T"),
        Item("ticks", "management", 1, 1, parse_points("a:1 | b:1", "proportional")),
        Item("number", "management", 1, 2, parse_points(">=95:4 | >0:1 | <=0:0", "")),
        Item("audit", "auditor", 1, 0, SCALE, topic="T", evidence=2),
        Item("ways", "management", 0, None, None),
        Item(
            "broker",
            "management",
            1,
            1,
            SCALE,
            conditions=(Condition("ways@site", "broker".__eq__, scored=True),),
        ),
    )
    return Rules(model(mean=1.0, outcome_gates=(gate,)), items)


def scored(rules, **columns):
    """The first row of a batch; of 'workers.T.heard' only what is named is there."""
    batch = pa.RecordBatch.from_pydict({"claim": ["yes"]} | columns)
    return score(batch, rules).to_pylist()[0]


class Asked:
    """A batch that remembers the names that the kernel looks for or reads."""

    def __init__(self, batch):
        self.batch, self.names = batch, set()
        self.num_rows, self.schema = batch.num_rows, self

    def get_field_index(self, name):
        self.names.add(name)
        return self.batch.schema.get_field_index(name)

    def __getattr__(self, name):
        return getattr(self.batch.schema, name)

    def column(self, name):
        return self.batch.column(name)


def columns_of(page, heading):
    """First cells of the table below a heading."""
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    table = section.partition("| column |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_the_page_names_the_version_of_the_format(page):
    assert [BATCH_FORMAT] == re.findall(r"This is format \*\*(.+?)\*\*", page)


def test_the_example_of_the_page_runs_and_prints_what_it_says(page):
    """15 lines or fewer."""
    example = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    expected = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example[0], str(PAGE), "exec"), {})  # noqa: S102  # our own page
    assert 1 == len(example)
    assert len(example[0].splitlines()) <= 15
    assert expected == [printed.getvalue()]


def test_the_page_names_every_column_that_the_kernel_looks_for(page, rules):
    batch = Asked(pa.RecordBatch.from_pydict({"claim": ["yes"], "ways": ["broker"]}))
    batch.batch = batch.batch.append_column("workers.T.heard", pa.array([0]))

    score(batch, rules)

    kinds = {
        "claim|ticks|number|audit|ways|broker": "<question>",
        "management|auditor": "<kind>",
        "T": "<topic>",
        "fee": "<gate>",
    }
    looked_for = set(batch.names)
    for ids, kind in kinds.items():
        looked_for = {
            re.sub(rf"(^|\.)({ids})(?=$|@|\.)", rf"\1{kind}", n) for n in looked_for
        }
    assert set(columns_of(page, "Columns that are read")) == looked_for


def test_the_page_names_every_column_that_the_kernel_writes_in_order(page, rules):
    """After what is passed through; parts of a model have one name on the page."""
    found = score(pa.RecordBatch.from_pydict({"unit": [7], "claim": ["yes"]}), rules)
    parts = [f"principle.{part.id}" for part in rules.model.nodes]
    names = found.schema.names
    assert ["unit", *parts] == names[: 1 + len(parts)]
    written = columns_of(page, "Columns that are written")
    assert ["principle.<id>", *names[1 + len(parts) :]] == written


def test_the_types_that_the_page_says_are_written(page, rules):
    types = {
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "list of text": pa.list_(pa.string()),
        "dictionary of text": pa.dictionary(pa.int8(), pa.string()),
    }
    section = page.partition("\n## Columns that are written\n")[2]
    said = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", section, re.MULTILINE))
    schema = score(pa.RecordBatch.from_pydict({"claim": ["yes"]}), rules).schema
    for name, kind in zip(schema.names, schema.types, strict=True):
        assert types[said[re.sub(r"^principle\..*", "principle.<id>", name)]] == kind


def test_what_the_page_says_is_never_null_is_all_that_is_not(page, rules):
    """Nobody of management took part: nothing is in scope."""
    row = scored(rules, **{"respondent.management": [False]})
    section = page.partition("\n## Columns that are written\n")[2]
    never = re.findall(r"^\| `(\w+)` \|.*\| never[^|]*\|$", section, re.MULTILINE)
    assert never == [name for name, value in row.items() if value is not None]


def test_the_page_names_every_reserved_word_and_its_state(page, rules):
    table = page.partition("### Reserved words")[2].partition("### ")[0]
    said = re.findall(r"^\| `(\w+)` \|.*\| (\w+)[^|]*\|$", table, re.MULTILINE)
    assert {*RESERVED, NA_APPROVED, NOT_ASKED} == {word for word, _ in said}
    assert {state for _, state in said} <= set(STATES)
    for word, state in said:
        item = Item("q", "management", 1, 0, SCALE, na_allowed=True)
        found = details(
            pa.RecordBatch.from_pydict({"q": [word]}), Rules(rules.model, (item,))
        )
        assert state == found[0]["q"].state


def test_an_na_that_the_question_does_not_allow_is_not_approved(rules):
    found = details(pa.RecordBatch.from_pydict({"claim": ["na_approved"]}), rules)
    assert "na_unapproved" == found[0]["claim"].state


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("claim", ""),
        ("claim", "Yes"),
        ("claim", "yes no"),
        ("claim", True),
        ("ticks", "a c"),
        ("ticks", "a dk"),
        ("ticks", "  "),
        ("number", "many"),
        ("number", float("nan")),
        ("number", True),
    ],
)
def test_a_label_that_nobody_knows_is_missing(rules, question, value):
    batch = pa.RecordBatch.from_pydict({question: [value]})
    assert "missing" == details(batch, rules)[0][question].state


@pytest.mark.parametrize(
    "column",
    [
        pa.array([96], pa.int8()),
        pa.array([96.5], pa.float32()),
        pa.array(["96.50"]),
        pa.array(["96"], pa.large_string()),
        pa.array(["96"], pa.string_view()),
        pa.array(["96"]).dictionary_encode(),
        pa.array([96]).dictionary_encode(),
    ],
)
def test_numbers_may_be_numbers_or_text(rules, column):
    """96 percent is worth 4 of 4, declared 60."""
    assert 60.0 == scored(rules, number=column)["principle.z"]


def test_a_choice_that_stands_twice_counts_once(rules):
    """One of two wanted choices."""
    found = details(pa.RecordBatch.from_pydict({"ticks": ["a a"]}), rules)
    assert 0.5 == found[0]["ticks"].points


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, 60.0),  # the model's level for management: declared
        ({"evidence.claim": pa.array([None], pa.int8())}, 60.0),
        ({"evidence.claim": pa.array([None])}, 60.0),
        ({"evidence.claim": [2.0]}, 95.0),
        ({"evidence.claim": pa.array([3], pa.uint8())}, 100.0),
        ({"workers.T.heard": pa.array([None])}, 60.0),
        ({"workers.T.heard": [0], "workers.T.favourable": pa.array([None])}, 60.0),
        # 9 are below the minimum cell of 10; a full count of 20 is certain.
        ({"workers.T.heard": [9], "workers.T.favourable": [0]}, 60.0),
        (
            {
                "workers.T.heard": [20],
                "workers.T.favourable": [20],
                "workers.T.population": [20],
            },
            100.0,
        ),
        ({"respondent.auditor": pa.array([None]), "audit": ["no"]}, 60.0),
        ({"respondent.auditor": [False], "audit": ["no"]}, 60.0),
        # The claim is limited to 0, and the auditor's own "no" earns nothing.
        ({"respondent.auditor": [True], "audit": ["no"]}, 0.0),
        ({"audit": ["no"]}, 0.0),
        # Not read: no such question, topic or gate.
        ({"evidence.x": [9], "workers.X.heard": ["x"], "outcome.x": ["x"]}, 60.0),
    ],
)
def test_what_null_and_absence_mean(rules, columns, expected):
    assert expected == scored(rules, **columns)["principle.x"]


def test_a_population_smaller_than_the_sample_counts_as_unknown(rules):
    heard = {"workers.T.heard": [20], "workers.T.favourable": [19]}
    unknown = scored(rules, **heard, **{"workers.T.population": pa.array([None])})
    assert unknown == scored(rules, **heard, **{"workers.T.population": [5]})
    assert unknown == scored(rules, **heard)


@pytest.mark.parametrize("severity", CAPPING)
def test_an_outcome_caps_by_its_severity(rules, severity):
    unused = pa.DictionaryArray.from_arrays(
        pa.array([1]), pa.array(["nobody says this", severity])
    )
    row = scored(rules, **{"outcome.fee": unused})
    assert (rules.model.cap(severity), ["fee"]) == (row["cap"], row["gates"])


def test_what_is_not_the_kernels_is_passed_through_first(rules):
    """Columns of its own kinds are dropped, names of results replaced."""
    batch = pa.RecordBatch.from_pydict(
        {
            "cycle": [date(2026, 1, 1)],
            "claim": ["yes"],
            "ways@site": ["x"],
            "workers.X.heard": [1],
            "score": ["mine"],
            "unit": [3],
        }
    )
    found = score(batch, rules)
    assert ["cycle", "score", "unit", "principle.x"] == found.schema.names[:4]
    assert isinstance(found.column("score")[0].as_py(), float)


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"number": [Decimal("96.5")]}, "column 'number' holds decimal128(3, 1);"),
        ({"claim": [date(2026, 1, 1)]}, "column 'claim' holds date32[day];"),
        ({"ways@site": [b"x"]}, "column 'ways@site' holds binary;"),
        ({"evidence.claim": [4]}, "column 'evidence.claim', row 0: 4 is no evidence"),
        ({"evidence.claim": [-1]}, "column 'evidence.claim', row 0: -1 is no"),
        ({"evidence.claim": [1.5]}, "column 'evidence.claim', row 0: 1.5 is no"),
        ({"evidence.claim": ["1"]}, "column 'evidence.claim' holds string;"),
        ({"respondent.auditor": ["yes"]}, "column 'respondent.auditor' holds string;"),
        ({"workers.T.heard": ["20"]}, "column 'workers.T.heard' holds string;"),
        ({"workers.T.heard": [-3]}, "column 'workers.T.heard', row 0: found -3;"),
        ({"workers.T.heard": [20]}, "column 'workers.T.favourable' is not there;"),
        (
            {"workers.T.heard": [20], "workers.T.favourable": [21]},
            "column 'workers.T.favourable', row 0: found 21; write 0 up to",
        ),
        (
            {"workers.T.heard": [20], "workers.T.favourable": [-1]},
            "column 'workers.T.favourable', row 0: found -1;",
        ),
        (
            {"workers.T.heard": [20], "workers.T.favourable": pa.array([None])},
            "column 'workers.T.favourable', row 0: found blank;",
        ),
        (
            {
                "workers.T.heard": [20],
                "workers.T.favourable": [20],
                "workers.T.population": [float("inf")],
            },
            "column 'workers.T.population', row 0: found inf;",
        ),
        ({"outcome.fee": ["bad"]}, "column 'outcome.fee', row 0: 'bad' is no severity"),
        ({"outcome.fee": [1]}, "column 'outcome.fee' holds int64; write text"),
    ],
)
def test_what_could_only_be_guessed_at_is_refused(rules, columns, told):
    with pytest.raises(UsageError) as error:
        scored(rules, **columns)
    assert str(error.value).startswith(told)
    assert 1 == len(str(error.value).splitlines())


def test_everything_wrong_is_told_at_once_with_its_first_row(rules):
    batch = pa.RecordBatch.from_pydict(
        {
            "claim": ["yes", "no", "no"],
            "evidence.claim": [0, 5, 7],
            "outcome.fee": ["major", None, "MAJOR"],
        }
    )
    with pytest.raises(UsageError) as error:
        details(batch, rules)
    told = str(error.value).splitlines()
    assert ["'evidence.claim', row 1: 5 is", "'outcome.fee', row 2: 'MAJOR' is"] == [
        re.findall(r"'[^']+', row .*? is", line)[0] for line in told
    ]


def test_a_column_that_stands_twice_is_refused(rules):
    batch = pa.RecordBatch.from_arrays([pa.array(["yes"])] * 2, ["claim", "claim"])
    with pytest.raises(UsageError, match="column 'claim' stands 2 times"):
        score(batch, rules)
