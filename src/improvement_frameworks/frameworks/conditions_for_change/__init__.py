"""What made rapid change possible, and whether it is still there."""

from .record import ConditionEntry, ConditionsForChange, RegionalExample

__all__ = ["ConditionEntry", "ConditionsForChange", "RegionalExample"]
