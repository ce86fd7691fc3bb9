"""Text and TOML files of a workspace: what they may cost is bounded first."""

import pytest

from recruitcheck.sheets import parse_toml, read_text
from recruitcheck.sheets.texts import MOST_BYTES


def codes(issues):
    return [one.code for one in issues]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\nb", "a\nb"),
        (b"\xef\xbb\xbfa\r\nb\r\n", "a\nb\n"),
        ("é".encode(), "é"),
        (b"", ""),
    ],
)
def test_line_ends_and_the_mark_of_windows_change_nothing(content, expected):
    """And an empty file is an empty text."""
    assert (expected, ()) == read_text(content, name="a.toml")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("é".encode("cp1252"), "F118"),
        ("a".encode("utf-16"), "F118"),
        (b"a" * (MOST_BYTES + 1), "F109"),
    ],
)
def test_what_is_not_read_says_why(content, code):
    text, issues = read_text(content, name="a.toml")

    assert text is None
    assert [(code, "a.toml")] == [(one.code, one.place.file) for one in issues]


def test_a_file_of_the_greatest_size_is_read():
    assert (("a" * MOST_BYTES), ()) == read_text(b"a" * MOST_BYTES)


def test_a_file_that_is_not_there(tmp_path):
    path = tmp_path / "a.toml"

    text, issues = read_text(path)

    assert text is None
    assert [("F101", path.as_posix())] == [(o.code, o.place.file) for o in issues]


def nested(levels):
    """A list in each other, below one key."""
    return "a = " + "[" * levels + "]" * levels


def inline(levels):
    return "a = " + "{a = " * levels + "1" + "}" * levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a = 1\n[b.c]\nd = "x"', {"a": 1, "b": {"c": {"d": "x"}}}),
        ("a = 999999999999999999", {"a": 10**18 - 1}),
        ("a = -999999999999999999", {"a": 1 - 10**18}),
        (
            'a = "1.2.3.4.5.6.7.8.9.10.11.12.13.14"',
            {"a": "1.2.3.4.5.6.7.8.9.10.11.12.13.14"},
        ),
        ("a = [" + "1," * 1_999 + "]", {"a": [1] * 1_999}),
    ],
)
def test_what_a_workspace_may_say_is_read(text, expected):
    """Up to 18 digits, and 2,000 keys and items."""
    values, issues = parse_toml(text, "a.toml")

    assert () == issues
    assert expected == values


@pytest.mark.parametrize(
    "text", [nested(16), inline(15), ".".join("abcdefghijklmnop") + " = 1"]
)
def test_sixteen_levels_are_read(text):
    values, issues = parse_toml(text, "a.toml")

    assert () == issues
    assert values is not None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a = ", "M101", "Invalid value"),
        (f"[{'a' * 1000}]\n" * 2, "M101", "Cannot declare"),
        ("a = 1000000000000000000", "F109", "18 digits in a whole number"),
        ("a = -1000000000000000000", "F109", "18 digits in a whole number"),
        ("a = " + "9" * 5_000, "F109", "18 digits in a whole number"),
        ("a = 0x" + "f" * 5_000, "F109", "18 digits in a whole number"),
        ("a = [[1000000000000000000]]", "F109", "18 digits in a whole number"),
        (nested(17), "F109", "16 levels of tables and lists"),
        (nested(5_000), "F109", "16 levels of tables and lists"),
        (inline(5_000), "F109", "16 levels of tables and lists"),
        (".".join("abcdefghijklmnopq") + " = 1", "F109", "16 parts in one key"),
        ("[" + " . ".join(['"a b"'] * 17) + "]", "F109", "16 parts in one key"),
        ("[" + ".".join(["'a.b'"] * 17) + "]", "F109", "16 parts in one key"),
        ("a = {" + ".".join("bcdefghijklmnopqr") + " = 1}", "F109", "16 parts"),
        ("a = [" + "1," * 2_000 + "]", "F109", "2,000 keys and items"),
    ],
)
def test_what_would_cost_too_much_is_told(text, code, said):
    """And no message is longer than what a person reads."""
    values, issues = parse_toml(text, "a.toml")

    assert values is None
    assert [code] == codes(issues)
    assert said in issues[0].message
    assert 300 > len(issues[0].message)
