"""The workbook that was checked, with a note and a colour on each cell that needs a change.

Only the parts of the workbook that change are written anew; all others are copied byte by byte, so
that charts, text boxes and formulas stay.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.marking.marked_workbook import (
        write_marked as write_marked,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.marking.marked_workbook": "write_marked",
        },
    )
