"""Bad files of what a workspace holds: models, settings, lists and tables."""

from functools import partial

from recruitcheck.content import content_folder
from tests.bad.registry import bad
from tests.bad.workbooks import ONE
from tests.sheets.making import xlsx

model = partial(bad, "toml", reader="read_scoring_model")
settings = partial(bad, "toml", reader="read_settings")
organisations = partial(
    bad, "csv", reader="read_organisations", file="organisations.csv"
)
clauses = partial(
    bad, "csv", reader="read_clauses", file="scoring/crosswalks/clauses.csv"
)
texts = partial(bad, "csv", reader="read_texts", file="blank_text.csv")

HEADING = b"id,name,role,corridors\n"
CLAUSES = b"framework,clause,title,parent,addressee,numbering,verified,source\n"


def shipped(old: str, new: str) -> bytes:
    """The shipped model with one text changed, where it stands first."""
    path = content_folder() / "scoring" / "models" / "iris.toml"
    text = path.read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


@model()
def model_of_nothing() -> bytes:
    """A file that is no TOML."""
    return b"{\n  'weights': 1\n}\n"


@model()
def model_empty() -> bytes:
    """A file of no bytes: every key that must be there is missing."""
    return b""


@model()
def model_nested_deep() -> bytes:
    """Five thousand lists in each other: Python cannot follow, and raised."""
    return b"credit = " + b"[" * 5_000 + b"]" * 5_000


@model()
def model_nested_a_little() -> bytes:
    """Deeper than any model, and not too deep for Python."""
    return b"credit = " + b"[" * 20 + b"]" * 20


@model()
def model_tables_in_tables() -> bytes:
    """The same of tables in one line."""
    return b"caps = " + b"{a = " * 5_000 + b"1" + b"}" * 5_000


@model()
def model_number_of_5000_digits() -> bytes:
    """Python refuses to read more than 4,300 digits, and raised."""
    return shipped("mean = 0.0", "mean = " + "9" * 5_000)


@model()
def model_number_in_hexadecimal() -> bytes:
    """Of these it reads any number, and then cannot show it."""
    return shipped("mean = 0.0", "mean = 0x" + "f" * 100_000)


@model()
def model_key_of_many_parts() -> bytes:
    """Each part of a key is a table; the time for them grows by the square."""
    return ".".join("a" * 120_000).encode() + b" = 1\n"


@model()
def model_heading_of_many_parts() -> bytes:
    """The same of a heading, gone through for each of 13,000 keys below it."""
    keys = "".join(f"k{n} = 1\n" for n in range(13_000))
    return f"[{'.'.join('a' * 40_000)}]\n{keys}".encode()


@model()
def model_quoted_key_of_many_parts() -> bytes:
    """The same, written in another way."""
    return b"\"a b\" . 'c' . " * 15_000 + b"d = 1\n"


@model()
def model_of_a_megabyte() -> bytes:
    """A note that is longer than any model."""
    return b'note = "' + b"a" * 1_000_000 + b'"\n'


@model()
def model_of_10000_keys() -> bytes:
    """Each of them would be an issue, with a search for what was meant."""
    return b"".join(b"weight%d = 1\n" % n for n in range(10_000))


@model()
def model_of_100_principles() -> bytes:
    """Few enough keys, and 400 issues: every key of each is missing."""
    return shipped("[[bands]]", "[[principles]]\n" * 100 + "[[bands]]")


@model()
def model_with_a_long_key() -> bytes:
    """A message shows its beginning."""
    return shipped("mean = 0.0", f"mean{'n' * 100_000} = 0.0")


@model()
def model_in_another_encoding() -> bytes:
    """Saved by an editor of Windows that does not write UTF-8."""
    return shipped('note = "', 'note = "é').decode().encode("cp1252")


@model()
def model_with_null() -> bytes:
    """A null character."""
    return shipped('note = "', 'note = "\0')


@model()
def model_is_a_workbook() -> bytes:
    """A workbook that was renamed."""
    return xlsx(ONE)


@model()
def model_of_numbers_that_are_none() -> bytes:
    """Infinite, not a number, and a list where a number belongs."""
    return shipped("mean = 0.0", "mean = inf").replace(b"= 24.0", b"= nan", 1)


