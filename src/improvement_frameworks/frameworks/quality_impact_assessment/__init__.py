"""What a change does to the quality of a service, area by area."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        AreaAssessment as AreaAssessment,
    )
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        Equality as Equality,
    )
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        QualityImpactAssessment as QualityImpactAssessment,
    )
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        Review as Review,
    )
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        SignOff as SignOff,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "frameworks.quality_impact_assessment.record": (
                "AreaAssessment Equality QualityImpactAssessment Review SignOff"
            )
        },
    )
