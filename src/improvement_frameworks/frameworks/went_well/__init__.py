"""Two questions at the end of a session: what went well, and what would be even better?"""

from improvement_frameworks.frameworks.went_well.record import WentWell, WentWellEntry

__all__ = ["WentWell", "WentWellEntry"]
