"""The habits of an improver: a profile of a person or a team, for what to practise."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.improver_habits.record import (
        ImproverHabits as ImproverHabits,
    )
    from improvement_frameworks.frameworks.improver_habits.record import (
        ImproverHabitsEntry as ImproverHabitsEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.improver_habits.record": "ImproverHabits ImproverHabitsEntry"}
    )
