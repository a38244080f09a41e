"""The six principles for learning: a review of how a group set out to learn."""

from .record import Activity, LearningPrinciples, LearningPrinciplesEntry, LinkedRecord

__all__ = ["Activity", "LearningPrinciples", "LearningPrinciplesEntry", "LinkedRecord"]
