"""The six principles for learning: a review of how a group set out to learn."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.learning_principles.record import (
        Activity as Activity,
    )
    from improvement_frameworks.frameworks.learning_principles.record import (
        LearningPrinciples as LearningPrinciples,
    )
    from improvement_frameworks.frameworks.learning_principles.record import (
        LearningPrinciplesEntry as LearningPrinciplesEntry,
    )
    from improvement_frameworks.frameworks.learning_principles.record import (
        LinkedRecord as LinkedRecord,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.learning_principles.record": (
                "Activity LearningPrinciples LearningPrinciplesEntry LinkedRecord"
            ),
        },
    )
