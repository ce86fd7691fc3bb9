"""What can be wrong in a return or a survey export."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

SUBMISSIONS: Mapping[str, Entry] = {
    "S200": Entry(
        "This is not a workbook that recruitcheck made: its sheet '_rc' is missing.",
        "Fill in the blank workbook itself, and keep all its sheets.",
        "blocking",
    ),
    "S201": Entry(
        "This workbook has the format '{found}', which is not known here.",
        "Use the version of recruitcheck that made the blank workbook, or a newer one.",
        "blocking",
    ),
    "S202": Entry(
        "The questionnaire '{found}' is not known here: {allowed}.{hint}",
        "Add the questionnaire to the workspace, or remove the file.",
        "blocking",
    ),
    "S203": Entry(
        "'{found}' may be any of several choices: {several}.",
        "Choose from the list in the cell.",
    ),
    "S204": Entry(
        "'{found}' is not a choice of '{question}': {allowed}.{hint}",
        "Choose from the list in the cell.",
    ),
    "S205": Entry(
        "'{found}' is not a number.",
        "Write digits only, without a unit, with a point before decimals.",
    ),
    "S206": Entry(
        "'{found}' can be read as more than one number.",
        "Write digits only, with a point before decimals: 1250 or 12.5.",
    ),
    "S207": Entry(
        "'{found}' is not a date.",
        "Write year, month and day, as in 2026-03-31.",
    ),
    "S208": Entry(
        "'{found}' can be read as more than one date.",
        "Write year, month and day, as in 2026-03-31.",
    ),
    "S209": Entry(
        "'{found}' is neither yes nor no.{hint}",
        "Choose Yes or No, or leave the cell empty.",
    ),
    "S210": Entry(
        "Every line says no, so that no answer is left.",
        "Say yes on the line that holds, also if it is the one for none.",
    ),
    "S211": Entry(
        "'{alone}' is chosen together with other choices.",
        "Say yes on that line alone, or only on the others.",
    ),
    "S212": Entry(
        "'{found}' is not allowed here. {reason}",
        "Correct the answer, or leave it blank if the right one is not known.",
    ),
    "S213": Entry(
        "There is no answer to '{question}', but there must be one.",
        "Ask whoever filled in the workbook; without it there may be no score.",
    ),
    "S214": Entry(
        "There is no usable answer to '{question}', so nobody can know whose return"
        " this is.",
        "Fill in the cell on the first sheet.",
        "blocking",
    ),
    "S215": Entry(
        "The cell holds the error {found} instead of an answer.",
        "Type the answer over it.",
    ),
    "S216": Entry(
        "The cell holds a formula whose result was never saved.",
        "Type the answer over it, or open the file in Excel and save it.",
    ),
    "S217": Entry(
        "The text expected here was turned into the date {found}.",
        "Format the cell as text and type the answer again.",
    ),
    "S218": Entry(
        "'{found}' is not a whole number.",
        "Write a number without decimals.",
    ),
    "S219": Entry(
        "'{found}' is no answer to this question.",
        "Answer the question, or leave the cell empty and say why in the comment.",
    ),
    "S220": Entry(
        "There is an answer to '{found}', which the questionnaire does not ask.{hint}"
        " It is not read.",
        "Restore the ref in column A, or start from a new blank workbook.",
        "advisory",
    ),
    "S221": Entry(
        "Rows of the questionnaire that are missing count as not answered ({n}): {refs}.",
        "Copy the answers into a new blank workbook, without deleting rows.",
        "advisory",
    ),
    "S222": Entry(
        "The same row stands twice with different answers: '{found}' here and '{other}'"
        " in {where}.",
        "Remove one of the two rows.",
    ),
    "S223": Entry(
        "'{found}' stands beside the question instead of on the lines below it.",
        "Say yes on each line that is true and clear this cell.",
    ),
    "S224": Entry(
        "The cells {found} are merged, so that nothing can be read for {refs}.",
        "Unmerge them and write what belongs to each question into its own cell.",
    ),
    "S225": Entry(
        "There are answers in rows, columns or sheets that are hidden ({n}): {cells}."
        " They are read.",
        "Unhide them and look whether the answers are meant.",
        "advisory",
    ),
    "S226": Entry(
        "Something stands in rows without a ref, where no question is: {cells}. It is"
        " not read.",
        "Write it into the row of its question, or restore the ref in column A.",
        "advisory",
    ),
    "S230": Entry(
        "Corridor {block} has answers but no country of origin, so it is not read.",
        "Choose the country of origin, or clear the whole block.",
    ),
    "S231": Entry(
        "The origin '{found}' has a block already, see {first}. This one is not read.",
        "Put the answers of one country of origin into one block.",
    ),
    "S232": Entry(
        "'{found}' is the destination too, so this is no corridor and is not read.",
        "Choose the country from where the workers came.",
    ),
    "S233": Entry(
        "No corridor is filled in, although there are migrant workers.",
        "Fill in one block for each country where the workers come from.",
    ),
    "S240": Entry(
        "The workbook was made from version {found} of '{questionnaire}'; here is"
        " version {here}.",
        "Look at the questions that changed, or ask with a new blank workbook.",
        "advisory",
    ),
    "S241": Entry(
        "The workbook was made from version {found} of '{questionnaire}' with other"
        " content than the one here.",
        "Give a questionnaire a new version whenever its content changes.",
        "advisory",
    ),
    "S242": Entry(
        "Nobody is named who saw the evidence, so it does not count yet. Answers that"
        " name evidence: {n}.",
        "Look at the evidence and write your name into 'Seen by'.",
        "advisory",
    ),
    "S243": Entry(
        "'{question}' is said not to apply, but not why. It counts as not answered.",
        "Write the reason as a comment.",
        "advisory",
    ),
    "S244": Entry(
        "'{found}' answers a question that does not apply here. It is not counted.",
        "Clear the cell, or correct the answer that this question depends on.",
        "advisory",
    ),
    "S245": Entry(
        "{found} was read as {found} percent.",
        "Write 50, not 0.5, for fifty percent.",
        "advisory",
    ),
    "S246": Entry(
        "'{question}' is said not to apply, but nobody agreed to that. It counts as"
        " not answered.",
        "Whoever asked checks the reason and writes a name into 'Seen by'.",
        "advisory",
    ),
    "S247": Entry(
        "This is a return of '{found}', but the workbook was made for '{wanted}'.",
        "Check the id on the first sheet.",
        "advisory",
    ),
    "S248": Entry(
        "{n} answers were carried over from an earlier return, and nobody changed or"
        " confirmed them: {cells}.",
        "Look at each of them, then correct it or write Yes into 'Confirm'.",
        "advisory",
    ),
    "S249": Entry(
        "The earlier answer '{found}' to {question} was left out of the new workbook:"
        " {reason}.",
        "Answer the question anew.",
        "advisory",
    ),
    "S250": Entry(
        "The answers stand in column {answers} and the refs in column {refs}, not in D and"
        " A: a column was inserted or deleted. Nothing was read from the workbook.",
        "Move the columns back, or copy the answers into a new blank workbook.",
        "blocking",
    ),
    "S251": Entry(
        "Evidence is dated after the day of the return, {dated}: that of {n} answers,"
        " {cells}.",
        "Correct the date of the evidence, or that of the return on the first sheet.",
        "advisory",
    ),
    "S252": Entry(
        "The text beside {n} refs is not that of their questions: {cells}. The answers"
        " were read by their refs.",
        "Look which question each of them answers, then copy the answers into a new"
        " blank workbook.",
        "advisory",
    ),
    "S253": Entry(
        "'{found}' was read as '{label}'.",
        "Choose from the list in the cell.",
        "advisory",
    ),
    "S254": Entry(
        "There are answers here, but no refs in column A: nobody can know which question"
        " each of them answers.",
        "Restore column A from the blank workbook, or copy the answers into a new one.",
        "blocking",
    ),
    "S260": Entry(
        "The texts of the blank workbook have no column '{column}'.",
        "Start from a copy of the shipped questionnaires/blank_text.csv.",
        "blocking",
    ),
    "S301": Entry(
        "None of the {count} headings is a question of '{title}'.",
        "Export with the names or the labels of the questions in the first row.",
        "blocking",
    ),
    "S302": Entry(
        "There is no column for '{what}'.",
        "Export all questions of the form, this one included.",
        "blocking",
    ),
    "S303": Entry(
        "The heading '{heading}' fits several questions: {questions}. It is not read.",
        "Export with the names of the questions instead of their labels.",
    ),
    "S304": Entry(
        "This column says the same as {first}. Only {first} is read.",
        "Remove one of the two columns.",
    ),
    "S305": Entry(
        "Columns that are no question of the form, not kept ({count}): {headings}.",
        "Leave names, telephone numbers and notes out of the export.",
        "advisory",
    ),
    "S306": Entry(
        "Questions of the form without a column ({count}): {questions}.",
        "Nothing, if the interviewers used another version of the form; else export"
        " all questions.",
        "advisory",
    ),
    "S307": Entry(
        "The interview '{found}' stands in row {row} already. It is counted once.",
        "Nothing, if the export was put together from several; else remove the row.",
        "advisory",
    ),
    "S308": Entry(
        "Interviews marked as not approved, left out ({count}): {cells}.",
        "Nothing, unless the mark is wrong; with include_rejected = true in"
        " workspace.toml they are read.",
        "advisory",
    ),
    "S309": Entry(
        "There is no usable answer to '{what}'. The interview is left out.",
        "Fill the cell, or correct what stands in it.",
    ),
    "S310": Entry(
        "Rows with answers of workers who did not agree to the interview, not read"
        " ({count}): {cells}.",
        "Delete those answers where they were collected, and remind the interviewers.",
        "advisory",
    ),
    "S311": Entry(
        "{found} is not a choice of this question: {allowed}.{hint}",
        "Write one of the choices listed, or its label; several with a space between.",
    ),
    "S312": Entry(
        "{found} is not a country of the form.{hint}",
        "Write the three-letter code or the English name of the country.",
    ),
    "S313": Entry(
        "{found} is not a {what}.",
        "Write digits only, with a point before decimals.",
    ),
    "S314": Entry(
        "This is not a date.",
        "Write year, month and day, as in 2026-03-31.",
    ),
    "S315": Entry(
        "{found} is not allowed here. {reason}",
        "Correct the answer, or leave it blank if the right one is not known.",
    ),
    "S316": Entry(
        "Answers where the form does not show the question, not used ({count}): {cells}."
        " It is shown if {condition}.",
        "Check the answers this one depends on.",
        "advisory",
    ),
    "S317": Entry(
        "Cells that differ from the columns of the single choices, used instead of"
        " them ({count}): {cells}.",
        "Export again: somebody changed one and not the other.",
        "advisory",
    ),
    "S318": Entry(
        "{found} stands in a column of a single choice; allowed are 1 and 0.",
        "Write 1 where the choice was ticked, 0 where it was not.",
    ),
    "S319": Entry(
        "The fault {kind} stands in more cells of this column, from here on ({count}).",
        "Correct the column as a whole, then read the file again.",
    ),
    "S320": Entry(
        "The row has more cells than the heading, which has {width}. It is left out.",
        "Export again: a comma or a quotation mark was lost or added.",
    ),
    "S321": Entry(
        "Interviews that stand in a file read before, counted once ({count}).",
        "Nothing, if exports are cumulative; else check which file is right.",
        "advisory",
    ),
    "S322": Entry(
        "The sheet has a heading but no interview.",
        "Check that the export was not filtered.",
        "advisory",
    ),
    "S323": Entry(
        "Sheets or files of it that were not read ({count}): {names}.",
        "Nothing, if no interviews stand there; else give each of them as a file of its"
        " own.",
        "advisory",
    ),
    "S324": Entry(
        "Rows of a repeat that belong to no interview of this file, left out ({count}):"
        " {cells}.",
        "Export again with all columns of the server, and rename or change no sheet.",
    ),
    "S325": Entry(
        "Interviews that the server did not decrypt, left out ({count}): {cells}.",
        "Export again and give the passphrase of the project.",
    ),
    "S326": Entry(
        "Blank, although the form asks for an answer here ({count}): {cells}.",
        "Ask the interviewer; the rest of the interview was read.",
        "advisory",
    ),
    "S327": Entry(
        "The column holds {found}: not texts, numbers or dates. It is not read.",
        "Write one text, number or date in each of its cells.",
    ),
    "S328": Entry(
        "The Parquet file cannot be read: it is damaged, incomplete or unusual.",
        "Write it again, or save the table as 'CSV UTF-8'.",
        "blocking",
    ),
    "S329": Entry(
        "Formulas without a stored result, read as blank ({count}): {cells}.",
        "Open the file in Excel or LibreOffice and save it, or replace the formulas by"
        " their results.",
    ),
}
