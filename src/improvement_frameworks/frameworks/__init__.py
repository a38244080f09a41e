"""The frameworks themselves: one folder each, all of one anatomy."""

from __future__ import annotations

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from typing import TypeAlias

    from improvement_frameworks.frameworks.after_action_review.record import AfterActionReview
    from improvement_frameworks.frameworks.conditions_for_change.record import ConditionsForChange
    from improvement_frameworks.frameworks.future_change_matrix.record import FutureChangeMatrix
    from improvement_frameworks.frameworks.iceberg.record import Iceberg
    from improvement_frameworks.frameworks.improvement_idea.record import ImprovementIdea
    from improvement_frameworks.frameworks.improver_habits.record import ImproverHabits
    from improvement_frameworks.frameworks.interview.record import Interview
    from improvement_frameworks.frameworks.ladder_of_inference.record import LadderOfInference
    from improvement_frameworks.frameworks.learning_grid.record import LearningGrid
    from improvement_frameworks.frameworks.learning_log.record import LearningLog
    from improvement_frameworks.frameworks.learning_principles.record import LearningPrinciples
    from improvement_frameworks.frameworks.liberating_structures.record import LiberatingStructures
    from improvement_frameworks.frameworks.logic_model.record import LogicModel
    from improvement_frameworks.frameworks.poll.record import Poll
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        QualityImpactAssessment,
    )
    from improvement_frameworks.frameworks.risk_themes.record import RiskThemes
    from improvement_frameworks.frameworks.safety_phrases.record import SafetyPhrases
    from improvement_frameworks.frameworks.session.record import Session
    from improvement_frameworks.frameworks.session_rating.record import SessionRating
    from improvement_frameworks.frameworks.story.record import Story
    from improvement_frameworks.frameworks.team_safety_survey.record import TeamSafetySurvey
    from improvement_frameworks.frameworks.went_well.record import WentWell
    from improvement_frameworks.frameworks.what_so_what_now_what.record import WhatSoWhatNowWhat

    # What type checkers know of a record of any framework: its ``framework`` tells which it is.
    AnyRecord: TypeAlias = (
        AfterActionReview
        | ConditionsForChange
        | FutureChangeMatrix
        | Iceberg
        | ImprovementIdea
        | ImproverHabits
        | Interview
        | LadderOfInference
        | LearningGrid
        | LearningLog
        | LearningPrinciples
        | LiberatingStructures
        | LogicModel
        | Poll
        | QualityImpactAssessment
        | RiskThemes
        | SafetyPhrases
        | Session
        | SessionRating
        | Story
        | TeamSafetySurvey
        | WentWell
        | WhatSoWhatNowWhat
    )
else:

    def __getattr__(name: str) -> object:
        if name != "AnyRecord":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from improvement_frameworks.core import AnyRecord

        return AnyRecord
