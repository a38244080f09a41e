"""Liberating Structures: a menu of ways to arrange a conversation, and plans made from them."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures as LiberatingStructures,
    )
    from improvement_frameworks.frameworks.liberating_structures.record import (
        PlannedStep as PlannedStep,
    )
    from improvement_frameworks.frameworks.liberating_structures.record import (
        PlannedStructure as PlannedStructure,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.liberating_structures.record": (
                "LiberatingStructures PlannedStep PlannedStructure"
            ),
        },
    )
