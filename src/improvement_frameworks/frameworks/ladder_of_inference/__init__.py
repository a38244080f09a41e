"""The ladder of inference: how reasoning climbs from observation to action."""

from improvement_frameworks.frameworks.ladder_of_inference.record import (
    AlternativeReading,
    LadderOfInference,
    LadderStep,
    Loop,
    StepTest,
)

__all__ = ["AlternativeReading", "LadderOfInference", "LadderStep", "Loop", "StepTest"]
