"""`ask`: a workbook for everybody of the list, none for who has answered, no loss."""

import shutil

import openpyxl
import pytest

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.workspace import init_workspace

RETURNS = content_folder() / "questionnaires" / "examples" / "returns"


@pytest.fixture
def inside(tmp_path, monkeypatch):
    """A workspace, as the present folder, in which three of four sites have answered."""
    root = init_workspace(str(tmp_path / "network"), name="Our network").root
    (root / "organisations.csv").write_text(
        "id,name,role,corridors\n"
        "BAYU-04,Bayu,supplier,BGD-MYS\n"
        "LUPIN-09,,supplier,MEX-CAN\n"
        "NEW-01,Hotel Lotus,supplier,NPL-MYS BGD-MYS\n"
        "KERUING-02,Keruing,supplier,NPL-MYS\n"
        "MARIGOLD-STAIR,Marigold,recruiter,NPL-MYS NPL-QAT\n"
        "SEVEN-REEDS,Seven Reeds,recruiter,\n"
    )
    for name in ("2026/BAYU-04", "2026/LUPIN-09", "2025/KERUING-02"):
        shutil.copy(RETURNS / f"{name}.xlsx", root / "returns")
    shutil.copy(RETURNS / "2026/recruiter-MARIGOLD-STAIR.xlsx", root / "returns")
    monkeypatch.chdir(root)
    return root


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def answers(path):
    return {
        ref: cell.value
        for ref, cell in input_cells(openpyxl.load_workbook(path)).items()
    }


def test_everybody_who_has_not_answered_gets_a_workbook(call, inside):
    code, out, err = call("ask", "iris-supplier", "--cycle", "2026")

    assert 0 == code
    blanks = inside / "blanks"
    assert [
        "KERUING-02-iris-supplier-2026.xlsx",
        "NEW-01-iris-supplier-2026.xlsx",
    ] == names(blanks)
    assert sorted(out.split()) == [f"blanks/{name}" for name in names(blanks)]
    assert "Not asked, for they answered in 2026: BAYU-04, LUPIN-09." in err
    found = answers(blanks / "NEW-01-iris-supplier-2026.xlsx")
    assert {
        "supplier_id": "NEW-01",
        "supplier_name": "Hotel Lotus",
        "cycle": "2026",
        "destination": "Malaysia",
        "origin#1": "Nepal",
        "origin#2": "Bangladesh",
        "M-GOV-01": None,
    }.items() <= found.items()
    kept = answers(blanks / "KERUING-02-iris-supplier-2026.xlsx")
    assert kept["M-GOV-01"] is None


def test_no_workbook_is_written_over(call, inside):
    call("ask", "iris-supplier", "--cycle", "2026")
    path = inside / "blanks" / "NEW-01-iris-supplier-2026.xlsx"
    path.write_bytes(b"filled in")

    code, out, err = call("ask", "iris-supplier", "--cycle", "2026")

    assert (0, "", b"filled in") == (code, out, path.read_bytes())
    assert "There already, and left as they are: 2." in err


def test_earlier_answers_come_with_their_form_and_language(call, inside):
    """Bayu answered the short form, Lupin in Spanish; the new one begins empty."""
    code, _, err = call(
        *("ask", "iris-supplier", "--cycle", "2027", "--carry-over"),
        *("-o", inside / "out"),
    )

    assert 0 == code
    assert "Not asked" not in err
    assert 4 == len(names(inside / "out"))
    bayu, lupin, new = (
        answers(inside / "out" / f"{name}-iris-supplier-2027.xlsx")
        for name in ("BAYU-04", "LUPIN-09", "NEW-01")
    )
    assert len(bayu) < len(new)
    assert (None, "2027") == (new["M-GOV-01"], bayu["cycle"])
    assert {bayu["M-GOV-01"], lupin["M-GOV-01"]}.isdisjoint({None, ""})
    assert "México" == lupin["origin#1"]

    call(
        *("ask", "iris-supplier", "--cycle", "2027", "--carry-over", "--full"),
        *("-o", inside / "full", "--language", "en"),
    )
    full = answers(inside / "full" / "LUPIN-09-iris-supplier-2027.xlsx")
    assert "Mexico" == full["origin#1"]
    assert len(bayu) < len(answers(inside / "full" / "BAYU-04-iris-supplier-2027.xlsx"))


def test_a_recruiter_gets_one_for_each_corridor(call, inside):
    """It has answered in one of its two."""
    code, _, err = call("ask", "iris-recruiter", "--cycle", "2026")

    assert 0 == code
    assert [
        "MARIGOLD-STAIR-iris-recruiter-NPL-QAT-2026.xlsx",
        "SEVEN-REEDS-iris-recruiter-2026.xlsx",
    ] == names(inside / "blanks")
    assert "Not asked, for they answered in 2026: MARIGOLD-STAIR." in err


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            "bali-aaa-member",
            "is for a member, and organisations.csv lists recruiter, supplier.",
        ),
        ("worker-interview", "upload the questionnaire to KoboToolbox or ODK"),
        ("iris-suplier", "Did you mean 'iris-supplier'?"),
    ],
)
def test_a_form_for_nobody_of_the_list_is_said(call, inside, form, said):
    code, out, err = call("ask", form, "--cycle", "2026")

    assert (2, "") == (code, out)
    assert said in err
    assert [] == list(inside.rglob("*2026.xlsx"))


def test_a_list_of_nobody_is_said(call, inside):
    (inside / "organisations.csv").unlink()
    code, _, err = call("ask", "iris-supplier", "--cycle", "2026")
    assert (2, True) == (code, "organisations.csv lists nobody" in err)
