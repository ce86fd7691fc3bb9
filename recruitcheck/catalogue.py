"""Every message about a file: its code, its words, its advice, and whether it blocks.

F files · Q questionnaires · M scoring models · S submissions · T templates ·
W workspaces.
`blocking`: the whole file cannot be used. `error`: this one thing cannot be used, the
rest is read on. `advisory`: used as it is, but somebody should look.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["blocking", "error", "advisory"]


class Entry(NamedTuple):
    """A message with `{named}` values, one sentence of advice, and its severity."""

    message: str
    advice: str
    severity: Severity = "error"


CATALOGUE: Mapping[str, Entry] = {
    # Files
    "F101": Entry(
        "The file cannot be opened: {reason}.",
        "Check that it is there, that you may read it, and that no other program"
        " holds it.",
        "blocking",
    ),
    "F102": Entry(
        "This is the lock file that Excel or LibreOffice keeps beside an open workbook,"
        " not the workbook.",
        "Close the workbook and give the file without '~$' or '.~lock.' in its name.",
        "blocking",
    ),
    "F103": Entry(
        "The file is empty.",
        "Ask for it again: it was not saved, or not copied to its end.",
        "blocking",
    ),
    "F104": Entry(
        "The workbook is protected by a password and cannot be read.",
        "Open it with the password, remove the password (File > Info > Protect Workbook"
        " > Encrypt with Password), and save it.",
        "blocking",
    ),
    "F105": Entry(
        "The file is {format}, which cannot be read.",
        "Open it and save it as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F106": Entry(
        "The file is not an Excel workbook: it is {kind}, whatever its name says.",
        "Open it in the program it comes from and save it as 'Excel Workbook (.xlsx)',"
        " or ask for the workbook again.",
        "blocking",
    ),
    "F107": Entry(
        "The workbook is damaged: {detail}.",
        "Ask for the file again, or let Excel repair it and save it under a new name.",
        "blocking",
    ),
    "F108": Entry(
        "The file was not read because it holds {found}, which no spreadsheet program"
        " writes.",
        "Ask the sender how it was made, and copy the answers into a fresh workbook.",
        "blocking",
    ),
    "F109": Entry(
        "The file is too large to be read safely: it has more than {most} {what}.",
        "Delete empty rows, unused sheets and pictures and save it, or split it.",
        "blocking",
    ),
    "F110": Entry(
        "Something stands far outside the table: cells down to {most} are read.",
        "Delete what stands there, or ask for the file again.",
        "blocking",
    ),
    "F111": Entry(
        "The workbook has no sheet with cells.",
        "Check that it is the right file.",
        "blocking",
    ),
    "F112": Entry(
        "The text of the file cannot be read: its encoding is not known.",
        "Save it again as 'CSV UTF-8' or as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F113": Entry(
        "The file is not in UTF-8 and was read as Windows-1252: letters other than"
        " a to z may be wrong.",
        "Look at names with accents, or save the file again as 'CSV UTF-8'.",
        "advisory",
    ),
    "F114": Entry(
        "The workbook holds macros; they were not run.",
        "No macros are needed: save it as 'Excel Workbook (.xlsx)'.",
        "advisory",
    ),
    "F115": Entry(
        "The workbook takes values from other files; they were not opened, and the"
        " values stored last were read.",
        "Replace the links by their values (Data > Edit Links > Break Link).",
        "advisory",
    ),
    "F116": Entry(
        "The quotation marks do not match: from here on cells cannot be told apart.",
        "Correct them in this line, or save the file as 'Excel Workbook (.xlsx)'.",
        "blocking",
    ),
    "F117": Entry(
        "The file is not a table as text (CSV): it is {kind}, whatever its name says.",
        "Give it the right ending, such as .xlsx, or save it as 'CSV UTF-8'.",
        "blocking",
    ),
    # Questionnaires
    "Q101": Entry(
        "There is no sheet '{sheet}'; the workbook has {there}.",
        "Add the sheet, or start from a copy of a shipped questionnaire.",
        "blocking",
    ),
    "Q102": Entry(
        "'{column}' is missing.",
        "Add it: a form needs type, name and a label in 'survey', list_name and name in"
        " 'choices', form_title, form_id, version and default_language in 'settings',"
        " respondent and role in 'rc_settings'.",
        "blocking",
    ),
    "Q103": Entry(
        "'{found}' is not a {what}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q104": Entry(
        "The choice '{name}' stands twice in this list.",
        "Remove one of the two, or give it another name.",
        "blocking",
    ),
    "Q105": Entry(
        "This ends a group or repeat that was never begun.",
        "Remove the row, or add the matching begin_group or begin_repeat above it.",
        "blocking",
    ),
    "Q106": Entry(
        "The group or repeat is never ended.",
        "Add an end_group or end_repeat row after its last question.",
        "blocking",
    ),
    "Q107": Entry(
        "The repeat '{name}' is not known; the only repeat is 'corridors'.",
        "Name the repeat 'corridors' and begin it with the question 'origin'.",
        "blocking",
    ),
    "Q108": Entry(
        "The name '{name}' stands twice.",
        "Give one of the two questions another name.",
        "blocking",
    ),
    "Q109": Entry(
        "Unknown type '{found}'.{hint} Known are {allowed}.",
        "Use one of the known types.",
        "blocking",
    ),
    "Q110": Entry(
        "There is no choice list '{found}'.{hint}",
        "Add the list to the sheet 'choices', or name one that is there.",
        "blocking",
    ),
    "Q111": Entry(
        "'{found}' is not known in {column}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q112": Entry(
        "'{text}' cannot be read: {reason} (character {position}).",
        "Mend the expression; questionnaires/README.md shows what can be written.",
        "blocking",
    ),
    "Q113": Entry(
        "No question '{found}' stands above this row.{hint}",
        "Refer to a question that is asked earlier.",
        "blocking",
    ),
    "Q114": Entry(
        "'{found}' is not a weight.",
        "Write 0 for information only, or a number above 0.",
        "blocking",
    ),
    "Q115": Entry(
        "'{text}' in {column} cannot be read: {reason}.",
        "Mend the cell; questionnaires/README.md has an example of each column.",
        "blocking",
    ),
    "Q116": Entry(
        "The choice '{name}' has no points.",
        "Add it to rc_points with points from 0 to 4, or x for information only.",
        "blocking",
    ),
    "Q117": Entry(
        "'{name}' has points but is not a choice.",
        "Remove it from rc_points, or add the choice to the list.",
        "blocking",
    ),
    "Q118": Entry(
        "The question has a weight but no points.",
        "Fill rc_points, or set rc_weight to 0.",
        "blocking",
    ),
    "Q119": Entry(
        "The gate names '{name}', which is not a choice.{hint}",
        "Name choices of the question's own list.",
        "blocking",
    ),
    "Q120": Entry(
        "The condition '{text}' speaks of more than one question at once.",
        "Join conditions of single questions by 'and'.",
        "blocking",
    ),
    "Q121": Entry(
        "The condition '{text}' speaks of a question that nobody is asked: {found}.",
        "Refer to a question of the same organisation's questionnaires.",
        "blocking",
    ),
    "Q122": Entry(
        "The answer '{answer}' of {parent} hides this question but is worth less than"
        " some answers that show it and more than others.",
        "Let an answer hide the question only if it is worth at least as much as the"
        " best, or less than the worst, of those that show it.",
        "blocking",
    ),
    "Q123": Entry(
        "The form_id '{form}' is also that of {other}.",
        "Give each questionnaire a form_id of its own.",
        "blocking",
    ),
    "Q124": Entry(
        "The cell holds {found}, which says nothing.",
        "Write the value itself, or let Excel work the formula out and save.",
        "blocking",
    ),
    "Q125": Entry(
        "Several choices may be ticked, but no rule says what they are worth together.",
        "Fill rc_rule with proportional, worst or count:0=0,1=2, or set rc_weight to 0.",
        "blocking",
    ),
    "Q126": Entry(
        "{column} compares '{found}', which this form does not calculate.{hint}",
        "Name a question of type calculate, or leave the name out to compare the"
        " answer itself.",
        "blocking",
    ),
    # Questionnaires that can be read, and should still be mended
    "Q201": Entry(
        "The heading '{column}' stands twice.",
        "Remove one of the two columns; only one of them is read.",
    ),
    "Q202": Entry(
        "XLSForm tools take '{column}' for another name of '{meant}'; it is not read"
        " here.",
        "Use the other name, or begin the name of a column of your own with 'rc_'.",
    ),
    "Q203": Entry(
        "'{column}' is not a column of '{sheet}'.{hint} No tool reads it.",
        "Correct its name, begin the name of a column of your own with 'rc_', or move"
        " it to 'rc_settings'.",
    ),
    "Q204": Entry(
        "Phones use '{column}', but it means nothing here.",
        "Check that answers in Excel make sense without it.",
        "advisory",
    ),
    "Q205": Entry(
        "'{column}' is sent to the phone of whoever answers, and it looks like points.",
        "Write points into rc_points of the sheet 'survey' only, and remove this column.",
    ),
    "Q206": Entry(
        "'{column}' is sent to the phone of whoever answers.",
        "Remove the column, unless a choice_filter needs it.",
        "advisory",
    ),
    "Q211": Entry(
        "There is no {column} in {language}.",
        "Translate it; until then people see the default language.",
        "advisory",
    ),
    "Q212": Entry(
        "There is no column '{column}', so all of that is missing in {language}.",
        "Add the column and fill it.",
    ),
    "Q213": Entry(
        "The questions have no labels in the language '{language}'.{hint}",
        "Write the language in every heading alike, as in 'Nepali (ne)'.",
    ),
    "Q214": Entry(
        "The question has no label in any language.",
        "Write what is asked.",
    ),
    "Q215": Entry(
        "'{text}' tells whoever answers what the answer is worth.",
        "Take the points out of the text; they belong into rc_points.",
    ),
    "Q216": Entry(
        "'{text}' looks like an expression, but this column is shown as it is.",
        "Move it to 'relevant', 'constraint' or 'calculation'.",
    ),
    "Q217": Entry(
        "Two choices of the list '{list}' read '{text}', so nobody can tell them apart.",
        "Give each choice of a list a label of its own.",
    ),
    "Q218": Entry(
        "This asks a worker for '{found}': with it the person can be found.",
        "Remove the question; interviews are kept without names, numbers and addresses.",
    ),
    "Q219": Entry(
        "This seems to ask for '{found}', which names a person.",
        "Ask for it only if it is needed, and say who will see it.",
        "advisory",
    ),
    "Q221": Entry(
        "'{found}' is asked further down, in {cell}.",
        "Move that question above this row, or refer to one that is asked earlier.",
    ),
    "Q222": Entry(
        "'{found}' is not a choice of {question}: {allowed}.{hint}",
        "Write the name of the choice as in the sheet 'choices', capitals included.",
    ),
    "Q223": Entry(
        "{question} is {sort}, but {used}.",
        "Compare choices with their names in quotes, numbers with numbers, and days"
        " with days such as '2026-03-31'.",
    ),
    "Q224": Entry(
        "This holds only where '{choice}' and nothing else is ticked in {question}.",
        "Write selected(${question}, 'choice') if other ticks do not matter.",
        "advisory",
    ),
    "Q225": Entry(
        "The condition '{text}' never holds, whatever is answered to {questions}.",
        "Mend it, or remove what is never asked.",
    ),
    "Q226": Entry(
        "No answer fulfils the constraint '{text}'.",
        "Mend it; as it is the question cannot be answered.",
    ),
    "Q227": Entry(
        "The condition '{text}' in {column} speaks of no question, so it is always the"
        " same.",
        "Name the answer that decides, as in ${question} = 'yes', or clear the cell.",
    ),
    "Q228": Entry(
        "The condition '{text}' speaks of the answer to the very question it shows.",
        "Name another question, or move it to 'constraint'.",
    ),
    "Q229": Entry(
        "The constraint '{text}' does not speak of the answer itself, which is '.'.",
        "Compare '.' with something, or move it to 'relevant'.",
    ),
    "Q230": Entry(
        "This question is asked, yet it has a calculation.",
        "Clear the cell, or make it a question of type calculate.",
    ),
    "Q231": Entry(
        "The calculation is missing.",
        "Write the formula, or remove the row.",
    ),
    "Q232": Entry(
        "'{found}' is asked for each corridor, and this row stands for all of them.",
        "Take all corridors together: selected(join(' ', ${question}), 'choice').",
    ),
    "Q233": Entry(
        "This is in the short form, but '{found}' is only in the full one.",
        "Write short into rc_form of that question too, or full into this one's.",
    ),
    "Q241": Entry(
        "Where {question} is not answered, phones take '!=' for true and web forms may"
        " take it for false.",
        "Say what holds instead, with '=' or '>'.",
        "advisory",
    ),
    "Q242": Entry(
        "Whether {question} is answered is true or false in web forms and on phones by"
        " different rules.",
        "Compare it: ${question} != ''.",
        "advisory",
    ),
    "Q243": Entry(
        "'{text}' rounds a number that may be below 0: phones make -1 of -1.5, web"
        " forms -2.",
        "Round only what a constraint keeps at 0 or above.",
        "advisory",
    ),
    "Q244": Entry(
        "Phones compare the pattern '{text}' with the whole answer, web forms look for"
        " it anywhere in the answer.",
        "Begin the pattern with '^(' and end it with ')$'.",
        "advisory",
    ),
    "Q251": Entry(
        "No band holds {found}.",
        "Add a band, so that every number has points.",
    ),
    "Q252": Entry(
        "The band '{band}' is never reached.",
        "Put it above the band that takes its numbers, or remove it.",
    ),
    "Q253": Entry(
        "The points run from {least} to {most}, not from 0 to 4.",
        "Use the whole scale, unless no answer is that bad or that good.",
        "advisory",
    ),
    "Q254": Entry(
        "There are points but no weight, so they never count.",
        "Fill rc_weight, with 0 if the points are only to be shown.",
        "advisory",
    ),
    "Q255": Entry(
        "The gate of this question limits the score, so it may not be answered by 'not"
        " applicable'.",
        "Remove 'na' from rc_missing, and from the choices of the question.",
    ),
    "Q256": Entry(
        "'{name}' is allowed here, but it is not a choice of the list '{list}'.",
        "Add the choice to the list, or remove the word from rc_missing.",
    ),
    "Q257": Entry(
        "'{name}' is a choice of the list '{list}', but it is not allowed here.",
        "Add the word to rc_missing, or use a list without it.",
    ),
    "Q258": Entry(
        "{column} is empty, so that reports cannot say what is wrong and who mends it.",
        "Fill it; questionnaires/README.md has an example.",
        "advisory",
    ),
    "Q259": Entry(
        "The question stands in {other} too, with another {column}.",
        "Make both alike, or give one of the two another name: one id means one"
        " question.",
    ),
    "Q260": Entry(
        "No answer sets off the gate '{gate}'.",
        "Correct its condition, or remove it.",
    ),
    # Scoring models
    "M101": Entry(
        "This is not a TOML file: {reason}.",
        "Mend the line named, or start from a copy of a shipped model.",
        "blocking",
    ),
    "M102": Entry(
        "'{key}' is missing.",
        "Add it; scoring/README.md explains every key.",
        "blocking",
    ),
    "M103": Entry(
        "'{key}' is not a key of a scoring model.{hint}",
        "Remove it, or correct its name; scoring/README.md lists every key.",
        "blocking",
    ),
    "M104": Entry(
        "{found} cannot stand here: {reason}.",
        "Correct the value; scoring/README.md says what each key allows.",
        "blocking",
    ),
    "M105": Entry(
        "The parts of the model do not go together: {reason}.",
        "Correct one of them; scoring/README.md says what each key means.",
        "blocking",
    ),
    # Models and tables that can be read, and should still be mended
    "M201": Entry(
        "No questionnaire asks '{found}'.{hint}",
        "Correct the id, or add the question to a questionnaire.",
    ),
    "M202": Entry(
        "No question counts in the principle '{principle}', so its weight is lost.",
        "Name its questions, or fill rc_principle of the questionnaires with its id.",
        "advisory",
    ),
    "M203": Entry(
        "No scoring model counts this question: '{principle}' is none of {allowed}."
        "{hint}",
        "Write the id of a principle, or set rc_weight to 0.",
    ),
    "M204": Entry(
        "'{found}' is {kind}, but the number of migrant workers is needed here.",
        "Name a question of type integer.",
    ),
    "M205": Entry(
        "The model is called '{found}', but its file '{stem}'.",
        "Use one name: commands and workspace.toml go by the file, reports by the id.",
        "advisory",
    ),
    "M206": Entry(
        "The weights of the principles add up to {total}, not to 100.",
        "Only their shares count; weights that add up to 100 are easier to read.",
        "advisory",
    ),
    "M221": Entry(
        "The column '{column}' is missing.",
        "Add it, or start from a copy of the shipped table.",
    ),
    "M222": Entry(
        "'{found}' stands in {cell} already.",
        "Remove one of the two rows, or give it an id of its own.",
    ),
    "M223": Entry(
        "{column} is empty.",
        "Fill it; a fact without a source helps nobody.",
    ),
    "M224": Entry(
        "'{found}' is not known in {column}: {allowed}.{hint}",
        "Write one of the words listed.",
    ),
    "M225": Entry(
        "No clause '{found}' stands above this row.{hint}",
        "Name a clause of the table, and put it above what belongs to it.",
    ),
    "M226": Entry(
        "No framework has the clause '{found}'.{hint}",
        "Correct the id, or add the clause and its source to clauses.csv.",
    ),
    "M227": Entry(
        "'{found}' is not a country code: {form}.",
        "Write the code of ISO 3166-1 in capital letters.",
    ),
    "M228": Entry(
        "The country '{found}' is not in the table of countries.{hint}",
        "Correct the code, or add the country to countries.csv.",
    ),
    # Submissions
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
        "{n} rows of the questionnaire are missing and count as not answered: {refs}.",
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
        "Nothing, unless the mark is wrong.",
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
        "Write one of the choices listed, or its label.",
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
    # Templates
    "T101": Entry(
        "The template cannot be read: {reason}.",
        "Mend this line, or start from a copy of a shipped template.",
    ),
    "T102": Entry(
        "There is no {what} '{found}'.{hint}",
        "Use one that reports/README.md lists, or one of Jinja's own.",
    ),
    "T103": Entry(
        "There is no template '{found}'.{hint}",
        "Correct the name; a shipped one is written 'shipped:supplier.html'.",
    ),
    "T104": Entry(
        "'{found}' prints what people wrote as it is, and it could run on the page.",
        "Leave it out: text is escaped, and charts need it only as shipped.",
        "advisory",
    ),
    "T105": Entry(
        "Nothing is called '{found}' here.{hint}",
        "Use what reports/README.md says a template is given.",
    ),
    "T106": Entry(
        "The template that this one extends has no block '{found}', so it is never"
        " shown.{hint}",
        "Name a block of that template, or put the text inside one.",
    ),
    "T107": Entry(
        "'{found}' would end the style or the script in the middle of the page.",
        "Write it otherwise, in a script as '<' + '/'.",
    ),
    # Workspaces
    "W201": Entry(
        "This is an audit of '{organisation}' in cycle {cycle}, but no return of that"
        " supplier in that cycle came back.",
        "Correct supplier_id or cycle, or ask the supplier for its return.",
    ),
    "W202": Entry(
        "'{organisation}' answered cycle {cycle} twice; {other} is later and counts.",
        "Keep one of the two files in the folder.",
    ),
    "W203": Entry(
        "{n} workers of corridor {corridor} were interviewed, but the return states"
        " {workers} migrant workers there.",
        "Correct the number of workers in the return, or the interviews' supplier_id and"
        " origin.",
    ),
    "W204": Entry(
        "{reason}.",
        "workspace.toml knows name, model and fictional.",
        "blocking",
    ),
    "W205": Entry(
        "This line of the list of organisations cannot be used: {reason}.",
        "Write id,name,role,corridors; role is supplier, recruiter or member, corridors"
        " are keys such as NPL-MYS separated by spaces.",
    ),
    "W206": Entry(
        "A file ending in '{ending}' is not read here.",
        "Save it as .xlsx, or move it out of the folder.",
        "advisory",
    ),
}
