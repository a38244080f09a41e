"""What a form of file cannot hold."""

from __future__ import annotations

from improvement_frameworks.core.errors import ImprovementFrameworksError


class UnwritableError(ImprovementFrameworksError, ValueError):
    """A table holds something that the wanted form of file cannot hold; nothing was written."""
