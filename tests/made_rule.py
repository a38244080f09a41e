"""Makes rules by code, for tests of what runs them; those of frameworks are read from TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from improvement_frameworks.core.rules.rules import Rule
from improvement_frameworks.problems.problem import Principle, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from improvement_frameworks.core.rules.rules import Findings

R = TypeVar("R")


def make_rule(
    code: str,
    check: Callable[[R], Findings],
    *,
    severity: Severity = "warning",
    title: str = "Made up",
    message: str = "m",
    hint: str = "h",
    principle: Principle = "be-timely",
    source: str = "judgement",
) -> Rule[R]:
    """Return a rule that a function checks, with words that do not matter unless they are given."""
    return Rule(
        problem=Problem(
            code=code,
            severity=severity,
            title=title,
            message=message,
            hint=hint,
            principle=principle,
            source=source,
        ),
        check=check,
    )
