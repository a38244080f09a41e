"""What the program answers the shell with when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from improvement_frameworks.core.report.report import Report

FINE: Final = 0
ERRORS_FOUND: Final = 1
COULD_NOT_RUN: Final = 2


def exit_code(report: Report) -> int:
    """Return what a report comes to: no errors, errors, or something that could not be read."""
    from improvement_frameworks.problems import NEVER_READ

    if any(code in NEVER_READ for code, _ in report.counts):
        return COULD_NOT_RUN
    return FINE if report.ok else ERRORS_FOUND
