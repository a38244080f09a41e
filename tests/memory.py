"""How much memory Python takes at most while something runs."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def measure_peak(action: Callable[[], object], *, times: int = 3) -> int:
    """Bytes at the peak, the least of several runs.

    Whatever else the process keeps at that moment adds to a peak, and never takes from it.
    """
    return min(_measure_once(action) for _ in range(times))


def _measure_once(action: Callable[[], object]) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
