"""Two questions at the end of a session: what went well, and what would be even better?"""

from .record import WentWell, WentWellEntry

__all__ = ["WentWell", "WentWellEntry"]
