"""Collected tables: rows of CSV, workbooks, Parquet and data frames, checked cell by cell.

Examples:
    >>> from improvement_frameworks.tables import columns_of
    >>> [column.name for column in columns_of("iceberg") if column.is_required]
    ['title', 'text', 'level']
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.check import (
        check_file as check_file,
    )
    from improvement_frameworks.tables.options import (
        Options as Options,
        TableWords as TableWords,
    )
    from improvement_frameworks.tables.rows.column import (
        Column as Column,
        columns_of as columns_of,
    )
    from improvement_frameworks.tables.table import (
        load_table as load_table,
        validate_table as validate_table,
        write_table as write_table,
    )
    from improvement_frameworks.tables.writing.frame_writer import (
        to_frame as to_frame,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.check": "check_file",
            "tables.writing.frame_writer": "to_frame",
            "tables.options": "Options TableWords",
            "tables.rows.column": "Column columns_of",
            "tables.table": "load_table validate_table write_table",
        },
    )
