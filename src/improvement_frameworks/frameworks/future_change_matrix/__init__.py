"""What was started or stopped in a crisis, sorted by what becomes of it."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.future_change_matrix.record import (
        FutureChangeMatrix as FutureChangeMatrix,
    )
    from improvement_frameworks.frameworks.future_change_matrix.record import (
        FutureChangeMatrixEntry as FutureChangeMatrixEntry,
    )
    from improvement_frameworks.frameworks.future_change_matrix.record import (
        Move as Move,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.future_change_matrix.record": (
                "FutureChangeMatrix FutureChangeMatrixEntry Move"
            )
        },
    )
