"""What many records say together: collections, tallies, insights, their report, and codebooks."""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.insight.codebook import (
        Codebook as Codebook,
        read_codebook as read_codebook,
        write_codebook as write_codebook,
    )
    from improvement_frameworks.insight.find import (
        compare_waves as compare_waves,
        insights as insights,
    )
    from improvement_frameworks.insight.reading import (
        Collected as Collected,
        read_collection as read_collection,
    )
    from improvement_frameworks.insight.report import (
        InsightReport as InsightReport,
    )
    from improvement_frameworks.insight.statement import (
        Statement as Statement,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "insight.codebook": "Codebook read_codebook write_codebook",
            "insight.find": "compare_waves insights",
            "insight.reading": "Collected read_collection",
            "insight.report": "InsightReport",
            "insight.statement": "Statement",
        },
    )
