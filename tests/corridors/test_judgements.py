"""Reading the judgements of corridors: what is wrong is said, all at once."""

from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.corridors.residual import ResidualRules

GOOD = """
[residual]
credit = 0.8
shift = 0.99
least_known = 0.5
memory_months = 24
halving = {fee = 0.2, debt = 0.2, contract = 0.2, documents = 0.2, cost = 1.0}
weights = {fee = 0.3, debt = 0.15, contract = 0.15, documents = 0.2, cost = 0.2}
tiers = [{name = "low", least = 0.0}, {name = "high", least = 50.0}]
"""


def read(tmp_path, text):
    (tmp_path / "corridors.toml").write_text(text, "utf-8")
    found, issues = read_judgements("residual", ResidualRules, tmp_path)
    return found, [(one.code, one.place.label, one.message) for one in issues]


def test_the_shipped_file_is_sound():
    found, issues = read_judgements("residual", ResidualRules)
    assert () == issues
    assert found is not None
    assert ["low", "moderate", "elevated", "high", "severe"] == [
        tier.name for tier in found.tiers
    ]


def test_a_workspace_may_have_its_own(tmp_path):
    found, issues = read(tmp_path, GOOD)
    assert [] == issues
    assert found is not None
    assert "high" == found.tier(50.0)


def test_everything_wrong_at_once(tmp_path):
    text = GOOD.replace("credit = 0.8", "credit = 1.8").replace(
        "shift = 0.99", "shfit = 0.99"
    )
    found, issues = read(tmp_path, text.replace("cost = 1.0", 'cost = "1"'))
    assert None is found
    assert [
        ("M104", "residual.credit", "1.8 cannot stand here: it is above 1."),
        ("M102", "residual.shift", "'shift' is missing."),
        (
            "M104",
            "residual.halving.cost",
            "'1' cannot stand here: it is not a number with a point, as 20.0.",
        ),
        (
            "M107",
            "residual.shfit",
            "'shfit' is not a key of this section. Did you mean 'shift'?",
        ),
    ] == issues


def test_an_outcome_that_nobody_knows(tmp_path):
    found, issues = read(tmp_path, GOOD.replace("fee = 0.2", "fees = 0.2"))
    assert None is found
    words = "'fees' is not a key of this section. Did you mean 'fee'?"
    assert ("M107", "residual.halving.fees", words) == issues[0]


def test_parts_that_do_not_go_together(tmp_path):
    found, issues = read(tmp_path, GOOD.replace("fee = 0.3, ", ""))
    assert None is found
    assert [
        (
            "M108",
            "residual",
            "The parts of this section do not go together: weights lacks fee.",
        )
    ] == issues
    found, issues = read(tmp_path, GOOD.replace("least = 0.0", "least = 10.0"))
    assert None is found
    assert ["M108"] == [code for code, *_ in issues]


def test_no_section_and_no_toml(tmp_path):
    assert [("M102", "residual", "'[residual]' is missing.")] == read(tmp_path, "")[1]
    assert ["M101"] == [code for code, *_ in read(tmp_path, "credit = ")[1]]


def test_lists_too_deep_for_python_are_told(tmp_path):
    nested = f"a = {'[' * 5_000}{']' * 5_000}"
    assert ["F109"] == [code for code, *_ in read(tmp_path, nested)[1]]


def test_text_that_is_not_utf_8(tmp_path):
    (tmp_path / "corridors.toml").write_bytes(b"# \xff")
    _, issues = read_judgements("residual", ResidualRules, tmp_path)
    assert ["F118"] == [one.code for one in issues]