@model()
def model_condition_nested_deep() -> bytes:
    """A condition of 5,000 brackets."""
    return shipped('reported = "', 'reported = "' + "(" * 5_000)


@settings()
def settings_nested_deep() -> bytes:
    """The same in the settings of a workspace."""
    return b"name = " + b"[" * 5_000 + b"]" * 5_000


@settings()
def settings_without_name() -> bytes:
    """A misspelt key, and the one that must be there is missing."""
    return b'nmae = "Network"\n'


@settings()
def settings_of_other_kinds() -> bytes:
    """A number for a name, and a text for what is true or false."""
    return b'name = 2026\nfictional = "no"\n'


@settings()
def settings_in_another_encoding() -> bytes:
    """Saved as Windows-1252: whose letters these are would be a guess."""
    return 'name = "Réseau"\n'.encode("cp1252")


@settings()
def settings_with_an_open_quote() -> bytes:
    """A text that is not closed."""
    return b'name = "Network\n'


@settings()
def settings_in_utf_16() -> bytes:
    """As Notepad saves 'Unicode'."""
    return 'name = "Network"\n'.encode("utf-16")


@organisations()
def organisations_of_no_bytes() -> bytes:
    """A file of no bytes."""
    return b""


@organisations()
def organisations_with_null() -> bytes:
    """A null character: Python's csv raised."""
    return HEADING + b"S-1,O\0ne,supplier,NPL-MYS\n"


@organisations()
def organisations_in_another_encoding() -> bytes:
    """As Excel saves CSV in Western Europe, with ';' too: it is read, with an advice."""
    return "id;name;role;corridors\nS-1;Réseau;supplier;NPL-MYS\n".encode("cp1252")


@organisations()
def organisations_without_id() -> bytes:
    """Without this column nobody can be told apart."""
    return b"identifier,name,role\nS-1,One,supplier\n"


@organisations()
def organisations_with_a_misspelt_column() -> bytes:
    """Else a recruiter would pass for a supplier without a word."""
    return b"id,name,rolle,corridors\nS-1,One,recruiter,NPL-MYS\n"


@organisations()
def organisations_line_of_10_megabytes() -> bytes:
    """One cell, 10 MB long."""
    return HEADING + b"S-1," + b"a" * 10_000_000 + b",supplier,NPL-MYS\n"


@organisations()
def organisations_of_many_corridors() -> bytes:
    """A cell of 4,000 corridors, which are one; and one of 5,000 that are none."""
    return (
        HEADING
        + b"S-1,One,supplier,"
        + b"NPL-MYS " * 4_000
        + b"\nS-2,Two,supplier,"
        + b"Nepal " * 5_000
        + b"\n"
    )


@organisations()
def organisations_wrong_in_every_way() -> bytes:
    """Every row is told, with its line."""
    return (
        HEADING
        + b"S-1,One,Supplier,NPL-MYS Nepal\n"
        + b",Nobody,agent,NPL\n"
        + b"S-2,Two,supplier,\n"
        + b"S-2,Two again,recruiter,\n"
    )


@organisations()
def organisations_quote_open() -> bytes:
    """A quote that is not closed."""
    return HEADING + b'S-1,"One,supplier,NPL-MYS\nS-2,Two,supplier,\n'


@organisations()
def organisations_is_a_workbook() -> bytes:
    """A workbook that was renamed."""
    return xlsx(ONE)


@clauses()
def clauses_with_null() -> bytes:
    """A null character."""
    return CLAUSES + b"OWN,OWN,A fra\0mework,,business,official,yes,A page\n"


@clauses()
def clauses_in_no_encoding() -> bytes:
    """A byte that is a letter in no encoding we know."""
    return CLAUSES + b"OWN,OWN,A fra\x81mework,,business,official,yes,A page\n"


@texts()
def texts_of_blanks_without_key() -> bytes:
    """The wording of blank workbooks without the column that names each text."""
    return b"text,en,es\nyes,Yes,S\xc3\xad\n"


@texts()
def texts_of_blanks_with_null() -> bytes:
    """A null character."""
    return b"key,en\nyes,Y\0es\nno,No\n" + b"other,Other\n" * 20
