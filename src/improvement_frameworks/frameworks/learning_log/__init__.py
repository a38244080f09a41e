"""The learning log: a week, or a day, in three answers."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.learning_log.record import (
        LearningLog as LearningLog,
    )
    from improvement_frameworks.frameworks.learning_log.record import (
        LearningLogEntry as LearningLogEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.learning_log.record": "LearningLog LearningLogEntry"}
    )
