"""Headings become columns, cells become values, rows become records.

`columns_of` derives the columns of a framework's table from its record. A `Heading` says which
column of a sheet is which; the row checker reads each cell by its column and the ledger puts the
rows of a record together. What is said about a row is said here, once, for every engine.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.rows.column import (
        Column as Column,
        columns_of as columns_of,
    )
    from improvement_frameworks.tables.rows.column_text import (
        describe_kind as describe_kind,
        write_columns as write_columns,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.rows.column": "Column columns_of",
            "tables.rows.column_text": "describe_kind write_columns",
        },
    )
