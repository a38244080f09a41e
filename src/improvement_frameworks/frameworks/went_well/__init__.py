"""Two questions at the end of a session: what went well, and what would be even better?"""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.went_well.record import (
        WentWell as WentWell,
    )
    from improvement_frameworks.frameworks.went_well.record import (
        WentWellEntry as WentWellEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.went_well.record": "WentWell WentWellEntry"}
    )
