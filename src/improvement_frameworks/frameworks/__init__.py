"""The frameworks themselves: one folder each, all of one anatomy.

This list of their records is written by ``make generate``.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from typing import TypeAlias

    from improvement_frameworks.frameworks.after_action_review.record import (
        AfterActionReview as AfterActionReview,
    )
    from improvement_frameworks.frameworks.conditions_for_change.record import (
        ConditionsForChange as ConditionsForChange,
    )
    from improvement_frameworks.frameworks.future_change_matrix.record import (
        FutureChangeMatrix as FutureChangeMatrix,
    )
    from improvement_frameworks.frameworks.iceberg.record import (
        Iceberg as Iceberg,
    )
    from improvement_frameworks.frameworks.improvement_idea.record import (
        ImprovementIdea as ImprovementIdea,
    )
    from improvement_frameworks.frameworks.improver_habits.record import (
        ImproverHabits as ImproverHabits,
    )
    from improvement_frameworks.frameworks.interview.record import (
        Interview as Interview,
    )
    from improvement_frameworks.frameworks.ladder_of_inference.record import (
        LadderOfInference as LadderOfInference,
    )
    from improvement_frameworks.frameworks.learning_grid.record import (
        LearningGrid as LearningGrid,
    )
    from improvement_frameworks.frameworks.learning_log.record import (
        LearningLog as LearningLog,
    )
    from improvement_frameworks.frameworks.learning_principles.record import (
        LearningPrinciples as LearningPrinciples,
    )
    from improvement_frameworks.frameworks.liberating_structures.record import (
        LiberatingStructures as LiberatingStructures,
    )
    from improvement_frameworks.frameworks.logic_model.record import (
        LogicModel as LogicModel,
    )
    from improvement_frameworks.frameworks.poll.record import (
        Poll as Poll,
    )
    from improvement_frameworks.frameworks.quality_impact_assessment.record import (
        QualityImpactAssessment as QualityImpactAssessment,
    )
    from improvement_frameworks.frameworks.risk_themes.record import (
        RiskThemes as RiskThemes,
    )
    from improvement_frameworks.frameworks.safety_phrases.record import (
        SafetyPhrases as SafetyPhrases,
    )
    from improvement_frameworks.frameworks.session.record import (
        Session as Session,
    )
    from improvement_frameworks.frameworks.session_rating.record import (
        SessionRating as SessionRating,
    )
    from improvement_frameworks.frameworks.story.record import (
        Story as Story,
    )
    from improvement_frameworks.frameworks.team_safety_survey.record import (
        TeamSafetySurvey as TeamSafetySurvey,
    )
    from improvement_frameworks.frameworks.went_well.record import (
        WentWell as WentWell,
    )
    from improvement_frameworks.frameworks.what_so_what_now_what.record import (
        WhatSoWhatNowWhat as WhatSoWhatNowWhat,
    )

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
    __all__ = [
        "AfterActionReview",
        "AnyRecord",
        "ConditionsForChange",
        "FutureChangeMatrix",
        "Iceberg",
        "ImprovementIdea",
        "ImproverHabits",
        "Interview",
        "LadderOfInference",
        "LearningGrid",
        "LearningLog",
        "LearningPrinciples",
        "LiberatingStructures",
        "LogicModel",
        "Poll",
        "QualityImpactAssessment",
        "RiskThemes",
        "SafetyPhrases",
        "Session",
        "SessionRating",
        "Story",
        "TeamSafetySurvey",
        "WentWell",
        "WhatSoWhatNowWhat",
    ]
else:
    HOMES = {
        "core.record.any_record": "AnyRecord",
        "frameworks.after_action_review.record": "AfterActionReview",
        "frameworks.conditions_for_change.record": "ConditionsForChange",
        "frameworks.future_change_matrix.record": "FutureChangeMatrix",
        "frameworks.iceberg.record": "Iceberg",
        "frameworks.improvement_idea.record": "ImprovementIdea",
        "frameworks.improver_habits.record": "ImproverHabits",
        "frameworks.interview.record": "Interview",
        "frameworks.ladder_of_inference.record": "LadderOfInference",
        "frameworks.learning_grid.record": "LearningGrid",
        "frameworks.learning_log.record": "LearningLog",
        "frameworks.learning_principles.record": "LearningPrinciples",
        "frameworks.liberating_structures.record": "LiberatingStructures",
        "frameworks.logic_model.record": "LogicModel",
        "frameworks.poll.record": "Poll",
        "frameworks.quality_impact_assessment.record": "QualityImpactAssessment",
        "frameworks.risk_themes.record": "RiskThemes",
        "frameworks.safety_phrases.record": "SafetyPhrases",
        "frameworks.session.record": "Session",
        "frameworks.session_rating.record": "SessionRating",
        "frameworks.story.record": "Story",
        "frameworks.team_safety_survey.record": "TeamSafetySurvey",
        "frameworks.went_well.record": "WentWell",
        "frameworks.what_so_what_now_what.record": "WhatSoWhatNowWhat",
    }
    """The modules of this library in which these names are at home."""
    __getattr__, __dir__, __all__ = hand_on(__name__, HOMES)
