"""Risk themes: what could undo a good change, heard as signals and answered by responses."""

from .codebook import ThemeRecord, ThemeResponse, ThemeSignal
from .declare import OwnTheme, declare_themes
from .record import Response, RiskThemes, Signal

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
