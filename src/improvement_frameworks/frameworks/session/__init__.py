"""A session: the meeting or workshop that plans, polls, ratings and reviews belong to."""

from .record import Partner, Session, SessionPart

__all__ = ["Partner", "Session", "SessionPart"]
