"""The kernel mapped by real engines over many machines: the bits of the embedded run.

Both are in the dependency group `engines`, since Spark is large and needs Java; without
them these tests are skipped.
"""

import os
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.model_reader import read_scoring_model
from recruitcheck.scoring.rules import compile_rules
from tests.scoring.random_units import random_case

UNITS = 2_000
INDEX = Path(__file__).parents[2] / "docs" / "examples" / "index" / "wellbeing"


@pytest.fixture(scope="module")
def spark():
    """A session with two workers that get 300 units at once."""
    sql = pytest.importorskip("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "300")
        .getOrCreate()
    )
    yield session
    session.stop()


def random_units():
    """Rules with all that a model can have, and units in a random order of keys."""
    rng = np.random.default_rng(20_261_125)
    case = random_case(rng, units=UNITS)
    keys = pa.array(rng.permutation(UNITS))
    return case.rules, pa.Table.from_batches([case.batch()]).append_column("unit", keys)


def random_countries():
    """Rules compiled from files: their conditions and scales go to the workers too."""
    questionnaire, _ = read_questionnaire(INDEX.with_suffix(".xlsx"))
    model, _ = read_scoring_model(INDEX.with_suffix(".toml"))
    assert questionnaire is not None
    assert model is not None
    rules, _ = compile_rules(model, "supplier", [questionnaire])
    rng = np.random.default_rng(7)
    highest = {"LIFE": 90, "EXPECTED": 20, "SCHOOLED": 16, "GNI": 90_000, "WATER": 100}
    columns = {
        name: pa.array(rng.random(UNITS) * most, mask=rng.random(UNITS) < 0.1)
        for name, most in highest.items()
    }
    free = rng.choice(["none", "school", "school clinic", "birth", "dk"], UNITS)
    columns |= {"FREE": pa.array(free), "unit": pa.array(rng.permutation(UNITS))}
    return rules, pa.table(columns)


def plain(batch):
    """Words in place of codes: Spark has no dictionaries."""
    words = pa.schema(
        field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
        for field in batch.schema
    )
    return batch.cast(words)


def colons(table):
    """Names as Spark can map them: a dot in a name is a field of a struct to it."""
    return [name.replace(".", ":") for name in table.schema.names]


def dots(batch):
    return [name.replace(":", ".") for name in batch.schema.names]


def same_bits(expected, actual):
    """Names of columns that differ, rows brought into the order of their keys.

    Null differs from every number; numbers are compared by their bytes.
    """
    assert expected.num_rows == actual.num_rows == UNITS
    one, other = expected.sort_by("unit"), actual.sort_by("unit")
    assert one.schema.names == other.schema.names
    return [name for name in one.schema.names if bits(one, name) != bits(other, name)]


def bits(table, name):
    column = table.column(name).combine_chunks()
    if pa.types.is_floating(column.type):
        return column.is_null().to_pylist(), column.fill_null(0).to_numpy().tobytes()
    return column.to_pylist()


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
@pytest.mark.parametrize("make", [random_units, random_countries])
def test_spark_maps_the_kernel_to_the_same_bits(spark, make):
    types = pytest.importorskip("pyspark.sql.pandas.types")
    rules, table = make()
    expected = plain(pa.Table.from_batches([score(table, rules)]))

    def scored(batches):
        for batch in batches:
            yield plain(score(batch.rename_columns(dots(batch)), rules))

    frame = spark.createDataFrame(table.rename_columns(colons(table))).repartition(4)
    found = frame.mapInArrow(scored, types.from_arrow_schema(expected.schema)).toArrow()

    assert [] == same_bits(expected, found)


@pytest.mark.parametrize("make", [random_units, random_countries])
def test_dask_maps_the_kernel_to_the_same_bits(make):
    dask = pytest.importorskip("dask")
    rules, table = make()
    expected = plain(pa.Table.from_batches([score(table, rules)]))
    parts = [
        dask.delayed(lambda part: plain(score(part, rules)))(table.slice(start, 300))
        for start in range(0, UNITS, 300)
    ]

    found = dask.compute(*parts, scheduler="processes", num_workers=2)

    assert [] == same_bits(expected, pa.Table.from_batches(found))
