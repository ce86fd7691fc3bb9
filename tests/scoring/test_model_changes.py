"""What if: a model with values changed says so, and bad values are told as in a file."""

import pytest

from recruitcheck.issues import Issue
from recruitcheck.scoring.model_changes import change_model, read_value


def changed(iris, **paths):
    model, issues = change_model(
        iris, {path.replace("__", "."): value for path, value in paths.items()}
    )
    assert () == issues
    assert model is not None
    return model


def test_short_names_lead_to_the_parts_that_people_speak_of(iris):
    found = changed(
        iris, p="1", weight__1="30", cap__critical="40", band__A="90", credit__0=".5"
    )
    assert 1.0 == found.mean
    assert 30.0 == next(one.weight for one in found.principles if one.id == "1")
    assert 40.0 == found.caps.critical
    assert 90.0 == found.bands[0].least
    assert (0.5, 0.8, 0.95, 1.0) == found.credit


def test_every_key_of_the_file_can_be_changed_by_its_path(iris):
    found = changed(
        iris,
        principles__A__weight="3",
        bands__B__least="75",
        caps__major="60",
        credit="0.5, 0.7, .9, 1",
        ranges__draws="500",
        respondent_evidence__management="1",
        migrant_workers="M-PRO-04",
        outcome_gates__retaliation__title="Punished",
    )
    assert 3.0 == found.principles[0].weight
    assert 75.0 == found.bands[1].least
    assert 60.0 == found.caps.major
    assert (0.5, 0.7, 0.9, 1.0) == found.credit
    assert 500 == found.ranges.draws
    assert {"auditor": 2, "management": 1} == found.respondent_evidence
    assert "M-PRO-04" == found.migrant_workers
    assert "Punished" == found.outcome_gates[3].title


def test_a_changed_model_says_what_was_changed_and_has_another_hash(iris):
    found = changed(iris, weight__1="30", p="1")
    said = ("weight.1 = 30 (was 25)", "p = 1 (was 0)")
    assert said == found.changes
    assert f"{iris.version}, changed: {'; '.join(said)}" == found.version
    assert found.hash not in {iris.hash, changed(iris, p="1").hash}
    assert found.hash == changed(iris, weight__1="30", p="1").hash
    assert () == iris.changes


def test_a_model_can_be_changed_again(iris):
    twice = changed(changed(iris, p="1"), ranges__draws="500")
    said = ("p = 1 (was 0)", "ranges.draws = 500 (was 2000)")
    assert said == twice.changes
    assert f"{iris.version}, changed: {'; '.join(said)}" == twice.version


def test_the_values_that_stand_there_change_nothing(iris):
    assert iris is changed(iris, p="0", weight__1="25", credit="0.6,0.8,0.95,1")


def test_values_from_python_need_no_text(iris):
    found = changed(iris, credit=(0.5, 0.6, 0.7, 1.0), p=-1)
    assert (
        "credit = [0.5, 0.6, 0.7, 1] (was [0.6, 0.8, 0.95, 1])",
        "p = -1 (was 0)",
    ) == (found.changes)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("p", "x", "'x' cannot stand here: it is not a number."),
        ("weight.1", "-1", "-1 cannot stand here: it is not above 0."),
        ("weight.1", "nan", "nan cannot stand here: it is not a finite number."),
        ("ranges.weights", "1", "1 cannot stand here: it is not below 1."),
        ("band.A", "101", "101 cannot stand here: it is above 100."),
    ],
)
def test_a_value_that_cannot_stand_is_told_as_in_a_file(iris, path, value, message):
    model, (told,) = change_model(iris, {path: value})
    assert model is None
    assert ("M104", "--set", path) == (told.code, told.place.file, told.place.label)
    assert message == told.message


def test_parts_that_do_not_go_together_are_told(iris):
    model, (told,) = change_model(iris, {"cap.critical": "10"})
    assert model is None
    assert "M105" == told.code
    assert "caps rise from zero_tolerance over critical to major" in told.message


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("wieght.A", " Did you mean 'weight.A'?"),
        ("cap.criticle", " Did you mean 'cap.critical'?"),
        ("minimum_cell", None),
        ("credit.7", None),
        ("p.x", None),
        ("caps.major.x", None),
        ("hash", None),
        ("version", None),
        ("changes", None),
        ("", None),
    ],
)
def test_a_path_that_leads_nowhere_gets_the_nearest(iris, path, hint):
    model, (told,) = change_model(iris, {path: "1"})
    assert model is None
    assert "M109" == told.code
    assert f"'{path}' is no part of this model" in told.message
    if hint is not None:
        assert told.message.endswith(hint)


def test_all_wrong_changes_are_told_at_once(iris):
    _, issues = change_model(iris, {"weight.9": "1", "krumm": "2"})
    assert ["weight.9", "krumm"] == [one.place.label for one in issues]
    assert all(isinstance(one, Issue) for one in issues)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("0.5", 0.5),
        (".5", 0.5),
        ("true", True),
        ("[1, 2]", [1, 2]),
        ("1, .5", [1, 0.5]),
        ('"M-1"', "M-1"),
        ("M-1", "M-1"),
        ("1\nx = 2", 1),
    ],
)
def test_values_are_read_as_toml_reads_them(text, value):
    assert value == read_value(text)
