"""The after action review: what was expected, what happened, why, and what was learnt."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.after_action_review.record import (
        AfterActionReview as AfterActionReview,
    )
    from improvement_frameworks.frameworks.after_action_review.record import (
        Conductor as Conductor,
    )
    from improvement_frameworks.frameworks.after_action_review.record import (
        ReviewAnswer as ReviewAnswer,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {"frameworks.after_action_review.record": "AfterActionReview Conductor ReviewAnswer"},
    )
