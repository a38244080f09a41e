"""How people lay out what they collect, and which cells make which entry.

A long table has a row for each entry, a wide one a row for each respondent. The layout is found
out from the headings; a mapping file says what the headings of a house mean.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.layouts.layout import (
        Layout as Layout,
    )
    from improvement_frameworks.tables.layouts.layout import (
        Piece as Piece,
    )
    from improvement_frameworks.tables.layouts.layout import (
        choose_layout as choose_layout,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        Answer as Answer,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        ColumnMapping as ColumnMapping,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        MappingError as MappingError,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        Split as Split,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        make_mapping as make_mapping,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        propose_mapping as propose_mapping,
    )
    from improvement_frameworks.tables.layouts.mapping import (
        read_mapping as read_mapping,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.layouts.layout": "Layout Piece choose_layout",
            "tables.layouts.mapping": (
                "Answer ColumnMapping MappingError Split make_mapping propose_mapping read_mapping"
            ),
        },
    )
