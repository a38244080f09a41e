"""How the tests of this folder ask for examples: so many as the profile says, none in a hurry."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, settings

many: Final = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""An example may take its time, and writes over the files of the one before."""
