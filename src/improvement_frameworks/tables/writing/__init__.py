"""Records become tables, and frameworks become templates to fill in.

Text stays text: nothing that is written is taken for a formula or a link, and an older file stays
as it is until the new one is complete.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.tables.writing.template import (
        write_template as write_template,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "tables.writing.template": "write_template",
        },
    )
