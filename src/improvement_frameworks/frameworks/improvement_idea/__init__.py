"""Improvement ideas: what would make tomorrow better, and what became of it."""

from improvement_frameworks.frameworks.improvement_idea.record import (
    DayMeasure,
    Idea,
    ImprovementIdea,
    Reply,
)

__all__ = ["DayMeasure", "Idea", "ImprovementIdea", "Reply"]
