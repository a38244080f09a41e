"""What a change does to the quality of a service, area by area."""

from .record import AreaAssessment, Equality, QualityImpactAssessment, Review, SignOff

__all__ = ["AreaAssessment", "Equality", "QualityImpactAssessment", "Review", "SignOff"]
