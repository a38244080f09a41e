"""Long tables and data frames, checked a column at a time: the same report, many times faster.

Files are read in batches, frames in memory at once; of data that are elsewhere (a cluster, a
database) only counts and the values that the report shows are fetched.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.columnar.data_frame import (
        check_frame as check_frame,
        is_lazy as is_lazy,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.columnar.data_frame": "check_frame is_lazy",
        },
    )
