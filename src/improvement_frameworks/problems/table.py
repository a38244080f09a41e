"""What can be wrong with a table as a whole: its file, its sheets, its header; and the remarks.

What is wrong in its rows and cells stands in ``row``.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

TABLE_EMPTY: Final = Problem(
    "TABLE-EMPTY",
    "error",
    "The table is empty",
    "There is nothing in it.",
    "Check that this is the right file, or begin with: improve template FRAMEWORK",
)
TABLE_NO_ROWS: Final = Problem(
    "TABLE-NO-ROWS",
    "warning",
    "A header without rows",
    "There is a header but no row below it says anything.",
    "Check that the export is complete and that no filter left the rows out.",
)
TABLE_NO_HEADER: Final = Problem(
    "TABLE-NO-HEADER",
    "error",
    "No header found",
    "None of the first {limit} rows names the columns of {framework}.{nearest}",
    "Say what the columns are: {command}. Or put the names of the columns into one row above the "
    "data: improve show {id} --columns lists them.",
)
TABLE_NO_ANSWERS: Final = Problem(
    "TABLE-NO-ANSWERS",
    "error",
    "No column of answers found",
    "None of the first {limit} rows is the header of a survey export: no heading names {expected}.",
    "Write the code, the label or the question into the heading (improve show {framework}), or "
    "say with a mapping file which column is which: improve map FILE",
)
TABLE_FRAMEWORK: Final = Problem(
    "TABLE-FRAMEWORK",
    "error",
    "It is not clear which framework this is",
    "The columns do not tell which framework the table belongs to ({candidates}).",
    "Say it: --framework ID, or a column framework.",
)
TABLE_DELIMITER: Final = Problem(
    "TABLE-DELIMITER",
    "error",
    "All in one column",
    "The whole header stands in one cell; the columns seem to be separated by {found}.",
    "Save the file with commas, semicolons or tabs between the columns.",
)
COLUMN_MISSING: Final = Problem(
    "COLUMN-MISSING",
    "error",
    "A column is missing",
    "There is no column {field}.{offer}",
    "Add it: {meaning}",
)
COLUMN_UNKNOWN: Final = Problem(
    "COLUMN-UNKNOWN",
    "warning",
    "An unknown column",
    "{found} is not a column of this table; what stands in it is left out.{offer}",
    "Rename it, or say with a mapping file what it is (improve map FILE), if it should be read.",
)
TABLE_EXAMPLE_CHANGED: Final = Problem(
    "TABLE-EXAMPLE-CHANGED",
    "warning",
    "The example row was changed",
    'The row marked "example" was changed, so it was read as an answer.',
    'Delete the word "example" in this row. If the row is no answer, delete the row.',
)
COLUMN_READ_AS: Final = Problem(
    "COLUMN-READ-AS",
    "info",
    "Columns read under another name",
    "Columns read under another name: {columns}.",
    'If one is wrong, say what it is: --column "HEADING=COLUMN". To leave it out: '
    '--column "HEADING=".',
)
COLUMN_TWICE: Final = Problem(
    "COLUMN-TWICE",
    "error",
    "A column stands twice",
    "{found} means the same column as {first} in {cell}; only that one is read.",
    "Remove or rename one of them.",
)
COLUMN_NAMELESS: Final = Problem(
    "COLUMN-NAMELESS",
    "warning",
    "A column without a name",
    "There are values in this column but no name above them; they are left out.",
    "Write the name of the column into the header.",
)
TABLE_WIDE: Final = Problem(
    "TABLE-WIDE",
    "error",
    "Too many columns",
    "The table has {found} columns; at most {limit} are read.",
    "Keep the columns that belong to the record. A survey export of more questions is read in "
    "parts.",
)
TABLE_OLD_EXCEL: Final = Problem(
    "TABLE-OLD-EXCEL",
    "error",
    "An old Excel file",
    "This is a workbook in the format of Excel before 2007.",
    "Open it and save it as .xlsx.",
)
TABLE_PASSWORD: Final = Problem(
    "TABLE-PASSWORD",
    "error",
    "Protected by a password",
    "The workbook is encrypted, so it cannot be read.",
    "Open it with its password and save a copy without one, in a safe place.",
)
TABLE_FOREIGN: Final = Problem(
    "TABLE-FOREIGN",
    "error",
    "Not what its name says",
    "The name says {ending}, but this is {what}.",
    "Save the table again from the program that made it.",
)
TABLE_DAMAGED: Final = Problem(
    "TABLE-DAMAGED",
    "error",
    "The file cannot be read to its end",
    "The file is damaged or incomplete: {reason}.",
    "Get it again, or open it in its own program and save it anew.",
)
TABLE_BOMB: Final = Problem(
    "TABLE-BOMB",
    "error",
    "It unpacks to too much",
    "The workbook unpacks to more than {limit} MiB, so it is not opened.",
    "Save its sheets as CSV. Or, if you trust the file, raise the limit: --unpack-limit {more}",
)
TABLE_LONG_CELL: Final = Problem(
    "TABLE-LONG-CELL",
    "error",
    "A cell is too long",
    "A cell of the workbook holds more than {limit} bytes, so it is not opened.",
    "Open it in its own program, shorten the cell and save it.",
)
TABLE_SPARSE: Final = Problem(
    "TABLE-SPARSE",
    "error",
    "A value far from the table",
    "A sheet reaches down to {cell}, although most of it is blank; it is too large to be read.",
    "Delete the rows and columns beyond the table (a value stands there by mistake) and save it.",
)
TABLE_ENTITY: Final = Problem(
    "TABLE-ENTITY",
    "error",
    "A workbook with definitions of its own",
    "A part of the workbook defines entities, which no spreadsheet program writes.",
    "Do not trust the file. Ask for it again, or save it as CSV on a computer that may open it.",
)
TABLE_SHEET: Final = Problem(
    "TABLE-SHEET",
    "error",
    "There is no such sheet",
    "The workbook has no sheet {found}.{offer}",
    "Its sheets are: {known}.",
)
TABLE_NUL: Final = Problem(
    "TABLE-NUL",
    "error",
    "Zero bytes in the text",
    "There are zero bytes in the file; it is damaged or no text.",
    "Export it again as CSV in UTF-8.",
)
TABLE_MIXED: Final = Problem(
    "TABLE-MIXED",
    "error",
    "Mixed encodings",
    "The file is in UTF-8 except for this row, so some of its letters are unknown.",
    "Parts of the file were pasted from elsewhere. Export it again as CSV in UTF-8.",
)
TABLE_CHANGED: Final = Problem(
    "TABLE-CHANGED",
    "error",
    "The file changed while it was read",
    "The file changed while it was read, so the report may be true for neither state.",
    "Wait until it is written to its end and try again.",
)
TABLE_ENCODING: Final = Problem(
    "TABLE-ENCODING",
    "info",
    "Read in another encoding",
    "The file is not in UTF-8 and was read as {encoding}.",
    "If letters such as é or £ look wrong, export it again as CSV in UTF-8.",
)
TABLE_1904: Final = Problem(
    "TABLE-1904",
    "info",
    "Dates that count from 1904",
    "The workbook counts its days from 1904, as older Excel for the Mac does; they were read so.",
    "Nothing needs to be done.",
)
TABLE_SHEETS: Final = Problem(
    "TABLE-SHEETS",
    "info",
    "Several sheets with the same columns",
    "The sheets {sheets} have the same columns; all are read, each with records of its own.",
    "If only one is meant: --sheet NAME",
)
TABLE_SECOND: Final = Problem(
    "TABLE-SECOND",
    "info",
    "A second table on the sheet",
    "A second table starts at row {row}. It was read as a table of its own.",
    "If it is the same table, delete the rows between the two parts and the second header.",
)
SHEET_LEFT_OUT: Final = Problem(
    "SHEET-LEFT-OUT",
    "info",
    "A sheet that was not read",
    "The sheet {sheet} was left out: {reason}.",
    "If it should be read: --sheet {sheet}",
)
TABLE_TITLE: Final = Problem(
    "TABLE-TITLE",
    "info",
    "A title was given",
    "The table has no title, so its record is called {title}.",
    "Add a column title, or say it: --title TEXT",
)
TABLE_SURVEY: Final = Problem(
    "TABLE-SURVEY",
    "info",
    "Read as a survey export",
    "Read with a row for each respondent; each answer becomes an entry of its own. Columns of "
    "answers: {answers}; respondents: {count}.",
    "Nothing needs to be done. If each row is an entry: --layout long",
)
HEADER_ROWS: Final = Problem(
    "HEADER-ROWS",
    "info",
    "Several header rows",
    "The header has further rows, which were read as part of it. Rows: {count}.",
    "If one of them is an answer, delete the others and check the file again.",
)
TABLE_CANVAS: Final = Problem(
    "TABLE-CANVAS",
    "info",
    "Read as a canvas",
    "The sheet was read as a canvas. Captions: {captions}; entries: {entries}.",
    "If the captions are headings of columns instead: --layout wide",
)
CELLS_LEFT_OUT: Final = Problem(
    "CELLS-LEFT-OUT",
    "warning",
    "Cells that belong to no caption",
    "These cells were left out, as they belong to no caption: {cells}.",
    "If one is an answer, move it beside or below its caption.",
)
TABLE_DAYS: Final = Problem(
    "TABLE-DAYS",
    "info",
    "The day of recording was taken from the answers",
    "The answers were given from {first} to {last}; recorded_on is the last of these days.",
    "Nothing needs to be done.",
)
TABLE_TIMES: Final = Problem(
    "TABLE-TIMES",
    "info",
    "Days of the answers that were left out",
    "It is not sure which day is meant by times such as {found}, so recorded_on is left out.",
    "Say how dates are written: {option}",
)
TABLE_EXAMPLE: Final = Problem(
    "TABLE-EXAMPLE",
    "info",
    "The example was left out",
    "The row below the header is the template's example; it was left out.",
    "Nothing needs to be done. To have it read, write something else in the column record.",
)
TABLE_PEOPLE: Final = Problem(
    "TABLE-PEOPLE",
    "info",
    "Personal columns",
    "{action}: {headings}.",
    "Say what should become of them: --people drop, or --people keep.",
)
TABLE_IDS: Final = Problem(
    "TABLE-IDS",
    "info",
    "Contributors were given ids",
    "Contributors without an id were given one, such as {example}; rows: {count}.",
    "Nothing needs to be done.",
)
TABLE_UNJUDGED: Final = Problem(
    "TABLE-UNJUDGED",
    "info",
    "The rules of good use were not run",
    "The table has more than {limit} rows, so only {checked} were checked.",
    "To run the rules as well: --rules",
)
TABLE_LAZY: Final = Problem(
    "TABLE-LAZY",
    "info",
    "Checked where it lies",
    "The data stayed where they are: each cell was checked and the rows of each record were "
    "compared; ids, references and the rules of good use were not checked.",
    "To check these as well, read a part of the table into memory or from a file.",
)
TABLE_LAZY_SURVEY: Final = Problem(
    "TABLE-LAZY-SURVEY",
    "error",
    "A survey export that is not in memory",
    "A table with a row for each respondent is read in memory only.",
    "Collect the frame first, or check the file itself. If each row is an entry, say that the "
    "layout is long.",
)
