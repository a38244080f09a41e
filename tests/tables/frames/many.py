"""How the tests of this folder ask for examples."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def many(examples: int) -> settings:
    """Ask for so many examples, however long one takes; they write over each other's files."""
    unlike = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=unlike)
