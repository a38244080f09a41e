"""The iceberg model: what lies under an event."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.iceberg.record import (
        Iceberg as Iceberg,
    )
    from improvement_frameworks.frameworks.iceberg.record import (
        IcebergEntry as IcebergEntry,
    )
    from improvement_frameworks.frameworks.iceberg.record import (
        Intervention as Intervention,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.iceberg.record": "Iceberg IcebergEntry Intervention",
        },
    )
