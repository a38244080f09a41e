"""What made rapid change possible, and whether it is still there."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.conditions_for_change.record import (
        ConditionEntry as ConditionEntry,
    )
    from improvement_frameworks.frameworks.conditions_for_change.record import (
        ConditionsForChange as ConditionsForChange,
    )
    from improvement_frameworks.frameworks.conditions_for_change.record import (
        RegionalExample as RegionalExample,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.conditions_for_change.record": (
                "ConditionEntry ConditionsForChange RegionalExample"
            )
        },
    )
