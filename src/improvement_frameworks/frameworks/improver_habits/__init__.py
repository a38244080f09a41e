"""The habits of an improver: a profile of a person or a team, for what to practise."""

from improvement_frameworks.frameworks.improver_habits.record import (
    ImproverHabits,
    ImproverHabitsEntry,
)

__all__ = ["ImproverHabits", "ImproverHabitsEntry"]
