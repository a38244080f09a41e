"""What can be wrong with a table: its file, its header, its rows and its cells; and the remarks.

The faults of single values are those of documents (``problem_list``): a wrong code is a wrong code.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.core.problem import Problem, Severity


def _problem(severity: Severity, code: str, title: str, message: str, hint: str) -> Problem:
    return Problem(code=code, severity=severity, title=title, message=message, hint=hint)


TABLE_EMPTY: Final = _problem(
    "error",
    "TABLE-EMPTY",
    "The table is empty",
    "There is nothing in it.",
    "Check that this is the right file, or begin with: improve template FRAMEWORK",
)
TABLE_NO_ROWS: Final = _problem(
    "warning",
    "TABLE-NO-ROWS",
    "A header without rows",
    "There is a header but no row below it says anything.",
    "Check that the export is complete and that no filter left the rows out.",
)
TABLE_NO_HEADER: Final = _problem(
    "error",
    "TABLE-NO-HEADER",
    "No header found",
    "None of the first {limit} rows names the columns of {framework}.",
    "Put the names of the columns into one row above the data. improve show {id} --columns "
    "lists them; improve map FILE writes a file that says which of your columns is which.",
)
TABLE_NO_ANSWERS: Final = _problem(
    "error",
    "TABLE-NO-ANSWERS",
    "No column of answers found",
    "None of the first {limit} rows is the header of a survey export: no heading names {expected}.",
    "Write the code, the label or the question into the heading (improve show {framework}), or "
    "say with a mapping file which column is which: improve map FILE",
)
TABLE_FRAMEWORK: Final = _problem(
    "error",
    "TABLE-FRAMEWORK",
    "It is not clear which framework this is",
    "The columns do not tell which framework the table belongs to ({candidates}).",
    "Say it: --framework ID, or a column framework.",
)
TABLE_DELIMITER: Final = _problem(
    "error",
    "TABLE-DELIMITER",
    "All in one column",
    "The whole header stands in one cell; the columns seem to be separated by {found}.",
    "Save the file with commas, semicolons or tabs between the columns.",
)
ROW_LONG: Final = _problem(
    "error",
    "ROW-LONG",
    "More cells than the header",
    "Cells in the row: {found}; in the header: {expected}.",
    "A text that holds the separator must stand in quotation marks; check the cells from the "
    "first wrong one on.",
)
ROW_SHORT: Final = _problem(
    "warning",
    "ROW-SHORT",
    "Fewer cells than the header",
    "Cells in the row: {found}; in the header: {expected}. The missing ones count as blank.",
    "Check that the row was not cut off.",
)
ROW_QUOTE: Final = _problem(
    "error",
    "ROW-QUOTE",
    "A quotation mark that is not closed",
    "A quotation mark that opens in this row is not closed{limit}.",
    "Close it, or write a mark within a text twice.",
)
ROW_CONFLICT: Final = _problem(
    "error",
    "ROW-CONFLICT",
    "Two values for one record",
    "{field} is {found} here but {first} in row {row}, and both rows belong to the same record.",
    "Write the same in all rows of the record, or only in the first; other records need another "
    "value in the column record.",
)
COLUMN_MISSING: Final = _problem(
    "error",
    "COLUMN-MISSING",
    "A column is missing",
    "There is no column {field}.{offer}",
    "Add it: {meaning}",
)
COLUMN_UNKNOWN: Final = _problem(
    "warning",
    "COLUMN-UNKNOWN",
    "An unknown column",
    "{found} is not a column of this table; what stands in it is left out.{offer}",
    "Rename it, or say with a mapping file what it is (improve map FILE), if it should be read.",
)
COLUMN_TWICE: Final = _problem(
    "error",
    "COLUMN-TWICE",
    "A column stands twice",
    "{found} means the same column as {first} in {cell}; only that one is read.",
    "Remove or rename one of them.",
)
COLUMN_NAMELESS: Final = _problem(
    "warning",
    "COLUMN-NAMELESS",
    "A column without a name",
    "There are values in this column but no name above them; they are left out.",
    "Write the name of the column into the header.",
)
TABLE_WIDE: Final = _problem(
    "error",
    "TABLE-WIDE",
    "Too many columns",
    "The table has {found} columns; at most {limit} are read.",
    "Keep the columns that belong to the record. A survey export of more questions is read in "
    "parts.",
)
CELL_ERROR: Final = _problem(
    "error",
    "CELL-ERROR",
    "A formula that failed",
    "The formula in this cell gives {found}.",
    "Mend the formula, or write its value. A workbook made by a program: open it in a spreadsheet "
    "program and save it.",
)
CELL_DATE: Final = _problem(
    "error",
    "CELL-DATE",
    "A date that can be read in several ways",
    "{field} is {found}; in a date written so, day and month can be taken for each other.",
    "Write dates as 2020-03-16, or say how they are written: {option}",
)
CELL_JSON: Final = _problem(
    "error",
    "CELL-JSON",
    "A list that cannot be read",
    "{field} is no valid JSON: {reason}.",
    "This column holds what has several parts, as JSON text; leave it blank if there is none.",
)
CELL_CONSTANT: Final = _problem(
    "error",
    "CELL-CONSTANT",
    "Rows of another kind",
    "{field} is {found}, where {expected} is expected.",
    "Keep the rows of each framework in a table of their own.",
)
TABLE_OLD_EXCEL: Final = _problem(
    "error",
    "TABLE-OLD-EXCEL",
    "An old Excel file",
    "This is a workbook in the format of Excel before 2007.",
    "Open it and save it as .xlsx.",
)
TABLE_PASSWORD: Final = _problem(
    "error",
    "TABLE-PASSWORD",
    "Protected by a password",
    "The workbook is encrypted, so it cannot be read.",
    "Open it with its password and save a copy without one, in a safe place.",
)
TABLE_FOREIGN: Final = _problem(
    "error",
    "TABLE-FOREIGN",
    "Not what its name says",
    "The name says {ending}, but this is {what}.",
    "Save the table again from the program that made it.",
)
TABLE_DAMAGED: Final = _problem(
    "error",
    "TABLE-DAMAGED",
    "The file cannot be read to its end",
    "The file is damaged or incomplete: {reason}.",
    "Get it again, or open it in its own program and save it anew.",
)
TABLE_BOMB: Final = _problem(
    "error",
    "TABLE-BOMB",
    "It unpacks to too much",
    "The workbook unpacks to more than {limit} MB, so it is not opened.",
    "If it is truly that large, save its sheets as CSV.",
)
TABLE_SPARSE: Final = _problem(
    "error",
    "TABLE-SPARSE",
    "A value far from the table",
    "A sheet reaches down to {cell}, although most of it is blank; it is too large to be read.",
    "Delete the rows and columns beyond the table (a value stands there by mistake) and save it.",
)
TABLE_ENTITY: Final = _problem(
    "error",
    "TABLE-ENTITY",
    "A workbook with definitions of its own",
    "A part of the workbook defines entities, which no spreadsheet program writes.",
    "Do not trust the file. Ask for it again, or save it as CSV on a computer that may open it.",
)
TABLE_SHEET: Final = _problem(
    "error",
    "TABLE-SHEET",
    "There is no such sheet",
    "The workbook has no sheet {found}.{offer}",
    "Its sheets are: {known}.",
)
TABLE_NUL: Final = _problem(
    "error",
    "TABLE-NUL",
    "Zero bytes in the text",
    "There are zero bytes in the file; it is damaged or no text.",
    "Export it again as CSV in UTF-8.",
)
TABLE_MIXED: Final = _problem(
    "error",
    "TABLE-MIXED",
    "Mixed encodings",
    "The file is in UTF-8 except for this row, so some of its letters are unknown.",
    "Parts of the file were pasted from elsewhere. Export it again as CSV in UTF-8.",
)
TABLE_CHANGED: Final = _problem(
    "error",
    "TABLE-CHANGED",
    "The file changed while it was read",
    "The file changed while it was read, so the report may be true for neither state.",
    "Wait until it is written to its end and try again.",
)
TABLE_ENCODING: Final = _problem(
    "info",
    "TABLE-ENCODING",
    "Read in another encoding",
    "The file is not in UTF-8 and was read as {encoding}.",
    "If letters such as é or £ look wrong, export it again as CSV in UTF-8.",
)
TABLE_1904: Final = _problem(
    "info",
    "TABLE-1904",
    "Dates that count from 1904",
    "The workbook counts its days from 1904, as older Excel for the Mac does; they were read so.",
    "Nothing needs to be done.",
)
TABLE_SHEETS: Final = _problem(
    "info",
    "TABLE-SHEETS",
    "Several sheets with the same columns",
    "The sheets {sheets} have the same columns; all are read, each with records of its own.",
    "If only one is meant: --sheet NAME",
)
SHEET_LEFT_OUT: Final = _problem(
    "info",
    "SHEET-LEFT-OUT",
    "A sheet that was not read",
    "The sheet {sheet} was left out: {reason}.",
    "If it should be read: --sheet {sheet}",
)
TABLE_TITLE: Final = _problem(
    "info",
    "TABLE-TITLE",
    "A title was given",
    "The table has no title, so its record is called {title}.",
    "Add a column title, or say it: --title TEXT",
)
TABLE_SURVEY: Final = _problem(
    "info",
    "TABLE-SURVEY",
    "Read as a survey export",
    "Read with a row for each respondent; each answer becomes an entry of its own. Columns of "
    "answers: {answers}; respondents: {count}.",
    "Nothing needs to be done. If each row is an entry: --layout long",
)
TABLE_DAYS: Final = _problem(
    "info",
    "TABLE-DAYS",
    "The day of recording was taken from the answers",
    "The answers were given from {first} to {last}; recorded_on is the last of these days.",
    "Nothing needs to be done.",
)
TABLE_TIMES: Final = _problem(
    "info",
    "TABLE-TIMES",
    "Days of the answers that were left out",
    "It is not sure which day is meant by times such as {found}, so recorded_on is left out.",
    "Say how dates are written: {option}",
)
ROW_LEFT_OUT: Final = _problem(
    "info",
    "ROW-LEFT-OUT",
    "A row that was left out",
    "The row was left out: {reason}.",
    "Nothing needs to be done.",
)
TABLE_EXAMPLE: Final = _problem(
    "info",
    "TABLE-EXAMPLE",
    "The example was left out",
    "The row below the header is the template's example; it was left out.",
    "Nothing needs to be done. To have it read, write something else in the column record.",
)
TABLE_PEOPLE: Final = _problem(
    "info",
    "TABLE-PEOPLE",
    "Personal columns",
    "{action}: {headings}.",
    "Say what should become of them: --people drop, or --people keep.",
)
TABLE_IDS: Final = _problem(
    "info",
    "TABLE-IDS",
    "Contributors were given ids",
    "Contributors without an id were given one, such as {example}; rows: {count}.",
    "Nothing needs to be done.",
)
TABLE_UNJUDGED: Final = _problem(
    "info",
    "TABLE-UNJUDGED",
    "The rules of good use were not run",
    "The table has more than {limit} rows, so only {checked} were checked.",
    "To run the rules as well: --rules",
)
TABLE_LAZY: Final = _problem(
    "info",
    "TABLE-LAZY",
    "Checked where it lies",
    "The data stayed where they are: each cell was checked and the rows of each record were "
    "compared; ids, references and the rules of good use were not checked.",
    "To check these as well, read a part of the table into memory or from a file.",
)
TABLE_LAZY_SURVEY: Final = _problem(
    "error",
    "TABLE-LAZY-SURVEY",
    "A survey export that is not in memory",
    "A table with a row for each respondent is read in memory only.",
    "Collect the frame first, or check the file itself. If each row is an entry, say that the "
    "layout is long.",
)
RECORD_CONFLICT: Final = _problem(
    "error",
    "RECORD-CONFLICT",
    "Rows of a record that contradict each other",
    "In the record {record}, {field} is {found} here but {first} in other rows; rows: {count}.",
    "Write the same in all rows of the record, or only in one; other records need another value "
    "in the column record.",
)
RECORDS_UNREAD: Final = _problem(
    "error",
    "RECORDS-UNREAD",
    "Records that were not looked at to the end",
    "More than {limit} values contradict each other within records, or more records than that "
    "have no title; the rest was not looked at.",
    "Mend what is reported and check again.",
)
CELLS_UNREAD: Final = _problem(
    "error",
    "CELLS-UNREAD",
    "Cells that were not read",
    "More than {limit} different values need to be read one by one; in this column {count} cells "
    "were not read.",
    "Mend what is reported and check again, or check the table in parts.",
)
CELLS_TRIMMED: Final = _problem(
    "info",
    "CELLS-TRIMMED",
    "Surrounding space was left out",
    "Space before or after the value was left out; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_LABELS: Final = _problem(
    "info",
    "CELLS-LABELS",
    "Labels were read as codes",
    "Labels were read as codes, such as {found} as {code}; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_CONVERTED: Final = _problem(
    "info",
    "CELLS-CONVERTED",
    "Values were rewritten",
    "Values were rewritten, such as {found} as {written}; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_MERGED: Final = _problem(
    "info",
    "CELLS-MERGED",
    "Merged cells",
    "Cells merged downwards were read as if their value stood in each row; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_BLANK: Final = _problem(
    "info",
    "CELLS-BLANK",
    "Taken as blank",
    "{found} was taken as blank, as you asked; cells: {count}.",
    "Nothing needs to be done.",
)

TABLE_PROBLEMS: Final[tuple[Problem, ...]] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, Problem)
)
"""Every problem of tables, in the order of the help."""
