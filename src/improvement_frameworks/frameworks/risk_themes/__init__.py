"""Risk themes: what could undo a good change, heard as signals and answered by responses."""

from improvement_frameworks.frameworks.risk_themes.record import Response, RiskThemes, Signal

__all__ = ["Response", "RiskThemes", "Signal"]
