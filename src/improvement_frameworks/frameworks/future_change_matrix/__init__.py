"""What was started or stopped in a crisis, sorted by what becomes of it."""

from .record import FutureChangeMatrix, FutureChangeMatrixEntry, Move

__all__ = ["FutureChangeMatrix", "FutureChangeMatrixEntry", "Move"]
