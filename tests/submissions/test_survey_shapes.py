"""The same interviews give the same table, whichever server they are exported from."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.submissions.survey_export import Interviews, read_survey_export
from tests.submissions.answering import interviews
from tests.submissions.exporting import (
    Central,
    Interview,
    Kobo,
    XlsForm,
    plain_table,
    read_xlsform,
    save_parquet,
    save_plain_csv,
    save_plain_xlsx,
)

SHIPPED = Path(__file__).parents[2] / "questionnaires" / "worker-interview.xlsx"
LANGUAGES = ("", "English (en)", "Spanish (es)", "Nepali (ne)")

Save = Callable[[XlsForm, Sequence[Interview], Sequence[str], Path], Path]
"""Writes interviews and their ids as an export in that folder."""


def kobo_xlsx(
    kobo: Kobo, form: XlsForm, told: Sequence[Interview], ids: Sequence[str], to: Path
) -> Path:
    return kobo.save_xlsx(kobo.tables(form, told, ids), to / "export.xlsx")


def kobo_csv(
    kobo: Kobo, form: XlsForm, told: Sequence[Interview], ids: Sequence[str], to: Path
) -> Path:
    return kobo.save_csv(kobo.tables(form, told, ids), to / "export.csv")


def through_pandas(
    form: XlsForm, told: Sequence[Interview], ids: Sequence[str], to: Path
) -> Path:
    """Read and written again with pandas, which makes 1.0 of a tick beside a blank."""
    path = kobo_csv(Kobo(multiple="details"), form, told, ids, to)
    pd.read_csv(path, sep=";").to_csv(path, index=False)
    return path


def central_zip(
    odk: Central, form: XlsForm, told: Sequence[Interview], ids: Sequence[str], to: Path
) -> Path:
    return odk.save_zip(odk.tables(form, told, ids), to / "export.zip")


def central_csv(
    odk: Central, form: XlsForm, told: Sequence[Interview], ids: Sequence[str], to: Path
) -> Path:
    return odk.save_csv(odk.tables(form, told, ids), to / "export.csv")


def plain(  # noqa: PLR0917
    save: Callable[..., Path],
    name: str,
    form: XlsForm,
    told: Sequence[Interview],
    ids: Sequence[str],
    to: Path,
) -> Path:
    return save(plain_table(form, told), to / name)


def shapes() -> dict[str, Save]:
    """Every way to export, by a name that says which."""
    found: dict[str, Save] = {}
    for language in LANGUAGES:
        for groups in ("", "/"):
            for multiple in ("summary", "details", "both"):
                kobo = Kobo(language, groups, multiple)
                name = f"{language[:2] or 'names'}{groups}-{multiple}"
                found[f"kobo-xlsx-{name}"] = partial(kobo_xlsx, kobo)
                found[f"kobo-csv-{name}"] = partial(kobo_csv, kobo)
    for name, kobo in {
        "typed": Kobo(typed=True),
        "typed-en": Kobo("English (en)", "/", typed=True),
        "tags": Kobo(hxl=True),
        "tags-ne": Kobo("Nepali (ne)", "/", "details", hxl=True, typed=True),
        "hyphens": Kobo(groups="-"),
        "points": Kobo(groups="."),
        "hyphens-en": Kobo("English (en)", "-", "details"),
        "points-ne": Kobo("Nepali (ne)", ".", "both"),
        "no-uuid": Kobo(uuid=False),
    }.items():
        found[f"kobo-xlsx-{name}"] = partial(kobo_xlsx, kobo)
        found[f"kobo-csv-{name}"] = partial(kobo_csv, kobo)
    for split in (False, True):
        for paths in (False, True):
            odk = Central(split=split, paths=paths)
            name = f"{'split' if split else 'joined'}-{'paths' if paths else 'names'}"
            found[f"central-zip-{name}"] = partial(central_zip, odk)
            found[f"central-csv-{name}"] = partial(central_csv, odk)
    found["kobo-csv-pandas"] = through_pandas
    found["plain-csv"] = partial(plain, save_plain_csv, "plain.csv")
    found["plain-xlsx"] = partial(plain, save_plain_xlsx, "plain.xlsx")
    found["plain-parquet"] = partial(plain, save_parquet, "plain.parquet")
    texts = partial(save_parquet, as_types=False)
    found["plain-parquet-texts"] = partial(plain, texts, "plain.parquet")
    return found


SHAPES = shapes()
# An export of XML values, in one column each, with ids: what the others must equal.
FIRST = SHAPES["kobo-csv-names-summary"]
WITHOUT_IDS = ("plain", "no-uuid")


@pytest.fixture(scope="module")
def shipped() -> tuple[Questionnaire, XlsForm]:
    questionnaire, issues = read_questionnaire(SHIPPED)
    assert questionnaire is not None, issues
    return questionnaire, read_xlsform(SHIPPED)


def read_from(
    save: Save,
    form: tuple[Questionnaire, XlsForm],
    told: Sequence[Interview],
    ids: Sequence[str],
) -> Interviews:
    """What is read, which must be without an issue."""
    with TemporaryDirectory() as folder:
        path = save(form[1], told, ids, Path(folder))
        read, issues = read_survey_export(path, form[0])
    assert read is not None, issues
    assert [] == list(map(str, issues))
    return read


@st.composite
def with_ids(
    draw: st.DrawFn, form: Questionnaire
) -> tuple[list[dict[str, str]], list[str]]:
    told = draw(st.lists(interviews(form), min_size=1, max_size=3))
    ids = st.uuids(version=4).map(str)
    return told, draw(
        st.lists(ids, min_size=len(told), max_size=len(told), unique=True)
    )


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
@settings(max_examples=3, deadline=None)
def test_every_shape_gives_the_identical_table(
    shape: str, data: st.DataObject, shipped: tuple[Questionnaire, XlsForm]
) -> None:
    """Answers, who was asked, refusals and ids; and what was told, nothing else."""
    told, ids = data.draw(with_ids(shipped[0]))
    first = read_from(FIRST, shipped, told, ids)

    read = read_from(SHAPES[shape], shipped, told, ids)

    unlike = ["file", "sheet"]  # where each stood is not the same
    if any(word in shape for word in WITHOUT_IDS):
        unlike.append("instance")
        assert read.table["instance"].isna().all()
        assert len(first.refusals) == len(read.refusals)
    else:
        assert first.refusals == read.refusals
    if "plain" in shape:  # it has no start and end, and nobody who asked
        unlike += ["interview_minutes", "interviewer"]
        assert read.table[unlike[-2:]].isna().all(axis=None)
    if "tags" in shape:
        unlike.append("row")
        assert (first.table["row"] + 1).tolist() == read.table["row"].tolist()
    pd.testing.assert_frame_equal(
        first.table.drop(columns=unlike), read.table.drop(columns=unlike)
    )
    pd.testing.assert_frame_equal(first.asked, read.asked)
    agreed = [one for one in told if one["W-PRO-01"] == "yes"]
    for question in shipped[0].asked:
        found = read.table[question.id].astype(object)
        expected = [one[question.id] or None for one in agreed]
        assert expected == found.where(found.notna(), None).tolist(), question.id


@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_skipped_and_missing_are_told_apart(
    data: st.DataObject, shipped: tuple[Questionnaire, XlsForm]
) -> None:
    """By the conditions of the form, whatever the server writes for either."""
    told, ids = data.draw(with_ids(shipped[0]))

    read = read_from(SHAPES["central-zip-split-paths"], shipped, told, ids)

    agreed = [one for one in told if one["W-PRO-01"] == "yes"]
    for question in shipped[0].asked:
        shown = [
            question.relevant is None or question.relevant.holds(one) for one in agreed
        ]
        assert shown == read.asked[question.id].tolist(), question.id
