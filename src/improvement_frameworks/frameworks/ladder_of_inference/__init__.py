"""The ladder of inference: how reasoning climbs from observation to action."""

from .record import AlternativeReading, LadderOfInference, LadderStep, Loop, StepTest

__all__ = ["AlternativeReading", "LadderOfInference", "LadderStep", "Loop", "StepTest"]
