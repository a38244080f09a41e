"""Risk themes: what could undo a good change, heard as signals and answered by responses."""

from improvement_frameworks.frameworks.risk_themes.codebook import (
    ThemeRecord,
    ThemeResponse,
    ThemeSignal,
)
from improvement_frameworks.frameworks.risk_themes.declare import OwnTheme, declare_themes
from improvement_frameworks.frameworks.risk_themes.record import Response, RiskThemes, Signal

__all__ = [
    "OwnTheme",
    "Response",
    "RiskThemes",
    "Signal",
    "ThemeRecord",
    "ThemeResponse",
    "ThemeSignal",
    "declare_themes",
]
