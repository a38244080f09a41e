"""Files become sheets of rows, whatever is wrong with them, in memory that stays small.

`open_tables` finds out what a file is, by its first bytes and then by its ending, and gives its
sheets; each yields its rows from the top with the values as they are in the cells. What cannot be
read becomes an issue, never an exception.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.reading.table_file import (
        find_inputs as find_inputs,
        is_table as is_table,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.reading.table_file": "find_inputs is_table",
        },
    )
