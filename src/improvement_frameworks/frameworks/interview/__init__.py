"""Interviews: questions, answers in people's own words, and the phrases that stand out."""

from .record import Interview, InterviewAnswer

__all__ = ["Interview", "InterviewAnswer"]
