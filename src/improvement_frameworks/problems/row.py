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
    "Check the cells from the first wrong one on. Put a text that has the separator in "
    "it into quotation marks.",
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
    "Unclosed quotation mark",
    "A quotation mark that opens in this row is not closed{limit}.",
    "Close it, or double a quotation mark that is part of a text.",
)
ROW_CONFLICT: Final = Problem(
    "ROW-CONFLICT",
    "error",
    "Two values for one record",
    "{field} is {found} here but {first} in row {row}. Both rows belong to the same record.",
    "Write the same in all rows of the record, or only in the first. Give another record "
    "its own value in the column record.",
)
ROW_NO_RECORD: Final = Problem(
    "ROW-NO-RECORD",
    "error",
    "Row of an unknown record",
    "This row belongs to no record: {found}.",
    "Write the title of the record into the column record, or what its own rows have there.",
)
ROW_NO_ENTRY: Final = Problem(
    "ROW-NO-ENTRY",
    "error",
    "Row of an unknown entry",
    "This row belongs to no entry: {found}.",
    "Write the ID of the entry into the column entry, or its row, such as row 5.",
)
LISTS_AS_TEXT: Final = Problem(
    "LISTS-AS-TEXT",
    "info",
    "Lists written into single cells",
    "These lists were written into single cells, as JSON text: {columns}.",
    "Write a workbook (.xlsx) to get a sheet for each of them.",
)
RECORDS_NOT_WRITTEN: Final = Problem(
    "RECORDS-NOT-WRITTEN",
    "info",
    "Records of other frameworks",
    "Records of other frameworks were left out: {count}. Their frameworks: {frameworks}.",
    "Write the others to a file of their own: --framework FRAMEWORK",
)
CELL_ERROR: Final = Problem(
    "CELL-ERROR",
    "error",
    "Cell that cannot be read",
    "This cell has no value that can be read. It gives {found}.",
    "Fix the formula, or write its value. If a program made the workbook, open it in a "
    "spreadsheet program and save it.",
)
CELL_BYTES: Final = Problem(
    "CELL-BYTES",
    "error",
    "Bytes instead of text",
    "This cell holds {found}, and their encoding is not known.",
    "Decode the column before you give the table. Most texts are written in UTF-8.",
)
CELL_DATE: Final = Problem(
    "CELL-DATE",
    "error",
    "Ambiguous date",
    "{field} is {found}. Day and month could be mistaken for each other.",
    "Write dates as 2020-03-16, or say how they are written: {option}",
)
CELL_JSON: Final = Problem(
    "CELL-JSON",
    "error",
    "List that cannot be read",
    "{field} is not valid JSON: {reason}.",
    "Write this column as JSON text, or leave it blank.",
)
CELL_CONSTANT: Final = Problem(
    "CELL-CONSTANT",
    "error",
    "Row of another framework",
    "{field} is {found}, where {expected} is expected.",
    "Keep the rows of each framework in their own table.",
)
ROW_LEFT_OUT: Final = Problem(
    "ROW-LEFT-OUT",
    "info",
    "Row left out",
    "The row was left out: {reason}. Cells with content: {cells}.",
    "Check that the row is not an answer.",
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
    "Contradicting rows",
    "In the record {record}, {field} is {found} here but {first} in other rows. Rows: {count}.",
    "Write the same in all rows of the record, or only in one. Give another record its "
    "own value in the column record.",
)
RECORDS_UNREAD: Final = Problem(
    "RECORDS-UNREAD",
    "error",
    "Records not checked to the end",
    "More than {limit} values contradict each other or titles are missing. The rest was "
    "not checked.",
    "Fix the errors in this report and check again.",
)
CELLS_UNREAD: Final = Problem(
    "CELLS-UNREAD",
    "error",
    "Cells not read",
    "More than {limit} different values need to be read one by one. Cells not read in "
    "this column: {count}.",
    "Fix the errors in this report and check again, or check the table in parts.",
)
CELLS_TRIMMED: Final = Problem(
    "CELLS-TRIMMED",
    "info",
    "Spaces left out",
    "Spaces before or after the value were left out. Cells: {count}.",
    "Check one of the cells if spaces have a meaning there.",
)
CELLS_LABELS: Final = Problem(
    "CELLS-LABELS",
    "info",
    "Labels read as codes",
    "Labels were read as codes, such as {found} as {code}. Cells: {count}.",
    "Check that the example is right.",
)
CELLS_CONVERTED: Final = Problem(
    "CELLS-CONVERTED",
    "info",
    "Values rewritten",
    "Values were rewritten, such as {found} as {written}. Cells: {count}.",
    "Check that the example is right.",
)
CELLS_MERGED: Final = Problem(
    "CELLS-MERGED",
    "info",
    "Merged cells",
    "A merged cell was read as the value of each of its rows. Cells: {count}.",
    "Check that the value belongs to each row.",
)
CELLS_FILLED: Final = Problem(
    "CELLS-FILLED",
    "info",
    "Blank cells that were filled in",
    "Blank cells were read as the part that is named above them. Cells: {count}.",
    "Check them. If one belongs to another part, write its name into the cell.",
)
CELLS_BLANK: Final = Problem(
    "CELLS-BLANK",
    "info",
    "Values read as blank",
    "{found} was read as blank. Cells: {count}.",
    'Name the words that mean blank if it is an answer: --blank "WORD".',
)
