"""What was started or stopped in a crisis, sorted by what becomes of it."""

from improvement_frameworks.frameworks.future_change_matrix.record import (
    FutureChangeMatrix,
    FutureChangeMatrixEntry,
    Move,
)

__all__ = ["FutureChangeMatrix", "FutureChangeMatrixEntry", "Move"]
