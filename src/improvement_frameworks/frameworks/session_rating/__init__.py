"""The session rating: how many chose each answer of a scale."""

from improvement_frameworks.frameworks.session_rating.record import (
    SessionRating,
    SessionRatingEntry,
)

__all__ = ["SessionRating", "SessionRatingEntry"]
