"""How people lay out what they collect, and which cells make which entry.

A long table has a row for each entry, a wide one a row for each respondent. The layout is found
out from the headings; a mapping file says what the headings of a house mean.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.layouts.mapping import (
        ColumnMapping as ColumnMapping,
        MappingError as MappingError,
        read_mapping as read_mapping,
    )
    from improvement_frameworks.tables.layouts.mapping_proposal import (
        propose_mapping as propose_mapping,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.layouts.mapping": "ColumnMapping MappingError read_mapping",
            "tables.layouts.mapping_proposal": "propose_mapping",
        },
    )
