"""What can be wrong in the rows and cells of a table, or with the records that they make.

The faults of single values are those of documents (``value``): a wrong code is a wrong code.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.problems.problem import Problem

ROW_LONG: Final = Problem(
    "ROW-LONG",
    "error",
    "More cells than the header",
    "Cells in the row: {found}; in the header: {expected}.",
    "A text that holds the separator must stand in quotation marks; check the cells from the "
    "first wrong one on.",
)
ROW_SHORT: Final = Problem(
    "ROW-SHORT",
    "warning",
    "Fewer cells than the header",
    "Cells in the row: {found}; in the header: {expected}. The missing ones count as blank.",
    "Check that the row was not cut off.",
)
ROW_QUOTE: Final = Problem(
    "ROW-QUOTE",
    "error",
    "A quotation mark that is not closed",
    "A quotation mark that opens in this row is not closed{limit}.",
    "Close it, or write a mark within a text twice.",
)
ROW_CONFLICT: Final = Problem(
    "ROW-CONFLICT",
    "error",
    "Two values for one record",
    "{field} is {found} here but {first} in row {row}, and both rows belong to the same record.",
    "Write the same in all rows of the record, or only in the first; other records need another "
    "value in the column record.",
)
CELL_ERROR: Final = Problem(
    "CELL-ERROR",
    "error",
    "A cell that cannot be read",
    "This cell has no value that can be read. It gives {found}.",
    "Correct the formula, or write its value. If a program made the workbook, open it in a "
    "spreadsheet program and save it.",
)
CELL_BYTES: Final = Problem(
    "CELL-BYTES",
    "error",
    "Bytes in place of a text",
    "This cell holds {found}, and nothing says which text they stand for.",
    "Decode the column before you give the table: most texts are written in UTF-8.",
)
CELL_DATE: Final = Problem(
    "CELL-DATE",
    "error",
    "A date that can be read in several ways",
    "{field} is {found}; in a date written so, day and month can be taken for each other.",
    "Write dates as 2020-03-16, or say how they are written: {option}",
)
CELL_JSON: Final = Problem(
    "CELL-JSON",
    "error",
    "A list that cannot be read",
    "{field} is no valid JSON: {reason}.",
    "This column holds what has several parts, as JSON text; leave it blank if there is none.",
)
CELL_CONSTANT: Final = Problem(
    "CELL-CONSTANT",
    "error",
    "Rows of another kind",
    "{field} is {found}, where {expected} is expected.",
    "Keep the rows of each framework in a table of their own.",
)
ROW_LEFT_OUT: Final = Problem(
    "ROW-LEFT-OUT",
    "info",
    "A row that was left out",
    "The row was left out: {reason}.",
    "Nothing needs to be done.",
)
ROWS_UNANSWERED: Final = Problem(
    "ROWS-UNANSWERED",
    "info",
    "Respondents without an answer",
    "Respondents who answered no question of the framework: {count}. The first is in this row.",
    "Check that the questions were recognised. Unknown headings are listed as COLUMN-UNKNOWN.",
)
RECORD_CONFLICT: Final = Problem(
    "RECORD-CONFLICT",
    "error",
    "Rows of a record that contradict each other",
    "In the record {record}, {field} is {found} here but {first} in other rows; rows: {count}.",
    "Write the same in all rows of the record, or only in one; other records need another value "
    "in the column record.",
)
RECORDS_UNREAD: Final = Problem(
    "RECORDS-UNREAD",
    "error",
    "Records that were not looked at to the end",
    "More than {limit} values contradict each other within records, or more records than that "
    "have no title; the rest was not looked at.",
    "Mend what is reported and check again.",
)
CELLS_UNREAD: Final = Problem(
    "CELLS-UNREAD",
    "error",
    "Cells that were not read",
    "More than {limit} different values need to be read one by one; in this column {count} cells "
    "were not read.",
    "Mend what is reported and check again, or check the table in parts.",
)
CELLS_TRIMMED: Final = Problem(
    "CELLS-TRIMMED",
    "info",
    "Surrounding space was left out",
    "Space before or after the value was left out; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_LABELS: Final = Problem(
    "CELLS-LABELS",
    "info",
    "Labels were read as codes",
    "Labels were read as codes, such as {found} as {code}; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_CONVERTED: Final = Problem(
    "CELLS-CONVERTED",
    "info",
    "Values were rewritten",
    "Values were rewritten, such as {found} as {written}; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_MERGED: Final = Problem(
    "CELLS-MERGED",
    "info",
    "Merged cells",
    "Cells merged downwards were read as if their value stood in each row; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_BLANK: Final = Problem(
    "CELLS-BLANK",
    "info",
    "Taken as blank",
    "{found} was read as blank. Cells: {count}.",
    'If it is an answer, name the words that mean nothing: --blank "WORD".',
)
