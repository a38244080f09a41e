"""Rose, bud, thorn: what went well, what could grow, what hurt."""

from rose_bud_thorn.record import RoseBudThorn, RoseBudThornEntry

__all__ = ["RoseBudThorn", "RoseBudThornEntry"]
