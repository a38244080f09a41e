"""The habits of an improver: a profile of a person or a team, for what to practise."""

from .record import ImproverHabits, ImproverHabitsEntry

__all__ = ["ImproverHabits", "ImproverHabitsEntry"]
