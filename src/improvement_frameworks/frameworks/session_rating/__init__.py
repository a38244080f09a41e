"""The session rating: how many chose each answer of a scale."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.session_rating.record import (
        SessionRating as SessionRating,
    )
    from improvement_frameworks.frameworks.session_rating.record import (
        SessionRatingEntry as SessionRatingEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.session_rating.record": "SessionRating SessionRatingEntry"}
    )
