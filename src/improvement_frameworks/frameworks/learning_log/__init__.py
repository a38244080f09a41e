"""The learning log: a week, or a day, in three answers."""

from .record import LearningLog, LearningLogEntry

__all__ = ["LearningLog", "LearningLogEntry"]
