"""Improvement ideas: what would make tomorrow better, and what became of it."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.improvement_idea.record import (
        DayMeasure as DayMeasure,
    )
    from improvement_frameworks.frameworks.improvement_idea.record import (
        Idea as Idea,
    )
    from improvement_frameworks.frameworks.improvement_idea.record import (
        ImprovementIdea as ImprovementIdea,
    )
    from improvement_frameworks.frameworks.improvement_idea.record import (
        Reply as Reply,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.improvement_idea.record": "DayMeasure Idea ImprovementIdea Reply"}
    )
