"""Risk themes: what could undo a good change, heard as signals and answered by responses."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.risk_themes.record import (
        Response as Response,
    )
    from improvement_frameworks.frameworks.risk_themes.record import (
        RiskThemes as RiskThemes,
    )
    from improvement_frameworks.frameworks.risk_themes.record import (
        Signal as Signal,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.risk_themes.record": "Response RiskThemes Signal",
        },
    )
