"""The after action review: what was expected, what happened, why, and what was learnt."""

from improvement_frameworks.frameworks.after_action_review.record import (
    AfterActionReview,
    Conductor,
    ReviewAnswer,
)

__all__ = ["AfterActionReview", "Conductor", "ReviewAnswer"]
