"""What can be wrong in the rows and cells of a table, or with the records that they make.

The faults of single values are those of documents (``problem_list``): a wrong code is a wrong code.
"""

from __future__ import annotations

from typing import Final

from improvement_frameworks.core.problem import Problem
from improvement_frameworks.core.table_problem_list import say_problem

ROW_LONG: Final = say_problem(
    "error",
    "ROW-LONG",
    "More cells than the header",
    "Cells in the row: {found}; in the header: {expected}.",
    "A text that holds the separator must stand in quotation marks; check the cells from the "
    "first wrong one on.",
)
ROW_SHORT: Final = say_problem(
    "warning",
    "ROW-SHORT",
    "Fewer cells than the header",
    "Cells in the row: {found}; in the header: {expected}. The missing ones count as blank.",
    "Check that the row was not cut off.",
)
ROW_QUOTE: Final = say_problem(
    "error",
    "ROW-QUOTE",
    "A quotation mark that is not closed",
    "A quotation mark that opens in this row is not closed{limit}.",
    "Close it, or write a mark within a text twice.",
)
ROW_CONFLICT: Final = say_problem(
    "error",
    "ROW-CONFLICT",
    "Two values for one record",
    "{field} is {found} here but {first} in row {row}, and both rows belong to the same record.",
    "Write the same in all rows of the record, or only in the first; other records need another "
    "value in the column record.",
)
CELL_ERROR: Final = say_problem(
    "error",
    "CELL-ERROR",
    "A formula that failed",
    "The formula in this cell gives {found}.",
    "Mend the formula, or write its value. A workbook made by a program: open it in a spreadsheet "
    "program and save it.",
)
CELL_DATE: Final = say_problem(
    "error",
    "CELL-DATE",
    "A date that can be read in several ways",
    "{field} is {found}; in a date written so, day and month can be taken for each other.",
    "Write dates as 2020-03-16, or say how they are written: {option}",
)
CELL_JSON: Final = say_problem(
    "error",
    "CELL-JSON",
    "A list that cannot be read",
    "{field} is no valid JSON: {reason}.",
    "This column holds what has several parts, as JSON text; leave it blank if there is none.",
)
CELL_CONSTANT: Final = say_problem(
    "error",
    "CELL-CONSTANT",
    "Rows of another kind",
    "{field} is {found}, where {expected} is expected.",
    "Keep the rows of each framework in a table of their own.",
)
ROW_LEFT_OUT: Final = say_problem(
    "info",
    "ROW-LEFT-OUT",
    "A row that was left out",
    "The row was left out: {reason}.",
    "Nothing needs to be done.",
)
RECORD_CONFLICT: Final = say_problem(
    "error",
    "RECORD-CONFLICT",
    "Rows of a record that contradict each other",
    "In the record {record}, {field} is {found} here but {first} in other rows; rows: {count}.",
    "Write the same in all rows of the record, or only in one; other records need another value "
    "in the column record.",
)
RECORDS_UNREAD: Final = say_problem(
    "error",
    "RECORDS-UNREAD",
    "Records that were not looked at to the end",
    "More than {limit} values contradict each other within records, or more records than that "
    "have no title; the rest was not looked at.",
    "Mend what is reported and check again.",
)
CELLS_UNREAD: Final = say_problem(
    "error",
    "CELLS-UNREAD",
    "Cells that were not read",
    "More than {limit} different values need to be read one by one; in this column {count} cells "
    "were not read.",
    "Mend what is reported and check again, or check the table in parts.",
)
CELLS_TRIMMED: Final = say_problem(
    "info",
    "CELLS-TRIMMED",
    "Surrounding space was left out",
    "Space before or after the value was left out; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_LABELS: Final = say_problem(
    "info",
    "CELLS-LABELS",
    "Labels were read as codes",
    "Labels were read as codes, such as {found} as {code}; cells: {count}.",
    "Nothing needs to be done.",
)
CELLS_CONVERTED: Final = say_problem(
    "info",
    "CELLS-CONVERTED",
    "Values were rewritten",
    "Values were rewritten, such as {found} as {written}; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_MERGED: Final = say_problem(
    "info",
    "CELLS-MERGED",
    "Merged cells",
    "Cells merged downwards were read as if their value stood in each row; cells: {count}.",
    "Nothing needs to be done if that is what they mean.",
)
CELLS_BLANK: Final = say_problem(
    "info",
    "CELLS-BLANK",
    "Taken as blank",
    "{found} was taken as blank, as you asked; cells: {count}.",
    "Nothing needs to be done.",
)

ROW_PROBLEMS: Final[tuple[Problem, ...]] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, Problem)
)
"""Every problem of rows and cells, in the order of the help."""
