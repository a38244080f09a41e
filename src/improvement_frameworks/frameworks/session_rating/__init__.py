"""The session rating: how many chose each answer of a scale."""

from .record import SessionRating, SessionRatingEntry

__all__ = ["SessionRating", "SessionRatingEntry"]
