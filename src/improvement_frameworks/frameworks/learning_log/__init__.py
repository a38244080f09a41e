"""The learning log: a week, or a day, in three answers."""

from improvement_frameworks.frameworks.learning_log.record import LearningLog, LearningLogEntry

__all__ = ["LearningLog", "LearningLogEntry"]
