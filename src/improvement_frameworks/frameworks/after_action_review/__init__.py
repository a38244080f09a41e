"""The after action review: what was expected, what happened, why, and what was learnt."""

from .record import AfterActionReview, ReviewAnswer

__all__ = ["AfterActionReview", "ReviewAnswer"]
