"""The six principles for learning: a review of how a group set out to learn."""

from improvement_frameworks.frameworks.learning_principles.record import (
    Activity,
    LearningPrinciples,
    LearningPrinciplesEntry,
    LinkedRecord,
)

__all__ = ["Activity", "LearningPrinciples", "LearningPrinciplesEntry", "LinkedRecord"]
