"""What can be wrong with a table as a whole: its file, its sheets, its header; and the remarks.

What is wrong in its rows and cells stands in ``row``.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

TABLE_EMPTY: Final = Problem(
    "TABLE-EMPTY",
    "error",
    "Empty table",
    "The file has nothing in it.",
    "Check that this is the right file, or start with: improve template FRAMEWORK",
)
TABLE_NO_ROWS: Final = Problem(
    "TABLE-NO-ROWS",
    "warning",
    "No rows below the header",
    "There is a header, but every row below it is blank.",
    "Check that the export is complete and that no filter left the rows out.",
)
TABLE_NO_HEADER: Final = Problem(
    "TABLE-NO-HEADER",
    "error",
    "No header found",
    "None of the first {limit} rows names the columns of {framework}.{nearest}",
    "Name the columns: {command}. Or put their names into one row above the data. To "
    "list them: improve show {id} --columns. To list all frameworks: improve list",
)
TABLE_NO_ANSWERS: Final = Problem(
    "TABLE-NO-ANSWERS",
    "error",
    "No answers found",
    "None of the first {limit} rows is the header of a survey export. No heading names {expected}.",
    "Write the code, the label or the question into the heading. To list them: improve show "
    "{framework}. Or make a mapping file: improve map FILE",
)
TABLE_FRAMEWORK: Final = Problem(
    "TABLE-FRAMEWORK",
    "error",
    "Framework not clear",
    "The columns fit more than one framework ({candidates}).",
    "Name the framework: --framework ID. Or add a column framework. To list all: improve list",
)
TABLE_UNSURE: Final = Problem(
    "TABLE-UNSURE",
    "error",
    "Framework not certain",
    "This could be a table of {framework}, but too little in it says so. "
    "Parts named: {named}. Not named: {missing}.",
    "Name the framework. If it is this one: improve validate {file} --framework {framework}",
)
TABLE_DELIMITER: Final = Problem(
    "TABLE-DELIMITER",
    "error",
    "All in one column",
    "The header is in one cell. The columns seem to be separated by {found}.",
    "Save the file with commas, semicolons or tabs between the columns.",
)
COLUMN_MISSING: Final = Problem(
    "COLUMN-MISSING",
    "error",
    "Missing column",
    "There is no column {field}.{offer}",
    "Add it: {meaning}",
)
COLUMN_UNKNOWN: Final = Problem(
    "COLUMN-UNKNOWN",
    "warning",
    "Unknown column",
    "Column not recognised: {found}. Its values were not checked.{offer}",
    "Rename it, or say what it is in a mapping file: improve map FILE",
)
TABLE_EXAMPLE_CHANGED: Final = Problem(
    "TABLE-EXAMPLE-CHANGED",
    "warning",
    "Example row changed",
    'The row marked "example" was changed, so it was read as an answer.',
    'Delete the word "example" in this row. If the row is no answer, delete the row.',
)
COLUMN_READ_AS: Final = Problem(
    "COLUMN-READ-AS",
    "info",
    "Columns read under another name",
    "Columns read under another name: {columns}.",
    'Check the names. To change one: --column "HEADING=COLUMN". To leave one out: '
    '--column "HEADING=".',
)
COLUMN_TWICE: Final = Problem(
    "COLUMN-TWICE",
    "error",
    "Duplicate column",
    "{found} means the same column as {first} in {cell}. Only {cell} was read.",
    "Remove or rename one of them.",
)
COLUMN_NAMELESS: Final = Problem(
    "COLUMN-NAMELESS",
    "warning",
    "Column without a heading",
    "There are values in this column, but its heading is blank. They were left out.",
    "Write the name of the column into the header.",
)
TABLE_WIDE: Final = Problem(
    "TABLE-WIDE",
    "error",
    "Too many columns",
    "Columns in the table: {found}. At most {limit} can be read.",
    "Keep the columns that belong to the record, or split the survey export into parts.",
)
TABLE_OLD_EXCEL: Final = Problem(
    "TABLE-OLD-EXCEL",
    "error",
    "Old Excel format",
    "This workbook has the format of Excel before 2007, which cannot be read.",
    "Open it and save it as .xlsx.",
)
TABLE_PASSWORD: Final = Problem(
    "TABLE-PASSWORD",
    "error",
    "Password-protected workbook",
    "The workbook is encrypted, so it cannot be read.",
    "Open it with its password and save a copy without one, in a safe place.",
)
TABLE_FOREIGN: Final = Problem(
    "TABLE-FOREIGN",
    "error",
    "Wrong file ending",
    "The name ends in {ending}, but this is {what}.",
    "Save the table again from the program that made it.",
)
TABLE_DAMAGED: Final = Problem(
    "TABLE-DAMAGED",
    "error",
    "Damaged file",
    "The file is damaged or incomplete: {reason}.",
    "Get the file again, or open it in its own program and save it under a new name.",
)
TABLE_BOMB: Final = Problem(
    "TABLE-BOMB",
    "error",
    "Workbook too large when unpacked",
    "The workbook unpacks to more than {limit} MiB, so it was not opened.",
    "Save its sheets as CSV. Or, if you trust the file, raise the limit: --unpack-limit {more}",
)
TABLE_LONG_CELL: Final = Problem(
    "TABLE-LONG-CELL",
    "error",
    "Cell too long",
    "A cell of the workbook holds more than {limit} bytes, so the workbook was not opened.",
    "Open it in its own program, shorten the cell and save it.",
)
TABLE_SPARSE: Final = Problem(
    "TABLE-SPARSE",
    "error",
    "Value far from the table",
    "A sheet reaches down to {cell}, but most of it is blank. It is too large to read.",
    "Delete the rows and columns beyond the table, and save the workbook.",
)
TABLE_ENTITY: Final = Problem(
    "TABLE-ENTITY",
    "error",
    "Workbook with unsafe definitions",
    "A part of the workbook defines entities, which no spreadsheet program writes.",
    "Do not trust the file. Ask for it again, or save it as CSV on a computer where it "
    "may be opened.",
)
TABLE_SHEET: Final = Problem(
    "TABLE-SHEET",
    "error",
    "Unknown sheet",
    "The workbook has no sheet {found}.{offer}",
    "Use one of its sheets: {known}.",
)
TABLE_NUL: Final = Problem(
    "TABLE-NUL",
    "error",
    "Zero bytes in the text",
    "There are zero bytes in the file. It is damaged, or it is not a text file.",
    "Export it again as CSV in UTF-8.",
)
TABLE_MIXED: Final = Problem(
    "TABLE-MIXED",
    "error",
    "Mixed encodings",
    "The file is in UTF-8 except for this row, so some of its letters are unknown.",
    "Export it again as CSV in UTF-8. Parts of it were pasted from another program.",
)
TABLE_CHANGED: Final = Problem(
    "TABLE-CHANGED",
    "error",
    "File changed while it was read",
    "The file changed while it was read, so this report may be wrong.",
    "Wait until the file is complete and try again.",
)
TABLE_ENCODING: Final = Problem(
    "TABLE-ENCODING",
    "info",
    "Read in another encoding",
    "The file is not in UTF-8 and was read as {encoding}.",
    "Check letters such as é or £. If they look wrong, export the file again as CSV in UTF-8.",
)
TABLE_1904: Final = Problem(
    "TABLE-1904",
    "info",
    "Dates counted from 1904",
    "The workbook counts its days from 1904, as older Excel for the Mac does.",
    "Check one of the dates.",
)
TABLE_SHEETS: Final = Problem(
    "TABLE-SHEETS",
    "info",
    "Several sheets with the same columns",
    "The sheets {sheets} have the same columns. Each was read as records of its own.",
    "Name the sheet if you need only one: --sheet NAME",
)
TABLE_SECOND: Final = Problem(
    "TABLE-SECOND",
    "info",
    "Second table on the sheet",
    "A second table starts at row {row}. It was read as a table of its own.",
    "Delete the rows between the two parts and the second header if it is the same table.",
)
TABLE_BELOW: Final = Problem(
    "TABLE-BELOW",
    "warning",
    "Second table that was not read",
    "A second table starts at row {row}. It was not read, because it belongs to no framework. "
    "Cells with content: {cells}.",
    "Name the part in each row if it belongs to the table above. Put it on a sheet of its own if "
    "it is another one.",
)
TABLE_SEVERAL: Final = Problem(
    "TABLE-SEVERAL",
    "info",
    "Several tallies or forms on the sheet",
    "The same is asked more than once on the sheet. Each tally or form was read as a table of its "
    "own. Tables: {count}.",
    "Put each of them on a sheet of its own if they were divided in the wrong place.",
)
TABLE_BESIDE: Final = Problem(
    "TABLE-BESIDE",
    "warning",
    "Second table beside the first",
    "A second table starts beside the first one. It was not read. Columns: {columns}.",
    "Move it to a sheet of its own. If it is the same table, delete the blank column between them.",
)
SHEET_LEFT_OUT: Final = Problem(
    "SHEET-LEFT-OUT",
    "info",
    "Sheet not read",
    "The sheet {sheet} was left out: {reason}.",
    "Name the sheet to read it: --sheet {sheet}",
)
TABLE_TITLE: Final = Problem(
    "TABLE-TITLE",
    "info",
    "Title added",
    "The table has no title. Its record was given the title {title}.",
    "Add a column title, or give the title: --title TEXT",
)
TABLE_GROUPS: Final = Problem(
    "TABLE-GROUPS",
    "info",
    "A record for each group",
    "No column tells records apart, so each of the groups under {found} was read as a record.",
    "Check that. If it is one record, leave the column out. If a group has several, add a column "
    "record.",
)
SCHEME_TAKEN: Final = Problem(
    "SCHEME-TAKEN",
    "info",
    "Scheme found from the parts",
    "Read with the scheme {scheme} ({title}), the only one that has all parts of this table.",
    'Check that. If it is another one: --constant "scheme=CODE"',
)
PARTS_DECLARED: Final = Problem(
    "PARTS-DECLARED",
    "info",
    "Own parts declared",
    "The framework does not know these, so they were declared as parts of your own: {parts}.",
    "Check the wording. If one is a part of the framework, write its name.",
)
SHEET_NAME: Final = Problem(
    "SHEET-NAME",
    "info",
    "Name of a sheet that was read",
    "The name of the sheet, {sheet}, was read as the {field} of its rows.",
    "Check that. To read something else, add a column {field}.",
)
PART_TOLD: Final = Problem(
    "PART-TOLD",
    "info",
    "Part taken from what is filled in",
    "No column says the {field}. It was taken from what is filled in: {taken}.",
    "Check that. To say it yourself, add a column {field}.",
)
SHEETS_JOINED: Final = Problem(
    "SHEETS-JOINED",
    "info",
    "Sheets read as one table",
    "The sheets {sheets} were read as one table. The name of each was read as the {field} of its "
    "rows.",
    "Check that. To read one by itself: --sheet NAME",
)
SHEET_TURNED: Final = Problem(
    "SHEET-TURNED",
    "info",
    "Read as a form",
    "The first column was read as names of fields, and each further one as what was written. "
    "Fields: {fields}. Lines with nothing beside them, which were left out: {alone}.",
    "Check that. If each row is an entry: --layout long",
)
TABLE_SURVEY: Final = Problem(
    "TABLE-SURVEY",
    "info",
    "Read as a survey export",
    "Each row was read as one respondent, and each answer as an entry. Columns of "
    "answers: {answers}. Respondents: {count}.",
    "Check that each row is one respondent. If each row is an entry: --layout long",
)
TABLE_COUNTED: Final = Problem(
    "TABLE-COUNTED",
    "info",
    "Answers that were counted",
    "The answers of single people were counted, since the record says how many chose what. "
    "Answers: {answers}.",
    "Check that each row is one person. If another scale was used, say which: "
    "--constant scheme=CODE",
)
HEADER_ROWS: Final = Problem(
    "HEADER-ROWS",
    "info",
    "Several header rows",
    "The header has further rows, which were read as part of it. Rows: {count}.",
    "Check these rows. If one is an answer, delete the others and check the file again.",
)
TABLE_CANVAS: Final = Problem(
    "TABLE-CANVAS",
    "info",
    "Read as a canvas",
    "The sheet was read as a canvas. Captions: {captions}; entries: {entries}.",
    "Check the captions. If they are headings of columns: --layout wide",
)
CELLS_LEFT_OUT: Final = Problem(
    "CELLS-LEFT-OUT",
    "warning",
    "Cells without a caption",
    "These cells were left out, because they belong to no caption: {cells}.",
    "Move a cell beside or below its caption if it is an answer.",
)
COLUMNS_OF_TOOL: Final = Problem(
    "COLUMNS-OF-TOOL",
    "info",
    "Columns of the survey tool",
    "Columns that the survey tool added were left out: {columns}.",
    'Say what a column is if it should be read: --column "HEADING=COLUMN".',
)
BOXES_JOINED: Final = Problem(
    "BOXES-JOINED",
    "info",
    "Check boxes joined",
    "Columns of check boxes were joined to one answer for each question: {columns}.",
    "Export labels instead of codes if the choices are numbers that nobody can read.",
)
STEPS_JOINED: Final = Problem(
    "STEPS-JOINED",
    "info",
    "Days below steps joined",
    "Each row was read with the last step that has a day, and that day. Steps: {count}. Days "
    "that were not kept, of earlier steps or without a year: {lost}.",
    "Check that the steps are in their order from left to right.",
)
CELLS_HIDDEN: Final = Problem(
    "CELLS-HIDDEN",
    "info",
    "Hidden rows and columns",
    "Hidden rows and columns were read like the others. Rows: {rows}. Columns: {columns}.",
    "Show them in your spreadsheet program, and check that they belong to the table.",
)
CELLS_COMMENTED: Final = Problem(
    "CELLS-COMMENTED",
    "warning",
    "Comments on cells that were not read",
    "Comments on cells were not read. Cells: {count}, such as {cells}.",
    "Write a comment into a cell of its own if it belongs to the record.",
)
LINES_READ: Final = Problem(
    "LINES-READ",
    "info",
    "Lines above the header that were read",
    "Lines above the header were read as facts about the record: {lines}.",
    "Check them. If one is wrong, delete the line, or add a column with the right value.",
)
LINES_LEFT_OUT: Final = Problem(
    "LINES-LEFT-OUT",
    "warning",
    "Lines above the header that were not read",
    "Lines above the header were not read. Cells: {count}, such as {cells}.",
    'Write a fact about the record as "Team: Ward 3", or add a column for it.',
)
TABLE_DAYS: Final = Problem(
    "TABLE-DAYS",
    "info",
    "Recording day taken from the answers",
    'The answers were given from {first} to {last}. The last day was used as "recorded_on".',
    'Check the day, or add a column "recorded_on".',
)
TABLE_TIMES: Final = Problem(
    "TABLE-TIMES",
    "info",
    "Recording day not clear",
    'Times such as {found} could mean two different days, so "recorded_on" was left out.',
    "Say how dates are written: {option}",
)
TABLE_EXAMPLE: Final = Problem(
    "TABLE-EXAMPLE",
    "info",
    "Example row left out",
    "The row below the header is the example of the template. It was left out.",
    "Change any of its cells if it is an answer.",
)
TABLE_PEOPLE: Final = Problem(
    "TABLE-PEOPLE",
    "info",
    "Personal columns",
    "{action}: {headings}.",
    "Choose what happens to them: --people drop, or --people keep.",
)
TABLE_IDS: Final = Problem(
    "TABLE-IDS",
    "info",
    "IDs added for contributors",
    "Contributors without an ID were given one. Rows: {count}.",
    "Add a column with IDs if you want to choose them.",
)
TABLE_UNJUDGED: Final = Problem(
    "TABLE-UNJUDGED",
    "info",
    "Practice checks not run",
    "The table has more than {limit} rows, so only {checked} were checked.",
    "Run the practice checks as well: --rules",
)
TABLE_LAZY: Final = Problem(
    "TABLE-LAZY",
    "info",
    "Checked without loading the table",
    "Each cell was checked, and the rows of each record were compared. IDs, references "
    "and practice checks were left out.",
    "Load a part of the table to check these as well.",
)
TABLE_LAZY_ROWS: Final = Problem(
    "TABLE-LAZY-ROWS",
    "error",
    "Table not in memory",
    "The table was not checked. In memory only, a row may be a respondent, a cell may name two "
    "codes, and a mapping may give constants.",
    "Collect the frame first, or check the file itself. If each row is an entry, set the layout to "
    "long. Add constants to the frame as columns.",
)
