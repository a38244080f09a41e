"""How safe people in a team find it to speak up: seven items, as a group."""

from .record import TeamSafetySurvey, TeamSafetySurveyEntry

__all__ = ["TeamSafetySurvey", "TeamSafetySurveyEntry"]
