"""The workbook that a supplier, recruiter, auditor or member fills in.

Sheets: how to fill it in, with the questions on whose return it is; the questions; the
hidden lists of the dropdowns; and the hidden record of what the workbook is. It is
read back by `recruitcheck.submissions.workbook`.
"""

from recruitcheck.questionnaires.blank.places import input_cells
from recruitcheck.questionnaires.blank.writer import write_blank

__all__ = ["input_cells", "write_blank"]
