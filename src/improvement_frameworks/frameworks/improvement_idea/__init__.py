"""Improvement ideas: what would make tomorrow better, and what became of it."""

from .record import DayMeasure, Idea, ImprovementIdea, Reply

__all__ = ["DayMeasure", "Idea", "ImprovementIdea", "Reply"]
