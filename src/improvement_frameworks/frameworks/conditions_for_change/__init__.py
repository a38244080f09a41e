"""What made rapid change possible, and whether it is still there."""

from improvement_frameworks.frameworks.conditions_for_change.record import (
    ConditionEntry,
    ConditionsForChange,
    RegionalExample,
)

__all__ = ["ConditionEntry", "ConditionsForChange", "RegionalExample"]
