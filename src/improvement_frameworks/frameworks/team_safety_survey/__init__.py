"""How safe people in a team find it to speak up: seven items, as a group."""

from __future__ import annotations

from improvement_frameworks.core import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.frameworks.team_safety_survey.record import (
        TeamSafetySurvey as TeamSafetySurvey,
    )
    from improvement_frameworks.frameworks.team_safety_survey.record import (
        TeamSafetySurveyEntry as TeamSafetySurveyEntry,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__, {"frameworks.team_safety_survey.record": "TeamSafetySurvey TeamSafetySurveyEntry"}
    )
