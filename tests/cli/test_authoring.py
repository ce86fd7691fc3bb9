"""`init` and `blank` for who has never used them: a guide, names filled in, no loss."""

import openpyxl
import pytest

from recruitcheck.content import content_folder
from recruitcheck.workspace import init_workspace, open_workspace

_EARLIER = content_folder() / "questionnaires/examples/returns/2026/SAMR-10.xlsx"


@pytest.fixture
def inside(tmp_path, monkeypatch):
    """The folder of a workspace, as the present one, in which one site was asked."""
    root = init_workspace(str(tmp_path / "network"), name="Our network").root
    (root / "organisations.csv").write_text(
        "id,name,role,corridors\n"
        "SITE-01,Hotel Lotus,supplier,NPL-MYS BGD-MYS\n"
        "SITE-02,,supplier,\n"
    )
    monkeypatch.chdir(root)
    return root


def texts(path):
    sheets = openpyxl.load_workbook(path).worksheets
    return {c.value for one in sheets[:2] for row in one.iter_rows() for c in row}


def test_a_new_workspace_says_what_goes_where(inside):
    guide = (inside / "README.md").read_text("utf-8")
    assert guide.startswith("# Our network\n")
    for path in inside.iterdir():
        assert path.name == "README.md" or f"`{path.name}" in guide


def test_a_folder_may_be_named_as_text(inside):
    assert "Our network" == open_workspace(str(inside)).settings.name


def test_blank_knows_who_was_asked(call, inside):
    """Name and corridors come from organisations.csv, who asks from workspace.toml."""
    code, out, err = call("blank", "iris-supplier", "--id", "SITE-01")
    assert (0, "SITE-01-iris-supplier.xlsx\n", "") == (code, out, err)
    found = texts(inside / out.strip())
    assert {"Hotel Lotus", "Nepal", "Bangladesh", "Malaysia"} < found
    assert any("Our network" in str(text) for text in found)


def test_a_blank_is_called_by_id_form_and_cycle(call, inside):
    """Nothing in an id leads out of the folder."""
    words = ("blank", "iris-supplier", "--id", "../SITE 01", "--cycle", "2026-H2")
    code, out, _ = call(*words)
    assert (0, "___SITE_01-iris-supplier-2026-H2.xlsx\n") == (code, out)
    assert (inside / out.strip()).is_file()


def test_what_is_given_wins_over_the_list(call, inside):
    _, out, _ = call(
        *("blank", "iris-supplier", "--id", "SITE-01", "--name", "Hotel Rose"),
        *("--corridor", "Nepal-Qatar"),
    )
    found = texts(inside / out.strip())
    assert {"Hotel Rose", "Nepal", "Qatar"} < found
    assert found.isdisjoint({"Hotel Lotus", "Bangladesh"})


def test_an_id_that_nobody_listed_is_said(call, inside):
    code, out, err = call("blank", "iris-supplier", "--id", "SITE-1")
    assert (0, "SITE-1-iris-supplier.xlsx\n") == (code, out)
    assert (
        "'SITE-1' does not stand in organisations.csv. Did you mean 'SITE-01'?\n" == err
    )


def test_blank_asks_the_questions_of_the_workspace_it_is_called_in(call, inside):
    (inside / "questionnaires" / "iris-supplier.xlsx").unlink()
    code, _, err = call("blank", "iris-supplier")
    assert 2 == code
    assert "There is no questionnaire 'iris-supplier'" in err
    assert "iris-supplier " not in call("show")[1]


def test_blank_writes_over_no_workbook_that_may_be_filled_in(call, inside):
    words = ("blank", "iris-supplier", "--id", "SITE-02")
    assert 0 == call(*words)[0]
    path = inside / "SITE-02-iris-supplier.xlsx"
    path.write_bytes(b"filled in")
    code, _, err = call(*words)
    assert (2, b"filled in") == (code, path.read_bytes())
    assert "is there already and may be filled in" in err
    assert 0 == call(*words, "-o", path)[0]
    assert b"filled in" != path.read_bytes()


def test_blank_never_writes_over_the_return_it_starts_from(call, inside):
    earlier = inside / "returns" / "a.xlsx"
    earlier.write_bytes(_EARLIER.read_bytes())
    code, _, _ = call("blank", "iris-supplier", "--from", earlier, "-o", earlier)
    assert (2, _EARLIER.read_bytes()) == (code, earlier.read_bytes())
