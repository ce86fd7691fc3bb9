"""Files that can be read and are not what was asked for."""

from tests.bad.registry import bad
from tests.bad.workbooks import ONE
from tests.sheets.making import xlsx


@bad("xlsx", reader="read_return")
def return_of_something_else() -> bytes:
    """A workbook that is no questionnaire of ours."""
    return xlsx(ONE)


@bad("xlsx", reader="read_return")
def return_cut_short() -> bytes:
    """What the reader of files says is handed on as it is."""
    return xlsx(ONE)[:-30]


@bad("csv", reader="read_survey_export")
def export_of_another_survey() -> bytes:
    """Headings that no question of the interview has."""
    return b"_id,favourite colour\n1,blue\n2,red\n"


@bad("csv", reader="read_survey_export")
def export_of_nothing() -> bytes:
    """A heading and no row below it."""
    return b"supplier_id,origin,destination\n"


@bad("xlsx", reader="read_questionnaire")
def questionnaire_of_something_else() -> bytes:
    """A workbook without the sheets of an XLSForm."""
    return xlsx(ONE)


@bad("xlsx", reader="read_action_plan")
def plan_of_something_else() -> bytes:
    """A workbook that is no action plan of ours."""
    return xlsx(ONE)


@bad("xlsx", reader="read_action_plan")
def plan_cut_short() -> bytes:
    """What the reader of files says is handed on as it is."""
    return xlsx(ONE)[:-30]
