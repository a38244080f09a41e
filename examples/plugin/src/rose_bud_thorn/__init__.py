"""Rose, bud, thorn: what went well, what could grow, what hurt."""

from .record import RoseBudThorn, RoseBudThornEntry

__all__ = ["RoseBudThorn", "RoseBudThornEntry"]
