"""The ladder of inference: how reasoning climbs from observation to action."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        AlternativeReading as AlternativeReading,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderOfInference as LadderOfInference,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderStep as LadderStep,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        Loop as Loop,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        StepTest as StepTest,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.ladder_of_inference.record": (
                "AlternativeReading LadderOfInference LadderStep Loop StepTest"
            ),
        },
    )
